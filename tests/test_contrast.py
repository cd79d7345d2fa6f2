"""The colours of `styles/` by day and by night: text 7:1, everything with a meaning 3:1."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "styles"
WITH_COLOURS = ("10-tokens.css", "pages/person.css", "pages/map.css", "pages/timeline.css")
TOKENS = "\n".join((FOLDER / name).read_text("utf-8") for name in WITH_COLOURS)
PAIRS = {
    name: (day, night)
    for name, day, night in re.findall(
        r"--([\w-]+): light-dark\((#[0-9A-F]{6}), (#[0-9A-F]{6})\);", TOKENS
    )
}

TEXT = {
    "paper": ("ink", "soft", "link"),
    "sky": ("ink", "soft", "link"),
    "sea": ("on-sea", "on-sea-soft"),
    "dusk": ("on-sea", "on-sea-soft"),
}
"""Ground: what is written on it. WCAG 2.2, 1.4.6 (AAA): at least 7:1."""
SHAPES = {
    "paper": ("lamp", "horizon", "edge"),
    "sky": ("lamp", "horizon"),
    "sea": ("lamp-on-sea",),
    "dusk": ("moon", "horizon-at-dusk"),
}
"""Ground: the shapes and lines on it that mean something. WCAG 2.2, 1.4.11: at least 3:1."""


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [0, 1], ids=("day", "night"))
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 7.0), (SHAPES, 3.0)], ids=("text", "shapes"))
def test_every_pair_is_far_enough_apart(
    theme: int, pairs: dict[str, tuple[str, ...]], least: float
) -> None:
    measured = {
        f"{name} on {ground}": round(contrast(PAIRS[name][theme], PAIRS[ground][theme]), 2)
        for ground, names in pairs.items()
        for name in names
    }
    assert {pair: ratio for pair, ratio in measured.items() if ratio < least} == {}


def test_every_colour_is_accounted_for() -> None:
    """A new colour is either among the pairs above or only separates."""
    used = {
        *TEXT,
        *SHAPES,
        *(name for pairs in (TEXT, SHAPES) for row in pairs.values() for name in row),
    }
    assert set(PAIRS) - used == {"rule", "rule-on-sea", "land", "leader"}


def test_no_colour_is_written_outside_the_tokens() -> None:
    """Sheets use tokens; on paper everything is black, white or the grey of a hairline.

    A profile at dusk has tokens of its own. The map has, too, and is tested below.
    """
    for path in sorted(FOLDER.rglob("*.css")):
        if path.name not in ("10-tokens.css", "print.css", "map.css"):
            text = re.sub(r"--[\w-]+: light-dark\([^)]*\);", "", path.read_text("utf-8"))
            found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", text))
            assert found <= {"#000"}, path


@pytest.mark.parametrize("theme", [0, 1], ids=("day", "night"))
def test_what_stands_on_the_map_is_far_enough_apart(theme: int) -> None:
    """The land is the paper by day and lighter than it by night; numbers stand in marks of their own."""
    land, sea = PAIRS["land"][theme], PAIRS["sea"][theme]
    assert PAIRS["land"][0] == PAIRS["paper"][0]
    assert contrast(PAIRS["ink"][theme], land) >= 7
    assert min(contrast(PAIRS["leader"][theme], ground) for ground in (land, sea)) >= 3
    assert contrast(PAIRS["ink"][theme], PAIRS["paper"][theme]) >= 7
    assert contrast("#12213A", PAIRS["lamp-on-sea"][theme]) >= 7
    assert contrast(PAIRS["lamp-on-sea"][theme], sea) >= 3
    assert contrast(PAIRS["on-sea-soft"][theme], sea) >= 3


def test_only_logical_properties() -> None:
    """What is left in one script is right in another: sides are start and end."""
    physical = re.compile(
        r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
        r"|left|right|top|bottom|(?:min-|max-)?(?:width|height))\s*:"
    )
    for path in sorted(FOLDER.rglob("*.css")):
        # `width` is also the name of a media feature, which is written in brackets.
        text = re.sub(r"@media[^{]*\{", "{", path.read_text("utf-8"))
        assert physical.findall(text) == [], path
