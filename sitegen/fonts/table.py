"""`fonts/fonts.toml`: which face serves which language. Nothing here or in it needs a network."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import lzma
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import pydantic

from sitegen.cache import Cache, key
from sitegen.config import Config
from sitegen.files import read_bytes, read_text
from sitegen.fonts.measures import Measures, measure
from sitegen.problems import Problem, Problems, suggest
from sitegen.toml_lines import parse_toml
from sitegen.validate import Lines, Record, Slug, validate

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FOLDER = "fonts"
FILE = f"{FOLDER}/fonts.toml"
PACKED = ".ttf.xz"
_TABLES = {"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
"""What a TrueType font must have (OpenType, font tables)."""
Role = Literal["text", "strong", "em"]
Weight = Annotated[int, pydantic.Field(ge=1, le=1000)]
Selector = Annotated[str, pydantic.StringConstraints(pattern=r"^\.?[a-zA-Z][\w-]*$")]
Tag = Annotated[str, pydantic.StringConstraints(pattern=r"^[a-zA-Z0-9]{4}$")]
# What becomes CSS between quotes must not be able to end them.
Quotable = Annotated[str, pydantic.StringConstraints(pattern=r"^[^\"\\<>\n]+$")]


class Roles(Record):
    """Elements by `name` or `.class`, those within included."""

    strong: tuple[Selector, ...] = ()
    em: tuple[Selector, ...] = ()
    shown: tuple[Selector, ...] = ()
    """Where words in another language of the site are set in its face as well."""


class Family(Record):
    """What belongs together under one name in CSS."""

    name: Quotable
    licence: Annotated[str, pydantic.StringConstraints(pattern=r"^[A-Za-z0-9][\w.-]*$")]
    """A file beside the table, published with the fonts."""
    features: tuple[Tag, ...] = ()
    """OpenType features that are kept; each costs the glyphs that it leads to."""
    sample: str = ""
    sample_size: Annotated[float, pydantic.Field(gt=0, le=1000, allow_inf_nan=False)] | None = None
    """In px: where the face has optical sizes, the one at which the sample is measured."""


class Face(Record):
    """One file, `NAME.ttf.xz`, for one or more roles."""

    name: Slug
    family: Slug
    roles: Annotated[tuple[Role, ...], pydantic.Field(min_length=1)]
    weight: tuple[Weight, Weight]
    italic: bool = False

    @pydantic.model_validator(mode="after")
    def _from_light_to_heavy(self) -> Face:
        if self.weight[0] > self.weight[1]:
            raise ValueError("'weight' goes from the lightest to the heaviest")
        return self


class Near(Record):
    """Faces of readers' systems with the same widths, the best first."""

    family: Slug
    local: Annotated[tuple[Quotable, ...], pydantic.Field(min_length=1)]
    strong: tuple[Quotable, ...] = ()
    advance: Annotated[float, pydantic.Field(gt=0, lt=3)] | None = None
    """Mean advance of the family's sample, in em; without it, widths are taken to be the same."""


class Setting(Record):
    """How one language is set."""

    families: Annotated[tuple[Slug, ...], pydantic.Field(min_length=1)]
    system: Annotated[tuple[Quotable, ...], pydantic.Field(min_length=1)]
    core: Annotated[float, pydantic.Field(gt=0, le=1)] = 0.25
    """Characters on at least this share of the pages are in the file that all pages share."""
    always: str = ""
    """Characters that styles make in this language, such as the numerals of its counters."""
    strong: tuple[Selector, ...] | None = None
    """In place of those of the roles, where this language's headings have the weight of the text."""


class Table(Record):
    """The whole of `fonts.toml`."""

    always: str = ""
    roles: Roles = Roles()
    families: Mapping[Slug, Family]
    faces: tuple[Face, ...]
    near: tuple[Near, ...] = ()
    languages: Mapping[str, Setting]

    @property
    def own_roles(self) -> dict[str, Roles]:
        """The roles of the languages that name their own."""
        return {
            lang: self.roles.model_copy(update={"strong": setting.strong})
            for lang, setting in self.languages.items()
            if setting.strong is not None
        }


@dataclass(frozen=True, eq=False)
class Source:
    """A face with its file's bytes; what takes long to find out is kept in the cache."""

    face: Face
    family: Family
    packed: bytes
    cache: Cache

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.packed).hexdigest()

    @cached_property
    def data(self) -> bytes:
        """The TrueType font."""
        return lzma.decompress(self.packed)

    @cached_property
    def characters(self) -> frozenset[str]:
        """All that it has a glyph for."""
        name = f"{self.digest}.characters"
        known = self.cache.get(name)
        if known is not None:
            return frozenset(known.decode("utf-32-le"))
        if lacking := _TABLES - set(self.font.keys()):
            raise KeyError(f"no table {sorted(lacking)[0]}")
        found = "".join(sorted(map(chr, self.font.getBestCmap())))
        if not found:
            raise KeyError("no character")
        self.cache.put(name, found.encode("utf-32-le"))
        return frozenset(found)

    @cached_property
    def measures(self) -> Measures:
        """Its heights and widths."""
        name = f"{key(face=self.digest, sample=self.family.sample, size=self.family.sample_size)}.measures"
        known = self.cache.get(name)
        if known is not None:
            return Measures(*json.loads(known))
        found = measure(self.font, self.family.sample, self.family.sample_size)
        self.cache.put(name, json.dumps(dataclasses.astuple(found)).encode())
        return found

    @cached_property
    def font(self) -> TTFont:
        """To be looked at, not to be changed."""
        from fontTools.ttLib import TTFont

        return TTFont(io.BytesIO(self.data), lazy=True)


@dataclass(frozen=True)
class Faces:
    """The table with the files behind it."""

    table: Table
    sources: Mapping[str, Source]
    """By the name of the face, in the order of the table."""
    licences: Mapping[str, bytes]

    def source(self, family: str, role: Role) -> Source:
        """The face of a family for a role; where it has none, that for the text."""
        own = [face for face in self.table.faces if face.family == family]
        found = next((face for face in own if role in face.roles), None)
        return self.sources[(found or next(face for face in own if "text" in face.roles)).name]


def load(root: Path, config: Config, cache: Cache, problems: Problems) -> Faces | None:
    """The faces of a site; None if it has no `fonts/fonts.toml`, or after problems."""
    if not os.path.lexists(root / FILE) and not os.path.lexists(root / FOLDER):
        return None
    text = read_text(root, FILE, problems)
    if text is None:
        return None
    parsed = parse_toml(text, FILE, problems)
    if parsed is None:
        return None
    data, lines = parsed
    table = validate(Table, data, lines, FILE, problems)
    if table is None or not _holds(table, config, lines, problems):
        return None
    sources = {}
    for face in table.faces:
        packed = read_bytes(root, f"{FOLDER}/{face.name}{PACKED}", problems)
        if packed is not None:
            source = Source(face, table.families[face.family], packed, cache)
            if _is_font(source, problems):
                sources[face.name] = source
    licences = {}
    names = {family.licence for family in table.families.values()}
    for name in sorted(names):
        licence = read_bytes(root, f"{FOLDER}/{name}", problems)
        if licence is not None:
            licences[name] = licence
    if len(sources) < len(table.faces) or len(licences) < len(names):
        return None
    return Faces(table, sources, licences)


def _is_font(source: Source, problems: Problems) -> bool:
    try:
        return bool(source.characters)
    except Exception:
        # Wherever a font is damaged, fontTools raises whatever reading a number too many raises.
        problems.extend([damaged(source.face.name)])
        return False


def damaged(face: str) -> Problem:
    """The complaint about a file that is not what it should be."""
    message = "is no TrueType font packed with xz; cut it anew"
    return Problem(f"{FOLDER}/{face}{PACKED}", 1, message, "fonts")


def _holds(table: Table, config: Config, lines: Lines, problems: Problems) -> bool:
    """Whether every name in the table leads somewhere; problems where one does not."""
    before = len(problems.items)

    def unknown(kind: str, index: int | str, name: str) -> None:
        line = lines.get((kind, index), 1)
        near = suggest(name, table.families)
        problems.error(FILE, line, f"there is no family '{name}'{near}", "fonts")

    named = [("faces", index, face.family) for index, face in enumerate(table.faces)]
    named += [("near", index, near.family) for index, near in enumerate(table.near)]
    for kind, index, family in named:
        if family not in table.families:
            unknown(kind, index, family)
    names = [face.name for face in table.faces]
    for index, name in enumerate(names):
        if name in names[:index]:
            message = f"face '{name}' stands here twice; keep one row"
            problems.error(FILE, lines.get(("faces", index), 1), message, "fonts")
    for name in table.families:
        if not any(face.family == name and "text" in face.roles for face in table.faces):
            line = lines.get(("families", name), 1)
            message = f"family '{name}' has no face for the role 'text'; add a row to [[faces]]"
            problems.error(FILE, line, message, "fonts")
    for code, setting in table.languages.items():
        for name in setting.families:
            if name not in table.families:
                unknown("languages", code, name)
    for language in config.languages:
        if language.code not in table.languages:
            message = f"language '{language.code}' has no face, readers see one of their own; add [languages.{language.code}]"
            problems.warning(FILE, 1, message, "fonts")
    return not any(problem.level == "error" for problem in problems.items[before:])
