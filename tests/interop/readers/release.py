"""A release on disk: where its files are, and the same rows from each of its formats as plain Python values."""

import csv
import datetime
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pyarrow.parquet

import layout


def latest(output: Path) -> Path:
    """The directory of the newest release below an output directory."""
    return output / json.loads((output / "latest.json").read_text())["path"]


def kinds(release: Path, table: str) -> dict[str, str]:
    """The Arrow type of every column, in order: the types that all other formats are read with."""
    schema = pyarrow.parquet.read_schema(layout.parquet(release, table))
    return {field.name: str(field.type) for field in schema}


def parquet_rows(release: Path, table: str) -> list[dict]:
    return pyarrow.parquet.ParquetFile(layout.parquet(release, table)).read().to_pylist()


def csv_rows(release: Path, table: str) -> list[dict]:
    types = kinds(release, table)
    # newline="" keeps the line ends for the csv module, which then sees quoted ones as they are.
    with open(layout.csv(release, table), encoding=layout.encoding(release, table), newline="") as file:
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
    """The rows of a table out of the nested files; None where they leave the table out."""
    types, found, seen = kinds(release, table), [], False
    for path in nested_files(release):
        seen |= collect(json.loads(path.read_text("utf-8")), "", table, types, found)
    return found if seen else None


def nested_files(release: Path) -> list[Path]:
    """A file for every document, and one for the registry."""
    return [*sorted((release / "data/json").glob("*.json")), release / "data/registry.json"]


# Lists of the nested files that are not called as the table is, with the list that the object stands in.
RENAMED = {
    ("paragraphs", "items"): "paragraphs",
    ("items", "items"): "paragraphs",
    ("instruments", "names"): "instrument_names",
    ("provisions", "names"): "provision_names",
    ("bodies", "names"): "body_names",
}


def collect(value: dict, above: str, table: str, types: dict[str, str], found: list[dict]) -> bool:
    """Adds the rows of a table below an object of the list `above`; says whether there is a list for them."""
    seen = False
    for key, entries in value.items():
        if not isinstance(entries, list):
            continue
        own = RENAMED.get((above, key), key) == table
        seen |= own
        for entry in entries:
            if own:
                found.append({name: json_value(entry[name], types[name]) for name in types if name in entry})
            if isinstance(entry, dict):
                seen |= collect(entry, key, table, types, found)
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
