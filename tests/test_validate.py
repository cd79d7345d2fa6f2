"""Plain data against a model: every problem at once, in words, at its own line."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

import pydantic
import pytest
from helpers import shown

from sitegen.dates import PartialDate
from sitegen.problems import Problems
from sitegen.validate import (
    SLUG_RULE,
    Date,
    Lines,
    NonEmpty,
    Record,
    Slug,
    line_of,
    validate,
)


class Colour(StrEnum):
    WHITE = "white"
    GREY = "grey"


class Ring(Record):
    code: Slug
    colour: Colour


class Pigeon(Record):
    name: NonEmpty
    weight: int | None = None
    speed: float | None = None
    hatched: Date | None = None
    rings: Annotated[tuple[Ring, ...], pydantic.Field(min_length=1)] | None = None
    names: Mapping[Slug, NonEmpty] = {}
    home: Annotated[str, pydantic.StringConstraints(pattern=r"^https://")] | None = None

    @pydantic.model_validator(mode="after")
    def _is_no_dove(self) -> Pigeon:
        if self.name == "dove":
            raise ValueError("a dove is no pigeon")
        return self


LINES: Lines = {
    (): 1,
    ("name",): 2,
    ("weight",): 3,
    ("rings",): 4,
    ("rings", 0): 5,
    ("rings", 0, "code"): 6,
    ("rings", 1): 8,
    ("names",): 10,
    ("names", "Big"): 11,
}


def complaints(data: object) -> list[str]:
    problems = Problems()
    assert validate(Pigeon, data, LINES, "p.yaml", problems) is None
    return shown(problems)


def test_a_right_record_comes_back_typed() -> None:
    problems = Problems()
    data = {
        "name": " Aurora ",
        "weight": "310",
        "speed": "21.5",
        "hatched": "2001-03",
        "rings": [{"code": "pt-1", "colour": "grey"}],
    }
    pigeon = validate(Pigeon, data, LINES, "p.yaml", problems)
    assert list(problems) == []
    assert pigeon == Pigeon(
        name="Aurora",
        weight=310,
        speed=21.5,
        hatched=PartialDate(2001, 3),
        rings=(Ring(code="pt-1", colour=Colour.GREY),),
    )


def test_a_record_never_changes() -> None:
    pigeon = Pigeon(name="Aurora")
    with pytest.raises(pydantic.ValidationError):
        pigeon.name = "Bravo"  # type: ignore[misc]


FIELDS = "(fields here: name, weight, speed, hatched, rings, names, home)"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"rings": None}, "p.yaml:2: field 'name' is missing; add it"),
        ([], "p.yaml:1: must be a block of 'name: value' lines"),
        ("text", "p.yaml:1: must be a block of 'name: value' lines"),
        ({"name": "  "}, "p.yaml:2: 'name' is empty; fill it in or remove the line"),
        (
            {"name": "a", "wieght": "1"},
            f"p.yaml:1: unknown field 'wieght', did you mean 'weight'? {FIELDS}",
        ),
        ({"name": "a", "zzz": "1"}, f"p.yaml:1: unknown field 'zzz' {FIELDS}"),
        ({"name": "a", "weight": "fat"}, "p.yaml:3: 'weight' must be a whole number, not 'fat'"),
        ({"name": "a", "weight": ["1"]}, "p.yaml:3: 'weight' must be a whole number, not '['1']'"),
        ({"name": "a", "speed": "fast"}, "p.yaml:1: 'speed' must be a number, not 'fast'"),
        ({"name": "a", "rings": "x"}, "p.yaml:4: 'rings' must be a list, like [one, two]"),
        (
            {"name": "a", "rings": ["x"]},
            "p.yaml:5: 'rings.0' must be a block of 'name: value' lines",
        ),
        ({"name": "a", "names": "x"}, "p.yaml:10: 'names' must be a block of 'name: value' lines"),
        (
            {"name": "a", "names": {"Big": "x"}},
            f"p.yaml:11: 'names.Big' cannot be 'Big'; {SLUG_RULE}",
        ),
        (
            {"name": "a", "hatched": "2001-13"},
            "p.yaml:1: 'hatched': '2001-13' is not a date: there is no month 13",
        ),
        ({"name": "dove"}, "p.yaml:1: a dove is no pigeon"),
    ],
)
def test_each_mistake_has_its_own_words(data: object, message: str) -> None:
    found = complaints(data)
    if message.endswith("lines") and "rings.0" in message:
        found = found[-1:]  # see test_a_wrong_item_is_not_also_a_missing_one
    assert found == [message]


def test_mistakes_deep_inside_name_the_whole_way_and_their_line() -> None:
    first, second = {"code": "pt-1", "colour": "gray"}, {"code": "PT 2", "colour": "white"}
    found = complaints({"name": "a", "rings": [first, second]})
    assert (
        "p.yaml:5: 'rings.0.colour' cannot be 'gray', did you mean 'grey'? (one of: white, grey)"
    ) in found
    assert f"p.yaml:8: 'rings.1.code' cannot be 'PT 2'; {SLUG_RULE}" in found


def test_the_fields_suggested_are_those_of_that_place() -> None:
    ring = {"code": "x", "colour": "grey", "colr": "x"}
    assert complaints({"name": "a", "rings": [ring]})[-1] == (
        "p.yaml:5: unknown field 'colr', did you mean 'colour'? (fields here: code, colour)"
    )


def test_all_mistakes_are_told_at_once() -> None:
    found = complaints({"weight": "x", "speed": "y"})
    assert len(found) == 3


def test_an_empty_list_is_said_to_be_empty() -> None:
    """A list that needs an item says so in words of people, without "tuple"."""
    (message,) = complaints({"name": "a", "rings": []})
    assert message.startswith("p.yaml:4: 'rings'")
    assert "tuple" not in message


def test_a_wrong_item_is_not_also_a_missing_one() -> None:
    """One wrong item in a list is one problem: the list is not too short."""
    found = complaints({"name": "a", "rings": [{"code": "PT 2", "colour": "grey"}]})
    assert found == [f"p.yaml:6: 'rings.0.code' cannot be 'PT 2'; {SLUG_RULE}"]


@pytest.mark.parametrize("value", [["2001"], {"year": "2001"}, []])
def test_a_date_is_no_list_and_no_block(value: object) -> None:
    """Whatever is not a text is no date; it must not pass as if it were one."""
    (message,) = complaints({"name": "a", "hatched": value})
    assert message.startswith("p.yaml:1: 'hatched'")


def test_only_a_slug_is_told_the_rule_of_slugs() -> None:
    """The form of an address is not explained with the rule of slugs."""
    (message,) = complaints({"name": "a", "home": "ftp://x"})
    assert "'home'" in message
    assert SLUG_RULE not in message


@pytest.mark.parametrize("slug", ["a", "a1", "a-b", "2002-x"])
def test_slugs(slug: str) -> None:
    assert Ring(code=slug, colour=Colour.GREY).code == slug


@pytest.mark.parametrize("slug", ["", "A", "a_b", "a--b", "-a", "a-", "á", "a b", "a\n", "a/b"])
def test_no_slugs(slug: str) -> None:
    with pytest.raises(pydantic.ValidationError):
        Ring(code=slug, colour=Colour.GREY)


@pytest.mark.parametrize(
    ("location", "line"),
    [
        (("rings", 0, "code"), 6),
        (("rings", 0, "colour"), 5),
        (("rings", 7, "code"), 4),
        (("nothing",), 1),
        ((), 1),
    ],
)
def test_a_location_without_a_line_takes_that_around_it(
    location: tuple[str | int, ...], line: int
) -> None:
    assert line_of(LINES, location) == line


def test_without_any_line_it_is_the_first() -> None:
    assert line_of({}, ("a",)) == 1


def test_a_whole_file_may_begin_further_down() -> None:
    assert line_of({(): 7}, ("a", 0)) == 7
