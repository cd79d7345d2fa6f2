"""Emphasis and line breaks among Japanese and Korean, without a change for other scripts."""

from __future__ import annotations

import unicodedata

import helpers  # noqa: F401  (the settings of hypothesis)
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sitegen.markup import scripts
from sitegen.markup.parser import parser
from sitegen.markup.scripts import flanking, is_cjk, is_hangul, joins_across_break

STOCK = MarkdownIt("commonmark")
OURS = MarkdownIt("commonmark")
OURS.inline.ruler.at("emphasis", scripts.emphasis)


def html(text: str) -> str:
    return str(parser().renderInline(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Closing brackets and full stops before a word, with no space between.
        ("これは**「重要」**です", "これは<strong>「重要」</strong>です"),
        ("**「名」**は", "<strong>「名」</strong>は"),
        ("**マークダウン(Markdown)**は", "<strong>マークダウン(Markdown)</strong>は"),
        ("**太字です。**次の文", "<strong>太字です。</strong>次の文"),
        ("鳩は**「帰る」**と言った。", "鳩は<strong>「帰る」</strong>と言った。"),
        ('鳩は**"home"**と言った。', "鳩は<strong>&quot;home&quot;</strong>と言った。"),
        ("鳩**（白い）**が", "鳩<strong>（白い）</strong>が"),
        ("𠮟**(叱)**る", "𠮟<strong>(叱)</strong>る"),
        ("ﾊﾄ**(鳩)**ﾊﾄ", "ﾊﾄ<strong>(鳩)</strong>ﾊﾄ"),
        # Korean particles directly after it.
        ("**이름(Name)**을", "<strong>이름(Name)</strong>을"),
        ("그는 **'비둘기'**라고", "그는 <strong>'비둘기'</strong>라고"),
        ("**비둘기!**를", "<strong>비둘기!</strong>를"),
        ("ᄒ**(h)**ᅡ", "ᄒ<strong>(h)</strong>ᅡ"),
        # One star, and stars within stars.
        ("これは*「重要」*です", "これは<em>「重要」</em>です"),
        ("**鳩は*「白い」*と**は", "<strong>鳩は<em>「白い」</em>と</strong>は"),
        ("*鳩は**「白い」**と*は", "<em>鳩は<strong>「白い」</strong>と</em>は"),
        ("***「白い」***は", "<em><strong>「白い」</strong></em>は"),
        # `_` does not split words, `*` does.
        ("snake_case_name", "snake_case_name"),
        ("日_本_語", "日_本_語"),
        ("한_국_어", "한_국_어"),
        ("日*本*語", "日<em>本</em>語"),
        ("__注意__：鳩", "<strong>注意</strong>：鳩"),
        ("鳩：__注意__", "鳩：<strong>注意</strong>"),
        # No bold: a space inside the stars.
        ("** 鳩**は", "** 鳩**は"),
        ("**鳩 **は", "**鳩 **は"),
        ("**　鳩**は", "**　鳩**は"),
        # No CJK: CommonMark as it is.
        ("a**(b)**c", "a**(b)**c"),
        ("a**«b»**c", "a**«b»**c"),
    ],
)
def test_emphasis(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize("text", ["葛\U000e0100**(正式)**城", "禰\U000e0100**(正式)**豆子"])
def test_a_variant_of_an_ideograph_is_one(text: str) -> None:
    """The specification, 2bδ: an Ideographic Variation Selector counts as what it selects."""
    assert "<strong>(正式)</strong>" in html(text)


@pytest.mark.parametrize("text", ["a**✅**b", "a**🐦.**b"])
def test_an_emoji_is_no_cjk_character(text: str) -> None:
    """The specification, 2.1: default emoji presentation is excepted, so CommonMark decides."""
    assert html(text) == STOCK.renderInline(text)


HIRAGANA = st.characters(min_codepoint=0x3041, max_codepoint=0x3096)
KATAKANA = st.characters(min_codepoint=0x30A1, max_codepoint=0x30FA)
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
HAN_RARE = st.characters(min_codepoint=0x20000, max_codepoint=0x2A6D6)
HANGUL = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
JAMO = st.characters(min_codepoint=0x1100, max_codepoint=0x11FF)
HALF_WIDTH = st.characters(min_codepoint=0xFF66, max_codepoint=0xFF9D)
CJK_MARKS = st.sampled_from("、。「」『』（）［］：；！？・〜")
CJK = st.one_of(HIRAGANA, KATAKANA, HAN, HAN_RARE, HANGUL, JAMO, HALF_WIDTH, CJK_MARKS)
INNER = st.text(
    st.one_of(CJK, st.sampled_from("abcXYZ019éüпא()\"'.,!?%-+/:;=~^$#“”«»")), min_size=1, max_size=6
)


@given(CJK, INNER, CJK)
@example("は", "「重要」", "で")
@example("を", "(a)", "을")
def test_between_cjk_neighbours_two_stars_are_always_bold(
    before: str, inner: str, after: str
) -> None:
    """Whatever stands inside, so long as it has no marks of its own."""
    rendered = html(f"{before}**{inner}**{after}")
    escaped = inner.replace('"', "&quot;")
    assert rendered == f"{before}<strong>{escaped}</strong>{after}"


@given(CJK)
def test_all_of_these_are_cjk(char: str) -> None:
    assert is_cjk(char)


ASCII = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=40)
STARRY = st.text(alphabet="**__ab (.'\"`\\\n", max_size=30)


@given(st.one_of(ASCII, STARRY))
def test_for_ascii_the_rule_is_commonmark(text: str) -> None:
    assert OURS.render(text) == STOCK.render(text)


NARROW = st.characters(categories=["Lu", "Ll", "Nd", "Po", "Ps", "Pe", "Sm", "Zs"])


@given(st.text(st.one_of(NARROW, st.sampled_from("**__")), max_size=20))
def test_without_cjk_the_rule_is_commonmark(text: str) -> None:
    assume(not any(unicodedata.east_asian_width(char) in "WFH" for char in text))
    assert OURS.render(text) == STOCK.render(text)


@pytest.mark.parametrize(
    ("before", "after", "star", "underscore"),
    [
        (" ", "a", (True, False), (True, False)),
        ("a", " ", (False, True), (False, True)),
        ("a", "b", (True, True), (False, False)),
        ("a", "(", (False, True), (False, True)),
        (")", "a", (True, False), (True, False)),
        ("は", "(", (True, True), (False, True)),
        (")", "は", (True, True), (True, False)),
        ("は", "「", (True, True), (False, True)),
        ("」", "は", (True, True), (True, False)),
        (" ", " ", (False, False), (False, False)),
    ],
)
def test_flanking(
    before: str, after: str, star: tuple[bool, bool], underscore: tuple[bool, bool]
) -> None:
    assert flanking(before, after, splits_words=True) == star
    assert flanking(before, after, splits_words=False) == underscore


# --- scripts and line breaks


@pytest.mark.parametrize("char", list("あア漢한ᄒㅎ。「（Ａｱ　𠮟"))
def test_cjk(char: str) -> None:
    assert is_cjk(char)


@pytest.mark.parametrize("char", list("aé9пאف(“…·-\n "))
def test_not_cjk(char: str) -> None:
    assert not is_cjk(char)


@given(st.characters(codec="utf-8"))
def test_hangul_is_what_unicode_names_hangul(char: str) -> None:
    name = unicodedata.name(char, "")
    if "HANGUL SYLLABLE" in name or name.startswith(("HANGUL CHOSEONG", "HANGUL JUNGSEONG")):
        assert is_hangul(char)
    if is_hangul(char) and name:
        assert "HANGUL" in name


@pytest.mark.parametrize(
    ("before", "after", "joins"),
    [
        ("日", "本", True),
        ("。", "「", True),
        ("ア", "漢", True),
        ("한", "국", False),
        ("漢", "국", False),
        ("한", "字", False),
        ("。", "국", False),
        ("a", "日", False),
        ("日", "a", False),
        ("a", "「", True),
        ("。", "a", True),
        ("a", "b", False),
        (".", "b", False),
    ],
)
def test_what_joins_across_a_line_break(before: str, after: str, joins: bool) -> None:
    assert joins_across_break(before, after) is joins


def test_an_emoji_at_the_end_of_a_line_keeps_the_space() -> None:
    """A symbol is no punctuation of the script: `white 🐦` and `dove` are two words."""
    assert not joins_across_break("🐦", "d")
    assert not joins_across_break("d", "✅")
