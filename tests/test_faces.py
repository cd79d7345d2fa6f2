"""The faces in the repository: whole, under their own names, and with a glyph for everything we write."""

from __future__ import annotations

import hashlib
import io
import lzma
import tomllib
from functools import cache
from pathlib import Path

import pytest
import yaml
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parent.parent
FONTS = ROOT / "fonts"
ROWS = tomllib.loads((FONTS / "provenance.toml").read_text("utf-8"))


@cache
def font(name: str) -> TTFont:
    return TTFont(io.BytesIO(lzma.decompress((FONTS / f"{name}.ttf.xz").read_bytes())), lazy=True)


def has(name: str) -> set[str]:
    return {chr(code) for code in font(name).getBestCmap()}


def in_codec(codec: str, first: int, last: int) -> set[str]:
    return {chr(code) for code in range(first, last + 1) if _encodes(chr(code), codec)}


def _encodes(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def test_every_face_has_a_row_and_every_row_its_file() -> None:
    assert {path.name.removesuffix(".ttf.xz") for path in FONTS.glob("*.xz")} == set(ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_a_face_is_what_was_cut(name: str) -> None:
    data = (FONTS / f"{name}.ttf.xz").read_bytes()
    assert hashlib.sha256(data).hexdigest() == ROWS[name]["digest"]


@pytest.mark.parametrize("name", ROWS)
def test_a_face_has_a_name_of_its_own_and_keeps_its_licence(name: str) -> None:
    """A reserved font name may not be kept (SIL Open Font License 1.1, condition 3)."""
    table = font(name)["name"]
    texts = {record.nameID: str(record) for record in table.names}
    assert texts[4] == ROWS[name]["name"]
    assert "SIL Open Font License" in texts[13]
    own = " ".join(text for number, text in texts.items() if number != 0)
    for reserved in ("Source", "Noto", "Shippori"):
        assert reserved not in own


def test_all_faces_together_stay_below_twelve_megabytes() -> None:
    assert sum(path.stat().st_size for path in FONTS.glob("*.xz")) < 12_000_000


def test_two_weights_of_a_family_have_the_same_characters() -> None:
    assert has("mincho-500") == has("mincho-600")
    assert has("myeongjo-400") == has("myeongjo-600")
    assert has("serif") == has("serif-italic")


def test_every_kanji_of_the_two_japanese_standards() -> None:
    kanji = in_codec("euc_jp", 0x4E00, 0x9FFF) | in_codec("euc_jis_2004", 0x3400, 0x9FFF)
    kanji |= in_codec("euc_jis_2004", 0x20000, 0x2FFFF)
    assert len(kanji) > 10_000
    assert kanji <= has("mincho-500")


def test_every_modern_syllable_and_every_single_letter_of_hangul() -> None:
    wanted = {chr(code) for code in range(0xAC00, 0xD7A4)} | set("ㄱㄴㅎㅏㅣㆍ")
    assert len(wanted) == 11_172 + 6
    assert wanted <= has("myeongjo-400")


def test_every_name_of_a_person() -> None:
    """Names, former names, readings and other spellings, each in the faces of its language."""
    faces = {"ja": has("mincho-500"), "ko": has("myeongjo-400"), "en": has("serif")}
    seen = dict.fromkeys(faces, 0)
    for path in sorted((ROOT / "content" / "people").glob("*.yaml")):
        record = yaml.safe_load(path.read_text("utf-8"))
        for field in ("name", "name_then", "variants"):
            for lang, value in (record.get(field) or {}).items():
                texts = value.values() if isinstance(value, dict) else value
                for text in texts:
                    missing = set(text) - faces[lang] - has("serif")
                    assert not missing, f"{path.name}: {text}"
                    seen[lang] += 1
    assert min(seen.values()) >= 17
