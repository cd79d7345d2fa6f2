"""`content/<lang>/breaks.yaml`: what a language keeps on one line, and how its headings break.

The machine knows no counter and no form of address of any language. The form of a date comes from
CLDR, the names of people from their records; everything else stands in this file.
"""

from __future__ import annotations

from importlib import resources
from typing import Annotated

import pydantic

from sitegen.problems import suggest
from sitegen.validate import NonEmpty, Record


def models() -> tuple[str, ...]:
    """The languages that BudouX can cut into phrases (https://github.com/google/budoux)."""
    folder = resources.files("budoux") / "models"
    names = (file.name.removesuffix(".json") for file in folder.iterdir())
    return tuple(sorted(name for name in names if "_" not in name))


def _model(value: str) -> str:
    if value not in models():
        raise ValueError(
            f"BudouX has no model '{value}'{suggest(value, models())} (models: {', '.join(models())})"
        )
    return value


class Breaks(Record):
    """One language's rules. Without a file, lines end at spaces, and dates and names are kept."""

    spaced: bool = True
    """Whether a line ends only at a space, so that what has none needs no care."""
    phrases: Annotated[str, pydantic.AfterValidator(_model)] | None = None
    """The model of BudouX that cuts headings into phrases, in a language that sets no spaces."""
    last: Annotated[int, pydantic.Field(ge=1, le=12)] = 1
    """The longest last phrase, in characters, that stays with the first number of its sources; of a
    longer one, the last half as many."""
    brackets: Annotated[int, pydantic.Field(ge=0, le=20)] = 0
    """How many characters in brackets stay on one line."""
    whole: tuple[NonEmpty, ...] = ()
    """Further names and words that stay whole, beside the names of the records."""
    after_names: tuple[NonEmpty, ...] = ()
    """What stays with the name before it, such as a form of address."""
    before_numbers: tuple[NonEmpty, ...] = ()
    """What stays with the number after it."""
    numbers: tuple[NonEmpty, ...] = ()
    """Words for numbers, before a counter."""
    counters: tuple[NonEmpty, ...] = ()
    """What stays with the number before it."""
    quotes: Annotated[str, pydantic.Field(min_length=4, max_length=4)] | None = None
    """The quotation marks, double and single; straight ones are then refused."""
