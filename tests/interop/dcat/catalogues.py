"""Checks of the descriptions by DCAT: the graph, the shapes of the profile, and the files that they tell of."""

import contextlib
import hashlib
import json
import logging
import socket
from pathlib import Path

import pyshacl
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

import shapes
from expect import need

SHACL = rdflib.Namespace("http://www.w3.org/ns/shacl#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
# Newer than the names that rdflib knows.
PREV, PREVIOUS_VERSION = (rdflib.URIRef(str(DCAT) + name) for name in ("prev", "previousVersion"))
AVAILABILITY = rdflib.URIRef("http://data.europa.eu/r5r/availability")

# rdflib warns of ill-typed values and goes on; the check below raises instead.
logging.getLogger("rdflib").setLevel(logging.ERROR)

# What the profile recommends and a release does not say: what is nowhere known, and what nobody has configured.
NEVER_SAID = {
    (DCAT.Catalog, DCTERMS.issued),
    (DCAT.Catalog, DCTERMS.spatial),
    (DCAT.Catalog, DCAT.themeTaxonomy),
    (DCAT.Dataset, DCTERMS.spatial),
    (DCAT.Distribution, AVAILABILITY),
    (DCTERMS.LicenseDocument, DCTERMS.type),
    (FOAF.Agent, DCTERMS.type),
}
NOT_CONFIGURED = {(DCAT.Catalog, FOAF.homepage), (DCAT.Dataset, DCAT.theme)}


def graph(path: Path) -> rdflib.Graph:
    """Reads a file, with nothing from anywhere else."""
    kind = "turtle" if path.suffix == ".ttl" else "json-ld"
    with offline():
        read = rdflib.Graph().parse(path, format=kind)
    for _, _, value in read:
        need(not (isinstance(value, rdflib.Literal) and value.ill_typed), f"{path.name}: {value.n3()} is no such value")
    return read


@contextlib.contextmanager
def offline():
    def refused(*_, **__):
        raise OSError("the file must be readable without the network")

    before = socket.getaddrinfo, socket.create_connection
    socket.getaddrinfo = socket.create_connection = refused
    try:
        yield
    finally:
        socket.getaddrinfo, socket.create_connection = before


def files_of_data(release: Path) -> dict[str, dict]:
    """Every file of tables and documents by its path, from the manifest; texts that were read and what describes the files are none."""
    listed = {file["path"]: file for file in json.loads((release / "manifest.json").read_text("utf-8"))["files"]}
    own = lambda path: path.startswith("data/") and not path.startswith("data/text/") and not path.endswith("-metadata.json")
    return {path: file for path, file in listed.items() if own(path) or (path.startswith("provenance/") and path.endswith(".parquet"))}


def told(read: rdflib.Graph, release: Path) -> int:
    """How many distributions the one dataset has; a shape that finds nothing to check is content."""
    datasets = set(read.subjects(RDF.type, DCAT.Dataset))
    need(len(datasets) == 1, f"{len(datasets)} datasets")
    distributions = set(read.objects(datasets.pop(), DCAT.distribution))
    expected = len(files_of_data(release))
    need(len(distributions) == expected > 0, f"{len(distributions)} distributions for {expected} files of data")
    return expected


def same_graph_by_rdflib(release: Path) -> str:
    turtle, json_ld = graph(release / "dcat-ap.ttl"), graph(release / "dcat-ap.jsonld")
    told(turtle, release)
    different = set(turtle) ^ set(json_ld)
    need(isomorphic(turtle, json_ld), f"{len(different)} statements differ, such as {sorted(different)[:1]}")
    return f"{len(turtle)} statements in both"


def results(read: rdflib.Graph, name: str) -> list[tuple]:
    """Class and property of everything that the shapes complain of, with the words of the complaint."""
    _, report, _ = pyshacl.validate(read, shacl_graph=shapes.shapes(name), do_owl_imports=False, inference="none")
    found = []
    for result in report.subjects(RDF.type, SHACL.ValidationResult):
        focus, path = report.value(result, SHACL.focusNode), report.value(result, SHACL.resultPath)
        found.append((read.value(focus, RDF.type), path, f"{focus}: {path}: {report.value(result, SHACL.resultMessage)}"))
    return found


def required_by_shacl(release: Path) -> str:
    """Nothing that the profile requires is missing or of another kind, in either syntax."""
    for path in (release / "dcat-ap.ttl", release / "dcat-ap.jsonld"):
        read = graph(path)
        count = told(read, release)
        for name in shapes.REQUIRED:
            for _, _, complaint in results(read, name):
                raise ValueError(f"{path.name}, {name}: {complaint}")
    return f"a catalogue, a dataset, {count} distributions"


def recommended_by_shacl(release: Path) -> str:
    """What the profile recommends is there, but for what nobody knows."""
    return recommended(release, NEVER_SAID | NOT_CONFIGURED)


def recommended(release: Path, unknown: set[tuple]) -> str:
    read = graph(release / "dcat-ap.ttl")
    told(read, release)
    missing = set()
    for name in shapes.RECOMMENDED:
        for kind, path, complaint in results(read, name):
            need((kind, path) in unknown, f"{name}: {complaint}")
            missing.add((kind, path))
    return f"everything but {len(missing)} properties that are not known"


def files_by_rdflib(release: Path) -> str:
    """Every file of data is told of once, with the size and the digest of the bytes on disk, and every schema it names is there."""
    for path in (release / "dcat-ap.ttl", release / "dcat-ap.jsonld", release / "dcat-us.json"):
        read = graph(path)
        count = told(read, release)
        for name in files_of_data(release):
            data = (release / name).read_bytes()
            found = [one for one in set(read.subjects(RDF.type, DCAT.Distribution)) if path_of(read, one, release) == name]
            need(len(found) == 1, f"{path.name}: {len(found)} distributions for {name}")
            size = read.value(found[0], DCAT.byteSize)
            need(size is not None and int(size) == len(data), f"{path.name}: {name} is said to have {size} bytes")
            digest = str(read.value(read.value(found[0], SPDX.checksum), SPDX.checksumValue))
            need(digest == hashlib.sha256(data).hexdigest(), f"{path.name}: the digest of {name} is said to be {digest}")
            need(read.value(found[0], DCAT.accessURL) is not None, f"{path.name}: no access to {name}")
            for standard in read.objects(found[0], DCTERMS.conformsTo):
                place = below(read, str(standard), release)
                need(place is None or (release / place).is_file(), f"{path.name}: {name} keeps to {standard}, which is not there")
    return f"{count} files told of three times"


def path_of(read: rdflib.Graph, distribution, release: Path) -> str | None:
    """Where in the release the file of a distribution is."""
    address = read.value(distribution, DCAT.downloadURL)
    return address and below(read, str(address), release)


def below(read: rdflib.Graph, address: str, release: Path) -> str | None:
    """The path of an address below that of the dataset, which is that of the release."""
    dataset = str(read.value(None, RDF.type, DCAT.Dataset))
    return address.removeprefix(dataset) if address.startswith(dataset) else None


def us_by_shacl(release: Path) -> str:
    """Read by its own context, the file of the other profile is DCAT: its values are of the kinds that the shapes want."""
    read = graph(release / "dcat-us.json")
    count = told(read, release)
    for name in shapes.VALUES:
        for _, _, complaint in results(read, name):
            raise ValueError(f"{name}: {complaint}")
    return f"{count} distributions"


def us_members_by_python(release: Path) -> str:
    """What DCAT-US 3.0 makes mandatory is there, and the file says only then that it keeps to it."""
    content = json.loads((release / "dcat-us.json").read_text("utf-8"))
    claims = content.get("conformsTo") == {"@type": "Standard", "title": "DCAT-US 3.0"}
    need(len(content["dataset"]) == 1, "not one dataset")
    dataset = content["dataset"][0]
    for member in ("title", "description", "identifier", "publisher", "contactPoint"):
        need(dataset.get(member), f"no {member}")
    need(dataset["publisher"].get("name") and dataset["identifier"].get("notation"), "a publisher or an identifier without words")
    contact = dataset["contactPoint"]
    need(contact.get("fn"), "a contact without a name")
    mail = contact.get("hasEmail")
    need(mail is None or mail.startswith("mailto:"), f"{mail} is no mail address")
    need(claims == (mail is not None), "without the mail address of a contact the profile is not kept, with it it is")
    for distribution in dataset["distribution"]:
        need(distribution["checksum"]["algorithm"] == "SHA-256", "another algorithm")
        need(isinstance(distribution["byteSize"], str), "the profile has sizes as text")
    return "keeps to the profile" if claims else "all but the mail address, which nobody has configured"
