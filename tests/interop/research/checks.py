"""What archives and citation tools take: RO-Crate, CITATION.cff and DataCite, each validated by a tool of its own."""

import functools
import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import datacite.schema45
import requests
from lxml import etree
from requests.adapters import BaseAdapter, HTTPAdapter
from requests_cache import CachedSession
from urllib3.response import HTTPResponse

from expect import edit_json, need, replace

CONTEXT = "https://w3id.org/ro/crate/1.2/context"
CONTEXT_SHA256 = "27a661f6082735563d9f83145a63876cbe0c0b78624332d3ca05053253eb0d41"

# What the validator recommends and only the publisher can know: these issues, about the publisher, and no others may be left.
LEFT_OPEN = {
    "The organization SHOULD have a URL.",
    "An Organization entity SHOULD have a ROR identifier as its @id (e.g., https://ror.org/03f0f6041)",
    "An Organization's contactPoint SHOULD reference a ContactPoint contextual entity",
    "At least one author or publisher Person/Organization SHOULD have a contactPoint property",
}


@functools.cache
def context() -> bytes:
    """From the folder that UNRECS_STANDARDS names, else from the publisher; in either case the one with the digest above."""
    folder = os.environ.get("UNRECS_STANDARDS")
    if folder:
        data = (Path(folder) / "rocrate/1.2.jsonld").read_bytes()
    else:
        answer = requests.get(CONTEXT, headers={"Accept": "application/ld+json"}, timeout=60)
        answer.raise_for_status()
        data = answer.content
    digest = hashlib.sha256(data).hexdigest()
    need(digest == CONTEXT_SHA256, f"the context has the SHA-256 {digest}")
    return data


class Local(BaseAdapter):
    """Answers the address of the context with the published file, and every other with 404."""

    def send(self, request, **_):
        known = request.url == CONTEXT
        body = context() if known else b""
        answer = HTTPResponse(
            body=io.BytesIO(body), status=200 if known else 404, preload_content=False, request_method=request.method,
            headers={"Content-Type": "application/ld+json"}, request_url=request.url,
        )
        return HTTPAdapter().build_response(request, answer)

    def close(self):
        pass


def installed(tool: str) -> list[str]:
    """The command of a package, by the interpreter that runs this: the first line of the command names where it was installed."""
    return [sys.executable, str(Path(sys.executable).parent / tool)]


def issues(release: Path, level: str) -> list[str]:
    """What rocrate-validator complains about at this level and above, offline."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache"
        with CachedSession(str(cache), backend="sqlite", expire_after=-1, allowable_codes=(200, 404)) as session:
            session.mount("https://", Local())
            for headers in ({}, {"Accept": "application/ld+json, application/json;q=0.9"}):
                need(session.get(CONTEXT, headers=headers).status_code == 200, "the context was not found")
        report = Path(folder) / "report.json"
        command = [*installed("rocrate-validator"), "-y", "--disable-color", "validate", "--offline",
                   "--cache-path", cache, "--no-paging", "-l", level, "-f", "json", "-o", report, release]
        run = subprocess.run([str(part) for part in command], capture_output=True, text=True)
        need(report.exists(), run.stdout[-1000:] + run.stderr[-1000:])
        content = json.loads(report.read_text("utf-8"))
        need((run.returncode == 0) == (not content["issues"]), f"exit code {run.returncode}, {len(content['issues'])} issues")
        # The report has a slash behind every dot.
        return [issue["message"].replace("./", ".").strip() for issue in content["issues"]]


def crate_by_rocrate_validator(release: Path) -> str:
    found = issues(release, "required")
    need(not found, " ".join(found))
    return "nothing required is missing"


def crate_recommended_by_rocrate_validator(release: Path) -> str:
    found = set(issues(release, "recommended")) - LEFT_OPEN
    need(not found, " ".join(found))
    return "nothing recommended is missing but what only the publisher knows"


def crate_files_by_python(release: Path) -> str:
    """Which the validator does not: the sizes and digests of the files are those of the manifest, and nothing of data is left out."""
    graph = json.loads((release / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]
    said = {one["@id"]: (int(one["contentSize"]), one["sha256"], one["encodingFormat"]) for one in graph if one["@type"] == "File"}
    listed = json.loads((release / "manifest.json").read_text())["files"]
    there = {one["path"]: (one["bytes"], one["sha256"], one["media_type"]) for one in listed}
    for path, facts in said.items():
        need(there.get(path) == facts, f"{path}: {facts}, the manifest says {there.get(path)}")
    data = [path for path in there if path.startswith(("data/", "provenance/")) and not path.endswith("-metadata.json")]
    left_out = [path for path in data if path not in said]
    need(not left_out, f"not in the crate: {left_out[:5]}")
    return f"{len(said)} files as in the manifest"


def citation_by_cffconvert(release: Path) -> str:
    """Valid, and what it converts to has the title, the version and the year."""
    tool = [*installed("cffconvert"), "-i", str(release / "CITATION.cff")]
    run = subprocess.run([*tool, "--validate"], capture_output=True, text=True)
    need(run.returncode == 0, run.stdout[-1000:] + run.stderr[-1000:])
    converted = subprocess.run([*tool, "-f", "schema.org"], capture_output=True, text=True)
    content, manifest = json.loads(converted.stdout), json.loads((release / "manifest.json").read_text())
    need(content["version"] == manifest["version"], f"{content['version']} for {manifest['version']}")
    need(content["name"] == manifest["dataset"]["title"]["en"], content["name"])
    need(content["datePublished"] == manifest["released_at"][:10], content["datePublished"])
    return f"version {content['version']} of {content['datePublished']}"


def datacite_by_datacite(release: Path) -> str:
    """Valid, of the version of the manifest, and of a form that becomes the XML that is deposited."""
    content = json.loads((release / "datacite.json").read_text("utf-8"))
    errors = sorted(error.message for error in datacite.schema45.validator.iter_errors(content))
    need(not errors, " ".join(errors)[:1000])
    need(content["version"] == json.loads((release / "manifest.json").read_text())["version"], content["version"])
    # The identifier, which the XML must have, is given by whoever registers it.
    text = datacite.schema45.tostring({**content, "doi": "10.5072/example"})
    names = {etree.QName(element).localname for element in etree.fromstring(text.encode())}
    required = {"identifier", "creators", "titles", "publisher", "publicationYear", "resourceType"}
    need(required <= names, f"without {required - names}")
    return f"{len(names)} properties"


def crate(release: Path, kind: str, edit) -> None:
    """Changes the first entity of a type."""
    edit_json(release / "ro-crate-metadata.json", lambda content: edit(
        next(one for one in content["@graph"] if one["@type"] == kind)))


def break_date(release: Path) -> None:
    crate(release, "Dataset", lambda root: root.pop("datePublished"))


def break_license(release: Path) -> None:
    crate(release, "Dataset", lambda root: root.pop("license"))


def break_part(release: Path) -> None:
    (release / "data/csv/divisions.csv").unlink()


def break_about(release: Path) -> None:
    edit_json(release / "ro-crate-metadata.json", lambda content: content["@graph"][0].pop("about"))


def break_publisher(release: Path) -> None:
    crate(release, "Dataset", lambda root: root.pop("publisher"))


def break_media_type(release: Path) -> None:
    crate(release, "File", lambda file: file.pop("encodingFormat"))


def break_size(release: Path) -> None:
    crate(release, "File", lambda file: file.update(contentSize="1"))


def break_text(release: Path) -> None:
    """The text of a document is left out."""
    def edit(content):
        content["@graph"] = [one for one in content["@graph"] if not one["@id"].startswith("data/text/")]

    edit_json(release / "ro-crate-metadata.json", edit)


def break_digest(release: Path) -> None:
    crate(release, "File", lambda file: file.update(sha256="0" * 64))


def break_authors(release: Path) -> None:
    replace(release / "CITATION.cff", "authors:", "autors:")


def break_quotes(release: Path) -> None:
    replace(release / "CITATION.cff", 'title: "', 'title: "a" b: "')


def break_version(release: Path) -> None:
    replace(release / "CITATION.cff", 'version: "', 'version: "9')


def break_creators(release: Path) -> None:
    edit_json(release / "datacite.json", lambda content: content.pop("creators"))


def break_type(release: Path) -> None:
    edit_json(release / "datacite.json", lambda content: content["types"].update(resourceTypeGeneral="Table"))


def break_member(release: Path) -> None:
    edit_json(release / "datacite.json", lambda content: content.update(licence="CC0"))


CHECKS = [
    ("roc-validator", crate_by_rocrate_validator, [break_date, break_license, break_part, break_about]),
    ("roc-validator", crate_recommended_by_rocrate_validator, [break_publisher, break_media_type]),
    ("python", crate_files_by_python, [break_size, break_digest, break_text]),
    ("cffconvert", citation_by_cffconvert, [break_authors, break_quotes, break_version]),
    ("datacite", datacite_by_datacite, [break_creators, break_type, break_member]),
]
