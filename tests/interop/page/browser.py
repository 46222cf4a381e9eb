"""The pages of a release in Debian's Chromium, from a disk: what they say on the way is a fault of theirs."""

import contextlib
import functools
import json
import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from expect import need

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@functools.cache
def chromium():
    """One browser for all checks; it ends with this program."""
    path = shutil.which("chromium")
    need(path is not None, "there is no chromium")
    return sync_playwright().start().chromium.launch(executable_path=path, args=["--no-sandbox"])


@contextlib.contextmanager
def opened(release: Path, path: str, **options):
    """A page of a release, opened from the disk. Whatever it loads comes from the release, and it has nothing to complain about."""
    options = {"viewport": WIDE, "locale": "en-GB"} | options
    context = chromium().new_context(**options)
    page = context.new_page()
    faults, begin = [], (release / "site").resolve().as_uri()
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((begin, "data:")) else faults.append(f"asks for {request.url}"))
    try:
        page.goto(f"{begin}/{path}")
        yield page
        need(not faults, f"{path}: {'; '.join(faults)}")
    finally:
        context.close()


def loaded(release: Path, path: str) -> set[str]:
    """The files that a page loads before anybody does something, relative to the pages."""
    names, begin = set(), (release / "site").resolve().as_uri() + "/"
    with opened(release, "style.css") as page:
        page.on("request", lambda request: names.add(request.url.removeprefix(begin).split("#")[0]))
        page.goto(begin + path)
        page.wait_for_timeout(300)
    return {name for name in names if not name.startswith("data:")}


def kinds(release: Path) -> list[str]:
    """One page of every kind that the release has."""
    site = release / "site"
    pages = ["index.html", "documents.html", "cited.html", "bodies.html", "pictures.html", "release.html"]
    for pattern in ("documents/*.html", "instruments/*.html", "provisions/*/*.html", "bodies/*.html"):
        found = sorted(site.glob(pattern), key=lambda path: (-path.stat().st_size, path))
        pages += [str(path.relative_to(site)) for path in found[:1]]
    return pages


def rows(release: Path, table: str) -> list[dict]:
    with open(release / f"data/ndjson/{table}.ndjson", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def ask(page: Page, words: str) -> int:
    """Types words as a person does, and gives the number of paragraphs that the page then names."""
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially(words)
    return count(page)


def count(page: Page) -> int:
    page.wait_for_timeout(150)
    page.wait_for_function("!/…/.test(document.querySelector('#count').textContent)")
    text = page.locator("#count").inner_text()
    digits = "".join(character for character in text if character.isdigit())
    return int(digits) if digits else 0
