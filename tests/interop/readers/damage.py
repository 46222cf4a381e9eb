"""Ways to break a copy of a release; each returns nothing and raises where it found nothing to break."""

import json
import os
from pathlib import Path

import pyarrow
import pyarrow.parquet

import layout
from expect import drop_line, edit_json, flip_byte, replace


def a_file(release: Path) -> None:
    flip_byte(release / "data/ndjson/divisions.ndjson", 20)


def an_unlisted_file(release: Path) -> None:
    (release / "stray.txt").write_text("not listed\n")


def parquet_page(release: Path) -> None:
    """A bit inside the first data page, which the decompressor or the decoder stumbles over."""
    path = release / "data/parquet/paragraphs.parquet"
    column = pyarrow.parquet.ParquetFile(path).metadata.row_group(0).column(0)
    flip_byte(path, column.data_page_offset + column.total_compressed_size // 2)


def parquet_row(release: Path) -> None:
    path = release / "data/parquet/divisions.parquet"
    table = pyarrow.parquet.read_table(path)
    pyarrow.parquet.write_table(table.slice(0, table.num_rows - 1), path)


def parquet_join(release: Path) -> None:
    """A division less: its paragraphs have nowhere to go."""
    parquet_row(release)


def change(release: Path, table: str, column: str, new) -> None:
    """The last value of a column that is not null becomes another."""
    path = layout.parquet(release, table)
    content = pyarrow.parquet.read_table(path)
    values = content[column].to_pylist()
    last = max(place for place, value in enumerate(values) if value is not None)
    values[last] = new(values[last])
    index = content.schema.get_field_index(column)
    content = content.set_column(index, content.schema.field(index), pyarrow.array(values, content.schema.field(index).type))
    pyarrow.parquet.write_table(content, path)


def shift(release: Path, table: str, column: str) -> None:
    """The last number of a column becomes one more."""
    change(release, table, column, lambda value: value + 1)


def parquet_language(release: Path) -> None:
    """A mention in a language that its paragraph does not have."""
    change(release, "mentions", "language", lambda _: "en")


def text_place(release: Path) -> None:
    shift(release, "references", "text_start")


def source_place(release: Path) -> None:
    shift(release, "segments", "text_end")


def words_place(release: Path) -> None:
    shift(release, "segments", "words_start")


def parquet_value(release: Path) -> None:
    """The last ordinal of a meeting becomes one more."""
    shift(release, "divisions", "ordinal")


def parquet_reference(release: Path) -> None:
    """An instrument less: the references to it have nowhere to go."""
    path = release / "data/parquet/instruments.parquet"
    content = pyarrow.parquet.read_table(path)
    pyarrow.parquet.write_table(content.slice(1), path)


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 5)


def parquet_file(release: Path) -> None:
    cut(release / "data/parquet/divisions.parquet")


def parquet_view(release: Path) -> None:
    cut(release / "data/recommendations.parquet")


def parquet_provenance(release: Path) -> None:
    cut(release / "provenance/segments.parquet")


def view_row(release: Path) -> None:
    """A recommendation less, in Parquet alone."""
    path = release / "data/recommendations.parquet"
    pyarrow.parquet.write_table(pyarrow.parquet.read_table(path).slice(1), path)


def view_modality(release: Path) -> None:
    change(release, "recommendations", "modality", lambda value: "may_wish" if value != "may_wish" else "should")


def view_words(release: Path) -> None:
    """The words above an item are lost."""
    change(release, "recommendations", "text", lambda _: "…")


def view_without_mark(release: Path) -> None:
    path = release / "data/recommendations.csv"
    path.write_bytes(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))


def view_with_two_marks(release: Path) -> None:
    path = release / "data/recommendations.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def view_in_another_encoding(release: Path) -> None:
    path = release / "data/recommendations.csv"
    path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("gb18030"))


def view_value(release: Path) -> None:
    replace(release / "data/recommendations.csv", "缔约国", "各国")


def mark_of_data(release: Path) -> None:
    """A mark in front of a table of data, whose first column then has another name."""
    path = release / "data/csv/divisions.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def a_text(release: Path) -> None:
    replace(next((release / "data/text").iterdir()), "缔约国", "各　国")


def origin_place(release: Path) -> None:
    shift(release, "origins", "source_start")


def source_digest(release: Path) -> None:
    change(release, "documents", "source_sha256", lambda value: value[::-1])


def csv_row(release: Path) -> None:
    drop_line(release / "data/csv/divisions.csv")


def csv_value(release: Path) -> None:
    replace(release / "data/csv/divisions.csv", "2012-05-30", "2012-05-31")


def ndjson_value(release: Path) -> None:
    replace(release / "data/ndjson/divisions.ndjson", "2012-05-30", "2012-05-31")


def ndjson_type(release: Path) -> None:
    replace(release / "data/ndjson/divisions.ndjson", '"ordinal":1,', '"ordinal":"1",')


def ndjson_row(release: Path) -> None:
    drop_line(release / "data/ndjson/paragraphs.ndjson")


def ndjson_first_line(release: Path) -> None:
    """The first line leaves out what is null, as the others do: columns without any value are lost."""
    path = release / "data/ndjson/documents.ndjson"
    first, *others = path.read_text("utf-8").splitlines(keepends=True)
    row = {name: value for name, value in json.loads(first).items() if value is not None}
    path.write_text("".join([json.dumps(row, ensure_ascii=False) + "\n", *others]), "utf-8")


def ndjson_key(release: Path) -> None:
    """A line without a member that is never null."""
    replace(release / "data/ndjson/divisions.ndjson", '"level":1,', "")


def nested(release: Path, edit) -> None:
    (path,) = (release / "data/json").iterdir()
    edit_json(path, edit)


def meeting(content: dict) -> dict:
    """The first meeting of the document."""
    outer = content["documents"][0]["divisions"]
    return next(inner for division in outer for inner in division.get("divisions", []) if inner["kind"] == "meeting")


def nested_type(release: Path) -> None:
    """The ordinal of a meeting becomes a text."""
    nested(release, lambda content: meeting(content).update(ordinal="1"))


def nested_row(release: Path) -> None:
    nested(release, lambda content: meeting(content)["paragraphs"].pop())


def registry_type(release: Path) -> None:
    edit_json(release / "data/registry.json", lambda content: content["instruments"][0].update(article_count="41"))


def registry_name(release: Path) -> None:
    edit_json(release / "data/registry.json", lambda content: content["bodies"][0]["names"].pop())


def nested_file(release: Path) -> None:
    """A document less."""
    next((release / "data/json").iterdir()).unlink()


def xml_type(release: Path) -> None:
    replace(release / "data/xml/divisions.xml", 'ordinal="1"', 'ordinal="one"')


def xml_value(release: Path) -> None:
    replace(release / "data/xml/divisions.xml", "2012-05-30", "2012-05-31")


def json_schema(release: Path) -> None:
    replace(release / "schema/divisions.schema.json", '"object"', '"thing"')


def manifest_count(release: Path) -> None:
    path = release / "manifest.json"
    content = json.loads(path.read_text("utf-8"))
    content["tables"][0]["rows"] += 1
    path.write_text(json.dumps(content), "utf-8")
