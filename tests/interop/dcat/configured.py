"""The same checks on a second release, of which everything is known that the configuration can say."""

import functools
import json
import os
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path

from rdflib.namespace import DCAT, DCTERMS, RDF

import catalogues
from expect import ROOT, edit_json, need, replace

# A title that breaks careless writers.
HOSTILE = 'Recommendations, "all" of them\t\\ שלום 𠀀'

BASE = "https://data.example.org/recommendations"
SAID = f"""
homepage = "https://example.org/page"
base_url = "{BASE}"
contact = {{ name = "Data desk", email = "desk@example.org", url = "https://example.org/desk" }}
themes = ["http://publications.europa.eu/resource/authority/data-theme/JUST", "https://example.org/themes/migration"]
frequency = "IRREG"
doi = "10.5281/zenodo.1234"
"""


@functools.cache
def build() -> tempfile.TemporaryDirectory:
    """Two versions with a full table [dataset], the second with another title; they live as long as the checks."""
    directory = tempfile.TemporaryDirectory()
    work = Path(directory.name)
    shutil.copytree(ROOT / "input", work / "input")
    text = (ROOT / "pipeline.toml").read_text("utf-8")
    publisher = "[dataset.publisher]\n"
    need(text.count(publisher) == 1, "pipeline.toml has no table of the publisher")
    text = text.replace(publisher, f'{SAID}\n{publisher}url = "https://example.org/"\n')
    need(set(tomllib.loads(SAID)) < set(tomllib.loads(text)["dataset"]), "the table [dataset] is not full")
    for number, title in enumerate(("Recommendations", HOSTILE)):
        # A text of JSON is one of TOML too.
        lines = [f"title.en = {json.dumps(title, ensure_ascii=False)}" if line.startswith("title.en") else line for line in text.splitlines()]
        (work / "pipeline.toml").write_text("\n".join(lines), "utf-8")
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(1577836800 + number)}
        subprocess.run([os.environ["UNRECS"], "build", "--quiet", "--output", "output"], cwd=work, env=environment, check=True)
    return directory


def latest() -> Path:
    output = Path(build().name) / "output"
    return output / json.loads((output / "latest.json").read_text())["path"]


def configured(release: Path) -> Path:
    """The second release, in place of a copy that a breakage has made of it already."""
    return release if (release / "dcat-us.json").read_text("utf-8").count(BASE) else latest()


def everything_known(release: Path) -> str:
    """All of it again, with whole addresses, the version before, and nothing missing that the configuration says."""
    release = configured(release)
    for check in (
        catalogues.same_graph_by_rdflib, catalogues.required_by_shacl, catalogues.files_by_rdflib, catalogues.us_by_shacl,
        catalogues.us_members_by_python,
    ):
        check(release)
    seen = catalogues.recommended(release, catalogues.NEVER_SAID)
    read = catalogues.graph(release / "dcat-ap.ttl")
    dataset = read.value(None, RDF.type, DCAT.Dataset)
    for thing in set(read.subjects()) | set(read.objects(None, DCAT.downloadURL)):
        need(str(thing).startswith(("https://", "http://")), f"{thing} is no whole address")
    before = read.value(dataset, catalogues.PREVIOUS_VERSION)
    need(str(before) == f"{BASE}/v1.0.0/" and before == read.value(dataset, catalogues.PREV), f"the version before is {before}")
    titles = {str(title) for title in read.objects(dataset, DCTERMS.title) if title.language == "en"}
    need(titles == {HOSTILE}, f"{titles}")
    claims = json.loads((release / "dcat-us.json").read_text("utf-8")).get("conformsTo")
    need(claims is not None, "the file of DCAT-US does not say that it keeps to it")
    return f"{release.name}: {seen}"


def take_the_place_of(copy: Path) -> None:
    """Makes a copy one of the second release."""
    shutil.rmtree(copy)
    shutil.copytree(latest(), copy)


def a_contact_without_mail(copy: Path) -> None:
    take_the_place_of(copy)
    edit_json(copy / "dcat-us.json", lambda content: content["dataset"][0]["contactPoint"].pop("hasEmail"))


def a_release_without_a_theme(copy: Path) -> None:
    take_the_place_of(copy)
    replace(copy / "dcat-ap.ttl", "dcat:theme <", "dct:relation <")
    replace(copy / "dcat-ap.jsonld", '"@id": "dcat:theme"', '"@id": "dct:relation"')


def an_address_that_is_not_whole(copy: Path) -> None:
    take_the_place_of(copy)
    replace(copy / "dcat-ap.ttl", f"dcat:downloadURL <{BASE}/v", "dcat:downloadURL <v")
    replace(copy / "dcat-ap.jsonld", f'"downloadURL": "{BASE}/v', '"downloadURL": "v')
