"""The step: the words of each card become its picture; what was drawn once is kept."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.addresses import INDEX, entries
from sitegen.cache import Cache, key
from sitegen.cards import draw as drawing
from sitegen.cards.draw import Card, MoonDisc, NoRoom, draw
from sitegen.config import Config
from sitegen.fonts.step import cache_of
from sitegen.fonts.table import Faces, Role, load
from sitegen.i18n.extract import TEMPLATES
from sitegen.model import Site
from sitegen.problems import Problems
from sitegen.render import Output, Renderer, render_all
from sitegen.views.base import Options, View
from sitegen.views.cards import CARD, TEMPLATE, cards

if TYPE_CHECKING:
    from PIL import ImageFont

CACHED = "cards"

Phrases = Callable[[str], Sequence[str]]
"""A text in the parts that a line may end between."""


@dataclasses.dataclass(frozen=True)
class Pen:
    """The two faces of a language, and which characters they have. `stamp` names their bytes."""

    text: Path
    strong: Path
    stamp: str
    characters: frozenset[str]


def pens(root: Path, config: Config, spare: Path) -> dict[str, Pen]:
    """By language: the faces that its cards are drawn with, in `spare` if there is no cache.

    A site without the template or without faces has no cards; a language without a face neither.
    """
    if not (root / TEMPLATES / TEMPLATE).is_file():
        return {}
    # What is wrong with the faces, the step that sets them tells.
    faces = load(root, config, cache_of(root), Problems())
    if faces is None:
        return {}
    return {code: pen(faces, code, cache_of(root), spare) for code in faces.table.languages}


def share_cards(
    root: Path,
    site: Site,
    options: Options,
    renderer: Renderer,
    drawn_with: Mapping[str, Pen],
    problems: Problems,
) -> Iterator[Output]:
    """A card for each page that exists in a language which has a pen."""
    views = list(cards(site, options))
    words = {o.path: o.data.decode() for o in render_all(renderer, iter(views), problems)}
    if problems.has_errors:
        return
    drawn = [
        (
            view.path,
            card_of(view, words[view.path], site.typesetters[view.lang].phrases),
            drawn_with[view.lang],
        )
        for view in views
    ]
    pages = ((entry.path, entry.page) for entry in entries(site))
    origins = {path.removesuffix(INDEX) + CARD: page.path for path, page in pages if page}
    yield from draw_cards(drawn, Cache(root, CACHED), problems, origins)


def pen(faces: Faces, lang: str, cache: Cache, spare: Path) -> Pen:
    """The faces of a language as files that a drawing program can open; `spare` as for `Cache`."""
    family = faces.table.languages[lang].families[0]

    def file(role: Role) -> tuple[Path, str]:
        source = faces.source(family, role)
        return cache.path(f"{source.digest}.ttf", lambda: source.data, spare), source.digest

    (text, first), (strong, second) = file("text"), file("strong")
    both = faces.source(family, "text").characters & faces.source(family, "strong").characters
    return Pen(text, strong, f"{first} {second}", both)


def card_of(view: View, words: str, phrases: Phrases) -> Card:
    """The card of a view: `words` is what its template says, a line for each fact."""
    shown = view.context["card"]
    facts = [line.strip() for line in words.splitlines() if line.strip()]
    moon = shown["moon"]
    return Card(
        site=view.context["site_title"],
        title=tuple(phrases(shown["title"])),
        readings=tuple(shown["ruby"] or ()),
        facts=tuple(tuple(phrases(line)) for line in facts),
        upright=shown["upright"],
        dusk=shown["dusk"],
        lamp=shown["person"] is not None and not shown["person"]["awaited"],
        named=shown["person"] is not None,
        moon=_disc(moon) if moon else None,
    )


def _disc(moon: dict[str, str]) -> MoonDisc:
    across, down = (float(moon[name].rstrip("%")) / 100 for name in ("x", "y"))
    return MoonDisc(across, down, float(moon["lit"]), float(moon["turn"]))


def draw_cards(
    drawn: Iterable[tuple[str, Card, Pen]],
    cache: Cache,
    problems: Problems,
    origins: Mapping[str, str],
) -> Iterator[Output]:
    """A PNG for each (path, card, pen). A character without a glyph is an error of the page's file."""
    wanted: dict[str, tuple[str, Card, Pen]] = {}
    for path, card, pen in drawn:
        missing = sorted(set(_text(card)) - pen.characters - {" ", "\u2060", "\u200b"})
        if missing:
            letters = ", ".join(f"'{char}' (U+{ord(char):04X})" for char in missing)
            message = f"its share card needs {letters}, which the faces do not have; write its title or summary otherwise"
            problems.error(origins[path], 1, message, "glyph")
            continue
        name = key(card=dataclasses.astuple(card), faces=pen.stamp, tools=_tools())
        wanted[path] = (f"{name}.png", card, pen)
    found = {path: cache.get(name) for path, (name, _, _) in wanted.items()}
    jobs = [(path, *wanted[path][1:]) for path, data in found.items() if data is None]
    for path, data in _run(jobs):
        if data is None:
            message = "its share card has no room for so many words; shorten its title or summary"
            problems.error(origins[path], 1, message, "card")
            continue
        found[path] = data
        cache.put(wanted[path][0], data)
    if jobs:
        cache.tidy()
    yield from (Output(path, data) for path, data in found.items() if data is not None)


def _text(card: Card) -> str:
    facts = "".join("".join(line) for line in card.facts)
    readings = "".join(reading or "" for _, reading in card.readings)
    return "".join((card.site, *card.title, readings, facts))


@cache
def _tools() -> str:
    """What else decides about the bytes: the library, and how a card is drawn."""
    import PIL

    return f"Pillow {PIL.__version__}, {hashlib.sha256(Path(drawing.__file__).read_bytes()).hexdigest()}"


Job = tuple[str, Card, Pen]


def _run(jobs: list[Job]) -> Iterable[tuple[str, bytes | None]]:
    """On every processor: what takes long, Pillow does without holding the interpreter."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return list(pool.map(_do, jobs))


def _do(job: Job) -> tuple[str, bytes | None]:
    """The picture; None if the words do not fit."""
    path, card, pen = job

    def font(size: int, heavy: bool) -> ImageFont.FreeTypeFont:
        return _face(str(pen.strong if heavy else pen.text), size)

    try:
        return path, draw(card, font)
    except NoRoom:
        return path, None


@lru_cache(maxsize=256)
def _face(path: str, size: int) -> ImageFont.FreeTypeFont:
    """A face of a size in pixels: of a variable one the regular weight, and the optical size."""
    from PIL import ImageFont

    face = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)
    try:
        axes = face.get_variation_axes()
    except OSError:
        return face  # a static face
    optical = [b"Optical Size", "Optical Size"]
    values = [
        min(max(size, axis["minimum"] or 0), axis["maximum"] or size)
        if axis["name"] in optical
        else axis["default"] or 0
        for axis in axes
    ]
    face.set_variation_by_axes(list(map(float, values)))
    return face
