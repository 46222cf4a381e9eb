"""The database: rows, keys and words, by the SQLite that Python brings along."""

import datetime
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pandas

import layout
from expect import ROOT, need
from readers import release as rows
from workbook import names, same

# Chinese words of two and three characters, in the text or not.
WORDS = ["议定书", "庇护", "签证", "书定", "偷运移民", "第6条"]

# A letter of a script that sets words apart.
LETTER = r"[^\W\d_\u3400-\u9fff]"


def path_of(release: Path) -> Path:
    (path,) = (release / "data/sqlite").glob("*.sqlite")
    return path


def opened(release: Path):
    """Read-only, so that nothing is mended on the way."""
    return closing(sqlite3.connect(f"file:{path_of(release)}?mode=ro&immutable=1", uri=True))


def tables(release: Path) -> list[dict]:
    """What the manifest says of the tables that people look at; those of provenance are in Parquet alone."""
    told = json.loads((release / "manifest.json").read_text("utf-8"))["tables"]
    return [table for table in told if table["name"] in layout.shown(release)]


def records(release: Path, table: str) -> list[dict]:
    """The rows of a table as the Parquet file has them, in the order of the database."""
    kinds = rows.kinds(release, table)
    with opened(release) as base:
        found = base.execute(f'SELECT * FROM "{table}"')
        columns = [column[0] for column in found.description]
        need(columns == list(kinds), f"{table}: columns {columns}")
        return [{name: typed(one, kinds[name]) for name, one in zip(columns, record)} for record in found]


def typed(value, kind: str):
    expected = int if kind in ("int32", "int64", "bool") else str
    need(value is None or type(value) is expected, f"{value!r} stands where {kind} is expected")
    if value is None:
        return None
    if kind == "bool":
        return {0: False, 1: True}[value]
    return datetime.date.fromisoformat(value) if kind == "date32[day]" else value


def rows_by_sqlite3(release: Path) -> str:
    """Tables whose key ends with a number stand in the order of their keys, others in that of the documents."""
    count = 0
    with opened(release) as base:
        need(base.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "the integrity check fails")
        listed = {name: (strict, lean) for _, name, kind, _, lean, strict in base.execute("PRAGMA table_list") if kind == "table"}
        need(listed.keys() & set(layout.tables(release)) == set(layout.shown(release)), f"tables {sorted(listed)}")
    for table in tables(release):
        name, key = table["name"], table["primary_key"]
        numbered = rows.kinds(release, name)[key[-1]].startswith("int")
        need(listed[name] == (1, numbered), f"{name}: strict and without rowid: {listed[name]}")
        expected = rows.parquet_rows(release, name)
        if numbered:
            expected.sort(key=lambda row: [row[column] for column in key])
        same(records(release, name), expected, f"{name}, SQLite and Parquet")
        count += len(expected)
    need(count > 0, "no rows")
    return f"{count} rows equal to Parquet"


def content_by_sqlite3(release: Path) -> str:
    """The script of docs/content-digest.md computes what the manifest says."""
    (script,) = re.findall(r"^```python\n(.*?)^```$", (ROOT / "docs/content-digest.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    told = tables(release)
    for table in told:
        with tempfile.TemporaryDirectory() as directory:
            path = Path(directory) / "rows.ndjson"
            lines = (json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in records(release, table["name"]))
            path.write_bytes("".join(lines).encode())
            command = [sys.executable, "-I", "-c", script, str(path), *table["primary_key"]]
            found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        need(found == table["content_sha256"], f"{table['name']}: {found}, the manifest says {table['content_sha256']}")
    need(len(told) > 0, "the manifest has no tables")
    return f"{len(told)} tables as the manifest says"


def keys_by_sqlite3(release: Path) -> str:
    """The keys of the schemas are declared, and every key is there."""
    count = 0
    with opened(release) as base:
        lost = base.execute("PRAGMA foreign_key_check").fetchall()
        need(lost == [], f"rows name rows that are not there: {lost[:3]}")
        for table in layout.shown(release):
            path = release / f"schema/{table}.schema.json"
            keys = json.loads(path.read_text("utf-8")).get("x-foreign-keys", [])
            expected = sorted(
                (key["table"], [(key["column"], key["references"]), *((name, name) for name in key.get("with", []))]) for key in keys
            )
            declared = {}
            for number, _, other, own, to, *_ in base.execute(f'PRAGMA foreign_key_list("{table}")'):
                declared.setdefault(number, (other, []))[1].append((own, to))
            declared = sorted(declared.values())
            need(declared == expected, f"{table}: declared {declared}, expected {expected}")
            for _, [(column, _), *_] in expected:
                plan = base.execute(f'EXPLAIN QUERY PLAN SELECT * FROM "{table}" WHERE "{column}" = ?', ["x"]).fetchall()
                need("SEARCH" in plan[0][3], f"{table}.{column} has no index: {plan}")
            count += len(expected)
    need(count > 0, "no schema states a foreign key")
    return f"{count} foreign keys"


def words_by_sqlite3(release: Path) -> str:
    """The index finds the words that reading every text finds: Chinese of any length, and the words of all other scripts."""
    texts = {(row["paragraph_id"], row["language"]): row["text"] or "" for row in rows.parquet_rows(release, "paragraphs")}
    others = {word.lower() for text in texts.values() for word in re.findall(rf"{LETTER}{{3,}}", text)}
    count = 0
    with opened(release) as base:
        for word in [*WORDS, *sorted(others)]:
            phrase = '"' + re.sub(r"([\u4e00-\u9fff])", r" \1 ", word) + '"'
            sql = "SELECT paragraph_id, language FROM paragraphs_search WHERE paragraphs_search MATCH ?"
            found = set(base.execute(sql, [phrase]))
            if word in others:
                part = re.compile(rf"(?<!{LETTER})(?<![0-9]){word}(?!{LETTER})(?![0-9])", re.IGNORECASE)
            else:
                # The texts have 第 6 条 as it is printed; the index knows characters and numbers, not the spaces between.
                part = re.compile(r"\s*".join(word))
            expected = {key for key, text in texts.items() if part.search(text)}
            need(found == expected, f"{word}: found {sorted(found)[:5]}, expected {sorted(expected)[:5]}")
            count += len(found)
        for (manual,) in base.execute("SELECT value FROM meta WHERE key LIKE 'how_to_search_paragraphs%'").fetchall():
            example = re.search(r"SELECT \w+ FROM \w+ WHERE \w+ MATCH '\"[^']*\"'", manual)
            need(base.execute(example.group()).fetchall() != [], f"the example finds nothing: {example.group()}")
    need(count > 0 and len(others) > 0, "nothing was found")
    return f"{len(WORDS) + len(others)} words in {count} places"


def documentation_by_sqlite3(release: Path) -> str:
    manifest = json.loads((release / "manifest.json").read_text("utf-8"))
    with opened(release) as base:
        facts = dict(base.execute("SELECT key, value FROM meta"))
        explained = base.execute('SELECT count(*), count(DISTINCT "table") FROM dictionary').fetchone()
        codes = base.execute("SELECT count(*) FROM codes").fetchone()[0]
        header = [base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    need(facts["title"] == manifest["dataset"]["title"]["en"], f"title {facts['title']}")
    need(facts["license_url"] == manifest["dataset"]["license"]["url"], f"licence {facts['license_url']}")
    need(header == [int.from_bytes(b"unrc"), manifest["schema_version"]], f"header {header}")
    columns = sum(len(rows.kinds(release, name)) for name in names(release))
    need(explained == (columns, len(names(release))), f"the dictionary explains {explained}")
    need(codes > 0, "no codes")
    return f"{len(facts)} facts, {columns} columns, {codes} codes"


def joins_by_pandas(release: Path) -> str:
    """The view of the references says what joining the Parquet files says."""
    with opened(release) as base:
        found = pandas.read_sql("SELECT reference_id, instrument_kind, paragraph_number FROM references_joined", base)
    read = lambda table: pandas.read_parquet(release / f"data/parquet/{table}.parquet")
    expected = (
        read("references")
        .merge(read("instruments")[["instrument_id", "kind"]].rename(columns={"kind": "instrument_kind"}), how="left", on="instrument_id")
        .merge(
            read("paragraphs")[["paragraph_id", "language", "number"]].rename(columns={"number": "paragraph_number"}),
            how="left", on=["paragraph_id", "language"],
        )[list(found.columns)]
    )
    pairs = (frame.astype(object).where(frame.notna(), None).values.tolist() for frame in (found, expected))
    left, right = map(sorted, (map(str, pair) for pair in pairs))
    need(len(left) > 0 and left == right, "the view differs from joined Parquet files")
    return f"{len(left)} references"
