"""Whether the pages are small: what a browser loads for the first view, and all of them for a small dataset."""

from pathlib import Path

import browser
from expect import need

# Bytes.
FIRST_VIEW, ALL = 100_000, 300_000

# Paragraphs of a dataset for which all pages together have a limit.
SMALL = 200


def the_first_view(release: Path) -> str:
    names = browser.loaded(release, "index.html")
    need({"index.html", "style.css", "search.js"} <= names, f"the first view loads {sorted(names)}")
    total = sum((release / "site" / name).stat().st_size for name in names)
    small = len(browser.rows(release, "paragraphs")) <= SMALL
    need(total <= FIRST_VIEW or not small, f"the first view has {total} bytes: {sorted(names)}; expected at most {FIRST_VIEW}")
    return f"{total} bytes"


def all_pages(release: Path) -> str:
    total = sum(path.stat().st_size for path in (release / "site").rglob("*") if path.is_file())
    small = len(browser.rows(release, "paragraphs")) <= SMALL
    need(total <= ALL or not small, f"all pages have {total} bytes; expected at most {ALL}")
    return f"{total} bytes"
