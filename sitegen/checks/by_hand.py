"""A number that follows from the data and is written by hand is a warning: it has a name.

The patterns stand in each language's `values.yaml`. A number is only meant if it is what the data
says today, so what was true at another time, or counts something else, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from babel import Locale

from sitegen.checks.dignity import Exemption, Passage
from sitegen.checks.lexicon import Lexicon
from sitegen.checks.numbers import NumberReader
from sitegen.checks.passages import Interface, source_passages
from sitegen.model import Site
from sitegen.numerals import Numerals
from sitegen.problems import Level, Problem, suggest
from sitegen.read import Source, Sources
from sitegen.validate import Location, line_of
from sitegen.values import AGEING, CAPITALS, NAMES, OF_PERSON, WORDS, ValueProblem, Values

RULE = "by-hand"


@dataclass(frozen=True)
class _Found:
    start: int
    text: str
    written: str
    """What to write in its place."""


@dataclass
class ByHand:
    """The check. `values` are those of the site before any was put in place."""

    values: Values
    lexicons: Mapping[str, Lexicon]
    exemptions: set[Exemption] = field(default_factory=set)

    def check(self, sources: Sources, interface: Interface = ()) -> Iterator[Problem]:
        """A warning for each number written by hand, an error for a rule about no value."""
        site = self.values.site
        for code, source in sources.numerals.items():
            if code in site.numerals:
                yield from _unknown_values(site.numerals[code], source)
        readers = {
            code: _Patterns(site, code) for code in site.config.codes if code in site.numerals
        }
        for passage in source_passages(site, sources, interface):
            patterns = readers.get(passage.lang)
            for found in self._in(passage, patterns) if patterns else ():
                allowed = [
                    a for a in passage.allowed if a[0] and a[0].casefold() in found.text.casefold()
                ]
                self.exemptions |= {Exemption(passage.path, n, a, why) for a, why, n in allowed}
                if not allowed:
                    message = (
                        f"'{found.text}' follows from the data; write '{found.written}' for the"
                        f" number, or above the paragraph '<!-- allow {found.text}: reason -->'"
                    )
                    line = passage.line(found.start)
                    yield Problem(passage.path, line, message, RULE, Level.WARNING)

    def _in(self, passage: Passage, patterns: _Patterns) -> Iterator[_Found]:
        taken: list[tuple[int, int]] = []
        for name, match, number in patterns.matches(passage.text):
            start, end = match.span("number")
            if any(s < end and start < e for s, e in taken):
                continue
            for whose in self._people(passage) if name in OF_PERSON else [""]:
                if self._amount(f"{name} {whose}") == number:
                    own = whose in ("", passage.about)
                    asked = name if own else f"{name} {whose}"
                    form = "" if match["number"].isdigit() else f" {_form(match['number'])}"
                    taken.append((start, end))
                    yield _Found(match.start(), match[0], f"{{={asked}{form}}}")
                    break

    def _people(self, passage: Passage) -> Iterable[str]:
        lexicon = self.lexicons.get(passage.lang)
        named = [m.who for m in lexicon.people(passage.text) if m.who] if lexicon else []
        slugs = {person.slug for person in self.values.site.people.values()}
        return [who for who in dict.fromkeys([*named, passage.about or ""]) if who in slugs]

    def _amount(self, words: str) -> object:
        try:
            return self.values.value(words, None).amount
        except ValueProblem:
            return None


def _unknown_values(numerals: Numerals, source: Source) -> Iterator[Problem]:
    """What `values.yaml` says of values that do not exist, or do not age."""
    rules: list[tuple[Location, str, tuple[str, ...]]] = [
        (("by_hand", index, "value"), rule.value, NAMES)
        for index, rule in enumerate(numerals.by_hand)
    ]
    rules += [(("dated", name), name, AGEING) for name in numerals.dated]
    for place, name, known in rules:
        if name not in known:
            what = f"{place[0]}: there is no value '{name}'{suggest(name, known)}"
            message = f"{what} (values: {', '.join(known)})"
            yield Problem(source.path, line_of(source.lines, place), message, RULE)


def _form(written: str) -> str:
    return CAPITALS if written[0].isupper() else WORDS


class _Patterns:
    """The patterns of one language."""

    def __init__(self, site: Site, lang: str) -> None:
        numerals = site.numerals[lang]
        locale = Locale.parse(site.config.language(lang).locale)
        self._numbers = NumberReader(locale, numerals)
        number = f"(?P<number>{self._numbers.pattern})"
        self._patterns = [
            (rule.value, re.compile(pattern.replace("{number}", number)))
            for rule in numerals.by_hand
            for pattern in rule.patterns
        ]

    def matches(self, text: str) -> Iterator[tuple[str, re.Match[str], object]]:
        """(name of the value, match, number) of each number that a pattern finds."""
        for name, pattern in self._patterns:
            for match in pattern.finditer(text):
                yield name, match, self._numbers.value(match["number"])
