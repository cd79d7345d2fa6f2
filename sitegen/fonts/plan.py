"""Who gets which file: for each page the cuts of its faces, shared and its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from sitegen.fonts.cutting import Cut
from sitegen.fonts.table import Faces, Role, Source
from sitegen.fonts.used import Used, drawn

ROLES: tuple[Role, ...] = ("text", "strong", "em")
SMALL = 160
"""So many characters or fewer are one file for all pages: an alphabet is not split."""
FEW = 80
"""So many characters of a page's own join those of its first screen; more come later."""


@dataclass(frozen=True)
class Rule:
    """One file on a page, and the name under which the page's styles find it."""

    family: str
    cut: Cut
    first: bool = False
    """Whether the first screen needs it: then it comes with the page, else when that is painted."""
    any_weight: bool = False


@dataclass(frozen=True)
class Missing:
    """A run of characters that no face of the page's language has in one of its roles."""

    path: str
    lang: str
    text: str


def language_of(tag: str, faces: Faces) -> str | None:
    """The language of the table that a language tag belongs to: itself, or what it begins with."""
    while tag:
        if tag in faces.table.languages:
            return tag
        tag = tag.rpartition("-")[0]
    return None


def face_for(faces: Faces, lang: str, role: Role, char: str) -> Source | None:
    """The face that sets a character: that of the first family that has it."""
    for family in faces.table.languages[lang].families:
        source = faces.source(family, role)
        if char in source.characters:
            return source
    return None


def _runs(text: str, lacking: set[str]) -> list[str]:
    """The longest pieces of a text that are of such characters only; the rest one by one."""
    if not lacking:
        return []
    pieces = re.findall(f"[{re.escape(''.join(sorted(lacking)))}]+", text)
    return sorted({*pieces, *(lacking - set("".join(pieces)))})


class Plan:
    """Reads which characters pages use, then says what each page gets."""

    def __init__(
        self,
        faces: Faces,
        pages: Mapping[str, Used],
        always: frozenset[str],
        *,
        whole: bool = False,
    ) -> None:
        """`always` is set in every language; with `whole`, no page has a file of its own."""
        self._faces = faces
        self._whole = whole
        self.missing: list[Missing] = []
        self._sources: dict[tuple[str, Role, str], Source | None] = {}
        self._by_page: dict[str, dict[Source, frozenset[str]]] = {}
        self._openings: dict[str, dict[Source, frozenset[str]]] = {}
        self.languages: dict[str, str] = {}
        self._pages = pages
        for path, used in sorted(pages.items()):
            lang = language_of(used.lang, faces)
            if lang is not None:
                self.languages[path] = lang
                self._by_page[path] = self._assign(path, lang, used, always)
        self._whole_files: set[tuple[str, Source]] = set()
        self._core = self._cores()

    def _assign(
        self, path: str, lang: str, used: Used, always: frozenset[str]
    ) -> dict[Source, frozenset[str]]:
        """The characters of a page by the face that sets them."""
        always |= drawn(self._faces.table.languages[lang].always)
        found: dict[Source, set[str]] = {}
        opening: dict[Source, set[str]] = {}
        for role in ROLES:
            text = self._words(used.text, lang, role)
            first = drawn(self._words(used.opening, lang, role))
            wanted = drawn(text)
            lacking = set()
            for char in sorted(wanted | always if wanted and role != "em" else wanted):
                source = self._source(lang, role, char)
                if source is None:
                    lacking.add(char)
                    continue
                found.setdefault(source, set()).add(char)
                if char in first:
                    opening.setdefault(source, set()).add(char)
            self.missing += [Missing(path, lang, run) for run in _runs(text, lacking)]
        self._openings[path] = {source: frozenset(chars) for source, chars in opening.items()}
        return {source: frozenset(chars) for source, chars in found.items()}

    def _words(self, text: Mapping[tuple[str, Role], str], lang: str, role: Role) -> str:
        """What a page says in its own language and in a role."""
        return "\n".join(
            part
            for (tag, of), part in text.items()
            if of == role and language_of(tag, self._faces) == lang
        )

    def _source(self, lang: str, role: Role, char: str) -> Source | None:
        place = (lang, role, char)
        if place not in self._sources:
            self._sources[place] = face_for(self._faces, *place)
        return self._sources[place]

    def _cores(self) -> dict[tuple[str, Source], frozenset[str]]:
        """For each language and face what many of its pages use."""
        counts: dict[tuple[str, Source], Counter[str]] = {}
        pages: Counter[tuple[str, Source]] = Counter()
        for path, found in self._by_page.items():
            for source, chars in found.items():
                place = (self.languages[path], source)
                counts.setdefault(place, Counter()).update(chars)
                pages[place] += 1
        cores = {}
        for place, counter in counts.items():
            share = self._faces.table.languages[place[0]].core
            least = ceil(share * pages[place])
            if self._whole or len(counter) <= SMALL:
                self._whole_files.add(place)
                least = 1
            cores[place] = frozenset(char for char, count in counter.items() if count >= least)
        return cores

    def rules(self, path: str) -> Iterator[Rule]:
        """The files of a page: what its first screen shows, then the rest, then other languages' words.

        The rest is what many pages of the language share and, unless it is little enough to come
        with the first, what is this page's own.
        """
        lang = self.languages.get(path)
        if lang is not None:
            yield from sorted(self._own(path, lang), key=lambda rule: not rule.first)
        used = self._pages[path]
        for tag, text in sorted(used.shown.items()):
            other = language_of(tag, self._faces)
            if other is not None and other != lang:
                yield from self._other(other, text)

    def _own(self, path: str, lang: str) -> Iterator[Rule]:
        found = self._by_page[path]
        order = [face.name for face in self._faces.table.faces]
        for source in sorted(found, key=lambda source: order.index(source.face.name)):
            core = self._core[lang, source]
            opening = self._openings[path].get(source, frozenset())
            name = source.family.name
            if (lang, source) in self._whole_files:
                yield Rule(name, Cut(source, core), first=bool(opening))
                continue
            rest = found[source] - core - opening
            if len(rest) <= FEW:
                opening |= rest
            elif rest:
                yield Rule(rest_of(name), Cut(source, rest))
            if opening:
                yield Rule(first_of(name), Cut(source, opening), first=True)
            if core:
                yield Rule(name, Cut(source, core))

    def _other(self, lang: str, text: str) -> Iterator[Rule]:
        by_source: dict[Source, set[str]] = {}
        for char in drawn(text):
            source = self._source(lang, "text", char)
            if source is not None:
                by_source.setdefault(source, set()).add(char)
        for source in sorted(by_source, key=lambda source: source.face.name):
            name = here(source.family.name)
            yield Rule(name, Cut(source, frozenset(by_source[source])), any_weight=True)


def first_of(name: str) -> str:
    """The family of what a page's first screen shows."""
    return f"{name} First"


def rest_of(name: str) -> str:
    """The family of what is only on this page, and further down."""
    return f"{name} Rest"


def here(name: str) -> str:
    """The family of another language's words on a page."""
    return f"{name} Here"
