"""Where lines may end: what is kept whole, phrases in headings, and texts that stay as they were."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import helpers  # noqa: F401  (the settings of hypothesis)
import pytest
from helpers import Folder, shown
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from sitegen.breaks import Breaks
from sitegen.i18n.formats import date_patterns
from sitegen.markup.document import parse
from sitegen.markup.render import Notes, Target, render
from sitegen.problems import Problems
from sitegen.typeset import Names, Typesetter, in_html

JAPANESE = Typesetter(
    Breaks(
        spaced=False,
        phrases="ja",
        last=6,
        brackets=6,
        after_names=("さん",),
        before_numbers=("第",),
        numbers=("一", "二", "三", "十"),
        counters=("年", "年代", "月", "日", "人", "つ", "歳", "万"),
    ),
    Names(("横田めぐみ", "原敕晁"), ("横田", "めぐみ", "原", "敕晁")),
    date_patterns("ja_JP"),
)
KOREAN = Typesetter(
    Breaks(brackets=8, after_names=("씨",), numbers=("두", "열두"), counters=("명", "가지")),
    Names(("요코타 메구미",), ("요코타", "메구미", "하라")),
    date_patterns("ko_KR"),
)
ENGLISH = Typesetter(
    Breaks(before_numbers=("No.",), whole=("Kim Jong Il",)),
    Names(("Megumi Yokota", "Yokota Megumi"), ("Megumi", "Yokota")),
    date_patterns("en_GB"),
)


@pytest.mark.parametrize(
    ("typesetter", "text", "kept"),
    [
        (JAPANESE, "13歳の横田めぐみさんは", ["13歳", "横田めぐみさん"]),
        (JAPANESE, "2002年10月15日に5人が", ["2002年10月15日", "5人"]),
        (JAPANESE, "17,625日、1970年代、第3", ["17,625日", "1970年代", "第3"]),
        (JAPANESE, "1,700万人と二人、三つ", ["1,700万人", "二人", "三つ"]),
        (JAPANESE, "１０月に", ["１０月"]),
        (JAPANESE, "原さんは原因を", ["原さん"]),
        (JAPANESE, "DNAと2002", []),
        (JAPANESE, "佐渡市（旧・真野町）と（これは長すぎる）", ["（旧・真野町）"]),
        (KOREAN, "사도시(옛 마노마치)", ["(옛 마노마치)"]),
        (ENGLISH, "the (old) town", []),
        (KOREAN, "요코타 메구미 씨는 13세", ["요코타 메구미 씨"]),
        (KOREAN, "메구미 씨와 하라 씨", ["메구미 씨", "하라 씨"]),
        (KOREAN, "가라고 하라 했다", []),
        (KOREAN, "2002년 10월 15일, 1978년 6월에 5명이", ["2002년 10월 15일", "1978년 6월"]),
        (KOREAN, "열두 명과 두 가지, 모두 명", ["열두 명", "두 가지"]),
        (ENGLISH, "On 13 March 2026 Megumi Yokota", ["13 March 2026", "Megumi Yokota"]),
        (ENGLISH, "in September 2002, 15 October", ["September 2002", "15 October"]),
        (ENGLISH, "Kim\nJong Il; Yokota Megumi", ["Kim\nJong Il", "Yokota Megumi"]),
        (ENGLISH, "No. 3 of 17 people", ["No. 3"]),
        (ENGLISH, "XMegumi Yokota", []),
        (Typesetter(), "Megumi 13 March 2026", []),
    ],
)
def test_what_stays_on_one_line(typesetter: Typesetter, text: str, kept: list[str]) -> None:
    assert [text[slice(*span)] for span in typesetter.kept(text)] == kept


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("横田めぐみさんが姿を消した日", "横田めぐみさんが|姿を|消した|日"),
        ("1970年代から80年代に起きた拉致", "1970年代から|80年代に|起きた|拉致"),
        ("2002年日朝首脳会談で", "2002年日朝首脳会談で"),
        ("Kim Jong Ilの答え", "Kim Jong Ilの|答え"),
        ("", ""),
    ],
)
def test_phrases_never_cut_a_name_a_number_or_a_latin_word(text: str, phrases: str) -> None:
    found = JAPANESE.phrases(text)
    assert "|".join(found) == phrases


def test_a_language_with_spaces_breaks_between_words_and_keeps_names() -> None:
    assert KOREAN.phrases("요코타 메구미 씨는 13세에") == ["요코타 메구미 씨는 ", "13세에"]
    assert ENGLISH.phrases("Where is Megumi Yokota?") == ["Where ", "is ", "Megumi Yokota?"]


def test_html() -> None:
    assert JAPANESE.html("<13歳> & 横田") == (
        '&lt;<span class="nb">13歳</span>&gt; &amp; <span class="nb">横田</span>'
    )
    assert JAPANESE.heading("横田めぐみさんが姿を消した") == (
        '<span class="ph">横田めぐみさんが<wbr>姿を<wbr>消した</span>'
    )
    assert JAPANESE.heading("答え") == "答え"
    assert ENGLISH.heading("Megumi Yokota") == '<span class="nb">Megumi Yokota</span>'


@pytest.mark.parametrize(
    ("typesetter", "text", "html"),
    [
        (
            JAPANESE,
            "13人が帰国した。",
            '<span class="nb">13人</span>が<span class="nb">帰国した</span>#。',
        ),
        (ENGLISH, "Is it <so>?", "Is it &lt;so&gt;#?"),
        (ENGLISH, "No. 3", '<span class="nb">No. 3</span>#'),
        (KOREAN, "", "#"),
    ],
)
def test_the_numbers_of_sources_stand_before_the_full_stop(
    typesetter: Typesetter, text: str, html: str
) -> None:
    assert typesetter.sourced(text, Markup("#")) == html


def test_tags_and_entities_of_html_stay() -> None:
    html = '<b title="13歳">13歳</b> &amp; &#39;5人&#39;'
    assert in_html(html, JAPANESE.html) == (
        '<b title="13歳"><span class="nb">13歳</span></b> &amp; \'<span class="nb">5人</span>\''
    )


def resolve(target: str) -> Target:
    return Target(f"../{target}/", "横田めぐみ" if "ja" in target else "요코타 메구미")


def prose(text: str, typesetter: Typesetter) -> str:
    body = parse(text, "p.md", 1, Problems())
    ids = [f"id-{number}" for number, _ in enumerate(body.headings)]
    parts = render(body, ids, resolve, Notes(), typesetter=typesetter)
    return re.sub(r'(<sup class="cite">).*?(</sup>)', r"\1\2", "".join(p.html for p in parts))


@pytest.mark.parametrize(
    ("typesetter", "text", "html"),
    [
        (
            JAPANESE,
            "{横田|よこた}めぐみさんは",
            '<p><span class="nb"><ruby>横田<rp>（</rp><rt>よこた</rt><rp>）</rp></ruby>めぐみさん</span>は</p>',
        ),
        (JAPANESE, "横田\nめぐみは", '<p><span class="nb">横田めぐみ</span>は</p>'),
        (
            JAPANESE,
            "帰国した[@a]。",
            '<p><span class="nb">帰国した</span><sup class="cite"></sup>。</p>',
        ),
        (
            JAPANESE,
            "二人は5人です[@a]。",
            '<p><span class="nb">二人</span>は<span class="nb">5人です</span><sup class="cite"></sup>。</p>',
        ),
        (
            JAPANESE,
            "これはキャンペーンです[@a]。",
            '<p>これはキャンペー<span class="nb">ンです</span><sup class="cite"></sup>。</p>',
        ),
        (
            JAPANESE,
            "計5人[@a; @b]。",
            '<p>計<span class="nb">5人</span><sup class="cite"></sup>。</p>',
        ),
        (
            JAPANESE,
            "帰国した[@a]あと。",
            '<p><span class="nb">帰国した</span><sup class="cite"></sup>あと。</p>',
        ),
        (JAPANESE, "`13歳`", "<p><code>13歳</code></p>"),
        (
            JAPANESE,
            "## 横田めぐみさんが姿を消した",
            '<h2 id="id-0"><span class="ph">横田めぐみさんが<wbr>姿を<wbr>消した</span></h2>',
        ),
        (
            JAPANESE,
            "[](ja)さん、[13歳](ja)",
            '<p><a href="../ja/"><span class="nb">横田めぐみ</span></a><span class="nb">さん</span>、'
            '<a href="../ja/"><span class="nb">13歳</span></a></p>',
        ),
        (
            KOREAN,
            "[](ko) 씨는 **메구미** 씨",
            '<p><a href="../ko/"><span class="nb">요코타 메구미</span></a><span class="nb"> 씨</span>는 '
            "<strong>메구미</strong> 씨</p>",
        ),
    ],
)
def test_prose(typesetter: Typesetter, text: str, html: str) -> None:
    assert prose(text, typesetter) == html


@given(
    st.text(alphabet="横田めぐみ原さん13０年月日人, a씨요코타메구\n*{}|[]()@&<>", max_size=30),
    st.sampled_from([JAPANESE, KOREAN, ENGLISH]),
)
def test_the_text_stays_as_it_was(text: str, typesetter: Typesetter) -> None:
    """Marks for lines add elements and nothing else: not a character comes, goes or changes."""

    def words(html: str) -> str:
        assert html.count("<span") == html.count("</span>")
        return unescape(re.sub(r"</?(?:span|wbr)[^>]*>", "", html))

    assert words(typesetter.html(text)) == text
    assert words(typesetter.heading(text)) == text
    assert "".join(typesetter.phrases(text)) == text
    plain = prose(text, Typesetter())
    assert re.sub(r"</?(?:span|wbr)[^>]*>", "", prose(text, typesetter)) == plain


def test_a_phrase_model_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/pt/breaks.yaml", "spaced: false\nphrases: jp\ncounter: [x]\n")
    problems = Problems()
    folder.records(problems)
    assert shown(problems) == [
        "content/pt/breaks.yaml:2: 'phrases': BudouX has no model 'jp' (models: ja, th, zh-hans, zh-hant)",
        "content/pt/breaks.yaml:3: unknown field 'counter', did you mean 'counters'? (fields here: spaced, phrases, last, brackets, whole, after_names, before_numbers, numbers, counters, quotes)",
    ]


@pytest.mark.parametrize(
    ("locale", "dates"),
    [
        ("pt_PT", "2 de junho de 2017|março de 2018"),
        ("fi_FI", "11. helmikuuta 2019|maaliskuu 2019"),
        ("ar", "11 فبراير 2019"),
        ("en_US", "October 15, 2002|May 1980"),
    ],
)
def test_the_forms_of_dates_come_from_cldr(locale: str, dates: str) -> None:
    typesetter = Typesetter(dates=date_patterns(locale))
    for date in dates.split("|"):
        assert [date[slice(*span)] for span in typesetter.kept(date)] == [date]
