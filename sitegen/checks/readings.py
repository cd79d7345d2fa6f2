"""A name's reading stands once on a page: above its letters, or in brackets after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.markup.document import plain_text
from sitegen.model import Page, Person, Site
from sitegen.problems import Level, Problem

_BRACKETS = re.compile(r"(\w+)\s?[（(]([^（）()]+)[）)]")


def readings_stand_once(site: Site) -> Iterator[Problem]:
    """A second reading of a name on a page is a warning; a profile's heading has the first."""
    for page in site.pages.values():
        person = site.people.get(page.key)
        first: dict[str, int | None] = {}
        if person is not None and site.reading(person, page.lang):
            first = dict.fromkeys(_own(site, person, page.lang))
        for name, line in _readings(site, page):
            if name not in first:
                first[name] = line
                continue
            known = first[name]
            where = "in the heading" if known is None else f"on line {known}"
            message = f"'{name}' has its reading {where} already; write it once a page"
            yield Problem(page.path, line, message, "reading", Level.WARNING)


def _own(site: Site, person: Person, lang: str) -> Iterator[str]:
    name = person.facts.name[lang]
    yield site.name(person, lang).text
    yield from (part for part in (name.family, name.given) if part)


def _readings(site: Site, page: Page) -> Iterator[tuple[str, int]]:
    """(name, line) of each word with a reading, and of each known name with its own in brackets."""
    spoken = {
        _letters(site.reading(person, page.lang) or ""): site.name(person, page.lang).text
        for person in site.people.values()
        if site.reading(person, page.lang)
    }
    for token in page.body.tokens:
        if token.type != "inline" or token.map is None:
            continue
        line = page.body.first + token.map[0]
        for child in token.children or []:
            line += child.type in ("softbreak", "hardbreak")
            if child.type == "ruby":
                yield child.content, line
        for match in _BRACKETS.finditer(plain_text(token)):
            name = spoken.get(_letters(match[2]))
            if name and match[1].endswith(name):
                yield name, page.body.first + token.map[0]


def _letters(reading: str) -> str:
    """A reading without what may stand between its parts."""
    return re.sub(r"[\s・･]", "", reading)
