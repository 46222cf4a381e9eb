"""Ways to break the pages of a copy of a release, each of which a check must notice."""

import re
from pathlib import Path

from expect import replace


def document(release: Path) -> Path:
    return max((release / "site/documents").glob("*.html"), key=lambda path: path.stat().st_size)


def shard(release: Path) -> Path:
    return sorted((release / "site/data").glob("*-0.js"))[-1]


def a_word_of_a_document(release: Path) -> None:
    path = document(release)
    text = path.read_text("utf-8")
    words = re.findall(r'<p[^>]*>([^<]{8})', text)
    replace(path, words[len(words) // 2], "")


def a_paragraph_of_the_search(release: Path) -> None:
    path = shard(release)
    text = path.read_text("utf-8")
    longest = max(re.findall(r'"(?:[^"\\]|\\.)*"', text), key=len)
    path.write_text(text.replace(longest, '""', 1), "utf-8")


def a_shard(release: Path) -> None:
    shard(release).unlink()


def a_faint_colour(release: Path) -> None:
    replace(release / "site/style.css", "--soft:#545d68", "--soft:#b8bcc2")


def a_field_without_a_name(release: Path) -> None:
    replace(release / "site/index.html", '<label for="q"', '<label for="nothing"')
    replace(release / "site/index.html", "placeholder=", "data-nothing=")
    replace(release / "site/index.html", ' data-tp=hint', "")


def markup_that_does_not_end(release: Path) -> None:
    replace(document(release), "</header>", "")


def a_script_from_elsewhere(release: Path) -> None:
    replace(release / "site/index.html", "</head>", '<script src="https://example.org/count.js"></script></head>')


def a_count(release: Path) -> None:
    replace(release / "site/search.js", "counts[number][value] += 1", "counts[number][value] += 2")


def a_large_file(release: Path) -> None:
    path = release / "site/site.js"
    path.write_text(path.read_text("utf-8") + "//" + "x" * 400_000 + "\n", "utf-8")


def the_keys(release: Path) -> None:
    replace(release / "site/search.js", "link.focus(); }", "}")
