"""Pictures of the main pages, in every language, on a phone and on a desk, by day and by night.

They are for people to look at: `screenshots/` is kept by CI. What can be asserted is that each
shows something, as wide as the window.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from browser import FACES, serving
from PIL import Image
from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "screenshots"
PAGES = {
    "home": "",
    "people": "people/",
    "profile": "people/megumi-yokota/",
    "profile-month": "people/tadaaki-hara/",
    "profile-returned": "people/hitomi-soga/",
    "chapter": "chapters/families-ask-now/",
    "map": "map/",
    "timeline": "timeline/",
    "questions": "questions/",
    "glossary": "glossary/",
}
SIZES = {"phone": (390, 844), "desk": (1280, 800)}


@pytest.mark.parametrize("lang", ["en", "ja", "ko"])
def test_pictures_of_the_main_pages(browser: Browser, real_site: Path, lang: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    schemes: tuple[Any, ...] = ("light", "dark")
    with serving(real_site) as address:
        for size, (width, height) in SIZES.items():
            for scheme in schemes:
                with browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme
                ) as context:
                    page = context.new_page()
                    for name, key in PAGES.items():
                        response = page.goto(f"{address}/{lang}/{key}")
                        assert response is not None
                        assert response.ok, key
                        page.evaluate(FACES)
                        picture = page.screenshot(
                            path=FOLDER / f"{lang}-{name}-{size}-{scheme}.png", full_page=True
                        )
                        image = Image.open(io.BytesIO(picture))
                        assert image.width == width, f"{lang}/{key} is {image.width} px wide"
                        colours = image.convert("RGB").getcolors(1 << 24)
                        assert colours is not None
                        assert len(colours) > 50, f"{lang}/{key} shows nothing"
