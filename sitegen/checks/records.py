"""Rules over the records: every id that one of them uses is one that another has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sitegen.config import FILE
from sitegen.dates import PartialDate
from sitegen.model import Site
from sitegen.problems import Problem, suggest
from sitegen.read import CONTENT, WORDS
from sitegen.records import is_description
from sitegen.uses import uses


def documents_exist(site: Site) -> Iterator[Problem]:
    """A source id must stand in `content/sources.yaml`."""
    for use in uses(site):
        if use.document not in site.documents:
            near = suggest(use.document, site.documents)
            message = f"there is no source '{use.document}' in {site.documents.path}{near}"
            yield Problem(use.path, use.line, message, "source")


def records_agree(site: Site) -> Iterator[Problem]:
    """A place, a case and a related person must exist, and a case must list its people."""
    slugs = {person.slug for person in site.people.values()}
    for person in site.people.values():
        facts = person.facts
        if facts.place not in site.places:
            message = f"there is no place '{facts.place}' in {site.places.path}{suggest(facts.place, site.places)}"
            yield Problem(person.path, person.line("place"), message, "reference")
        if facts.case not in site.cases:
            message = f"there is no case {facts.case} in {site.cases.path}"
            yield Problem(person.path, person.line("case"), message, "reference")
        elif person.slug not in site.cases[facts.case].people:
            message = f"case {facts.case} in {site.cases.path} does not list '{person.slug}'; add the person there or correct the number"
            yield Problem(person.path, person.line("case"), message, "reference")
        for index, relation in enumerate(facts.relations):
            if relation.person not in slugs:
                message = f"there is no person '{relation.person}'{suggest(relation.person, slugs)}"
                yield Problem(person.path, person.line("relations", index), message, "reference")
    for number in site.cases:
        for slug in site.cases[number].people:
            if slug not in slugs:
                message = f"there is no person '{slug}'{suggest(slug, slugs)}"
                yield Problem(
                    site.cases.path, site.cases.line(number, "people"), message, "reference"
                )


def _named(site: Site) -> Iterator[tuple[str, list[str | int], str]]:
    """What a language's data.yaml names: the group, its ids, and the file that they come from."""
    yield "places", list(site.places), site.places.path
    areas = dict.fromkeys(site.places[place].area for place in site.places)
    yield "areas", [area for area in areas if area is not None], site.places.path
    yield "cases", list(site.cases), site.cases.path


def names_are_known(site: Site) -> Iterator[Problem]:
    """Each language has, or borrows by `names_from`, every name of a person, place, area and case."""
    for code in site.config.codes:
        lenders = list(site.lenders(code))
        way_out = f"add it, or 'names_from' to the language '{code}' in {FILE}"
        for person in site.people.values():
            for field in ("name", "name_then"):
                names = getattr(person.facts, field)
                if names and not any(lender in names for lender in lenders):
                    yield Problem(
                        person.path,
                        person.line(field),
                        f"{field}: there is none in '{code}'; {way_out}",
                        "name",
                    )
        words = [site.words[lender] for lender in lenders if lender in site.words]
        for group, known, _ in _named(site):
            for identifier in known:
                if not any(identifier in getattr(record, group) for record in words):
                    path = f"{CONTENT}/{code}/{WORDS}"
                    yield Problem(
                        path, 1, f"{group}: there is no name for '{identifier}'; {way_out}", "name"
                    )


def translated_ids_exist(site: Site) -> Iterator[Problem]:
    """A name is given for a language or an id that there is: a slip would be silent."""
    codes = site.config.codes
    for person in site.people.values():
        for field in ("name", "name_then", "variants"):
            for code in getattr(person.facts, field):
                if code not in codes:
                    message = f"{field}: there is no language '{code}'{suggest(code, codes)}"
                    yield Problem(person.path, person.line(field, code), message, "reference")
    for code, words in site.words.items():
        path = f"{CONTENT}/{code}/{WORDS}"
        groups = {
            group: ([str(name) for name in names], home) for group, names, home in _named(site)
        }
        groups["towns"] = groups["places"]
        if site.atlas is not None:
            known, home = groups["places"]
            groups["towns"] = [*known, *site.atlas.drawing.landmarks], home
        groups["corrections"] = list(site.corrections), site.corrections.path
        groups["updates"] = list(site.updates), site.updates.path
        groups["documents"] = list(site.documents), site.documents.path
        groups["events"] = (list(site.events), site.events.path)
        for group, (known, home) in groups.items():
            for identifier in map(str, getattr(words, group)):
                if identifier not in known:
                    near = suggest(identifier, known)
                    message = f"{group}: there is no '{identifier}' in {home}{near}"
                    yield Problem(path, words.line(group, identifier), message, "reference")


def descriptions_are_ours(site: Site) -> Iterator[Problem]:
    """A language renames a publisher that there is, and rewords a description, never a title."""
    publishers = {site.documents[name].publisher for name in site.documents}
    for code, words in site.words.items():
        path = f"{CONTENT}/{code}/{WORDS}"
        for name in words.publishers:
            if name not in publishers:
                near = suggest(name, publishers)
                message = f"publishers: no document is published by '{name}'{near}"
                yield Problem(path, words.line("publishers", name), message, "reference")
        for name, text in words.documents.items():
            line = words.line("documents", name)
            if name not in site.documents:
                continue  # translated_ids_exist
            if not site.documents[name].described:
                message = f"documents: '{name}' has a title of its own, which is not translated"
                yield Problem(path, line, message, "reference")
            elif not is_description(text):
                message = f"documents: '{name}' is a description; put it in [brackets]"
                yield Problem(path, line, message, "reference")


def dates_are_known(site: Site) -> Iterator[Problem]:
    """Nothing has happened after the day to which the site's knowledge reaches."""
    as_of = site.config.as_of
    for person in site.people.values():
        facts = person.facts
        for field in ("born", "disappeared", "returned", "recognised"):
            date: PartialDate | None = getattr(facts, field)
            if date is not None and date.first > as_of:
                yield _unknown(person.path, person.line(field), f"'{field}' ({date})", as_of)
    for name in site.events:
        event = site.events[name]
        for field, date in (("date", event.date), ("end", event.end)):
            if date is not None and date.first > as_of:
                line = site.events.line(name, field)
                yield _unknown(site.events.path, line, f"{name}: '{field}' ({date})", as_of)


def _unknown(path: str, line: int, what: str, as_of: dt.date) -> Problem:
    message = f"{what} is after {as_of}, to which the site's knowledge reaches; correct it, or 'as_of' in {FILE}"
    return Problem(path, line, message, "date")
