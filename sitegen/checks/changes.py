"""Rules over corrections and updates: what they name exists, and every language has taken them over."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import news
from sitegen.addresses import LinkError, check_link
from sitegen.changes import Correction, Update, UpdateKind
from sitegen.model import Kind, Site, Table
from sitegen.problems import Level, Problem, suggest
from sitegen.read import CONTENT, WORDS

RULE = "change"


def changes_have_a_page(site: Site) -> Iterator[Problem]:
    """Corrections and updates are listed on a page of their kind, which the site then needs."""
    for kind, table in ((Kind.CORRECTIONS, site.corrections), (Kind.UPDATES, site.updates)):
        if table.records and not site.keys(kind):
            path = f"{CONTENT}/{site.config.source}/{getattr(site.config.kinds, kind)}.md"
            yield Problem(path, 1, f"is missing; {table.path} is listed there", "layout")


def corrections_name_what_exists(site: Site) -> Iterator[Problem]:
    """A correction names a page, and languages that the site has."""
    codes = site.config.codes
    for identifier in site.corrections:
        correction = site.corrections[identifier]
        yield from _bad_key(site, site.corrections, identifier, "page", correction.page)
        for code in correction.applied:
            if code not in codes:
                message = f"applied: there is no language '{code}'{suggest(code, codes)}"
                line = site.corrections.line(identifier, "applied")
                yield Problem(site.corrections.path, line, message, "reference")


def updates_name_what_exists(site: Site) -> Iterator[Problem]:
    """An update names pages or an event; one about the world lies within what the site knows."""
    as_of = site.config.as_of
    for identifier in site.updates:
        update = site.updates[identifier]
        for key in update.keys:
            yield from _bad_key(site, site.updates, identifier, "keys", key)
        if update.event is not None and news.event_of(site, identifier) is None:
            near = suggest(update.event, site.events)
            message = f"event: there is no '{update.event}' in {site.events.path}{near}"
            line = site.updates.line(identifier, "event")
            yield Problem(site.updates.path, line, message, "reference")
            continue
        day = news.date_of(site, identifier).complete
        if update.kind is UpdateKind.WORLD and day is not None and day > as_of:
            message = (
                f"'{identifier}' is of {day}, but the site says that it knows nothing after"
                f" {as_of}; reread what it changes, then move 'as_of' in site.toml"
            )
            line = site.updates.line(identifier, "date" if update.event is None else "event")
            yield Problem(site.updates.path, line, message, RULE, Level.WARNING)


def changes_are_told(site: Site) -> Iterator[Problem]:
    """A correction is open, and an update foreign, in each language that has no words for it."""
    for identifier in site.corrections:
        yield from _open(site, identifier, site.corrections[identifier])
    for identifier in site.updates:
        if site.updates[identifier].event is not None:
            yield from _told_twice(site, identifier)
            continue  # checks.events: each language tells each event
        for code in _silent(site, "updates", identifier):
            path = f"{CONTENT}/{code}/{WORDS}"
            level = Level.ERROR if code == site.config.source else Level.WARNING
            message = (
                f"updates: there are no words for '{identifier}'; write its 'title' and 'text'"
            )
            yield Problem(path, _line(site, code, "updates"), message, RULE, level)


def _told_twice(site: Site, identifier: str) -> Iterator[Problem]:
    event = site.updates[identifier].event
    for code, words in site.words.items():
        if event in site.events and identifier in words.updates:
            message = (
                f"updates: '{identifier}' is told in the words of the event '{event}';"
                " remove these, or 'event' from its record"
            )
            path, line = f"{CONTENT}/{code}/{WORDS}", words.line("updates", identifier)
            yield Problem(path, line, message, RULE)


def _open(site: Site, identifier: str, correction: Correction) -> Iterator[Problem]:
    silent = _silent(site, "corrections", identifier)
    key = correction.page.partition("#")[0]
    for code in site.config.codes:
        words = f"{CONTENT}/{code}/{WORDS}"
        page = site.pages.get((key, code))
        if code == site.config.source and code in silent:
            line = _line(site, code, "corrections")
            message = (
                f"corrections: there are no words for '{identifier}'; write 'wrong' and 'right'"
            )
            yield Problem(words, line, message, RULE)
        elif code in correction.applied and code in silent:
            line = _line(site, code, "corrections")
            message = (
                f"corrections: there are no words for '{identifier}', which {site.corrections.path}"
                " has as applied; write 'wrong' and 'right'"
            )
            yield Problem(words, line, message, RULE, Level.WARNING)
        elif code not in correction.applied and page is not None:
            telling = f", write its words in {words}" if code in silent else ""
            message = (
                f"'{identifier}' is not taken over in '{code}' yet; correct {page.path}{telling},"
                f" then add '{code}' to 'applied'"
            )
            line = site.corrections.line(identifier, "applied")
            yield Problem(site.corrections.path, line, message, RULE, Level.WARNING)


def _silent(site: Site, group: str, identifier: str) -> list[str]:
    """The languages that have no words for a change."""
    return [
        code
        for code in site.config.codes
        if code not in site.words or identifier not in getattr(site.words[code], group)
    ]


def _line(site: Site, code: str, group: str) -> int:
    return site.words[code].line(group) if code in site.words else 1


def _bad_key(
    site: Site,
    table: Table[str, Correction] | Table[str, Update],
    identifier: str,
    field: str,
    target: str,
) -> Iterator[Problem]:
    line = table.line(identifier, field)
    try:
        found = check_link(site, site.originals[site.config.kinds.home], target)
    except LinkError as error:
        yield Problem(table.path, line, f"{field}: {error}", "link")
        return
    if found.external is not None or target.startswith("#"):
        message = f"{field}: '{target}' is no page of this site; write a key, like 'about'"
        yield Problem(table.path, line, message, "link")
