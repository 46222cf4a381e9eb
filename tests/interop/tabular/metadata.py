"""The metadata of CSV on the Web beside the CSV files, read by csvw, with three checks that it lacks."""

import csv
import json
from pathlib import Path

from csvw import CSVW

import layout
from expect import need


def metadata_by_csvw(release: Path) -> str:
    path = release / "data/csv/csv-metadata.json"
    # csvw takes a file that is no JSON for CSV without metadata, and passes it.
    urls = [table["url"] for table in json.loads(path.read_text("utf-8"))["tables"]]
    files = sorted([*(file.name for file in path.parent.glob("*.csv")), *(f"../{file.name}" for file in release.glob("data/*.csv"))])
    need(sorted(urls) == files, f"describes {sorted(urls)}; there are {files}")

    package = CSVW(str(path), validate=True)
    need(package.is_valid, "; ".join(dict.fromkeys(str(warning.message) for warning in package.warnings))[:500] or "invalid")
    told = json.loads((release / "manifest.json").read_text("utf-8"))["tables"]
    counts = {table["name"]: table["rows"] for table in told if table["name"] in layout.shown(release)}
    for table in package.tables:
        name = Path(str(table.url)).stem
        with open(path.parent / str(table.url), encoding=layout.encoding(release, name), newline="") as file:
            header, *records = csv.reader(file, strict=True)
        # csvw passes a table whose last columns are missing, and rows that are shorter than the header.
        need(header == [column.name for column in table.tableSchema.columns], f"{name}: the header is {header}")
        need(all(len(record) == len(header) for record in records), f"{name}: a row of another length than the header")
        rows = sum(1 for _ in table)
        need(rows == len(records) == counts[name], f"{name}: {rows} rows, the manifest says {counts[name]}")
    return f"{sum(counts.values())} rows of {len(counts)} tables"
