"""What an update tells: an event of the timeline in its words, or something of its own."""

from __future__ import annotations

from sitegen.dates import PartialDate
from sitegen.events import Event
from sitegen.model import Site
from sitegen.words import UpdateWords


def event_of(site: Site, identifier: str) -> Event | None:
    """The event that an update is; None where it is none, or there is no such event."""
    named = site.updates[identifier].event
    return site.events[named] if named is not None and named in site.events else None


def date_of(site: Site, identifier: str) -> PartialDate:
    """When it was; of an event, when that was."""
    date = (event_of(site, identifier) or site.updates[identifier]).date
    assert date is not None  # changes.Update has either; checks.changes: the event exists
    return date


def words_of(site: Site, identifier: str, lang: str) -> tuple[UpdateWords, str] | None:
    """Title and text, and the language that tells them: this one if it can."""
    named = site.updates[identifier].event
    for code in site.tellers(lang):
        words = site.words[code]
        if named is None and identifier in words.updates:
            return words.updates[identifier], code
        if named is not None and named in words.events:
            told = words.events[named]
            return UpdateWords(title=told.title, text=told.summary), code
    return None
