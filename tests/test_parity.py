"""A translation says what its original says: each difference at its line, and no others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from goodsite import Copy, invoke
from helpers import Folder, page, shown

from sitegen import config as configuration
from sitegen.assemble import assemble
from sitegen.checks.differences import differences
from sitegen.checks.dignity import Dignity, Exemption
from sitegen.checks.parity import Parity
from sitegen.checks.quantities import Reader
from sitegen.checks.said import Language, of_text
from sitegen.markup.document import parse
from sitegen.model import Site
from sitegen.numerals import Numerals
from sitegen.problems import Problems
from sitegen.read import Sources, read
from sitegen.schema import schema
from sitegen.values import Values, fill

ADVICE = (
    "; correct the one that is wrong, or give the reason above the paragraph:"
    " '<!-- differs: reason -->'"
)
PT, FI = "content/pt/about.md", "content/fi/about.md"


def found(site: Site) -> list[str]:
    problems = Problems()
    problems.extend(Parity(site, Dignity(site).lexicons).check())
    return [line.removesuffix(ADVICE) for line in shown(problems)]


def compared(tmp_path: Path, original: str, translation: str) -> list[str]:
    """What the check finds in two bodies, which begin on line 5 of their files."""
    folder = Folder(tmp_path)
    for lang in ("pt", "fi"):
        folder.write(
            f"content/{lang}/values.yaml", "words: {2: dois, 12: doze}\nwhole_words: true\n"
        )
    folder.write(PT, page("T", original))
    folder.write(FI, page("T", translation))
    return [line for line in found(fill(Values(folder.site()))) if "about.md" in line]


ONE = "A [@livro]\n"


@pytest.mark.parametrize(
    ("original", "translation", "expected"),
    [
        ("Em 1977.\n", "Vuonna 1977.\n", []),
        ("Em 1977.\n", "Vuonna 1978.\n", [f"{FI}:5: says '1978' where {PT}:5 says '1977'"]),
        ("Doze.\n", "A 12.\n", []),
        ("Doze.\n", "A 13.\n", [f"{FI}:5: says '13' where {PT}:5 says 'Doze'"]),
        ("Doze e 13.\n", "A 13.\n", [f"{FI}:5: does not say 'Doze', as {PT}:5 does"]),
        ("A 13.\n", "a\nja 13\nja 14.\n", [f"{FI}:7: says '14', which {PT}:5 does not"]),
        (
            "A 5 de maio de 2001 e 3 de junho de 2001.\n",
            "A 5. toukokuuta 2001 ja 4. kesäkuuta 2001.\n",
            [f"{FI}:5: says '4. kesäkuuta 2001' where {PT}:5 says '3 de junho de 2001'"],
        ),
        ("Em maio de 2001.\n", "A 5. toukokuuta 2001.\n", [
            f"{FI}:5: says '5. toukokuuta 2001' where {PT}:5 says 'maio de 2001'",
        ]),
        ("A 5 de maio de 2001, em maio de 2001.\n", "A 5. toukokuuta 2001.\n", []),
        ("A 5 de maio de 2001.\n", "A 5. toukokuuta.\n", []),
        ("[a](people/aurora)\n", "[b](people/aurora)\n", []),
        ("[a](people/aurora)\n", "[a](people/bravo)\n", [
            f"{FI}:5: links to 'people/bravo' where {PT}:5 links to 'people/aurora'",
        ]),
        ("[a](about#nomes)\n\n## Nomes\n", "[a](about)\n\n## Nimet\n", []),
        ("[a](https://a.example)\n", "a\n", [
            f"{FI}:5: does not link to 'https://a.example', as {PT}:5 does",
        ]),
        ("A [@livro; @diario]\n", "A\n[@diario; @livro]\n", []),
        ("A [@livro; @diario]\n", ONE, [f"{FI}:5: does not cite '@diario', as {PT}:5 does"]),
        ("A [@livro]. B [@livro]\n", ONE, [f"{FI}:5: does not cite '@livro', as {PT}:5 does"]),
        ("A [@livro, p. 3]\n", "A [@livro, s. 3]\n", []),
        ("A [@livro, p. 3]\n", "A [@livro, s. 4]\n", [
            f"{FI}:5: cites '@livro, s. 4' where {PT}:5 cites '@livro, p. 3'",
        ]),
        ("- a\n- b\n", "- a\n", [f"{FI}:5: warning: lacks 'b' (item) of {PT}:6; translate it"]),
        ("a\n", "- a\n", [
            f"{FI}:3: warning: lacks 'a' (paragraph) of {PT}:5; translate it",
            f"{FI}:5: warning: 'a' (item) has no counterpart in {PT}; add it there, take it out"
            " here, or give the reason above it: '<!-- differs: reason -->'",
        ]),
        ("| 1 | b |\n|---|---|\n| c | 2001 |\n", "| 1 | b |\n|---|---|\n| c | 2002 |\n", [
            f"{FI}:7: says '2002' where {PT}:7 says '2001'",
        ]),
        ("`a 5`\n", "`a 6`\n", [f"{FI}:5: says '6' where {PT}:5 says '5'"]),
        ("```\n5\n```\n", "```\n6\n```\n", [f"{FI}:5: says '6' where {PT}:5 says '5'"]),
        ("{=recognised}\n", "A 3\n", []),
        ("{=recognised}\n", "A 4\n", [f"{FI}:5: says '4' where {PT}:5 says '3'"]),
    ],
)  # fmt: skip
def test_what_differs(original: str, translation: str, expected: list[str], tmp_path: Path) -> None:
    assert compared(tmp_path, original, translation) == expected


def test_a_missing_paragraph_is_told_once_and_the_rest_is_still_compared(tmp_path: Path) -> None:
    original = "A 11 [@livro]\n\nB 12 [@diario]\n\nC 13 [@livro]\n\nD 14.\n\nE 15 [@diario]\n"
    translation = "A 11 [@livro]\n\nC 13 [@livro]\n\nD 14.\n\nE 16 [@diario]\n"
    assert compared(tmp_path, original, translation) == [
        f"{FI}:5: warning: lacks 'B 12' (paragraph) of {PT}:7; translate it",
        f"{FI}:11: says '16' where {PT}:13 says '15'",
    ]


def test_a_summary_is_compared_and_a_title_is_not(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write(PT, "---\ntitle: T 5\nsummary: S 5.\n---\n")
    folder.write(FI, "---\ntitle: T 6\nsummary: S 6.\n---\n")
    assert [line for line in found(folder.site()) if "about.md" in line] == [
        f"{FI}:3: says '6' where {PT}:3 says '5'"
    ]


# --- what may differ


@pytest.mark.parametrize("side", ["pt", "fi"])
def test_a_reason_on_either_side_allows_a_difference(side: str, tmp_path: Path) -> None:
    remark = "<!-- differs: porque sim -->\n"
    original, translation = "A 5 [@livro]\n", "A 6\n"
    first = remark + original if side == "pt" else original
    second = remark + translation if side == "fi" else translation
    assert compared(tmp_path, first, second) == []
    site = Folder(tmp_path)
    site.write(PT, page("T", first))
    site.write(FI, page("T", second))
    parity = Parity(site.site(), {})
    list(parity.check())
    path = {"pt": PT, "fi": FI}[side]
    assert Exemption(path, 5, "a difference", "porque sim") in parity.exemptions


def test_a_part_may_differ_alone(tmp_path: Path) -> None:
    text = "<!-- differs citations: porque sim -->\nA 6\n"
    assert compared(tmp_path, "A 5 [@livro]\n", text) == [f"{FI}:6: says '6' where {PT}:5 says '5'"]


def test_a_reason_holds_for_one_block(tmp_path: Path) -> None:
    remark = "<!-- differs: porque sim -->\n"
    text = f"{remark}- 1977\n- 1978\n\n1979\n"
    assert compared(tmp_path, "- 1987\n- 1988\n\n1989\n", text) == [
        f"{FI}:9: says '1979' where {PT}:8 says '1989'"
    ]


def test_a_paragraph_of_one_language_may_have_a_reason(tmp_path: Path) -> None:
    text = "A\n\n<!-- differs: porque sim -->\nB\n"
    assert compared(tmp_path, "A\n", text) == []
    assert compared(tmp_path / "2", text, "A\n") == []


def test_a_reason_for_nothing_is_a_warning(tmp_path: Path) -> None:
    assert compared(tmp_path, "A\n", "A\n\n<!-- differs: porque sim -->\nB\n\nC\n")[0].startswith(
        f"{FI}:10: warning: 'C' (paragraph) has no counterpart"
    )
    assert compared(tmp_path / "2", "A\n", "<!-- differs: porque sim -->\nA\n") == [
        f"{FI}:5: warning: nothing differs here; remove this 'differs'"
    ]


# --- sentences of records


def test_two_texts_are_compared_by_one_call() -> None:
    languages = [
        Language(code, Reader(locale, Numerals()), None)
        for code, locale in (("en", "en_GB"), ("ja", "ja_JP"))
    ]
    ours = of_text("content/en/data.yaml", 3, "On 5 May 2001 12 came", languages[0])
    theirs = of_text("content/ja/data.yaml", 4, "2001年5月6日、12人が", languages[1])
    (problem,) = differences(ours, theirs)
    assert str(problem).removesuffix(ADVICE) == (
        "content/ja/data.yaml:4: says '2001年5月6日' where content/en/data.yaml:3 says '5 May 2001'"
    )


def test_the_sentences_of_records_are_compared_and_their_titles_are_not(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    for lang, year in (("pt", 2001), ("fi", 2002)):
        words = (
            f"terms: {{t: {{means: De {year}., why: Dito em {year}.}}}}\n"
            f"updates: {{x: {{title: T {year}, text: Em {year}.}}}}\n"
        )
        folder.write(f"content/{lang}/data.yaml", words)
    problems = Problems()
    problems.extend(Parity(folder.site(Problems()), {}).records())
    assert [line.removesuffix(ADVICE) for line in shown(problems)] == [
        f"content/fi/data.yaml:{line}: says '2002' where content/pt/data.yaml:{line} says '2001'"
        for line in (1, 2)
    ]


# --- whole sites


def test_a_difference_stops_a_build(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "good")
    copy.replace("content/fi/people/trovao.md", "kesäkuuta 2017", "kesäkuuta 2018")
    done = invoke("--root", copy.root)
    assert done.code == 1
    assert done.errors == [
        "content/fi/people/trovao.md:8: says '2. kesäkuuta 2018' where"
        f" content/pt/people/trovao.md:8 says '2 de junho de 2017'{ADVICE}"
    ]


# --- the real content: whatever is changed in one language is found

ROOT = Path(__file__).parent.parent
YEAR = re.compile(r"(?<![\d@\w-])(?:19|20)\d\d(?![\d-])")
PERSON = re.compile(r"(?<=\]\()people/[\w-]+(?=\))")
CITATION = re.compile(r"(?<=\[)@[\w-]+; |\[@[\w-]+\]")
HIDDEN = re.compile(
    r"\[@[^\]]*\]|\]\([^)]*\)|<!--.*?-->|^:::.*$|\{=[^}]*\}", re.DOTALL | re.MULTILINE
)


class Real:
    """The real content in memory, of which one page at a time is changed."""

    def __init__(self) -> None:
        problems = Problems()
        config = configuration.load(ROOT, problems)
        assert config is not None
        self.sources: Sources = read(ROOT, config, problems)
        self.site = assemble(schema(self.sources, config, problems), config, config.date, problems)
        self.lexicons = Dignity(self.site).lexicons

    def changed(self, key: str, lang: str, body: str, first: int) -> list[str]:
        """What parity finds in the versions of a page, one of which has another body."""
        before = self.site.pages[key, lang]
        page = replace(before, body=parse(body, before.path, first, Problems()))
        pages = {place: p for place, p in self.site.pages.items() if place[0] == key}
        pages[key, lang] = page
        original = pages[key, self.site.originals[key].lang]
        site = fill(Values(replace(self.site, pages=pages, originals={key: original})))
        return [str(problem) for problem in Parity(site, self.lexicons).check()]


Seed = Callable[[str], Iterator[tuple[int, str]]]
"""From a text: (offset, the text with one thing changed there), for every such thing."""


def years(text: str) -> Iterator[tuple[int, str]]:
    shown = HIDDEN.sub(lambda match: "#" * len(match[0]), text)
    for match in YEAR.finditer(shown):
        year = str(int(match[0]) + 1)
        yield match.start(), text[: match.start()] + year + text[match.end() :]


def people(text: str) -> Iterator[tuple[int, str]]:
    for match in PERSON.finditer(text):
        other = "toru-ishioka" if "ishioka" not in match[0] else "keiko-arimoto"
        yield match.start(), f"{text[: match.start()]}people/{other}{text[match.end() :]}"


def citations(text: str) -> Iterator[tuple[int, str]]:
    for match in CITATION.finditer(text):
        yield match.start(), text[: match.start()] + text[match.end() :]


@pytest.fixture(scope="module")
def real() -> Real:
    return Real()


@pytest.mark.parametrize("lang", ["en", "ja", "ko"])
@pytest.mark.parametrize(("seed", "step"), [(years, 40), (people, 10), (citations, 60)])
def test_a_seeded_difference_is_found_at_its_line(
    seed: Seed, step: int, lang: str, real: Real
) -> None:
    """A change in the source text shows at the lines of both translations."""
    places = (
        (key, source, offset, text)
        for key, code, source in sorted(real.sources.pages, key=lambda row: row[:2])
        if code == lang
        for offset, text in seed(source.body)
    )
    seeded = list(places)[::step]
    assert len(seeded) > 3
    for key, source, offset, text in seeded:
        where = f"{source.path}:{source.body_line + source.body.count(chr(10), 0, offset)}"
        problems = real.changed(key, lang, text, source.body_line)
        if lang == real.site.config.source:
            hits = {p.partition(":")[0] for p in problems if f" {where} " in p}
            assert hits == {f"content/{c}/{key}.md" for c in ("ja", "ko")}, where
        else:
            assert any(p.startswith(f"{where}: ") and "warning" not in p for p in problems), where
