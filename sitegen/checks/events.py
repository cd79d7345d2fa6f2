"""Rules over the events of the timeline: whom and what they name, and that each language tells them."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.config import FILE
from sitegen.lifelines import MOST
from sitegen.model import Kind, Site
from sitegen.problems import Level, Problem, suggest
from sitegen.read import CONTENT, WORDS


def events_agree(site: Site) -> Iterator[Problem]:
    """The kind, the people, the relatives and the chapters that an event names exist."""
    chapters = [key.rpartition("/")[2] for key in site.keys(Kind.CHAPTER)]
    slugs = [person.slug for person in site.people.values()]
    for name in site.events:
        event = site.events[name]
        for field, named, known, what in (
            ("kind", (event.kind,), site.config.event_kinds, f"kind of event '{{}}' in {FILE}"),
            ("people", event.people, slugs, "person '{}'"),
            (
                "relatives",
                event.relatives,
                site.relatives,
                f"relative '{{}}' in {site.relatives.path}",
            ),
            ("chapters", event.chapters, chapters, "chapter '{}'"),
        ):
            for wrong in (n for n in named if n not in known):
                message = f"{name}: there is no {what.format(wrong)}{suggest(wrong, known)}"
                line = site.events.line(name, field)
                yield Problem(site.events.path, line, message, "reference")


def picture_has_room(site: Site) -> Iterator[Problem]:
    """More marks than the picture of the timeline has room for cannot be read."""
    marked = [name for name in site.events if site.events[name].marked]
    for name in marked[MOST:]:
        message = f"{name}: the picture has room for {MOST} 'marked' events, here are {len(marked)}; choose"
        yield Problem(site.events.path, site.events.line(name, "marked"), message, "timeline")


def events_are_told(site: Site) -> Iterator[Problem]:
    """Each language tells each event; the source language must, for the others borrow its titles."""
    for code in site.config.codes:
        source = code == site.config.source
        path = f"{CONTENT}/{code}/{WORDS}"
        for name in site.events:
            if site.event_words(name, code) is None:
                message = f"events: there is no text for '{name}'; add its 'title' and 'summary'"
                level = Level.ERROR if source else Level.WARNING
                yield Problem(path, 1, message, "translation", level)
