"""The map: marks at the places of the records, and the same people in a table."""

from __future__ import annotations

from sitegen.addresses import Entry
from sitegen.atlas import Atlas, Frame, Label, Landmark, Side
from sitegen.model import Person, Site
from sitegen.records import PlaceKind
from sitegen.views.base import Context, words

STEP = 21
"""Pixels from one mark to the next at the same place; a mark's radius is 10."""
_NAME = {
    Side.LEFT: ("end", -15, 5),
    Side.RIGHT: ("start", 15, 5),
    Side.ABOVE: ("middle", 0, -18),
    Side.BELOW: ("middle", 0, 28),
}
"""By side: SVG's `text-anchor`, and how far the name stands from the last mark."""
_SQUARE = {Side.LEFT: -9, Side.RIGHT: 9, Side.ABOVE: 0, Side.BELOW: 0}
"""By side: how far a landmark's name stands from its square."""
GROUPS = ("place", "left", "unknown", "returned")


def atlas(site: Site, entry: Entry, cards: list[Context]) -> Context:
    """`frames` with their marks, and `groups` of all people for the table, in the same order.

    `cards` are those of all people.
    """
    assert site.atlas is not None  # checks.atlas: a page of the kind has an atlas
    people = list(zip(cards, site.people.values(), strict=True))
    groups: dict[str, list[Context]] = {name: [] for name in GROUPS}
    for row, person in people:
        kind = site.places[person.facts.place].kind
        groups[_group(person, kind)].append(
            row
            | {
                "case": person.facts.case,
                "town": words(site, site.town(person.facts.place, entry.lang), entry.lang),
            }
        )
    return {
        "frames": [
            _frame(site, site.atlas, name, people, entry) for name in site.atlas.drawing.frames
        ],
        "groups": {name: rows for name, rows in groups.items() if rows},
    }


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
    return {
        "name": name,
        "size": f"0 0 {frame.width:g} {frame.height:g}",
        "land": found.coast.land[name],
        "places": [
            _place(
                site,
                frame,
                place,
                found.drawing.labels.get(place, Label(side=Side.RIGHT)),
                here,
                entry,
            )
            for place, here in at.items()
        ],
        "landmarks": [
            _landmark(site, frame, place, landmark, entry)
            for place, landmark in found.drawing.landmarks.items()
            if found.frame_of(landmark.lat, landmark.lon) == name
        ],
    }


def _place(
    site: Site,
    frame: Frame,
    place: str,
    label: Label,
    here: list[tuple[Context, Person]],
    entry: Entry,
) -> Context:
    """One place: its marks side by side, the first of them on the point unless a line leads there."""
    where = point(site, here[0][1])
    assert where is not None
    spot = frame.conic.pixel(*where)
    away = label.away or (0, 0)
    mark = (spot[0] + away[0], spot[1] + away[1])
    last = STEP * (len(here) - 1)
    first = {Side.LEFT: 0.0, Side.RIGHT: 0.0}.get(label.side, -last / 2)
    step = -STEP if label.side is Side.LEFT else STEP
    anchor, right, down = _NAME[label.side]
    beyond = {Side.LEFT: -last, Side.RIGHT: last}.get(label.side, 0)
    return _at(frame, mark) | {
        "id": place,
        "town": words(site, site.town(place, entry.lang), entry.lang),
        "name": {
            "anchor": anchor,
            "x": f"{right + beyond + label.shift[0]:g}",
            "y": f"{down + label.shift[1]:g}",
            "on_land": label.on_land,
        },
        "leader": _at(frame, spot) if label.away else None,
        "marks": [
            row | {"case": person.facts.case, "right": f"{first + step * number:g}"}
            for number, (row, person) in enumerate(here)
        ],
    }


def _landmark(site: Site, frame: Frame, place: str, landmark: Landmark, entry: Entry) -> Context:
    anchor = _NAME[landmark.side][0]
    return _at(frame, frame.conic.pixel(landmark.lat, landmark.lon)) | {
        "town": words(site, site.town(place, entry.lang), entry.lang),
        "name": {"anchor": anchor, "x": _SQUARE[landmark.side], "y": 5},
    }


def _at(frame: Frame, pixel: tuple[float, float]) -> dict[str, str]:
    """A pixel as shares of the frame, so that it stays in its place at any size of the map."""
    return {
        "x": f"{100 * pixel[0] / frame.width:.2f}%",
        "y": f"{100 * pixel[1] / frame.height:.2f}%",
    }
