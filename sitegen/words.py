"""`content/<lang>/data.yaml`: what one language calls the things that have an id."""

from __future__ import annotations

from collections.abc import Mapping

import pydantic

from sitegen.validate import Lines, NonEmpty, Record, Slug, line_of


class CorrectionWords(Record):
    wrong: NonEmpty
    right: NonEmpty


class UpdateWords(Record):
    title: NonEmpty
    text: NonEmpty


class EventWords(Record):
    """What an event is called, and one or two sentences about it; `short` names it in the picture."""

    title: NonEmpty
    summary: NonEmpty
    short: NonEmpty | None = None


class TermText(Record):
    """What the readers of one language are told about a term of the glossary."""

    means: NonEmpty
    """What it is, in a sentence."""
    why: NonEmpty | None = None
    """Why this word, in all languages, and which others are avoided."""


class Words(Record):
    """`content/<lang>/data.yaml`: one language's text for what has an id."""

    places: Mapping[Slug, NonEmpty] = {}
    towns: Mapping[Slug, NonEmpty] = {}
    """A place's short name, for the map and the sky, where that in `places` says more."""
    areas: Mapping[Slug, NonEmpty] = {}
    cases: Mapping[int, NonEmpty] = {}
    terms: Mapping[Slug, TermText] = {}
    events: Mapping[Slug, EventWords] = {}
    corrections: Mapping[Slug, CorrectionWords] = {}
    updates: Mapping[Slug, UpdateWords] = {}
    publishers: Mapping[NonEmpty, NonEmpty] = {}
    """By the name in `sources.yaml`: what the publisher is called in this language."""
    documents: Mapping[NonEmpty, NonEmpty] = {}
    """By id: a description in [brackets] in this language's words."""
    _lines: Lines = pydantic.PrivateAttr(default_factory=dict)

    def line(self, *location: str | int) -> int:
        """The line of the file on which a value stands."""
        return line_of(self._lines, location)
