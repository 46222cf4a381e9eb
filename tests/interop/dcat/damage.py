"""Ways to break the descriptions of a copy of a release."""

import re
from pathlib import Path

from expect import edit_json, need, replace


def both(release: Path, pattern: str, turtle: str, edit) -> None:
    """Breaks both syntaxes in the same way, so that it is not their difference that is found."""
    path = release / "dcat-ap.ttl"
    text, count = re.subn(pattern, turtle, path.read_text("utf-8"), count=1, flags=re.DOTALL)
    need(count == 1, f"{path.name} has nothing like {pattern}")
    path.write_text(text, "utf-8")
    edit_json(release / "dcat-ap.jsonld", edit)


def one(content: dict, kind: str) -> dict:
    return next(node for node in content["@graph"] if node["@type"] == kind)


def no_title(release: Path) -> None:
    both(release, r"(a dcat:Dataset ;)\n\tdct:title [^\n]*;", r"\1", lambda content: one(content, "dcat:Dataset").pop("title"))


def byte_size_as_text(release: Path) -> None:
    def edit(content):
        content["@context"]["byteSize"] = "dcat:byteSize"

    both(release, r'(dcat:byteSize "\d+")\^\^xsd:nonNegativeInteger', r"\1", edit)


def no_access(release: Path) -> None:
    both(release, r"\tdcat:accessURL [^\n]*;\n", "", lambda content: one(content, "dcat:Distribution").pop("accessURL"))


def a_kind_that_is_not_said(release: Path) -> None:
    def edit(content):
        one(content, "vcard:Kind")["@type"] = "vcard:Group"

    both(release, r"a vcard:Kind ;", "a vcard:Group ;", edit)


def no_keyword(release: Path) -> None:
    both(release, r"\tdcat:keyword [^\n]*;\n", "", lambda content: one(content, "dcat:Dataset").pop("keyword"))


def no_dataset(release: Path) -> None:
    """Shapes find nothing to complain of where there is nothing."""
    for name in ("dcat-ap.ttl", "dcat-ap.jsonld"):
        (release / name).write_text("{}" if name.endswith("jsonld") else "", "utf-8")


def a_statement_less(release: Path) -> None:
    path = release / "dcat-ap.ttl"
    text, count = re.subn(r"\tdcat:version [^\n]*;\n", "", path.read_text("utf-8"))
    need(count == 1, "no version")
    path.write_text(text, "utf-8")


def another_language(release: Path) -> None:
    path = release / "dcat-ap.jsonld"
    replace(path, '"zh":', '"ja":')


def a_context_from_elsewhere(release: Path) -> None:
    def edit(content):
        content["@context"] = ["https://example.org/context.jsonld", content["@context"]]

    edit_json(release / "dcat-ap.jsonld", edit)


def another_digest(release: Path) -> None:
    def edit(content):
        one(content, "spdx:Checksum")["checksumValue"] = "0" * 64

    both(release, r'spdx:checksumValue "[0-9a-f]+"', f'spdx:checksumValue "{"0" * 64}"', edit)


def another_size(release: Path) -> None:
    def edit(content):
        content["dataset"][0]["distribution"][-1]["byteSize"] = "1"

    edit_json(release / "dcat-us.json", edit)


def a_file_that_is_not_told_of(release: Path) -> None:
    edit_json(release / "dcat-us.json", lambda content: content["dataset"][0]["distribution"].pop())


def a_schema_that_is_not_there(release: Path) -> None:
    (release / "schema/tables.xsd").unlink()


def us_without_title(release: Path) -> None:
    edit_json(release / "dcat-us.json", lambda content: content["dataset"][0].pop("title"))


def us_size_that_is_no_number(release: Path) -> None:
    def edit(content):
        content["@context"]["byteSize"] = "dcat:byteSize"

    edit_json(release / "dcat-us.json", edit)


def us_without_access(release: Path) -> None:
    edit_json(release / "dcat-us.json", lambda content: content["dataset"][0]["distribution"][0].pop("accessURL"))


def us_without_contact(release: Path) -> None:
    edit_json(release / "dcat-us.json", lambda content: content["dataset"][0].pop("contactPoint"))


def us_that_claims_too_much(release: Path) -> None:
    def edit(content):
        content["conformsTo"] = {"@type": "Standard", "title": "DCAT-US 3.0"}

    edit_json(release / "dcat-us.json", edit)
