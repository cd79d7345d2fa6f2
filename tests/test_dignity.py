"""Nobody who is awaited is written about as dead, and those who mourn their dead may do so."""

from __future__ import annotations

import datetime as dt
import shutil
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import pytest
import yaml
from helpers import Folder
from hypothesis import given
from hypothesis import strategies as st

from sitegen import config as configuration
from sitegen import pipeline
from sitegen.assemble import assemble
from sitegen.checks.dignity import CLAIM, Dignity, Passage
from sitegen.checks.lists import check_lists
from sitegen.checks.names import lower, normal
from sitegen.checks.passages import of_inline
from sitegen.checks.shipped import shipped_passages
from sitegen.markup.document import parse
from sitegen.model import Kind, Page, Site
from sitegen.problems import Level, Problem, Problems, Stop
from sitegen.read import read
from sitegen.schema import schema

ROOT = Path(__file__).parent.parent
SENTENCES = Path(__file__).parent / "dignity"
LANGUAGES = ("en", "ja", "ko")
OWN_SENTENCES = 40
Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
FORMS: tuple[Form, ...] = get_args(Form)


def load(root: Path, today: dt.date = dt.date(2026, 3, 13)) -> Site:
    problems = Problems()
    config = configuration.load(root, problems)
    assert config is not None
    site = assemble(schema(read(root, config, problems), config, problems), config, today, problems)
    problems.stop_on_errors()
    return site


@pytest.fixture(scope="module")
def site() -> Site:
    return load(ROOT)


@pytest.fixture(scope="module")
def dignity(site: Site) -> Dignity:
    return Dignity(site)


def found(
    dignity: Dignity, lang: str, text: str, about: str | None = None, block: str = ""
) -> list[Problem]:
    """What is found in a paragraph as a writer writes it."""
    page = Page("index", lang, Kind.HOME, "x.md", "", "", parse(text, "x.md", 1, Problems()))
    inline = [token for token in page.body.tokens if token.type == "inline"]
    passages = [
        p for token in inline for p in of_inline(dignity.site, page, token, 1, about, block, ())
    ]
    return list(dignity.check(passages))


def sentences(kind: str) -> Iterator[tuple[str, str]]:
    for lang in LANGUAGES:
        data = yaml.safe_load((SENTENCES / f"{lang}.yaml").read_text("utf-8"))
        for row in data[kind]:
            yield lang, row["text"]


def filled_in(site: Site, lang: str, text: str) -> Iterator[str]:
    """The sentence about each one who is awaited, where it is about one."""
    for person in site.people.values():
        if person.awaited:
            name = site.name(person, lang).text
            own = text.replace("NAME", name).replace("N\u00adAME", name)
            yield own.replace("GIVEN", person.facts.name[lang].given or name)
            if own == text:
                return


@pytest.mark.parametrize(("lang", "text"), list(sentences("innocent")))
def test_no_innocent_sentence_is_flagged(
    site: Site, dignity: Dignity, lang: str, text: str
) -> None:
    for sentence in filled_in(site, lang, text):
        assert [p.message for p in found(dignity, lang, sentence)] == []


@pytest.mark.parametrize(("lang", "text"), list(sentences("guilty")))
def test_every_guilty_sentence_is_found(site: Site, dignity: Dignity, lang: str, text: str) -> None:
    for sentence in filled_in(site, lang, text):
        assert found(dignity, lang, sentence), sentence


def test_the_lists_hold_enough_of_our_own() -> None:
    for lang in LANGUAGES:
        lines = (SENTENCES / f"{lang}.yaml").read_text("utf-8")
        assert lines.startswith("# TEST SENTENCES ONLY")
        assert sum(part.count("\n  - {") for part in lines.split("# our own")[1:]) > OWN_SENTENCES


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "She died in March 1993."),
        ("ja", "1993年3月に死亡しました。"),
        ("ko", "1993년 3월에 사망했습니다."),
    ],
)
def test_on_a_profile_a_sentence_without_a_name_is_about_its_person(
    dignity: Dignity, lang: str, text: str
) -> None:
    assert found(dignity, lang, text, "megumi-yokota")
    assert not found(dignity, lang, text, "hitomi-soga")


@pytest.mark.parametrize(
    ("lang", "text", "about"),
    [
        ("en", "Her father died in 2020.", "megumi-yokota"),
        ("ja", "父は2020年に亡くなりました。", "megumi-yokota"),
        ("ko", "아버지는 2002년에, 어머니는 2017년에 별세했습니다.", "rumiko-masumoto"),
    ],
)
def test_a_father_is_whoever_the_records_say(
    dignity: Dignity, lang: str, text: str, about: str
) -> None:
    assert not found(dignity, lang, text, about)
    assert found(dignity, lang, text, "yutaka-kume")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Her mother died."),
        ("ja", "曽我ひとみさんの母は亡くなりました。"),
        ("ko", "소가 히토미 씨의 어머니는 사망했다."),
    ],
)
def test_a_mother_may_be_the_one_who_is_awaited(dignity: Dignity, lang: str, text: str) -> None:
    assert found(dignity, lang, text, "hitomi-soga")


def test_a_claim_block_asks_for_who_says_it(dignity: Dignity) -> None:
    said, bare = "In 2002 North Korea said that she had died.", "She died in an accident."
    assert not found(dignity, "en", said, "megumi-yokota", CLAIM)
    assert found(dignity, "en", bare, "megumi-yokota", CLAIM)
    block = Passage("x.md", "en", f"{said} {bare}", ((0, 7),), "megumi-yokota", CLAIM)
    (problem,) = dignity.unattributed([block])
    assert (problem.line, "does not say who says it" in problem.message) == (7, True)


def test_outside_a_block_a_claim_needs_marks_or_an_answer(dignity: Dignity) -> None:
    said = "North Korea said that Megumi Yokota had {} in 1993{}"
    assert found(dignity, "en", said.format("died", "."))
    assert not found(dignity, "en", said.format("“died”", "."))
    assert not found(dignity, "en", said.format("died", "; Japan does not accept this."))
    assert not found(dignity, "en", said.format("died", ". Japan does not accept this."))


def test_a_message_tells_the_way_out(dignity: Dignity) -> None:
    (problem,) = found(dignity, "ja", "拉致被害者の遺族が会見した。")
    assert "'遺族'" in problem.message
    assert "write 拉致被害者ご家族" in problem.message
    assert "quotation marks" in problem.message


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("content", "locale", "static", "styles", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "site.toml", tmp_path)
    return tmp_path


def problems_of(root: Path) -> list[str]:
    problems = Problems()
    try:
        pipeline.build(pipeline.Request(root), problems)
    except Stop:
        return [f"{p.path}:{p.line}" for p in problems if p.rule == "dignity"]
    return []


def seed(path: Path, line: int, text: str) -> str:
    lines = path.read_text("utf-8").split("\n")
    lines[line - 1 : line - 1] = [text, ""]
    path.write_text("\n".join(lines), "utf-8")
    return f"{path.name}:{line}"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A photograph\nof [](people/megumi-yokota) shows the late Megumi [@npa-girl-en]."),
        ("ja", "首相は、\n{遺|い}族と会いました[@npa-girl-en]。"),
        ("ko", "총리가\n유족을 만났습니다[@npa-girl-en]."),
    ],
)
def test_a_seeded_word_stops_the_build_at_its_line(copy: Path, lang: str, text: str) -> None:
    path = f"content/{lang}/chapters/families-ask-now.md"
    seed(copy / path, 8, text)
    assert problems_of(copy) == [f"{path}:9"]


def test_an_exception_names_word_and_reason_and_holds_for_one_paragraph(copy: Path) -> None:
    path = "content/ko/about.md"
    seed(copy / path, 8, "유족이라는 말.")
    seed(copy / path, 8, "<!-- allow 유족: 말 자체를 설명한다 -->\n유족이라는 말은 쓰지 않습니다.")
    assert problems_of(copy) == [f"{path}:11"]


def test_titles_words_and_catalogs_are_read(copy: Path) -> None:
    for path, old, new in (
        ("content/en/chapters.md", "title: ", "title: In memory of the abductees. "),
        ("content/ja/data.yaml", "1: '", "1: '遺族の"),
        ("locale/ko/LC_MESSAGES/messages.po", 'msgstr "출처"', 'msgstr "명복을 빕니다"'),
    ):
        text = (copy / path).read_text("utf-8")
        assert old in text
        (copy / path).write_text(text.replace(old, new, 1), "utf-8")
    assert [found.rpartition(":")[0] for found in problems_of(copy)] == [
        "content/en/chapters.md",
        "content/ja/data.yaml",
        "locale/ko/LC_MESSAGES/messages.po",
    ]


def test_an_address_is_read(copy: Path) -> None:
    text = (copy / "content/en/about.md").read_text("utf-8")
    (copy / "content/en/chapters/bereaved-families.md").write_text(text, "utf-8")
    assert "content/en/chapters/bereaved-families.md:1" in problems_of(copy)


HTML = """<!doctype html>
<html lang="en"><head><title>In memory of the abductees</title>
<meta name="description" content="The bereaved families"></head><body>
<p>Megumi
was <b>the la</b>te Megumi Yokota<wbr>.</p>
<img alt="A memorial" src="x.png">
<p>遺族</p><p lang="ja">ご<ruby>遺<rp>（</rp><rt>い</rt></ruby>族</p>
<section class="sources"><ol><li>The bereaved</li></ol></section>
<p><s>bereaved</s></p>
<script type="application/ld+json">{"name":
 "Survivors"}</script>
</body></html>
"""


@pytest.mark.parametrize(
    ("path", "text", "lines"),
    [
        ("en/about/index.html", HTML, [2, 3, 5, 6, 7, 11]),
        ("en/feed.xml", "<feed>\n<title>Bereaved &lt;b&gt;families&lt;/b&gt;</title></feed>", [2]),
        ("search-ja.json", '[{"t": "x"},\n {"t": "\\u907a\\u65cf"}]', [1]),
        ("search-ja.json", '[{"t": "x"},\n {"t": "遺族"}]', [2]),
        ("ko.ics", "BEGIN:X\nSUMMARY:유\n 족\n", [2]),
        ("en/bereaved.txt", "x", [1]),
    ],
)
def test_what_ships_is_read_at_its_line(
    site: Site, dignity: Dignity, path: str, text: str, lines: list[int]
) -> None:
    problems = list(dignity.check(shipped_passages(site, {path: text}, "site")))
    assert sorted({p.line for p in problems}) == lines


def test_the_numbers_of_sources_part_no_sentence(site: Site) -> None:
    """A button among the words of a claim leaves the claim's sentence whole."""
    cite = '<sup class="cite"><button popovertarget="a" aria-label="Source 1">1</button></sup>'
    text = f'<html lang="en"><p>North Korea says{cite} that she "died" in 1993.</p></html>'
    passages = [p.text for p in shipped_passages(site, {"en/about/index.html": text}, "site")]
    assert 'North Korea says that she "died" in 1993.' in passages


def test_a_further_language_brings_one_file(tmp_path: Path) -> None:
    """Three pigeons in Portuguese; none of its words stands in the package."""
    tone = """\
sentence_end: '[.!?]\\s+'
quotations: ['«[^»]*»']
whole_words: true
groups: ['\\bpombos perdidos\\b']
attribution: ['\\bdiz\\b']
answers: ['\\bnão aceita\\b']
rules:
  - {id: late, term: falecido, forms: ['falecid[oa]s?'], means: implica morte, instead: ausente, scope: awaited, unverified: true}
"""
    folder = Folder(tmp_path)
    folder.write("content/pt/tone.yaml", tone)
    dignity = Dignity(folder.site())
    assert found(dignity, "pt", "Os pombos perdidos falecidos.")
    assert not found(dignity, "pt", "O rei falecido.")
    assert not found(dignity, "pt", "O falcão diz que os pombos perdidos são «falecidos».")
    name = next(
        folder.site().name(p, "pt").text for p in folder.site().people.values() if p.awaited
    )
    assert found(dignity, "pt", f"{name}, falecida.")
    problems = list(check_lists(folder.site(), folder.read(Problems()).tones))
    assert [p.path for p in problems] == ["content/fi/tone.yaml", "content/ar/tone.yaml"]
    assert {p.level for p in problems} == {Level.WARNING}


@cache
def real() -> Dignity:
    """One for all examples: hypothesis writes its arguments out, and a site is long."""
    return Dignity(load(ROOT))


@given(st.text(), st.sampled_from(LANGUAGES), st.booleans())
def test_no_text_whatever_breaks_it(text: str, lang: str, in_claim: bool) -> None:
    passage = Passage("x", lang, normal(text), ((0, 1),), "megumi-yokota", CLAIM * in_claim)
    list(real().check([passage]))
    list(real().unattributed([passage]))
    for path in (f"{lang}/x.html", "x.json", "x.ics"):
        list(real().check(shipped_passages(real().site, {path: text}, "site")))
    assert len(lower(text)) == len(text)


@given(st.sampled_from(list(sentences("guilty"))), st.sampled_from(FORMS))
def test_no_form_of_unicode_hides_a_word(row: tuple[str, str], form: Form) -> None:
    lang, text = row
    sentence = next(filled_in(real().site, lang, text))
    assert found(real(), lang, unicodedata.normalize(form, sentence))
