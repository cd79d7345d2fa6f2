"""Who cites what: every use of a document of `sources.yaml`, with its line and the pages it tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen.model import Kind, Site


@dataclass(frozen=True)
class Use:
    """One citation: of a text, or of the record behind it. `keys` are the pages it stands behind."""

    document: str
    path: str
    line: int
    keys: tuple[str, ...] = ()


def uses(site: Site) -> Iterator[Use]:
    """Every citation of records, claims and texts, in the order of the files."""
    keys = {person.slug: key for key, person in site.people.items()}

    def known(slugs: Iterable[str | None]) -> tuple[str, ...]:
        return tuple(keys[slug] for slug in slugs if slug in keys)

    for key, person in site.people.items():
        for name, ids in person.facts.sources.items():
            line = person.line("sources", name)
            yield from (Use(identifier, person.path, line, (key,)) for identifier in ids)
        if person.facts.photo is not None:
            yield Use(
                person.facts.photo.source, person.path, person.line("photo", "source"), (key,)
            )
        for group in ("claims", "answers"):
            for index, statement in enumerate(getattr(person.facts, group)):
                line = person.line(group, index, "sources")
                yield from (Use(name, person.path, line, (key,)) for name in statement.sources)
    for place in site.places:
        line = site.places.line(place, "sources")
        there = known(p.slug for p in site.people.values() if p.facts.place == place)
        yield from (Use(name, site.places.path, line, there) for name in site.places[place].sources)
    for number in site.cases:
        line, case = site.cases.line(number, "sources"), site.cases[number]
        yield from (Use(name, site.cases.path, line, known(case.people)) for name in case.sources)
    for identifier in site.relatives:
        line, relative = site.relatives.line(identifier, "sources"), site.relatives[identifier]
        whose = known((relative.of,))
        yield from (Use(name, site.relatives.path, line, whose) for name in relative.sources)
    glossary = tuple(key for key in (site.config.kinds.glossary,) if key in site.originals)
    for identifier in site.terms:
        line, term = site.terms.line(identifier, "sources"), site.terms[identifier]
        yield from (Use(name, site.terms.path, line, glossary) for name in term.sources)
    listed = tuple(site.keys(Kind.CORRECTIONS))
    for identifier in site.corrections:
        line, correction = (
            site.corrections.line(identifier, "sources"),
            site.corrections[identifier],
        )
        there = (correction.page.partition("#")[0], *listed)
        yield from (Use(n, site.corrections.path, line, there) for n in correction.sources)
    listed = tuple(site.keys(Kind.UPDATES))
    for identifier in site.updates:
        line = site.updates.line(identifier, "sources")
        names = site.updates[identifier].sources
        yield from (Use(name, site.updates.path, line, listed) for name in names)
    news = {site.updates[identifier].event for identifier in site.updates}
    timeline = site.config.kinds.timeline
    told = (timeline,) if timeline in site.originals else ()
    for event in site.events:
        line = site.events.line(event, "sources")
        there = (*told, *listed) if event in news else told
        yield from (Use(name, site.events.path, line, there) for name in site.events[event].sources)
    for page in site.pages.values():
        yield from (Use(c.id, page.path, c.line, (page.key,)) for c in page.body.citations)


def cited(site: Site) -> frozenset[str]:
    """The ids that anything cites, be it only a rule of a `tone.yaml`."""
    return frozenset(use.document for use in uses(site)) | registered(site)


def registered(site: Site) -> frozenset[str]:
    """The ids that the words of a `tone.yaml` rest on."""
    rules = (rule for tone in site.tones.values() for rule in tone.rules)
    return frozenset(name for rule in rules for name in rule.sources)
