"""Plain data against a pydantic model: every problem at once, each at its own line."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import pydantic
from pydantic_core import ErrorDetails

from sitegen.dates import PartialDate
from sitegen.problems import Problems, suggest

Location = tuple[str | int, ...]
Lines = Mapping[Location, int]


class Record(pydantic.BaseModel):
    """A closed set of fields: an unknown one is refused, and a value never changes."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


def _parse_date(value: object) -> object:
    return PartialDate.parse(value) if isinstance(value, str) else value


Date = Annotated[PartialDate, pydantic.PlainValidator(_parse_date)]
NonEmpty = Annotated[str, pydantic.StringConstraints(min_length=1, strip_whitespace=True)]
Slug = Annotated[str, pydantic.StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
SLUG_RULE = "use lower-case ASCII letters, digits and single hyphens"

R = TypeVar("R", bound=Record)


def validate(model: type[R], data: object, lines: Lines, path: str, problems: Problems) -> R | None:
    """The record, or None after adding one problem for each field that is wrong.

    `lines` maps locations, such as `("claims", 0, "date")`, to lines of the file at `path`.
    """
    try:
        return model.model_validate(data)
    except pydantic.ValidationError as error:
        for detail in error.errors(include_url=False):
            location = tuple(part for part in detail["loc"] if part != "[key]")
            line = line_of(lines, location)
            problems.error(path, line, _message(model, detail, location), "schema")
        return None


def line_of(lines: Lines, location: Location) -> int:
    """The line of a location, or of the nearest thing around it that has one."""
    for end in range(len(location), -1, -1):
        if location[:end] in lines:
            return lines[location[:end]]
    return 1


def _message(model: type[Record], detail: ErrorDetails, location: Location) -> str:
    field = ".".join(str(part) for part in location) or "this file"
    known = _fields(model, location[:-1])
    value = detail.get("input")
    match detail["type"]:
        case "extra_forbidden":
            return (
                f"unknown field '{location[-1]}'{suggest(str(location[-1]), known)}"
                f" (fields here: {', '.join(known)})"
            )
        case "missing":
            return f"field '{field}' is missing; add it"
        case "enum":
            expected = str(detail.get("ctx", {}).get("expected", "")).replace(" or ", ", ")
            choices = [choice.strip("'") for choice in expected.split(", ")]
            return (
                f"'{field}' cannot be '{value}'{suggest(str(value), choices)}"
                f" (one of: {', '.join(choices)})"
            )
        case "string_too_short":
            return f"'{field}' is empty; fill it in or remove the line"
        case "string_pattern_mismatch":
            return f"'{field}' cannot be '{value}'; {SLUG_RULE}"
        case "value_error":
            reason = detail.get("ctx", {}).get("error", detail["msg"])
            return f"'{field}': {reason}" if location else str(reason)
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"'{field}' must be a block of 'name: value' lines"
        case "tuple_type" | "list_type":
            return f"'{field}' must be a list, like [one, two]"
        case "int_parsing" | "int_type":
            return f"'{field}' must be a whole number, not '{value}'"
        case "float_parsing" | "float_type":
            return f"'{field}' must be a number, not '{value}'"
    text = detail["msg"]
    return f"'{field}': {text[0].lower()}{text[1:]}"


def _fields(model: type[Record], location: Location) -> list[str]:
    """The fields that may stand at a location, in the order of the model."""
    kind: Any = model
    for part in location:
        kind = _inside(kind, part)
    kind = _bare(kind)
    return list(kind.model_fields) if _is_record(kind) else []


def _inside(kind: Any, part: str | int) -> Any:
    kind = _bare(kind)
    if _is_record(kind):
        field = kind.model_fields.get(str(part))
        return None if field is None else field.annotation
    arguments = get_args(kind)
    if not arguments:
        return None
    return arguments[0] if get_origin(kind) is tuple else arguments[-1]


def _bare(kind: Any) -> Any:
    """An annotation without `Annotated` and without `| None`."""
    while get_origin(kind) in (Annotated, Union, types.UnionType):
        arguments = [a for a in get_args(kind) if a is not type(None)]
        kind = arguments[0]
    return kind


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Record)
