"""A release on disk: where its files are, and the same rows from each of its formats as plain Python values."""

import csv
import datetime
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pyarrow.parquet


def latest(output: Path) -> Path:
    """The directory of the newest release below an output directory."""
    return output / json.loads((output / "latest.json").read_text())["path"]


def tables(release: Path) -> list[str]:
    """The names of the tables, from the Parquet files."""
    return sorted(path.stem for path in (release / "data/parquet").glob("*.parquet"))


def kinds(release: Path, table: str) -> dict[str, str]:
    """The Arrow type of every column, in order: the types that all other formats are read with."""
    schema = pyarrow.parquet.read_schema(release / f"data/parquet/{table}.parquet")
    return {field.name: str(field.type) for field in schema}


def parquet_rows(release: Path, table: str) -> list[dict]:
    path = release / f"data/parquet/{table}.parquet"
    return pyarrow.parquet.ParquetFile(path).read().to_pylist()


def csv_rows(release: Path, table: str) -> list[dict]:
    types = kinds(release, table)
    # newline="" keeps the line ends for the csv module, which then sees quoted ones as they are.
    with open(release / f"data/csv/{table}.csv", encoding="utf-8", newline="") as file:
        header, *records = csv.reader(file, strict=True)
    if header != list(types):
        raise ValueError(f"{table}.csv: header {header}, expected {list(types)}")
    for number, record in enumerate(records, 1):
        if len(record) != len(header):
            raise ValueError(f"{table}.csv: record {number} has {len(record)} fields, the header {len(header)}")
    return [{name: typed(text or None, types[name]) for name, text in zip(header, record)} for record in records]


def ndjson_rows(release: Path, table: str) -> list[dict]:
    types = kinds(release, table)
    rows = []
    for line in (release / f"data/ndjson/{table}.ndjson").read_bytes().split(b"\n")[:-1]:
        row = json.loads(line)
        if list(row) != list(types):
            raise ValueError(f"{table}.ndjson: keys {list(row)}, expected {list(types)}")
        rows.append({name: json_value(value, types[name]) for name, value in row.items()})
    return rows


def xml_rows(release: Path, table: str) -> list[dict]:
    types = kinds(release, table)
    rows = []
    for element in ElementTree.parse(release / f"data/xml/{table}.xml").getroot():
        row = dict.fromkeys(types)
        for child in element:
            name = child.tag.rpartition("}")[2]
            row[name] = typed(child.text or "", types[name])
        rows.append(row)
    return rows


def json_rows(release: Path, table: str) -> list[dict] | None:
    """The rows of a table out of the nested view, in document order; None where the view leaves the table out."""
    types = kinds(release, table)
    found = []
    nested = json.loads((release / "data/json/dataset.json").read_text(encoding="utf-8"))
    seen = collect(nested, table, types, found)
    return found if seen else None


# Lists of the nested view that are not called as the table is.
RENAMED = {("items", "paragraphs"), ("titles", "instrument_titles")}


def collect(value, table: str, types: dict[str, str], found: list[dict]) -> bool:
    """Walks the view; the items of a paragraph are rows of the table of paragraphs."""
    seen = False
    if isinstance(value, list):
        for entry in value:
            seen |= collect(entry, table, types, found)
    elif isinstance(value, dict):
        for key, entries in value.items():
            if isinstance(entries, list):
                if key == table or (key, table) in RENAMED:
                    seen = True
                    for entry in entries:
                        found.append({name: json_value(entry[name], types[name]) for name in types if name in entry})
                        collect(entry, table, types, found)
                else:
                    seen |= collect(entries, table, types, found)
    return seen


def typed(text: str | None, kind: str):
    """A value from its text form; what is not the canonical form of its type is refused."""
    if text is None:
        return None
    if kind in ("int32", "int64"):
        if str(int(text)) != text:
            raise ValueError(f"{text!r} is not a plain integer")
        return int(text)
    if kind == "bool":
        return {"true": True, "false": False}[text]
    if kind == "date32[day]":
        return datetime.date.fromisoformat(text)
    return text


def json_value(value, kind: str):
    """A value from JSON; a number in quotes or a truth value as a number is refused."""
    expected = {"int32": int, "int64": int, "bool": bool}.get(kind, str)
    if value is None:
        return None
    if type(value) is not expected:
        raise ValueError(f"{value!r} stands where {kind} is expected")
    return datetime.date.fromisoformat(value) if kind == "date32[day]" else value
