"""Plain data against a pydantic model: every problem at once, each at its own line."""

from __future__ import annotations

import re
import types
import unicodedata
import urllib.parse
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


def _parse_date(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, str):
        return PartialDate.parse(value)
    raise ValueError("is not a date; write 1978, 1978-06 or 1978-06-12")


Date = Annotated[PartialDate, pydantic.PlainValidator(_parse_date)]


def _visible(value: str) -> str:
    if value and not any(unicodedata.category(char)[0] not in "CZ" for char in value):
        raise ValueError("has no character that can be seen; fill it in or remove the line")
    return value


NonEmpty = Annotated[
    str,
    pydantic.StringConstraints(min_length=1, strip_whitespace=True),
    pydantic.AfterValidator(_visible),
]
_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, pydantic.StringConstraints(pattern=_SLUG)]
LanguageTag = Annotated[
    str, pydantic.StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
]
"""The shape of a language tag (RFC 5646)."""
SLUG_RULE = "use lower-case ASCII letters, digits and single hyphens"


def check_web_address(value: str) -> str:
    """ValueError unless the text is an address that a browser can open."""
    wrong = f"'{value}' is not a web address; write https://host/path"
    if not re.fullmatch(r"https?://[^\s<>\"\\^`{|}]+", value):
        raise ValueError(wrong)
    try:
        parts = urllib.parse.urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise ValueError(wrong) from error
    if not parts.hostname or "@" in parts.netloc or port == 0:
        raise ValueError(wrong)
    return value


WebAddress = Annotated[str, pydantic.AfterValidator(check_web_address)]
R = TypeVar("R", bound=Record)


def is_slug(text: str) -> bool:
    """Whether a text may be one part of an address."""
    return re.fullmatch(_SLUG, text) is not None and not text.endswith("\n")


def validate(model: type[R], data: object, lines: Lines, path: str, problems: Problems) -> R | None:
    """The record, or None after adding one problem for each field that is wrong.

    `lines` maps locations, such as `("claims", 0, "date")`, to lines of the file at `path`.
    """
    try:
        return model.model_validate(data)
    except pydantic.ValidationError as error:
        details = error.errors(include_url=False)
        for detail in details:
            if detail["type"] == "too_short" and detail["input"]:
                continue  # pydantic does not count an entry that is wrong, which is reported itself
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
    field = ".".join(str(part) for part in location)
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
            pattern = detail.get("ctx", {}).get("pattern")
            rule = SLUG_RULE if pattern == _SLUG else f"it must look like {pattern}"
            return f"'{field}' cannot be '{value}'; {rule}"
        case "too_short":
            return f"'{field}' is empty; it needs at least one entry"
        case "greater_than_equal" | "less_than_equal":
            limits = detail.get("ctx", {})
            limit = f"at least {limits['ge']}" if "ge" in limits else f"at most {limits['le']}"
            return f"'{field}' must be {limit}, not {value}"
        case "value_error":
            reason = detail.get("ctx", {}).get("error", detail["msg"])
            return f"'{field}': {reason}" if location else str(reason)
        case "model_type" | "dict_type" | "model_attributes_type":
            message = "must be a block of 'name: value' lines"
            return f"'{field}' {message}" if location else message
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
