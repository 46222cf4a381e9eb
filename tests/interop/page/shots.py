"""Screenshots of every kind of page of a release, light and dark, wide and on a phone: shots.py RELEASE DIRECTORY."""

import sys
from pathlib import Path

import browser


def main() -> None:
    release, directory = Path(sys.argv[1]), Path(sys.argv[2])
    directory.mkdir(parents=True, exist_ok=True)
    ways = {
        "light": {}, "dark": {"color_scheme": "dark"}, "phone": {"viewport": browser.PHONE},
        "chinese": {"locale": "zh-CN"}, "print": {},
    }
    paths = [*browser.kinds(release), "index.html#q=" + "儿童", "index.html#q=children", "index.html#kind=item"]
    for path in paths:
        for name, way in ways.items():
            with browser.opened(release, path, **way) as page:
                if name == "print":
                    page.emulate_media(media="print")
                page.wait_for_timeout(200)
                kind = path.replace("/", "-").replace(".html", "").replace("#", "-").replace("=", "-")
                page.screenshot(path=directory / f"{kind[:60]}.{name}.png")


if __name__ == "__main__":
    main()
