"""`site.toml`: everything that makes this site this one. The rest of the package knows no name,
date or language."""

from __future__ import annotations

import datetime as dt
import os
import re
import urllib.parse
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pydantic

from sitegen.files import read_text
from sitegen.problems import Problems, suggest
from sitegen.toml_lines import parse_toml
from sitegen.validate import (
    Lines,
    Location,
    NonEmpty,
    Record,
    Slug,
    check_web_address,
    line_of,
    validate,
)

FILE = "site.toml"
STATIC = "static"
SCRIPT = "site.js"
"""The one script of all pages, in the folder of static files."""


def _known_or_empty(value: str) -> str:
    return check_web_address(value) if value else value


def _web_or_mail(value: str) -> str:
    if re.fullmatch(r"mailto:[^\s@<>\"]+@[^\s@<>\"]+", value):
        return value
    return _known_or_empty(value)


def _language_code(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", value) or value == STATIC:
        raise ValueError(f"'{value}' is no language code; write one like en or zh-hant")
    return value


def _time_zone(value: str) -> str:
    import zoneinfo

    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"there is no time zone '{value}'; write one like Asia/Tokyo") from error
    return value


class Direction(StrEnum):
    LTR = "ltr"
    RTL = "rtl"


class Language(Record):
    """One row of the table of languages: folders, addresses, catalogs and checks all walk it."""

    code: Annotated[str, pydantic.AfterValidator(_language_code)]
    name: NonEmpty
    """The language's own name for itself."""
    title: NonEmpty
    """The site's title in this language."""
    direction: Direction
    locale: NonEmpty
    """Babel's locale, such as `en_GB`: the form of dates, numbers, lists and plurals."""
    person: NonEmpty
    """How a person's name is put together, such as `{given} {family}`."""
    names_from: str | None = None
    """The language whose names and places stand in where this one has none."""
    upright: bool = False
    """Whether a name that is a picture is set from above to below."""

    @pydantic.field_validator("person")
    @classmethod
    def _person_pattern(cls, value: str) -> str:
        fields = re.findall(r"\{(.*?)\}", value)
        if not fields or set(fields) - {"given", "family"}:
            raise ValueError("put a name together from {given} and {family}")
        return value

    @pydantic.field_validator("locale")
    @classmethod
    def _known_locale(cls, value: str) -> str:
        import babel

        try:
            babel.Locale.parse(value)
        except (babel.UnknownLocaleError, ValueError) as error:
            raise ValueError(f"Babel knows no locale '{value}'; write one like en_GB") from error
        return value


class NavItem(Record):
    """One link of the main navigation or the footer; the label is a msgid of the catalogs."""

    key: NonEmpty
    label: NonEmpty


class Kinds(Record):
    """Which page keys are of which kind (`people/*` is every key directly below `people`)."""

    home: NonEmpty = "index"
    people: NonEmpty = "people"
    person: NonEmpty = "people/*"
    chapters: NonEmpty = "chapters"
    chapter: NonEmpty = "chapters/*"
    sources: NonEmpty = "sources"
    glossary: NonEmpty = "glossary"
    map: NonEmpty = "map"
    corrections: NonEmpty = "corrections"
    updates: NonEmpty = "updates"
    search: NonEmpty = "search"
    timeline: NonEmpty = "timeline"


class Config(Record):
    """What this site is. Addresses that are still unknown are empty, or end in `.invalid`."""

    base_url: NonEmpty
    date: dt.date
    """The site's "today" when neither --date nor SOURCE_DATE_EPOCH is given."""
    time_zone: Annotated[str, pydantic.AfterValidator(_time_zone)]
    """The time in the country that the records speak of, such as `Asia/Tokyo`."""
    as_of: dt.date
    """The day to which the content's knowledge reaches."""
    source: NonEmpty
    """The code of the language that the others are translated from."""
    languages: Annotated[tuple[Language, ...], pydantic.Field(min_length=1)]
    nav: tuple[NavItem, ...] = ()
    footer: tuple[NavItem, ...] = ()
    chapters: tuple[Slug, ...] = ()
    """The order of the chapters; those not named here follow by key."""
    position: str = ""
    """The chapter that says what is demanded: where profiles of those awaited lead to."""
    parties: Mapping[Slug, NonEmpty] = pydantic.Field(default_factory=dict)
    """Who may be the `by` of a claim or an answer: id to msgid."""
    event_kinds: Mapping[Slug, NonEmpty] = pydantic.Field(default_factory=dict)
    """The `kind`s of events in the order of the timeline's list of them: id to msgid."""
    kinds: Kinds = Kinds()
    repository: Annotated[str, pydantic.AfterValidator(_known_or_empty)] = ""
    report: Annotated[str, pydantic.AfterValidator(_web_or_mail)] = ""
    """Where a reader reports an error: an https: or mailto: address."""
    _lines: Lines = pydantic.PrivateAttr(default_factory=dict)

    @pydantic.field_validator("base_url")
    @classmethod
    def _absolute(cls, value: str) -> str:
        return absolute_url(value)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(language.code for language in self.languages)

    def language(self, code: str) -> Language:
        return next(language for language in self.languages if language.code == code)

    def line(self, *location: str | int) -> int:
        """The line of site.toml on which a value stands."""
        return line_of(self._lines, location)

    @property
    def base_path(self) -> str:
        """The path of the site on its server, with `/` at both ends."""
        return urllib.parse.urlsplit(self.base_url).path


def absolute_url(value: str) -> str:
    """The address with one `/` at its end; ValueError for anything but http(s)://host/path."""
    check_web_address(value)
    parts = urllib.parse.urlsplit(value)
    if parts.query or parts.fragment or not value.isascii() or ".." in parts.path.split("/"):
        raise ValueError(f"'{value}' cannot be a site's address; write https://host/path/")
    return value.rstrip("/") + "/"


def load(root: Path, problems: Problems, base_url: str | None = None) -> Config | None:
    """Read `site.toml` below `root`; None after problems. `base_url` replaces the file's."""
    if not os.path.lexists(root / FILE):
        message = f"there is no {FILE} here; choose the site's folder with --root"
        problems.error(FILE, 1, message, "config")
        return None
    text = read_text(root, FILE, problems)
    if text is None:
        return None
    parsed = parse_toml(text, FILE, problems)
    if parsed is None:
        return None
    data, lines = parsed
    if base_url is not None:
        data["base_url"] = base_url
    config = validate(Config, data, lines, FILE, problems)
    if config is not None:
        config._lines = lines
        _check(config, problems)
    return config


def _check(config: Config, problems: Problems) -> None:
    codes = config.codes

    def error(location: Location, message: str) -> None:
        problems.error(FILE, config.line(*location), message, "config")

    for index, language in enumerate(config.languages):
        row: Location = ("languages", index)
        if codes.index(language.code) != index:
            error((*row, "code"), f"language '{language.code}' stands here twice; keep one row")
        if language.names_from is not None and language.names_from not in codes:
            near = suggest(language.names_from, codes)
            error((*row, "names_from"), f"there is no language '{language.names_from}'{near}")
    if config.source not in codes:
        error(("source",), f"there is no language '{config.source}'{suggest(config.source, codes)}")
    if (urllib.parse.urlsplit(config.base_url).hostname or "").endswith(".invalid"):
        message = "base_url is a placeholder; set the site's address or pass --base-url"
        problems.warning(FILE, config.line("base_url"), message, "address")
    for field, what in (("repository", "the repository"), ("report", "error reports")):
        if not getattr(config, field):
            message = (
                f"{field} is empty; set the address of {what}, until then its link is left out"
            )
            problems.warning(FILE, config.line(field), message, "address")
