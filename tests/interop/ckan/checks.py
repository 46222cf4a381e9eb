"""What a real CKAN makes of a release: of its description alone, and of what `unrecs publish ckan` sends."""

import csv
import functools
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import rdflib
import requests
from servers import Servers

from expect import ROOT, edit_json, flip_byte, need

# Started by the first check, and stopped with the program.
portal = functools.cache(Servers)

ORGANIZATION = "desk"


def api(action: str, parameters: dict):
    """What an action gives; raises with what CKAN says is wrong."""
    headers = {"Authorization": portal().token}
    answer = requests.post(f"{portal().url}/api/3/action/{action}", json=parameters, headers=headers, timeout=120).json()
    need(isinstance(answer, dict) and answer["success"], f"{action}: {str(answer)[:500]}")
    return answer["result"]


def fresh(name: str) -> None:
    """An organization, and no dataset of this name."""
    if ORGANIZATION not in api("organization_list", {}):
        api("organization_create", {"name": ORGANIZATION, "title": "Desk"})
    try:
        api("dataset_purge", {"id": name})
    except ValueError as error:
        need("Not found" in str(error) or "not found" in str(error), str(error))


def manifest(release: Path) -> dict:
    return json.loads((release / "manifest.json").read_text("utf-8"))


def description_by_package_create(release: Path) -> str:
    """CKAN takes `ckan.json` as it is, and its DCAT export says the same of every file."""
    package = json.loads((release / "ckan.json").read_text("utf-8"))
    fresh(package["name"])
    made = api("package_create", {**package, "owner_org": ORGANIZATION})
    for key in ["name", "title", "notes", "version", "author", "maintainer"]:
        need(made[key] == package[key], f"{key}: {made[key]!r} and {package[key]!r}")
    for key, by in [("tags", "name"), ("extras", "key")]:
        names = [sorted(one[by] for one in each[key]) for each in (made, package)]
        need(names[0] == names[1], f"{key}: {names}")
    export = requests.get(f"{portal().url}/dataset/{made['name']}.ttl", timeout=120)
    graph = rdflib.Graph().parse(data=export.text, format="turtle")
    spdx, dcat = rdflib.Namespace("http://spdx.org/rdf/terms#"), rdflib.Namespace("http://www.w3.org/ns/dcat#")
    files = {file["sha256"]: file["bytes"] for file in manifest(release)["files"]}
    distributions = set(graph.subjects(rdflib.RDF.type, dcat.Distribution))
    need(len(distributions) == len(package["resources"]), f"{len(distributions)} distributions")
    for one in distributions:
        checksum = graph.value(one, spdx.checksum)
        digest, size = str(graph.value(checksum, spdx.checksumValue)), int(graph.value(one, dcat.byteSize))
        need(files.get(digest) == size, f"{graph.value(one, rdflib.DCTERMS.title)}: no file has {digest} and {size} bytes")
        need(graph.value(checksum, spdx.algorithm) == spdx.checksumAlgorithm_sha256, "the digest is not named")
    return f"{len(distributions)} distributions, {len(graph)} triples"


def command(release: Path) -> dict:
    """The command as people run it, for `subprocess`."""
    arguments = ["--url", portal().url, "--key-env", "PORTAL_KEY", "--organization", ORGANIZATION, "--release", str(release)]
    environment = {**os.environ, "PORTAL_KEY": portal().token}
    return {"args": [os.environ["UNRECS"], "publish", "ckan", *arguments], "text": True, "env": environment}


def publish(release: Path, *more: str) -> dict:
    """What the command says when it is done; it must not hold the token."""
    whole = command(release)
    whole["args"] += ["--report", "json", *more]
    ended = subprocess.run(**whole, capture_output=True)
    need(portal().token not in ended.stdout + ended.stderr, "the token was shown")
    need(ended.returncode == 0, f"publish ended with {ended.returncode}: {ended.stdout[-300:]}{ended.stderr[-300:]}")
    return json.loads(ended.stdout)


def read_back(release: Path, resources: list[dict]) -> int:
    """Downloads every file of a version and asks for every row; gives the number of rows."""
    prefix, count = f"v{manifest(release)['version']}/", 0
    own = [one for one in resources if one["name"].startswith(prefix)]
    listed = json.loads((release / "ckan.json").read_text("utf-8"))["resources"]
    need([one["name"] for one in own] == [one["name"] for one in listed], "other resources, or in another order")
    for resource in own:
        content = (release / resource["name"].removeprefix(prefix)).read_bytes()
        got = requests.get(resource["url"], timeout=120)
        need(got.status_code == 200 and got.content == content, f"{resource['name']}: other bytes")
        need(resource["hash"] == hashlib.sha256(content).hexdigest() and resource["size"] == len(content), f"{resource['name']}: hash or size")
        if resource["format"] == "CSV" and "table" in resource:
            need(resource["datastore_active"], f"{resource['name']}: not in the DataStore")
            count += same_rows(resource, content)
    return count


def same_rows(resource: dict, content: bytes) -> int:
    """The DataStore has the rows of a CSV file, with the types of the schema."""
    # The view begins with a byte order mark; no column of the portal may have it in its name.
    header, *records = csv.reader(content.decode("utf-8-sig").splitlines(keepends=True), strict=True)
    found = api("datastore_search", {"resource_id": resource["id"], "limit": 32000, "sort": "_id"})
    fields = [field for field in found["fields"] if field["id"] != "_id"]
    need([field["id"] for field in fields] == header, f"{resource['name']}: other columns")
    need(all(field["info"]["notes"] for field in fields), f"{resource['name']}: a column without description")
    python = {"int4": int, "int8": int, "bool": bool}
    for field in fields:
        kind = python.get(field["type"], str)
        values = {type(record[field["id"]]) for record in found["records"]} - {type(None)}
        need(values <= {kind}, f"{resource['name']}: {field['id']} is {field['type']} and holds {values}")

    def text(value) -> str:
        return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)

    rows = [[text(record[name]) for name in header] for record in found["records"]]
    need(rows == records, f"{resource['name']}: other rows")
    return len(rows)


def a_release_by_publish(release: Path) -> str:
    """What is published is there, byte by byte and row by row, and a second run has nothing to do."""
    name = manifest(release)["dataset"]["id"]
    fresh(name)
    planned = publish(release, "--dry-run")
    need(planned["status"] == "planned", "a dry run that plans nothing")
    done = publish(release)
    need(done["steps"][: len(planned["steps"])] == planned["steps"], "other steps than planned")
    shown = api("package_show", {"id": name})
    need(shown["state"] == "active" and not shown["private"] and shown["version"] == manifest(release)["version"], "not shown")
    rows = read_back(release, shown["resources"])
    again = publish(release)
    need(again["status"] == "unchanged" and not again["steps"], f"a second run did {again['steps']}")
    need(api("package_show", {"id": name}) == shown, "a second run that had nothing to do changed something")
    need(requests.get(f"{portal().url}/dataset/{name}", timeout=120).status_code == 200, "no page")
    return f"{len(shown['resources'])} resources, {rows} rows in the DataStore"


# What is done at the portal between publishing a release and reading it back, by the directory of the release.
AFTERWARDS = {}


def what_the_portal_has_then(release: Path) -> str:
    """Files and rows are read back from the portal itself: what somebody changes there after publishing is noticed."""
    name = manifest(release)["dataset"]["id"]
    fresh(name)
    publish(release)
    change = AFTERWARDS.pop(release, None)
    if change:
        try:
            change(api("package_show", {"id": name})["resources"])
        except Exception as error:
            # No error here: only reading back may notice the change.
            return f"nothing was changed: {error}"
    shown = api("package_show", {"id": name})
    rows = read_back(release, shown["resources"])
    return f"{len(shown['resources'])} resources, {rows} rows in the DataStore"


def a_killed_run_is_repeated(release: Path) -> str:
    """A run that is killed at any moment leaves nothing that the next one does not put right."""
    name = manifest(release)["dataset"]["id"]
    fresh(name)
    told = 0
    for lines in [1, 8, 15, 8]:
        with subprocess.Popen(**command(release), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
            for _, line in zip(range(lines), running.stdout):
                told += bool(line.strip())
            running.kill()
    need(told == 1 + 8 + 15 + 8, f"the runs told of {told} steps before they were killed")
    publish(release)
    shown = api("package_show", {"id": name})
    rows = read_back(release, shown["resources"])
    names = [one["name"] for one in shown["resources"]]
    need(len(names) == len(set(names)), "a resource is there twice")
    need(publish(release)["status"] == "unchanged", "a second run did something")
    return f"{len(names)} resources, {rows} rows in the DataStore"


def versions_side_by_side(release: Path) -> str:
    """A second version, published by an editor, stands before the first, of which every address and byte stays."""
    name = manifest(release)["dataset"]["id"]
    fresh(name)
    publish(release)
    before = api("package_show", {"id": name})["resources"]
    with tempfile.TemporaryDirectory() as directory:
        project = Path(directory)
        shutil.copytree(ROOT / "input", project / "input")
        shutil.copy(ROOT / "pipeline.toml", project)
        build(project)
        document = next((project / "input/documents").glob("*.txt"))
        text = document.read_text("utf-8")
        need("应当" in text, "nothing to change")
        document.write_text(text.replace("应当", "必须", 1), "utf-8")
        build(project)
        newest = project / "output" / json.loads((project / "output/latest.json").read_text())["path"]
        need(manifest(newest)["version"] == "1.0.1", "no second version")
        # What an earlier version may have said and this one does not say.
        gone = {"license_id": "cc-by", "author_email": "old@example.org", "maintainer_email": "old@example.org", "url": "https://example.org/"}
        extras = api("package_show", {"id": name})["extras"]
        old, theirs = [{"key": key, "value": "1"} for key in ["contact_name", "theirs"]]
        api("package_patch", {"id": name, **gone, "extras": [*extras, old, theirs]})
        publish(newest)
        shown = api("package_show", {"id": name})
        need(shown["version"] == "1.0.1", "the dataset speaks of another version")
        need(not any(shown[key] for key in gone), f"still there: {[shown[key] for key in gone]}")
        keys = {extra["key"] for extra in shown["extras"]}
        need("theirs" in keys and "contact_name" not in keys, f"extras: {keys}")
        half = len(before)
        need(all(one["name"].startswith("v1.0.1/") for one in shown["resources"][:half]), "the newest is not first")
        rows = read_back(newest, shown["resources"])
    # A change of order is no change of a resource.
    place = {"position", "metadata_modified"}
    old = [{key: value for key, value in one.items() if key not in place} for one in shown["resources"][half:]]
    need(old == [{key: value for key, value in one.items() if key not in place} for one in before], "the old version changed")
    rows += read_back(release, shown["resources"])
    need(publish(release)["status"] == "unchanged", "the old version was not there")
    return f"{len(shown['resources'])} resources, {rows} rows in the DataStore"


def build(project: Path) -> None:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1577836800"}
    subprocess.run([os.environ["UNRECS"], "build", "--quiet"], cwd=project, check=True, env=environment)


def an_editor_alone(release: Path) -> str:
    """Who is no administrator may publish too; who is no editor may not, and nothing is there then."""
    name = manifest(release)["dataset"]["id"]
    fresh(name)
    tokens = {}
    for user, role in [("editor", "editor"), ("reader", "member")]:
        if user not in [one["name"] for one in api("user_list", {})]:
            api("user_create", {"name": user, "email": f"{user}@example.org", "password": "not-used-anywhere"})
        api("organization_member_create", {"id": ORGANIZATION, "username": user, "role": role})
        tokens[user] = portal().token_of(user)
    administrator = portal().token
    try:
        portal().token = tokens["reader"]
        try:
            publish(release)
        except ValueError as error:
            need("HTTP 403" in str(error), str(error))
        else:
            raise ValueError("a reader could publish")
        portal().token = tokens["editor"]
        publish(release, "--private")
        need(publish(release)["status"] == "unchanged", "a second run did something")
    finally:
        portal().token = administrator
    shown = api("package_show", {"id": name})
    need(shown["private"], "not private, or no longer after a run that did not ask for it")
    return f"{len(shown['resources'])} resources"


def a_tag(release: Path) -> None:
    edit_json(release / "ckan.json", lambda package: package["tags"].append({"name": "no, tag!"}))


def a_name(release: Path) -> None:
    edit_json(release / "ckan.json", lambda package: package.update(name="Not A Name"))


def a_digest(release: Path) -> None:
    edit_json(release / "ckan.json", lambda package: package["resources"][3].update(hash="0" * 64))


def an_extra_twice(release: Path) -> None:
    edit_json(release / "ckan.json", lambda package: package["extras"].append(dict(package["extras"][0])))


def a_byte(release: Path) -> None:
    flip_byte(release / "data/parquet/divisions.parquet", 100)


def a_row(release: Path) -> None:
    flip_byte(release / "data/csv/divisions.csv", 300)


def other_bytes_there(release: Path) -> None:
    """Another file of the same size behind a resource that says what it said."""

    def change(resources: list[dict]) -> None:
        resource = next(one for one in resources if one["format"] == "Parquet")
        content = bytearray(requests.get(resource["url"], timeout=120).content)
        content[100] ^= 0xFF
        answer = requests.post(
            f"{portal().url}/api/3/action/resource_patch",
            data={"id": resource["id"]},
            files={"upload": (resource["url"].rsplit("/", 1)[-1], bytes(content))},
            headers={"Authorization": portal().token},
            timeout=120,
        ).json()
        need(answer["success"], str(answer))
        need(all(answer["result"][key] == resource[key] for key in ["name", "hash", "size"]), "the resource says something else")

    AFTERWARDS[release] = change


def a_row_less_there(release: Path) -> None:
    AFTERWARDS[release] = lambda resources: change_row(resources, "datastore_delete", lambda row: {"filters": key(row)})


def another_row_there(release: Path) -> None:
    def other(row: dict) -> dict:
        return {"method": "update", "records": [{**key(row), "heading": "another"}]}

    AFTERWARDS[release] = lambda resources: change_row(resources, "datastore_upsert", other)


def key(row: dict) -> dict:
    return {column: row[column] for column in ("division_id", "language")}


def change_row(resources: list[dict], action: str, parameters) -> None:
    """Changes the last of the divisions in the DataStore."""
    table = next(one["id"] for one in resources if one["format"] == "CSV" and one.get("table") == "divisions")
    asked = {"resource_id": table, "sort": "_id desc", "limit": 1}
    before = api("datastore_search", asked)
    row = before["records"][0]
    api(action, {"resource_id": table, "force": True, **parameters(row)})
    after = api("datastore_search", asked)
    need((after["total"], after["records"]) != (before["total"], before["records"]), "the rows are as they were")


# Tool, check, and the ways of breaking a release that this check must notice.
CHECKS = [
    ("ckan", description_by_package_create, [a_tag, a_name, an_extra_twice]),
    ("ckanext-dcat", description_by_package_create, [a_digest]),
    ("ckan", a_release_by_publish, [a_byte, a_row, a_tag]),
    ("ckan", what_the_portal_has_then, [other_bytes_there, a_row_less_there, another_row_there]),
    ("ckan", a_killed_run_is_repeated, [a_row]),
    ("ckan", versions_side_by_side, [a_byte]),
    ("ckan", an_editor_alone, [a_row]),
]
