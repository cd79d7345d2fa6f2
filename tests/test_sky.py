"""The moon of an evening: against figures from elsewhere, as a drawing, and in words."""

from __future__ import annotations

import datetime as dt
import math
import re
from pathlib import Path

import ephem
import pytest
from bs4 import BeautifulSoup
from helpers import Folder, shown

from sitegen import config, sky
from sitegen.pipeline import Request, prepare
from sitegen.problems import Problems
from sitegen.render import Renderer
from sitegen.views import Options, View, views
from sitegen.views.sky import crescent

ROOT = Path(__file__).parent.parent
TOKYO = "Asia/Tokyo"
NIIGATA, YONAGO, OBAMA = (37.9225, 139.0433), (35.4281, 133.3309), (35.4957, 135.7466)
USHITSU = (37.3066, 137.15)
KASHIWAZAKI, SADO, FUKIAGE = (37.3719, 138.559), (38.0183, 138.3683), (31.52, 130.33)


def evening(place: tuple[float, float], day: str) -> sky.Evening:
    found = sky.evening(*place, dt.date.fromisoformat(day), TOKYO)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("place", "day", "sunset", "altitude", "azimuth", "lit"),
    [
        # Altitude, azimuth and the share lit as astropy 8 (ERFA's series) has them; for the first,
        # skyfield (with JPL DE421) agreed to 0.1 degree.
        (NIIGATA, "1977-11-15", "16:33", 26.9, 214.1, 0.225),
        (YONAGO, "1977-10-21", "17:25", 40.4, 155.8, 0.70),
        (USHITSU, "1977-09-19", "17:54", 27.2, 212.0, 0.40),
        (SADO, "1978-08-12", "18:45", 31.4, 207.9, 0.57),
        (FUKIAGE, "1978-08-12", "19:06", 38.3, 206.8, 0.57),
    ],
)
def test_the_moon_an_hour_after_sunset(
    place: tuple[float, float], day: str, sunset: str, altitude: float, azimuth: float, lit: float
) -> None:
    found = evening(place, day)
    expected = dt.datetime.fromisoformat(f"{day}T{sunset}").replace(tzinfo=found.sunset.tzinfo)
    assert abs(found.sunset - expected) <= dt.timedelta(minutes=2)
    assert found.moment - found.sunset == dt.timedelta(hours=1)
    assert found.moon.altitude == pytest.approx(altitude, abs=0.3)
    assert found.moon.azimuth == pytest.approx(azimuth, abs=0.3)
    assert found.moon.lit == pytest.approx(lit, abs=0.01)
    assert found.moon.waxing


@pytest.mark.parametrize(("place", "day"), [(OBAMA, "1978-07-07"), (KASHIWAZAKI, "1978-07-31")])
def test_two_evenings_had_no_moon(place: tuple[float, float], day: str) -> None:
    assert evening(place, day).moon.altitude < 0


def test_the_bright_limb_points_to_where_the_sun_has_set() -> None:
    """In the west after sunset a young moon is lit from the lower right."""
    assert 90 < evening(NIIGATA, "1977-11-15").moon.limb < 180


@pytest.mark.parametrize("day", ["1977-11-15", "1977-10-21", "1978-08-12", "1977-11-28"])
def test_the_limb_is_position_angle_less_parallactic_angle(day: str) -> None:
    """Meeus, Astronomical Algorithms, (48.5) and (14.1), by right ascension and declination;
    north through east is anticlockwise on the sky, and `limb` counts clockwise."""
    moment = evening(NIIGATA, day)
    observer = ephem.Observer()
    observer.lat, observer.lon = (math.radians(degrees) for degrees in NIIGATA)
    observer.pressure = 0
    observer.date = moment.moment.astimezone(dt.UTC).replace(tzinfo=None)
    moon, sun = ephem.Moon(observer), ephem.Sun(observer)
    across = sun.ra - moon.ra
    position = math.atan2(
        math.cos(sun.dec) * math.sin(across),
        math.sin(sun.dec) * math.cos(moon.dec)
        - math.cos(sun.dec) * math.sin(moon.dec) * math.cos(across),
    )
    hour = observer.sidereal_time() - moon.ra
    parallactic = math.atan2(
        math.sin(hour),
        math.tan(observer.lat) * math.cos(moon.dec) - math.sin(moon.dec) * math.cos(hour),
    )
    expected = -math.degrees(position - parallactic) % 360
    assert moment.moon.limb == pytest.approx(expected, abs=0.5)


def test_a_waning_moon_is_called_so() -> None:
    assert not evening(NIIGATA, "1977-11-28").moon.waxing


def test_where_the_sun_does_not_set_there_is_no_evening() -> None:
    assert sky.evening(69.6, 18.9, dt.date(1980, 6, 21), "Europe/Oslo") is None


@pytest.mark.parametrize(
    ("lit", "path"),
    [
        (0.0, "M-10 0A10 10 0 0 1 10 0A10 10.00 0 0 0 -10 0Z"),
        (0.25, "M-10 0A10 10 0 0 1 10 0A10 5.00 0 0 0 -10 0Z"),
        (0.5, "M-10 0A10 10 0 0 1 10 0A10 0.00 0 0 1 -10 0Z"),
        (1.0, "M-10 0A10 10 0 0 1 10 0A10 10.00 0 0 1 -10 0Z"),
    ],
)
def test_the_lit_part_is_half_a_circle_and_half_an_ellipse(lit: float, path: str) -> None:
    assert crescent(lit, 10) == path


class Profiles:
    """The real profiles, rendered one at a time."""

    def __init__(self) -> None:
        prepared = prepare(Request(ROOT), Problems())
        self.views: dict[str, View] = {
            view.path: view for view in views(prepared.site, Options()) if "person" in view.context
        }
        self.renderer = Renderer(ROOT, prepared.site.config, prepared.translations)

    def read(self, lang: str, slug: str) -> BeautifulSoup:
        view = self.views[f"{lang}/people/{slug}/index.html"]
        return BeautifulSoup(self.renderer.render(view), "lxml")


@pytest.fixture(scope="module")
def profiles() -> Profiles:
    return Profiles()


def said(page: BeautifulSoup, selector: str) -> str:
    tag = page.select_one(selector)
    assert tag is not None
    return re.sub(r"\s+", " ", tag.get_text()).strip()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            "The moon over Niigata on 15 November 1977, one hour after sunset (17:33), as computed."
            " It stood in the southwest, 27 degrees high, growing, 23% of it lit.",
        ),
        (
            "ja",
            "1977年11月15日、日没の1時間後（17:33）に新潟市の空にあった月を、計算して描いています。"
            " 南西の空、高さ27度。満ちていく途中の月で、23%が光って見えました。",
        ),
        (
            "ko",
            "1977년 11월 15일, 해가 지고 한 시간 뒤(17:33) 니가타시의 하늘에 있던 달을 계산해"
            " 그렸습니다. 달은 남서쪽 하늘, 높이 27도에 있었습니다. 차오르는 중이었고 23%가 빛나고 있었습니다.",
        ),
    ],
)
def test_a_known_evening_is_drawn_and_said(profiles: Profiles, lang: str, words: str) -> None:
    page = profiles.read(lang, "megumi-yokota")
    assert said(page, ".moon-words") == words
    drawing = page.select_one(".sky svg[role=img]")
    assert drawing is not None
    assert drawing["aria-labelledby"] == "page-moon"
    assert [str(mark["x"]) for mark in drawing.select("svg:has(.mark)")] == [
        "25.00%",
        "50.00%",
        "75.00%",
    ]
    assert page.body is not None
    assert "dusk" in page.body["class"]
    assert page.select(".no-moon") == []


@pytest.mark.parametrize(
    ("lang", "slug", "words"),
    [
        ("en", "yasushi-chimura", "That evening (20:16), the moon was below the horizon."),
        ("ja", "kaoru-hasuike", "この夕方（19:55）、月は地平線の下にありました。"),
        ("ko", "tadaaki-hara", "날짜가 1980년 6월까지만 알려져 있어 달은 그리지 않았습니다."),
        ("en", "keiko-arimoto", "The date is known only as July 1983, so no moon is drawn."),
        ("ja", "minoru-tanaka", "日付は1978年6月までしかわからないため、月は描いていません。"),
        ("ko", "yaeko-taguchi", "날짜가 1978년 6월까지만 알려져 있어 달은 그리지 않았습니다."),
    ],
)
def test_where_there_is_no_moon_the_page_says_why(
    profiles: Profiles, lang: str, slug: str, words: str
) -> None:
    page = profiles.read(lang, slug)
    assert said(page, ".sea .no-moon") == words
    assert page.select(".sky svg") == []
    assert page.body is not None
    assert "day" in page.body["class"]


def test_no_moon_that_is_drawn_leaves_the_picture(profiles: Profiles) -> None:
    """The edges and the height of the picture hold every evening of the list."""
    for view in profiles.views.values():
        moon = view.context["person"]["sky"]["moon"] if view.context["person"] else None
        if moon:
            assert 5 < float(moon["x"].rstrip("%")) < 95, view.path
            assert 8 < float(moon["y"].rstrip("%")) < 92, view.path


def test_an_unknown_place_has_no_point(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.replace("content/places.yaml", "kind: place", "kind: unknown")
    problems = Problems()
    folder.records(problems)
    assert shown(problems) == [
        "content/places.yaml:1: an unknown place has no point; remove 'lat' and 'lon'"
    ]


def test_a_time_zone_is_one_that_exists(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.replace("site.toml", "Europe/Lisbon", "Europe/Lisboa")
    problems = Problems()
    assert config.load(tmp_path, problems) is None
    assert [line.partition(": ")[2] for line in shown(problems)] == [
        "'time_zone': there is no time zone 'Europe/Lisboa'; write one like Asia/Tokyo"
    ]


def test_a_short_name_is_borrowed_like_any_other(tmp_path: Path) -> None:
    """A language's own long name goes before another language's short one."""
    folder = Folder(tmp_path)
    folder.replace("content/pt/data.yaml", "cases:", "towns: {serra: Seia, mar: Mar}\ncases:")
    site = folder.site()
    assert site.town("serra", "pt").text == "Seia"
    assert site.town("serra", "fi").text == "vuori"
    assert (site.town("mar", "fi").text, site.town("mar", "fi").lang) == ("Mar", "pt")
