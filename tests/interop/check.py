"""Runs every check on a release, and every check on broken copies that it must refuse; prints a table and the counts."""

import importlib.metadata
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import akn
import content
import damage
import readers
import release

# Tool, check, and the ways of breaking a release that this check must notice.
CHECKS = [
    ("sha256sum", readers.checksums, [damage.a_file, damage.an_unlisted_file]),
    ("python", readers.manifest, [damage.manifest_count, damage.parquet_row]),
    ("pyarrow", readers.parquet_by_pyarrow, [damage.parquet_page, damage.parquet_file]),
    ("duckdb", readers.parquet_by_duckdb, [damage.parquet_file, damage.parquet_join, damage.parquet_reference]),
    ("polars", readers.parquet_by_polars, [damage.parquet_file]),
    ("python", readers.places_by_python, [damage.text_place, damage.source_place]),
    ("python", readers.csv_by_python, [damage.csv_row, damage.csv_value, damage.parquet_row]),
    ("pandas", readers.csv_by_pandas, [damage.csv_row, damage.csv_value]),
    ("python", readers.ndjson_by_python, [damage.ndjson_value, damage.ndjson_type, damage.ndjson_row]),
    ("python", content.content_by_the_documented_script, [damage.ndjson_value]),
    ("jsonschema", readers.ndjson_by_json_schema, [damage.ndjson_type]),
    ("jsonschema", readers.nested_by_json_schema, [damage.nested_type]),
    ("python", readers.nested_by_python, [damage.nested_row, damage.nested_type]),
    ("xmllint", readers.xml_by_xmllint, [damage.xml_type]),
    ("python", readers.xml_by_python, [damage.xml_value]),
    ("check-jsonschema", readers.schemas_by_check_jsonschema, [damage.json_schema]),
    ("xmllint", akn.akn_by_xmllint, [akn.an_element, akn.an_identifier_twice]),
    ("cobalt", akn.akn_identity_by_cobalt, [akn.a_work]),
    ("python", akn.akn_texts_by_python, [akn.a_word, akn.a_number]),
    ("python", akn.akn_identifiers_by_python, [akn.an_identifier_twice, akn.a_link_into_nothing]),
    ("python", akn.akn_references_by_python, [akn.an_article, akn.a_reference]),
]


def main() -> int:
    original = release.latest(Path(sys.argv[1]))
    results = []
    for tool, check, breakages in CHECKS:
        results.append((tool, check.__name__, *verdict(check, original)))
        for breakage in breakages:
            results.append((tool, f"{check.__name__} refuses {breakage.__name__}", *refusal(check, breakage, original)))
    print("| tool | version | check | verdict | |\n| --- | --- | --- | --- | --- |")
    for tool, what, passed, detail in results:
        # A message quotes foreign text, which must not end the cell or the line.
        detail = " ".join(detail.replace("|", "\\|").split())[:200]
        print(f"| {tool} | {version(tool)} | {what.replace('_', ' ')} | {'passed' if passed else 'FAILED'} | {detail} |")
    failed = sum(not passed for _, _, passed, _ in results)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def verdict(check, path: Path) -> tuple[bool, str]:
    """Anything a reader raises is a verdict on the release, not on this program."""
    try:
        return True, check(path)
    except Exception as error:
        return False, f"{type(error).__name__}: {error}"


def refusal(check, breakage, original: Path) -> tuple[bool, str]:
    """Whether the check fails on a broken copy; a copy that could not be broken is a failure too."""
    with tempfile.TemporaryDirectory() as directory:
        copy = Path(directory) / "release"
        shutil.copytree(original, copy)
        try:
            breakage(copy)
        except Exception as error:
            return False, f"could not be broken: {type(error).__name__}: {error}"
        passed, detail = verdict(check, copy)
        return not passed, detail


def version(tool: str) -> str:
    if tool == "python":
        return sys.version.split()[0]
    if tool in ("sha256sum", "xmllint"):
        run = subprocess.run([tool, "--version"], capture_output=True, text=True)
        return (run.stdout or run.stderr).splitlines()[0].split()[-1]
    return importlib.metadata.version(tool)


if __name__ == "__main__":
    sys.exit(main())
