"""The records of the glossary: one concept, one name in each language, and the forms we refuse.

`content/terms.yaml` holds what is the same for readers of every language; what a term means and why
it is the one we use is told to each reader in `content/<lang>/data.yaml`, under `terms`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

import pydantic

from sitegen.validate import NonEmpty, Record, Slug


class TermKind(StrEnum):
    """What a term names, in the order in which the glossary groups them."""

    WORD = "word"
    PLACE = "place"
    ORGANISATION = "organisation"
    OFFICE = "office"
    EVENT = "event"
    AGREEMENT = "agreement"
    LAW = "law"
    PERSON = "person"


class Refused(Record):
    """Forms that are not written, with one reason in the language they belong to."""

    forms: Annotated[tuple[NonEmpty, ...], pydantic.Field(min_length=1)]
    """As they stand in running text, capitals aside; the first is shown."""
    reason: NonEmpty
    instead: NonEmpty | None = None
    """What to write, if it is not the term's own name."""
    loaded: bool = False
    """Whether the word says something untrue or takes a side: an error, not a warning."""
    unless: tuple[NonEmpty, ...] = ()
    """Longer words that hold the form and are right."""


class TermName(Record):
    """What a concept is called in one language."""

    name: NonEmpty | None = None
    """The preferred form. None where a language only refuses some."""
    reading: NonEmpty | None = None
    """Its pronunciation, in the language's own script."""
    also: tuple[NonEmpty, ...] = ()
    """Other forms that may be written: short ones, those of documents."""
    ours: bool = False
    """Whether no document at hand writes it so: a rendering or transcription of our own."""
    refused: tuple[Refused, ...] = ()

    @pydantic.model_validator(mode="after")
    def _says_something(self) -> TermName:
        if self.name is None and (self.also or self.reading or self.ours):
            raise ValueError("'name' is missing; 'also', 'reading' and 'ours' belong to a name")
        if self.name is None and not self.refused:
            raise ValueError("needs a 'name', or forms that are 'refused'")
        return self


class Term(Record):
    """`content/terms.yaml`: one concept, by id."""

    kind: TermKind
    person: Slug | None = None
    """The person or relative whose record has the names; then they are not repeated here."""
    names: Mapping[str, TermName] = {}
    """By language."""
    unseen: tuple[NonEmpty, ...] = ()
    """The languages in which no document at hand names it: nothing is shown there."""
    sources: tuple[NonEmpty, ...] = ()

    @pydantic.model_validator(mode="after")
    def _is_named_once(self) -> Term:
        if self.person is None and not any(form.name for form in self.names.values()):
            raise ValueError("needs 'names', or the 'person' whose record has them")
        if self.person is not None and any(form.name for form in self.names.values()):
            raise ValueError(
                f"the names of '{self.person}' stand in that record; leave them out of 'names'"
            )
        if self.person is None and not self.sources:
            raise ValueError("'sources' is missing; say which documents write these names")
        for code in self.unseen:
            if code in self.names and self.names[code].name:
                raise ValueError(f"'{code}' has a name, so it is not 'unseen'")
        return self
