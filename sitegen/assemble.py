"""Records to one site: who belongs to what, in which order, at which anchor."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from sitegen.atlas import Atlas
from sitegen.config import FILE, Config
from sitegen.model import Kind, Page, Person, Site, Sizes
from sitegen.problems import Problems
from sitegen.read import CONTENT
from sitegen.schema import Records, kind_of, person_key
from sitegen.typesetters import typesetters


def assemble(
    records: Records,
    config: Config,
    today: dt.date,
    problems: Problems,
    atlas: Atlas | None = None,
    photos: Mapping[str, Sizes] | None = None,
) -> Site:
    """Gather everything into a `Site`. Files that claim one address are errors here."""
    pages = _by_address(records.pages, problems)
    originals = _originals(pages, config)
    people = _in_order(records, config)
    _check_profiles(people, originals, config, problems)
    if config.kinds.home not in originals:
        path = f"{CONTENT}/{config.source}/{config.kinds.home}.md"
        problems.error(path, 1, "is missing; a site needs its home page", "layout")
    return Site(
        config=config,
        today=today,
        pages=MappingProxyType(pages),
        originals=MappingProxyType(originals),
        anchors=MappingProxyType({key: _anchors(page) for key, page in originals.items()}),
        people=MappingProxyType(people),
        places=records.places,
        cases=records.cases,
        documents=records.documents,
        events=records.events,
        words=MappingProxyType(dict(records.words)),
        relatives=records.relatives,
        tones=MappingProxyType(dict(records.tones)),
        terms=records.terms,
        atlas=atlas,
        photos=MappingProxyType(dict(photos or {})),
        numerals=MappingProxyType(dict(records.numerals)),
        corrections=records.corrections,
        updates=records.updates,
        typesetters=MappingProxyType(typesetters(records, config)),
    )


def _by_address(pages: list[Page], problems: Problems) -> dict[tuple[str, str], Page]:
    rivals: dict[tuple[str, str], list[Page]] = defaultdict(list)
    for page in pages:
        rivals[page.key, page.lang].append(page)
    for (key, lang), group in rivals.items():
        for page in group[1:]:
            problems.error(
                page.path,
                1,
                f"has the same address as {group[0].path} (/{lang}/{key}/); keep one of them",
                "duplicate-address",
            )
    return {address: group[0] for address, group in rivals.items()}


def _originals(pages: dict[tuple[str, str], Page], config: Config) -> dict[str, Page]:
    """The source language's page; where that has none, the first language that has one."""
    order = (config.source, *config.codes)
    originals = {}
    for key in sorted({key for key, _ in pages}):
        originals[key] = next(pages[key, code] for code in order if (key, code) in pages)
    return originals


def _in_order(records: Records, config: Config) -> dict[str, Person]:
    """Those not returned first, by date; ties by case, then as the case lists its people."""

    def place(person: Person) -> tuple[object, ...]:
        facts = person.facts
        case = records.cases.records.get(facts.case)
        members = case.people if case else ()
        index = members.index(person.slug) if person.slug in members else len(members)
        return (not person.awaited, facts.disappeared.sort_key, facts.case, index, person.slug)

    return {person_key(p.slug, config): p for p in sorted(records.people, key=place)}


def _check_profiles(
    people: dict[str, Person], originals: dict[str, Page], config: Config, problems: Problems
) -> None:
    for key, page in originals.items():
        if page.kind is Kind.PERSON and key not in people:
            slug = key.rpartition("/")[2]
            message = f"there is no record content/people/{slug}.yaml for this profile; add it, or rename the page"
            problems.error(page.path, 1, message, "record")
    for key, person in people.items():
        if key not in originals:
            path = f"{CONTENT}/{config.source}/{key}.md"
            problems.error(person.path, 1, f"this person has no profile; write {path}", "record")
        elif kind_of(key, config) is not Kind.PERSON:
            problems.error(
                FILE, config.line("kinds"), f"kinds: '{key}' is not of the kind 'person'", "config"
            )


def _anchors(page: Page) -> tuple[str, ...]:
    """An id for each heading, from its words where they are Latin, else from its position."""
    ids: list[str] = []
    for number, heading in enumerate(page.body.headings, start=1):
        ascii_text = unicodedata.normalize("NFKD", heading.text).encode("ascii", "ignore").decode()
        slug = re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-") or f"section-{number}"
        while slug in ids:
            slug = f"{slug}-{number}"
        ids.append(slug)
    return tuple(ids)
