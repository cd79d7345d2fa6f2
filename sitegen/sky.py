"""The moon over a place, one hour after the sunset of a day: pure arithmetic, no clock."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

import ephem


@dataclass(frozen=True)
class Moon:
    """Where the moon stood and how it was lit. Angles in degrees."""

    altitude: float
    """Of its centre above the horizon, with refraction; negative below it."""
    azimuth: float
    """From north through east."""
    lit: float
    """The share of the disc that is lit, from 0 to 1."""
    waxing: bool
    limb: float
    """The middle of the bright limb: from the zenith clockwise, as seen by who faces the moon."""


@dataclass(frozen=True)
class Evening:
    """A sunset, the moment one hour later, both in the time of the place, and the moon then."""

    sunset: dt.datetime
    moment: dt.datetime
    moon: Moon


@lru_cache(maxsize=512)
def evening(latitude: float, longitude: float, day: dt.date, time_zone: str) -> Evening | None:
    """The evening of a day (of the calendar of `time_zone`) at a place; None where the sun does
    not set that day.

    Positions by PyEphem (libastro: VSOP87 for the sun, ELP for the moon), as an observer at sea
    level sees them; sunset is that of the upper limb with the air's refraction.
    """
    zone = ZoneInfo(time_zone)
    observer = ephem.Observer()
    observer.lat, observer.lon = math.radians(latitude), math.radians(longitude)
    noon = dt.datetime.combine(day, dt.time(12), zone)
    observer.date = noon.astimezone(dt.UTC).replace(tzinfo=None)
    try:
        sunset = observer.next_setting(ephem.Sun())
    except ephem.CircumpolarError:
        return None
    observer.date = sunset + ephem.hour
    return Evening(_local(sunset, zone), _local(observer.date, zone), _moon(observer))


def _moon(observer: ephem.Observer) -> Moon:
    """The limb's angle is that of Meeus, Astronomical Algorithms, (48.5), with altitude and
    azimuth in the place of declination and right ascension: so it counts from the zenith."""
    moon, sun = ephem.Moon(observer), ephem.Sun(observer)
    apart = sun.az - moon.az
    limb = math.atan2(
        math.cos(sun.alt) * math.sin(apart),
        math.sin(sun.alt) * math.cos(moon.alt)
        - math.cos(sun.alt) * math.sin(moon.alt) * math.cos(apart),
    )
    ahead = (ephem.Ecliptic(moon).lon - ephem.Ecliptic(sun).lon) % math.tau
    return Moon(
        altitude=math.degrees(moon.alt),
        azimuth=math.degrees(moon.az),
        lit=moon.phase / 100,
        waxing=ahead < math.pi,
        limb=math.degrees(limb) % 360,
    )


def _local(moment: float, zone: ZoneInfo) -> dt.datetime:
    """A moment of PyEphem in a place's time, to the nearest minute."""
    exact = ephem.Date(moment).datetime().replace(tzinfo=dt.UTC)
    rounded = (exact + dt.timedelta(seconds=30)).replace(second=0, microsecond=0)
    local: dt.datetime = rounded.astimezone(zone)
    return local
