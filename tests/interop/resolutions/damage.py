"""Ways to break a copy of a release; each returns nothing and raises where it found nothing to break."""

import shutil
from pathlib import Path

import pyarrow
import pyarrow.parquet

import layout
from expect import edit_json, need, replace

NESTED = "data/json/a-res-90-21.json"


def edit(release: Path, table: str, change) -> None:
    """Hands every row of a table to a function that changes it in place, or returns False for one that goes."""
    path = layout.parquet(release, table)
    content = pyarrow.parquet.read_table(path)
    rows = [row for row in content.to_pylist() if change(row) is not False]
    need(rows != content.to_pylist(), f"{table} is as it was: nothing was broken")
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, content.schema), path)


def put(release: Path, table: str, column: str, value, **where) -> None:
    """Another value in the rows that have these values."""
    def change(row):
        if all(row[name] == own for name, own in where.items()):
            row[column] = value

    edit(release, table, change)


def drop(release: Path, table: str, **where) -> None:
    edit(release, table, lambda row: not all(row[name] == own for name, own in where.items()))


def a_document_of_its_own(release: Path) -> None:
    put(release, "documents", "document_id", "lighthouses", symbol="A/RES/90/21", language="zh")


def a_paragraph_in_one_language(release: Path) -> None:
    drop(release, "paragraphs", paragraph_id="a-res-90-21-p5", language="zh")


def a_language_less(release: Path) -> None:
    edit_json(release / NESTED, lambda content: content["documents"].pop())


def a_second_file(release: Path) -> None:
    shutil.copy(release / NESTED, release / "data/json/a-res-90-21-2.json")


def another_work(release: Path) -> None:
    replace(release / "data/akn/a-res-90-21.zh.akn.xml", '<FRBRuri value="', '<FRBRuri value="/another')


def a_text_less(release: Path) -> None:
    (release / "data/text/a-res-90-21.zh.txt").unlink()


def a_ballot(release: Path) -> None:
    put(release, "votes", "vote", "yes", name="NAURU")


def a_count(release: Path) -> None:
    put(release, "documents", "votes_for", 3, symbol="A/RES/90/25")


def a_vote_less(release: Path) -> None:
    edit_json(release / "data/json/a-res-90-25.json", lambda content: content["votes"].pop())


def an_annex_that_is_none(release: Path) -> None:
    put(release, "divisions", "kind", "section", kind="annex", language="zh")


def an_annex_that_recommends(release: Path) -> None:
    put(release, "recommendations", "paragraph_id", "a-res-90-21-annex-p1", paragraph_id="a-res-90-21-p5", language="en")


def a_note_less(release: Path) -> None:
    drop(release, "paragraphs", paragraph_id="a-res-90-25-fn1")


def a_mark(release: Path) -> None:
    put(release, "paragraphs", "label", "3", paragraph_id="a-res-90-21-fn2", language="en")


def another_place_of_a_note(release: Path) -> None:
    """The notes of two paragraphs change their names."""
    path = release / "data/akn/a-res-90-21.en.akn.xml"
    text = path.read_text("utf-8")
    names = ['GUID="a-res-90-21-fn1"', 'GUID="a-res-90-21-fn2"']
    need(all(text.count(name) == 1 for name in names), "there are no two notes to exchange")
    first, rest = text.split(names[0])
    path.write_text(first + names[1] + rest.replace(names[1], names[0]), "utf-8")


def a_view_in_one_language(release: Path) -> None:
    drop(release, "recommendations", paragraph_id="a-res-90-21-p3", language="zh")


def words_in_one_script(release: Path) -> None:
    """What a code page without Cyrillic makes of it."""
    def change(row):
        row["text"] = row["text"].replace("русский", "???????")

    edit(release, "recommendations", change)
