"""What `unrecs query` answers, against the answers of DuckDB to the same questions."""

import datetime
import json
import os
import subprocess
import tempfile
from pathlib import Path

import duckdb
import pyarrow
import pyarrow.parquet

import layout
from expect import need, replace

# The SQL that both engines speak; each question orders its rows by a key, so that the answers are equal row by row. Behind
# a join and GROUP BY, polars knows columns by their names in the SELECT alone.
QUESTIONS = [
    'SELECT * FROM "references" ORDER BY reference_id',
    "SELECT * FROM divisions ORDER BY position",
    "SELECT effective_modality, count(*) AS n FROM paragraphs GROUP BY effective_modality ORDER BY n DESC, effective_modality",
    """SELECT p.provision_id, p.number, m.ordinal, count(*) AS cited, count(DISTINCT r.paragraph_id) AS units
       FROM "references" f JOIN paragraphs r ON f.paragraph_id = r.paragraph_id AND f.language = r.language
       JOIN divisions m ON r.division_id = m.division_id AND r.language = m.language JOIN provisions p ON f.provision_id = p.provision_id
       GROUP BY p.provision_id, p.number, m.ordinal ORDER BY cited DESC, provision_id, ordinal""",
    """SELECT paragraph_id, text FROM paragraphs
       WHERE paragraph_id NOT IN (SELECT paragraph_id FROM "references") ORDER BY paragraph_id""",
    """SELECT r.paragraph_id, count(f.reference_id) AS n FROM paragraphs r
       LEFT JOIN "references" f ON r.paragraph_id = f.paragraph_id AND r.language = f.language
       GROUP BY r.paragraph_id ORDER BY r.paragraph_id""",
    "SELECT paragraph_id, label FROM paragraphs WHERE text LIKE '%护照%' AND considers = false ORDER BY paragraph_id",
    "SELECT division_id, min(number) AS first, max(number) AS last FROM paragraphs "
    "GROUP BY division_id HAVING count(*) > 20 ORDER BY division_id",
    "SELECT kind, count(*) AS n, sum(text_end - text_start) AS bytes FROM segments GROUP BY kind ORDER BY kind",
    "SELECT * FROM recommendations ORDER BY paragraph_id, language",
    "SELECT document_id, position, text_end - text_start AS bytes, page FROM origins ORDER BY document_id, position",
    "SELECT level, avg(length(text)) AS mean, count(letter) AS letters FROM paragraphs GROUP BY level ORDER BY level",
    "SELECT starts_on, ends_on, ends_on > starts_on AS days FROM divisions WHERE starts_on >= DATE '2013-01-01' ORDER BY starts_on",
    """WITH counted AS (SELECT paragraph_id, count(*) AS n FROM addressees WHERE NOT inherited GROUP BY paragraph_id)
       SELECT n, count(*) AS rows FROM counted GROUP BY n ORDER BY n""",
    """SELECT paragraph_id, row_number() OVER (PARTITION BY division_id ORDER BY position DESC) AS place
       FROM paragraphs ORDER BY paragraph_id""",
    "SELECT addressee FROM addressees UNION SELECT kind AS addressee FROM bodies ORDER BY addressee",
    "SELECT instrument_id, coalesce(symbol, '-') AS symbol, in_force_on FROM instruments WHERE in_force_on IS NULL ORDER BY instrument_id",
]


def answers_on_parquet(release: Path) -> str:
    return compared(release, lambda table, path: f"SELECT * FROM read_parquet('{path}')")


def answers_on_csv(release: Path) -> str:
    """DuckDB reads the CSV with the types of the Parquet file, so that only the rows can differ; what has no CSV, from Parquet."""

    def csv(table: str, path: Path) -> str:
        if table not in layout.shown(release):
            return f"SELECT * FROM read_parquet('{path}')"
        described = duckdb.sql(f"DESCRIBE SELECT * FROM read_parquet('{path}')").fetchall()
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind, *_ in described)
        return f"SELECT * FROM read_csv('{layout.csv(release, table)}', header = true, columns = {{{columns}}})"

    return compared(release, csv)


def compared(release: Path, view) -> str:
    database = duckdb.connect()
    for table, path in layout.parquet_files(release).items():
        database.execute(f'CREATE VIEW "{table}" AS {view(table, path)}')
    rows = 0
    for sql in QUESTIONS:
        relation = database.sql(sql)
        expected = [dict(zip(relation.columns, map(plain, record))) for record in relation.fetchall()]
        need(len(expected) > 0, f"no rows: {sql}")
        found = [json.loads(line) for line in asked(release, sql, "ndjson").splitlines()]
        same(found, expected, sql)
        rows += len(expected)
    return f"{len(QUESTIONS)} questions, {rows} rows equal to DuckDB's"


def parquet_of_an_answer(release: Path) -> str:
    """The Parquet file of an answer has the types and the rows of the table that was asked for."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "answer.parquet"
        asked(release, "SELECT * FROM divisions ORDER BY position", "parquet", "--to", str(path))
        found, expected = pyarrow.parquet.read_table(path), pyarrow.parquet.read_table(release / "data/parquet/divisions.parquet")
    need(list(zip(found.schema.names, found.schema.types)) == list(zip(expected.schema.names, expected.schema.types)), str(found.schema))
    same(found.to_pylist(), expected.to_pylist(), "divisions")
    return f"{found.num_rows} rows, {found.num_columns} columns"


def references_without_quotes(release: Path) -> str:
    """A word of SQL is the name of a table, which DuckDB wants in quotes and `unrecs query` does not."""
    answers = [asked(release, f"SELECT count(*) AS n FROM {name}", "csv") for name in ("references", '"references"')]
    rows = pyarrow.parquet.ParquetFile(release / "data/parquet/references.parquet").metadata.num_rows
    need(answers == [f"n\r\n{rows}\r\n"] * 2, str(answers))
    return f"{rows} rows"


def asked(release: Path, sql: str, form: str, *more: str) -> str:
    command = [os.environ["UNRECS"], "query", "--release", str(release), "--format", form, *more, sql]
    run = subprocess.run(command, capture_output=True)
    need(run.returncode == 0, run.stderr.decode())
    return run.stdout.decode()


def plain(value):
    """A value as JSON holds it."""
    return value.isoformat() if isinstance(value, datetime.date) else value


def same(found: list[dict], expected: list[dict], what: str) -> None:
    need(len(found) == len(expected), f"{what}: {len(found)} rows and {len(expected)}")
    for number, (one, other) in enumerate(zip(found, expected)):
        need(list(one) == list(other), f"{what}: columns {list(one)} and {list(other)}")
        for name in one:
            a, b = one[name], other[name]
            close = isinstance(a, float) and isinstance(b, float) and abs(a - b) <= 1e-12 * abs(b)
            need(close or (type(a) is type(b) and a == b), f"{what}: row {number}, {name}: {a!r} and {b!r}")


def a_value(release: Path) -> None:
    """Seen by DuckDB alone."""
    replace(release / "data/csv/divisions.csv", "2012-05-30", "2012-05-31")


def a_row(release: Path) -> None:
    path = release / "data/csv/references.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))


def a_word_of_the_view(release: Path) -> None:
    replace(release / "data/recommendations.csv", "缔约国", "各国")


def another_parquet(release: Path) -> None:
    """Rows that are not those of the release, in a file that is whole."""
    path = release / "data/parquet/divisions.parquet"
    pyarrow.parquet.write_table(pyarrow.parquet.read_table(path).slice(1), path)


def another_view(release: Path) -> None:
    path = release / "data/recommendations.parquet"
    pyarrow.parquet.write_table(pyarrow.parquet.read_table(path).slice(1), path)


def a_table_of_provenance(release: Path) -> None:
    (release / "provenance/segments.parquet").unlink()


def a_table(release: Path) -> None:
    (release / "data/parquet/references.parquet").unlink()


CHECKS = [
    ("duckdb", answers_on_parquet, [another_parquet, another_view, a_table, a_table_of_provenance]),
    ("duckdb", answers_on_csv, [a_value, a_row, a_word_of_the_view]),
    ("pyarrow", parquet_of_an_answer, [another_parquet]),
    ("python", references_without_quotes, [a_table]),
]
