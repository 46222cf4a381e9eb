"""Executes a notebook on a release. As a program, it writes what comes out into the notebooks of docs/notebooks:

    <environment>/bin/python tests/interop/notebooks/execute.py RELEASE
"""

import os
import sys
from pathlib import Path

import matplotlib.font_manager  # noqa: F401: looks for fonts now, where nobody compares what it says
import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[3] / "docs/notebooks"

# Kept of a notebook; what else a front end writes tells of the machine.
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def executed(path: Path, release: Path) -> nbformat.NotebookNode:
    """The notebook with the outputs of all its cells, without times and without anything of this machine."""
    notebook = nbformat.read(path, as_version=4)
    os.environ["UNRECS_RELEASE"] = str(release.resolve())
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({})
    return notebook


if __name__ == "__main__":
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        nbformat.write(executed(path, Path(sys.argv[1])), path)
        print(f"{path.name} written")
