"""One table of pages: addresses, relative links, alternates, and links of prose."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote, urljoin

import pytest
from helpers import Folder, page
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.addresses import (
    LinkError,
    LinkTarget,
    alternates,
    check_link,
    entries,
    path_of,
    relative,
    url,
)
from sitegen.model import Site

BASE = "https://pombos.example/loft/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Folder(tmp_path_factory.mktemp("site")).site()


def test_every_key_has_a_row_in_every_language(site: Site) -> None:
    rows = entries(site)
    assert [(row.key, row.lang) for row in rows] == [
        (key, code) for key in site.originals for code in ("pt", "fi", "ar")
    ]
    assert len({row.path for row in rows}) == len(rows)


def test_a_row_has_a_page_where_the_text_exists(site: Site) -> None:
    pages = {(row.key, row.lang): row.page for row in entries(site)}
    assert pages["about", "fi"] is site.pages["about", "fi"]
    assert pages["about", "ar"] is None


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("index", "fi/index.html"),
        ("about", "fi/about/index.html"),
        ("people/aurora", "fi/people/aurora/index.html"),
    ],
)
def test_paths(site: Site, key: str, path: str) -> None:
    assert path_of(site, key, "fi") == path


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.html", BASE),
        ("pt/index.html", BASE + "pt/"),
        ("pt/about/index.html", BASE + "pt/about/"),
        ("404.html", BASE + "404.html"),
        ("img/a b.svg", BASE + "img/a%20b.svg"),
        ("pt/myindex.html", BASE + "pt/myindex.html"),
    ],
)
def test_absolute_addresses(site: Site, path: str, address: str) -> None:
    assert url(site, path) == address


@pytest.mark.parametrize(
    ("path", "start", "short", "explicit"),
    [
        ("pt/index.html", "pt/index.html", "./", "index.html"),
        ("index.html", "pt/index.html", "../", "../index.html"),
        ("pt/index.html", "index.html", "pt/", "pt/index.html"),
        ("pt/index.html", "pt/about/index.html", "../", "../index.html"),
        (
            "fi/about/index.html",
            "pt/about/index.html",
            "../../fi/about/",
            "../../fi/about/index.html",
        ),
        ("style.css", "pt/about/index.html", "../../style.css", "../../style.css"),
        ("404.html", "404.html", "404.html", "404.html"),
        ("a/ã.svg", "index.html", "a/%C3%A3.svg", "a/%C3%A3.svg"),
    ],
)
def test_relative_addresses(path: str, start: str, short: str, explicit: str) -> None:
    assert relative(path, start, explicit_index=False) == short
    assert relative(path, start, explicit_index=True) == explicit


FILES = st.lists(st.sampled_from(["a", "b", "ç"]), max_size=3).map(
    lambda parts: "/".join([*parts, "index.html"])
)


@given(FILES, FILES, st.booleans())
def test_a_relative_address_leads_to_the_file(path: str, start: str, explicit: bool) -> None:
    """As a browser resolves it, from the page's own address."""
    here = BASE + quote(start if explicit else start.removesuffix("index.html"))
    there = unquote(urljoin(here, relative(path, start, explicit_index=explicit)))
    assert there == BASE + (path if explicit else path.removesuffix("index.html"))
    assert posixpath.basename(there) == ("index.html" if explicit else "")


def test_alternates_of_the_home_page_end_in_the_language_choice(site: Site) -> None:
    assert alternates(site, "index") == [
        ("pt", BASE + "pt/"),
        ("fi", BASE + "fi/"),
        ("ar", BASE + "ar/"),
        ("x-default", BASE),
    ]


def test_alternates_name_only_what_exists_and_end_in_the_original(site: Site) -> None:
    assert alternates(site, "about") == [
        ("pt", BASE + "pt/about/"),
        ("fi", BASE + "fi/about/"),
        ("x-default", BASE + "pt/about/"),
    ]


def test_the_default_is_the_original_in_whatever_language(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/ar/extra.md", page("x"))
    assert alternates(folder.site(), "extra") == [
        ("ar", BASE + "ar/extra/"),
        ("x-default", BASE + "ar/extra/"),
    ]


# --- links of prose


def checked(site: Site, target: str) -> LinkTarget:
    return check_link(site, site.pages["about", "pt"], target)


@pytest.mark.parametrize(
    ("target", "result"),
    [
        ("index", LinkTarget(None, "index", "")),
        ("people/aurora", LinkTarget(None, "people/aurora", "")),
        ("about#nomes", LinkTarget(None, "about", "nomes")),
        ("#nomes", LinkTarget(None, "about", "nomes")),
        ("https://a.example/x#y", LinkTarget("https://a.example/x#y", "", "")),
        ("HTTP://a.example", LinkTarget("HTTP://a.example", "", "")),
        ("mailto:a@a.example", LinkTarget("mailto:a@a.example", "", "")),
    ],
)
def test_links_that_lead_somewhere(site: Site, target: str, result: LinkTarget) -> None:
    assert checked(site, target) == result


KEYS = "(a link names a page key, like 'about' or 'about#section')"


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("nowhere", f"there is no page 'nowhere' {KEYS}"),
        ("abuot", f"there is no page 'abuot', did you mean 'about'? {KEYS}"),
        ("about.md", f"there is no page 'about.md', did you mean 'about'? {KEYS}"),
        ("/pt/about/", f"there is no page '/pt/about/', did you mean 'about'? {KEYS}"),
        ("../about.html", f"there is no page '../about.html', did you mean 'about'? {KEYS}"),
        ("people/index.md", f"there is no page 'people/index.md', did you mean 'people'? {KEYS}"),
        (
            "about#nome",
            "page 'about' has no anchor '#nome', did you mean 'nomes'? "
            "(its anchors: quem-somos, nomes)",
        ),
        ("index#zzz", "page 'index' has no anchor '#zzz' (its anchors: none)"),
        (
            "javascript:alert(1)",
            "'javascript:alert(1)' is not an address a reader can follow; "
            "use https://… or a page key",
        ),
        ("data:x", "'data:x' is not an address a reader can follow; use https://… or a page key"),
        ("https:", "'https:' is not an address a reader can follow; use https://… or a page key"),
        (
            "https:/a.example",
            "'https:/a.example' is not an address a reader can follow; use https://… or a page key",
        ),
        ("mailto:", "'mailto:' is not an address a reader can follow; use https://… or a page key"),
    ],
)
def test_links_that_lead_nowhere(site: Site, target: str, message: str) -> None:
    with pytest.raises(LinkError) as caught:
        checked(site, target)
    assert str(caught.value) == message


def test_an_anchor_is_the_same_in_every_language(site: Site) -> None:
    target = check_link(site, site.pages["about", "fi"], "#quem-somos")
    assert target == LinkTarget(None, "about", "quem-somos")


def test_a_link_without_a_target_is_an_error(site: Site) -> None:
    """`[text]()` was meant to lead somewhere."""
    with pytest.raises(LinkError):
        checked(site, "")


@pytest.fixture(scope="module")
def check(site: Site) -> Callable[[str], LinkTarget]:
    """Takes a target apart on the page `about`; a function, so that a failure prints no site."""
    return lambda target: checked(site, target)


@given(target=st.one_of(st.text(max_size=30), st.text("abhtps:/.#[]@% \n", max_size=30)))
@example(target="https://[")
@example(target="https://a℀b/")
def test_whatever_the_target_only_a_link_error_is_raised(
    check: Callable[[str], LinkTarget], target: str
) -> None:
    try:
        result = check(target)
    except LinkError:
        return
    assert result.external == (None if result.key else target)
