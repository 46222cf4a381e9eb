"""The workbook: the rows of all tables, typed and without formulas, under headers that stay."""

import csv
import datetime
import json
from pathlib import Path

import openpyxl
import pandas
from openpyxl.utils.escape import unescape

import layout
from expect import need, same
from readers import release as rows


def path_of(release: Path) -> Path:
    (path,) = (release / "data/excel").glob("*.xlsx")
    return path


def names(release: Path) -> list[str]:
    """The tables that people look at, in publishing order, from the manifest."""
    tables = [table["name"] for table in json.loads((release / "manifest.json").read_text("utf-8"))["tables"]]
    return [name for name in tables if name in layout.shown(release)]


def value(cell):
    """A cell as the Parquet file has it; a formula or an error is refused."""
    need(cell.data_type in "snbd", f"{cell.parent.title}!{cell.coordinate} is of type {cell.data_type}: {cell.value!r}")
    if isinstance(cell.value, datetime.datetime):
        need(cell.value.time() == datetime.time(), f"{cell.coordinate} has a time: {cell.value}")
        return cell.value.date()
    # openpyxl leaves it to its user to read the escapes of Excel.
    return unescape(cell.value) if isinstance(cell.value, str) else cell.value


def rows_by_openpyxl(release: Path) -> str:
    """The view is what one sees first; then the cover, the tables of data and what their columns mean."""
    book = openpyxl.load_workbook(path_of(release))
    data = [name for name in names(release) if name in layout.data_tables(release)]
    expected = ["recommendations", "about", *data, "dictionary"]
    need(book.sheetnames == expected, f"sheets {book.sheetnames}, expected {expected}")
    need(book.active.title == expected[0], f"opens with {book.active.title}")
    count = 0
    for table in names(release):
        header, *records = book[table].iter_rows()
        columns = list(rows.kinds(release, table))
        need([cell.value for cell in header] == columns, f"{table}: header {[cell.value for cell in header]}")
        found = [dict(zip(columns, map(value, record))) for record in records]
        same(found, rows.parquet_rows(release, table), f"{table}, workbook and Parquet")
        count += len(found)
    need(count > 0, "no rows")
    return f"{count} rows equal to Parquet"


def looks_by_openpyxl(release: Path) -> str:
    """Headers are bold, stay and filter; days look like days; every font is the one that shows Chinese."""
    book = openpyxl.load_workbook(path_of(release))
    days = 0
    for table in names(release):
        sheet = book[table]
        need(sheet.freeze_panes == "A2", f"{table}: the header does not stay: {sheet.freeze_panes}")
        need(all(cell.font.bold for cell in sheet[1]), f"{table}: the header is not bold")
        need(sheet.auto_filter.ref == sheet.dimensions, f"{table}: the filter covers {sheet.auto_filter.ref} of {sheet.dimensions}")
        kinds = list(rows.kinds(release, table).values())
        for record in sheet.iter_rows(min_row=2):
            for cell, kind in zip(record, kinds):
                need(cell.font.name == "Microsoft YaHei", f"{table}!{cell.coordinate}: font {cell.font.name}")
                if kind == "date32[day]" and cell.value is not None:
                    need(cell.number_format == "yyyy-mm-dd", f"{table}!{cell.coordinate}: looks as {cell.number_format}")
                    days += 1
                if isinstance(cell.value, str) and len(cell.value) > 100:
                    need(cell.alignment.wrap_text, f"{table}!{cell.coordinate}: a long text is not wrapped")
        widths = [dimension.width for dimension in sheet.column_dimensions.values()]
        need(widths and all(5 < width < 70 for width in widths), f"{table}: widths {widths}")
    need(days > 0, "no days")
    return f"{len(names(release))} sheets, {days} days"


def dictionary_by_openpyxl(release: Path) -> str:
    """The dictionary is that of schema/dictionary.csv for the sheets, and the cover names every table with its rows."""
    book = openpyxl.load_workbook(path_of(release))
    with open(release / "schema/dictionary.csv", encoding="utf-8", newline="") as file:
        header, *records = csv.reader(file, strict=True)
    expected = [[text or None for text in record] for record in [header, *(one for one in records if one[0] in names(release))]]
    found = [[None if cell is None else str(cell) for cell in record] for record in book["dictionary"].iter_rows(values_only=True)]
    need(found == expected, "the dictionary differs from schema/dictionary.csv")
    cover = {name: [en, zh] for name, en, zh in book["about"].iter_rows(values_only=True)}
    for table in names(release):
        count = len(rows.parquet_rows(release, table))
        need(cover[table][0].startswith("1 row. " if count == 1 else f"{count} rows. "), f"the cover says {cover[table]} of {table} with {count} rows")
    need(all(cover["title"]) and cover["licence"][0] and cover["terms of the licence"][0], "the cover has no title or licence")
    return f"{len(found) - 1} columns explained"


def rows_by_pandas(release: Path) -> str:
    count = 0
    sheets = pandas.read_excel(path_of(release), sheet_name=None, dtype=object, keep_default_na=False, na_values=[""])
    for table in names(release):
        found = [{name: plain(one) for name, one in record.items()} for record in sheets[table].to_dict("records")]
        same(found, rows.parquet_rows(release, table), f"{table}, pandas' workbook and Parquet")
        count += len(found)
    return f"{count} rows equal to Parquet"


def plain(one):
    """A value of pandas as the Parquet file has it."""
    if isinstance(one, datetime.datetime):
        return None if pandas.isna(one) else one.date()
    if isinstance(one, str):
        return unescape(one)
    return None if one is None or pandas.isna(one) else one
