"""One concept has one name in each language: the rule of `content/terms.yaml`.

A refused form is an error where it says something untrue or takes a side, else a warning. What is
quoted as such passes, and so does a longer word that holds the form: the longest reading wins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sitegen.checks.dignity import Exemption, Passage
from sitegen.checks.names import lower, normal
from sitegen.model import Site
from sitegen.problems import Level, Problem
from sitegen.terms import Refused
from sitegen.vocabulary import named

RULE = "terms"
RUN_ON = frozenset(
    {
        "CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "BOPOMOFO", "HANGUL",
        "THAI", "LAO", "KHMER", "MYANMAR",
    }
)  # fmt: skip
"""Scripts (as Unicode names their characters) that do not set words apart, or let endings follow."""


@dataclass(frozen=True)
class Rejection:
    """A refused form and what to write: `instead` is empty where nothing stands in for it."""

    term: str
    instead: str
    refused: Refused


@dataclass
class Terms:
    """The check, with the words that writers have allowed."""

    site: Site
    exemptions: set[Exemption] = field(default_factory=set)

    @cached_property
    def vocabularies(self) -> Mapping[str, Vocabulary]:
        """Only languages that refuse something have one."""
        every = ((code, Vocabulary(self.site, code)) for code in self.site.config.codes)
        return {code: vocabulary for code, vocabulary in every if vocabulary.rejections}

    def check(self, passages: Iterable[Passage]) -> Iterator[Problem]:
        """A problem for each refused form in what people have written, at its line."""
        for passage in passages:
            vocabulary = self.vocabularies.get(passage.lang)
            for start, end, rejection in vocabulary.finds(passage.text) if vocabulary else ():
                word = passage.text[start:end]
                allowed = [a for a in passage.allowed if _means(a[0], word, rejection)]
                self.exemptions |= {
                    Exemption(passage.path, line, about, reason) for about, reason, line in allowed
                }
                if not allowed:
                    level = Level.ERROR if rejection.refused.loaded else Level.WARNING
                    line = passage.line(start)
                    yield Problem(passage.path, line, _message(word, rejection), RULE, level)


class Vocabulary:
    """The forms that one language refuses, as one pattern."""

    def __init__(self, site: Site, lang: str) -> None:
        self.rejections: dict[str, Rejection] = {}
        """By form, as it is compared."""
        accepted: list[str] = []
        for identifier in site.terms:
            term = named(site, site.terms[identifier], lang)
            if term is None:
                continue
            accepted += [*([term.name] if term.name else ()), *term.also]
            for refused in term.refused:
                accepted += refused.unless
                rejection = Rejection(identifier, refused.instead or term.name or "", refused)
                self.rejections |= {compared(form): rejection for form in refused.forms}
        holding = {
            form
            for form in map(compared, accepted)
            if any(refused in form and refused != form for refused in self.rejections)
        }
        every = sorted(holding | set(self.rejections), key=lambda form: (-len(form), form))
        self._pattern = re.compile("|".join(map(bounded, every)) or "(?!)")
        tone = site.tones.get(lang)
        marks = [f"(?:{pattern})" for pattern in tone.quotations] if tone else []
        self._quotation = re.compile("|".join(marks) or "(?!)")

    def finds(self, text: str) -> Iterator[tuple[int, int, Rejection]]:
        """(start, end, rejection) of each refused form in a text that is in the form of `normal`."""
        small = lower(text)
        quoted: list[tuple[int, int]] | None = None
        for match in self._pattern.finditer(small):
            rejection = self.rejections.get(match[0])
            if rejection is None:
                continue
            if quoted is None:
                quoted = [found.span() for found in self._quotation.finditer(small)]
            if not any(start < match.start() and match.end() < end for start, end in quoted):
                yield match.start(), match.end(), rejection


def compared(form: str) -> str:
    """A form as texts are compared: composed, in lower case."""
    return lower(normal(form))


def bounded(form: str) -> str:
    """A pattern for a form; where its script sets words apart, an edge of it is one of a word."""
    left = r"(?<!\w)" if _sets_apart(form[0]) else ""
    right = r"(?!\w)" if _sets_apart(form[-1]) else ""
    return f"{left}{re.escape(form)}{right}"


def _sets_apart(char: str) -> bool:
    return char.isalnum() and unicodedata.name(char, "").split(" ")[0] not in RUN_ON


def _means(allowed: str, word: str, rejection: Rejection) -> bool:
    """Whether `<!-- allow WORD: … -->` is about this word, or about its term as a whole."""
    return allowed == rejection.term or compared(allowed) == compared(word)


def _message(word: str, rejection: Rejection) -> str:
    write = f"write '{rejection.instead}'" if rejection.instead else "leave it out"
    return (
        f"'{word}' is not what we write ({rejection.refused.reason}); {write}"
        f" (a quotation needs its marks; else '<!-- allow {word}: reason -->' above the paragraph)"
    )
