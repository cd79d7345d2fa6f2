"""Rules over the map: every place has its spot, and every name on it is known."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.atlas import MAP
from sitegen.model import Kind, Site
from sitegen.problems import Problem, suggest
from sitegen.read import CONTENT, WORDS
from sitegen.records import PlaceKind


def map_has_an_atlas(site: Site) -> Iterator[Problem]:
    """A page that is the map needs `maps/map.yaml`."""
    if site.atlas is None:
        for page in site.pages.values():
            if page.kind is Kind.MAP:
                message = f"is the map, but there is no {MAP}; write it, or delete the page"
                yield Problem(page.path, 1, message, "map")


def places_are_on_the_map(site: Site) -> Iterator[Problem]:
    """A point where somebody was last seen lies in a frame, and a label belongs to such a place."""
    if site.atlas is None:
        return
    shown = []
    for name in site.places:
        place = site.places[name]
        seen = place.kind in (PlaceKind.PLACE, PlaceKind.ABROAD)
        if not seen or place.lat is None or place.lon is None:
            continue
        shown.append(name)
        if site.atlas.frame_of(place.lat, place.lon) is None:
            frames = ", ".join(site.atlas.drawing.frames)
            message = f"'{name}' lies outside every frame of {MAP} ({frames}); correct the point or widen a frame"
            yield Problem(site.places.path, site.places.line(name, "lat"), message, "map")
    for name in site.atlas.drawing.labels:
        if name not in shown:
            message = f"labels: '{name}' is no place with a point in {site.places.path}{suggest(name, shown)}"
            yield Problem(MAP, site.atlas.line("labels", name), message, "map")


def landmarks_are_named(site: Site) -> Iterator[Problem]:
    """A landmark lies in a frame and has a short name in each language."""
    if site.atlas is None:
        return
    for name, landmark in site.atlas.drawing.landmarks.items():
        line = site.atlas.line("landmarks", name)
        if name in site.places:
            message = f"landmarks: '{name}' is a place of {site.places.path} already; remove it"
            yield Problem(MAP, line, message, "map")
        if site.atlas.frame_of(landmark.lat, landmark.lon) is None:
            message = f"landmarks: '{name}' lies outside every frame; correct the point"
            yield Problem(MAP, line, message, "map")
        for code in site.config.codes:
            if not site.has_town(name, code):
                path = f"{CONTENT}/{code}/{WORDS}"
                message = f"towns: there is no name for '{name}', a landmark of {MAP}; add it"
                yield Problem(path, 1, message, "name")
