"""Share cards: their words, their picture, and that each page announces its own."""

from __future__ import annotations

import dataclasses
import io
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image, ImageFont

from sitegen.cache import ENVIRONMENT, Cache
from sitegen.cards.draw import HEIGHT, LINE, WIDTH, Card, MoonDisc, balanced, draw, wrap
from sitegen.cards.step import Pen, draw_cards, pen
from sitegen.config import load as load_config
from sitegen.fonts.step import cache_of
from sitegen.fonts.table import load
from sitegen.problems import Problems

ROOT = Path(__file__).parent.parent
LARGEST = 30 * 1000
"""Bytes."""
NAMED = Card(
    site="The Seventeen",
    title=("Megumi ", "Yokota"),
    readings=(),
    facts=(("Aged 13, ", "Niigata. "), ("Abducted by North Korea",)),
    named=True,
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cache:
    """An empty one."""
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    return Cache(tmp_path, "cards")


@pytest.fixture(scope="module")
def pens(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pen]:
    spare = tmp_path_factory.mktemp("spare")
    problems = Problems()
    config = load_config(ROOT, problems)
    assert config is not None
    faces = load(ROOT, config, cache_of(ROOT), problems)
    assert faces is not None
    return {code: pen(faces, code, cache_of(ROOT), spare) for code in config.codes}


def face(pen: Pen, size: int = 40) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(pen.text, size)


def picture(card: Card, pen: Pen) -> Image.Image:
    data = draw(card, lambda size, heavy: face(pen, size))
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_each_page_announces_a_card_that_is_small_enough(real_site: Path) -> None:
    pages = list(real_site.glob("*/**/index.html"))
    assert len(pages) > 100
    for path in pages:
        soup = BeautifulSoup(path.read_text("utf-8"), "lxml")
        given = {str(m.get("property")): str(m.get("content")) for m in soup.find_all("meta")}
        folder = path.parent.relative_to(real_site).as_posix()
        assert given["og:image"].endswith(f"/{folder}/card.png")
        data = (path.parent / "card.png").read_bytes()
        assert len(data) <= LARGEST, folder
        image = Image.open(io.BytesIO(data))
        assert (image.width, image.height) == (1200, 630)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Megumi Yokota. Aged 13, Niigata. Has not come home."),
        ("ja", "横田めぐみさん。当時13歳、新潟市。まだ帰国していません。"),
        ("ko", "요코타 메구미 씨. 당시 13세, 니가타시. 아직 돌아오지 못했습니다."),
    ],
)
def test_a_card_is_described_in_the_page_s_language(real_site: Path, lang: str, words: str) -> None:
    html = (real_site / lang / "people/megumi-yokota/index.html").read_text("utf-8")
    found = BeautifulSoup(html, "lxml").find("meta", property="og:image:alt")
    assert found is not None
    assert str(found["content"]).startswith(words)


def test_the_same_card_gives_the_same_bytes(pens: dict[str, Pen], cache: Cache) -> None:
    rows = [(f"en/{n}/card.png", NAMED, pens["en"]) for n in range(2)]
    first = list(draw_cards(rows, cache, Problems(), {}))
    shutil.rmtree(cache.folder)
    again = list(draw_cards(rows[:1], cache, Problems(), {}))
    assert first[0].data == first[1].data == again[0].data


def test_what_was_drawn_is_kept_until_a_word_changes(pens: dict[str, Pen], cache: Cache) -> None:
    row = ("en/card.png", NAMED, pens["en"])
    list(draw_cards([row], cache, Problems(), {}))
    [kept] = cache.folder.glob("*.png")
    cache.put(kept.name, b"from the cache")
    assert next(draw_cards([row], cache, Problems(), {})).data == b"from the cache"
    other = dataclasses.replace(NAMED, site="Seventeen")
    [drawn] = draw_cards([("en/card.png", other, pens["en"])], cache, Problems(), {})
    assert drawn.data.startswith(b"\x89PNG")


def test_a_character_without_a_glyph_is_an_error_of_the_page(
    pens: dict[str, Pen], cache: Cache
) -> None:
    card = dataclasses.replace(NAMED, title=("A ", "\u0e01"))
    problems = Problems()
    rows = [("en/about/card.png", card, pens["en"])]
    origins = {"en/about/card.png": "content/en/about.md"}
    assert list(draw_cards(rows, cache, problems, origins)) == []
    assert [str(problem) for problem in problems] == [
        "content/en/about.md:1: its share card needs 'ก' (U+0E01), which the faces do not have;"
        " write its title or summary otherwise"
    ]


def test_a_line_ends_between_phrases_only(pens: dict[str, Pen]) -> None:
    phrases = ("久米裕さんと、", "松本京子さんと、", "横田めぐみさん")
    font = face(pens["ja"])
    for width in range(200, 900, 50):
        lines = wrap(phrases, font, width)
        assert "".join(lines) == "".join(phrases)
        assert all(any(p.startswith(line[:3]) for p in phrases) for line in lines)
    assert len(balanced(phrases, font, 600)) == len(wrap(phrases, font, 600))


def test_who_is_awaited_has_no_lamp_and_who_came_home_has_one(pens: dict[str, Pen]) -> None:
    lamp = (0xB9, 0x67, 0x0B)

    def lamps(card: Card) -> int:
        return sum(
            n for n, colour in picture(card, pens["en"]).getcolors(1 << 24) or [] if colour == lamp
        )

    assert lamps(NAMED) == 0
    assert lamps(dataclasses.replace(NAMED, lamp=True)) > 100


def test_the_moon_is_lit_on_its_bright_side(pens: dict[str, Pen]) -> None:
    """Turned by 90 degrees clockwise, the bright limb is at the right."""
    moon = MoonDisc(across=0.5, down=0.3, lit=0.25, turn=90)
    image = picture(dataclasses.replace(NAMED, dusk=True, moon=moon), pens["en"])
    bright = [
        (x, y)
        for x in range(WIDTH)
        for y in range(100, LINE - 150)
        if image.getpixel((x, y)) == (0xFF, 0xF8, 0xE6)
    ]
    unlit = [
        (x, y)
        for x in range(WIDTH)
        for y in range(100, LINE - 150)
        if image.getpixel((x, y)) == (0x2E, 0x54, 0x88)
    ]
    assert min(x for x, _ in bright) > sum(x for x, _ in unlit) / len(unlit)
    share = len(bright) / (len(bright) + len(unlit))
    assert 0.18 < share < 0.30


def test_a_name_stands_on_the_line_and_the_sea_is_below(pens: dict[str, Pen]) -> None:
    image = picture(NAMED, pens["en"])
    assert image.getpixel((WIDTH - 1, LINE - 3)) == (0xE3, 0xEC, 0xF3)
    assert image.getpixel((WIDTH - 1, HEIGHT - 1)) == (0x14, 0x3A, 0x6B)
    ink = (0x12, 0x21, 0x3A)
    lowest = max(y for y in range(LINE) for x in range(72, 200) if image.getpixel((x, y)) == ink)
    assert lowest >= LINE - 4
