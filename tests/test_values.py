"""Named values: what each is, how each language writes it, and what a wrong one is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from goodsite import Copy, invoke
from helpers import Folder, shown

from sitegen.markup.document import plain_text
from sitegen.model import Site
from sitegen.problems import Problems
from sitegen.values import NAMES, Values, fill

PEOPLE = "(people: aurora, bravo, ciro)"
LIST = f"(values: {', '.join(NAMES)})"
PT = """\
words: {1: um, 2: dois, 3: três}
dated:
  age-today: {one: '{number} ano (a {date})', other: '{number} anos (a {date})'}
  years-since: {one: '{number} ano (a {date})', other: '{number} anos (a {date})'}
  days-since: {one: '{number} dia (a {date})', other: '{number} dias (a {date})'}
"""
AR = "dated: {years-since: {two: 'سنتان، {number}، {date}', other: '{number} سنة ({date})'}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path)
    made.write("content/pt/values.yaml", PT)
    made.write("content/ar/values.yaml", AR)
    return made


@pytest.fixture
def site(folder: Folder) -> Site:
    return folder.site()


def text(site: Site, asked: str, lang: str = "pt", slug: str | None = None) -> str:
    """A text with its values in place; none of them is wrong."""
    values = Values(site)
    result = values.in_text(asked, lang, slug, "p.md", 3)
    assert values.problems == []
    return result


def complaint(site: Site, asked: str, lang: str = "pt", slug: str | None = None) -> str:
    values = Values(site)
    assert values.in_text(asked, lang, slug, "p.md", 3) == asked
    (problem,) = values.problems
    message = str(problem)
    assert message.startswith(f"p.md:3: '{asked}': ")
    return message.removeprefix(f"p.md:3: '{asked}': ")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("{=recognised}", "3"),
        ("{=not-returned}", "2"),
        ("{=returned}", "1"),
        ("{=cases}", "2"),
        ("{=not-returned words}", "dois"),
        ("{=recognised Words} e {=returned words}", "Três e um"),
        ("{=age-then aurora}", "2"),
        ("{=age-then aurora words}", "dois"),
        ("{=age-then ciro}", "3"),
        ("{=years-since aurora}", "16 anos (a 1 de janeiro de 2020)"),
        ("{=days-since aurora}", "6047 dias (a 1 de janeiro de 2020)"),
        ("{=today}", "1 de janeiro de 2020"),
        ("{=as-of}", "31 de dezembro de 2019"),
        ("Em {=today} há {=years-since aurora number} anos", "Em 1 de janeiro de 2020 há 16 anos"),
        ("{ = x} {x|y} nada", "{ = x} {x|y} nada"),
    ],
)
def test_a_value_is_what_the_data_says(site: Site, asked: str, expected: str) -> None:
    assert text(site, asked).replace("\u202f", "").replace("\xa0", "") == expected


def test_a_profile_is_about_its_person(site: Site) -> None:
    assert text(site, "{=age-then}", slug="aurora") == "2"
    assert text(site, "{=age-then ciro}", slug="aurora") == "3"


def test_a_value_that_ages_takes_the_form_of_its_number(site: Site) -> None:
    young = replace(site, today=dt.date(2005, 6, 12))
    assert text(young, "{=years-since aurora}", "ar").startswith("سنتان، ")
    assert text(replace(site, today=dt.date(2004, 6, 12)), "{=years-since aurora}").startswith(
        "1 ano "
    )


def test_an_age_today_is_given_only_with_a_day_of_birth(folder: Folder) -> None:
    folder.replace("content/people/aurora.yaml", "born: 2001-03", "born: 2001-03-05")
    assert text(folder.site(), "{=age-today aurora}") == "18 anos (a 1 de janeiro de 2020)"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("{=}", f"there is no value '' {LIST}"),
        ("{=returnd}", f"there is no value 'returnd', did you mean 'returned'? {LIST}"),
        ("{=age-then}", "of whom? Write '{=age-then aurora}'"),
        ("{=age-then aurra}", f"there is no person 'aurra', did you mean 'aurora'? {PEOPLE}"),
        ("{=age-today bravo}", "is not given for 'bravo': the day of birth is not known; leave it out"),
        ("{=age-today aurora}", "is not given for 'aurora': the day of birth is not known; leave it out"),
        ("{=age-today ciro}", "is not given for 'ciro', who has returned; leave it out"),
        ("{=years-since ciro}", "is not given for 'ciro', who has returned; leave it out"),
        (
            "{=days-since bravo}",
            "is not given for 'bravo': the day is not known (2003-06); leave it out",
        ),
        (
            "{=returned word}",
            "'word' does not belong to 'returned', did you mean 'words'?; write '{=returned}',"
            " or one of words, Words, number after it",
        ),
        ("{=today words}", "'today' has no form 'words'; leave it out"),
        ("{=returned number}", "'returned' has no form 'number'; leave it out"),
        (
            "{=years-since aurora number}",
            "'years-since' without its day is true on that day only; say '{=today}' in the same"
            " paragraph, or leave 'number' out",
        ),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_what_to_write(site: Site, asked: str, expected: str) -> None:
    assert complaint(site, asked) == expected


def test_a_language_says_how_it_writes_a_value(site: Site) -> None:
    assert complaint(site, "{=returned words}", "fi") == (
        "there is no word for 1 in content/fi/values.yaml; add it to 'words', or leave 'words' out"
    )
    assert complaint(site, "{=years-since aurora}", "fi") == (
        "content/fi/values.yaml does not say how 'years-since' is written with its day; add it to"
        " 'dated'"
    )


def test_every_text_of_a_site_is_filled(folder: Folder) -> None:
    """Bodies with their headings, titles, summaries and the texts of data.yaml, each once."""
    page = (
        "---\ntitle: Os {=recognised}\nsummary: S {=cases}.\n---\n## H {=returned}\n\nB\n{=cases}\n"
    )
    folder.write("content/pt/about.md", page)
    folder.replace("content/pt/data.yaml", "o nevoeiro", "'o {=recognised}'")
    folder.write("content/fi/about.md", "---\ntitle: T\nsummary: S\n---\n## {=returned}\n")
    before = folder.site()
    values = Values(before)
    site = fill(values)
    assert values.problems == []
    about = site.originals["about"]
    assert about is site.pages["about", "pt"]
    assert (about.title, about.summary) == ("Os 3", "S 2.")
    assert about.body.headings[0].text == "H 1"
    assert [plain_text(t) for t in about.body.tokens if t.type == "inline"] == ["H 1", "B 2"]
    assert site.words["pt"].cases[1] == "o 3"
    assert site.words["pt"].line("cases") == before.words["pt"].line("cases")
    assert before.originals["about"].title == "Os {=recognised}", "a site never changes"
    assert site.anchors["about"] == ("h-returned",), "an address does not change with a number"


def test_a_wrong_value_stands_at_its_line(folder: Folder) -> None:
    page = "---\ntitle: T\nsummary: '{=x}'\n---\n\nUm\n{=recognised} e {=y}\n\n- {=z}\n"
    folder.write("content/pt/about.md", page)
    folder.write("content/fi/about.md", "---\ntitle: T\nsummary: S\n---\nx\n")
    folder.append("content/fi/data.yaml", "cases:\n  1: 'q {=w}'\n")
    values = Values(folder.site())
    fill(values)
    problems = Problems(values.problems)
    places = [line.partition(" ")[0] for line in shown(problems)]
    assert places == [
        "content/fi/data.yaml:3:",
        "content/pt/about.md:3:",
        "content/pt/about.md:7:",
        "content/pt/about.md:9:",
    ]


def test_a_site_shows_its_values(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "good")
    done = invoke("--root", copy.root, "--out", copy.out)
    assert done.errors == []
    home = (copy.out / "pt/index.html").read_text("utf-8")
    assert "<p>Três pombos-correio partiram." in home
    assert (
        'content="Três pombos-correio partiram; dois pombais ainda esperam por dois deles."' in home
    )
    copy.replace("content/pt/index.md", "\n{=recognised Words}", "\n{=recognized Words}")
    done = invoke("--root", copy.root, "--out", copy.out)
    assert done.code == 1
    assert done.errors == [
        "content/pt/index.md:6: '{=recognized Words}': there is no value 'recognized', did you mean"
        f" 'recognised'? {LIST}"
    ]
