"""The faces in a real browser: what draws each word, and whether anything moves when they arrive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import FACES, serving
from playwright.sync_api import Browser, Page, ViewportSize

from sitegen import pipeline
from sitegen.pipeline import Request
from sitegen.problems import Problems
from sitegen.views import Options

ROOT = Path(__file__).parent.parent
LANGUAGES = ("en", "ja", "ko")
KEYS = (
    "",
    "people/",
    "people/megumi-yokota/",
    "people/tadaaki-hara/",
    "chapters/talks/",
    "map/",
    "sources/",
)
PAGES = ("", "404.html", *(f"{lang}/{key}" for lang in LANGUAGES for key in KEYS))
PHONE: ViewportSize = {"width": 390, "height": 844}
STILL = 0.05
"""Cumulative layout shift; 0.1 is what web.dev calls good. The faces of the machine decide whether a
line breaks elsewhere until ours are there, so it cannot be nothing on every machine."""

MARK = """() => {
  let number = 0;
  const own = document.documentElement.lang;
  for (const element of document.body.querySelectorAll('*')) {
    const words = [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    const foreign = element.querySelector(`[lang]:not([lang="${own}"])`);
    if (words && !foreign && element.closest('[lang]').lang === own
        && element.checkVisibility() && !['SCRIPT', 'STYLE'].includes(element.tagName))
      element.dataset.probe = `${number++}`;
  }
}"""
WATCH = """window.shifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shifts.push(entry.value);
}).observe({type: 'layout-shift', buffered: true});"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    out = tmp_path_factory.mktemp("faces") / "site"
    pipeline.build(Request(ROOT, out), Problems())
    with serving(out) as url:
        yield f"{url}/"


def drawn_by_others(page: Page, selector: str) -> list[str]:
    """The elements that a face of the machine draws, wholly or in part."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": -1})["root"]["nodeId"]
    query = {"nodeId": root, "selector": selector}
    found = []
    for node in session.send("DOM.querySelectorAll", query)["nodeIds"]:
        fonts: list[dict[str, Any]] = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})[
            "fonts"
        ]
        foreign = [font["familyName"] for font in fonts if not font["isCustomFont"]]
        if foreign or not fonts:
            html = session.send("DOM.getOuterHTML", {"nodeId": node})["outerHTML"]
            found.append(f"{foreign}: {html[:120]}")
    return found


@pytest.mark.parametrize("path", PAGES)
def test_every_word_in_a_pages_language_is_drawn_by_our_faces(
    browser: Browser, address: str, path: str
) -> None:
    """Also those in bold: a style that draws more in bold than `[roles]` says would fail here."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address + path)
    page.evaluate(FACES)
    page.evaluate(MARK)
    assert page.locator("[data-probe]").count() > 0 or path == ""
    assert drawn_by_others(page, "[data-probe]") == []
    page.close()


@pytest.mark.parametrize("path", ["", "404.html", "en/", "ja/about/", "ko/people/megumi-yokota/"])
def test_the_languages_own_names_are_set_in_their_own_faces(
    browser: Browser, address: str, path: str
) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(address + path)
    page.evaluate(FACES)
    places = ".scripts .title, .scripts .go" if path in ("", "404.html") else ".tongues a"
    assert page.locator(places).count() >= 3
    assert drawn_by_others(page, places) == []
    page.close()


@pytest.mark.parametrize("path", ["", "en/", "ja/people/megumi-yokota/", "ko/chapters/talks/"])
def test_nothing_moves_when_the_faces_arrive_late(
    browser: Browser, address: str, path: str
) -> None:
    page = browser.new_page(viewport=PHONE)
    page.add_init_script(WATCH)
    held: list[Any] = []
    late = True

    def hold(route: Any) -> None:
        """A file that is asked for only once another has come is let through at once."""
        if late:
            held.append(route)
        else:
            route.continue_()

    page.route("**/*.woff2", hold)
    page.goto(address + path, wait_until="domcontentloaded")
    # Two frames: the page has been painted without our faces.
    page.evaluate("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
    page.wait_for_timeout(100)
    assert held
    late = False
    for route in held:
        route.continue_()
    page.evaluate("document.fonts.ready")
    page.evaluate("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
    assert sum(page.evaluate("shifts")) < STILL
    page.close()


@pytest.mark.parametrize("key", ["", "people/megumi-yokota/", "chapters/families-ask-now/", "map/"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_screen_has_its_faces_and_the_others_wait_until_it_is_painted(
    browser: Browser, address: str, lang: str, key: str
) -> None:
    page = browser.new_page(viewport=PHONE)
    page.add_init_script(WATCH)
    page.goto(f"{address}{lang}/{key}")
    page.evaluate(FACES)
    page.evaluate("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
    first = page.evaluate("[...document.querySelectorAll('link[rel=preload]')].map(l => l.href)")
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    asked: dict[str, float] = page.evaluate(
        """Object.fromEntries(performance.getEntriesByType('resource')
          .filter(e => e.name.endsWith('woff2')).map(e => [e.name, e.startTime]))"""
    )
    assert first
    for name, when in asked.items():
        assert (when < painted) == (name in first), name
    assert len(asked) > len(first)
    assert page.evaluate("shifts") == []
    page.close()


def test_without_scripts_no_face_waits(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport=PHONE) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}ja/chapters/talks/")
        named = {url.split("/")[-1] for url in re.findall(r"url\(([^)]+)\)", page.content())}
        for _ in range(100):
            loaded = {url.split("/")[-1] for url in asked if url.endswith("woff2")}
            if loaded == named:
                break
            page.wait_for_timeout(100)
    assert loaded == named


def test_from_a_folder_the_faces_load_and_nothing_complains(
    browser: Browser, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    pipeline.build(Request(ROOT, out, options=Options(explicit_index=True)), Problems())
    page = browser.new_page(viewport=PHONE)
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    for lang in LANGUAGES:
        page.goto((out / lang / "index.html").as_uri())
        page.evaluate(FACES)
        page.evaluate(MARK)
        assert drawn_by_others(page, "h1[data-probe], h1 [data-probe]") == []
    assert messages == []
    page.close()
