"""Forms of dates, numbers, lists and names by language; Korean particles by the last sound."""

from __future__ import annotations

import unicodedata

import pytest

from sitegen.i18n import formats


@pytest.mark.parametrize(
    ("value", "locale", "text"),
    [
        ("1978-06-12", "en_GB", "12 June 1978"),
        ("1978-06", "en_GB", "June 1978"),
        ("1978", "en_GB", "1978"),
        ("1978-06-12", "ja_JP", "1978年6月12日"),
        ("1978-06", "ja_JP", "1978年6月"),
        ("1978", "ja_JP", "1978年"),
        ("1978-06-12", "ko_KR", "1978년 6월 12일"),
        ("1978-06", "ko_KR", "1978년 6월"),
        ("1978", "ko_KR", "1978년"),
        ("1978-06-12", "pt_PT", "12 de junho de 1978"),
        ("1978-06-12", "fi_FI", "12. kesäkuuta 1978"),
        ("1978-06", "fi_FI", "kesäkuu 1978"),
        ("1978-06", "ar", "يونيو 1978"),
    ],
)
def test_a_date_takes_the_form_of_the_language(value: str, locale: str, text: str) -> None:
    """A missing month or day is not made up."""
    assert formats.date(value, locale) == text


@pytest.mark.parametrize("value", ["", "June", "1978-13"])
def test_no_date(value: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        formats.date(value, "en_GB")


@pytest.mark.parametrize(
    ("locale", "text"),
    [("en_GB", "18,262"), ("pt_PT", "18\xa0262"), ("fi_FI", "18\xa0262"), ("ja_JP", "18,262")],
)
def test_numbers(locale: str, text: str) -> None:
    assert formats.number(18262, locale) == text


@pytest.mark.parametrize(
    ("items", "locale", "text"),
    [
        (["A", "B", "C"], "en_GB", "A, B and C"),
        (["A", "B"], "fi_FI", "A ja B"),
        (["A", "B", "C"], "ja_JP", "A、B、C"),
        (["A", "B"], "ko_KR", "A 및 B"),
        (["A"], "en_GB", "A"),
        ([], "en_GB", ""),
    ],
)
def test_lists(items: list[str], locale: str, text: str) -> None:
    assert formats.names(items, locale) == text
    assert formats.names(tuple(items), locale) == text


@pytest.mark.parametrize(
    ("code", "locale", "text"),
    [
        ("ja", "en_GB", "Japanese"),
        ("ko", "ja_JP", "韓国語"),
        ("pt", "fi_FI", "portugali"),
        ("zh-hant", "en_GB", "Chinese (Traditional)"),
    ],
)
def test_names_of_languages(code: str, locale: str, text: str) -> None:
    assert formats.language_name(code, locale) == text


# --- particles

PAIRS = [
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
    ("아", "야"),
    ("이나", "나"),
    ("이라", "라"),
]
SYLLABLES = [chr(code) for code in range(0xAC00, 0xD7A4)]
RIEUL = "\u11af"


def final_of(syllable: str) -> str:
    """The final consonant by canonical decomposition, or nothing."""
    return unicodedata.normalize("NFD", syllable)[2:]


def test_there_are_as_many_syllables_as_unicode_says() -> None:
    assert len(SYLLABLES) == 11_172


@pytest.mark.parametrize(("closed", "open_"), PAIRS)
def test_every_syllable_takes_the_particle_of_its_last_sound(closed: str, open_: str) -> None:
    for syllable in SYLLABLES:
        expected = syllable + (closed if final_of(syllable) else open_)
        assert formats.josa(syllable, closed) == expected
        assert formats.josa(syllable, open_) == expected


def test_ro_follows_a_vowel_and_rieul() -> None:
    for syllable in SYLLABLES:
        expected = syllable + ("로" if final_of(syllable) in ("", RIEUL) else "으로")
        assert formats.josa(syllable, "으로") == expected
        assert formats.josa(syllable, "로") == expected


@pytest.mark.parametrize(
    ("word", "particle", "text"),
    [
        ("서울", "으로", "서울로"),
        ("부산", "으로", "부산으로"),
        ("비둘기", "은", "비둘기는"),
        ("‘비둘기’", "이", "‘비둘기’가"),
        ("「집」", "을", "「집」을"),
        ("집)", "을", "집)을"),
        ("Aurora", "은", "Aurora은(는)"),
        ("1978", "으로", "1978으로(로)"),
        ("집(home)", "를", "집(home)을(를)"),
        ("鳩", "와", "鳩과(와)"),
        ("", "가", "이(가)"),
        ("ㅎ", "가", "ㅎ이(가)"),
    ],
)
def test_words(word: str, particle: str, text: str) -> None:
    """Closing marks have no sound; where the sound is not known, both forms stand."""
    assert formats.josa(word, particle) == text


def test_an_unknown_particle_is_an_error() -> None:
    with pytest.raises(ValueError, match="josa: '의' is no particle with two forms \\(은, 는, 이,"):
        formats.josa("집", "의")
