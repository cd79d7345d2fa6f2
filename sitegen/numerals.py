"""`content/<lang>/values.yaml`: how a language writes numbers and dates, beyond what CLDR knows.

The machine knows no number word of any language. Month names, the order of a date and the marks
inside a number come from CLDR by Babel; everything else stands in this record.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Annotated

import pydantic

from sitegen.patterns import check_pattern
from sitegen.validate import NonEmpty, Record

FIELDS = ("year", "month", "name", "day", "era", "number", "part", "whole")
"""What a pattern may say for what stands there: `{day} and {day} {name} {year}` (`name` is a month's)."""
_FIELD = "\ue010"
"""Stands for a field while a pattern is checked. Private use (Unicode), so no text has it."""
_AMOUNT = re.compile(r"-?[0-9]{1,30}(?:[./][0-9]{1,30})?")


def _pattern(value: str) -> str:
    names = re.findall(r"\{([A-Za-z_]+)\}", value)
    if wrong := [name for name in names if name not in FIELDS]:
        known = ", ".join(f"{{{name}}}" for name in FIELDS)
        raise ValueError(f"'{value}' says {{{wrong[0]}}}; a pattern may say {known}")
    # How long a field is, the reader decides.
    return check_pattern(value, re.sub(r"\{[a-z]+\}", f"(?:{_FIELD}+)", value))


def _amount(value: object) -> Fraction:
    text = str(value)
    try:
        return Fraction(text if _AMOUNT.fullmatch(text) else "")
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError(f"'{value}' is no number; write 12, 2.5 or 1/2") from error


Pattern = Annotated[
    str, pydantic.StringConstraints(min_length=1), pydantic.AfterValidator(_pattern)
]
"""A regular expression over text in Unicode's form NFKC."""
Amount = Annotated[Fraction, pydantic.PlainValidator(_amount)]


class PluralForm(StrEnum):
    """CLDR's plural categories (UTS #35, part 3)."""

    ZERO = "zero"
    ONE = "one"
    TWO = "two"
    FEW = "few"
    MANY = "many"
    OTHER = "other"


def _with_number(value: str) -> str:
    if re.findall(r"\{[a-z]+\}", value) != ["{number}"]:
        raise ValueError(f"'{value}' must say {{number}} once, and no other field")
    return value


def _dated(value: str) -> str:
    if sorted(re.findall(r"\{.*?\}", value)) != ["{date}", "{number}"]:
        raise ValueError(f"'{value}' must say {{number}} and {{date}}, each once")
    return value


Dated = Annotated[NonEmpty, pydantic.AfterValidator(_dated)]


class ByHand(Record):
    """A value of the data as people write it by hand."""

    value: NonEmpty
    """The name of the value, such as `not-returned`."""
    patterns: Annotated[
        tuple[Annotated[Pattern, pydantic.AfterValidator(_with_number)], ...],
        pydantic.Field(min_length=1),
    ]
    """How it stands in a sentence; `{number}` is the number."""


class Numerals(Record):
    """One language's number words, counters, eras, and the values that are not written by hand."""

    words: Mapping[int, NonEmpty] = {}
    """How a whole number is written out: what `{=not-returned words}` prints."""
    labels: bool = False
    """Whether a label begins with the number written out: what the filter `spelled` prints."""
    dated: Mapping[NonEmpty, Mapping[PluralForm, Dated]] = {}
    """How a value that ages is written with its day, by its name and CLDR's plural category."""
    read: Mapping[NonEmpty, Amount] = {}
    """Further words for numbers, which are read and never printed."""
    powers: Mapping[NonEmpty, Annotated[int, pydantic.Field(gt=1)]] = {}
    """Words that multiply what stands before them: hundred, million."""
    loose: Mapping[NonEmpty, Amount] = {}
    """Words that another language may say without a number: second, both, twins."""
    counters: tuple[Pattern, ...] = ()
    """What a number in words stands before; without any, it is read anywhere."""
    whole_words: bool = False
    """Whether the language sets its words apart."""
    months: Mapping[NonEmpty, Annotated[int, pydantic.Field(ge=1, le=12)]] = {}
    """Forms of a month's name beyond CLDR's."""
    dates: tuple[Pattern, ...] = ()
    """Forms of a date beyond CLDR's, such as `{day} and {day} {month} {year}`."""
    spans: tuple[Pattern, ...] = ()
    """What follows a year or a day of the month that is a span of time and no date."""
    decades: tuple[Pattern, ...] = ()
    """Ten years: `{year}s`."""
    eras: Mapping[NonEmpty, int] = {}
    """The year before the first one of an era, by its name."""
    fractions: tuple[Pattern, ...] = ()
    """`{part}` of `{whole}` equal parts."""
    ignored: tuple[Pattern, ...] = ()
    """Expressions with a number word that tell no number."""
    by_hand: tuple[ByHand, ...] = ()
