"""Dates, numbers, lists and language names by Babel; Korean particles by the last sound."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, parse_pattern, tokenize_pattern
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from sitegen.dates import PartialDate

# (after a consonant, after a vowel); `으로` also follows its own rule, see josa().
_PARTICLES = (
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
    ("아", "야"),
    ("으로", "로"),
    ("이나", "나"),
    ("이라", "라"),
)
_BY_FORM = {form: pair for pair in _PARTICLES for form in pair}
_RIEUL = 8
"""The place of ㄹ among the 28 final consonants of a Hangul syllable."""


@lru_cache(maxsize=4096)
def date(value: str, locale: str) -> str:
    """`1977-11-15`, `1978-06` or `1978` as the language writes it; nothing is made up.

    A full date takes CLDR's long form, a month the skeleton yMMMM, a year the skeleton y.
    """
    partial = PartialDate.parse(value)
    complete = partial.complete
    if complete is not None:
        return format_date(complete, "long", locale)
    skeleton = "yMMMM" if partial.month else "y"
    first = dt.date(partial.year, partial.month or 1, 1)
    return format_skeleton(skeleton, first, locale=locale)


@lru_cache(maxsize=256)
def time(value: str, locale: str) -> str:
    """`17:33` as the language writes a time of day on the clock of 24 hours (CLDR's skeleton Hm)."""
    return format_skeleton("Hm", dt.time.fromisoformat(value), locale=locale)


def percent(value: float, locale: str) -> str:
    """A share from 0 to 1 in whole percent."""
    return format_percent(value, locale=locale)


@lru_cache(maxsize=64)
def date_patterns(locale: str) -> tuple[str, ...]:
    """Regular expressions for a day, a month and a day of the year as the language writes them.

    Made from CLDR's long form and from its skeletons (UTS #35, part 4): digits stand for digits, a
    month's name for each of its names, and any space for a space. The longer forms come first.
    """
    known = Locale.parse(locale)
    skeletons = known.datetime_skeletons
    found = [known.date_formats["long"].pattern]
    found += [
        skeletons[name].pattern for name in ("yMMMM", "MMMMd", "yMMM", "MMMd") if name in skeletons
    ]
    written = (_date_pattern(pattern, known) for pattern in dict.fromkeys(found))
    return tuple(sorted({text for text in written if text}, key=lambda text: (-len(text), text)))


def _date_pattern(pattern: str, locale: Locale) -> str:
    """One pattern of CLDR; empty if it says more than year, month and day."""
    text = ""
    for _, value in tokenize_pattern(pattern):
        if isinstance(value, str):
            text += re.sub(r"(?:\\?\s)+", lambda _: r"\s", re.escape(value))
            continue
        field, length = str(value[0]), int(value[1])
        if field not in "yMLd":
            return ""
        if field in "ML" and length > 2:
            text += _month_names(locale, "wide" if length == 4 else "abbreviated")
        else:
            text += "[0-9０-９]{4}" if field == "y" else "[0-9０-９]{1,2}"
    return f"{text}(?![0-9０-９])" if text.endswith("}") else text


def _month_names(locale: Locale, width: str) -> str:
    """Any name of a month, the longest first."""
    forms = (locale.months[form][width] for form in ("format", "stand-alone"))
    names = {name for form in forms for name in form.values()}
    longest = sorted(names, key=lambda name: (-len(name), name))
    return f"(?:{'|'.join(map(re.escape, longest))})"


@lru_cache(maxsize=512)
def period(start: str, end: str, locale: str) -> str:
    """`2014-03-10` to `2014-03-14` as the language writes it, saying once what both have in common.

    CLDR's interval pattern yMMMd, with the month in full as in `date` (UTS 35, part 4, "Matching
    Skeletons": fields may be expanded). Incomplete dates stand side by side by CLDR's fallback.
    """
    first, last = PartialDate.parse(start).complete, PartialDate.parse(end).complete
    formats = Locale.parse(locale).interval_formats
    if first is None or last is None:
        joined: str = formats[None].format(date(start, locale), date(end, locale))
        return joined
    differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    patterns = (re.sub(r"(?<!M)MMM(?!M)", "MMMM", part) for part in formats["yMMMd"][differs])
    pairs = zip(patterns, (first, last), strict=True)
    return "".join(str(parse_pattern(part).apply(day, locale)) for part, day in pairs)


def number(value: int, locale: str) -> str:
    return format_decimal(value, locale=locale)


@lru_cache(maxsize=4096)
def plural(value: int, locale: str) -> str:
    """CLDR's plural category of a number: `one`, `few`, `many`, `other` …"""
    return Locale.parse(locale).plural_form(value)


def names(items: Sequence[str], locale: str) -> str:
    """`A, B and C` as the language joins a list."""
    return format_list(list(items), style="standard", locale=locale)


@lru_cache(maxsize=256)
def language_name(code: str, locale: str) -> str:
    """What a language is called in another; its code where CLDR has no name."""
    try:
        return Locale.parse(code, sep="-").get_display_name(locale) or code
    except (UnknownLocaleError, ValueError):
        return code


def josa(word: str, particle: str) -> str:
    """The word with the form of a Korean particle that its last sound asks for.

    `particle` is either form (`은` or `는`). A final consonant takes the first form, a vowel the
    second; `으로` becomes `로` after ㄹ as well. A word that does not end in Hangul gets both,
    `은(는)`, as the National Institute of Korean Language writes it where the sound is not known.
    Syllables are consonant + vowel + final in the order of The Unicode Standard, section 3.12:
    final = (code point - U+AC00) mod 28. ValueError for a particle that is not known.
    """
    pair = _BY_FORM.get(particle)
    if pair is None:
        raise ValueError(
            f"josa: '{particle}' is no particle with two forms ({', '.join(_BY_FORM)})"
        )
    closed, open_ = pair
    last = word.rstrip("”’\"')）」』")[-1:]
    if not "가" <= last <= "힣":
        return f"{word}{closed}({open_})"
    final = (ord(last) - 0xAC00) % 28
    if final == 0 or (open_ == "로" and final == _RIEUL):
        return word + open_
    return word + closed
