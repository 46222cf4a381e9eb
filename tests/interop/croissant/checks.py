"""Croissant, read by the library of those who made it: the description is valid, and every record of every set is as in the data."""

import datetime
import json
import logging
import os
import tempfile
from pathlib import Path

# The library keeps what it downloads; nothing of it is to stay, and nothing is downloaded.
os.environ["CROISSANT_CACHE"] = tempfile.mkdtemp()

import mlcroissant
import pyarrow.parquet

import layout
from expect import edit_json, flip_byte, need

logging.disable(logging.CRITICAL)

REQUIRED = ("name", "description", "url", "license", "creator", "datePublished", "conformsTo")


def dataset(release: Path) -> mlcroissant.Dataset:
    dataset = mlcroissant.Dataset(jsonld=str(release / "croissant.json"))
    issues = dataset.metadata.ctx.issues
    need(not issues.errors and not issues.warnings, f"{issues.errors} {issues.warnings}")
    return dataset


def valid_by_mlcroissant(release: Path) -> str:
    """The library passes a dataset without a name; what the specification requires is asked for here."""
    metadata = dataset(release).metadata
    content = json.loads((release / "croissant.json").read_text("utf-8"))
    missing = [member for member in REQUIRED if not content.get(member)]
    need(not missing, f"without {missing}")
    need(content["conformsTo"] == "http://mlcommons.org/croissant/1.1", content["conformsTo"])
    need(str(metadata.version) == json.loads((release / "manifest.json").read_text())["version"], str(metadata.version))
    return f"{len(metadata.distribution)} files, {len(metadata.record_sets)} sets of records"


def records_by_mlcroissant(release: Path) -> str:
    """Streams every set; those of tables hold the rows of the Parquet files, with their types and nulls."""
    content, count = dataset(release), 0
    tables = set(layout.tables(release))
    sets = {one.uuid: one for one in content.metadata.record_sets}
    rows = {table["name"]: table["rows"] for table in json.loads((release / "manifest.json").read_text("utf-8"))["tables"]}
    need(tables and tables <= sets.keys(), f"no records of {tables - sets.keys()}")
    for name, one in sets.items():
        records = [plain(name, record) for record in content.records(name)]
        if name in tables:
            expected = pyarrow.parquet.read_table(layout.parquet(release, name)).to_pylist()
        else:
            expected = [plain(name, record) for record in one.data]
        # A table may be empty, where the manifest says so; an enumeration may not.
        need(len(records) == len(expected) == rows.get(name, len(expected) or 1), f"{name}: {len(records)} records for {len(expected)}")
        for record, row in zip(records, expected):
            need(record == row, f"{name}: {record} is not {row}")
            need(all(type(record[column]) is type(row[column]) for column in row), f"{name}: the types of {record}")
        count += len(records)
    return f"{count} records of {len(sets)} sets"


def files_by_mlcroissant(release: Path) -> str:
    """What is said of every file is so; and the library finds the file where it is said to be."""
    content = json.loads((release / "croissant.json").read_text("utf-8"))
    sizes = {file["contentUrl"]: file["contentSize"] for file in content["distribution"]}
    for path, size in sizes.items():
        need(size == f"{(release / path).stat().st_size} B", f"{path} is not of {size}")
    for operation in dataset(release).operations.operations.nodes:
        if type(operation).__name__ == "Download":
            operation.call()
    data = {str(path.relative_to(release)) for path in (release / "data").rglob("*.*") if path.suffix != ".json"}
    need(data <= sizes.keys(), f"not described: {sorted(data - sizes.keys())[:5]}")
    return f"{len(sizes)} files with their sizes and digests"


def codes_by_python(release: Path) -> str:
    """Every code that a column holds is in the enumeration that its field refers to."""
    content, count = dataset(release), 0
    enumerations = {one.uuid: {record[f"{one.uuid}/name"] for record in one.data} for one in content.metadata.record_sets if one.data}
    for one in content.metadata.record_sets:
        for field in one.fields:
            target = str(field.references.field or "").removesuffix("/name") if field.references else ""
            if target in enumerations:
                column = pyarrow.parquet.read_table(layout.parquet(release, str(one.uuid)))[field.name]
                used = {value for value in column.to_pylist() if value is not None}
                need(used <= enumerations[target], f"{field.uuid} holds {used - enumerations[target]}")
                count += 1
    need(count == len(enumerations) > 0, f"{count} columns for {len(enumerations)} enumerations")
    return f"{count} columns hold codes of their enumerations"


def plain(name: str, record: dict) -> dict:
    """A record with the plain names of its fields and values as Python has them."""
    return {field.removeprefix(f"{name}/"): value_of(value) for field, value in record.items()}


def value_of(value):
    if isinstance(value, bytes):
        return value.decode()
    # The library has a date as a time of day, at midnight.
    return value.date() if isinstance(value, datetime.datetime) and value.time() == datetime.time() else value


def change_croissant(release: Path, edit) -> None:
    edit_json(release / "croissant.json", edit)


def set_of(content: dict, name: str) -> dict:
    return next(one for one in content["recordSet"] if one["@id"] == name)


def field_of(content: dict, name: str) -> dict:
    return next(field for field in set_of(content, name.split("/")[0])["field"] if field["@id"] == name)


def break_name(release: Path) -> None:
    change_croissant(release, lambda content: content.pop("name"))


def break_version(release: Path) -> None:
    change_croissant(release, lambda content: content.update(version="9.0.0"))


def break_source(release: Path) -> None:
    change_croissant(release, lambda content: field_of(content, "divisions/heading")["source"]["fileObject"].update({"@id": "nowhere"}))


def break_column(release: Path) -> None:
    change_croissant(release, lambda content: field_of(content, "divisions/heading")["source"]["extract"].update(column="titel"))


def break_type(release: Path) -> None:
    change_croissant(release, lambda content: field_of(content, "references/number").update(dataType="sc:Integer"))


def break_data(release: Path) -> None:
    flip_byte(release / "data/parquet/divisions.parquet", 40)


def break_digest(release: Path) -> None:
    change_croissant(release, lambda content: next(
        file for file in content["distribution"] if file["@id"].endswith("paragraphs.csv")).update(sha256="0" * 64))


def break_size(release: Path) -> None:
    change_croissant(release, lambda content: content["distribution"][0].update(contentSize="1 B"))


def break_view(release: Path) -> None:
    """A row of the view less than there is."""
    path = release / "data/recommendations.parquet"
    pyarrow.parquet.write_table(pyarrow.parquet.read_table(path).slice(1), path)


def break_provenance(release: Path) -> None:
    """Nothing tells of the rows of the segments."""
    def edit(content):
        content["recordSet"] = [one for one in content["recordSet"] if not one["@id"].startswith("segments")]

    change_croissant(release, edit)


def break_code(release: Path) -> None:
    change_croissant(release, lambda content: set_of(content, "references/status/codes")["data"].pop(0))


CHECKS = [
    ("mlcroissant", valid_by_mlcroissant, [break_name, break_version, break_source]),
    ("mlcroissant", records_by_mlcroissant, [break_column, break_type, break_data, break_view, break_provenance]),
    ("mlcroissant", files_by_mlcroissant, [break_digest, break_size]),
    ("pyarrow", codes_by_python, [break_code]),
]
