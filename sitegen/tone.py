"""The records of the dignity check: each language's words, and the relatives we know by name.

The machine knows no word of any language. `content/<lang>/tone.yaml` brings the words with their
reasons, `content/relatives.yaml` the people who are spoken of beside those who are awaited.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

import pydantic

from sitegen.patterns import check_pattern
from sitegen.records import Name, Sources
from sitegen.validate import Date, NonEmpty, Record, Slug

AWAITED, DEAD, KNOWN = "\ue000", "\ue001", "\ue002"
"""Stand for each character of a name once it is recognised: of somebody awaited, of somebody who
has died, of anybody else. Private use (Unicode), so no text has them."""

PLACEHOLDERS = {
    "{awaited}": AWAITED,
    "{dead}": DEAD,
    "{person}": f"[{AWAITED}{DEAD}]",
}
"""What a pattern may say for a name, because names are recognised before the words."""


def filled(pattern: str) -> str:
    """A pattern with its placeholders replaced."""
    for name, mark in PLACEHOLDERS.items():
        pattern = pattern.replace(name, mark)
    return pattern


def _pattern(value: str) -> str:
    return check_pattern(value, filled(value))


Pattern = Annotated[
    str, pydantic.StringConstraints(min_length=1), pydantic.AfterValidator(_pattern)
]
"""A regular expression over lower-case text in Unicode's form NFKC."""
Patterns = tuple[Pattern, ...]


class Scope(StrEnum):
    """Where a word is an error: anywhere, or in a sentence that names somebody awaited."""

    ANYWHERE = "anywhere"
    AWAITED = "awaited"


class Kin(StrEnum):
    """What a relative is to the person: the words for it stand in `tone.yaml`."""

    MOTHER = "mother"
    FATHER = "father"
    PARENTS = "parents"
    BROTHER = "brother"
    SISTER = "sister"
    HUSBAND = "husband"
    WIFE = "wife"
    SON = "son"
    DAUGHTER = "daughter"


class Rule(Record):
    """A word that says too much about somebody who is awaited, and what to say instead."""

    id: Slug
    term: NonEmpty
    """The word as the register shows it."""
    forms: Annotated[Patterns, pydantic.Field(min_length=1)]
    """Its forms in running text."""
    means: NonEmpty
    """What it implies."""
    instead: NonEmpty
    """What to write."""
    scope: Scope
    verb: bool = False
    """Whether it is said of the sentence's subject (died), not of the name beside it (remains)."""
    exceptions: Patterns = ()
    """Longer words, places and lists that hold the word and mean something else."""
    sources: tuple[NonEmpty, ...] = ()
    unverified: bool = False
    """Whether it rests on our own judgement, with no document."""


class Binding(Record):
    """What stands between a name and a word that belong together, and ties the two."""

    before: Patterns = ()
    """After a name, before the word."""
    after: Patterns = ()
    """After the word, before a name."""


class Tone(Record):
    """`content/<lang>/tone.yaml`: the words of one language for the dignity check."""

    sentence_end: Pattern
    quotations: Patterns
    """Quotation marks with what they enclose."""
    whole_words: bool = False
    """Whether the language sets its words apart, so that a form is a word or several."""
    honorifics: Patterns = ()
    """What follows a given or family name that stands alone. Without any, it may stand bare."""
    groups: Patterns
    """How those who are awaited are named as a group."""
    names: Patterns = ()
    """Organisations, lists and groups that hold such a word and mean others."""
    others: Patterns = ()
    """The dead who are not awaited and have no record."""
    kin: Mapping[Kin, Patterns] = {}
    """Words for relatives: 'her mother' is whoever the records say."""
    aside: Patterns = ()
    """Ways to mention a person that make nobody the subject of a sentence."""
    turns: Patterns = ()
    """What turns to somebody else, between a name and the word ('her father heard that …')."""
    ties: Binding = Binding()
    attribution: Patterns
    """Words that say who says it."""
    answers: Patterns
    """Words that carry the answer to a claim."""
    rules: Annotated[tuple[Rule, ...], pydantic.Field(min_length=1)]


class Relative(Record):
    """`content/relatives.yaml`: somebody who speaks or spoke in public, or else has died."""

    name: Annotated[Mapping[str, Name], pydantic.Field(min_length=1)]
    of: Slug | None = None
    """The person whose relative this is."""
    kin: Kin | None = None
    """What this relative is to that person."""
    died: Date | None = None
    """Only of somebody who has in fact died; then every word of mourning is right."""
    sources: Sources

    @pydantic.model_validator(mode="after")
    def _is_related_to_somebody(self) -> Relative:
        if (self.of is None) != (self.kin is None):
            raise ValueError("'of' (a person) and 'kin' (such as mother) belong together")
        return self
