"""What a site is made of: frozen values, no files and no HTML."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from sitegen.atlas import Atlas
from sitegen.changes import Correction, Update
from sitegen.config import Config
from sitegen.events import Event
from sitegen.markup.document import Body
from sitegen.numerals import Numerals
from sitegen.records import (
    Case,
    Document,
    Name,
    PersonFacts,
    Place,
    Statement,
    Status,
)
from sitegen.terms import Term
from sitegen.tone import Relative, Tone
from sitegen.typeset import Typesetter
from sitegen.validate import Lines, line_of
from sitegen.words import CorrectionWords, EventWords, Words

K = TypeVar("K", str, int)
R = TypeVar("R")
Sizes = tuple[tuple[int, int], ...]
"""The widths and heights in which a photograph is published, in pixels, the largest last."""


class Kind(StrEnum):
    """What a page is, which decides its template and what the template is told."""

    HOME = "home"
    PEOPLE = "people"
    PERSON = "person"
    CHAPTERS = "chapters"
    CHAPTER = "chapter"
    SOURCES = "sources"
    GLOSSARY = "glossary"
    CORRECTIONS = "corrections"
    UPDATES = "updates"
    SEARCH = "search"
    MAP = "map"
    TIMELINE = "timeline"
    PAGE = "page"


@dataclass(frozen=True)
class Table(Generic[K, R]):
    """The records of one shared file by id, with the lines of that file for complaints."""

    path: str
    records: Mapping[K, R]
    lines: Lines

    def __getitem__(self, identifier: K) -> R:
        return self.records[identifier]

    def __contains__(self, identifier: object) -> bool:
        return identifier in self.records

    def __iter__(self) -> Iterator[K]:
        return iter(self.records)

    def line(self, identifier: K, *location: str | int) -> int:
        return line_of(self.lines, (str(identifier), *location))


@dataclass(frozen=True)
class Person:
    """A record and where it stands."""

    slug: str
    path: str
    facts: PersonFacts
    lines: Lines

    @property
    def awaited(self) -> bool:
        return self.facts.status is Status.NOT_RETURNED

    def age_on(self, day: dt.date) -> int | None:
        """Years; only of someone awaited, and only where the day of birth is known.

        Those who returned are left in peace.
        """
        born = self.facts.born
        if not self.awaited or born is None or born.complete is None:
            return None
        return max(0, born.years_until(day))

    def statement(self, identifier: str) -> Statement | None:
        return self.facts.statement(identifier)

    def line(self, *location: str | int) -> int:
        return line_of(self.lines, location)


@dataclass(frozen=True)
class Page:
    """One text in one language. `key` is its path below `content/<lang>/` without the suffix."""

    key: str
    lang: str
    kind: Kind
    path: str
    title: str | None
    """None for a profile: its title is the person's name."""
    summary: str
    body: Body
    lines: Lines = field(default_factory=dict)
    """The lines of the front matter."""
    alt: str | None = None
    """What the photograph of a profile shows."""

    def line(self, *location: str | int) -> int:
        return line_of(self.lines, location)


@dataclass(frozen=True)
class Text:
    """A text and the language it is in: what was borrowed keeps its own language."""

    text: str
    lang: str


@dataclass(frozen=True)
class Site:
    """Everything, before the first template opens: complete and read-only."""

    config: Config
    today: dt.date
    pages: Mapping[tuple[str, str], Page]
    """By (key, language)."""
    originals: Mapping[str, Page]
    """By key: the page that the others of that key are translations of."""
    anchors: Mapping[str, tuple[str, ...]]
    """By key: the ids of the original's headings, by position."""
    people: Mapping[str, Person]
    """By page key, in the order of every list: those not returned by date, then the returned."""
    places: Table[str, Place]
    cases: Table[int, Case]
    documents: Table[str, Document]
    events: Table[str, Event]
    """By date, ties as listed."""
    words: Mapping[str, Words]
    relatives: Table[str, Relative]
    """Those who speak or spoke for somebody, by id; some have died."""
    tones: Mapping[str, Tone]
    """By language: the words of the dignity check."""
    terms: Table[str, Term]
    """The glossary, by id, in the order of its file."""
    corrections: Table[str, Correction]
    updates: Table[str, Update]
    numerals: Mapping[str, Numerals] = field(default_factory=dict)
    """By language: how it writes numbers."""
    typesetters: Mapping[str, Typesetter] = field(default_factory=dict)
    """By language: where lines may end."""
    photos: Mapping[str, Sizes] = field(default_factory=dict)
    """By slug."""
    atlas: Atlas | None = None
    """What the map shows; None for a site without one."""

    def versions(self, key: str) -> dict[str, Page]:
        """The page in every language that has it, in the order of the languages."""
        found = ((code, self.pages.get((key, code))) for code in self.config.codes)
        return {code: page for code, page in found if page is not None}

    def heading_ids(self, page: Page) -> tuple[str, ...]:
        """The original's ids by position, so that an anchor is the same in every language."""
        ids = list(self.anchors[page.key])
        count = len(page.body.headings)
        free = (f"section-{number}" for number in itertools.count(len(ids) + 1))
        while len(ids) < count:
            ids.append(next(name for name in free if name not in ids))
        return tuple(ids[:count])

    def keys(self, kind: Kind) -> list[str]:
        """The keys of all pages of a kind: people in their order, chapters in that of site.toml."""
        if kind is Kind.PERSON:
            return list(self.people)
        keys = sorted(key for key, page in self.originals.items() if page.kind is kind)
        order = {name: place for place, name in enumerate(self.config.chapters)}
        return sorted(keys, key=lambda key: order.get(key.rpartition("/")[2], len(order)))

    def title(self, key: str, lang: str) -> Text:
        """What a page is called: a person's name, else its title here, else the original's."""
        if key in self.people:
            return self.name(self.people[key], lang)
        page = self.pages.get((key, lang), self.originals[key])
        return Text(page.title or "", page.lang)

    def name(self, person: Person, lang: str, *, then: bool = False) -> Text:
        """A person's name as the language puts it together; `then` asks for that of the time."""
        names = person.facts.name_then if then else person.facts.name
        code = next(code for code in self.lenders(lang) if code in names)
        return Text(full_name(names[code], self.config.language(code).person), code)

    def name_parts(self, person: Person, lang: str) -> list[str]:
        """Family and given name as `name` orders them, for where a gap between them is drawn."""
        code = next(code for code in self.lenders(lang) if code in person.facts.name)
        name, pattern = person.facts.name[code], self.config.language(code).person
        parts = {"{family}": name.family, "{given}": name.given}
        return [text for field in sorted(parts, key=pattern.find) if (text := parts[field])]

    def reading(self, person: Person, lang: str) -> str | None:
        name = person.facts.name.get(lang)
        return name.reading if name else None

    def place_name(self, place: str, lang: str) -> Text:
        return next(
            Text(self.words[code].places[place], code)
            for code in self.lenders(lang)
            if code in self.words and place in self.words[code].places
        )

    def town(self, place: str, lang: str) -> Text:
        """The short name of a place; its only name where it has no other."""
        for code in self.lenders(lang):
            if code in self.words and place in self.words[code].towns:
                return Text(self.words[code].towns[place], code)
            if code in self.words and place in self.words[code].places:
                break
        return self.place_name(place, lang)

    def area(self, place: str, lang: str) -> tuple[str, Text] | None:
        """The wider area of a place: its id and its name."""
        area = self.places[place].area
        if area is None:
            return None
        return area, next(
            Text(self.words[code].areas[area], code)
            for code in self.lenders(lang)
            if code in self.words and area in self.words[code].areas
        )

    def has_town(self, place: str, lang: str) -> bool:
        """Whether a language has or borrows the short name of a place or landmark."""
        return any(
            code in self.words and place in self.words[code].towns for code in self.lenders(lang)
        )

    def case_name(self, number: int, lang: str) -> Text:
        return next(
            Text(self.words[code].cases[number], code)
            for code in self.lenders(lang)
            if code in self.words and number in self.words[code].cases
        )

    def correction_words(self, identifier: str, lang: str) -> tuple[CorrectionWords, str] | None:
        """What was wrong and what is right, and the language that says so: this one if it can."""
        for code in self.tellers(lang):
            if identifier in self.words[code].corrections:
                return self.words[code].corrections[identifier], code
        return None

    def event_words(self, event: str, lang: str) -> EventWords | None:
        """What a language tells of an event; None where it is not translated yet."""
        words = self.words.get(lang)
        return words.events.get(event) if words else None

    def event_title(self, event: str, lang: str) -> Text:
        """What an event is called in a language, else in the source language."""
        return next(
            Text(words.title, code)
            for code in (lang, self.config.source)
            if (words := self.event_words(event, code))
        )

    def tellers(self, lang: str) -> Iterator[str]:
        """The language itself, else that of the originals, else any that has words."""
        order = dict.fromkeys((lang, self.config.source, *self.config.codes))
        return (code for code in order if code in self.words)

    def lenders(self, lang: str) -> Iterator[str]:
        """The language itself, then the one it takes names from, and so on."""
        seen: list[str] = []
        code: str | None = lang
        while code is not None and code not in seen:
            seen.append(code)
            code = self.config.language(code).names_from
        return iter(seen)


def full_name(name: Name, pattern: str) -> str:
    """The parts in the language's order; a part that is missing leaves no gap."""
    text = pattern.replace("{given}", name.given or "").replace("{family}", name.family or "")
    return re.sub(r"\s+", " ", text).strip()
