"""Texts as they are compared, and names in them: every form in which a person is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from sitegen.model import Person
from sitegen.records import Name

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\ue000\ue001\ue002"))
"""Characters that a reader does not see, and our own marks."""
_SPACES = re.compile(r"\s+")
_NO_HANGUL, NO_IDEOGRAPH = r"(?<![\uac00-\ud7a3])", r"(?<![\u4e00-\u9fff])"
_LONGEST_TITLE = 4
"""Letters of a title before a family name ("Miss"); a longer word is somebody's given name."""


def normal(text: str) -> str:
    """Text as it is compared: composed, half and full width and all spaces alike."""
    if text.isascii():
        return _SPACES.sub(" ", text)
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text.translate(_UNSEEN)))


def lower(text: str) -> str:
    """Lower case of the same length, so that positions stay (`İ` would become two characters)."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def names_of(person: Person) -> dict[str, list[Name]]:
    """Every name of a person by language; a variant may be a whole name or a part of one."""
    facts = person.facts
    found: dict[str, list[Name]] = {}
    for names in (facts.name, facts.name_then):
        for code, name in names.items():
            found.setdefault(code, []).append(name)
    for code, variants in facts.variants.items():
        known = list(found.get(code, ()))
        for variant in variants:
            first, _, second = variant.partition(" ")
            if second:
                found.setdefault(code, []).append(Name(family=first, given=second))
                continue
            for name in known:
                found[code].append(Name(family=name.family, given=variant))
                found[code].append(Name(family=variant, given=name.given))
    return found


def whole_forms(names: Iterable[Name]) -> Iterator[str]:
    """A name of two parts in either order, with or without what stands between them."""
    for name in names:
        if not name.given or not name.family:
            continue
        parts = lower(normal(name.given)), lower(normal(name.family))
        for first, second in (parts, parts[::-1]):
            left = edges(first)[0] if edges(first)[1] else ""
            right = edges(second)[1]
            yield f"{left}{re.escape(first)}[ ・]?{re.escape(second)}{right}"


def edges(part: str) -> tuple[str, str]:
    """Where a script sets words apart a name is a word: cased letters, and Hangul on its left."""
    cased = part[0].lower() != part[0].upper()
    if cased:
        return r"(?<!\w)", r"(?!\w)"
    return (_NO_HANGUL, "") if "\uac00" <= part[0] <= "\ud7a3" else ("", "")


def is_somebody_else(text: str, start: int) -> bool:
    """Whether a family name at `start` stands behind the given name of somebody unknown."""
    word = re.search(r"(\w+) $", text[:start])
    if word is None or not word[1][0].isupper() or len(word[1]) <= _LONGEST_TITLE:
        return False
    return re.search(r"(?:^|[.!?:;\"“(])\s*$", text[: word.start()]) is None
