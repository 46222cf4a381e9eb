"""The checks: each takes the directory of a release and returns what it saw, or raises with what is wrong."""

import codecs
import csv
import datetime
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import fastparquet
import jsonschema
import pandas
import polars

import layout
import release as rows
from expect import ROOT, need, same

# Below one of these are the sources of a release, by the paths that its rows give.
SOURCES = [ROOT, ROOT / "tests/interop/resolutions"]


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
    actual = {table: len(rows.parquet_rows(release, table)) for table in layout.tables(release)}
    need(counts == actual, f"the manifest says {counts}, the files hold {actual}")
    return f"{len(content['files'])} files, {sum(actual.values())} rows"


def parquet_by_pyarrow(release: Path) -> str:
    """Reads every page of every file."""
    count = sum(len(rows.parquet_rows(release, table)) for table in layout.tables(release))
    need(count > 0, "no rows")
    return f"{count} rows"


def parquet_by_duckdb(release: Path) -> str:
    count = 0
    for table in layout.tables(release):
        relation = duckdb.read_parquet(str(layout.parquet(release, table)))
        records = [dict(zip(relation.columns, record)) for record in relation.fetchall()]
        same(records, rows.parquet_rows(release, table), f"{table}, DuckDB and pyarrow")
        count += len(records)
    return f"{count} rows equal to pyarrow's, {joins(release)} joins close"


def parquet_by_fastparquet(release: Path) -> str:
    """It knows fewer encodings than the others, and pandas may be set up with it."""
    return frames(release, "fastparquet", lambda path: fastparquet.ParquetFile(str(path)).to_pandas())


def parquet_by_pandas(release: Path) -> str:
    """With each of its engines, as it comes."""
    engines = ("pyarrow", "fastparquet")
    seen = [frames(release, engine, lambda path: pandas.read_parquet(path, engine=engine)) for engine in engines]
    return f"{seen[0]}, with {' and '.join(engines)}"


def frames(release: Path, reader: str, read) -> str:
    """Every table as a frame that a reader gives for the path of its file."""
    count = 0
    for table in layout.tables(release):
        frame, kinds = read(layout.parquet(release, table)), rows.kinds(release, table)
        columns = {column: [plain(value, kinds[column]) for value in frame[column]] for column in frame.columns}
        records = [dict(zip(columns, values)) for values in zip(*columns.values())]
        same(records, rows.parquet_rows(release, table), f"{table}, {reader} and pyarrow")
        count += len(records)
    need(count > 0, "no rows")
    return f"{count} rows equal to pyarrow's"


def plain(value: object, kind: str) -> object:
    """A cell of a frame as the Parquet file has it: in a column with gaps, pandas may have whole numbers as fractions."""
    if pandas.isna(value):
        return None
    if isinstance(value, pandas.Timestamp):
        return value.date()
    value = value.item() if hasattr(value, "item") else value
    return int(value) if isinstance(value, float) and kind.startswith("int") and value.is_integer() else value


def joins(release: Path) -> int:
    """Every foreign key that a schema states finds its row."""
    count = 0
    for path in sorted((release / "schema").glob("*.schema.json")):
        table = path.name.removesuffix(".schema.json")
        for key in json.loads(path.read_text("utf-8")).get("x-foreign-keys", []):
            own, other = (f"'{layout.parquet(release, name)}'" for name in (table, key["table"]))
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
    for table in layout.tables(release):
        frame = polars.read_parquet(layout.parquet(release, table))
        same(frame.to_dicts(), rows.parquet_rows(release, table), f"{table}, polars and pyarrow")
        count += frame.height
    return f"{count} rows equal to pyarrow's"


def csv_by_python(release: Path) -> str:
    count = 0
    for table in layout.shown(release):
        path = layout.csv(release, table)
        data = path.read_bytes()
        marked = layout.encoding(release, table) == "utf-8-sig"
        need(data.startswith(codecs.BOM_UTF8) == marked, f"{path.name} {'lacks' if marked else 'has'} a byte order mark")
        need(data.endswith(b"\r\n"), f"{path.name} does not end with CRLF")
        records = rows.csv_rows(release, table)
        same(records, rows.parquet_rows(release, table), f"{table}, CSV and Parquet")
        count += len(records)
    present = {path.stem for path in [*release.glob("data/csv/*.csv"), *release.glob("data/*.csv")]}
    need(present == set(layout.shown(release)), f"CSV files of {sorted(present)}")
    return f"{count} rows equal to Parquet"


def csv_by_pandas(release: Path) -> str:
    count = 0
    for table in layout.shown(release):
        path, encoding = layout.csv(release, table), layout.encoding(release, table)
        frame = pandas.read_csv(path, dtype=str, keep_default_na=False, encoding=encoding)
        with open(path, encoding=encoding, newline="") as file:
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


def view_as_spreadsheets_open_it(release: Path) -> str:
    """The mark alone tells a spreadsheet the encoding; nobody then sees it in the header, and no Chinese is lost."""
    expected = rows.parquet_rows(release, "recommendations")
    data = layout.csv(release, "recommendations").read_bytes()
    # Without the mark, a spreadsheet takes the code page of its machine.
    encoding = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "cp1252"
    header = data.decode(encoding, "replace").split("\r\n", 1)[0].split(",")
    need(header == list(expected[0]), f"the first line is {header}")
    need(data.count(codecs.BOM_UTF8) <= 1, "the mark stands inside of the file too")
    readers = {
        "pandas": lambda path: pandas.read_csv(path, encoding=encoding, encoding_errors="replace", dtype=str, keep_default_na=False).to_dict("records"),
        "polars": lambda path: polars.read_csv(path, infer_schema=False).fill_null("").to_dicts(),
        "DuckDB": lambda path: duckdb.sql(f"SELECT * FROM read_csv('{path}', all_varchar = true)").to_df().fillna("").to_dict("records"),
    }
    shown = lambda value: str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
    texts = [{name: shown(value) for name, value in row.items()} for row in expected]
    for reader, read in readers.items():
        same(read(layout.csv(release, "recommendations")), texts, f"the view by {reader}")
    chinese = sum(bool(re.search(r"[\u4e00-\u9fff]", row["text"])) for row in texts if row["language"] == "zh")
    need(chinese == sum(row["language"] == "zh" for row in texts) > 0, f"{chinese} texts in Chinese")
    return f"{len(texts)} rows by {len(readers)} readers, {chinese} of them in Chinese"


def view_by_joins(release: Path) -> str:
    """Every row of the view says what the joined tables of data say, and there is one for every norm that has words."""
    files = {name: f"'{path}'" for name, path in layout.parquet_files(release).items()}
    joined = duckdb.sql(f"""
        SELECT p.paragraph_id, p.language, d.symbol, d.title AS document_title, p.label, p.verb, p.act, p.effective_modality AS modality,
               coalesce(p.chapeau, '') AS above, coalesce(p.text, '') AS own
        FROM {files['paragraphs']} p JOIN {files['documents']} d USING (document_id, language)
        WHERE p.kind IN ('recommendation', 'operative', 'item') AND above || own <> ''""").fetchdf()
    records = joined.astype(object).where(joined.notna(), None).to_dict("records")
    expected = {(row["paragraph_id"], row["language"]): row for row in records}
    for row in rows.parquet_rows(release, "recommendations"):
        key = row["paragraph_id"], row["language"]
        other = expected.pop(key, None)
        need(other is not None, f"{key} is no paragraph that recommends")
        for name in ("symbol", "document_title", "label", "verb", "act", "modality"):
            need(row[name] == other[name], f"{key}: {name} is {row[name]!r}, that of the tables {other[name]!r}")
        words = row["text"]
        need(words.startswith(other["above"]) and other["own"] in words, f"{key}: {words!r} without its own words or those above it")
    need(not expected, f"not in the view: {sorted(expected)[:3]}")
    return f"{len(joined)} rows as in the joined tables"


def ndjson_by_python(release: Path) -> str:
    count = 0
    for table in layout.data_tables(release):
        records = rows.ndjson_rows(release, table)
        same(records, rows.parquet_rows(release, table), f"{table}, NDJSON and Parquet")
        count += len(records)
    present = {path.stem for path in release.glob("data/ndjson/*")}
    need(present == set(layout.data_tables(release)), f"NDJSON files of {sorted(present)}")
    return f"{count} rows equal to Parquet"


def ndjson_by_pandas(release: Path) -> str:
    """As it comes: the first line names all columns."""
    return ndjson_frames(release, "pandas", lambda path: pandas.read_json(path, lines=True, dtype=False, convert_dates=False))


def ndjson_by_polars(release: Path) -> str:
    """With the types of all lines, not of the first hundred alone."""
    return ndjson_frames(release, "polars", lambda path: polars.read_ndjson(path, infer_schema_length=None).to_pandas())


def ndjson_by_duckdb(release: Path) -> str:
    """With types from all lines."""
    return ndjson_frames(release, "DuckDB", lambda path: duckdb.read_json(str(path), sample_size=-1).df())


def ndjson_by_jq(release: Path) -> str:
    """A key that is not there is null."""
    count = 0
    for table in layout.data_tables(release):
        columns, expected = list(rows.kinds(release, table)), rows.parquet_rows(release, table)
        program = f"[.[{json.dumps(columns)}[]]]"
        run = subprocess.run(["jq", "-c", program, f"data/ndjson/{table}.ndjson"], cwd=release, capture_output=True, text=True, check=True)
        found = [dict(zip(columns, json.loads(line))) for line in run.stdout.splitlines()]
        same(found, [{name: in_json(row[name]) for name in columns} for row in expected], f"{table}, jq and pyarrow")
        count += len(found)
    return f"{count} rows equal to Parquet"


def ndjson_frames(release: Path, reader: str, read) -> str:
    """Every table as a frame from its NDJSON file: all its columns, and the same rows."""
    count = 0
    for table in layout.data_tables(release):
        kinds, expected = rows.kinds(release, table), rows.parquet_rows(release, table)
        if not expected:
            # Nothing can be read from an empty file.
            continue
        frame = read(release / f"data/ndjson/{table}.ndjson")
        # polars has them in no order.
        need(set(frame.columns) == set(kinds), f"{table}: columns {list(frame.columns)} by {reader}, expected {list(kinds)}")
        found = {column: [in_json(plain(value, kinds[column])) for value in frame[column]] for column in frame.columns}
        records = [dict(zip(found, values)) for values in zip(*found.values())]
        same(records, [{name: in_json(value) for name, value in row.items()} for row in expected], f"{table}, {reader} and pyarrow")
        count += len(records)
    need(count > 0, "no rows")
    return f"{count} rows in all columns equal to Parquet"


def in_json(value: object) -> object:
    """A value as JSON has it."""
    return value.isoformat() if isinstance(value, datetime.date) else value


def ndjson_by_json_schema(release: Path) -> str:
    count = 0
    for table in layout.data_tables(release):
        validator = schema(release / f"schema/{table}.schema.json")
        for number, line in enumerate((release / f"data/ndjson/{table}.ndjson").read_text("utf-8").split("\n")[:-1], 1):
            complain(validator, json.loads(line), f"{table}.ndjson:{number}")
            count += 1
    need(count > 0, "no lines")
    return f"{count} lines valid"


def nested_by_json_schema(release: Path) -> str:
    """A file for every document in all its languages, and one for the registry."""
    *documents, registry = rows.nested_files(release)
    expected = {row["document_id"] for row in rows.parquet_rows(release, "documents")}
    need({path.stem for path in documents} == expected, f"files {[path.name for path in documents]} for {sorted(expected)}")
    validator = schema(release / "schema/document.schema.json")
    for path in documents:
        complain(validator, json.loads(path.read_text("utf-8")), path.name)
    complain(schema(release / "schema/registry.schema.json"), json.loads(registry.read_text("utf-8")), registry.name)
    return f"{len(documents)} documents and the registry valid"


def nested_by_python(release: Path) -> str:
    """Every table of data can be read back out of the nested files."""
    count = 0
    keys = {table["name"]: table["primary_key"] for table in json.loads((release / "manifest.json").read_text("utf-8"))["tables"]}
    for table in layout.data_tables(release):
        records = rows.json_rows(release, table)
        # The files stand in the order of their names, the tables in that of the documents.
        ordered = lambda records: sorted(records, key=lambda row: [str(row[name]) for name in keys[table]])
        same(ordered(records), ordered(rows.parquet_rows(release, table)), f"{table}, nested and Parquet")
        count += len(records)
    need(count > 0, "no rows")
    return f"{count} rows equal to Parquet"


def nested_by_the_documented_function(release: Path) -> str:
    """docs/formats.md has a function that gives paragraphs with what the objects around them say."""
    *_, function = re.findall(r"^```python\n(.*?)^```$", (ROOT / "docs/formats.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    names = {}
    exec(compile(function, "docs/formats.md", "exec"), names)
    found = []
    for path in (release / "data/json").glob("*.json"):
        found += names["paragraphs"](json.loads(path.read_text("utf-8")))
    columns = ("paragraph_id", "language", "document_id", "division_id", "parent_id", "text")
    ordered = lambda records: sorted(({name: row.get(name) for name in columns} for row in records), key=str)
    same(ordered(found), ordered(rows.parquet_rows(release, "paragraphs")), "paragraphs, nested and Parquet")
    return f"{len(found)} paragraphs with what is around them"


def xml_by_pandas(release: Path) -> str:
    """The values as texts; a column that no row has a value of is not there."""
    count = 0
    for table in layout.data_tables(release):
        expected = rows.parquet_rows(release, table)
        if not expected:
            continue
        frame = pandas.read_xml(release / f"data/xml/{table}.xml", dtype=str)
        text = lambda value: str(value).lower() if isinstance(value, bool) else None if value is None else str(value)
        frame = frame.reindex(columns=list(rows.kinds(release, table)))
        frame = frame.fillna({name: text(value) for name, value in rows.defaults(release, table).items()})
        found = [{name: None if pandas.isna(value) else value for name, value in row.items()} for row in frame.to_dict("records")]
        same(found, [{name: text(value) for name, value in row.items()} for row in expected], f"{table}, pandas and pyarrow")
        count += len(found)
    need(count > 0, "no rows")
    return f"{count} rows equal to Parquet"


def places_by_python(release: Path) -> str:
    """Words stand where their code points say; segments tile the texts that were read, and those with words tile the paragraphs."""
    key = lambda row: (row["paragraph_id"], row["language"])
    # A number that stands alone has no words; its items have them.
    texts = {key(row): row["text"] or "" for row in rows.parquet_rows(release, "paragraphs")}
    count = 0
    for table in ("references", "mentions"):
        for row in rows.parquet_rows(release, table):
            words = texts[key(row)][row["text_start"]:row["text_end"]]
            need(words == row["surface"], f"{table}: the text has {words!r} for {row['surface']!r}")
            count += 1
    need(count > 0, "no references and no mentions")
    read = texts_that_were_read(release)
    ends, tiled = dict.fromkeys(read, 0), dict.fromkeys(texts, "")
    for row in rows.parquet_rows(release, "segments"):
        document = row["document_id"], row["language"]
        need(row["text_start"] == ends[document], f"{document}: segment {row['position']} begins at {row['text_start']}")
        ends[document] = row["text_end"]
        need((row["words_start"] is not None) == (row["kind"] == "words"), f"{document}: words of segment {row['position']}")
        if row["kind"] == "words":
            need(row["words_start"] == len(tiled[key(row)]), f"{key(row)}: words begin at {row['words_start']}")
            tiled[key(row)] += read[document][row["text_start"]:row["text_end"]].decode()
    lengths = {document: len(text) for document, text in read.items()}
    need(ends == lengths, f"the segments end at {ends}, the texts at {lengths}")
    for name, text in texts.items():
        need(tiled[name] == text, f"{name}: the text that was read has {tiled[name]!r}")
    return f"{count} words found in {len(texts)} paragraphs, the paragraphs in {len(read)} texts"


def texts_that_were_read(release: Path) -> dict[tuple, bytes]:
    """The text of every document, by identifier and language; each is the one that its row tells of, and there is no other."""
    found, named = {}, set()
    for row in rows.parquet_rows(release, "documents"):
        text = (release / row["text_path"]).read_bytes()
        need(hashlib.sha256(text).hexdigest() == row["text_sha256"], f"{row['text_path']}: another digest than in its row")
        need(len(text) == row["text_bytes"], f"{row['text_path']}: {len(text)} bytes, the row says {row['text_bytes']}")
        found[row["document_id"], row["language"]] = text
        named.add(release / row["text_path"])
    need(named == set((release / "data/text").iterdir()) and found, "other files of texts than the documents name")
    return found


def origins_by_python(release: Path) -> str:
    """Where the rows of origins say, the source has the bytes of the text, or one reference of XML for a character of it."""
    texts, sources, at = texts_that_were_read(release), {}, {}
    for row in rows.parquet_rows(release, "documents"):
        files = [root / row["source_path"] for root in SOURCES if (root / row["source_path"]).is_file()]
        need(len(files) == 1, f"{row['source_path']} is there {len(files)} times")
        source = files[0].read_bytes()
        need(hashlib.sha256(source).hexdigest() == row["source_sha256"], f"{row['source_path']}: another digest than in its row")
        sources[row["document_id"], row["language"]] = source
    covered = dict.fromkeys(texts, 0)
    for row in rows.parquet_rows(release, "origins"):
        document = row["document_id"], row["language"]
        need(at.get(document, 0) <= row["text_start"] < row["text_end"], f"{document}: origin {row['position']} is out of order")
        at[document] = row["text_end"]
        text = texts[document][row["text_start"]:row["text_end"]]
        source = sources[document][row["source_start"]:row["source_end"]]
        referred = re.fullmatch(rb"&#?\w+;|<[^>]*>|\s+", source) and len(text.decode()) == 1
        need(text == source or referred, f"{document}: the source has {source!r} for {text!r}")
        covered[document] += len(text)
    for document, text in texts.items():
        whole = text == sources[document]
        need(covered[document] == len(text) if whole else covered[document] > 0, f"{document}: {covered[document]} of {len(text)} bytes")
    return f"{sum(covered.values())} bytes of {len(texts)} texts found in their sources"


def xml_by_xmllint(release: Path) -> str:
    files = sorted(str(path) for path in (release / "data/xml").glob("*.xml"))
    need(len(files) == len(layout.data_tables(release)), f"{len(files)} XML files for {len(layout.data_tables(release))} tables")
    run = subprocess.run(
        ["xmllint", "--noout", "--nonet", "--schema", str(release / "schema/tables.xsd"), *files],
        capture_output=True, text=True,
    )
    need(run.returncode == 0, run.stderr[-2000:])
    need(run.stderr.count(" validates") == len(files), run.stderr[-2000:])
    return f"{len(files)} files valid"


def xml_by_python(release: Path) -> str:
    count = 0
    for table in layout.data_tables(release):
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
