"""The site in a real browser: from a server and from a folder, with a keyboard, without a script."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from browser import FACES, ROOT, build
from playwright.sync_api import Browser, Page, expect

PAGES = (
    "",
    "people/",
    "people/megumi-yokota/",
    "people/tadaaki-hara/",
    "chapters/families-ask-now/",
    "about/",
    "glossary/",
)
LANGUAGES = ("en", "ja", "ko")


def test_from_a_folder_with_no_server(page: Page, tmp_path: Path) -> None:
    """Built with --explicit-index, every step works on file://, styles included."""
    site = build(tmp_path / "site", explicit_index=True)
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="日本語").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    page.locator("main").get_by_role("link", name=re.compile("横田")).first.click()
    expect(page.locator("h1")).to_contain_text("横田")
    page.get_by_role("link", name="한국어").first.click()
    expect(page.locator("h1")).to_contain_text("요코타 메구미")
    assert page.url.endswith("/ko/people/megumi-yokota/index.html")
    # A browser's own sheet gives the body a margin; ours does not.
    assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px"


def test_the_language_switch_stays_on_the_page(page: Page, address: str) -> None:
    for key in PAGES:
        page.goto(f"{address}en/{key}")
        page.get_by_role("link", name="日本語").first.click()
        assert page.url == f"{address}ja/{key}"
        page.get_by_role("link", name="한국어").first.click()
        assert page.url == f"{address}ko/{key}"


def test_a_reader_needs_no_script(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("link", name="English").first.click()
        page.locator("main").get_by_role("link", name="Yutaka Kume").first.click()
        expect(page.locator("main")).to_contain_text("19 September 1977")
        page.locator("sup.cite button").first.click()
        expect(page.locator(":popover-open")).to_be_in_viewport()


def test_the_keyboard_meets_the_skip_link_first(page: Page, address: str) -> None:
    page.goto(f"{address}ko/people/")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.getAttribute('href')")
    assert focused == "#page-main"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_every_link_can_be_reached_and_seen_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}en/people/megumi-yokota/")
    count = page.locator("a:visible, button:visible").count()
    reached = set()
    for _ in range(count + 2):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                """() => {
                const a = document.activeElement;
                const style = getComputedStyle(a);
                const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                return a.matches('a, button') && !seen ? 'no outline: ' + a.outerHTML
                    : [...document.querySelectorAll('a, button')].indexOf(a);
                }"""
            )
        )
    assert not [item for item in reached if isinstance(item, str)]
    assert len(reached - {-1}) == count


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_wider_than_a_small_phone(page: Page, address: str, lang: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for key in PAGES:
        page.goto(f"{address}{lang}/{key}")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{lang}/{key} is {width} px wide"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_names_stand_within_two_screens(page: Page, address: str, lang: str) -> None:
    """On a phone of 390 x 844, each of the seventeen is a link in the first two screens of home."""
    page.goto(f"{address}{lang}/")
    places = page.evaluate(
        """() => [...document.querySelectorAll('main a[href^="people/"]')]
            .filter(a => a.getAttribute('href') !== 'people/')
            .map(a => [a.getAttribute('href'), a.getBoundingClientRect().bottom])"""
    )
    first = dict(reversed(places))
    assert len(first) == 17
    late = {href: bottom for href, bottom in first.items() if bottom > 2 * 844}
    assert late == {}


def test_links_are_large_enough_for_a_thumb(page: Page, address: str) -> None:
    """Navigation, language switch and lists of people: 44 px (WCAG 2.2, 2.5.5)."""
    for key in ("", "people/"):
        page.goto(f"{address}ja/{key}")
        small = page.evaluate(
            """() => [...document.querySelectorAll('header a, nav a, main a[href*="people/"]')]
                .filter(a => !a.closest('p') && !a.matches('.skip'))
                .map(a => [a.textContent.trim(), a.getBoundingClientRect()])
                .filter(([, box]) => box.height > 0 && (box.height < 44 || box.width < 24))
                .map(([text, box]) => text + ' ' + box.width + 'x' + box.height)"""
        )
        assert small == []


def test_serve_reloads_shows_problems_and_recovers(browser: Browser, tmp_path: Path) -> None:
    """Each save reaches the open page, quick ones too; an error is shown and goes away again."""
    page = browser.new_page()
    for name in ("content", "locale", "maps", "scripts", "static", "styles", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "site.toml", tmp_path / "site.toml")
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "serve",
        "--port",
        "0",
        "--root",
        str(tmp_path),
    ]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as server:
        try:
            assert server.stdout is not None
            url = next(m[1] for line in server.stdout if (m := re.search(r"(http://\S+)", line)))
            about = tmp_path / "content/en/about.md"
            text = about.read_text("utf-8")
            wait_for(lambda: bool(page.goto(f"{url}en/about/")))
            wait_for(
                lambda: bool(
                    page.evaluate(
                        "window.LiveReload && window.LiveReload.connector.protocol !== null"
                    )
                )
            )

            for number in range(3):
                about.write_text(f"{text}\n\nA change, number {number}.\n", "utf-8")
                expect(page.locator("main")).to_contain_text(f"number {number}", timeout=30_000)
                time.sleep(0.2)
            about.write_text(f"{text}\n\n[nowhere](no-such-page)\n", "utf-8")
            expect(page.locator("h1")).to_have_text("Not built", timeout=30_000)
            expect(page.locator("li")).to_contain_text("content/en/about.md:")
            expect(page.locator("li")).to_contain_text("there is no page 'no-such-page'")
            about.write_text(text, "utf-8")
            expect(page.locator("h1")).not_to_have_text("Not built", timeout=30_000)
            css = tmp_path / "styles/20-base.css"
            css.write_text(css.read_text("utf-8") + "\nmain { outline: 3px dotted red }\n", "utf-8")
            wait_for(
                lambda: bool(
                    page.evaluate(
                        "getComputedStyle(document.querySelector('main')).outlineStyle === 'dotted'"
                    )
                )
            )
            (tmp_path / "content/people/yutaka-kume.yaml").unlink()
            expect(page.locator("h1")).to_have_text("Not built", timeout=30_000)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(10)
            if server.stdout is not None:
                server.stdout.close()


def wait_for(condition: Callable[[], bool], seconds: float = 15.0) -> None:
    """Until it is true; a page that is just being reloaded may refuse to answer."""
    end = time.monotonic() + seconds
    while True:
        try:
            if condition():
                return
        except Exception as error:
            last: Exception | None = error
        else:
            last = None
        if time.monotonic() > end:
            raise AssertionError(f"not true after {seconds} s") from last
        time.sleep(0.1)


@pytest.mark.parametrize("code", ["en", "ja", "ko"])
def test_the_timeline_shows_one_kind_without_a_script(
    browser: Browser, address: str, code: str
) -> None:
    """The filter is CSS alone; an entry that a link leads to stays whatever is chosen."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}{code}/timeline/")
    shown = page.locator("li.event:visible")
    assert shown.count() == 55
    page.locator("#kind-return").check()
    assert shown.count() == 1
    assert page.locator("section.year:visible").count() == 1
    page.goto(f"{address}{code}/timeline/#event-talks-2008")
    page.locator("#kind-law").check()
    assert shown.count() == 3
    context.close()


@pytest.mark.parametrize("code", ["en", "ja", "ko"])
def test_every_name_of_the_picture_is_whole_on_the_narrowest_screen(
    browser: Browser, address: str, code: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(f"{address}{code}/timeline/")
    page.evaluate(FACES)
    boxes = [text.bounding_box() for text in page.locator("svg.slim.lines text").all()]
    assert len(boxes) == 18
    for box in boxes:
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    page.close()


@pytest.mark.parametrize("code", ["en", "ja", "ko"])
def test_no_label_of_the_picture_touches_another(browser: Browser, address: str, code: str) -> None:
    for width in (1024, 1280, 1600):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(f"{address}{code}/timeline/")
        page.evaluate(FACES)
        boxes = [text.bounding_box() for text in page.locator("svg.broad.axis a text").all()]
        found = [box for box in boxes if box is not None]
        assert len(found) == 6
        for one, other in itertools.combinations(found, 2):
            apart_down = abs(one["y"] - other["y"]) >= one["height"]
            first, second = sorted((one, other), key=lambda box: box["x"])
            assert apart_down or first["x"] + first["width"] <= second["x"], (width, one, other)
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in found)
        page.close()
