"""Rules that need only the site: each is broken once, and tells where and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import AURORA, PROFILE, Folder, line_of_text, page

from sitegen.checks.site import SITE_CHECKS, check_site
from sitegen.problems import Level, Problems

PERSON = "content/people/aurora.yaml"
PAGE = "content/pt/people/aurora.md"
UNTOLD = "is not told here; add its ':::' block"


def complaints(folder: Folder, *, warnings: bool = False) -> list[str]:
    problems = Problems()
    site = folder.site(problems)
    assert not problems.has_errors, [str(p) for p in problems]
    check_site(site, problems)
    return [str(p) for p in problems if warnings or p.level is Level.ERROR]


def profile(*blocks: str) -> str:
    """A profile of these blocks; `-` is a paragraph between them. They begin on line 4."""
    lines = ["x\n" if block == "-" else f"::: {block}\nx\n:::\n" for block in blocks]
    return "---\nsummary: x\n---\n" + "\n".join(lines)


def test_a_right_site_has_no_error(tmp_path: Path) -> None:
    assert complaints(Folder(tmp_path)) == []


def test_every_rule_is_described() -> None:
    assert all(check.__doc__ for check in SITE_CHECKS)


# --- documents


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        (PERSON, "  born: [livro]", "  born: [livor]", 30),
        (PERSON, "    sources: [diario]\nans", "    sources: [livor]\nans", 21),
        (PERSON, "sources: [diario, livro]", "sources: [diario, livor]", 26),
        ("content/places.yaml", "sources: [livro]", "sources: [livor]", 9),
        ("content/cases.yaml", "sources: [livro]", "sources: [livor]", 8),
        (PAGE, "[@diario, p. 3]", "[@diario, p. 3; @livor]", 4),
    ],
)
def test_a_source_that_is_not_listed(
    tmp_path: Path, path: str, old: str, new: str, line: int
) -> None:
    folder = Folder(tmp_path)
    folder.replace(path, old, new)
    assert complaints(folder) == [
        f"{path}:{line}: there is no source 'livor' in content/sources.yaml, did you mean 'livro'?"
    ]


# --- records


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        (
            PERSON,
            "place: serra\nst",
            "place: sera\nst",
            "11: there is no place 'sera' in content/places.yaml, did you mean 'serra'?",
        ),
        (
            PERSON,
            "person: bravo",
            "person: brvo",
            "15: there is no person 'brvo', did you mean 'bravo'?",
        ),
        (
            "content/people/ciro.yaml",
            "case: 2",
            "case: 9",
            "1: there is no case 9 in content/cases.yaml",
        ),
        (
            "content/people/ciro.yaml",
            "case: 2",
            "case: 1",
            "1: case 1 in content/cases.yaml does not list 'ciro'; "
            "add the person there or correct the number",
        ),
        (
            "content/cases.yaml",
            "people: [ciro]",
            "people: [ciro, cira]",
            "6: there is no person 'cira', did you mean 'ciro'?",
        ),
    ],
)
def test_records_that_do_not_agree(
    tmp_path: Path, path: str, old: str, new: str, message: str
) -> None:
    folder = Folder(tmp_path)
    folder.replace(path, old, new)
    assert complaints(folder) == [f"{path}:{message}"]


# --- links


def test_a_link_to_nowhere_is_told_at_its_line(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/fi/index.md", page("x", "one\ntwo [a](abuot)\n\n- [b](javascript:x)\n"))
    assert complaints(folder) == [
        "content/fi/index.md:6: there is no page 'abuot', did you mean 'about'? "
        "(a link names a page key, like 'about' or 'about#section')",
        "content/fi/index.md:8: 'javascript:x' is not an address a reader can follow; "
        "use https://… or a page key",
    ]


def test_a_translation_may_link_to_what_only_the_original_has(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/ar/index.md", page("x", "[a](about#nomes) [b](people/ciro)\n"))
    assert complaints(folder) == []


def test_the_navigation_names_pages(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.replace("site.toml", 'key = "about"', 'key = "abuot"')
    line = line_of_text((tmp_path / "site.toml").read_text(), "abuot")
    assert complaints(folder) == [
        f"site.toml:{line}: nav: there is no page 'abuot', did you mean 'about'?"
    ]


def test_the_order_of_chapters_names_chapters(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.replace("site.toml", '["vento"]', '["vneto"]')
    assert complaints(folder) == [
        "site.toml:7: chapters: there is no chapter 'vneto', did you mean 'vento'?"
    ]


# --- claims and answers in the records


@pytest.mark.parametrize(
    ("old", "new", "where", "message"),
    [
        (
            "by: falcon",
            "by: falcn",
            "by: falcon",
            "'falcn' is no party of site.toml, did you mean 'falcon'?",
        ),
        ("by: loft", "by: lft", "by: loft", "'lft' is no party of site.toml, did you mean 'loft'?"),
    ],
)
def test_statements_have_a_party(
    tmp_path: Path, old: str, new: str, where: str, message: str
) -> None:
    folder = Folder(tmp_path)
    folder.replace(PERSON, old, new)
    assert complaints(folder) == [f"{PERSON}:{line_of_text(AURORA, where)}: {message}"]


def test_a_claim_names_an_answer_and_an_answer_is_named(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.replace(PERSON, "answered_by: pombal", "answered_by: pombol")
    assert [m for m in complaints(folder) if m.startswith(PERSON)] == [
        f"{PERSON}:20: claim 'falcao': there is no answer 'pombol', did you mean 'pombal'?",
        f"{PERSON}:23: answer 'pombal' answers no claim; name it in a claim's 'answered_by'",
    ]


# --- claims and answers in prose


def told(folder: Folder, *blocks: str) -> list[str]:
    folder.write(PAGE, profile(*blocks))
    prefix = f"{PAGE}:"
    return [m.removeprefix(prefix) for m in complaints(folder) if m.startswith(prefix)]


def test_a_claim_may_not_stand_alone(tmp_path: Path) -> None:
    assert told(Folder(tmp_path), "claim falcao", "-", "answer pombal") == [
        "4: claim 'falcao' stands alone; put '::: answer pombal' directly below it",
        "10: answer 'pombal' has no claim directly above it",
    ]


def test_a_claim_without_its_answer_is_wrong_twice(tmp_path: Path) -> None:
    assert told(Folder(tmp_path), "claim falcao") == [
        f"1: 'pombal' of {PERSON} {UNTOLD}",
        "4: claim 'falcao' stands alone; put '::: answer pombal' directly below it",
    ]


def test_an_answer_comes_after_its_claim(tmp_path: Path) -> None:
    assert told(Folder(tmp_path), "answer pombal", "claim falcao") == [
        "4: answer 'pombal' has no claim directly above it",
        "8: claim 'falcao' stands alone; put '::: answer pombal' directly below it",
    ]


def test_a_block_tells_a_record_that_exists(tmp_path: Path) -> None:
    found = told(Folder(tmp_path), "claim falcao", "answer pombal", "-", "claim falco")
    assert found == [
        f"14: {PERSON} has no claim 'falco', did you mean 'falcao'?",
    ]


def test_a_claim_is_not_told_as_an_answer(tmp_path: Path) -> None:
    found = told(Folder(tmp_path), "claim falcao", "answer pombal", "-", "answer falcao")
    assert f"14: {PERSON} has no answer 'falcao'" in found
    assert "14: 'falcao' is told twice; keep one" in found


def test_nothing_is_told_twice(tmp_path: Path) -> None:
    blocks = ("claim falcao", "answer pombal")
    assert told(Folder(tmp_path), *blocks, "-", *blocks) == [
        "14: 'falcao' is told twice; keep one",
        "18: 'pombal' is told twice; keep one",
    ]


TWO_CLAIMS = """\
  - id: gaviao
    by: falcon
    date: 2006
    answered_by: ninho
    sources: [diario]
answers:
  - id: ninho
    by: loft
    date: 2007
    sources: [diario]
"""


def test_an_answer_stands_below_the_claim_it_answers(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.replace(PERSON, "answers:\n", TWO_CLAIMS)
    crossed = ("claim falcao", "answer ninho", "-", "claim gaviao", "answer pombal")
    assert told(folder, *crossed) == [
        "8: this answers claim 'falcao', whose answer is 'pombal'",
        "18: this answers claim 'gaviao', whose answer is 'ninho'",
    ]
    right = ("claim falcao", "answer pombal", "-", "claim gaviao", "answer ninho")
    assert told(folder, *right) == []


def test_one_answer_may_follow_the_claims_it_answers(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    second = TWO_CLAIMS.partition("answers:")[0].replace("ninho", "pombal")
    folder.replace(PERSON, "answers:\n", second + "answers:\n")
    assert told(folder, "claim falcao", "claim gaviao", "answer pombal") == []


def test_a_translation_that_leaves_a_claim_out_is_unfinished(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/fi/people/aurora.md", "---\nsummary: x\n---\nx [@livro]\n")
    assert complaints(folder) == []
    path = "content/fi/people/aurora.md:1: warning:"
    assert [m for m in complaints(folder, warnings=True) if "fi/people/aurora" in m] == [
        f"{path} 'falcao' of {PERSON} {UNTOLD}",
        f"{path} 'pombal' of {PERSON} {UNTOLD}",
    ]


def test_in_a_translation_too_a_claim_may_not_stand_alone(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/fi/people/aurora.md", profile("claim falcao"))
    assert complaints(folder) == [
        "content/fi/people/aurora.md:4: claim 'falcao' stands alone; "
        "put '::: answer pombal' directly below it"
    ]


def test_a_claim_belongs_in_a_profile(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/pt/index.md", page("x", PROFILE.split("---\n", 2)[2]))
    assert complaints(folder) == [
        "content/pt/index.md:7: '::: claim' belongs in a profile, where its record is",
        "content/pt/index.md:11: '::: answer' belongs in a profile, where its record is",
    ]


# --- names and translations


WAY_OUT = "add it, or 'names_from' to the language"


def test_a_name_that_no_language_lends(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.replace("site.toml", 'names_from = "fi"\n', "")
    found = complaints(folder)
    assert (
        f"content/people/bravo.yaml:2: name: there is none in 'ar'; {WAY_OUT} 'ar' in site.toml"
    ) in found
    assert f"{PERSON}:5: name_then: there is none in 'ar'; {WAY_OUT} 'ar' in site.toml" in found
    assert (
        f"content/ar/data.yaml:1: places: there is no name for 'mar'; {WAY_OUT} 'ar' in site.toml"
    ) in found
    assert (
        f"content/ar/data.yaml:1: cases: there is no name for '2'; {WAY_OUT} 'ar' in site.toml"
    ) in found
    assert not [m for m in found if "'fi'" in m.partition(" in ")[0]]


def test_a_place_without_a_name_in_any_language(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.replace("content/pt/data.yaml", ", mar: o mar", "")
    assert complaints(folder) == [
        f"content/{code}/data.yaml:1: places: there is no name for 'mar'; "
        f"{WAY_OUT} '{code}' in site.toml"
        for code in ("ar", "fi", "pt")
    ]


def test_what_is_not_translated_is_a_warning(tmp_path: Path) -> None:
    found = complaints(Folder(tmp_path), warnings=True)
    assert (
        "content/ar/about.md:1: warning: is not translated yet; the original is content/pt/about.md"
    ) in found
    assert not [m for m in found if m.startswith("content/fi/about.md")]


def test_other_headings_than_the_original_are_a_warning(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.replace("content/fi/about.md", "### Nimet\n\n", "")
    assert [m for m in complaints(folder, warnings=True) if "fi/about" in m] == [
        "content/fi/about.md:1: warning: has other headings than content/pt/about.md "
        "(levels 2, there 2 3), so anchors may lead to the wrong section"
    ]


def test_headings_of_another_level_are_other_headings(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.replace("content/fi/about.md", "### Nimet", "## Nimet")
    found = [m for m in complaints(folder, warnings=True) if "fi/about" in m]
    assert len(found) == 1
