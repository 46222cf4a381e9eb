"""Runs the script of docs/content-digest.md, as it is printed there, on its worked example and on every table of a release.

Alone, `python3 tests/interop/readers/content.py` tries the worked example and, where an output directory is given, its latest release.
"""

import datetime
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import polars
import pyarrow.parquet

import layout

DOCUMENTATION = Path(__file__).parents[3] / "docs/content-digest.md"


def block(language: str) -> str:
    """The block of the documentation in this language; there is one of each."""
    # newline="" keeps what the documentation says byte by byte.
    with open(DOCUMENTATION, encoding="utf-8", newline="") as file:
        found = re.findall(rf"^```{language}\n(.*?)^```$", file.read(), re.DOTALL | re.MULTILINE)
    if len(found) != 1:
        raise ValueError(f"{DOCUMENTATION.name} has {len(found)} blocks in {language}, expected one")
    return found[0]


def digest(path: Path, key: list[str]) -> str:
    """What the script prints for an NDJSON file."""
    command = [sys.executable, "-I", "-c", block("python"), str(path), *key]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        raise ValueError(f"{path.name}: the script fails: {run.stderr.strip().splitlines()[-1]}")
    return run.stdout.strip()


def same(found: str, expected: str, what: str) -> None:
    if found != expected:
        raise ValueError(f"{what}: the script computes {found}, expected {expected}")


def of_tables(tables: dict[str, str]) -> str:
    """The digest of a release from those of its tables."""
    lines = (f'{{"content_sha256":"{tables[name]}","table":"{name}"}}\n' for name in sorted(tables))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def example_by_the_documented_script() -> str:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "units.ndjson"
        path.write_bytes(block("ndjson").encode())
        found = digest(path, ["unit_id", "position"])
    same(found, block("digest").strip(), "the worked example")
    same(hashlib.sha256(block("canonical").encode()).hexdigest(), found, "the bytes of the worked example")
    same(of_tables({"units": found}), block("release").strip(), "a release of the worked example")
    return "as documented"


def content_by_the_documented_script(release: Path) -> str:
    """What the manifest says of every table and of the release is what the script computes."""
    example_by_the_documented_script()
    manifest = json.loads((release / "manifest.json").read_text("utf-8"))
    found = {}
    with tempfile.TemporaryDirectory() as directory:
        for table in manifest["tables"]:
            name, path = table["name"], release / f"data/ndjson/{table['name']}.ndjson"
            if name not in layout.data_tables(release):
                # The view and the provenance are in Parquet, not in NDJSON.
                path = Path(directory) / path.name
                records = pyarrow.parquet.read_table(layout.parquet(release, name)).to_pylist()
                lines = (json.dumps(row, default=str) + "\n" for row in records)
                path.write_text("".join(lines), "utf-8")
            found[name] = digest(path, table["primary_key"])
            same(found[name], table["content_sha256"], f"table {name}")
    if not found:
        raise ValueError("the manifest has no tables")
    same(of_tables(found), manifest["content_sha256"], "the release")
    return f"{len(found)} tables"


def of_rows(records: list[dict], key: list[str]) -> str:
    """The digest of rows that some reader gave as Python values."""
    digest = hashlib.sha256()
    for record in sorted(records, key=lambda record: [record[name] for name in key]):
        plain = {name: plainly(value) for name, value in record.items()}
        digest.update(json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n")
    return digest.hexdigest()


def plainly(value):
    if type(value) is int and abs(value) >= 2**53:
        return str(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def content_through(release: Path, read) -> str:
    """What the manifest says of every table, from rows that a reader gives for the path of a Parquet file."""
    manifest = json.loads((release / "manifest.json").read_text("utf-8"))
    found = {}
    for table in manifest["tables"]:
        name, records = table["name"], read(str(layout.parquet(release, table["name"])))
        if len(records) != table["rows"]:
            raise ValueError(f"{name}: {len(records)} rows, the manifest says {table['rows']}")
        found[name] = of_rows(records, table["primary_key"])
        same(found[name], table["content_sha256"], f"table {name}")
    same(of_tables(found), manifest["content_sha256"], "the release")
    return f"{len(found)} tables"


def content_by_pyarrow(release: Path) -> str:
    return content_through(release, lambda path: pyarrow.parquet.ParquetFile(path).read().to_pylist())


def content_by_duckdb(release: Path) -> str:
    def read(path: str) -> list[dict]:
        relation = duckdb.read_parquet(path)
        return [dict(zip(relation.columns, record)) for record in relation.fetchall()]

    return content_through(release, read)


def content_by_polars(release: Path) -> str:
    return content_through(release, lambda path: polars.read_parquet(path).to_dicts())


if __name__ == "__main__":
    print("worked example:", example_by_the_documented_script())
    if len(sys.argv) > 1:
        latest = json.loads((Path(sys.argv[1]) / "latest.json").read_text("utf-8"))
        print("release:", content_by_the_documented_script(Path(sys.argv[1]) / latest["path"]))
