"""Heights and widths of a face, so that what stands in for it takes the same room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont


@dataclass(frozen=True)
class Measures:
    """In em. `advance` is the mean width of a character of a sample; 0 without one."""

    ascent: float
    descent: float
    gap: float
    advance: float


def measure(font: TTFont, sample: str, size: float | None) -> Measures:
    """The measures that browsers use: those of `OS/2` if it says so, else those of `hhea`.

    A face with optical sizes is measured at `size`.
    """
    unit = font["head"].unitsPerEm
    horizontal, windows = font["hhea"], font["OS/2"]
    if windows.fsSelection & 1 << 7:  # USE_TYPO_METRICS
        heights = (windows.sTypoAscender, windows.sTypoDescender, windows.sTypoLineGap)
    else:
        heights = (horizontal.ascent, horizontal.descent, horizontal.lineGap)
    ascent, descent, gap = (value / unit for value in heights)
    location = {"opsz": size} if size is not None and "fvar" in font else None
    return Measures(ascent, abs(descent), gap, mean_advance(font, sample, location))


def mean_advance(font: TTFont, sample: str, location: dict[str, float] | None = None) -> float:
    """The mean width of the characters of a text, in em; what the font lacks is left out."""
    names = font.getBestCmap()
    glyphs = font.getGlyphSet(location=location)
    widths = [glyphs[names[ord(char)]].width for char in sample if ord(char) in names]
    return float(sum(widths) / len(widths) / font["head"].unitsPerEm) if widths else 0.0
