"""`maps/`: which part of the world the map shows, and its coast. What is written and what is made."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pydantic

from sitegen.problems import Problems, suggest
from sitegen.projection import Conic
from sitegen.read import Source, read_yaml
from sitegen.validate import Lines, NonEmpty, Record, Slug, line_of, validate

MAPS = "maps"
MAP = f"{MAPS}/map.yaml"
COAST = f"{MAPS}/coast.json"

Latitude = Annotated[float, pydantic.Field(ge=-85, le=85)]
Longitude = Annotated[float, pydantic.Field(ge=-180, le=180)]
Pixels = Annotated[float, pydantic.Field(ge=0.01, le=4096, allow_inf_nan=False)]
Shift = Annotated[float, pydantic.Field(ge=-4096, le=4096, allow_inf_nan=False)]
"""Pixels to the right or down."""
_APART = 0.1
"""Degrees; between nearer parallels the arithmetic of the cone has no digits left."""


class Side(StrEnum):
    """Where a name stands beside its mark."""

    LEFT = "left"
    RIGHT = "right"
    ABOVE = "above"
    BELOW = "below"


class Frame(Record):
    """A picture of a part of the world: a conic projection (`sitegen/projection.py`) and a size."""

    parallels: tuple[Latitude, Latitude]
    """The two latitudes at which the scale is true; they differ and are on one side of the equator."""
    meridian: Longitude
    latitude: Latitude
    origin: tuple[Shift, Shift]
    """The pixel at which `meridian` and `latitude` meet."""
    scale: Pixels
    """The globe's radius in pixels."""
    width: Pixels
    height: Pixels
    narrow: Annotated[float, pydantic.Field(ge=1, le=4)] | None = None
    """How many of the frame's pixels one pixel of writing takes on a narrow screen, where the map is
    small and its writing is not. None: the frame has the same size everywhere."""

    @pydantic.model_validator(mode="after")
    def _is_a_cone(self) -> Frame:
        first, second = self.parallels
        if abs(first - second) < _APART or first * second <= 0:
            raise ValueError(
                "'parallels' need two latitudes on one side of the equator,"
                f" {_APART} degrees apart or more"
            )
        return self

    @property
    def conic(self) -> Conic:
        return Conic(self.parallels, self.meridian, self.latitude, self.scale, self.origin)

    def holds(self, pixel: tuple[float, float]) -> bool:
        return 0 <= pixel[0] <= self.width and 0 <= pixel[1] <= self.height


class Writing(Record):
    """Where a name stands: at a side of its mark, wholly on water or wholly on land."""

    side: Side
    shift: tuple[Shift, Shift] = (0, 0)
    """How far from its usual spot at that side, in pixels of writing to the right and down."""
    on_land: bool = False


class Spot(Writing):
    """Where a place's mark and name stand."""

    away: tuple[Shift, Shift] = (0, 0)
    """The mark's distance from the point in the frame's pixels to the right and down; if the mark
    does not cover its point any more, a line leads there."""


class Label(Spot):
    """How a place is marked."""

    narrow: Spot | None = None
    """The same on a narrow screen; None: as on a wide one."""


class Landmark(Writing):
    """A town that only helps to find one's way."""

    lat: Latitude
    lon: Longitude
    side: Side = Side.RIGHT
    on_land: bool = True
    narrow: Writing | None = None


class Drawing(Record):
    """`maps/map.yaml`, written by hand."""

    frames: Annotated[Mapping[Slug, Frame], pydantic.Field(min_length=1)]
    """In the order in which a place is looked for; the first is the map, the others are insets."""
    labels: Mapping[Slug, Label] = {}
    """By id of a place."""
    landmarks: Mapping[Slug, Landmark] = {}


_PATH = r"^[Mmlz0-9 .,-]+$"


class Coast(Record):
    """`maps/coast.json`, made by `tools/coast.py`: the land of each frame as a path of SVG."""

    made_by: NonEmpty
    data: NonEmpty
    licence: NonEmpty
    land: Mapping[Slug, Annotated[str, pydantic.StringConstraints(pattern=_PATH)]]


class Atlas:
    """Both files, read together."""

    def __init__(self, drawing: Drawing, coast: Coast, lines: Lines) -> None:
        self.drawing, self.coast, self._lines = drawing, coast, lines

    def line(self, *location: str | int) -> int:
        """The line of `maps/map.yaml` on which a value stands."""
        return line_of(self._lines, location)

    def frame_of(self, latitude: float, longitude: float) -> str | None:
        """The first frame that holds a point."""
        for name, frame in self.drawing.frames.items():
            if frame.holds(frame.conic.pixel(latitude, longitude)):
                return name
        return None


def load(root: Path, problems: Problems) -> Atlas | None:
    """The atlas below `root`; None after problems, and for a site that has none."""
    if not (root / MAP).exists():
        return None
    written, made = read_yaml(root, MAP, problems), _coast(root, problems)
    if written is None or made is None:
        return None
    drawing = validate(Drawing, written.data, written.lines, MAP, problems)
    coast = validate(Coast, made.data, made.lines, COAST, problems)
    if drawing is None or coast is None:
        return None
    for name in drawing.frames:
        if name not in coast.land:
            message = f"has no land for the frame '{name}' of {MAP}{suggest(name, coast.land)} (run tools/coast.py)"
            problems.error(COAST, 1, message, "map")
    return Atlas(drawing, coast, written.lines)


def _coast(root: Path, problems: Problems) -> Source | None:
    if not (root / COAST).exists():
        problems.error(COAST, 1, f"is missing beside {MAP}; make it with tools/coast.py", "map")
        return None
    return read_yaml(root, COAST, problems)
