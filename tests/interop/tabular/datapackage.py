"""The Data Package of a release, read by frictionless and by the profile of the standard."""

import hashlib
import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import jsonschema

import layout
from expect import need

# The profile of version 2.0 as its publisher serves it.
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
PROFILE_SHA256 = "a9ef0fc168b3402ae7aa7d22bbcb798e0db6b639e7ee15ff4aa177463cea7112"


def package_by_frictionless(release: Path) -> str:
    """Every row of every table, and the digest of every other file, with the counts and digests of the manifest."""
    command = [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"]
    run = subprocess.run(command, cwd=release, capture_output=True, text=True)
    report = json.loads(run.stdout)
    wrong = report["errors"] + [error for task in report["tasks"] for error in task["errors"]]
    need(run.returncode == 0 and report["valid"] and not wrong, json.dumps(wrong, ensure_ascii=False)[:500] + run.stderr[-500:])

    manifest = json.loads((release / "manifest.json").read_text("utf-8"))
    # A count of 0 is left out of the report.
    rows = {task["name"]: task["stats"].get("rows", 0) for task in report["tasks"] if task["type"] == "table"}
    counts = {table["name"]: table["rows"] for table in manifest["tables"] if table["name"] in layout.shown(release)}
    need(rows == counts, f"frictionless counts {rows}, the manifest says {counts}")
    files = {file["path"]: file for file in manifest["files"]}
    data = {path for path in files if path.startswith("data/") and not path.endswith("csv-metadata.json")}
    expected = data | {f"provenance/{table}.parquet" for table in layout.tables(release) if table not in layout.shown(release)}
    looked = {task["place"] for task in report["tasks"]}
    need(looked == expected, f"looked at other files than those of the data: {sorted(looked ^ expected)[:5]}")
    for task in report["tasks"]:
        file, stats = files[task["place"]], task["stats"]
        need(stats["sha256"] == file["sha256"] and stats.get("bytes", 0) == file["bytes"], f"{task['place']}: {stats}, not {file}")
    return f"{len(looked)} files, {sum(rows.values())} rows of {len(rows)} tables"


def package_by_the_profile(release: Path) -> str:
    package = json.loads((release / "datapackage.json").read_text("utf-8"))
    need(package["$schema"] == PROFILE, f"the package names the profile {package['$schema']}")
    validator = jsonschema.Draft7Validator(json.loads(profile()), format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    error = next(validator.iter_errors(package), None)
    need(error is None, f"{error and error.json_path}: {error and error.message[:300]}")
    return f"{len(package['resources'])} resources valid"


def profile() -> bytes:
    """From the folder that UNRECS_STANDARDS names, else from the publisher; in either case the one with the digest above."""
    folder = os.environ.get("UNRECS_STANDARDS")
    if folder:
        data = (Path(folder) / "datapackage-profiles/2.0/datapackage.json").read_bytes()
    else:
        with urllib.request.urlopen(PROFILE, timeout=60) as answer:
            data = answer.read()
    digest = hashlib.sha256(data).hexdigest()
    need(digest == PROFILE_SHA256, f"the profile has the SHA-256 {digest}")
    return data
