"""Draws `maps/coast.json`: the land of every frame of `maps/map.yaml` as a path of SVG.

The build needs only the result; run this after a change of a frame:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m pip install shapely
    python tools/coast.py package/land-10m.json

The data are Natural Earth's land at 1:10 million (https://www.naturalearthdata.com, public domain),
as TopoJSON by Mike Bostock's world-atlas (ISC). It has coasts and no borders. The same rule holds
everywhere: a line may leave its place by `TOLERANCE`, and an island below `SMALLEST` is left out.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely import Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.validation import make_valid

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from sitegen.atlas import COAST, MAP, Drawing, Frame  # noqa: E402 - the path comes first
from sitegen.problems import Problems  # noqa: E402
from sitegen.read import read_yaml  # noqa: E402
from sitegen.validate import validate  # noqa: E402

SHA256 = "9b9f584709c119d63fbadf484ce425260497697b7166be7a2fe360e8c0b171a8"
"""Of the `land-10m.json` this was written for."""
TOLERANCE = 1.0
"""Pixels; Douglas and Peucker's."""
SMALLEST = 1.5
"""Square pixels."""
MARGIN = 8
"""Pixels of land beyond the frame, so that no cut is seen."""
NEAR = 40
"""Degrees around a frame's centre: land farther away is not projected."""

Point = tuple[float, float]


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees: TopoJSON writes steps on a grid
    (https://github.com/topojson/topojson-specification, 2.1.2 and 2.1.3)."""
    (across, up), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    result = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((west + x * across, south + y * up))
        result.append(points)
    return result


def polygons(topology: dict[str, Any]) -> Iterator[Polygon]:
    """Land and its lakes; an arc's number below zero is the arc -1 - number backwards."""
    lines = arcs(topology)

    def ring(numbers: list[int]) -> list[Point]:
        points: list[Point] = []
        for number in numbers:
            line = lines[number] if number >= 0 else lines[-1 - number][::-1]
            points += line[1:] if points else line
        return points

    for geometry in topology["objects"]["land"]["geometries"]:
        shapes = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for outer, *holes in shapes:
            yield Polygon(ring(outer), [ring(hole) for hole in holes])


def parts(shape: BaseGeometry) -> Iterator[Polygon]:
    """The polygons of a geometry, whatever clipping made of it."""
    if isinstance(shape, Polygon):
        yield shape
    for part in getattr(shape, "geoms", ()):
        yield from parts(part)


def land(frame: Frame, world: list[Polygon]) -> list[Polygon]:
    """The land of a frame in its pixels, simplified, from north to south."""
    near = box(
        frame.meridian - NEAR, frame.latitude - NEAR, frame.meridian + NEAR, frame.latitude + NEAR
    )
    picture = box(-MARGIN, -MARGIN, frame.width + MARGIN, frame.height + MARGIN)
    pixel = frame.conic.pixel
    found: list[Polygon] = []
    for shape in world:
        for part in parts(make_valid(shape).intersection(near)):
            flat = Polygon(
                [pixel(y, x) for x, y in part.exterior.coords],
                [[pixel(y, x) for x, y in hole.coords] for hole in part.interiors],
            )
            seen = make_valid(flat).intersection(picture).simplify(TOLERANCE)
            found += [piece for piece in parts(seen) if piece.area >= SMALLEST]
    return sorted(found, key=lambda piece: (piece.bounds[1], piece.bounds[0]))


def path(shapes: list[Polygon]) -> str:
    """Relative steps in tenths of a pixel: the shortest way to write a coast in SVG."""
    words = []
    for shape in shapes:
        for ring in (shape.exterior, *shape.interiors):
            spots = [(round(x * 10), round(y * 10)) for x, y in list(ring.coords)[:-1]]
            if len(set(spots)) < 3:
                continue  # smaller than the paper's grain
            (x, y), *rest = spots
            words.append(f"M{_tenths(x)} {_tenths(y)}l")
            steps = []
            for right, down in rest:
                if (right, down) != (x, y):
                    steps.append(f"{_tenths(right - x)} {_tenths(down - y)}")
                x, y = right, down
            words.append(" ".join(steps).replace(" -", "-") + "z")
    return "".join(words)


def _tenths(value: int) -> str:
    return f"{value / 10:g}".replace("0.", ".", 1) if abs(value) < 10 else f"{value / 10:g}"


def main(file: str) -> None:
    data = Path(file).read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise SystemExit(f"{file} is another file than that of world-atlas 2.0.2")
    problems = Problems()
    written = read_yaml(ROOT, MAP, problems)
    drawing = validate(Drawing, written.data, written.lines, MAP, problems) if written else None
    if drawing is None:
        raise SystemExit("\n".join(str(problem) for problem in problems))
    world = list(polygons(json.loads(data)))
    coast = {
        "made_by": "tools/coast.py",
        "data": f"Natural Earth, land 1:10m; npm world-atlas 2.0.2, land-10m.json, sha256 {SHA256}",
        "licence": "Natural Earth: public domain; world-atlas: ISC, (c) 2013-2019 Michael Bostock",
        "land": {name: path(land(frame, world)) for name, frame in drawing.frames.items()},
    }
    (ROOT / COAST).write_text(json.dumps(coast, indent=1) + "\n", "utf-8")
    for name, text in coast["land"].items():  # type: ignore[attr-defined]
        sys.stdout.write(f"{name}: {len(text):,} characters\n")


if __name__ == "__main__":
    main(sys.argv[1])
