"""The records of what changed: `content/corrections.yaml` and `content/updates.yaml`."""

from __future__ import annotations

from enum import StrEnum

import pydantic

from sitegen.records import Sources
from sitegen.validate import Date, NonEmpty, Record, Slug


class Correction(Record):
    """A mistake that stood on a page. What was wrong and what is right: in each `data.yaml`."""

    page: NonEmpty
    """A key, with an anchor if the section is known."""
    date: Date
    """When it was corrected."""
    sources: Sources
    applied: tuple[NonEmpty, ...] = ()
    """The languages whose page is right by now; in the others the correction is open."""


class UpdateKind(StrEnum):
    WORLD = "world"
    SITE = "site"


class Update(Record):
    """Something new in the world or on the site.

    An event of the timeline is named by `event` and told in its words, with its date, people,
    chapters and sources. What is no event has its own, and title and text in each `data.yaml`.
    """

    event: Slug | None = None
    date: Date | None = None
    kind: UpdateKind
    keys: tuple[NonEmpty, ...] = ()
    """The pages that say more, each with an anchor if need be; an event names its own."""
    sources: tuple[NonEmpty, ...] = ()

    @pydantic.model_validator(mode="after")
    def _is_told_once(self) -> Update:
        if self.event is not None:
            own = [name for name in ("date", "keys", "sources") if getattr(self, name)]
            if own:
                named = " and ".join(f"'{name}'" for name in own)
                raise ValueError(f"'event' brings its own {named}; remove yours")
            if self.kind is not UpdateKind.WORLD:
                raise ValueError("an 'event' happened in the world; 'kind' is 'world' then")
        elif self.date is None:
            raise ValueError("give either 'event' (an id of events.yaml) or a 'date' of its own")
        elif self.kind is UpdateKind.WORLD and not self.sources:
            raise ValueError("what happened in the world needs 'sources', or the 'event' it is")
        return self
