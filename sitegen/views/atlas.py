"""The map: marks at the places of the records, and the same people in a table."""

from __future__ import annotations

import math
from collections.abc import Mapping

from sitegen.addresses import Entry
from sitegen.atlas import Atlas, Frame, Label, Landmark, Side, Spot, Writing
from sitegen.model import Person, Site
from sitegen.records import PlaceKind
from sitegen.views.base import Context, words

RADIUS = 11
"""A circle's, in pixels of writing, like all lengths here."""
STEP = 23
"""From one circle to the next of the same mark."""
REACH = 22
"""From a circle's middle to the edge of what can be touched: 44 pixels across."""
_NAME = {
    Side.LEFT: ("end", -15, 5),
    Side.RIGHT: ("start", 15, 5),
    Side.ABOVE: ("middle", 0, -18),
    Side.BELOW: ("middle", 0, 28),
}
"""By side: SVG's `text-anchor`, and how far the name stands from the last circle."""
_SQUARE = {
    Side.LEFT: ("end", -9, 5),
    Side.RIGHT: ("start", 9, 5),
    Side.ABOVE: ("middle", 0, -9),
    Side.BELOW: ("middle", 0, 20),
}
"""The same beside a landmark's square."""
GROUPS = ("place", "left", "unknown", "returned")


def atlas(site: Site, entry: Entry, cards: list[Context]) -> Context:
    """`frames` with their marks, and `groups` of all people for the table, in the same order.

    `cards` are those of all people.
    """
    assert site.atlas is not None  # checks.atlas: a page of the kind has an atlas
    people = list(zip(cards, site.people.values(), strict=True))
    return {
        "frames": [
            _frame(site, site.atlas, name, people, entry) for name in site.atlas.drawing.frames
        ],
        "groups": _groups(site, people, entry),
    }


def _groups(
    site: Site, people: list[tuple[Context, Person]], entry: Entry
) -> dict[str, list[Context]]:
    """The rows of the table. The first at a place has its `anchor`; a row right below one of the
    same place is `also` there."""
    found: dict[str, list[tuple[Context, Person]]] = {name: [] for name in GROUPS}
    for row, person in people:
        found[_group(person, site.places[person.facts.place].kind)].append((row, person))
    groups: dict[str, list[Context]] = {}
    seen: set[str] = set()
    for name, members in found.items():
        above = None
        for row, person in members:
            place = person.facts.place
            groups.setdefault(name, []).append(
                row
                | {
                    "case": person.facts.case,
                    "town": words(site, site.town(place, entry.lang), entry.lang),
                    "anchor": None if place in seen else _anchor(place),
                    "also": place == above,
                }
            )
            seen.add(place)
            above = place
    return groups


def _anchor(place: str) -> str:
    return f"place-{place}"


def point(site: Site, person: Person) -> tuple[float, float] | None:
    """Latitude and longitude of where a person was last seen: none for a departure."""
    place = site.places[person.facts.place]
    seen = place.kind in (PlaceKind.PLACE, PlaceKind.ABROAD)
    return (
        (place.lat, place.lon) if seen and place.lat is not None and place.lon is not None else None
    )


def _group(person: Person, kind: PlaceKind) -> str:
    if not person.awaited:
        return "returned"
    return {PlaceKind.PLACE: "place", PlaceKind.UNKNOWN: "unknown"}.get(kind, "left")


def _frame(
    site: Site, found: Atlas, name: str, people: list[tuple[Context, Person]], entry: Entry
) -> Context:
    frame = found.drawing.frames[name]
    at: dict[str, list[tuple[Context, Person]]] = {}
    for row, person in people:
        where = point(site, person)
        if where is not None and found.frame_of(*where) == name:
            at.setdefault(person.facts.place, []).append((row, person))
    layouts = ["wide", "narrow"] if frame.narrow else ["only"]
    return {
        "name": name,
        "size": f"0 0 {frame.width:g} {frame.height:g}",
        "land": found.coast.land[name],
        "layouts": [_layout(site, found, name, layout, at, entry) for layout in layouts],
    }


def _layout(
    site: Site,
    found: Atlas,
    name: str,
    layout: str,
    at: dict[str, list[tuple[Context, Person]]],
    entry: Entry,
) -> Context:
    """A frame's marks for one width of screen; `unit` is a pixel of writing in the frame's."""
    frame = found.drawing.frames[name]
    narrow = layout == "narrow"
    unit = (frame.narrow if narrow else None) or 1.0

    def spot(place: str) -> Spot:
        label = found.drawing.labels.get(place, Label(side=Side.RIGHT))
        return (label.narrow if narrow else None) or label

    def writing(landmark: Landmark) -> Writing:
        return (landmark.narrow if narrow else None) or landmark

    return {
        "name": layout,
        "unit": f"{unit:g}",
        "places": [
            _place(site, frame, place, spot(place), unit, here, entry) for place, here in at.items()
        ],
        "landmarks": [
            _at(frame.conic.pixel(landmark.lat, landmark.lon))
            | {
                "town": words(site, site.town(place, entry.lang), entry.lang),
                "name": _name(writing(landmark), _SQUARE, 0),
            }
            for place, landmark in found.drawing.landmarks.items()
            if found.frame_of(landmark.lat, landmark.lon) == name
        ],
    }


def _place(
    site: Site,
    frame: Frame,
    place: str,
    spot: Spot,
    unit: float,
    here: list[tuple[Context, Person]],
    entry: Entry,
) -> Context:
    """One place, one link: a circle for each case, and for those who wait and those who came home.

    The link leads to the person, or to the first of several in the table.
    """
    where = point(site, here[0][1])
    assert where is not None
    down_at = frame.conic.pixel(*where)
    mark = (down_at[0] + spot.away[0], down_at[1] + spot.away[1])
    circles = sorted(
        {(person.facts.case, not person.awaited) for _, person in here},
        key=lambda circle: (circle[1], circle[0]),
    )
    last = STEP * (len(circles) - 1)
    first = {Side.LEFT: -last, Side.RIGHT: 0.0}.get(spot.side, -last / 2)
    far = math.hypot(*spot.away) > RADIUS * unit
    return _at(mark) | {
        "id": place,
        "town": words(site, site.town(place, entry.lang), entry.lang),
        "name": _name(spot, _NAME, last),
        "leader": _at(down_at) if far else None,
        "people": [row for row, _ in here],
        "href": here[0][0]["href"] if len(here) == 1 else f"#{_anchor(place)}",
        "circles": [
            {"case": case, "awaited": not home, "right": f"{first + STEP * number:g}"}
            for number, (case, home) in enumerate(circles)
        ],
        "reach": {
            "x": f"{first - REACH:g}",
            "y": f"{-REACH}",
            "width": f"{last + 2 * REACH:g}",
            "height": f"{2 * REACH}",
        },
    }


def _name(writing: Writing, usual: Mapping[Side, tuple[str, int, int]], last: int) -> Context:
    anchor, right, down = usual[writing.side]
    beyond = {Side.LEFT: -last, Side.RIGHT: last}.get(writing.side, 0)
    return {
        "anchor": anchor,
        "x": f"{right + beyond + writing.shift[0]:g}",
        "y": f"{down + writing.shift[1]:g}",
        "on_land": writing.on_land,
    }


def _at(pixel: tuple[float, float]) -> dict[str, str]:
    return {"x": f"{pixel[0]:.1f}", "y": f"{pixel[1]:.1f}"}
