"""Nobody who is awaited is written about as dead: the rule of each language's `tone.yaml`.

A word without a condition is an error anywhere, the others in a sentence about somebody awaited.
Relatives who have died are known by name and may be mourned. What somebody claims passes with the
one who says it and either quotation marks around the word or the answer beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from sitegen.checks.lexicon import Hit, Lexicon, Mention
from sitegen.checks.names import lower, normal
from sitegen.model import Site
from sitegen.problems import Problem
from sitegen.tone import AWAITED, DEAD, KNOWN, Rule, Scope

CLAIM, ANSWER = "claim", "answer"
RULE = "dignity"


@dataclass(frozen=True)
class Passage:
    """A paragraph, a heading, a cell, a field: text that is read in one go."""

    path: str
    lang: str
    text: str
    """In the form of `normal`."""
    lines: tuple[tuple[int, int], ...]
    """(offset, line): the line on which the text goes on from there."""
    about: str | None = None
    """The person whose page it stands on."""
    block: str = ""
    """`claim` or `answer`, if it stands in one."""
    allowed: tuple[tuple[str, str, int], ...] = ()
    """(word, reason, line) of each exception written above it."""

    def line(self, offset: int) -> int:
        return max((at, line) for at, line in self.lines if at <= max(offset, self.lines[0][0]))[1]


@dataclass(frozen=True, order=True)
class Exemption:
    """A word that a writer allowed, with the reason, for the report."""

    path: str
    line: int
    word: str
    reason: str


@dataclass
class Dignity:
    """The check, with what it has learnt on the way from the sources to the built pages."""

    site: Site
    exemptions: set[Exemption] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)
    """Sentences with an allowed word, as `_key` has them: allowed wherever else they are shown."""
    _memo: dict[tuple[str, str | None, str, str], list[tuple[int, str]]] = field(
        default_factory=dict
    )

    @cached_property
    def lexicons(self) -> Mapping[str, Lexicon]:
        """A language without `tone.yaml` of its own has none, and is not checked."""
        tones = self.site.tones
        return {code: Lexicon(self.site, code, tone) for code, tone in tones.items()}

    @property
    def awaited(self) -> frozenset[str]:
        return frozenset(p.slug for p in self.site.people.values() if p.awaited)

    def check(self, passages: Iterable[Passage]) -> Iterator[Problem]:
        """A problem for each word that may not stand, at its line."""
        for passage in passages:
            lexicon = self.lexicons.get(passage.lang)
            if lexicon is None:
                continue
            key = (passage.lang, passage.about, passage.block, passage.text)
            if passage.allowed or key not in self._memo:
                self._memo[key] = list(self._findings(passage, lexicon))
            for offset, message in self._memo[key]:
                yield Problem(passage.path, passage.line(offset), message, RULE)

    def unattributed(self, passages: Iterable[Passage]) -> Iterator[Problem]:
        """Each sentence of a claim says whose words it tells."""
        for passage in passages:
            lexicon = self.lexicons.get(passage.lang)
            if passage.block != CLAIM or lexicon is None or lexicon.attribution is None:
                continue
            small = lower(passage.text)
            for start, end in _sentences(passage.text, lexicon):
                if any(c.isalpha() for c in small[start:end]) and not lexicon.attribution.search(
                    small, start, end
                ):
                    message = (
                        f"'{_short(passage.text[start:end])}' stands in a claim and does not say "
                        f"who says it; name the party in this sentence, too"
                    )
                    yield Problem(passage.path, passage.line(start), message, RULE)

    def _findings(self, passage: Passage, lexicon: Lexicon) -> Iterator[tuple[int, str]]:
        if not lexicon.may_hold(lower(passage.text)):
            return
        reading = _Reading(passage, lexicon, self.awaited)
        for hit in lexicon.hits(reading.masked):
            if reading.is_innocent(hit):
                continue
            sentence = passage.text[slice(*reading.sentence(hit.start))]
            word = passage.text[hit.start : hit.end].strip()
            if any(_means(a, word, hit.rule) for a, _, _ in passage.allowed):
                self.passed.add(_key(sentence))
                self.exemptions |= {
                    Exemption(passage.path, line, a, reason)
                    for a, reason, line in passage.allowed
                    if _means(a, word, hit.rule)
                }
            elif _key(sentence) not in self.passed:
                yield hit.start, _message(word, hit.rule, sentence)


class _Reading:
    """A passage with its sentences and names found."""

    def __init__(self, passage: Passage, lexicon: Lexicon, awaited: frozenset[str]) -> None:
        self.lexicon, self.passage = lexicon, passage
        self.small = lower(passage.text)
        self.names = lexicon.mentions(passage.text)
        self.masked = _masked(self.small, self.names)
        self.sentences = _sentences(passage.text, lexicon)
        self.about = passage.about if passage.about in awaited else None

    def sentence(self, offset: int) -> tuple[int, int]:
        return next(((s, e) for s, e in self.sentences if s <= offset < e), self.sentences[-1])

    def is_innocent(self, hit: Hit) -> bool:
        """Said of somebody else, or told as somebody's claim, with all that this asks for."""
        start, end = self.sentence(hit.start)
        mark = self._said_of(hit, start, end)
        if mark == DEAD or (mark != AWAITED and hit.rule.scope is Scope.AWAITED):
            return True
        return self._is_claimed(hit, start, end)

    def _said_of(self, hit: Hit, start: int, end: int) -> str:
        """Of whom a word is said: somebody awaited, somebody who has died, or nobody we know."""
        found = self._in(start, end)
        if found:
            return self._nearest(hit, found)
        if self.about is not None and not self._before(start):
            return AWAITED
        return next(iter(self._before(start)), KNOWN)

    def _in(self, start: int, end: int) -> list[Mention]:
        """The awaited and the dead of a sentence, by name, by group or as somebody's mother."""
        names = [m for m in self.names if start <= m.start < end and m.mark != KNOWN]
        about = [m.who for m in self.names if m.who and start <= m.start < end]
        if not about and self.passage.about:
            about = [self.passage.about]
        kin = [
            Mention(m.start + start, m.end + start, m.mark, None)
            for m in self.lexicon.kin(self.masked[start:end], about)
            if m.mark != KNOWN
        ]
        return sorted([*names, *kin], key=lambda m: m.start)

    def _before(self, start: int) -> list[str]:
        """Of whom the passage spoke last, before a sentence that names nobody."""
        for begin, end in reversed([s for s in self.sentences if s[1] <= start]):
            found = self._in(begin, end)
            if found:
                return [(self._subjects(found) or found)[0].mark]
        return []

    def _subjects(self, found: list[Mention]) -> list[Mention]:
        """Those that are not mentioned by the way ('father of …', 'without seeing …')."""
        aside = self.lexicon.aside
        if aside is None:
            return found
        by_the_way = [match.span() for match in aside.finditer(self.masked)]
        return [m for m in found if not any(s <= m.start and m.end <= e for s, e in by_the_way)]

    def _nearest(self, hit: Hit, found: list[Mention]) -> str:
        tied = [m for m in found if self._is_tied(hit, m)]
        if tied:
            return min(tied, key=lambda m: (_distance(hit, m), m.mark != AWAITED)).mark
        if hit.rule.verb:
            found = self._subjects(found) or found
            found = [m for m in found if m.end <= hit.start][-1:] or found
            if found[-1].mark == DEAD and self._turns(found[-1].end, hit.start):
                return AWAITED if self.about else KNOWN
        return min(found, key=lambda m: (_distance(hit, m), m.mark != AWAITED)).mark

    def _turns(self, start: int, end: int) -> bool:
        """Whether a sentence goes on about somebody else: 'her father heard that she …'."""
        turn = self.lexicon.turn
        found = turn.search(self.masked, start, end) if turn else None
        return found is not None and not re.search("[,、]", self.masked[found.end() : end])

    def _is_tied(self, hit: Hit, mention: Mention) -> bool:
        ties, text = self.lexicon, self.masked
        if mention.end <= hit.start:
            between = text[mention.end : hit.start]
            return bool(not hit.rule.verb and ties.tie_before and ties.tie_before.match(between))
        if mention.start < hit.end:
            return True
        between = text[hit.end : mention.start]
        if not between.strip():
            return True
        return bool(ties.tie_after and ties.tie_after.fullmatch(between))

    def _is_claimed(self, hit: Hit, start: int, end: int) -> bool:
        """Attributed, and marked or answered; the blocks of a profile bring one half themselves."""
        lexicon = self.lexicon
        said = bool(lexicon.attribution and lexicon.attribution.search(self.small, start, end))
        following = [e for s, e in self.sentences if s >= end][:1]
        until = following[0] if following else end
        answered = bool(lexicon.answer and lexicon.answer.search(self.small, start, until))
        marked = any(s < hit.start and hit.end < e for s, e in self._quoted)
        if self.passage.block == CLAIM:
            return said
        if self.passage.block == ANSWER:
            return answered or marked
        if marked:  # a claim may be told in several sentences after the one that says whose it is
            return bool(lexicon.attribution and lexicon.attribution.search(self.small, 0, end))
        return said and answered

    @cached_property
    def _quoted(self) -> list[tuple[int, int]]:
        pattern = self.lexicon.quotation
        return [m.span() for m in pattern.finditer(self.small)] if pattern else []


def _sentences(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    ends = [match.end() for match in lexicon.sentence_end.finditer(text)]
    edges = [0, *ends, len(text)]
    return [(s, e) for s, e in pairwise(edges) if s < e] or [(0, 0)]


def _masked(text: str, mentions: Iterable[Mention]) -> str:
    chars = list(text)
    for mention in mentions:
        chars[mention.start : mention.end] = mention.mark * (mention.end - mention.start)
    return "".join(chars)


def _distance(hit: Hit, mention: Mention) -> int:
    return max(mention.start - hit.end, hit.start - mention.end, 0)


def _means(allowed: str, word: str, rule: Rule) -> bool:
    """Whether `<!-- allow WORD: … -->` is about this word: its stem, its term or its rule."""
    small, found = lower(normal(allowed)), lower(word)
    return small == rule.id or small in found or found in small


def _key(sentence: str) -> str:
    """A sentence without spaces and marks, as the source and the built page both have it."""
    return re.sub(r"\W+", "", lower(sentence))


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 60 else text[:59] + "…"


def _message(word: str, rule: Rule, sentence: str) -> str:
    where = "" if rule.scope is Scope.ANYWHERE else f", here in '{_short(sentence)}'"
    return (
        f"'{word}' says too much{where} ({rule.means}); write {rule.instead} "
        "(or say who claims it, with the word in quotation marks or the answer beside it)"
    )
