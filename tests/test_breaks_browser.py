"""Nobody's name is cut at the end of a line, nor a date, nor a number from its counter: measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import FACES, serving
from playwright.sync_api import Browser, Page

from sitegen import pipeline
from sitegen.model import Site
from sitegen.pipeline import Request
from sitegen.problems import Problems

ROOT = Path(__file__).parent.parent
LANGUAGES = ("en", "ja", "ko")
WIDTHS = (320, 340, 360, 375, 393, 414)
"""Pixels: small phones to large ones."""
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
FORMS = {
    "en": rf"\d{{1,2}} (?:{MONTHS})(?: \d{{4}})?|(?:{MONTHS}) \d{{4}}",
    "ja": r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月|[\d,]+(?:万人|年代|歳|人|件|つ|年|月|日|回)",
    "ko": r"(?:\d{4}년 )?\d{1,2}월 \d{1,2}일|\d{4}년 \d{1,2}월|[\d,]+(?:명|세|건|개국|일|년)|(?<![가-힣])(?:두|한) 사람",
}
"""Dates and numbers with their counters, as each language writes them."""
APART = ".profile h1, .standing .name"
"""Where the name is the picture, its parts may stand below each other; no part is ever cut."""

BROKEN = """([names, parts, forms, apart]) => {
    const root = document.documentElement, found = [];
    const blocks = new Map();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
        const parent = node.parentElement;
        if (parent.closest('rt, rp, script, style, .cite, .hidden, .sources')) continue;
        if (parent.closest('[lang]').lang !== root.lang) continue;
        let block = parent;
        while (getComputedStyle(block).display.startsWith('inline')
            || getComputedStyle(block).display.startsWith('ruby')) block = block.parentElement;
        if (!blocks.has(block)) blocks.set(block, []);
        blocks.get(block).push(node);
    }
    const lines = (nodes, start, end, across) => {
        const spans = [];
        let at = 0;
        for (const node of nodes) {
            const from = Math.max(start - at, 0), to = Math.min(end - at, node.data.length);
            at += node.data.length;
            if (from >= to) continue;
            const range = document.createRange();
            range.setStart(node, from);
            range.setEnd(node, to);
            for (const box of range.getClientRects()) {
                if (box.width && box.height) spans.push(across ? [box.left, box.right] : [box.top, box.bottom]);
            }
        }
        if (!spans.length) return 0;
        const [low, high] = spans[0], middle = (low + high) / 2;
        return spans.every(([a, b]) => a < middle && middle < b) ? 1 : 2;
    };
    let seen = 0;
    for (const [block, nodes] of blocks) {
        const text = nodes.map(node => node.data).join('');
        const inPicture = block.closest(apart) || block.querySelector(apart);
        const across = getComputedStyle(nodes[0].parentElement).writingMode.startsWith('vertical');
        for (const source of [inPicture ? parts : names, forms]) {
            for (const match of text.matchAll(new RegExp(source, 'g'))) {
                const count = lines(nodes, match.index, match.index + match[0].length, across);
                seen += count > 0;
                if (count > 1) found.push(match[0] + ' in ' + text.trim().slice(0, 60));
            }
        }
    }
    return [seen, found];
}"""


@pytest.fixture(scope="module")
def out(real_site: Path) -> Path:
    return real_site


@pytest.fixture(scope="module")
def site() -> Site:
    return pipeline.prepare(Request(ROOT), Problems()).site


@pytest.fixture(scope="module")
def address(out: Path) -> Iterator[str]:
    with serving(out) as url:
        yield url


def names(site: Site, lang: str) -> tuple[str, str]:
    """Patterns of the seventeen names, whole, and of their parts."""
    whole = [re.escape(site.name(person, lang).text) for person in site.people.values()]
    assert len(whole) == 17
    kept = (person.facts.name[lang] for person in site.people.values())
    parts = {part for name in kept for part in (name.given, name.family) if part}
    return "|".join(whole), "|".join(sorted(re.escape(part) for part in parts if len(part) > 1))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_name_date_or_counter_is_cut_on_any_phone(
    lang: str, site: Site, browser: Browser, address: str, out: Path
) -> None:
    """Every page of the language is loaded once, then made as narrow and as wide as phones are."""
    arguments = [*names(site, lang), FORMS[lang], APART]
    seen, broken = 0, []
    with browser.new_page() as page:
        for path in sorted((out / lang).rglob("index.html")):
            page.goto(f"{address}/{path.relative_to(out).as_posix()}")
            page.evaluate(FACES)
            for width in WIDTHS:
                count, found = measured(page, width, arguments)
                seen += count
                broken += [
                    f"{path.parent.relative_to(out)} at {width} px: {text}" for text in found
                ]
    assert seen > 2000
    assert broken == [], "\n".join(broken)


def measured(page: Page, width: int, arguments: list[Any]) -> tuple[int, list[str]]:
    page.set_viewport_size({"width": width, "height": 800})
    count, found = page.evaluate(BROKEN, arguments)
    return int(count), list(found)


def test_the_measure_finds_what_is_cut(browser: Browser, address: str, site: Site) -> None:
    """Without the rule for kept pieces, Japanese names and dates are cut somewhere."""
    with browser.new_page() as page:
        page.goto(f"{address}/ja/chapters/talks/")
        page.evaluate(
            "document.querySelectorAll('.nb').forEach(span => span.classList.remove('nb'))"
        )
        found = [
            text
            for width in WIDTHS
            for text in measured(page, width, [*names(site, "ja"), FORMS["ja"], APART])[1]
        ]
    assert any("年" in text for text in found)


LOOSE = """() => [...document.querySelectorAll('.prose .cite, .event .cite')].flatMap(cite => {
    const box = (node, at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getClientRects()[0];
    };
    const last = node => node.nodeType === 3 ? node : last(node.lastChild);
    const buttons = [...cite.querySelectorAll('button')].map(b => b.getBoundingClientRect());
    const before = [], after = [];
    if (cite.previousSibling && !cite.closest('.when')) {
        const text = last(cite.previousSibling);
        before.push(box(text, text.data.length - 1));
    }
    const next = cite.nextSibling;
    if (next?.nodeType === 3 && /^[。、.,]/.test(next.data)) after.push(box(next, 0));
    const together = (line, boxes) => boxes.every(b => b.bottom > line.top && b.top < line.bottom);
    return together(buttons[0], before) && together(buttons.at(-1), after) ? [] : [cite.parentElement.textContent];
})"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_number_stays_with_its_word_and_the_last_with_its_full_stop(
    lang: str, browser: Browser, address: str
) -> None:
    with browser.new_page() as page:
        for key in ("chapters/talks", "people/megumi-yokota", "timeline"):
            page.goto(f"{address}/{lang}/{key}/")
            for width in (*WIDTHS, 900, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate(LOOSE) == [], width
