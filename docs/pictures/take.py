"""Takes the pictures of the README anew: `python docs/pictures/take.py` after a change of the face.

Needs requirements-dev.txt and Chromium; builds the site by itself. Phone, 390 x 844, light.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser import FACES, chromium, serving  # noqa: E402

from sitegen import pipeline  # noqa: E402
from sitegen.pipeline import Request  # noqa: E402
from sitegen.problems import Problems  # noqa: E402

PAGES = {"home": "", "profile": "people/megumi-yokota/"}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        done = pipeline.build(Request(ROOT, site), Problems())
        with serving(site) as address, chromium() as browser:
            page = browser.new_page(viewport={"width": 390, "height": 844})
            for language in done.site.config.codes:
                for name, key in PAGES.items():
                    page.goto(f"{address}/{language}/{key}")
                    page.evaluate(FACES)
                    page.screenshot(path=Path(__file__).with_name(f"{name}-{language}.png"))


if __name__ == "__main__":
    main()
