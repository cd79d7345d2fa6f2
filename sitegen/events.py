"""The records of the timeline: `content/events.yaml`."""

from __future__ import annotations

import pydantic

from sitegen.records import Sources
from sitegen.validate import Date, Record, Slug


class Event(Record):
    """Something that happened, for the timeline. What a party claims is no event."""

    date: Date
    end: Date | None = None
    """The last day of something that took several."""
    kind: Slug
    """One of `event_kinds` of site.toml."""
    marked: bool = False
    """Whether the picture of the timeline shows it on its axis."""
    people: tuple[Slug, ...] = ()
    """Those whom it is about."""
    relatives: tuple[Slug, ...] = ()
    """Those of `relatives.yaml` whom it is about."""
    chapters: tuple[Slug, ...] = ()
    """The chapters that tell more."""
    sources: Sources

    @pydantic.model_validator(mode="after")
    def _ends_after_its_beginning(self) -> Event:
        if self.end is not None and self.end.sort_key < self.date.sort_key:
            raise ValueError(f"'end' ({self.end}) is before 'date' ({self.date})")
        return self
