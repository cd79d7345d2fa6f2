"""Words in a line stay in a line: no name, date or phrase becomes a box or a column of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import serving
from playwright.sync_api import Browser, Page

LAID_OUT = """() => {
    const found = [];
    const told = (what, element) => found.push(
        `${what}: <${element.localName} class="${element.className.baseVal ?? element.className}"> ${element.textContent.trim().slice(0, 60)}`);
    for (const element of document.body.querySelectorAll('*')) {
        if (!element.checkVisibility()) continue;
        const style = getComputedStyle(element);
        // What marks a stretch of words (sitegen/breaks.py) is never laid out as a box.
        if (element.matches('span.nb, span.ph, wbr') && !/^(inline|none|contents)/.test(style.display)) told('a box', element);
        // A box that lays out its children takes every stretch of bare words for a child.
        if (/flex|grid/.test(style.display)
            && [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) told('bare words', element);
    }
    return found;
}"""


def laid_out(page: Page) -> list[str]:
    found: list[str] = page.evaluate(LAID_OUT)
    return found


def test_words_stay_in_their_line(browser: Browser, real_site: Path) -> None:
    """On every page in every language, on a phone and on a desk."""
    wrong: dict[str, list[str]] = {}
    with serving(real_site) as address, browser.new_page() as page:
        for path in sorted(real_site.rglob("*.html")):
            where = path.relative_to(real_site).as_posix()
            page.goto(f"{address}/{where}", wait_until="load")
            for width in (390, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                if found := laid_out(page):
                    wrong[f"{where} at {width}"] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("style", "inner"),
    [
        ("display:flex", "Who is <span class=nb>Maria Silva</span>?"),
        ("display:inline-flex", "Maria"),
        ("display:grid", "<i>1</i> Maria"),
        ("", "<style>span { display: block }</style><span class=ph>Maria</span>"),
    ],
)
def test_a_box_is_found(page: Page, style: str, inner: str) -> None:
    page.set_content(f'<a href="" style="{style}">{inner}</a>')
    assert laid_out(page)
    page.set_content('<a href="" style="display:inline-block">Who is <span class=nb>Maria</span>?')
    assert not laid_out(page)
