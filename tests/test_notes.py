"""Sources that open in place, in a real browser: where they stand, keyboard, print, no script."""

from __future__ import annotations

import itertools
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


def room(page: Page, block: str, number: str) -> dict[str, float]:
    """Where the block of a number ends, and where what follows it begins; from the page's top."""
    return dict(
        page.locator(number).first.evaluate(
            """(number, block) => {
                const old = number.closest(block);
                let after = old;
                while (!after.nextElementSibling) after = after.parentElement;
                const top = after.nextElementSibling.getBoundingClientRect().top;
                return {end: old.getBoundingClientRect().bottom + scrollY, next: top + scrollY};
            }""",
            block,
        )
    )


@pytest.mark.parametrize(
    ("key", "block", "number"),
    [
        ("en/" + CHAPTER, "p", ".prose > p:not(:first-child) .cite button"),
        ("ja/" + PROFILE, ".pair", ".claim .when button"),
        ("ko/" + PROFILE, ".pair", ".answer p:not(.when) button"),
        ("ko/chapters/aid-and-sanctions/", "li", ".prose li button"),
        ("ja/" + PROFILE, "p", ".prose > p:last-of-type button"),
        ("en/timeline/", "p", ".event button"),
    ],
)
def test_on_a_phone_a_note_opens_below_its_paragraph_and_what_follows_makes_room(
    page: Page, address: str, key: str, block: str, number: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}/{key}")
    page.locator(number).first.focus()
    before = room(page, block, number)
    page.keyboard.press("Enter")
    note = page.locator(":popover-open")
    expect(note).to_be_in_viewport(ratio=1)
    box, scrolled, after = note.bounding_box(), page.evaluate("scrollY"), room(page, block, number)
    assert box is not None
    assert (box["x"], box["width"]) == (0, 390)
    assert after["end"] == pytest.approx(before["end"], abs=0.5)
    assert after["end"] < box["y"] + scrolled
    assert box["y"] + box["height"] + scrolled < after["next"]
    page.keyboard.press("Escape")
    expect(page.locator("article [style*=margin]")).to_have_count(0)
    expect(page.locator(number).first).to_be_focused()
    expect(page.locator(number).first).to_be_in_viewport()
    assert room(page, block, number) == before


@pytest.mark.parametrize(("lang", "word"), [("en", "Close"), ("ja", "閉じる"), ("ko", "닫기")])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_button_as_large_as_a_finger_closes_a_note(
    page: Page, address: str, lang: str, word: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{address}/{lang}/{PROFILE}")
    opened(page, 3)
    close = page.locator(":popover-open").get_by_role("button", name=word, exact=True)
    box = close.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    close.click()
    expect(page.locator(":popover-open")).to_have_count(0)
    expect(page.locator(".cite button").nth(3)).to_be_focused()
    expect(page.locator(".sources button")).to_have_count(0)


@pytest.mark.parametrize("which", [0, 1])
def test_a_finger_on_another_number_opens_that_one_and_it_stays_where_it_is(
    browser: Browser, address: str, which: int
) -> None:
    with browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(f"{address}/en/{CHAPTER}")
        first, second = (
            page.locator(".prose > p .cite button").nth(0),
            page.locator("h2 ~ p").nth(0),
        )
        other = second.locator(".cite button").nth(which)
        first.evaluate("n => scrollBy(0, n.getBoundingClientRect().top - 200)")
        first.tap()
        expect(page.locator(":popover-open")).to_have_count(1)
        other.evaluate("n => scrollBy(0, n.getBoundingClientRect().top - 400)")
        before = other.bounding_box()
        assert before is not None
        page.touchscreen.tap(before["x"] + 12, before["y"] + 12)
        row = other.get_attribute("popovertarget")
        expect(page.locator(f"#{row}:popover-open")).to_have_count(1)
        expect(page.locator(".prose [style*=margin]")).to_have_count(1)
        after = other.bounding_box()
        assert after is not None
        assert after["y"] == pytest.approx(before["y"], abs=1)


@pytest.mark.parametrize("lang", ["en", "ja", "ko"])
def test_numbers_are_large_enough_for_a_finger(page: Page, address: str, lang: str) -> None:
    """WCAG 2.2, 2.5.8: 24 px each, none over another; a finger has 44 px of height."""
    for key in (PROFILE, "people/kaoru-matsuki/", CHAPTER, "timeline/"):
        page.goto(f"{address}/{lang}/{key}")
        boxes = page.locator(".cite button").evaluate_all(
            """numbers => numbers.map(number => {
                const { left, right, top, width, height } = number.getBoundingClientRect();
                const size = parseFloat(getComputedStyle(number).fontSize);
                const reach = parseFloat(getComputedStyle(number, "::after").height);
                return { left, right, top, width, height, size, reach };
            })"""
        )
        assert len(boxes) > 10
        assert min(min(box["width"], box["height"]) for box in boxes) >= 24
        assert min(box["size"] for box in boxes) >= 12
        assert min(box["reach"] for box in boxes) >= 44
        assert min(box["left"] for box in boxes) >= 0
        assert max(box["right"] for box in boxes) <= 390
        for one, next_one in itertools.pairwise(boxes):
            assert one["top"] != next_one["top"] or next_one["left"] >= one["right"]


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
    expect(page.locator(".prose [style*=margin]")).to_have_count(1)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(":popover-open")).to_have_count(0)
    expect(page.locator(".prose [style*=margin]")).to_have_count(0)
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


def test_a_note_stays_with_its_paragraph_when_the_page_is_scrolled_or_turned(
    page: Page, address: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}/en/{CHAPTER}")
    _, note = opened(page, 3)
    page.evaluate("scrollBy(0, 100)")
    moved = page.locator(":popover-open").bounding_box()
    assert moved is not None
    assert moved["y"] == note["y"] - 100
    block = page.locator(".prose > p[style*=margin]")
    for width in (700, 1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(200)
        turned = page.locator(":popover-open").bounding_box()
        assert turned is not None
        if width == 1280:
            expect(block).to_have_count(0)
            continue
        above = block.bounding_box()
        assert above is not None
        assert (turned["x"], turned["width"]) == (0, width)
        assert 0 < turned["y"] - (above["y"] + above["height"]) < 30
