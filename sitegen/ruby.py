"""A word in parts, each under its own reading: a reading stands over what does not say it itself."""

from __future__ import annotations

import itertools
import re
import unicodedata

Part = tuple[str, str | None]
"""Some letters of a word, and what is written over them."""


def parts(word: str, reading: str) -> list[Part]:
    """The word in parts; joined, they are the word. What is written as it is read has no reading.

    A word that the reading does not fit is one part, with all of it. Between a family name and a
    given name the reading has a space, which the word need not have.
    """
    runs = [(own, "".join(run)) for own, run in itertools.groupby(word, key=_sounds)]
    pattern = r"\s*".join(re.escape(_folded(run)) if own else r"(\S.*?)" for own, run in runs)
    found = re.fullmatch(pattern, _folded(reading))
    if found is None:
        return [(word, reading)]
    over = (reading[low:high].strip() for low, high in found.regs[1:])
    return [(run, None if own else next(over)) for own, run in runs]


def _sounds(char: str) -> bool:
    """Whether a letter is a sound of the script that readings are written in."""
    return unicodedata.name(char, "").startswith(("HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA"))


def _folded(text: str) -> str:
    """The letters of one kind for those of both, one for one."""
    return "".join(map(_fold, text))


def _fold(char: str) -> str:
    name = unicodedata.name(char, "").removeprefix("HALFWIDTH ")
    if name.startswith("KATAKANA"):
        try:
            return unicodedata.lookup(name.replace("KATAKANA", "HIRAGANA"))
        except KeyError:
            pass  # such as the mark of a long vowel, which both have
    return char
