"""Dates and numbers read back: what Babel writes, what people write, and what is no number."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from sitegen.checks.names import normal
from sitegen.checks.quantities import Quantity, Reader, When
from sitegen.i18n import formats
from sitegen.numerals import Numerals

CONTENT = Path(__file__).parent.parent / "content"
GOOD = Path(__file__).parent / "sites" / "good" / "content"
PLACES = {
    "en": (CONTENT, "en_GB"),
    "ja": (CONTENT, "ja_JP"),
    "ko": (CONTENT, "ko_KR"),
    "pt": (GOOD, "pt_PT"),
    "fi": (GOOD, "fi_FI"),
    "ar": (GOOD, "ar"),
}
LANGUAGES = st.sampled_from(sorted(PLACES))
COUNTERS = {"ja": "人", "ko": "명"}


def numerals(lang: str) -> Numerals:
    text = (PLACES[lang][0] / lang / "values.yaml").read_text("utf-8")
    return Numerals.model_validate(yaml.load(text, yaml.BaseLoader))


READERS = {lang: Reader(PLACES[lang][1], numerals(lang)) for lang in PLACES}


def read(lang: str, text: str) -> list[Quantity]:
    return READERS[lang].read(normal(text))


def values(lang: str, text: str) -> list[When | Fraction]:
    return [quantity.value for quantity in read(lang, text)]


# --- round trips: what Babel writes is read back


@given(LANGUAGES, st.dates(dt.date(1850, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_is_read_back(lang: str, day: dt.date) -> None:
    written = formats.date(day.isoformat(), PLACES[lang][1])
    assert values(lang, f"({written})") == [When(day.year, day.month, day.day)]


@given(LANGUAGES, st.integers(1850, 2099), st.integers(1, 12))
def test_a_month_is_read_back(lang: str, year: int, month: int) -> None:
    written = formats.date(f"{year}-{month:02}", PLACES[lang][1])
    assert values(lang, f"({written})") == [When(year, month)]


@given(LANGUAGES, st.integers(1850, 2099))
def test_a_year_is_read_back(lang: str, year: int) -> None:
    assert values(lang, f"({formats.date(str(year), PLACES[lang][1])})") == [When(year)]


@given(LANGUAGES, st.integers(0, 10**12).filter(lambda n: not 1000 <= n < 3000))
def test_a_number_is_read_back(lang: str, number: int) -> None:
    written = format_decimal(number, locale=PLACES[lang][1], numbering_system="latn")
    assert values(lang, f"({written})") == [Fraction(number)]


@given(LANGUAGES, st.integers(0, 10**6), st.integers(1, 99))
def test_a_decimal_is_read_back(lang: str, whole: int, hundredths: int) -> None:
    number = Fraction(whole * 100 + hundredths, 100)
    written = format_decimal(
        float(number), format="#,##0.##", locale=PLACES[lang][1], numbering_system="latn"
    )
    assert values(lang, f"({written})") == [number]


@given(st.sampled_from(sorted(PLACES)), st.data())
def test_a_number_in_words_is_read_back(lang: str, data: st.DataObject) -> None:
    words = numerals(lang).words
    number = data.draw(st.sampled_from(sorted(words)))
    text = f"({words[number]}{COUNTERS.get(lang, '')})"
    assert values(lang, text) == [Fraction(number)]


@given(st.integers(1, 10**12 - 1))
def test_kanji_numbers_are_read_back(number: int) -> None:
    assert values("ja", f"（{kanji(number)}人）") == [Fraction(number)]


def kanji(number: int) -> str:
    """Four digits at a time, each group with its power: 一億二千三百万四十五."""
    groups = ((10**8, "億"), (10**4, "万"), (1, ""))
    text = ""
    for power, name in groups:
        group, number = divmod(number, power)
        part = "".join(
            f"{'' if d == 1 and small != 1 else '〇一二三四五六七八九'[d]}{mark}"
            for small, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
            if (d := group // small % 10)
        )
        text += f"{part}{name}" if part else ""
    return text


# --- what people write


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "seventeen people", [17]),
        ("ja", "17人", [17]),
        ("ja", "１７人", [17]),
        ("ja", "十七人", [17]),
        ("ko", "열일곱 사람", [17]),
        ("ko", "스물두 명", [22]),
        ("en", "twenty-one", [21]),
        ("en", "Twelve have not", [12]),
        ("en", "two hundred thousand", [200_000]),
        ("en", "17 million signatures", [17_000_000]),
        ("ja", "1,700万筆", [17_000_000]),
        ("ko", "1,700만 건", [17_000_000]),
        ("ja", "1億2000万円", [120_000_000]),
        ("ja", "昭和52年11月15日", [When(1977, 11, 15)]),
        ("ja", "昭和52年", [When(1977)]),
        ("ja", "令和元年", [When(2019)]),
        ("en", "in the 1970s", [When(1970, decade=True)]),
        ("ja", "1970年代", [When(1970, decade=True)]),
        ("ko", "1970년대", [When(1970, decade=True)]),
        ("en", "26 to 28 May", [When(None, 5, 26), When(None, 5, 28)]),
        ("en", "on 24 October and in June 1978", [When(None, 10, 24), When(1978, 6)]),
        ("en", "In August", [When(None, 8)]),
        ("ko", "5월 26일부터 28일까지", [When(None, 5, 26), When(None, None, 28)]),
        ("ja", "20年間", [20]),
        ("ja", "3か月", [3]),
        ("ja", "3分の2", [Fraction(2, 3)]),
        ("ko", "3분의 2", [Fraction(2, 3)]),
        ("en", "17.22 million", [17_220_000]),
        ("ja", "1,722万", [17_220_000]),
        ("en", "50%", [50]),
        ("en", "the 13th case", [13]),
        ("ja", "第13回", [13]),
        # no number
        ("ja", "小泉純一郎首相", []),
        ("ja", "三重県の統一見解", []),
        ("ja", "数百人、何十年", []),
        ("ja", "一人残らず", []),
        ("ko", "북한은 한국과 이 문제로", []),
        ("ko", "수백 명, 몇십 년", []),
        ("ko", "돌아왔지만 일본은 6·25전쟁", []),
        ("ko", "못했지만 12명은", [12]),
        ("en", "December, Junichiro, may, marching", [When(None, 12)]),
        ("en", "someone often won", []),
    ],
)
def test_what_people_write(lang: str, text: str, expected: list[When | int | Fraction]) -> None:
    assert values(lang, text) == expected


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "one of them", 1),
        ("ja", "1人", 1),
        ("en", "the second summit", 2),
        ("en", "the two governments", 2),
        ("ko", "두 나라", 2),
    ],
)
def test_what_another_language_may_leave_out_is_not_strict(
    lang: str, text: str, value: int
) -> None:
    assert [(q.value, q.strict) for q in read(lang, text)] == [(Fraction(value), False)]


def test_nothing_is_read_in_a_name() -> None:
    assert READERS["ja"].read("三人さん", [(0, 4)]) == []


def test_a_quantity_knows_its_place() -> None:
    (quantity,) = read("en", "On 15 November 1977 she")
    assert "On 15 November 1977 she"[quantity.start : quantity.end] == "15 November 1977"


def test_a_language_without_a_list_reads_digits_and_the_dates_of_cldr() -> None:
    reader = Reader("sv_SE", Numerals())
    assert [q.value for q in reader.read("den 15 november 1977 kom 1 700 personer, tolv")] == [
        When(1977, 11, 15),
        1700,
    ]
