"""A translation says what its original says, paragraph by paragraph: values, not strings.

Compared are dates, numbers, people, links, citations, and which blocks there are. What differs on
purpose carries a remark with the reason, which the report shows.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from sitegen.checks.differences import RULE, differences
from sitegen.checks.dignity import Exemption
from sitegen.checks.lexicon import Lexicon
from sitegen.checks.quantities import Reader
from sitegen.checks.said import Language, Unit, of_page, of_text
from sitegen.markup.document import Remark
from sitegen.model import Site
from sitegen.numerals import Numerals
from sitegen.problems import Level, Problem
from sitegen.read import CONTENT, WORDS

_SENTENCES = (("events", "summary"), ("terms", "means"), ("updates", "text"))
"""The texts of `data.yaml` that are sentences: (group, field)."""
_LONGEST = 40
"""Characters of a paragraph that a message shows."""

Mark = tuple[str, Remark]
"""A file and a remark `differs` in it."""


@dataclass
class Parity:
    """The check, and the differences that writers have allowed."""

    site: Site
    lexicons: Mapping[str, Lexicon]
    used: set[Mark] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._languages = {
            code: Language(
                code,
                Reader(
                    self.site.config.language(code).locale,
                    self.site.numerals.get(code) or Numerals(),
                ),
                self.lexicons.get(code),
            )
            for code in self.site.config.codes
        }

    def check(self, broken: Container[str] = ()) -> Iterator[Problem]:
        """A problem for each difference between a page and its original.

        Files that are `broken` wait: what is wrong with them would be told twice.
        """
        marks: set[Mark] = set()
        for key, original in self.site.originals.items():
            if original.path in broken:
                continue
            source = of_page(self.site, original, self._languages[original.lang])
            marks |= _marks(source)
            for code, page in self.site.versions(key).items():
                if code == original.lang or page.path in broken:
                    continue
                units = of_page(self.site, page, self._languages[code])
                marks |= _marks(units)
                yield from self._pages(source, units)
        for path, remark in marks - self.used:
            message = "nothing differs here; remove this 'differs'"
            yield Problem(path, remark.line, message, RULE, Level.WARNING)

    def records(self) -> Iterator[Problem]:
        """The same for the sentences of `data.yaml`; titles and terms are not compared."""
        source = self.site.config.source
        for code in self.site.words if source in self.site.words else ():
            for group, name in _SENTENCES if code != source else ():
                theirs = getattr(self.site.words[code], group)
                for identifier in getattr(self.site.words[source], group):
                    if identifier in theirs:
                        ours = self._sentence(source, group, identifier, name)
                        there = self._sentence(code, group, identifier, name)
                        yield from differences(ours, there)

    def _sentence(self, code: str, group: str, identifier: str, name: str) -> Unit:
        words = self.site.words[code]
        text = getattr(getattr(words, group)[identifier], name)
        line = words.line(group, identifier, name)
        return of_text(f"{CONTENT}/{code}/{WORDS}", line, text, self._languages[code])

    @property
    def exemptions(self) -> set[Exemption]:
        return {Exemption(path, r.line, "a difference", r.reason) for path, r in self.used}

    def _pages(self, source: list[Unit], units: list[Unit]) -> Iterator[Problem]:
        before: tuple[set[object], set[object]] = (set(), set())
        for ours, theirs in aligned(source, units):
            if ours is None or theirs is None:
                yield from self._lonely(ours, theirs, source, units)
                continue
            if ours.kind.startswith("heading"):
                before = (set(), set())
            problems = list(differences(ours, theirs, *before))
            before[0].update(item.value for item in ours.people)
            before[1].update(item.value for item in theirs.people)
            yield from self._unless_allowed(problems, ours, theirs)

    def _unless_allowed(self, problems: list[Problem], *units: Unit | None) -> Iterator[Problem]:
        marks = _marks(unit for unit in units if unit is not None)
        for problem in problems:
            allowing = {(p, r) for p, r in marks if r.about in ("", problem.rule.partition("-")[2])}
            self.used |= allowing
            if not allowing:
                yield problem

    def _lonely(
        self, ours: Unit | None, theirs: Unit | None, source: list[Unit], units: list[Unit]
    ) -> Iterator[Problem]:
        """A paragraph on one side only: work remains, nothing untrue is said."""
        unit, there = (ours, units) if ours is not None else (theirs, source)
        assert unit is not None
        if unit.kind.startswith("heading"):
            return  # translations_are_whole tells it
        place = f"'{_short(unit.words)}' ({unit.kind})"
        if ours is not None:
            at = _after(source, units, ours)
            message = f"lacks {place} of {ours.path}:{ours.line}; translate it"
            problem = Problem(units[0].path, at, message, RULE, Level.WARNING)
        else:
            message = (
                f"{place} has no counterpart in {there[0].path}; add it there, take it out here, or"
                " give the reason above it: '<!-- differs: reason -->'"
            )
            problem = Problem(unit.path, unit.line, message, RULE, Level.WARNING)
        yield from self._unless_allowed([problem], ours, theirs)


def aligned(source: list[Unit], units: list[Unit]) -> Iterator[tuple[Unit | None, Unit | None]]:
    """Each unit with its counterpart, or with None. A missing one does not shift the rest."""
    kinds, there = [unit.kind for unit in source], [unit.kind for unit in units]
    if kinds == there:
        yield from zip(source, units, strict=True)
        return
    marks = [(u.kind, frozenset(c.value for c in u.citations)) for u in source]
    others = [(u.kind, frozenset(c.value for c in u.citations)) for u in units]
    matcher = SequenceMatcher(None, marks, others, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(source[i:j], units[k:m], strict=True)
        else:
            yield from _nearest(source[i:j], units[k:m])


def _nearest(source: list[Unit], units: list[Unit]) -> Iterator[tuple[Unit | None, Unit | None]]:
    """The same by kind alone: units of one kind are counterparts in their order."""
    kinds, there = [unit.kind for unit in source], [unit.kind for unit in units]
    matcher = SequenceMatcher(None, kinds, there, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(source[i:j], units[k:m], strict=True)
        else:
            yield from ((unit, None) for unit in source[i:j])
            yield from ((None, unit) for unit in units[k:m])


def _marks(units: Iterable[Unit]) -> set[Mark]:
    return {(unit.path, remark) for unit in units for remark in unit.differs}


def _after(source: list[Unit], units: list[Unit], missing: Unit) -> int:
    """The line of the last counterpart before a unit that is missing."""
    line = units[0].line
    for ours, theirs in aligned(source, units):
        if ours is missing:
            break
        line = theirs.line if theirs is not None else line
    return line


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
