"""Sources that open in place, in a real browser: where they stand, keyboard, print, no script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import serving
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).parent.parent
PROFILE = "people/megumi-yokota/"
CHAPTER = "chapters/north-korea-position/"
Box = dict[str, Any]


@pytest.fixture(scope="module")
def site(real_site: Path) -> Path:
    return real_site


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site) as url:
        yield url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=True
    ) as context:
        yield context.new_page()


def opened(page: Page, number: int) -> tuple[Box, Box]:
    """Open the n-th number of the page; its box and that of its note."""
    button = page.locator(".cite button").nth(number)
    button.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 200)")
    button.click()
    note = page.locator(":popover-open")
    expect(note).to_be_visible()
    here, there = button.bounding_box(), note.bounding_box()
    assert here is not None
    assert there is not None
    return dict(here), dict(there)


@pytest.mark.parametrize("lang", ["en", "ja", "ko"])
def test_on_a_phone_a_note_opens_below_its_line_and_as_wide_as_the_screen(
    page: Page, address: str, lang: str
) -> None:
    page.goto(f"{address}/{lang}/{CHAPTER}")
    number, note = opened(page, 3)
    assert (note["x"], note["width"]) == (0, 390)
    assert 0 <= note["y"] - (number["y"] + number["height"]) < 30
    assert note["y"] + note["height"] <= 844


def test_at_the_foot_of_the_screen_a_note_opens_above_its_line(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{CHAPTER}")
    button = page.locator(".cite button").nth(8)
    button.evaluate("b => scrollBy(0, b.getBoundingClientRect().bottom - innerHeight + 20)")
    button.click()
    note, number = page.locator(":popover-open").bounding_box(), button.bounding_box()
    assert note is not None
    assert number is not None
    assert note["y"] + note["height"] <= number["y"]


@pytest.mark.parametrize(("lang", "key"), [("en", CHAPTER), ("ja", PROFILE)])
def test_on_a_wide_screen_a_note_opens_in_the_margin(
    page: Page, address: str, lang: str, key: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{address}/{lang}/{key}")
    number, note = opened(page, 5)
    text = page.locator(".prose").bounding_box()
    assert text is not None
    assert text["x"] + text["width"] < note["x"]
    assert note["x"] + note["width"] <= 1280
    assert abs(note["y"] - number["y"]) < 30


def test_the_keyboard_opens_reads_and_closes_a_note(page: Page, address: str) -> None:
    page.goto(f"{address}/ko/{PROFILE}")
    button = page.get_by_role("button", name="출처 2", exact=True).first
    button.focus()
    page.keyboard.press("Enter")
    note = page.locator(":popover-open")
    expect(note).to_contain_text("Suspected Abduction Case")
    page.keyboard.press("Tab")
    assert note.evaluate("note => note.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(button).to_be_focused()


def test_a_second_press_and_a_press_elsewhere_close_a_note(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{PROFILE}")
    opened(page, 1)
    page.locator(".cite button").nth(1).click()
    expect(page.locator(":popover-open")).to_have_count(0)
    opened(page, 1)
    page.locator(".prose h2").first.click(force=True)
    expect(page.locator(":popover-open")).to_have_count(0)


def test_a_note_says_what_is_cited_and_where_a_claim_is_answered(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{PROFILE}")
    page.locator(".claim .when button").first.click()
    note = page.locator(":popover-open")
    expect(note.locator("a").first).to_have_attribute("href", re.compile("^https?://"))
    expect(note).to_contain_text("20\u00a0September\u00a02002")
    note.get_by_role("link", name="Answer to the claim: Government of Japan").click()
    assert page.url.endswith("#page-japan-2016")


def test_the_list_at_the_end_is_whole_while_notes_are_closed(page: Page, address: str) -> None:
    page.goto(f"{address}/ja/{PROFILE}")
    rows = page.locator(".sources ol > li")
    tops = rows.evaluate_all("rows => rows.map(row => row.getBoundingClientRect().top)")
    assert len(tops) > 10
    assert tops == sorted(tops)
    assert rows.evaluate_all("rows => rows.every(row => getComputedStyle(row).position != 'fixed')")
    expect(page.locator('.sources ol a[href^="#"]').first).to_be_hidden()


def test_a_page_with_too_many_sources_for_their_addresses_leads_to_the_list_of_all(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/en/questions/")
    opened(page, 1)
    page.locator(":popover-open a").first.click()
    assert "/en/sources/#source-" in page.url
    expect(page.locator("li:target")).to_be_in_viewport()


def test_on_paper_every_row_stands_in_the_list(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{PROFILE}")
    opened(page, 1)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(":popover-open")).to_have_count(0)
    page.emulate_media(media="print")
    expect(page.locator(".cite button").first).to_be_visible()
    expect(page.locator('.sources a[href^="#"]:visible')).to_have_count(0)


def test_without_a_script_a_note_stands_at_the_foot_of_the_screen_or_in_the_margin(
    browser: Browser, address: str
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        for width, height in ((390, 844), (1280, 800)):
            page.set_viewport_size({"width": width, "height": height})
            page.goto(f"{address}/en/{PROFILE}")
            page.locator(".cite button").nth(1).click()
            note = page.locator(":popover-open").bounding_box()
            assert note is not None
            if width == 390:
                assert (note["x"], note["width"], note["y"] + note["height"]) == (0, 390, 844)
            else:
                text = page.locator(".prose").bounding_box()
                assert text is not None
                assert text["x"] + text["width"] < note["x"]
                assert note["x"] + note["width"] <= width
                assert note["y"] + note["height"] <= height


def test_a_note_stays_with_its_line_when_the_page_is_scrolled_or_turned(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/en/{CHAPTER}")
    number, note = opened(page, 3)
    page.evaluate("scrollBy(0, 100)")
    moved = page.locator(":popover-open").bounding_box()
    assert moved is not None
    assert moved["y"] == note["y"] - 100
    page.set_viewport_size({"width": 700, "height": 844})
    page.wait_for_function("document.querySelector(':popover-open').offsetWidth === innerWidth")
    button = page.locator(".cite button").nth(3).bounding_box()
    turned = page.locator(":popover-open").bounding_box()
    assert button is not None
    assert turned is not None
    assert 0 <= turned["y"] - (button["y"] + button["height"]) < 30
    assert number != button
