"""The picture of the timeline as numbers: dates to places on an axis, and labels that do not collide.

Everything is a per cent of the picture's width, so that one drawing fits every screen and its
words keep their size. Pure arithmetic: nothing is known here of pages, languages or HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from sitegen.dates import PartialDate

MOST = 30
"""Marks that a picture has room for."""
TRIES = 20_000
"""How often a label is tried at a place: the search would else double with each mark too many."""
_DAYS = 365.25
"""Days in a year of the Julian calendar, as astronomers count (IAU); a picture needs no more."""


def moment(date: PartialDate) -> float:
    """A date in years; an incomplete one stands in the middle of what is known of it."""
    if date.month is None:
        return date.year + 0.5
    day = date.first.timetuple().tm_yday - 1
    return date.year + (day + (15 if date.day is None else 0)) / _DAYS


_THIN = frozenset("fijlrt.,:;'’|!()[] ")
"""Letters and marks that take little room in any face whose letters differ in width."""


@dataclass(frozen=True)
class Scale:
    """From `first` to `last` (years) on `left` to `right` (per cent); `mirrored` runs leftwards."""

    first: float
    last: float
    left: float
    right: float
    mirrored: bool = False

    def __call__(self, when: float) -> float:
        """Where a moment stands, in per cent with two decimals; beyond the ends, at them."""
        share = (when - self.first) / (self.last - self.first) if self.last > self.first else 0.0
        x = self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)
        return round(100 - x if self.mirrored else x, 2)

    @property
    def decades(self) -> list[int]:
        """The round years on the axis."""
        start = -int(-self.first // 10) * 10
        return list(range(start, int(self.last) + 1, 10))


@dataclass(frozen=True)
class Label:
    """Words beside the tick of a mark: in a row, and on which side of the tick they stand."""

    row: int
    before: bool


def width(text: str, size: float, picture: float) -> float:
    """About how much of a picture `picture` pixels wide a text takes, in per cent.

    A character of East Asian width W or F (Unicode Standard Annex 11) is as wide as the `size` of
    the letters (pixels); of the others a serif face's are half of it, capitals more, some less, each
    with a little to spare (tests/test_browser.py measures them).
    """
    return 100 * sum(map(_ems, text)) * size / picture


def _ems(char: str) -> float:
    if east_asian_width(char) in "WF":
        return 1.0
    if char in _THIN:
        return 0.33
    return 0.7 if char.isupper() else 0.55


def place(
    marks: Sequence[tuple[float, float]], edges: tuple[float, float], gap: float
) -> list[Label]:
    """Labels for marks of (x, width), both in per cent and in the order of x, in as few rows as can be.

    A tick goes down to the row of its label, so a label may touch neither another label of its row
    nor the tick of one in its row or below. `edges` are the outermost places of a label, `gap` is
    the space between tick and words. The left side is tried first, where time has been. Where no
    place is found in `TRIES`, each label has a row of its own.
    """
    tries = iter(range(TRIES))
    for rows in range(1, len(marks) + 1):
        found = _search(marks, edges, gap, rows, [], tries)
        if found is not None:
            return found
    return [Label(row, before=True) for row in range(len(marks))]


def _search(
    marks: Sequence[tuple[float, float]],
    edges: tuple[float, float],
    gap: float,
    rows: int,
    placed: list[Label],
    tries: Iterator[int],
) -> list[Label] | None:
    if len(placed) == len(marks):
        return placed
    for row in range(rows):
        for before in (True, False):
            if next(tries, None) is None:
                return None
            label = Label(row, before)
            if _fits(marks, edges, gap, placed, label):
                found = _search(marks, edges, gap, rows, [*placed, label], tries)
                if found is not None:
                    return found
    return None


def _fits(
    marks: Sequence[tuple[float, float]],
    edges: tuple[float, float],
    gap: float,
    placed: Sequence[Label],
    label: Label,
) -> bool:
    x, _ = marks[len(placed)]
    start, end = span(marks[len(placed)], gap, label)
    if start < edges[0] or end > edges[1]:
        return False
    for (other_x, other_width), other in zip(marks, placed, strict=False):
        first, last = span((other_x, other_width), gap, other)
        if other.row == label.row and start < last + gap and first < end + gap:
            return False
        if other.row >= label.row and start - gap < other_x < end + gap:
            return False
        if label.row >= other.row and first - gap < x < last + gap:
            return False
    return True


def span(mark: tuple[float, float], gap: float, label: Label) -> tuple[float, float]:
    """From where to where the words of a label stand, in per cent."""
    x, wide = mark
    return (x - gap - wide, x - gap) if label.before else (x + gap, x + gap + wide)
