"""A language's `tone.yaml` and everybody's names, compiled once for all texts of that language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sitegen.model import Person, Site
from sitegen.records import Name, RelationKind, Sex
from sitegen.tone import AWAITED, DEAD, KNOWN, PLACEHOLDERS, Kin, Rule, Tone, filled

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\ue000\ue001\ue002"))
"""Characters that a reader does not see, and our own marks."""
_SPACES = re.compile(r"\s+")
_OF_BOTH_SEXES = {
    RelationKind.PARENT: (Kin.MOTHER, Kin.FATHER),
    RelationKind.CHILD: (Kin.DAUGHTER, Kin.SON),
    RelationKind.SIBLING: (Kin.SISTER, Kin.BROTHER),
    RelationKind.SPOUSE: (Kin.WIFE, Kin.HUSBAND),
}
_NO_HANGUL, _NO_IDEOGRAPH = r"(?<![\uac00-\ud7a3])", r"(?<![\u4e00-\u9fff])"
_LONG_ENOUGH = 3
"""Characters from which on a given name is unmistakable without an honorific."""
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


@dataclass(frozen=True)
class Mention:
    """A name, or a word for a group, and where it stands. `who` is None for a group."""

    start: int
    end: int
    mark: str
    who: str | None


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
            if kind.startswith("f") and _somebody_else(text, match.start()):
                mark, who = KNOWN, None
            found.append(Mention(match.start(), match.end(), mark, who))
        return found

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
        people = list(self._people())
        literal = []
        for number, (who, mark, names, _) in enumerate(people):
            whole = sorted(sorted(set(_whole(names))), key=len)[::-1]
            literal += [self._group(f"w{number}", mark, who, whole)] if whole else []
        for number, (who, mark, names, own) in enumerate(people):
            given = {n.given for n in names if n in own and n.given}
            family = {n.family for n in names if n in own and n.family}
            literal += self._alone("g", number, mark, who, given)
            if mark == AWAITED:
                literal += self._alone("f", number, mark, who, family)
        if literal:
            parts = [
                part for _, _, names, _ in people for n in names for part in (n.given, n.family)
            ]
            first = {lower(normal(part))[0] for part in parts if part}
            # One look at a character spares a hundred alternatives at nearly all places.
            yield f"(?=[{re.escape(''.join(sorted(first)))}])(?:{'|'.join(literal)})"
        yield self._group("z", AWAITED, None, [filled(p) for p in tone.groups])

    def _alone(
        self, prefix: str, number: int, mark: str, who: str, parts: set[str]
    ) -> Iterator[str]:
        title = "|".join(f"(?:{p})" for p in self.tone.honorifics)
        patterns = []
        for part in sorted(sorted(map(lower, map(normal, parts))), key=len, reverse=True):
            left, right = _edges(part)
            if not title:
                patterns.append(f"{left}{re.escape(part)}{right}")
                continue
            guard = left or (_NO_IDEOGRAPH if len(part) == 1 else "")
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
            by_language = _names(person)
            own = [name for code in lenders for name in by_language.get(code, ())]
            every = [name for names in by_language.values() for name in names]
            yield person.slug, AWAITED if person.awaited else KNOWN, every, own
        for identifier in self.site.relatives:
            relative = self.site.relatives[identifier]
            own = [relative.name[code] for code in lenders if code in relative.name]
            mark = DEAD if relative.died else KNOWN
            yield identifier, mark, list(relative.name.values()), own


def _names(person: Person) -> dict[str, list[Name]]:
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


def _whole(names: Iterable[Name]) -> Iterator[str]:
    """A name of two parts in either order, with or without what stands between them."""
    for name in names:
        if not name.given or not name.family:
            continue
        parts = lower(normal(name.given)), lower(normal(name.family))
        for first, second in (parts, parts[::-1]):
            left = _edges(first)[0] if _edges(first)[1] else ""
            right = _edges(second)[1]
            yield f"{left}{re.escape(first)}[ ・]?{re.escape(second)}{right}"


def _edges(part: str) -> tuple[str, str]:
    """Where a script sets words apart a name is a word: cased letters, and Hangul on its left."""
    cased = part[0].lower() != part[0].upper()
    if cased:
        return r"(?<!\w)", r"(?!\w)"
    return (_NO_HANGUL, "") if "\uac00" <= part[0] <= "\ud7a3" else ("", "")


def _somebody_else(text: str, start: int) -> bool:
    """Whether a family name at `start` stands behind the given name of somebody unknown."""
    word = re.search(r"(\w+) $", text[:start])
    if word is None or not word[1][0].isupper() or len(word[1]) <= _LONGEST_TITLE:
        return False
    return re.search(r"(?:^|[.!?:;\"“(])\s*$", text[: word.start()]) is None


def _forms(forms: Iterable[str]) -> Iterator[str]:
    """Forms for the first fast look, which is taken before names are masked."""
    for form in forms:
        for name in PLACEHOLDERS:
            form = form.replace(f"(?={name})", "").replace(f"(?<={name})", "").replace(name, "")
        yield form


def _union(patterns: Iterable[str]) -> re.Pattern[str] | None:
    joined = "|".join(f"(?:{filled(p)})" for p in patterns)
    return re.compile(joined) if joined else None
