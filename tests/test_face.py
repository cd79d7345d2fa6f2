"""What a reader sees and what the scripts add, in a real browser: theme, filter, counts, paper."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from test_browser import LANGUAGES, PAGES
from test_contrast import contrast

PROFILE = "people/megumi-yokota/"

CONTRAST = """() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgba = (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const hex = (c) => "#" + c.slice(0, 3).map((n) => n.toString(16).padStart(2, "0")).join("");
    const ground = (element) => {
        for (let e = element; e; e = e.parentElement) {
            const colour = rgba(getComputedStyle(e).backgroundColor);
            if (colour[3] === 255) return hex(colour);
        }
        return "#ffffff";
    };
    const found = {};
    for (const e of document.querySelectorAll("body *")) {
        const text = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
        // The last row of names stands in a sea that a neighbour draws.
        if (!text || !e.checkVisibility() || e.closest(".standing .facts, svg, .hidden, .skip")) continue;
        found[hex(rgba(getComputedStyle(e).color)) + " " + ground(e)] = e.textContent.trim().slice(0, 40);
    }
    return found;
}"""
"""Each pair of colours of a text and of what is painted below it, with a text as an example."""


def test_the_theme_is_there_before_the_first_paint_and_stays(page: Page, address: str) -> None:
    """The choice is kept without a cookie, and no style sheet has to arrive first."""
    page.goto(f"{address}en/")
    root = page.locator("html")
    dark = page.get_by_role("button", name="Dark")
    expect(page.get_by_role("button", name="As on this device")).to_have_attribute(
        "aria-pressed", "true"
    )
    dark.click()
    expect(root).to_have_attribute("data-theme", "dark")
    expect(dark).to_have_attribute("aria-pressed", "true")
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => null);
        new MutationObserver(() => {
            if (document.body && window.early === undefined)
                window.early = document.documentElement.dataset.theme || "none";
        }).observe(document, { childList: true, subtree: true });"""
    )
    page.goto(f"{address}ja/{PROFILE}")
    assert page.evaluate("window.early") == "dark"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.get_by_role("button", name="端末に合わせる").click()
    assert page.evaluate("document.documentElement.dataset.theme") is None
    assert page.evaluate("localStorage.length") == 0


def test_people_can_be_asked_for_by_status_year_and_place(page: Page, address: str) -> None:
    """The count is said, empty years go, and the address can be passed on."""
    page.goto(f"{address}en/people/")
    rows = page.locator(".roll li")
    page.locator("summary").first.click()
    page.get_by_role("radio", name="Came home").check(force=True)
    expect(page.get_by_role("status")).to_have_text("5 of 17 people shown")
    assert rows.locator("visible=true").count() == 5
    page.get_by_role("radio", name="Niigata").check(force=True)
    expect(page.get_by_role("status")).to_have_text("3 of 17 people shown")
    assert page.url.endswith("/en/people/?status=returned&area=niigata")
    expect(page.locator("#page-awaited")).to_be_hidden()
    page.get_by_role("link", name="日本語").click()
    assert page.url.endswith("/ja/people/?status=returned&area=niigata")
    expect(page.get_by_role("status")).to_have_text("17人のうち3人を表示")


def test_without_a_script_the_list_is_whole_and_offers_no_button(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}en/people/")
    assert page.locator(".roll li").locator("visible=true").count() == 17
    assert (
        page.locator("button, input").locator("visible=true").count()
        == page.locator(".cite button").locator("visible=true").count()
    )
    expect(page.get_by_role("link", name="Twelve have not come home")).to_be_visible()
    context.close()


def test_the_language_switch_keeps_the_anchor(page: Page, address: str) -> None:
    page.goto(f"{address}en/{PROFILE}#what-happened")
    page.get_by_role("link", name="한국어").click()
    assert page.url == f"{address}ko/{PROFILE}#what-happened"


@pytest.mark.parametrize(("lang", "days"), [("en", "17,990 days"), ("ja", "17,990日")])
def test_days_are_counted_on_in_japan(browser: Browser, address: str, lang: str, days: str) -> None:
    """At 15:30 UTC on 15 February 2027 it is the 16th in Japan."""
    context = browser.new_context()
    page = context.new_page()
    page.clock.set_fixed_time("2027-02-15T15:30:00Z")
    page.goto(f"{address}{lang}/{PROFILE}")
    expect(page.locator(".num:has([data-since])")).to_have_text(days)
    expect(page.locator("time[data-until]").first).to_have_attribute("datetime", "2027-02-16")
    page.clock.set_fixed_time("2020-01-01T00:00:00Z")
    page.reload()
    expect(page.locator("time[data-until]").first).to_have_attribute(
        "datetime", re.compile("^2026-")
    )
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_far_enough_from_what_it_stands_on(
    browser: Browser, address: str, scheme: str
) -> None:
    """As computed on the page: 7:1 (WCAG 2.2, 1.4.6)."""
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for key in PAGES:
        page.goto(f"{address}ja/{key}")
        pairs = page.evaluate(CONTRAST)
        low = {pair: text for pair, text in pairs.items() if contrast(*pair.upper().split()) < 7}
        assert low == {}, f"{key} in the {scheme}"
    context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_profile_prints_on_one_sheet_of_a4(page: Page, address: str, lang: str) -> None:
    """The longest ones, with the address of the page and of each document."""
    for slug in ("megumi-yokota", "keiko-arimoto", "fukie-chimura"):
        page.goto(f"{address}{lang}/people/{slug}/")
        pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert len(pages) == 1, slug
        box = pages[0].mediabox
        assert (round(box.width), round(box.height)) == (595, 842)
        text = re.sub(r"\s", "", pages[0].extract_text())
        assert f"/{lang}/people/{slug}/" in text
        assert "https://www" in text or "http://www" in text


def test_every_button_can_be_reached_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}ko/people/")
    wanted = page.locator("button:visible, summary:visible").count()
    seen = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        place = page.evaluate(
            """[...document.querySelectorAll("button, summary")].indexOf(document.activeElement)"""
        )
        seen.add(place)
        if page.evaluate("document.activeElement === document.body"):
            break
    assert len(seen - {-1}) == wanted


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_profile_s_first_screen_says_whether_the_person_is_home(
    page: Page, address: str, lang: str
) -> None:
    """On a phone, whatever the name, the place and the moon of that evening take."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}{lang}/people/")
    links = page.eval_on_selector_all(".roll a", "links => links.map(a => a.href)")
    assert len(links) == 17
    for link in links:
        page.goto(link)
        box = page.locator(".facts .status").bounding_box()
        assert box
        assert box["y"] + box["height"] <= 844, link


def test_what_is_demanded_stands_under_the_status_of_those_awaited_alone(
    page: Page, address: str
) -> None:
    page.goto(f"{address}en/{PROFILE}")
    page.get_by_role("link", name="every abductee whose safety is unknown is alive").click()
    assert page.url == f"{address}en/chapters/japan-position/"
    page.goto(f"{address}en/people/hitomi-soga/")
    expect(page.locator(".position")).to_have_count(0)


@pytest.mark.parametrize("lang", ["en", "ja", "ko"])
def test_the_languages_stand_in_one_row_on_every_screen(
    page: Page, address: str, lang: str
) -> None:
    page.goto(f"{address}{lang}/")
    for width in (320, 360, 390, 412, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        box = page.locator(".tongues").bounding_box()
        assert box is not None
        assert box["height"] < 60, width
