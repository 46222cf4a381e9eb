"""Runs every check of a group on releases, and every check on broken copies that it must refuse; prints a table and the counts.

check.py GROUP OUTPUT...: GROUP is a directory with a `checks.py` that has CHECKS, a list of triples: the tool, a function that takes the
directory of a release and returns what it saw or raises with what is wrong, and functions that break a copy such that the check must
notice. The copies are those of the latest release below the first OUTPUT; the latest releases below the others must pass. COMMANDS, where
it is there, maps tools that are no Python packages to the commands that tell their versions.
"""

import importlib
import importlib.metadata
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    group, *outputs = map(Path, sys.argv[1:])
    sys.path.insert(0, str(group))
    checks = importlib.import_module("checks")
    original, *others = [output / json.loads((output / "latest.json").read_text())["path"] for output in outputs]
    results = []
    for tool, check, breakages in checks.CHECKS:
        results.append((tool, check.__name__, *verdict(check, original)))
        for breakage in breakages:
            results.append((tool, f"{check.__name__} refuses {breakage.__name__}", *refusal(check, breakage, original)))
        for other in others:
            results.append((tool, f"{check.__name__} of {dataset(other)}", *verdict(check, other)))
    commands = getattr(checks, "COMMANDS", {})
    print("| tool | version | check | verdict | |\n| --- | --- | --- | --- | --- |")
    for tool, what, passed, detail in results:
        # A message quotes foreign text, which must not end the cell or the line.
        detail = " ".join(detail.replace("|", "\\|").split())[:200]
        told = version(tool, commands)
        print(f"| {tool} | {told} | {what.replace('_', ' ')} | {'passed' if passed else 'FAILED'} | {detail} |")
    failed = sum(not passed for _, _, passed, _ in results)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed or not results else 0


def dataset(release: Path) -> str:
    return json.loads((release / "manifest.json").read_text("utf-8"))["dataset"]["id"]


def verdict(check, path: Path) -> tuple[bool, str]:
    """Anything a reader raises is a verdict on the release, not on this program."""
    try:
        return True, check(path)
    except Exception as error:
        return False, f"{type(error).__name__}: {error}"


def refusal(check, breakage, original: Path) -> tuple[bool, str]:
    """Whether the check fails on a broken copy; a copy that could not be broken is a failure too."""
    with tempfile.TemporaryDirectory() as directory:
        copy = Path(directory) / "release"
        shutil.copytree(original, copy)
        try:
            breakage(copy)
        except Exception as error:
            return False, f"could not be broken: {type(error).__name__}: {error}"
        passed, detail = verdict(check, copy)
        return not passed, detail


def version(tool: str, commands: dict[str, list[str]]) -> str:
    if tool == "python":
        return sys.version.split()[0]
    if tool in commands:
        run = subprocess.run(commands[tool], capture_output=True, text=True)
        return re.search(r"(?<![\w.])\d[\w.]*", run.stdout + run.stderr).group()
    return importlib.metadata.version(tool)


if __name__ == "__main__":
    sys.exit(main())
