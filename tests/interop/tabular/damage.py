"""Ways to break a copy of a release; each raises where it found nothing to break.

Where rows are changed, sizes and digests are taken out of the Data Package, so that the rows alone are what is wrong.
"""

import csv
import json
from pathlib import Path

import layout
from expect import drop_line, edit_json, flip_byte


def unseal(release: Path) -> None:
    def edit(package):
        for resource in package["resources"]:
            for member in ("bytes", "hash", "rows"):
                resource.pop(member, None)

    edit_json(release / "datapackage.json", edit)


def rewrite(release: Path, table: str, change) -> None:
    """Hands the header and the rows of a table to a function that changes them in place."""
    path, encoding = layout.csv(release, table), layout.encoding(release, table)
    with open(path, encoding=encoding, newline="") as file:
        rows = list(csv.reader(file, strict=True))
    before = json.dumps(rows)
    change(rows[0], rows[1:], rows)
    if json.dumps(rows) == before:
        raise ValueError(f"{path.name} is as it was: nothing was broken")
    with open(path, "w", encoding=encoding, newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(rows)
    unseal(release)


def put(release: Path, table: str, column: str, value: str) -> None:
    """Another value in the last row that has one."""

    def change(header, rows, _):
        at = header.index(column)
        next(row for row in reversed(rows) if row[at])[at] = value

    rewrite(release, table, change)


def a_row_less(release: Path) -> None:
    """A row that no other refers to."""
    drop_line(release / "data/csv/addressees.csv")
    unseal(release)


def a_byte_of_parquet(release: Path) -> None:
    flip_byte(release / "data/parquet/divisions.parquet", 100)


def an_unknown_code(release: Path) -> None:
    put(release, "paragraphs", "role", "advice")


def an_empty_text(release: Path) -> None:
    put(release, "mentions", "surface", "")


def a_wrong_date(release: Path) -> None:
    put(release, "divisions", "starts_on", "2012-13-40")


def a_key_twice(release: Path) -> None:
    rewrite(release, "addressees", lambda header, rows, every: every.append(rows[-1]))


def a_parent_that_is_not(release: Path) -> None:
    put(release, "paragraphs", "parent_id", "nobody")


def a_division_that_is_not(release: Path) -> None:
    put(release, "paragraphs", "division_id", "nowhere")


def a_code_of_the_view(release: Path) -> None:
    put(release, "recommendations", "modality", "advice")


def a_row_of_the_view_of_nothing(release: Path) -> None:
    put(release, "recommendations", "paragraph_id", "nobody")


def a_date_of_the_view(release: Path) -> None:
    put(release, "recommendations", "date", "2012-13-40")


def a_view_that_is_not_described(release: Path) -> None:
    edit_json(release / "data/csv/csv-metadata.json", lambda group: group["tables"].pop(0))


def a_count_of_rows(release: Path) -> None:
    def edit(package):
        next(resource for resource in package["resources"] if resource["name"] == "divisions")["rows"] += 1

    edit_json(release / "datapackage.json", edit)


def a_file_of_data_not_listed(release: Path) -> None:
    edit_json(release / "datapackage.json", lambda package: package["resources"].pop())


def a_hash(release: Path) -> None:
    edit_json(release / "datapackage.json", lambda package: package["resources"][0].update(hash="sha256:none"))


def a_resource_without_path(release: Path) -> None:
    edit_json(release / "datapackage.json", lambda package: package["resources"][0].pop("path"))


def a_header(release: Path) -> None:
    rewrite(release, "divisions", lambda header, rows, _: header.__setitem__(0, "division"))


def a_column_less(release: Path) -> None:
    rewrite(release, "divisions", lambda header, rows, every: [row.pop() for row in every])


def half_a_metadata_file(release: Path) -> None:
    path = release / "data/csv/csv-metadata.json"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def a_table_not_described(release: Path) -> None:
    edit_json(release / "data/csv/csv-metadata.json", lambda group: group["tables"].pop())
