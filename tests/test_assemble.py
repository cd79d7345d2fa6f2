"""Records to one site: addresses, originals, order, anchors, and what the site answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from helpers import TODAY, Folder, page, pigeon, shown
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.assemble import assemble
from sitegen.markup.document import parse
from sitegen.model import Kind, Page, Text, full_name
from sitegen.problems import Problems
from sitegen.records import Name
from sitegen.schema import Records


def complaints(folder: Folder) -> list[str]:
    problems = Problems()
    folder.site(problems)
    return shown(problems)


def headed(folder: Folder, *headings: str) -> tuple[str, ...]:
    """The anchors of a page with these headings."""
    folder.write("content/pt/about.md", page("x", "".join(f"## {h}\n\n" for h in headings)))
    return folder.site().anchors["about"]


def test_a_right_folder_becomes_a_site(tmp_path: Path) -> None:
    site = Folder(tmp_path).site()
    assert site.today == TODAY
    assert list(site.originals) == [
        "about",
        "chapters",
        "chapters/agua",
        "chapters/vento",
        "index",
        "people",
        "people/aurora",
        "people/bravo",
        "people/ciro",
    ]


# --- addresses


def test_two_files_with_one_address_are_an_error(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/pt/about/index.md", page("Sobre"))
    assert complaints(folder) == [
        "content/pt/about/index.md:1: has the same address as content/pt/about.md (/pt/about/); "
        "keep one of them"
    ]


def test_the_original_is_the_page_in_the_source_language(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/ar/extra.md", page("x"))
    folder.write("content/fi/extra.md", page("x"))
    originals = folder.site().originals
    assert originals["about"].lang == "pt"
    assert originals["extra"].lang == "fi"


def test_a_site_needs_its_home_page(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    for code in ("pt", "fi", "ar"):
        folder.delete(f"content/{code}/index.md")
    assert complaints(folder) == ["content/pt/index.md:1: is missing; a site needs its home page"]


# --- people


def test_every_record_needs_a_profile(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.delete("content/pt/people/bravo.md")
    assert complaints(folder) == [
        "content/people/bravo.yaml:1: this person has no profile; write content/pt/people/bravo.md"
    ]


def test_every_profile_needs_a_record(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.delete("content/people/bravo.yaml")
    assert complaints(folder) == [
        "content/pt/people/bravo.md:1: there is no record content/people/bravo.yaml for this "
        "profile; add it, or rename the page"
    ]


def test_the_returned_come_last_and_the_others_by_date(tmp_path: Path) -> None:
    """Ciro was the first to go and has returned; a vaguer date follows what it contains."""
    site = Folder(tmp_path).site()
    assert list(site.people) == ["people/aurora", "people/bravo", "people/ciro"]
    assert [person.awaited for person in site.people.values()] == [True, True, False]


def test_ties_follow_the_case_and_its_list(tmp_path: Path) -> None:
    """One date: lower case first, then as the case lists its people, then by name."""
    folder = Folder(tmp_path)
    for slug, case in (("aurora", 1), ("bravo", 1), ("ciro", 2), ("zeta", 1), ("alfa", 1)):
        folder.write(f"content/people/{slug}.yaml", pigeon(slug, case, "2003-06-12"))
        folder.write(f"content/pt/people/{slug}.md", "---\nsummary: x\n---\nx\n")
    folder.delete("content/fi/people/aurora.md")
    assert [key.rpartition("/")[2] for key in folder.site().people] == [
        "bravo",
        "aurora",
        "alfa",
        "zeta",
        "ciro",
    ]


# --- anchors


@pytest.mark.parametrize(
    ("headings", "anchors"),
    [
        (["Quem somos", "Ação & Reação!"], ("quem-somos", "acao-reacao")),
        (["日本", "Nomes", "ثلاث"], ("section-1", "nomes", "section-3")),
        (["Ar", "Ar", "ar!"], ("ar", "ar-2", "ar-3")),
        (["**Ar** `puro`"], ("ar-puro",)),
        (["1999"], ("1999",)),
    ],
)
def test_anchors_come_from_the_words(
    tmp_path: Path, headings: list[str], anchors: tuple[str, ...]
) -> None:
    assert headed(Folder(tmp_path), *headings) == anchors


Anchors = Callable[[list[str]], tuple[str, ...]]


@pytest.fixture(scope="module")
def anchors_of(tmp_path_factory: pytest.TempPathFactory) -> Anchors:
    """The anchors of a page with these headings; a function, so that a failure prints no site."""
    base = Folder(tmp_path_factory.mktemp("base")).site()

    def anchors(words: list[str]) -> tuple[str, ...]:
        body = parse("".join(f"## {word}\n\n" for word in words), "p.md", 1, Problems())
        only = Page("about", "pt", Kind.PAGE, "p.md", "x", "x", body)
        records = Records([], [only], base.places, base.cases, base.documents, base.words)
        return assemble(records, base.config, TODAY, Problems()).anchors["about"]

    return anchors


@given(words=st.lists(st.sampled_from(["Ar", "Ar 2", "Ar 3", "日本", "Section 2"]), max_size=6))
@example(words=["Ar 3", "Ar", "Ar"])
@example(words=["日本", "Section 1"])
def test_no_two_headings_share_an_anchor(anchors_of: Anchors, words: list[str]) -> None:
    ids = anchors_of(words)
    assert len(ids) == len(words)
    assert len(set(ids)) == len(ids)


def test_a_translation_takes_the_anchors_of_its_original(tmp_path: Path) -> None:
    site = Folder(tmp_path).site()
    assert site.heading_ids(site.pages["about", "fi"]) == ("quem-somos", "nomes")


def test_a_translation_with_more_or_fewer_headings_still_has_anchors(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/fi/about.md", page("x", "## a\n\n## b\n\n## c\n\n"))
    folder.write("content/ar/about.md", page("x", "## a\n\n"))
    site = folder.site()
    assert site.heading_ids(site.pages["about", "fi"]) == ("quem-somos", "nomes", "section-3")
    assert site.heading_ids(site.pages["about", "ar"]) == ("quem-somos",)


def test_an_extra_heading_does_not_take_an_anchor_that_is_used(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/pt/about.md", page("x", "## Section 2\n\n"))
    folder.write("content/fi/about.md", page("x", "## a\n\n## b\n\n"))
    site = folder.site()
    ids = site.heading_ids(site.pages["about", "fi"])
    assert len(set(ids)) == 2


# --- what the site answers


def test_versions_come_in_the_order_of_the_languages(tmp_path: Path) -> None:
    site = Folder(tmp_path).site()
    assert list(site.versions("index")) == ["pt", "fi", "ar"]
    assert list(site.versions("about")) == ["pt", "fi"]
    assert site.versions("nowhere") == {}


def test_keys_of_a_kind(tmp_path: Path) -> None:
    """People as the lists have them; chapters as site.toml has them, then by key."""
    site = Folder(tmp_path).site()
    assert site.keys(Kind.PERSON) == ["people/aurora", "people/bravo", "people/ciro"]
    assert site.keys(Kind.CHAPTER) == ["chapters/vento", "chapters/agua"]
    assert site.keys(Kind.PAGE) == ["about"]


def test_names_are_put_together_and_borrowed_by_language(tmp_path: Path) -> None:
    site = Folder(tmp_path).site()
    aurora, bravo = site.people["people/aurora"], site.people["people/bravo"]
    assert site.name(aurora, "pt") == Text("Aurora Branca", "pt")
    assert site.name(aurora, "fi") == Text("Valkoinen Aurora", "fi")
    assert site.name(aurora, "ar") == Text("Valkoinen Aurora", "fi")
    assert site.name(bravo, "ar") == Text("Bravo", "pt")
    assert site.name(aurora, "fi", then=True) == Text("Aurorinha", "pt")
    assert site.reading(aurora, "fi") == "aurora"
    assert site.reading(aurora, "ar") is None


def test_places_and_cases_are_borrowed_too(tmp_path: Path) -> None:
    site = Folder(tmp_path).site()
    assert site.place_name("serra", "ar") == Text("vuori", "fi")
    assert site.place_name("mar", "ar") == Text("o mar", "pt")
    assert site.case_name(2, "fi") == Text("a tempestade", "pt")


def test_titles(tmp_path: Path) -> None:
    """A profile is called by the name, a page by its title here or else the original's."""
    site = Folder(tmp_path).site()
    assert site.title("people/aurora", "fi") == Text("Valkoinen Aurora", "fi")
    assert site.title("about", "fi") == Text("Tietoa", "fi")
    assert site.title("about", "ar") == Text("Sobre", "pt")


def test_lenders_end_even_in_a_circle(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert list(folder.site().lenders("ar")) == ["ar", "fi", "pt"]
    folder.replace("site.toml", 'names_from = "pt"', 'names_from = "ar"')
    assert list(folder.site().lenders("ar")) == ["ar", "fi"]


@pytest.mark.parametrize(
    ("name", "pattern", "text"),
    [
        (Name(given="A", family="B"), "{family} {given}", "B A"),
        (Name(given="A", family="B"), "{family}{given}", "BA"),
        (Name(given="A"), "{given} {family}", "A"),
        (Name(family="B"), "{given} {family}", "B"),
    ],
)
def test_a_missing_part_leaves_no_gap(name: Name, pattern: str, text: str) -> None:
    assert full_name(name, pattern) == text


def test_a_site_is_read_only(tmp_path: Path) -> None:
    """What a template or a check could change, the next page would see."""
    site = Folder(tmp_path).site()
    for name in ("pages", "originals", "anchors", "people", "words", "tones"):
        with pytest.raises(AttributeError):
            getattr(site, name).clear()
    with pytest.raises(FrozenInstanceError):
        site.pages = {}  # type: ignore[misc]
