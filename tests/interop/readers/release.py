"""A release on disk: where its files are, and the same rows from each of its formats as plain Python values."""

import csv
import dataclasses
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


def defaults(release: Path, table: str) -> dict[str, object]:
    """What XML and the nested files leave out, by column, as the XSD has it."""
    types, xs = kinds(release, table), "{http://www.w3.org/2001/XMLSchema}"
    (element,) = ElementTree.parse(release / "schema/tables.xsd").findall(f"{xs}element[@name='{table}']")
    attributes = {one.get("name"): one.get("default") for one in element.iter(f"{xs}attribute")}
    return {name: typed(default, types[name]) for name, default in attributes.items() if default is not None}


def ndjson_rows(release: Path, table: str) -> list[dict]:
    """The first line has every key, the others leave out what is null."""
    types = kinds(release, table)
    rows = []
    for line in (release / f"data/ndjson/{table}.ndjson").read_bytes().split(b"\n")[:-1]:
        row = json.loads(line)
        expected = [name for name in types if not rows or name in row]
        if list(row) != expected or rows and None in row.values():
            raise ValueError(f"{table}.ndjson: {row}, expected {expected}")
        rows.append({name: json_value(row.get(name), types[name]) for name in types})
    return rows


def xml_rows(release: Path, table: str) -> list[dict]:
    types, usual = kinds(release, table), defaults(release, table)
    rows = []
    for element in ElementTree.parse(release / f"data/xml/{table}.xml").getroot():
        if len(element) or element.text:
            raise ValueError(f"{table}.xml: a row has more than attributes")
        said = {name: typed(text, types[name]) for name, text in element.attrib.items()}
        rows.append({**dict.fromkeys(types), **usual, **said})
    return rows


def json_rows(release: Path, table: str) -> list[dict]:
    """The rows of a table out of the nested files, with what the rows around them say."""
    keys = {table["name"]: table["primary_key"] for table in json.loads((release / "manifest.json").read_text("utf-8"))["tables"]}
    wanted, found = Wanted(table, kinds(release, table), defaults(release, table), keys), []
    for path in nested_files(release):
        content = json.loads(path.read_text("utf-8"))
        collect(content, "", {name: content[name] for name in content if name == "document_id"}, wanted, found)
    return found


@dataclasses.dataclass
class Wanted:
    """The table whose rows are wanted, and the keys of all tables."""

    table: str
    types: dict[str, str]
    defaults: dict[str, object]
    keys: dict[str, list[str]]

    def row(self, entry: dict, around: dict) -> dict:
        """The row of an object below others, whose keys these are."""
        missing = {**dict.fromkeys(self.types), **self.defaults, **around}
        return {name: json_value(entry.get(name, missing[name]), self.types[name]) for name in self.types}


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


def collect(value: dict, above: str, around: dict, wanted: Wanted, found: list[dict]) -> None:
    """Adds the rows of a table below an object of the list `above`; `around` are its key and those of the objects around it."""
    for name, entries in value.items():
        if not isinstance(entries, list):
            continue
        table = RENAMED.get((above, name), name)
        # What belongs to an object of its own kind has the identifier of that one as its parent.
        parent = {"parent_id": value[wanted.keys[table][0]]} if name in ("items", above) else {}
        for entry in entries:
            if table == wanted.table:
                found.append(wanted.row(entry, {**around, **parent}))
            own = {key: entry[key] for key in wanted.keys[table] if key in entry}
            collect(entry, name, {**around, **own}, wanted, found)


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
