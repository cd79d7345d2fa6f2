"""The sky of a profile: the moon of that evening as a drawing and in words, or why there is none."""

from __future__ import annotations

from sitegen.model import Person, Site
from sitegen.records import PlaceKind
from sitegen.sky import Moon, evening
from sitegen.views.base import Context, words

WEST, EAST = 315.0, 135.0
"""The azimuths at the right and left edge of the picture: north-west and south-east."""
HEIGHT = 45.0
"""The altitude at its upper edge, in degrees."""
RADIUS = 24.0
"""Of the disc, in pixels of a phone: much larger than life, or nobody would see how it was lit."""
_WINDS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
_MARKS = (("s", 180.0), ("sw", 225.0), ("w", 270.0))


def sky(site: Site, person: Person, lang: str) -> Context:
    """`moon` where it stood above the horizon on a known evening at a known place of the country.

    `why` says otherwise what is missing: `date`, and the kind of the place where it is none. With
    neither a `moon` nor a reason, the moon was `down`; where even the sun does not set, nothing
    is said.
    """
    place = site.places[person.facts.place]
    day = person.facts.disappeared.complete
    why = [] if day else ["date"]
    why += [place.kind.value] if place.kind is not PlaceKind.PLACE or place.lat is None else []
    result: Context = {"why": why, "moon": None, "down": False, "marks": []}
    if why or day is None or place.lat is None or place.lon is None:
        return result
    found = evening(place.lat, place.lon, day, site.config.time_zone)
    if found is None:
        return result
    above = found.moon.altitude > 0
    return result | {
        "date": day.isoformat(),
        "time": found.moment.strftime("%H:%M"),
        "town": words(site, site.town(person.facts.place, lang), lang),
        "down": not above,
        "moon": _moon(found.moon) if above else None,
        "marks": [{"wind": wind, "x": _across(azimuth)} for wind, azimuth in _MARKS],
    }


def _moon(moon: Moon) -> Context:
    """The numbers of the words, and those of the drawing as SVG writes them."""
    return {
        "wind": _WINDS[round(moon.azimuth / 45) % 8],
        "altitude": round(moon.altitude),
        "lit": round(moon.lit, 2),
        "waxing": moon.waxing,
        "x": _across(moon.azimuth),
        "y": f"{100 * (1 - min(moon.altitude, HEIGHT) / HEIGHT):.2f}%",
        "radius": f"{RADIUS:g}",
        "bright": crescent(moon.lit, RADIUS),
        "turn": f"{moon.limb:.1f}",
    }


def _across(azimuth: float) -> str:
    """Where an azimuth stands between the edges, as a percentage; outside them at the edge."""
    share = (azimuth - EAST) / (WEST - EAST)
    return f"{100 * min(max(share, 0), 1):.2f}%"


def crescent(lit: float, radius: float) -> str:
    """The path of the lit part of a disc around the origin, its bright limb at the top.

    The limb is half a circle, the terminator half an ellipse whose small half-axis is
    |1 - 2 lit| of the radius: the projection of a great circle. It bulges towards the limb while
    less than half is lit, and away from it afterwards.
    """
    across, small = f"{radius:g}", f"{abs(1 - 2 * lit) * radius:.2f}"
    bulge = 0 if lit < 0.5 else 1
    return (
        f"M-{across} 0A{across} {across} 0 0 1 {across} 0A{across} {small} 0 0 {bulge} -{across} 0Z"
    )
