"""A card as a picture: the same horizon as on the pages, and the page's name standing on it.

Flat colours, and letters smoothed in ten steps between two of them: so a card is a palette
image that needs no search for its colours, and stays small. The same card gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
"""Pixels; the ratio that Open Graph pictures are shown in."""
LINE = 470
"""Where sky and sea meet, in pixels from above."""
SIDE = 72
LEAST = 23
"""Pixels of the smallest letters."""
STEPS = 10
"""Of smoothing between two colours."""
FONT = Callable[[int, bool], ImageFont.FreeTypeFont]
"""The face of a size in pixels, the heavier one if so asked."""


@dataclass(frozen=True)
class Colours:
    """As `#RRGGBB`. `ink` stands on the sky, `on_sea` and `soft` on the sea."""

    sky: str
    sea: str
    ink: str
    on_sea: str
    soft: str
    line: str
    moon: str
    unlit: str
    lamp: str


DAY = Colours(
    sky="#E3ECF3", sea="#143A6B", ink="#12213A", on_sea="#FFFFFF", soft="#DCE8F4",
    line="#2C5D9C", moon="#FFF8E6", unlit="#E3ECF3", lamp="#B9670B",
)  # fmt: skip
DUSK = Colours(
    sky="#204880", sea="#143A6B", ink="#FFFFFF", on_sea="#FFFFFF", soft="#DCE8F4",
    line="#9FC0E6", moon="#FFF8E6", unlit="#2E5488", lamp="#F5B95A",
)  # fmt: skip
"""The tokens of the style sheet by day; a card has no dark form, because nobody asks it for one."""


@dataclass(frozen=True)
class MoonDisc:
    """Where it stands in the sky, as shares of its width and height, and how it is lit.

    `turn` is the middle of its bright limb, in degrees from the top clockwise.
    """

    across: float
    down: float
    lit: float
    turn: float


@dataclass(frozen=True)
class Card:
    """What is drawn. Phrases are what a line may not be broken within."""

    site: str
    title: tuple[str, ...]
    readings: tuple[tuple[str, str | None], ...]
    """An upright name in parts, each with what is written beside it."""
    facts: tuple[tuple[str, ...], ...]
    """The lines in the sea: the first larger, the others small; each as phrases."""
    upright: bool = False
    """Whether the title is set from above to below."""
    dusk: bool = False
    lamp: bool = False
    named: bool = False
    """Whether the title is a person's name, which stands on the line by its letters' feet."""
    moon: MoonDisc | None = None


class NoRoom(Exception):  # noqa: N818 - an answer to too many words
    """The words of a card are more than it can show."""


class Canvas:
    """A palette image on which a mask is painted in the colours between two."""

    def __init__(self, background: str) -> None:
        self.colours: list[tuple[int, int, int]] = [_rgb(background)]
        self.image = Image.new("P", (WIDTH, HEIGHT), 0)

    def flat(self, colour: str) -> int:
        self.colours.append(_rgb(colour))
        return len(self.colours) - 1

    def paint(
        self, mask: Image.Image, under: str, over: str, box: tuple[int, int, int, int]
    ) -> None:
        """Put `over` on `under` inside a box as far as the mask covers it."""
        first = len(self.colours)
        below, above = _rgb(under), _rgb(over)
        for step in range(1, STEPS + 1):
            pairs = zip(below, above, strict=True)
            mixed = [round(a + (b - a) * step / STEPS) for a, b in pairs]
            self.colours.append((mixed[0], mixed[1], mixed[2]))
        part = mask.crop(box)
        levels = [(value * STEPS + 127) // 255 for value in range(256)]
        indices = part.point([first + max(level - 1, 0) for level in levels])
        covered = part.point([255 if level else 0 for level in levels])
        self.image.paste(indices, box[:2], covered)

    def png(self) -> bytes:
        flat = [value for colour in self.colours for value in colour]
        self.image.putpalette(flat)
        out = io.BytesIO()
        self.image.save(out, "PNG", optimize=True)
        return out.getvalue()


def draw(card: Card, font: FONT) -> bytes:
    """The card as a PNG of 1200 x 630 pixels; NoRoom if its words do not fit."""
    colours = DUSK if card.dusk else DAY
    canvas = Canvas(colours.sky)
    canvas.image.paste(canvas.flat(colours.sea), (0, LINE, WIDTH, HEIGHT))
    if card.moon is not None:
        _moon(canvas, card.moon, colours, upright=card.upright)
    canvas.image.paste(canvas.flat(colours.line), (0, LINE - 1, WIDTH, LINE + 1))
    _put(canvas, colours, [(card.site, SIDE, 88)], font(30, False))
    if card.upright:
        _upright(canvas, card, colours, font)
    else:
        _level(canvas, card, colours, font)
    if card.lamp:
        _lamp(canvas, card, colours)
    _facts(canvas, card, colours, font)
    return canvas.png()


def _put(
    canvas: Canvas,
    colours: Colours,
    pieces: Sequence[tuple[str, float, float]],
    font: ImageFont.FreeTypeFont,
    on_sea: str | None = None,
) -> None:
    """Text at (x, baseline); what hangs below the line is painted on the sea."""
    mask = Image.new("L", (WIDTH, HEIGHT))
    drawing = ImageDraw.Draw(mask)
    for text, x, y in pieces:
        drawing.text((x, y), text, fill=255, font=font, anchor="ls")
    canvas.paint(mask, colours.sky, colours.ink, (0, 0, WIDTH, LINE - 1))
    canvas.paint(mask, colours.sea, on_sea or colours.on_sea, (0, LINE + 1, WIDTH, HEIGHT))


def _level(canvas: Canvas, card: Card, colours: Colours, font: FONT) -> None:
    """A title on the line, as large as it fits: a name in one line or two, a title in up to three."""
    sizes = (128, 120, 112, 104, 96) if card.named else (84, 76, 70, 64, 58, 52, 46)
    most = 2 if card.named else 3
    for size in sizes:
        face = font(size, not card.named)
        lines = balanced(card.title, face, WIDTH - 2 * SIDE)
        if len(lines) <= (1 if card.named and size > 104 else most):
            break
    else:
        raise NoRoom
    leading = size * 1.14 if card.named else size * 1.3
    foot = LINE - size * 0.36
    if card.named:  # letters with feet stand on the line; what is written in squares stays above it
        low = face.getbbox(lines[-1], anchor="ls")[3]
        foot = LINE - 1 if any(char.islower() for char in lines[-1]) else LINE - 12 - low
    first = foot - leading * (len(lines) - 1)
    pieces = [(line, float(SIDE), first + leading * i) for i, line in enumerate(lines)]
    _put(canvas, colours, pieces, face)


def _upright(canvas: Canvas, card: Card, colours: Colours, font: FONT) -> None:
    """A name from above to below at the right, feet on the line, its reading beside it."""
    text = "".join(card.title)
    size = min(84, (LINE - 70) // max(len(text), 1))
    if size < LEAST:
        raise NoRoom
    face = font(size, False)
    mask = Image.new("L", (WIDTH, HEIGHT))
    drawing = ImageDraw.Draw(mask)
    x, top = WIDTH - SIDE - 58 - size, LINE - 22 - size * len(text)
    drawing.text((x, top), text, fill=255, font=face, direction="ttb")
    small = font(24, False)
    for base, reading in card.readings:
        pitch = size * len(base) / len(reading or base)
        for index, sound in enumerate(reading or ""):
            y = top + pitch * (index + 0.5)
            drawing.text((x + size + 40, y), sound, fill=255, font=small, anchor="mm")
        top += size * len(base)
    canvas.paint(mask, colours.sky, colours.ink, (0, 0, WIDTH, LINE - 1))


def _facts(canvas: Canvas, card: Card, colours: Colours, font: FONT) -> None:
    """The lines in the sea. A single text may take three lines; two texts, one and two."""
    alone = len(card.facts) == 1
    y = LINE + 54.0
    for number, phrases in enumerate(card.facts):
        large = not number and not alone
        colour = colours.on_sea if not number else colours.soft
        for size in (38, 34, 30) if large else (30, 27, 25, 23):
            face = font(size, False)
            lines = wrap(phrases, face, WIDTH - 2 * SIDE)
            if len(lines) * size * 1.42 <= (54 if large else 132 if alone else 76):
                break
        y += 18 if large else 0
        for line in lines:
            if y > HEIGHT:
                raise NoRoom
            _put(canvas, colours, [(line, SIDE, y)], face, colour)
            y += size * 1.42


def _moon(canvas: Canvas, moon: MoonDisc, colours: Colours, *, upright: bool) -> None:
    """The disc as on the page: its dark part just visible, its bright limb turned as it was."""
    radius, scale = 40, 4
    big = radius * scale
    disc = Image.new("L", (2 * big, 2 * big))
    ImageDraw.Draw(disc).ellipse((0, 0, 2 * big - 1, 2 * big - 1), fill=255)
    lit = Image.new("L", (2 * big, 2 * big))
    painter = ImageDraw.Draw(lit)
    painter.pieslice((0, 0, 2 * big - 1, 2 * big - 1), 180, 360, fill=255)
    bulge = abs(1 - 2 * moon.lit) * big
    painter.ellipse((0, big - bulge, 2 * big - 1, big + bulge), fill=0 if moon.lit < 0.5 else 255)
    lit = lit.rotate(-moon.turn, Image.Resampling.BICUBIC)
    # Clear of the site's name above, of a name at the right, and of one that stands on the line.
    x = round(SIDE + radius + moon.across * (WIDTH - 2 * SIDE - 300))
    y = round(168 + moon.down * (LINE - 168 - (60 if upright else 190)))
    for part, colour in ((disc, colours.unlit), (lit, colours.moon)):
        small = part.resize((2 * radius, 2 * radius), Image.Resampling.LANCZOS)
        mask = Image.new("L", (WIDTH, HEIGHT))
        mask.paste(small, (x - radius, y - radius))
        under = colours.sky if part is disc else colours.unlit
        canvas.paint(mask, under, colour, (0, 0, WIDTH, LINE - 1))


def _lamp(canvas: Canvas, card: Card, colours: Colours) -> None:
    """Came home: a lamp on the line, clear of what stands on it."""
    radius, scale = 13, 4
    x = WIDTH - SIDE - radius if not card.upright else SIDE + radius
    for size, colour in ((radius + 7, colours.sky), (radius, colours.lamp)):
        mark = Image.new("L", (2 * size * scale, 2 * size * scale))
        ImageDraw.Draw(mark).ellipse((0, 0, 2 * size * scale - 1, 2 * size * scale - 1), fill=255)
        mask = Image.new("L", (WIDTH, HEIGHT))
        mask.paste(
            mark.resize((2 * size, 2 * size), Image.Resampling.LANCZOS), (x - size, LINE - size)
        )
        canvas.paint(mask, colours.sky, colour, (x - size, LINE - size, x + size, LINE + 1))
        if size == radius:
            canvas.paint(mask, colours.sea, colour, (x - size, LINE + 1, x + size, LINE + size))


def wrap(phrases: Sequence[str], font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """Lines of whole phrases, each at most `width` pixels; a longer phrase has its own line."""
    lines: list[str] = []
    for phrase in phrases:
        if lines and font.getlength((lines[-1] + phrase).rstrip()) <= width:
            lines[-1] += phrase
        else:
            lines.append(phrase.lstrip())
    return [line.rstrip() for line in lines]


def balanced(phrases: Sequence[str], font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """As many lines as `wrap` has, of much the same length: as narrow as they still hold."""
    lines = wrap(phrases, font, width)
    for narrow in range(int(width) // 2, int(width), 32):
        tried = wrap(phrases, font, narrow)
        if len(tried) == len(lines):
            return tried
    return lines


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
