"""The checks: each takes the directory of a release and returns what it saw, or raises with what is wrong."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import fastparquet
import jsonschema
import pandas
import polars

import release as rows
from expect import ROOT, need, same


def checksums(release: Path) -> str:
    run = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=release, capture_output=True, text=True)
    need(run.returncode == 0, run.stdout.replace(": OK\n", " ") + run.stderr)
    listed = {line.split("  ", 1)[1] for line in (release / "SHA256SUMS").read_text().splitlines()}
    present = {str(path.relative_to(release)) for path in release.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    need(listed == present, f"listed and present differ: {sorted(listed ^ present)}")
    return f"{len(listed)} files"


def manifest(release: Path) -> str:
    """The manifest tells the sizes and the row counts that are there."""
    content = json.loads((release / "manifest.json").read_text())
    for file in content["files"]:
        size = (release / file["path"]).stat().st_size
        need(size == file["bytes"], f"{file['path']}: {size} bytes, the manifest says {file['bytes']}")
    counts = {table["name"]: table["rows"] for table in content["tables"]}
    actual = {table: len(rows.parquet_rows(release, table)) for table in rows.tables(release)}
    need(counts == actual, f"the manifest says {counts}, the files hold {actual}")
    return f"{len(content['files'])} files, {sum(actual.values())} rows"


def parquet_by_pyarrow(release: Path) -> str:
    """Reads every page of every file."""
    count = sum(len(rows.parquet_rows(release, table)) for table in rows.tables(release))
    need(count > 0, "no rows")
    return f"{count} rows"


def parquet_by_duckdb(release: Path) -> str:
    count = 0
    for table in rows.tables(release):
        path = release / f"data/parquet/{table}.parquet"
        relation = duckdb.read_parquet(str(path))
        records = [dict(zip(relation.columns, record)) for record in relation.fetchall()]
        same(records, rows.parquet_rows(release, table), f"{table}, DuckDB and pyarrow")
        count += len(records)
    return f"{count} rows equal to pyarrow's, {joins(release)} joins close"


def parquet_by_fastparquet(release: Path) -> str:
    """It knows fewer encodings than the others, and pandas may be set up with it."""
    def plain(value: object) -> object:
        if pandas.isna(value):
            return None
        if isinstance(value, pandas.Timestamp):
            return value.date()
        return value.item() if hasattr(value, "item") else value

    count = 0
    for table in rows.tables(release):
        frame = fastparquet.ParquetFile(str(release / f"data/parquet/{table}.parquet")).to_pandas()
        columns = {column: [plain(value) for value in frame[column]] for column in frame.columns}
        records = [dict(zip(columns, values)) for values in zip(*columns.values())]
        same(records, rows.parquet_rows(release, table), f"{table}, fastparquet and pyarrow")
        count += len(records)
    return f"{count} rows equal to pyarrow's"


def joins(release: Path) -> int:
    """Every foreign key that a schema states finds its row."""
    count = 0
    for path in sorted((release / "schema").glob("*.schema.json")):
        table = path.name.removesuffix(".schema.json")
        for key in json.loads(path.read_text("utf-8")).get("x-foreign-keys", []):
            own, other = (f"'{release}/data/parquet/{name}.parquet'" for name in (table, key["table"]))
            same_names = "".join(f" and a.{name} = b.{name}" for name in key.get("with", []))
            lost = duckdb.sql(
                f"select count(*) from {own} a anti join {other} b on a.{key['column']} = b.{key['references']}{same_names} "
                f"where a.{key['column']} is not null"
            ).fetchall()
            need(lost == [(0,)], f"{table}.{key['column']} names rows of {key['table']} that are not there")
            count += 1
    need(count > 0, "no schema states a foreign key")
    return count


def parquet_by_polars(release: Path) -> str:
    count = 0
    for table in rows.tables(release):
        frame = polars.read_parquet(release / f"data/parquet/{table}.parquet")
        same(frame.to_dicts(), rows.parquet_rows(release, table), f"{table}, polars and pyarrow")
        count += frame.height
    return f"{count} rows equal to pyarrow's"


def csv_by_python(release: Path) -> str:
    count = 0
    for table in rows.tables(release):
        data = (release / f"data/csv/{table}.csv").read_bytes()
        need(not data.startswith(b"\xef\xbb\xbf"), f"{table}.csv starts with a byte order mark")
        need(data.endswith(b"\r\n"), f"{table}.csv does not end with CRLF")
        records = rows.csv_rows(release, table)
        same(records, rows.parquet_rows(release, table), f"{table}, CSV and Parquet")
        count += len(records)
    return f"{count} rows equal to Parquet"


def csv_by_pandas(release: Path) -> str:
    count = 0
    for table in rows.tables(release):
        path = release / f"data/csv/{table}.csv"
        frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
        with open(path, encoding="utf-8", newline="") as file:
            header, *records = csv.reader(file, strict=True)
        need(list(frame.columns) == header, f"{table}: columns {list(frame.columns)}")
        need(frame.values.tolist() == records, f"{table}: pandas and Python's csv read different cells")
        same(
            [{name: rows.typed(text or None, kind) for (name, kind), text in zip(rows.kinds(release, table).items(), row)}
             for row in frame.values.tolist()],
            rows.parquet_rows(release, table),
            f"{table}, pandas' CSV and Parquet",
        )
        count += len(frame)
    return f"{count} rows equal to Parquet"


def ndjson_by_python(release: Path) -> str:
    count = 0
    for table in rows.tables(release):
        records = rows.ndjson_rows(release, table)
        same(records, rows.parquet_rows(release, table), f"{table}, NDJSON and Parquet")
        count += len(records)
    return f"{count} rows equal to Parquet"


def ndjson_by_json_schema(release: Path) -> str:
    count = 0
    for table in rows.tables(release):
        validator = schema(release / f"schema/{table}.schema.json")
        for number, line in enumerate((release / f"data/ndjson/{table}.ndjson").read_text("utf-8").split("\n")[:-1], 1):
            complain(validator, json.loads(line), f"{table}.ndjson:{number}")
            count += 1
    need(count > 0, "no lines")
    return f"{count} lines valid"


def nested_by_json_schema(release: Path) -> str:
    nested = json.loads((release / "data/json/dataset.json").read_text("utf-8"))
    complain(schema(release / "schema/dataset.schema.json"), nested, "dataset.json")
    return "valid"


def nested_by_python(release: Path) -> str:
    """Every table but the segments can be read back out of the nested view."""
    count = 0
    for table in rows.tables(release):
        records = rows.json_rows(release, table)
        if records is None:
            need(table == "segments", f"{table} is missing from dataset.json")
            continue
        expected = rows.parquet_rows(release, table)
        # What the place in the nesting says already may be left out of an object; what is there must be the same.
        shown = records[0].keys() if records else set()
        same(records, [{name: row[name] for name in row if name in shown} for row in expected], f"{table}, nested and Parquet")
        count += len(records)
    need(count > 0, "no rows")
    return f"{count} rows equal to Parquet"


def places_by_python(release: Path) -> str:
    """Words stand in the texts where their code points say; segments tile the sources, and those with words tile the texts."""
    key = lambda row: (row["paragraph_id"], row["language"])
    texts = {key(row): row["text"] for row in rows.parquet_rows(release, "paragraphs")}
    count = 0
    for table in ("references", "mentions"):
        for row in rows.parquet_rows(release, table):
            words = texts[key(row)][row["text_start"]:row["text_end"]]
            need(words == row["surface"], f"{table}: the text has {words!r} for {row['surface']!r}")
            count += 1
    need(count > 0, "no references and no mentions")
    sources = {}
    for row in rows.parquet_rows(release, "documents"):
        # Of a file with markup, the text that was read is not the file.
        if row["text_sha256"] == row["source_sha256"]:
            sources[row["document_id"], row["language"]] = (ROOT / row["source_path"]).read_bytes()
    need(len(sources) > 0, "no document whose text is its file")
    ends, tiled = dict.fromkeys(sources, 0), dict.fromkeys(texts, "")
    for row in rows.parquet_rows(release, "segments"):
        document = row["document_id"], row["language"]
        if document not in sources:
            continue
        need(row["text_start"] == ends[document], f"{document}: segment {row['position']} begins at {row['text_start']}")
        ends[document] = row["text_end"]
        need((row["words_start"] is not None) == (row["kind"] == "words"), f"{document}: words of segment {row['position']}")
        if row["kind"] == "words":
            need(row["words_start"] == len(tiled[key(row)]), f"{key(row)}: words begin at {row['words_start']}")
            tiled[key(row)] += sources[document][row["text_start"]:row["text_end"]].decode()
    lengths = {document: len(source) for document, source in sources.items()}
    need(ends == lengths, f"the segments end at {ends}, the sources at {lengths}")
    for row in rows.parquet_rows(release, "paragraphs"):
        if (row["document_id"], row["language"]) in sources:
            need(tiled[key(row)] == row["text"], f"{key(row)}: the source has {tiled[key(row)]!r}")
    return f"{count} words found in the texts, {len(texts)} texts in the sources"


def xml_by_xmllint(release: Path) -> str:
    files = sorted(str(path) for path in (release / "data/xml").glob("*.xml"))
    need(len(files) == len(rows.tables(release)), f"{len(files)} XML files for {len(rows.tables(release))} tables")
    run = subprocess.run(
        ["xmllint", "--noout", "--nonet", "--schema", str(release / "schema/tables.xsd"), *files],
        capture_output=True, text=True,
    )
    need(run.returncode == 0, run.stderr[-2000:])
    need(run.stderr.count(" validates") == len(files), run.stderr[-2000:])
    return f"{len(files)} files valid"


def xml_by_python(release: Path) -> str:
    count = 0
    for table in rows.tables(release):
        records = rows.xml_rows(release, table)
        same(records, rows.parquet_rows(release, table), f"{table}, XML and Parquet")
        count += len(records)
    return f"{count} rows equal to Parquet"


def schemas_by_check_jsonschema(release: Path) -> str:
    files = sorted(str(path) for path in (release / "schema").glob("*.schema.json"))
    need(len(files) > 0, "no schemas")
    run = subprocess.run([sys.executable, "-m", "check_jsonschema", "--check-metaschema", *files], capture_output=True, text=True)
    need(run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:])
    return f"{len(files)} schemas valid by their metaschema"


def schema(path: Path) -> jsonschema.Draft202012Validator:
    content = json.loads(path.read_text("utf-8"))
    return jsonschema.Draft202012Validator(content, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)


def complain(validator, value, where: str) -> None:
    error = next(validator.iter_errors(value), None)
    need(error is None, f"{where}: {error and error.json_path}: {error and error.message[:300]}")
