"""The language of parts of a text (WCAG 2.2, 3.1.2): words in another language's own script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby

from babel import Locale
from babel.core import get_global

_LETTERS = {
    "Arab": ("ARABIC",),
    "Armn": ("ARMENIAN",),
    "Beng": ("BENGALI",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Ethi": ("ETHIOPIC",),
    "Geor": ("GEORGIAN",),
    "Grek": ("GREEK",),
    "Hans": ("CJK", "IDEOGRAPHIC"),
    "Hant": ("CJK", "IDEOGRAPHIC", "BOPOMOFO"),
    "Hebr": ("HEBREW",),
    "Jpan": ("CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"),
    "Khmr": ("KHMER",),
    "Kore": ("HANGUL",),
    "Laoo": ("LAO",),
    "Mymr": ("MYANMAR",),
    "Taml": ("TAMIL",),
    "Thai": ("THAI",),
}
"""Scripts (ISO 15924) to how Unicode's names of their letters begin. A script that is not here marks
nothing; nor does Latin, whose letters stand in texts of every language: abbreviations, units."""


class Parts:
    """Splits texts at words that only another of the site's languages writes in its script."""

    def __init__(self, locales: Mapping[str, str]) -> None:
        """`locales`: code of each language, in their order, to its Babel locale."""
        own = {code: _scripts(locale) for code, locale in locales.items()}
        self._owners = {
            code: {
                script: other
                for other, scripts in reversed(own.items())
                for script in scripts
                if script not in scripts_here
            }
            for code, scripts_here in own.items()
        }

    def split(self, text: str, lang: str) -> Iterator[tuple[str, str | None]]:
        """(piece, language); None for the language of the text itself.

        What stands between two words of one script, without a letter in it, belongs to them.
        """
        owners = self._owners[lang]
        marks = [_owner(char, owners) for char in text]
        last: str | None = None
        waiting: list[int] = []
        for at, mark in enumerate(marks):
            if mark == "":
                waiting.append(at)
                continue
            for place in waiting:
                marks[place] = mark if mark == last else None
            waiting, last = [], mark
        for place in waiting:
            marks[place] = None
        start = 0
        for found, run in groupby(marks):
            end = start + len(list(run))
            yield text[start:end], found
            start = end


def _owner(char: str, owners: Mapping[str, str]) -> str | None:
    """The language of a letter, None for that of the text, nothing for what is no letter."""
    if not char.isalnum():
        return "" if char in " ·()（）・" else None
    return owners.get(unicodedata.name(char, "").split(" ")[0])


def _scripts(locale: str) -> tuple[str, ...]:
    """The names by which Unicode calls the letters of a locale's script (CLDR's likely subtags)."""
    parsed = Locale.parse(locale)
    likely: Mapping[str, str] = get_global("likely_subtags")
    full = likely.get(f"{parsed.language}_{parsed.territory}") or likely.get(parsed.language, "")
    script = parsed.script or next((p for p in full.split("_") if len(p) == 4), "")
    return _LETTERS.get(script, ())
