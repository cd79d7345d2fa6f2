"""Dates and numbers as one language writes them, read back as values.

Month names, the order of a date and the marks inside a number are CLDR's, by Babel; number words,
counters and eras are those of the language's `values.yaml`. Everything is compiled once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from babel import Locale
from babel.dates import get_month_names

from sitegen.checks.numbers import AFTER, BEFORE, NumberReader, union
from sitegen.numerals import Numerals

_TAKEN = "\ufffc"
"""Stands for what has been read, so that nothing reads it again."""
_SKELETONS = ("yMMMMd", "yMMMd", "yMMMM", "yMMM", "MMMMd", "MMMd", "y", "d", "M")
"""CLDR's forms of a date (UTS #35, part 4), the most exact first."""
_CONTEXTS: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
_LETTERS = {"y": "year", "M": "month", "L": "month", "d": "day"}


@dataclass(frozen=True)
class When:
    """A date with what is said of it: a day or month may stand without its year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    decade: bool = False
    """Whether it is the ten years from `year` on."""

    @property
    def unit(self) -> str:
        """The finest part that is said."""
        if self.decade:
            return "decade"
        return "day" if self.day else "month" if self.month else "year"

    def agrees(self, other: When) -> bool:
        """No part is said differently; what one leaves out, the other may say."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(a is None or b is None or a == b for a, b in pairs)


@dataclass(frozen=True)
class Quantity:
    """A date or number and where it stands. What is not `strict` may lack a counterpart."""

    start: int
    end: int
    value: When | Fraction
    strict: bool = True


class Reader:
    """Reads the dates and numbers of one language."""

    def __init__(self, locale: str, numerals: Numerals) -> None:
        cldr = Locale.parse(locale)
        self._eras = numerals.eras
        self._numbers = NumberReader(cldr, numerals)
        whole = _month_names("wide", locale) | dict(numerals.months)
        names = _month_names("abbreviated", locale) | whole
        self._months = {name.lower(): number for name, number in names.items()}
        digits, name = r"(?<!\d)[01]?\d", _words(names)
        self._fields = {
            "year": r"[12]\d{3}",
            "month": f"(?:{name}|{digits})",
            "name": f"(?:{name})",
            "month_alone": f"(?:{_words(whole)})",
            "day": r"[0-3]?\d",
            "era": union(numerals.eras) or r"(?!)",
            "number": r"\d+",
            "part": r"\d+",
            "whole": r"\d+",
        }
        self._ignored = [self._compiled(pattern) for pattern in numerals.ignored]
        spans = "|".join(numerals.spans)
        after = f"(?!{spans})" if spans else ""
        dates = [*numerals.dates, *(f"(?:{p}){after}" for p in _of_cldr(cldr))]
        self._passes: tuple[tuple[list[re.Pattern[str]], _Meaning], ...] = (
            ([self._compiled(p) for p in numerals.decades], _decade),
            ([self._compiled(p) for p in dates], self._date),
            ([self._compiled(p) for p in numerals.fractions], _fraction),
        )

    def read(self, text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Quantity]:
        """Every date and number of a text in the form NFKC, in order.

        `taken` are spans in which nothing is read, such as names.
        """
        for start, end in taken:
            text = _without(text, start, end)
        for pattern in self._ignored:
            text = pattern.sub(lambda match: _TAKEN * len(match[0]), text)
        found: list[Quantity] = []
        for patterns, meaning in self._passes:
            for pattern in patterns:
                for match in pattern.finditer(text):
                    values = list(meaning(match))
                    found += [Quantity(*match.span(), value) for value in values]
                    if values:
                        text = _without(text, *match.span())
        for read in (self._numbers.read_loose, self._numbers.read):
            for number in list(read(text)):
                found.append(Quantity(number.start, number.end, number.value, number.strict))
                text = _without(text, number.start, number.end)
        return sorted(found, key=lambda quantity: (quantity.start, quantity.end))

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        """A pattern with its fields; those that stand in it twice are told apart by a number."""
        counts: dict[str, int] = {}

        def field(match: re.Match[str]) -> str:
            name = match[1]
            counts[name] = counts.get(name, 0) + 1
            return f"(?P<{name}_{counts[name]}>{self._fields[name]})"

        body = re.sub(r"\{([a-z_]+)\}", field, pattern)
        return re.compile(f"{BEFORE}(?:{body}){AFTER}")

    def _date(self, match: re.Match[str]) -> Iterator[When]:
        """The days, months or years of a match: what is said once holds for all of them."""
        years = [int(text) for text in _said(match, "year")]
        counts = [*_said(match, "number"), "1"]  # the first year of an era may have no number
        for era, count in zip(_said(match, "era"), counts, strict=False):
            years.append(self._eras[era] + int(count))
        months = [
            self._months.get(text.lower()) or int(text)
            for text in (
                *_said(match, "month"),
                *_said(match, "name"),
                *_said(match, "month_alone"),
            )
        ]
        days = [int(text) for text in _said(match, "day")]
        if all(1 <= month <= 12 for month in months) and all(1 <= day <= 31 for day in days):
            for index in range(max(len(years), len(months), len(days))):
                yield When(_at(years, index), _at(months, index), _at(days, index))


_Meaning = Callable[[re.Match[str]], Iterator[When | Fraction]]


def _decade(match: re.Match[str]) -> Iterator[When]:
    yield from (When(int(text), decade=True) for text in _said(match, "year"))


def _fraction(match: re.Match[str]) -> Iterator[Fraction]:
    part, whole = _said(match, "part"), _said(match, "whole")
    if part and whole and int(whole[0]):
        yield Fraction(int(part[0]), int(whole[0]))


def _words(names: Iterable[str]) -> str:
    """Names in letters with capitals are whole words; `11월` may be followed by a particle."""
    cased = {name for name in names if name[0].lower() != name[0].upper()}
    groups = ((cased, r"(?<![^\W\d])", r"(?!\w)"), (set(names) - cased, "", ""))
    return "|".join(f"{left}(?:{union(group)}){right}" for group, left, right in groups if group)


def _of_cldr(locale: Locale) -> Iterator[str]:
    """The forms of a date with a month or year; a lone number of a day is none."""
    formats = locale.datetime_skeletons
    known = [str(formats[name].pattern) for name in _SKELETONS if name in formats]
    for pattern in dict.fromkeys([locale.date_formats["long"].pattern, *known]):
        template = _template(pattern)
        if template and template not in ("{day}", "{month}"):
            yield template
    yield "{month_alone}"


def _template(pattern: str) -> str:
    """A pattern of CLDR (`d 'de' MMMM y`) with our fields; empty if it has parts we do not read."""
    parts = []
    for quoted, letters, other in re.findall(r"'([^']*)'|([A-Za-z]+)|([^A-Za-z']+)", pattern):
        name = _LETTERS.get(letters[:1])
        if letters and name is None:
            return ""
        if name == "month" and len(letters) > 2:
            name = "name"
        parts.append(f"{{{name}}}" if name else re.escape(quoted or other).replace(r"\ ", r"\s?"))
    return "".join(parts)


def _month_names(width: Literal["wide", "abbreviated"], locale: str) -> dict[str, int]:
    return {
        name: number
        for context in _CONTEXTS
        for number, name in get_month_names(width, context, locale).items()
    }


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + _TAKEN * (end - start) + text[end:]


def _said(match: re.Match[str], name: str) -> list[str]:
    return [
        text
        for key, text in match.groupdict().items()
        if key.rpartition("_")[0] == name and text is not None
    ]


def _at(values: Sequence[int], index: int) -> int | None:
    return values[min(index, len(values) - 1)] if values else None
