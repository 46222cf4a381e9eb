"""The release as a dataset of Hugging Face and of Spark, and every example of its README run as it stands there."""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = tempfile.mkdtemp()
# Nothing is asked of the network, and nothing is kept in the home directory. Spark binds to this machine alone.
ENVIRONMENT = {
    "HF_HOME": FOLDER, "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_DATASETS_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1", "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_HOSTNAME": "localhost",
    "PYSPARK_PYTHON": sys.executable,
    "PYSPARK_SUBMIT_ARGS": "--conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false --conf spark.log.level=OFF pyspark-shell",
}
os.environ.update(ENVIRONMENT)

import datasets
import duckdb
import pyarrow.parquet
import pyspark.sql

import layout
from expect import flip_byte, need, replace

# The names of Spark for the types of Arrow.
SPARK_TYPES = {"string": "string", "int32": "int", "int64": "bigint", "bool": "boolean", "date32[day]": "date"}


def tables(release: Path) -> dict[str, Path]:
    found = layout.parquet_files(release)
    need(bool(found), "no Parquet files")
    return found


def card_by_datasets(release: Path) -> str:
    """The directory is a dataset with a configuration for each table, and each holds the rows of its file."""
    expected, count = tables(release), 0
    names = datasets.get_dataset_config_names(str(release))
    need(sorted(names) == sorted(expected), f"configurations {names}")
    default = datasets.get_dataset_default_config_name(str(release))
    need(default == "paragraphs", f"the default is {default}")
    counts = {table["name"]: table["rows"] for table in json.loads((release / "manifest.json").read_text())["tables"]}
    # Each run builds anew: a copy that was broken is another dataset at the same place.
    with tempfile.TemporaryDirectory() as cache:
        for name, path in expected.items():
            # The library takes the split of a table without rows for a mistake, but streams it.
            loaded = datasets.load_dataset(str(release), name, cache_dir=cache, streaming=counts[name] == 0)
            need(list(loaded) == ["train"], f"{name}: splits {list(loaded)}")
            rows = pyarrow.parquet.read_table(path)
            need(list(loaded["train"]) == rows.to_pylist(), f"{name}: the rows differ")
            types = {column: feature.dtype for column, feature in loaded["train"].features.items()}
            stated = {field.name: str(field.type).replace("date32[day]", "date32") for field in rows.schema}
            need(types == stated, f"{name}: types {types}")
            count += rows.num_rows
    return f"{count} rows in {len(names)} configurations"


def card_says_what_is_known(release: Path) -> str:
    """The front matter is what the Hub takes, and tells the terms and the languages."""
    from huggingface_hub import DatasetCard

    data = DatasetCard.load(release / "README.md").data.to_dict()
    manifest = json.loads((release / "manifest.json").read_text())
    need(data["pretty_name"] == manifest["dataset"]["title"]["en"], str(data["pretty_name"]))
    need(data["license"] == "other" and data["license_link"] == manifest["dataset"]["license"]["url"], str(data))
    need(re.fullmatch(r"[a-z0-9.-]+", data["license_name"]) is not None, data["license_name"])
    languages = {row for row in pyarrow.parquet.read_table(tables(release)["documents"])["language"].to_pylist() if row}
    need(set(data["language"]) == languages, f"{data['language']} for {languages}")
    return f"{len(data)} facts"


def parquet_by_spark(release: Path) -> str:
    """Every table has the types, the number and the values of its rows."""
    spark = pyspark.sql.SparkSession.builder.master("local[1]").config("spark.sql.session.timeZone", "UTC").getOrCreate()
    spark.catalog.clearCache()
    count = 0
    for name, path in tables(release).items():
        # Spark first: what is broken is for it to find.
        frame = spark.read.parquet(f"file:{path.absolute()}")
        rows = [row.asDict() for row in frame.collect()]
        expected = pyarrow.parquet.read_table(path)
        stated = [(field.name, SPARK_TYPES[str(field.type)]) for field in expected.schema]
        need(frame.dtypes == stated, f"{name}: types {frame.dtypes}")
        need(rows == expected.to_pylist(), f"{name}: the rows differ")
        count += len(rows)
    return f"{count} rows equal to pyarrow's"


def examples(release: Path) -> list[tuple[str, str]]:
    """The language and the lines of every block of code that can be run here."""
    text = (release / "README.md").read_text("utf-8")
    found = re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [(language, lines) for language, lines in found if language in ("python", "sql", "sh")]


def examples_of_readme(release: Path) -> str:
    """Each runs in the directory of the release, shows something, and leaves the directory as it was."""
    found = examples(release)
    counts = {language: sum(one == language for one, _ in found) for language in ("python", "sql", "sh")}
    need(counts["python"] >= 4 and counts["sql"] >= 2 and counts["sh"] >= 1, f"examples {counts}")
    before = listing(release)
    for language, lines in found:
        shown = run(release, language, lines)
        need(language == "sh" or shown.strip() != "", f"nothing was shown by {lines!r}")
    need(listing(release) == before, f"left behind: {listing(release) ^ before}")
    return ", ".join(f"{count} {language}" for language, count in counts.items())


def run(release: Path, language: str, lines: str) -> str:
    if language == "sql":
        # A path in a query counts from the working directory.
        lines, language = f"import duckdb\nfor row in duckdb.sql({lines!r}).fetchall(): print(row)", "python"
    command = [sys.executable, "-c", lines] if language == "python" else ["sh", "-ec", lines]
    done = subprocess.run(command, cwd=release, capture_output=True, text=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
    need(done.returncode == 0, f"{lines!r}: {done.stderr[-800:]}")
    return done.stdout


def listing(release: Path) -> set[str]:
    return {str(path.relative_to(release)) for path in release.rglob("*")}


def citation_of_readme(release: Path) -> str:
    """What is cited is what the manifest says, and the counts of the overview are those of the files."""
    text, manifest = (release / "README.md").read_text("utf-8"), json.loads((release / "manifest.json").read_text())
    entry = re.search(r"^```bibtex\n@misc\{(.*?)\n\}\n```$", text, re.MULTILINE | re.DOTALL)
    need(entry is not None, "no entry of BibTeX")
    need(entry[1].startswith(f"{manifest['dataset']['id']}-{manifest['version']},"), entry[1][:100])
    need(entry[1].count("{") == entry[1].count("}"), "the braces do not close")
    counts = {name: int(count) for name, count in re.findall(r"^\| \[`(\w+)`\]\(#\w+\) \| (\d+) \|", text, re.MULTILINE)}
    actual = {name: pyarrow.parquet.read_metadata(path).num_rows for name, path in tables(release).items()}
    need(counts == actual, f"{counts} for {actual}")
    statuses = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", text, re.MULTILINE))
    found = duckdb.sql(f"SELECT status, count(*) FROM '{release}/data/parquet/references.parquet' GROUP BY status").fetchall()
    need({status: str(count) for status, count in found} == {key: value for key, value in statuses.items() if value != "0"},
         f"{statuses} for {found}")
    return f"{len(counts)} tables, {len(statuses)} kinds of references"


def break_path(release: Path) -> None:
    replace(release / "README.md", 'path: "data/parquet/divisions.parquet"', 'path: "data/parquet/bodies.parquet"')


def break_view(release: Path) -> None:
    replace(release / "README.md", 'path: "data/recommendations.parquet"', 'path: "data/parquet/recommendations.parquet"')


def break_provenance(release: Path) -> None:
    replace(release / "README.md", 'path: "provenance/segments.parquet"', 'path: "provenance/origins.parquet"')


def break_front_matter(release: Path) -> None:
    replace(release / "README.md", "configs:\n", "configs: [\n")


def break_default(release: Path) -> None:
    replace(release / "README.md", "    default: true\n", "")


def break_license(release: Path) -> None:
    replace(release / "README.md", "license_link: ", "licence_link: ")


def break_language(release: Path) -> None:
    replace(release / "README.md", 'language:\n  - "zh"', 'language:\n  - "fr"')


def break_parquet(release: Path) -> None:
    """In the footer, without which no reader knows the columns."""
    path = release / "data/parquet/divisions.parquet"
    flip_byte(path, path.stat().st_size - 6)


def break_example(release: Path) -> None:
    replace(release / "README.md", "polars.read_parquet", "polars.read_parkett")


def break_query(release: Path) -> None:
    replace(release / "README.md", "GROUP BY provision_id", "GROUP BY provision")


def break_sum(release: Path) -> None:
    flip_byte(release / "data/csv/divisions.csv", 5)


def break_count(release: Path) -> None:
    replace(release / "README.md", "](#divisions) | ", "](#divisions) | 1")


def break_bibtex(release: Path) -> None:
    replace(release / "README.md", "@misc{", "@misc{x")


CHECKS = [
    ("datasets", card_by_datasets, [break_path, break_view, break_provenance, break_front_matter, break_default, break_parquet]),
    ("huggingface_hub", card_says_what_is_known, [break_license, break_language]),
    ("pyspark", parquet_by_spark, [break_parquet]),
    ("python", examples_of_readme, [break_example, break_query, break_sum]),
    ("duckdb", citation_of_readme, [break_count, break_bibtex]),
]
