"""The records that people write in YAML: one class a kind of file, one attribute a field."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

import pydantic

from sitegen.dates import PartialDate
from sitegen.validate import (
    Date,
    LanguageTag,
    NonEmpty,
    Record,
    Slug,
    WebAddress,
)

Sources = Annotated[tuple[NonEmpty, ...], pydantic.Field(min_length=1)]
"""The ids of the documents a statement rests on: at least one."""


class Status(StrEnum):
    """Whether a person has come home. There is no default and no third value."""

    NOT_RETURNED = "not-returned"
    RETURNED = "returned"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


class RelationKind(StrEnum):
    """What the other person is to this one."""

    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    SPOUSE = "spouse"
    PARTNER = "partner"


class Precision(StrEnum):
    """How closely a place is known. Nothing finer than a town exists."""

    TOWN = "town"
    CITY = "city"
    COUNTRY = "country"


class PlaceKind(StrEnum):
    """What is known of where someone was last seen. There is no default."""

    PLACE = "place"
    DEPARTURE = "departure"
    """The last that is known is that the person left the country from here."""
    ABROAD = "abroad"
    UNKNOWN = "unknown"


class Name(Record):
    """A name in one language; `reading` is its pronunciation in that language's own script."""

    given: NonEmpty | None = None
    family: NonEmpty | None = None
    reading: NonEmpty | None = None

    @pydantic.model_validator(mode="after")
    def _has_a_part(self) -> Name:
        if self.given is None and self.family is None:
            raise ValueError("a name needs 'given', 'family' or both")
        return self


class Relation(Record):
    person: Slug
    kind: RelationKind


class Statement(Record):
    """What a party says: never a fact of ours. Its words stand in the prose of each language."""

    id: Slug
    by: Slug
    date: Date | None = None
    """When it was said."""
    as_of: Date | None = None
    """For a standing position: the day of the newest document that carries it."""
    sources: Sources

    @pydantic.model_validator(mode="after")
    def _is_dated_once(self) -> Statement:
        if (self.date is None) == (self.as_of is None):
            raise ValueError(
                "give either 'date' (when it was said) or 'as_of' (a standing position)"
            )
        return self

    @property
    def when(self) -> PartialDate:
        when = self.date or self.as_of
        assert when is not None  # _is_dated_once
        return when


class Claim(Statement):
    """A statement that must never stand without the answer it names."""

    answered_by: Slug


class Photo(Record):
    """A photograph, with all that is needed to show it: without any of it there is none."""

    file: Annotated[str, pydantic.Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.(jpe?g|png|webp)$")]
    """Its name in `photos/`."""
    credit: NonEmpty
    licence: NonEmpty
    date: Date
    """When it was taken."""
    source: NonEmpty
    """The document it was taken from."""


class PersonFacts(Record):
    """`content/people/<slug>.yaml`: what no language changes about a person."""

    case: Annotated[int, pydantic.Field(ge=1)]
    name: Annotated[Mapping[str, Name], pydantic.Field(min_length=1)]
    name_then: Mapping[str, Name] = {}
    """The name at the time, where it differs."""
    variants: Mapping[str, tuple[NonEmpty, ...]] = {}
    """Other spellings in use."""
    sex: Sex
    born: Date | None = None
    age_then: Annotated[int, pydantic.Field(ge=0, le=120)]
    """Years, when last seen."""
    disappeared: Date
    place: Slug
    status: Status
    returned: Date | None = None
    recognised: Date
    relations: tuple[Relation, ...] = ()
    photo: Photo | None = None
    claims: tuple[Claim, ...] = ()
    answers: tuple[Statement, ...] = ()
    sources: Mapping[str, Sources]
    """For each field that states a fact, the documents it rests on."""

    @pydantic.model_validator(mode="after")
    def _dates_agree(self) -> PersonFacts:
        if self.status is Status.RETURNED and self.returned is None:
            raise ValueError("'status' is 'returned', so add the date 'returned'")
        if self.status is Status.NOT_RETURNED and self.returned is not None:
            raise ValueError("'status' is 'not-returned'; remove 'returned' or correct 'status'")
        dates = (
            ("born", self.born),
            ("disappeared", self.disappeared),
            ("returned", self.returned),
        )
        known = [(name, date) for name, date in dates if date is not None]
        for (earlier, first), (later, second) in itertools.pairwise(known):
            if str(second) < str(first)[: len(str(second))]:
                raise ValueError(f"'{later}' ({second}) is before '{earlier}' ({first})")
        return self

    def statement(self, identifier: str) -> Statement | None:
        """The claim or answer of that id, if there is one."""
        return next((s for s in (*self.claims, *self.answers) if s.id == identifier), None)


SOURCED_FIELDS = (
    "name",
    "sex",
    "born",
    "age_then",
    "disappeared",
    "place",
    "status",
    "returned",
    "recognised",
    "relations",
)
"""The fields of `PersonFacts` that state a fact: each that is filled in needs sources."""


class Place(Record):
    """Where someone was last seen: degrees of latitude and longitude, or no point at all."""

    kind: PlaceKind
    lat: Annotated[float, pydantic.Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, pydantic.Field(ge=-180, le=180)] | None = None
    precision: Precision
    area: Slug | None = None
    """The wider area, by which people can be looked for; each language has a word for it."""
    sources: Sources

    @pydantic.model_validator(mode="after")
    def _is_a_point_or_none(self) -> Place:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("a point needs both 'lat' and 'lon'")
        if self.kind is PlaceKind.UNKNOWN and self.lat is not None:
            raise ValueError("an unknown place has no point; remove 'lat' and 'lon'")
        return self


class Case(Record):
    people: Annotated[tuple[Slug, ...], pydantic.Field(min_length=1)]
    date: Date
    sources: Sources


def is_description(title: str) -> bool:
    """`[A description]`, or `[A description] (of what copy)`."""
    return re.fullmatch(r"\[.+\]( ?[(（].+[)）])?", title) is not None


class Document(Record):
    """A cited document. A title in [brackets] describes one whose headline was not kept.

    The description and the publisher's name are in the site's source language.
    """

    title: NonEmpty
    publisher: NonEmpty
    url: WebAddress
    lang: LanguageTag
    date: Date | None = None
    kind: NonEmpty
    archived: WebAddress | None = None
    """Where a copy is kept that does not change."""
    archived_on: Date | None = None

    @pydantic.model_validator(mode="after")
    def _is_archived_somewhere(self) -> Document:
        if self.archived_on is not None and self.archived is None:
            raise ValueError("'archived_on' needs 'archived', the address of the copy")
        return self

    @property
    def described(self) -> bool:
        """Whether the title is a description of ours, which each language may give in its words."""
        return is_description(self.title)


class FrontMatter(Record):
    """The head of a page. `summary` is one sentence, for lists, search and share text."""

    title: NonEmpty
    summary: NonEmpty


class PersonFrontMatter(Record):
    """The head of a profile; its title is the person's name, which stands in the record."""

    summary: NonEmpty
    alt: NonEmpty | None = None
    """What the photograph shows, if there is one."""
