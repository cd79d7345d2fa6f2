"""A language's `tone.yaml` and everybody's names, compiled once for all texts of that language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sitegen.checks.names import (
    NO_IDEOGRAPH,
    edges,
    is_somebody_else,
    lower,
    names_of,
    normal,
    whole_forms,
)
from sitegen.model import Site
from sitegen.records import Name, RelationKind, Sex
from sitegen.tone import AWAITED, DEAD, KNOWN, PLACEHOLDERS, Kin, Rule, Tone, filled

_OF_BOTH_SEXES = {
    RelationKind.PARENT: (Kin.MOTHER, Kin.FATHER),
    RelationKind.CHILD: (Kin.DAUGHTER, Kin.SON),
    RelationKind.SIBLING: (Kin.SISTER, Kin.BROTHER),
    RelationKind.SPOUSE: (Kin.WIFE, Kin.HUSBAND),
}
_LONG_ENOUGH = 3
"""Characters from which on a given name is unmistakable without an honorific."""


@dataclass(frozen=True)
class Mention:
    """A name, or a word for a group, and where it stands. `who` is None for a group."""

    start: int
    end: int
    mark: str
    who: str | None
    part: str = ""
    """`w`hole name, `g`iven or `f`amily name alone, of somebody known."""


@dataclass(frozen=True)
class Hit:
    start: int
    end: int
    rule: Rule


class Lexicon:
    """The patterns of one language."""

    def __init__(self, site: Site, lang: str, tone: Tone) -> None:
        self.site, self.tone, self.lang = site, tone, lang
        self._who: dict[str, tuple[str, str | None]] = {}
        self._people_alone = "|".join(self._people_patterns()) or r"(?!)"
        self._names = re.compile("|".join(self._name_patterns()))
        self._any = re.compile("|".join(f for rule in tone.rules for f in _forms(rule.forms)))
        self._rules = [(rule, self._compiled(rule)) for rule in tone.rules]
        self.sentence_end = re.compile(tone.sentence_end)
        self.quotation = _union(tone.quotations)
        self.attribution = _union(tone.attribution)
        self.answer = _union(tone.answers)
        self.aside = _union(tone.aside)
        self.turn = _union(tone.turns)
        self.tie_before = _union(f"(?:{p})$" for p in tone.ties.before)
        self.tie_after = _union(tone.ties.after)
        self._kin = {kin: _union(words) for kin, words in tone.kin.items()}

    def may_hold(self, text: str) -> bool:
        """Whether a lower-case text can hold anything: fast, and never wrong with a no."""
        return self._any.search(text) is not None

    def mentions(self, text: str) -> list[Mention]:
        """Every name and group in a text with its capitals."""
        found = []
        for match in self._names.finditer(lower(text)):
            kind = match.lastgroup or ""
            mark, who = self._who[kind]
            if kind.startswith("f") and is_somebody_else(text, match.start()):
                mark, who = KNOWN, None
            found.append(Mention(match.start(), match.end(), mark, who, kind[:1]))
        return found

    def people(self, text: str) -> Iterator[Mention]:
        """Everybody we know by name in a text with its capitals; faster than `mentions`."""
        small, end = lower(text), 0
        for start in self._starts.finditer(small):
            match = self._known.match(small, start.start()) if start.start() >= end else None
            if match is None:
                continue
            kind, end = match.lastgroup or "", match.end()
            mark, who = self._who[kind]
            if not (kind.startswith("f") and is_somebody_else(text, match.start())):
                yield Mention(match.start(), match.end(), mark, who, kind[:1])

    @cached_property
    def _known(self) -> re.Pattern[str]:
        return re.compile(self._people_alone)

    @cached_property
    def _starts(self) -> re.Pattern[str]:
        """Where a name can begin: most places are none, and a hundred names need not be tried."""
        by_edge: dict[str, set[str]] = {}
        for part in self._parts():
            by_edge.setdefault(edges(part)[0], set()).add(part[0])
        starts = (f"{e}[{re.escape(''.join(sorted(c)))}]" for e, c in sorted(by_edge.items()))
        return re.compile("|".join(starts) or r"(?!)")

    def _parts(self) -> set[str]:
        """Every given and family name, in every language, in lower case."""
        names = (name for _, _, names, _ in self._people() for name in names)
        return {lower(normal(part)) for n in names for part in (n.given, n.family) if part}

    def hits(self, masked: str) -> Iterator[Hit]:
        """Every word of a rule in a lower-case text whose names are masked; exceptions are not."""
        for rule, pattern in self._rules:
            for match in pattern.finditer(masked):
                if match["hit"]:
                    yield Hit(match.start(), match.end(), rule)

    def kin(self, masked: str, of: Iterable[str]) -> Iterator[Mention]:
        """'Her mother' and the like, in a text about the people `of`: whoever the records say."""
        people = tuple(of)
        for kin, pattern in self._kin.items():
            for match in pattern.finditer(masked) if pattern and people else ():
                mark = next((m for who in people if (m := self._relatives.get((who, kin)))), None)
                if mark:
                    yield Mention(match.start(), match.end(), mark, None)

    @cached_property
    def shared(self) -> frozenset[str]:
        """The given names that more than one person has, in lower case."""
        given = [
            name
            for _, _, names, own in self._people()
            for name in {lower(normal(n.given)) for n in names if n in own and n.given}
        ]
        return frozenset(name for name in given if given.count(name) > 1)

    @cached_property
    def _relatives(self) -> dict[tuple[str, Kin], str]:
        """What the records know of a person's mother, father, …: awaited, dead, or neither."""
        marks: dict[tuple[str, Kin], list[str]] = {}
        slugs = {person.slug: person for person in self.site.people.values()}
        for person in slugs.values():
            for relation in person.facts.relations:
                other = slugs.get(relation.person)
                kinds = _OF_BOTH_SEXES.get(relation.kind)
                if other is not None and kinds is not None:
                    kin = kinds[0 if other.facts.sex is Sex.FEMALE else 1]
                    mark = AWAITED if other.awaited else KNOWN
                    marks.setdefault((person.slug, kin), []).append(mark)
        for identifier in self.site.relatives:
            relative = self.site.relatives[identifier]
            if relative.of is not None and relative.kin is not None:
                mark = DEAD if relative.died else KNOWN
                marks.setdefault((relative.of, relative.kin), []).append(mark)
        for slug in slugs:
            both = [*marks.get((slug, Kin.MOTHER), ()), *marks.get((slug, Kin.FATHER), ())]
            if len(both) > 1:
                marks[slug, Kin.PARENTS] = both
        # One who is awaited outweighs all others, one who lives outweighs the dead.
        order = (AWAITED, KNOWN, DEAD)
        return {key: min(found, key=order.index) for key, found in marks.items()}

    def _compiled(self, rule: Rule) -> re.Pattern[str]:
        left, right = (r"(?<!\w)", r"(?!\w)") if self.tone.whole_words else ("", "")
        hit = "|".join(filled(form) for form in rule.forms)
        innocent = "|".join(filled(form) for form in rule.exceptions)
        found = f"(?P<hit>{left}(?:{hit}){right})"
        return re.compile(f"(?:{innocent})|{found}" if innocent else found)

    def _name_patterns(self) -> Iterator[str]:
        """Alternatives in the order in which they win: lists, the dead, whole names, the rest."""
        tone = self.tone
        if tone.names:
            yield self._group("n", KNOWN, None, [filled(p) for p in tone.names])
        if tone.others:
            yield self._group("o", DEAD, None, [filled(p) for p in tone.others])
        yield self._people_alone
        yield self._group("z", AWAITED, None, [filled(p) for p in tone.groups])

    def _people_patterns(self) -> Iterator[str]:
        """Everybody we know by name, whole names first."""
        people = list(self._people())
        literal = []
        for number, (who, mark, names, _) in enumerate(people):
            whole = sorted(sorted(set(whole_forms(names))), key=len)[::-1]
            literal += [self._group(f"w{number}", mark, who, whole)] if whole else []
        for number, (who, mark, names, own) in enumerate(people):
            given = {n.given for n in names if n in own and n.given}
            family = {n.family for n in names if n in own and n.family}
            literal += self._alone("g", number, mark, who, given)
            if mark == AWAITED:
                literal += self._alone("f", number, mark, who, family)
        if literal:
            first = {part[0] for part in self._parts()}
            # One look at a character spares a hundred alternatives at nearly all places.
            yield f"(?=[{re.escape(''.join(sorted(first)))}])(?:{'|'.join(literal)})"

    def _alone(
        self, prefix: str, number: int, mark: str, who: str, parts: set[str]
    ) -> Iterator[str]:
        title = "|".join(f"(?:{p})" for p in self.tone.honorifics)
        patterns = []
        for part in sorted(sorted(map(lower, map(normal, parts))), key=len, reverse=True):
            left, right = edges(part)
            if not title:
                patterns.append(f"{left}{re.escape(part)}{right}")
                continue
            guard = left or (NO_IDEOGRAPH if len(part) == 1 else "")
            patterns.append(f"{guard}{re.escape(part)} ?(?:{title})")
            if prefix == "g" and len(part) >= _LONG_ENOUGH:
                patterns.append(f"{guard}{re.escape(part)}")
        if patterns:
            yield self._group(f"{prefix}{number}", mark, who, patterns)

    def _group(self, name: str, mark: str, who: str | None, patterns: list[str]) -> str:
        self._who[name] = (mark, who)
        return f"(?P<{name}>{'|'.join(patterns)})"

    def _people(self) -> Iterator[tuple[str, str, list[Name], list[Name]]]:
        """(id, mark, names in every language, those of this one)"""
        lenders = list(self.site.lenders(self.lang))
        for person in self.site.people.values():
            by_language = names_of(person)
            own = [name for code in lenders for name in by_language.get(code, ())]
            every = [name for names in by_language.values() for name in names]
            yield person.slug, AWAITED if person.awaited else KNOWN, every, own
        for identifier in self.site.relatives:
            relative = self.site.relatives[identifier]
            own = [relative.name[code] for code in lenders if code in relative.name]
            mark = DEAD if relative.died else KNOWN
            yield identifier, mark, list(relative.name.values()), own


def _forms(forms: Iterable[str]) -> Iterator[str]:
    """Forms for the first fast look, which is taken before names are masked."""
    for form in forms:
        for name in PLACEHOLDERS:
            form = form.replace(f"(?={name})", "").replace(f"(?<={name})", "").replace(name, "")
        yield form


def _union(patterns: Iterable[str]) -> re.Pattern[str] | None:
    joined = "|".join(f"(?:{filled(p)})" for p in patterns)
    return re.compile(joined) if joined else None
