"""The checks: each takes the directory of a release and returns what it saw, or raises with what is wrong."""

import json
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import pyarrow.parquet

import layout
from expect import need

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"

# The resolution that is there in two languages, and the one that was put to the vote.
WORK, LANGUAGES = "A/RES/90/21", ["en", "zh"]
VOTED = "A/RES/90/25"
VOTES = [("yes", "CÔTE D'IVOIRE"), ("yes", "FIJI"), ("no", "NAURU"), ("abstain", "TONGA")]


def rows(release: Path, table: str, **values) -> list[dict]:
    """The rows of a table that have these values."""
    found = pyarrow.parquet.read_table(layout.parquet(release, table)).to_pylist()
    return [row for row in found if all(row[name] == value for name, value in values.items())]


def identifier(release: Path, symbol: str) -> str:
    found = {row["document_id"] for row in rows(release, "documents", symbol=symbol)}
    need(len(found) == 1, f"{symbol} has the identifiers {sorted(found)}")
    return found.pop()


def two_languages_are_one_work(release: Path) -> str:
    """One identifier for the document, and the same identifiers for its divisions and paragraphs, in both languages."""
    work = identifier(release, WORK)
    languages = [row["language"] for row in rows(release, "documents", document_id=work)]
    need(languages == LANGUAGES, f"{work} is there in {languages}")
    count = 0
    for table, key in (("divisions", "division_id"), ("paragraphs", "paragraph_id")):
        english, chinese = ([row[key] for row in rows(release, table, document_id=work, language=one)] for one in LANGUAGES)
        need(english == chinese != [], f"{table} in one language alone: {set(english) ^ set(chinese)}")
        count += len(english)
    return f"{work} in {len(languages)} languages, {count} divisions and paragraphs in both"


def files_of_a_work(release: Path) -> str:
    """A nested file for all languages; a text and an Akoma Ntoso file for each, of one work and of two expressions."""
    work = "a-res-90-21"
    nested = [path.name for path in (release / "data/json").iterdir() if path.name.startswith(work)]
    need(nested == [f"{work}.json"], f"nested files {nested}")
    documents = json.loads((release / f"data/json/{work}.json").read_text("utf-8"))["documents"]
    need([one["language"] for one in documents] == LANGUAGES, "the nested file has other languages")
    iris, expressions = set(), set()
    for language in LANGUAGES:
        need((release / f"data/text/{work}.{language}.txt").is_file(), f"no text in {language}")
        root = ElementTree.parse(release / f"data/akn/{work}.{language}.akn.xml").getroot()
        iris.add(root.find(f".//{AKN}FRBRWork/{AKN}FRBRuri").get("value"))
        expressions.add(root.find(f".//{AKN}FRBRExpression/{AKN}FRBRuri").get("value"))
    need(len(iris) == 1 and len(expressions) == 2, f"works {sorted(iris)}, expressions {sorted(expressions)}")
    return f"{iris.pop()} in {len(expressions)} expressions"


def votes(release: Path) -> str:
    """Who voted how is what the source says, in Parquet and on the top level of the nested file, and the counts of the document agree."""
    work = identifier(release, VOTED)
    found = [(row["vote"], row["name"]) for row in rows(release, "votes", document_id=work)]
    need(found == VOTES, f"{found}")
    nested = json.loads((release / f"data/json/{work}.json").read_text("utf-8"))["votes"]
    need([(row["vote"], row["name"]) for row in nested] == VOTES, f"nested: {nested}")
    (document,) = rows(release, "documents", document_id=work)
    counts = Counter(vote for vote, _ in VOTES)
    told = {"yes": document["votes_for"], "no": document["votes_against"], "abstain": document["abstentions"]}
    need(told == counts and document["adoption"] == "recorded_vote", f"{document['adoption']} with {told} for {dict(counts)}")
    return f"{len(found)} votes"


def annexes(release: Path) -> str:
    """The annex is a division of its own in both languages, and what it says is not what the resolution recommends."""
    found = rows(release, "divisions", kind="annex", document_id=identifier(release, WORK))
    need([row["language"] for row in found] == LANGUAGES, f"annexes in {[row['language'] for row in found]}")
    inside = [row for one in found for row in rows(release, "paragraphs", division_id=one["division_id"], language=one["language"])]
    inside = [row for row in inside if row["kind"] != "footnote"]
    view = {(row["paragraph_id"], row["language"]) for row in rows(release, "recommendations")}
    shown = [row["paragraph_id"] for row in inside if (row["paragraph_id"], row["language"]) in view]
    need(len(inside) == 4 and not shown, f"{len(inside)} paragraphs, {shown} in the view")
    return f"{len(found)} annexes with {len(inside)} paragraphs"


def footnotes(release: Path) -> str:
    """Each has its mark, and stands in the Akoma Ntoso file in the paragraph that has the mark."""
    count = 0
    for row in rows(release, "paragraphs", kind="footnote"):
        path = release / f"data/akn/{row['document_id']}.{row['language']}.akn.xml"
        root = ElementTree.parse(path).getroot()
        notes = [one for one in root.iter(f"{AKN}authorialNote") if one.get("GUID") == row["paragraph_id"]]
        need(len(notes) == 1, f"{path.name} has {len(notes)} notes for {row['paragraph_id']}")
        marker = notes[0].get("marker")
        need(marker == row["label"], f"{path.name}: {row['paragraph_id']} is marked {marker}, not {row['label']}")
        around = {one.get("GUID") for one in root.iter() if notes[0] in list(one.iter())}
        need(PLACES[row["paragraph_id"]] in around, f"{path.name}: {row['paragraph_id']} stands elsewhere")
        count += 1
    need(count == len(LANGUAGES) * 2 + 1, f"{count} footnotes")
    return f"{count} footnotes at their marks"


# The paragraph that has the mark of each footnote.
PLACES = {"a-res-90-21-fn1": "a-res-90-21-pp2", "a-res-90-21-fn2": "a-res-90-21-p1", "a-res-90-25-fn1": "a-res-90-25-pp1"}


def view(release: Path) -> str:
    """Every recommendation of the work is there in both languages, in words of its own, and names of other scripts are whole."""
    found = rows(release, "recommendations")
    by_language = {one: [row["paragraph_id"] for row in found if row["symbol"] == WORK and row["language"] == one] for one in LANGUAGES}
    need(by_language["en"] == by_language["zh"] != [], f"{by_language}")
    for row in found:
        chinese = any("\u4e00" <= letter <= "\u9fff" for letter in row["text"])
        need(chinese == (row["language"] == "zh"), f"{row['paragraph_id']}, {row['language']}: {row['text']!r}")
    words = [word for word in ("français", "русский", "العربية") if any(word in row["text"] for row in found)]
    need(len(words) == 3, f"{words} alone of three names")
    return f"{len(found)} rows, {len(by_language['en'])} in both languages"
