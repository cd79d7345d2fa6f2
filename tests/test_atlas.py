"""The map: the projection against other figures, marks against records, and what can be wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from goodsite import Copy, invoke
from helpers import Folder, page, shown

from sitegen.atlas import Frame, load
from sitegen.checks.site import check_site
from sitegen.pipeline import Request, prepare
from sitegen.problems import Problems
from sitegen.projection import Conic
from sitegen.render import Renderer
from sitegen.views import Options, views

ROOT = Path(__file__).parent.parent
LANGUAGES = ("en", "ja", "ko")
NO_POINT = {"minoru-tanaka", "toru-ishioka", "yaeko-taguchi"}
"""A departure, a country, a place that is not established."""


def test_the_projection_is_that_of_the_manual() -> None:
    """The worked example of Snyder, page 295: the sphere of radius 1, parallels 33 and 45 N, origin
    23 N 96 W; the point 35 N 75 W lies at x = 0.2966785, y = 0.2462112 (up)."""
    conic = Conic((33, 45), -96, 23, 1, (0, 0))
    assert conic.pixel(35, -75) == pytest.approx((0.2966785, -0.2462112), abs=1e-7)


def test_the_origin_is_where_the_frame_says() -> None:
    assert Conic((32, 42), 133.5, 37, 3000, (430, 300)).pixel(37, 133.5) == (430, 300)


@pytest.mark.parametrize(
    ("place", "x", "y"),
    [("niigata", 602.98, 183.23), ("fukiage", 233.43, 521.92), ("ushitsu", 526.40, 219.10)],
)
def test_known_points_land_on_known_pixels(place: str, x: float, y: float) -> None:
    """As PROJ computes them: +proj=lcc +lat_1=32 +lat_2=42 +lat_0=37 +lon_0=133.5 +R=3000."""
    site = prepare(Request(ROOT), Problems()).site
    assert site.atlas is not None
    at = site.places[place]
    assert at.lat is not None
    assert at.lon is not None
    pixel = site.atlas.drawing.frames["japan"].conic.pixel(at.lat, at.lon)
    assert pixel == pytest.approx((x, y), abs=0.1)


def inside(path: str, x: float, y: float) -> bool:
    """Whether a point lies in the area of a path of relative lines, by the even-odd rule."""
    odd = False
    for ring in re.findall(r"M([^z]+)z", path):
        numbers = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", ring)]
        (cx, cy), corners = numbers[:2], []
        corners.append((cx, cy))
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            cx, cy = cx + dx, cy + dy
            corners.append((cx, cy))
        for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                odd = not odd
    return odd


@pytest.mark.parametrize(
    ("latitude", "longitude", "land"),
    [
        (36.2, 138.0, True),  # mountains of central Honshu
        (38.05, 138.37, True),  # Sado
        (36.5, 128.0, True),  # inland Korea
        (38.0, 134.5, False),  # open water between
        (30.0, 136.0, False),  # the Pacific
    ],
)
def test_the_coast_lies_under_the_marks(latitude: float, longitude: float, land: bool) -> None:
    """The committed drawing was made with the frame that stands in `map.yaml`."""
    atlas = load(ROOT, Problems())
    assert atlas is not None
    pixel = atlas.drawing.frames["japan"].conic.pixel(latitude, longitude)
    assert inside(atlas.coast.land["japan"], *pixel) is land


class Maps:
    """The real map page in each language."""

    def __init__(self) -> None:
        prepared = prepare(Request(ROOT), Problems())
        self.people = prepared.site.people
        renderer = Renderer(ROOT, prepared.site.config, prepared.translations)
        self.pages = {
            view.lang: BeautifulSoup(renderer.render(view), "lxml")
            for view in views(prepared.site, Options())
            if view.template == "map.html"
        }


@pytest.fixture(scope="module")
def maps() -> Maps:
    return Maps()


def slugs(tags: list[Tag]) -> list[str]:
    return sorted(str(tag["href"]).rstrip("/").rpartition("/")[2] for tag in tags)


@pytest.mark.parametrize("layout", ["wide", "narrow"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_mark_leads_to_everyone_with_a_point_and_a_row_to_all(
    maps: Maps, lang: str, layout: str
) -> None:
    """A mark of one person leads to the person, another to the first of its people in the table."""
    html = maps.pages[lang]
    rows = html.select(".list tbody tr:has(a)")
    assert slugs(html.select(".list tbody a")) == sorted(p.slug for p in maps.people.values())
    marks = html.select(f".marks.{layout} a, .marks.only a")
    assert len(marks) == 10
    towns: dict[str, list[str]] = {}
    for person in maps.people.values():
        if person.slug not in NO_POINT:
            towns.setdefault(person.facts.place, []).append(person.slug)
    for mark in marks:
        place = str(mark["href"]).partition("#place-")[2]
        if not place:
            (slug,) = slugs([mark])
            assert [slug] in towns.values()
            continue
        (row,) = (row for row in rows if row.get("id") == f"place-{place}")
        assert slugs(row.select("a"))[0] in towns[place]
        assert len(towns[place]) > 1
        assert str(mark["aria-label"]).count(" · ") == len(towns[place]) - 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_mark_says_who_where_when_and_whether_they_came_home(maps: Maps, lang: str) -> None:
    """Who waits and who came home at one town are two circles, and both words are in the name."""
    (link,) = maps.pages[lang].select('.marks.wide a[href="#place-mano"]')
    name = str(link["aria-label"])
    said = {
        "en": ("Hitomi Soga, Sado, 12 August 1978: Came home", "Awaited"),
        "ja": ("曽我ひとみさん、佐渡市、1978年8月12日（帰国した）", "帰国を待つ"),
        "ko": ("소가 히토미, 사도시, 1978년 8월 12일: 귀국함", "귀국을 기다림"),
    }
    assert all(words in name for words in said[lang])
    assert name.startswith("9 9: "), "what is seen on the mark is a part of its name (WCAG 2.5.3)"
    assert [group["class"] for group in link.select("g")] == [["awaited"], ["home"]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_water_is_named(maps: Maps, lang: str) -> None:
    """The only words on the drawing are towns; none is a sea, a strait or a bay."""
    words = [tag.get_text() for tag in maps.pages[lang].select(".marks text.town")]
    assert len(set(words)) == 13
    assert not re.search(r"\bSea\b|\bBay\b|\bStrait\b|海$|灣|湾|바다|동해|만$", " ".join(words))


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_sado_is_not_hidden(maps: Maps, layout: str) -> None:
    """Its mark stands aside, and a line leads to the island."""
    assert len(maps.pages["en"].select(f".marks.{layout} line")) >= 1


@pytest.mark.parametrize(
    ("path", "old", "new", "complaint"),
    [
        (
            "maps/map.yaml",
            "  serra:",
            "  sera:",
            "maps/map.yaml:12: labels: 'sera' is no place with a point in content/places.yaml,"
            " did you mean 'serra'?",
        ),
        (
            "content/places.yaml",
            "lat: 40.32",
            "lat: 60.32",
            "content/places.yaml:2: 'serra' lies outside every frame of maps/map.yaml (portugal);"
            " correct the point or widen a frame",
        ),
        (
            "maps/map.yaml",
            "lat: 41.15",
            "lat: 51.15",
            "maps/map.yaml:14: landmarks: 'porto' lies outside every frame; correct the point",
        ),
        (
            "maps/map.yaml",
            "  porto:",
            "  serra:",
            "maps/map.yaml:14: landmarks: 'serra' is a place of content/places.yaml already;"
            " remove it",
        ),
        (
            "maps/map.yaml",
            "  porto:",
            "  braga:",
            "content/fi/data.yaml:1: towns: there is no name for 'braga', a landmark of"
            " maps/map.yaml; add it",
        ),
        (
            "maps/map.yaml",
            "parallels: [38, 42]",
            "parallels: [38, 38]",
            "maps/map.yaml:3: 'frames.portugal': 'parallels' need two latitudes on one side of the"
            " equator, 0.1 degrees apart or more",
        ),
        (
            "maps/map.yaml",
            "  portugal:",
            "  iberia:",
            "maps/coast.json:1: has no land for the frame 'iberia' of maps/map.yaml (run"
            " tools/coast.py)",
        ),
        (
            "maps/coast.json",
            "M20 10l60",
            "M20 10L60",
            "maps/coast.json:6: 'land.portugal' cannot be 'M20 10L60 0 0 120-50 0z'; it must look"
            " like ^[Mmlz0-9 .,-]+$",
        ),
    ],
)
def test_what_is_wrong_on_a_map_is_told(
    good: Copy, path: str, old: str, new: str, complaint: str
) -> None:
    good.replace(path, old, new)
    done = invoke("check", "--root", good.root)
    assert done.code == 1
    assert complaint in done.errors


def test_a_coast_that_was_not_drawn(good: Copy) -> None:
    good.delete("maps/coast.json")
    assert invoke("check", "--root", good.root).errors == [
        "maps/coast.json:1: is missing beside maps/map.yaml; make it with tools/coast.py"
    ]


def test_a_map_without_an_atlas(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/pt/map.md", page("Mapa"))
    problems = Problems()
    check_site(folder.site(), problems)
    assert (
        "content/pt/map.md:1: is the map, but there is no maps/map.yaml; write it, or delete the page"
        in shown(problems)
    )


def test_a_frame_holds_what_lies_on_it() -> None:
    frame = Frame(
        parallels=(38, 42),
        meridian=-8,
        latitude=40,
        origin=(50, 75),
        scale=1000,
        width=100,
        height=150,
    )
    assert frame.holds((0, 150))
    assert not frame.holds((100.1, 20))
