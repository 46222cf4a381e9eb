"""What the tools of people who work with spreadsheets and databases make of a release."""

import sys

import breakages
import database
import workbook

# Tool, check, and the ways of breaking a release that this check must notice.
CHECKS = [
    ("openpyxl", workbook.rows_by_openpyxl, [
        breakages.a_cell, breakages.a_row_of_the_workbook, breakages.a_formula, breakages.a_day_as_text, breakages.a_number_as_text,
        breakages.a_sheet, breakages.a_view_behind_the_data, breakages.a_word_of_the_view, breakages.another_sheet_first,
    ]),
    ("openpyxl", workbook.looks_by_openpyxl, [breakages.a_header_that_scrolls, breakages.a_day_without_its_look]),
    ("openpyxl", workbook.dictionary_by_openpyxl, [breakages.a_meaning]),
    ("pandas", workbook.rows_by_pandas, [breakages.a_cell, breakages.a_row_of_the_workbook]),
    ("sqlite3", database.rows_by_sqlite3, [
        breakages.a_value, breakages.a_row_of_the_database, breakages.a_row_of_the_view, breakages.a_page,
    ]),
    ("sqlite3", database.content_by_sqlite3, [breakages.a_value, breakages.a_row_of_the_database]),
    ("sqlite3", database.keys_by_sqlite3, [breakages.a_reference, breakages.a_key_that_is_not_declared]),
    ("sqlite3", database.words_by_sqlite3, [breakages.a_unit_without_words]),
    ("sqlite3", database.documentation_by_sqlite3, [breakages.a_fact]),
    ("pandas", database.joins_by_pandas, [breakages.a_reference]),
]

# The library that Python has, which is older than the one that wrote the database.
COMMANDS = {"sqlite3": [sys.executable, "-c", "import sqlite3; print(sqlite3.sqlite_version)"]}
