"""The good site, whole: its golden output, and what must hold for any site.

`pytest --update` writes the golden output anew; then read the diff.
"""

from __future__ import annotations

import copy
import difflib
import json
import posixpath
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from goodsite import CODES, FILES, GOLDEN, NOTE, STRINGS, WARNINGS, Copy, invoke, snapshot

from sitegen import pipeline
from sitegen.problems import Problems
from sitegen.render import Renderer
from sitegen.views import Options, View, views

BASE = "https://pombos.example/tres/"
STUBS = ("ar/chapters/regresso/index.html", "fi/people/neblina/index.html", "ar/search/index.html")
"""The addresses whose text is not translated."""

Pages = dict[str, BeautifulSoup]


def parsed(folder: Path) -> Pages:
    """Every page of a built site by its path."""
    return {
        path.relative_to(folder).as_posix(): BeautifulSoup(path.read_text("utf-8"), "lxml")
        for path in sorted(folder.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def pages(published: Path) -> Pages:
    return parsed(published)


def alternates(soup: BeautifulSoup) -> dict[str, str]:
    links = soup.find_all("link", rel="alternate")
    return {str(link["hreflang"]): str(link["href"]) for link in links}


def canonical(soup: BeautifulSoup) -> str | None:
    link = soup.find("link", rel="canonical")
    return str(link["href"]) if isinstance(link, Tag) else None


def addresses(soup: BeautifulSoup) -> Iterator[str]:
    """What a browser follows or loads inside the site: canonical and alternates are only read."""
    for tag in soup.find_all(True):
        rel = tag.get_attribute_list("rel")
        if tag.name == "link" and {"canonical", "alternate"} & set(rel):
            continue
        for name in ("href", "src"):
            value = tag.get(name)
            if value is not None and not urlsplit(str(value)).scheme:
                yield str(value)


def lines(data: bytes | str) -> list[str]:
    text = data.decode("utf-8", "backslashreplace") if isinstance(data, bytes) else data
    return text.splitlines()


def address_of(path: str) -> str:
    return BASE + path.removesuffix("index.html")


def prepare(site: Copy) -> tuple[list[View], Renderer]:
    """Everything up to the first template, in this process."""
    prepared = pipeline.prepare(pipeline.Request(site.root), Problems())
    renderer = Renderer(
        site.root, prepared.site.config, prepared.translations, prepared.site.typesetters
    )
    return list(views(prepared.site, Options())), renderer


# The whole, byte for byte


def test_the_output_is_the_golden_one(published: Path, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        shutil.copytree(published, GOLDEN)
    built, golden = snapshot(published), snapshot(GOLDEN)
    assert sorted(built) == sorted(golden)
    for path in built:
        diff = difflib.unified_diff(
            lines(golden[path]), lines(built[path]), f"good.golden/{path}", "built", lineterm=""
        )
        if path.startswith("static/photos/"):
            continue  # another release of the encoder may write other bytes
        assert built[path] == golden[path], "\n".join(diff)


def test_the_golden_site_has_every_page_in_every_language(pages: Pages) -> None:
    keys = {path.partition("/")[2] for path in pages if path.partition("/")[0] in CODES}
    assert keys == {
        "index.html", "about/index.html", "glossary/index.html", "map/index.html", "chapters/index.html", "chapters/regresso/index.html",
        "chapters/vento/index.html", "people/index.html", "people/aurora/index.html",
        "people/neblina/index.html", "people/trovao/index.html", "corrections/index.html",
        "updates/index.html", "search/index.html", "timeline/index.html",
    }  # fmt: skip
    assert set(pages) == {f"{code}/{key}" for code in CODES for key in keys} | {
        "index.html",
        "404.html",
    }


def test_the_build_says_what_it_checked(good: Copy) -> None:
    done = invoke("--root", good.root)
    assert done.stdout.splitlines() == [
        f"Checked 42 pages, 3 languages, 3 people, 4 sources, {STRINGS} interface strings:"
        f" 0 errors, {len(WARNINGS)} warnings.",
        f"Built {good.out} ({FILES} files).",
    ]
    assert done.stderr.splitlines() == [*WARNINGS, NOTE]


# What is announced


def test_alternates_are_reciprocal_and_name_the_page_itself(pages: Pages) -> None:
    by_address = {address_of(path): path for path in pages}
    announced = [path for path in pages if alternates(pages[path])]
    assert len(announced) == 42 + 1
    for path in announced:
        own = alternates(pages[path])
        assert canonical(pages[path]) == address_of(path)
        assert address_of(path) in own.values()
        for lang, address in own.items():
            other = by_address[address]
            if lang == "x-default":
                continue
            assert other.startswith(f"{lang}/")
            assert alternates(pages[other]) == own


def test_x_default_is_the_language_choice_for_the_home_page_and_else_the_original(
    pages: Pages,
) -> None:
    for path, soup in pages.items():
        found = alternates(soup).get("x-default")
        if path in STUBS or path == "404.html":
            assert found is None
        elif path == "index.html" or path in {f"{code}/index.html" for code in CODES}:
            assert found == BASE
        else:
            assert found == f"{BASE}pt/{path.partition('/')[2].removesuffix('index.html')}"


def test_a_page_that_is_not_translated_is_announced_nowhere(pages: Pages, published: Path) -> None:
    sitemap = (published / "sitemap.xml").read_text("utf-8")
    for path in STUBS:
        soup = pages[path]
        assert alternates(soup) == {}
        assert canonical(soup) is None
        robots = soup.find("meta", attrs={"name": "robots"})
        assert isinstance(robots, Tag)
        assert robots["content"] == "noindex"
        assert f">{address_of(path)}<" not in sitemap
        assert f'"{address_of(path)}"' not in sitemap
        for other in pages.values():
            assert address_of(path) not in alternates(other).values()
    others = [path for path in pages if path not in (*STUBS, "404.html")]
    assert not any(pages[path].find("meta", attrs={"name": "robots"}) for path in others)


def test_a_page_that_is_not_translated_gives_the_facts_and_a_link_to_the_original(
    pages: Pages,
) -> None:
    stub = pages["fi/people/neblina/index.html"]
    assert stub.h1 is not None
    assert stub.h1.get_text() == "Usva"
    assert "21. syyskuuta 2018" in stub.get_text()
    assert "Um barco viu-a" not in stub.get_text()
    original = stub.select_one('main a[hreflang="pt"]')
    assert original is not None
    assert original["href"] == "../../../pt/people/neblina/"


def test_the_sitemap_lists_the_translated_pages_and_nothing_else(
    pages: Pages, published: Path
) -> None:
    soup = BeautifulSoup((published / "sitemap.xml").read_bytes(), "xml")
    listed = [tag.get_text() for tag in soup.find_all("loc")]
    expected = {address_of(path) for path in pages if path not in (*STUBS, "404.html")}
    assert len(listed) == len(set(listed))
    assert set(listed) == expected
    for row in soup.find_all("url"):
        assert isinstance(row, Tag)
        loc = row.find("loc")
        assert loc is not None
        path = next(path for path in pages if address_of(path) == loc.get_text())
        found = {str(link["hreflang"]): str(link["href"]) for link in row.find_all("link")}
        assert found == alternates(pages[path])


def test_robots_txt_names_the_sitemap_and_jekyll_is_off(published: Path) -> None:
    robots = (published / "robots.txt").read_text("utf-8").splitlines()
    assert f"Sitemap: {BASE}sitemap.xml" in robots
    assert (published / ".nojekyll").read_bytes() == b""


# Languages


def test_each_page_says_its_language_and_direction(pages: Pages) -> None:
    for path, soup in pages.items():
        code = path.partition("/")[0] if "/" in path else "pt"
        assert soup.html is not None
        assert soup.html["lang"] == code
        assert soup.html["dir"] == ("rtl" if code == "ar" else "ltr")


def test_dates_stand_in_the_form_of_each_language_and_are_never_completed(pages: Pages) -> None:
    forms = {"pt": "setembro de 2018", "fi": "syyskuu 2018", "ar": "سبتمبر 2018"}
    for code, form in forms.items():
        time = pages[f"{code}/people/aurora/index.html"].time
        assert time is not None
        assert time.get_text() == form
        assert time["datetime"] == "2018-09"


def test_borrowed_names_carry_the_language_and_direction_they_come_from(pages: Pages) -> None:
    heading = pages["ar/chapters/regresso/index.html"].h1
    assert heading is not None
    assert heading.decode_contents() == (
        '<span dir="ltr" lang="pt">Porque voltam os pombos?</span>'
    )
    assert pages["fi/people/trovao/index.html"].h1 is not None
    name = pages["fi/people/aurora/index.html"].h1
    assert name is not None
    assert name.decode_contents() == '<span lang="pt">Aurora da Serra</span>'


def test_anchors_are_the_same_in_every_language(pages: Pages) -> None:
    ids = [
        [tag["id"] for tag in pages[f"{code}/people/aurora/index.html"].select("h2[id]")]
        for code in CODES
    ]
    assert ids == [["a-partida", "a-anilha"]] * 3


def test_the_language_switch_stays_on_the_page(pages: Pages) -> None:
    for path, soup in pages.items():
        code, _, rest = path.partition("/")
        if code not in CODES:
            continue
        rows = soup.select("nav a[hreflang]")
        assert [row["hreflang"] for row in rows] == list(CODES)
        for row in rows:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), str(row["href"])))
            assert f"{target}/index.html" == f"{row['hreflang']}/{rest}"


def test_the_root_is_a_plain_choice(pages: Pages) -> None:
    root = pages["index.html"]
    assert root.find("script") is None
    assert root.find("meta", attrs={"http-equiv": re.compile("refresh", re.IGNORECASE)}) is None
    links = root.select("a[hreflang]")
    assert [(link["href"], link["lang"]) for link in links] == [(f"{c}/", c) for c in CODES]


def test_a_claim_stands_with_its_claimant_its_date_and_its_answer(pages: Pages) -> None:
    for code, by, when in (
        ("pt", "A falcoaria", "11 de fevereiro de 2019"),
        ("fi", "Haukkatarha", "11. helmikuuta 2019"),
        ("ar", "بيت الصقور", "11 فبراير 2019"),
    ):
        (dispute,) = pages[f"{code}/people/aurora/index.html"].select(".dispute")
        claim, answer = dispute.select("section")
        assert [claim["class"], answer["class"]] == [["claim"], ["answer"]]
        assert claim.p is not None
        assert by in claim.p.get_text()
        assert when in claim.p.get_text()
        assert answer.select(".cite button")


# Addresses


def lead_somewhere(folder: Path, pages: Pages) -> None:
    """Every address on every page is a file below the folder, as a web server would find it."""
    for path, soup in pages.items():
        for address in addresses(soup):
            parts = urlsplit(address)
            assert not parts.path.startswith("/"), f"{path}: {address}"
            target = folder / posixpath.dirname(path) / unquote(parts.path)
            file = target / "index.html" if parts.path.endswith(("/", ".")) else target
            file = folder / path if not parts.path else file
            assert file.is_file(), f"{path}: {address}"


def test_only_the_not_found_page_uses_the_base_path(pages: Pages, published: Path) -> None:
    inside = {path: soup for path, soup in pages.items() if path != "404.html"}
    lead_somewhere(published, inside)
    absolute = list(addresses(pages["404.html"]))
    assert absolute == [
        "/tres/static/site.css", "/tres/pt/", "/tres/pt/search/", "/tres/fi/", "/tres/fi/search/",
        "/tres/ar/",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "base", ["https://a.example/", "http://b.example:8080/x/y/", "https://c/z"]
)
def test_another_base_address_changes_what_is_announced_and_the_not_found_page_only(
    base: str, good: Copy, published: Path
) -> None:
    done = invoke("--root", good.root, "--base-url", base)
    assert done.code == 0, done.stderr
    new, old = snapshot(good.out), snapshot(published)
    base = base.rstrip("/") + "/"
    assert sorted(new) == sorted(old)
    for path, data in old.items():
        if path == "404.html" or isinstance(data, str):
            continue
        assert new[path] == data.replace(BASE.encode(), base.encode()), path
    path = urlsplit(base).path
    assert list(addresses(parsed(good.out)["404.html"])) == [
        f"{path}static/site.css", f"{path}pt/", f"{path}pt/search/", f"{path}fi/",
        f"{path}fi/search/", f"{path}ar/",
    ]  # fmt: skip


def test_with_explicit_index_every_link_is_a_file(good: Copy) -> None:
    done = invoke("--root", good.root, "--explicit-index")
    assert done.code == 0, done.stderr
    for path, soup in parsed(good.out).items():
        if path == "404.html":
            assert "/tres/ar/index.html" in list(addresses(soup))
            continue
        for address in addresses(soup):
            target = unquote(urlsplit(address).path)
            file = good.out / path if not target else good.out / posixpath.dirname(path) / target
            assert file.is_file(), f"{path}: {address}"
        assert all(address.endswith("/") for address in alternates(soup).values())


# Views and templates


def test_every_context_is_plain_data(good: Copy) -> None:
    planned, _ = prepare(good)
    assert len(planned) == 15 * 3 + 4
    for view in planned:
        assert json.loads(json.dumps(view.context, allow_nan=False)) == view.context, view.path


def test_no_two_views_write_the_same_file(good: Copy) -> None:
    planned, _ = prepare(good)
    assert len({view.path for view in planned}) == len(planned)


def test_a_page_is_a_pure_function_of_its_view(good: Copy) -> None:
    """Twice, in any order, with another renderer, from data that went through JSON: one text."""
    planned, renderer = prepare(good)
    first = {view.path: renderer.render(view) for view in planned}
    before = copy.deepcopy([view.context for view in planned])
    second = {view.path: renderer.render(view) for view in reversed(planned)}
    assert [view.context for view in planned] == before, "a template changed its context"
    _, other = prepare(good)
    third = {
        view.path: other.render(
            View(view.path, view.template, view.lang, json.loads(json.dumps(view.context)))
        )
        for view in planned
    }
    assert first == second == third


def test_the_address_of_static_files_has_one_form_in_all_contexts(good: Copy) -> None:
    """A layout shared by pages and the not-found page cannot know which of two forms it gets."""
    planned, _ = prepare(good)
    found = {view.context["static"].endswith("/") for view in planned if "static" in view.context}
    assert len(found) == 1


# What follows found bugs when it was written.


def test_a_link_to_a_section_of_a_page_not_translated_yet_does_not_stop_the_build(
    good: Copy,
) -> None:
    """Missing translations warn. The short page has no such section, so the link leads to its top."""
    good.replace("content/ar/index.md", "(chapters/regresso)", "(chapters/regresso#o-sol)")
    done = invoke("--root", good.root)
    assert (done.code, done.errors) == (0, [])
    assert 'href="chapters/regresso/"' in (good.out / "ar/index.html").read_text("utf-8")


def test_a_link_to_a_section_that_a_translation_lacks_does_not_stop_the_build(good: Copy) -> None:
    """A translation with fewer headings than its original is unfinished, which only warns."""
    for lang in ("pt", "fi"):
        path = f"content/{lang}/index.md"
        good.replace(path, "(chapters/regresso#o-sol)", "(chapters/regresso#o-mapa)")
    good.replace("content/fi/chapters/regresso.md", "## Kartta\n\n", "")
    done = invoke("--root", good.root)
    assert (done.code, done.errors) == (0, [])
    assert 'href="chapters/regresso/"' in (good.out / "fi/index.html").read_text("utf-8")


def test_the_policy_of_a_page_lets_through_what_the_page_uses(pages: Pages) -> None:
    """`style-src 'self'` blocks style attributes, such as markdown-it's for aligned columns."""
    found = {path: tag for path, soup in pages.items() for tag in soup.find_all(style=True)}
    assert found == {}


def test_a_borrowed_title_in_a_link_has_its_direction(pages: Pages) -> None:
    link = pages["ar/people/aurora/index.html"].select_one('main p a[href="../neblina/"] span')
    assert link is not None
    assert link.attrs == {"lang": "pt", "dir": "ltr"}
