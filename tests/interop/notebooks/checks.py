"""The notebooks of docs/notebooks, executed anew: every text that they print is the committed one, and every plot is there."""

import base64
import io
import json
import re
from pathlib import Path

import matplotlib.image
import pyarrow
import pyarrow.parquet
from execute import NOTEBOOKS, executed
from expect import need

# A notebook answers four questions, each with a plot.
PLOTS = 4


def pandas_notebook(release: Path) -> str:
    return outputs(release, "pandas")


def polars_notebook(release: Path) -> str:
    return outputs(release, "polars")


def duckdb_notebook(release: Path) -> str:
    return outputs(release, "duckdb")


def outputs(release: Path, name: str) -> str:
    """The text outputs of a notebook on this release, cell by cell, against those that are committed."""
    path = NOTEBOOKS / f"{name}.ipynb"
    committed = json.loads(path.read_text("utf-8"))["cells"]
    fresh = executed(path, release).cells
    texts, plots = 0, 0
    for number, (old, new) in enumerate(zip(committed, fresh, strict=True)):
        if old["cell_type"] != "code":
            continue
        there, here = said(old["outputs"]), said(new["outputs"])
        need(there == here, f"cell {number}: {difference(there, here)}")
        # An address in memory, a warning, a path of this machine.
        stray = re.search(rf"\b0x[0-9a-f]{{4}}|Warning|{re.escape(str(release))}", "".join(here))
        need(stray is None, f"cell {number} prints {stray and stray.group()!r}")
        texts += len(here)
        for shown in (old["outputs"], new["outputs"]):
            for image in images(shown):
                need(image.std() > 0.02, f"cell {number}: the plot is empty")
        need(len(images(old["outputs"])) == len(images(new["outputs"])), f"cell {number}: another number of plots")
        plots += len(images(new["outputs"]))
    need(texts > 0 and plots == PLOTS, f"{texts} texts and {plots} plots; expected {PLOTS}")
    return f"{texts} texts equal to the committed ones, {plots} plots"


def said(shown: list[dict]) -> list[str]:
    """The texts of the outputs of a cell, whatever their kind."""
    texts = []
    for output in shown:
        need(output["output_type"] != "error", f"a committed error: {output.get('evalue')}")
        parts = output.get("data", {"stream": output.get("text", "")})
        for kind, part in sorted(parts.items()):
            if not kind.startswith("image/"):
                texts.append(kind + ": " + ("".join(part) if isinstance(part, list) else part))
    return texts


def images(shown: list[dict]) -> list:
    """The plots among the outputs of a cell, as pixels."""
    coded = [output["data"]["image/png"] for output in shown if "image/png" in output.get("data", {})]
    return [matplotlib.image.imread(io.BytesIO(base64.b64decode("".join(png)))) for png in coded]


def difference(there: list[str], here: list[str]) -> str:
    for old, new in zip(there, here):
        for before, after in zip(old.splitlines(), new.splitlines()):
            if before != after:
                return f"committed {before.strip()!r}, executed {after.strip()!r}"
    return f"{len(there)} texts are committed, {len(here)} were printed"


def a_table_less(release: Path) -> None:
    (release / "data/parquet/provisions.parquet").unlink()


def a_wording(release: Path) -> None:
    """One recommendation of the first meeting becomes firmer."""
    edit(release, "paragraphs", "modality", lambda values: values.index("may_wish"), "should")


def a_citation(release: Path) -> None:
    """One citation of an article goes to its neighbour."""
    edit(release, "references", "provision_id", lambda values: values.index("som_protocol/art_6"), "som_protocol/art_7")


def an_addressee(release: Path) -> None:
    edit(release, "addressees", "addressee", lambda values: values.index("unodc"), "secretariat")


def edit(release: Path, table: str, column: str, find, value: str) -> None:
    path = release / f"data/parquet/{table}.parquet"
    content = pyarrow.parquet.read_table(path)
    values = content[column].to_pylist()
    values[find(values)] = value
    index = content.schema.get_field_index(column)
    field = content.schema.field(index)
    pyarrow.parquet.write_table(content.set_column(index, field, pyarrow.array(values, field.type)), path)


# Each breakage by one of the tools, since a notebook takes seconds.
CHECKS = [
    ("pandas", pandas_notebook, [a_table_less, a_wording]),
    ("polars", polars_notebook, [a_citation]),
    ("duckdb", duckdb_notebook, [an_addressee, a_table_less]),
]
