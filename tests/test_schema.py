"""Rules about a single file: records, pages and what kind of page a key is."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import AURORA, Folder, line_of_text, page, shown

from sitegen.dates import PartialDate
from sitegen.model import Kind
from sitegen.problems import Problems
from sitegen.records import SOURCED_FIELDS, PersonFacts, Status
from sitegen.schema import kind_of, person_key

PERSON = "content/people/aurora.yaml"


def complaints(folder: Folder) -> list[str]:
    problems = Problems()
    folder.records(problems)
    return shown(problems)


def test_a_right_folder_becomes_records(tmp_path: Path) -> None:
    problems = Problems()
    records = Folder(tmp_path).records(problems)
    assert shown(problems) == []
    assert [person.slug for person in records.people] == ["aurora", "bravo", "ciro"]
    aurora = records.people[0].facts
    assert aurora.disappeared == PartialDate(2003, 6, 12)
    assert aurora.status is Status.NOT_RETURNED
    assert [claim.id for claim in aurora.claims] == ["falcao"]
    assert list(records.cases) == [1, 2]
    assert records.cases[1].people == ("bravo", "aurora")
    assert records.places["serra"].lat == 40.3
    assert records.places["mar"].lat is None
    assert records.words["pt"].cases == {1: "o nevoeiro", 2: "a tempestade"}
    assert "livro" in records.documents


def test_shared_tables_know_their_lines(tmp_path: Path) -> None:
    records = Folder(tmp_path).records(Problems())
    assert records.cases.line(2, "people") == 6
    assert records.cases.line(2) == 5
    assert records.documents.line("livro", "url") == 10


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "sex: female",
            "sex: hen",
            "'sex' cannot be 'hen' (one of: female, male)",
        ),
        (
            "status: not-returned",
            "status: not-retuned",
            "'status' cannot be 'not-retuned', did you mean 'not-returned'?"
            " (one of: not-returned, returned)",
        ),
        (
            "born: 2001-03",
            "born: March",
            "'born': 'March' is not a date; write 1978, 1978-06 or 1978-06-12",
        ),
        ("age_then: 2\n", "age_then: two\n", "'age_then' must be a whole number, not 'two'"),
        ("place: serra", "place:", "'place' cannot be ''; "),
        ("kind: sibling", "kind: sister", "'relations.0.kind' cannot be 'sister'"),
        ("sex: female", "xyz: white", "unknown field 'xyz' (fields here: case, name, "),
        (
            "given: Aurorinha",
            "reading: x",
            "'name_then.pt': a name needs 'given', 'family' or both",
        ),
        ("case: 1\n", "case: one\n", "'case' must be a whole number, not 'one'"),
    ],
)
def test_a_wrong_field_is_told_at_its_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    folder = Folder(tmp_path)
    folder.replace(PERSON, old, new)
    line = line_of_text(AURORA.replace(old, new), new)
    found = complaints(folder)
    assert [m for m in found if m.startswith(f"{PERSON}:{line}: {message}")] != [], found


def test_a_file_with_a_problem_is_left_out(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.replace(PERSON, "sex: female", "sex: hen")
    problems = Problems()
    assert [p.slug for p in folder.records(problems).people] == ["bravo", "ciro"]


def test_a_status_and_the_day_of_return_belong_together(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.replace(PERSON, "status: not-returned", "status: returned")
    missing = "'status' is 'returned', so add the date 'returned'"
    assert complaints(folder) == [f"{PERSON}:1: {missing}"]
    folder.replace(PERSON, "status: returned", "status: not-returned\nreturned: 2010")
    extra = "'status' is 'not-returned'; remove 'returned' or correct 'status'"
    assert complaints(folder) == [f"{PERSON}:1: {extra}"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "born: 2001-03",
            "born: 2003-07",
            "'disappeared' (2003-06-12) is before 'born' (2003-07)",
        ),
        (
            "status: not-returned",
            "status: returned\nreturned: 2002",
            "'returned' (2002) is before 'disappeared' (2003-06-12)",
        ),
    ],
)
def test_dates_of_a_life_come_in_their_order(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    folder = Folder(tmp_path)
    folder.replace(PERSON, old, new)
    assert complaints(folder) == [f"{PERSON}:1: {message}"]


@pytest.mark.parametrize("born", ["2003", "2003-06", "2003-06-12"])
def test_a_vague_date_is_not_before_what_it_contains(tmp_path: Path, born: str) -> None:
    folder = Folder(tmp_path)
    folder.replace(PERSON, "born: 2001-03", f"born: {born}")
    assert complaints(folder) == []


@pytest.mark.parametrize(
    ("old", "new"), [("    date: 2005\n", ""), ("    date: 2005\n", "    date: 1\n    as_of: 2\n")]
)
def test_a_statement_has_one_date(tmp_path: Path, old: str, new: str) -> None:
    folder = Folder(tmp_path)
    folder.replace(PERSON, old, new.replace("1\n", "2005\n").replace("2\n", "2006\n"))
    assert complaints(folder) == [
        f"{PERSON}:17: 'claims.0': give either 'date' (when it was said) "
        "or 'as_of' (a standing position)"
    ]


@pytest.mark.parametrize("name", [n for n in SOURCED_FIELDS if f"  {n}: [" in AURORA])
def test_every_fact_needs_a_source(tmp_path: Path, name: str) -> None:
    folder = Folder(tmp_path)
    line = next(row for row in AURORA.splitlines() if row.startswith(f"  {name}: ["))
    folder.replace(PERSON, line + "\n", "")
    where = line_of_text("\n" + AURORA, f"\n{name}:")
    assert complaints(folder) == [
        f"{PERSON}:{where}: '{name}' has no source; "
        f"add '{name}: [id, …]' under 'sources', or remove the field"
    ]


def test_only_facts_have_sources(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.append(PERSON, "  plcae: [livro]\n")
    assert complaints(folder) == [
        f"{PERSON}:37: sources: 'plcae' is not a field with sources, did you mean 'place'?"
        f" (fields: {', '.join(SOURCED_FIELDS)})"
    ]


def test_every_field_with_sources_is_a_field() -> None:
    assert set(SOURCED_FIELDS) <= set(PersonFacts.model_fields)


def test_the_ids_of_statements_differ(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.replace(PERSON, "  - id: pombal", "  - id: falcao")
    assert complaints(folder) == [
        f"{PERSON}:23: the id 'falcao' stands here twice; every claim and answer has its own"
    ]


def test_a_statement_is_found_by_its_id(tmp_path: Path) -> None:
    facts = Folder(tmp_path).records(Problems()).people[0].facts
    claim, answer = facts.statement("falcao"), facts.statement("pombal")
    assert claim is facts.claims[0]
    assert answer is facts.answers[0]
    assert facts.statement("x") is None
    assert claim.when == PartialDate(2005)
    assert answer.when == PartialDate(2006, 2)


# --- the shared files


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        ("content/places.yaml", "  lat: 40.3\n", "", "1: a point needs both 'lat' and 'lon'"),
        (
            "content/places.yaml",
            "precision: town",
            "precision: house",
            "4: 'precision' cannot be 'house' (one of: town, city, country)",
        ),
        (
            "content/places.yaml",
            "lat: 40.3",
            "lat: north",
            "2: 'lat' must be a number, not 'north'",
        ),
        ("content/cases.yaml", "2:\n", "two:\n", "5: 'two' is not the number of a case"),
        ("content/cases.yaml", "2:\n", "２:\n", "5: '２' is not the number of a case"),
        ("content/cases.yaml", "  date: 1999\n", "", "5: field 'date' is missing; add it"),
        (
            "content/cases.yaml",
            "sources: [livro]",
            "sources: livro",
            "8: 'sources' must be a list, like [one, two]",
        ),
        (
            "content/sources.yaml",
            "  date: 2004-01\n",
            "  date: 2004-21\n",
            "12: 'date': '2004-21' is not a date: there is no month 21",
        ),
        (
            "content/pt/data.yaml",
            "1: o nevoeiro",
            "one: o nevoeiro",
            "2: 'cases.one' must be a whole number, not 'one'",
        ),
    ],
)
def test_a_wrong_shared_record_is_told_at_its_line(
    tmp_path: Path, path: str, old: str, new: str, message: str
) -> None:
    folder = Folder(tmp_path)
    folder.replace(path, old, new)
    assert complaints(folder) == [f"{path}:{message}"]


@pytest.mark.parametrize("value", ["91", "-90.1", "inf", "nan"])
def test_a_latitude_lies_between_the_poles(tmp_path: Path, value: str) -> None:
    folder = Folder(tmp_path)
    folder.replace("content/places.yaml", "lat: 40.3", f"lat: {value}")
    (message,) = complaints(folder)
    assert message.startswith("content/places.yaml:2: 'lat'")


def test_a_shared_file_is_a_block_of_records(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/places.yaml", "- serra\n")
    assert complaints(folder) == [
        "content/places.yaml:1: must be a block of records, each under its id"
    ]


def test_one_wrong_record_does_not_hide_the_others(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.replace("content/places.yaml", "precision: town", "precision: house")
    problems = Problems()
    assert list(folder.records(problems).places) == ["mar"]


def test_two_ways_to_write_a_number_are_one_case(tmp_path: Path) -> None:
    """`1` and `01` are the same number: neither may silently replace the other."""
    folder = Folder(tmp_path)
    folder.replace("content/cases.yaml", "2:\n", "01:\n")
    assert complaints(folder) != []


# --- pages


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("content/pt/about.md", "---\ntitle: a\n---\n", "2: field 'summary' is missing; add it"),
        (
            "content/pt/about.md",
            "---\ntitel: a\nsummary: b\n---\n",
            "2: unknown field 'titel', did you mean 'title'? (fields here: title, summary)",
        ),
        (
            "content/pt/about.md",
            "---\ntitle: a\nsummary:\n---\n",
            "3: 'summary' is empty; fill it in or remove the line",
        ),
        (
            "content/pt/people/bravo.md",
            "---\ntitle: Bravo\nsummary: b\n---\n",
            "2: unknown field 'title' (fields here: summary, alt)",
        ),
        (
            "content/pt/about.md",
            "---\n- a\n---\n",
            "2: must be a block of 'name: value' lines",
        ),
    ],
)
def test_wrong_front_matter(tmp_path: Path, path: str, text: str, message: str) -> None:
    folder = Folder(tmp_path)
    folder.write(path, text)
    assert f"{path}:{message}" in complaints(folder)


def test_the_text_is_read_even_where_the_head_is_wrong(tmp_path: Path) -> None:
    """Every problem of a file at once, the body's at the lines of the file."""
    folder = Folder(tmp_path)
    folder.write("content/pt/about.md", "---\ntitle: a\n---\n\n# Head\n")
    assert complaints(folder) == [
        "content/pt/about.md:2: field 'summary' is missing; add it",
        "content/pt/about.md:5: '#' is the page's title and comes from the front matter; "
        "begin with '##'",
    ]


def test_a_profile_has_no_title_of_its_own(tmp_path: Path) -> None:
    pages = Folder(tmp_path).records(Problems()).pages
    titles = {(p.key, p.lang): p.title for p in pages}
    assert titles["people/aurora", "pt"] is None
    assert titles["about", "pt"] == "Sobre"


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("index", Kind.HOME),
        ("people", Kind.PEOPLE),
        ("people/aurora", Kind.PERSON),
        ("people/aurora/more", Kind.PAGE),
        ("chapters", Kind.CHAPTERS),
        ("chapters/vento", Kind.CHAPTER),
        ("about", Kind.PAGE),
        ("sources", Kind.SOURCES),
        ("about/people", Kind.PAGE),
    ],
)
def test_the_kind_of_a_key(tmp_path: Path, key: str, kind: Kind) -> None:
    assert kind_of(key, Folder(tmp_path).config()) is kind


def test_kinds_follow_the_patterns_of_site_toml(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.append("site.toml", '\n[kinds]\nperson = "birds/*"\nhome = "start"\n')
    config = folder.config()
    assert kind_of("birds/aurora", config) is Kind.PERSON
    assert kind_of("people/aurora", config) is Kind.PAGE
    assert kind_of("start", config) is Kind.HOME
    assert person_key("aurora", config) == "birds/aurora"


def test_an_index_is_its_folder(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/pt/loft/rooms/index.md", page("Salas"))
    keys = [p.key for p in folder.records(Problems()).pages]
    assert "loft/rooms" in keys
    assert "index" in keys
