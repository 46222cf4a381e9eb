"""Ways to break a copy of a release; each returns nothing and raises where it found nothing to break."""

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import openpyxl

import database
import workbook
from expect import flip_byte


@contextmanager
def book_of(release: Path):
    """The workbook, saved again with what was changed."""
    path = workbook.path_of(release)
    book = openpyxl.load_workbook(path)
    yield book
    book.save(path)


def column(sheet, name: str):
    """The first cell of a column that is not empty."""
    (found,) = [cell for cell in sheet[1] if cell.value == name]
    return next(cell for (cell,) in sheet.iter_rows(2, None, found.column, found.column) if cell.value is not None)


def a_cell(release: Path) -> None:
    with book_of(release) as book:
        column(book["paragraphs"], "text").value += "。"


def a_row_of_the_workbook(release: Path) -> None:
    with book_of(release) as book:
        book["addressees"].delete_rows(5)


def a_formula(release: Path) -> None:
    with book_of(release) as book:
        column(book["paragraphs"], "text").value = "=1+1"


def a_day_as_text(release: Path) -> None:
    with book_of(release) as book:
        cell = column(book["divisions"], "starts_on")
        cell.value = cell.value.date().isoformat()


def a_number_as_text(release: Path) -> None:
    with book_of(release) as book:
        cell = column(book["divisions"], "ordinal")
        cell.value = str(cell.value)


def a_sheet(release: Path) -> None:
    with book_of(release) as book:
        book.remove(book["bodies"])


def a_view_behind_the_data(release: Path) -> None:
    with book_of(release) as book:
        book.move_sheet("recommendations", 3)


def a_word_of_the_view(release: Path) -> None:
    with book_of(release) as book:
        column(book["recommendations"], "text").value += "。"


def another_sheet_first(release: Path) -> None:
    """The sheets stand as they did, but the workbook opens with another."""
    with book_of(release) as book:
        book.active = 1


def a_header_that_scrolls(release: Path) -> None:
    with book_of(release) as book:
        book["divisions"].freeze_panes = None


def a_day_without_its_look(release: Path) -> None:
    with book_of(release) as book:
        column(book["divisions"], "starts_on").number_format = "General"


def a_meaning(release: Path) -> None:
    with book_of(release) as book:
        column(book["dictionary"], "description_zh").value = "不知道"


def change(release: Path, sql: str) -> None:
    """Changes rows; the keys are not looked at."""
    with closing(sqlite3.connect(database.path_of(release))) as base:
        changed = base.execute(sql).rowcount
        base.commit()
    if changed != 1:
        raise ValueError(f"{changed} rows were changed")


def a_value(release: Path) -> None:
    change(release, "UPDATE paragraphs SET text = text || '。' WHERE rowid = 1")


def a_row_of_the_database(release: Path) -> None:
    change(release, "DELETE FROM mentions WHERE (paragraph_id, position) = (SELECT paragraph_id, position FROM mentions LIMIT 1)")


def a_row_of_the_view(release: Path) -> None:
    row = "(SELECT paragraph_id, language FROM recommendations LIMIT 1)"
    change(release, f"DELETE FROM recommendations WHERE (paragraph_id, language) = {row}")


def a_reference(release: Path) -> None:
    change(release, "DELETE FROM instruments WHERE instrument_id = (SELECT instrument_id FROM \"references\" WHERE instrument_id > '' LIMIT 1)")


def a_key_that_is_not_declared(release: Path) -> None:
    """A table made again without what was declared of it."""
    with closing(sqlite3.connect(database.path_of(release))) as base:
        base.executescript(
            "DROP VIEW mentions_joined; CREATE TABLE copy AS SELECT * FROM mentions; DROP TABLE mentions; ALTER TABLE copy RENAME TO mentions;"
        )


def a_unit_without_words(release: Path) -> None:
    change(
        release,
        "DELETE FROM paragraphs_search WHERE rowid = (SELECT rowid FROM paragraphs_search "
        "WHERE paragraphs_search MATCH '\"签 证\"' LIMIT 1)",
    )


def a_fact(release: Path) -> None:
    change(release, "UPDATE meta SET value = 'another' WHERE key = 'title'")


def a_page(release: Path) -> None:
    """The first byte of the second page, which says what kind of page it is."""
    flip_byte(database.path_of(release), 4096)
