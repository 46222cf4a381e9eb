"""What a person does in the search: typing, choosing, removing, following links, going back, with the keyboard alone, without a script."""

import re
import unicodedata
from pathlib import Path

import browser
from expect import need

HAN = re.compile(r"[\u4e00-\u9fff]")


def texts(release: Path) -> dict[str, list[str]]:
    """The words of every paragraph in its languages."""
    found: dict[str, list[str]] = {}
    for row in browser.rows(release, "paragraphs"):
        found.setdefault(row["paragraph_id"], []).append(row.get("text") or "")
    return found


def pairs(release: Path) -> list[str]:
    """Pairs of Chinese characters: frequent, rare, and from the middle of words."""
    counts: dict[str, int] = {}
    for text in (text for versions in texts(release).values() for text in versions):
        for at in range(len(text) - 1):
            if HAN.match(text[at]) and HAN.match(text[at + 1]):
                counts[text[at:at + 2]] = counts.get(text[at:at + 2], 0) + 1
    ordered = sorted(counts, key=lambda pair: (-counts[pair], pair))
    return [ordered[at * (len(ordered) - 1) // 11] for at in range(12)] if ordered else []


def every_pair_of_characters_is_found(release: Path) -> str:
    """As many paragraphs as hold the two characters, whatever stands around them."""
    asked = pairs(release)
    with browser.opened(release, "index.html") as page:
        for pair in asked:
            expected = sum(any(pair in text for text in versions) for versions in texts(release).values())
            found = browser.ask(page, pair)
            need(found == expected, f"{pair}: {found} paragraphs; expected {expected}")
            marks = page.locator("#hits mark").all_inner_texts()
            need(marks and set(marks) <= {pair} | {m for m in marks if pair in m or m in pair * 2}, f"{pair}: marks {marks[:3]}")
    return f"{len(asked)} pairs"


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(character for character in plain if not unicodedata.combining(character)).lower()


def words_are_found_by_their_beginnings(release: Path) -> str:
    """In languages with spaces: as many paragraphs as have a word that begins so, with or without accents and capitals."""
    versions = [text for texts_of in texts(release).values() for text in texts_of]
    latin = sorted({word for text in versions for word in re.findall(r"[A-Za-zÀ-ÿ]{5,}", text)})
    asked = [latin[at * (len(latin) - 1) // 7] for at in range(8)] if latin else []
    with browser.opened(release, "index.html") as page:
        for word in asked:
            begin = re.compile(r"(?<!\w)" + re.escape(folded(word)))
            expected = sum(any(begin.search(folded(text)) for text in texts_of) for texts_of in texts(release).values())
            found = browser.ask(page, word.upper())
            need(found == expected, f"{word}: {found} paragraphs; expected {expected}")
    return f"{len(asked)} words"


def choices_count_combine_and_are_in_the_address(release: Path) -> str:
    """A filter shows as many paragraphs as it says; the address shows the same again; the way back is the browser's."""
    with browser.opened(release, "index.html") as page:
        first = page.locator("#facets details[open] label").first
        said = int(first.locator(".q").inner_text())
        first.click()
        need(browser.count(page) == said, f"{browser.count(page)} paragraphs; the filter says {said}")
        second = page.locator("#facets details[open]:not(:has(:checked)) label").first
        said = int(second.locator(".q").inner_text())
        second.click()
        need(browser.count(page) == said, f"two filters: {browser.count(page)} paragraphs; expected {said}")
        address = page.url
        shown = page.locator("#hits").inner_text()
        with browser.opened(release, "index.html#" + address.split("#")[1]) as other:
            need(browser.count(other) == said, f"{address} shows {browser.count(other)}; expected {said}")
            need(other.locator("#hits").inner_text() == shown, f"{address} shows other paragraphs")
        page.locator("#chosen button").first.click()
        need(page.locator("#chosen button").count() == 1, "a filter that was removed is still there")
        page.go_back()
        need(browser.count(page) == said, f"the way back shows {browser.count(page)}; expected {said}")
    return f"{said} paragraphs"


def the_keyboard_is_enough(release: Path) -> str:
    """From the beginning of the page to a paragraph in its document, without a pointer."""
    with browser.opened(release, "index.html") as page:
        page.keyboard.press("Tab")
        need(page.evaluate("document.activeElement.className") == "skip", "the first stop is not the way to the contents")
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "q":
                break
        page.keyboard.type(pairs(release)[0])
        need(browser.count(page) > 0, "nothing was found")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        href = page.evaluate("document.activeElement.getAttribute('href')")
        page.keyboard.press("Enter")
        page.wait_for_url("**/documents/**")
        target = page.evaluate("document.querySelector(':target') && document.querySelector(':target').id")
        need(target is not None and href.endswith(target), f"{href} leads to {target}")
    return href


def documents_read_without_a_script(release: Path) -> str:
    """Every word of every paragraph stands on the page of its document, and languages are switched by ticking."""
    documents: dict[str, list[dict]] = {}
    for row in browser.rows(release, "paragraphs"):
        documents.setdefault(row["document_id"], []).append(row)
    for document, own in documents.items():
        with browser.opened(release, f"documents/{document}.html", java_script_enabled=False) as page:
            shown = page.locator(".document .body").evaluate_all("all => all.map(one => one.textContent)")[0]
            missing = [row["paragraph_id"] for row in own if (row.get("text") or "").replace("\r", "\n") not in shown]
            need(not missing, f"{document}: the words of {missing[:3]} are not there")
            boxes = page.locator(".tongues input")
            if boxes.count() > 1:
                second = page.locator(".x > .w2").first
                need(not second.is_visible(), f"{document}: the second language shows before it is ticked")
                boxes.nth(1).check()
                need(second.is_visible() and page.locator(".x > .w1").first.is_visible(), f"{document}: languages do not stand together")
    with browser.opened(release, "index.html", java_script_enabled=False) as page:
        need(page.locator("noscript p").is_visible() and not page.locator("#ask").is_visible(), "the search promises what it cannot do")
        need(page.locator("#start a").count() > 0, "the first page leads nowhere")
    return f"{len(documents)} documents"


def a_phone_is_wide_enough(release: Path) -> str:
    """At 360 pixels, and so at 400 % of a usual screen, nothing is cut off and nothing scrolls sideways but tables that say so."""
    pages = browser.kinds(release)
    for path in pages:
        with browser.opened(release, path, viewport=browser.PHONE) as page:
            width = page.evaluate("document.documentElement.scrollWidth")
            need(width <= 360, f"{path} is {width} pixels wide")
    return f"{len(pages)} kinds of pages"
