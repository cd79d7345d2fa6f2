"""What a first visit costs: each page with the sheets it needs, and the scripts, compressed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from browser import build
from bs4 import BeautifulSoup

PAGE = 14 * 1024
"""What a server may send before it waits for an answer: ten packets (RFC 6928)."""
LONG = 40 * 1024
LONG_PAGES = ("map", "timeline", "glossary", "sources")
SCRIPTS = 5 * 1024


def size(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def weight(page: Path) -> int:
    """The page and the sheets that it waits for; the one for paper is not among them."""
    soup = BeautifulSoup(page.read_text("utf-8"), "lxml")
    sheets = soup.select("link[rel=stylesheet]:not([media=print])")
    assert sheets, page
    files = {(page.parent / str(sheet["href"]).lstrip("/")).resolve() for sheet in sheets}
    return size(page) + sum(map(size, files))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("weight") / "site")


def test_every_page_is_light(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 100
    heavy = {}
    for page in pages:
        limit = LONG if page.parent.name in LONG_PAGES else PAGE
        found = weight(page)
        if found > limit:
            heavy[page.relative_to(site).as_posix()] = found
    assert heavy == {}


def test_the_scripts_are_light(site: Path) -> None:
    assert sum(size(path) for path in (site / "static").glob("*.js")) <= SCRIPTS
