"""Fonts of squares, made in no time, and the good site set in them."""

from __future__ import annotations

import io
import lzma
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

LATIN = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA1, 0x250), *range(0x2010, 0x2027)])) + "→"
ARABIC = "".join(map(chr, range(0x600, 0x700)))

TABLE = """\
always = "0"

[roles]
strong = ["h1", "strong"]
em = ["em"]
shown = ["nav"]

[families.latin]
name = "Tiny Latin"
licence = "OFL.txt"
sample = "pombo"

[families.arabic]
name = "Tiny Arabic"
licence = "OFL.txt"

[[faces]]
name = "latin-400"
family = "latin"
roles = ["text"]
weight = [1, 599]

[[faces]]
name = "latin-700"
family = "latin"
roles = ["strong"]
weight = [600, 1000]

[[faces]]
name = "arabic"
family = "arabic"
roles = ["text", "strong"]
weight = [400, 400]

[[near]]
family = "latin"
local = ["Georgia"]
strong = ["Georgia Bold"]
advance = 0.5

[languages.pt]
families = ["latin"]
system = ["Georgia", "serif"]

[languages.fi]
families = ["latin"]
system = ["Georgia", "serif"]

[languages.ar]
families = ["arabic", "latin"]
system = ["serif"]
"""


DAY = 3_500_000_000
"""Seconds since 1904, as fonts count: some day in 2014, always the same."""


def tiny_font(characters: str, name: str = "Tiny", width: int = 600) -> bytes:
    """A TrueType font in which every character is the same square."""
    pen = TTGlyphPen(None)
    for point in ((0, 0), (0, 500), (500, 500), (500, 0)):
        (pen.moveTo if point == (0, 0) else pen.lineTo)(point)
    pen.closePath()
    square = pen.glyph()
    names = {ord(char): f"u{ord(char):04X}" for char in characters}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    builder.setupGlyf(dict.fromkeys([".notdef", *names.values()], square))
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *names.values()], (width, 0)))
    builder.setupHorizontalHeader(ascent=900, descent=-300)
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=900, usWinDescent=300)
    builder.setupNameTable({"familyName": name, "styleName": "Regular"})
    builder.setupPost()
    builder.updateHead(created=DAY, modified=DAY)
    out = io.BytesIO()
    builder.font.recalcTimestamp = False
    builder.save(out)
    return out.getvalue()


def pack(path: Path, font: bytes) -> None:
    path.write_bytes(lzma.compress(font))


def give_faces(root: Path, table: str = TABLE, latin: str = LATIN) -> None:
    """Put a folder `fonts/` into a site: Latin in two weights, Arabic in one."""
    folder = root / "fonts"
    folder.mkdir()
    (folder / "fonts.toml").write_text(table, "utf-8")
    (folder / "OFL.txt").write_text("SIL Open Font License\n", "utf-8")
    pack(folder / "latin-400.ttf.xz", tiny_font(latin, "Tiny Latin"))
    pack(folder / "latin-700.ttf.xz", tiny_font(latin, "Tiny Latin Bold"))
    pack(folder / "arabic.ttf.xz", tiny_font(" 0.،" + ARABIC, "Tiny Arabic"))
