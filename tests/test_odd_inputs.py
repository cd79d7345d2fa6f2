"""Odd inputs that once ended in a traceback, in no end at all, or in silence."""

from __future__ import annotations

import io
import lzma
import struct
import warnings
import zlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from goodsite import Copy, invoke, snapshot
from tinyfont import ARABIC, LATIN, give_faces, pack

from sitegen.checks.quantities import Reader
from sitegen.fonts.used import from_styles
from sitegen.numerals import Numerals
from sitegen.write import INPUTS

VALUES = "content/pt/values.yaml"


@pytest.fixture
def site(tmp_path: Path) -> Copy:
    return Copy(tmp_path / "a")


def errors(site: Copy) -> list[str]:
    done = invoke("check", "--root", site.root)
    assert done.code == (1 if done.errors else 0)
    return done.errors


@pytest.mark.parametrize(
    ("rule", "field", "complaint"),
    [
        (
            "counters: ['(?i)pombos', voos]",
            "counters.0",
            "'(?i)pombos' sets flags for more than itself; write them for a part, like '(?i:word)'",
        ),
        (
            "spans: ['(?P<a>ano)s']",
            "spans.0",
            "'(?P<a>ano)s' names or numbers a group, which cannot be beside other patterns; write"
            " '(?:…)'",
        ),
        (
            r"dates: ['(de) {year} \1']",
            "dates.0",
            r"'(de) {year} \1' names or numbers a group, which cannot be beside other patterns;"
            " write '(?:…)'",
        ),
        (
            "dates: ['(?<!{month} ){year}']",
            "dates.0",
            "'(?<!{month} ){year}' is not a regular expression: look-behind requires fixed-width"
            " pattern",
        ),
        (
            "dates: ['{month_alone} {year}']",
            "dates.0",
            "'{month_alone} {year}' says {month_alone}; a pattern may say {year}, {month}, {name},"
            " {day}, {era}, {number}, {part}, {whole}",
        ),
        (
            "by_hand: [{value: recognised, patterns: [três pombos]}]",
            "by_hand.0.patterns.0",
            "'três pombos' must say {number} once, and no other field",
        ),
        (
            "by_hand: [{value: recognised, patterns: ['{number} ou {number} pombos']}]",
            "by_hand.0.patterns.0",
            "'{number} ou {number} pombos' must say {number} once, and no other field",
        ),
        ("read: {muitos: 1e99999999}", "read.muitos", "'1e99999999' is no number; write 12, 2.5 or 1/2"),
    ],
)  # fmt: skip
def test_a_pattern_can_stand_beside_others(
    rule: str, field: str, complaint: str, site: Copy
) -> None:
    site.append(VALUES, f"{rule}\n")
    line = (site.root / VALUES).read_text("utf-8").count("\n")
    assert errors(site) == [f"{VALUES}:{line}: '{field}': {complaint}"]


def test_a_value_with_its_day_is_one_that_ages(site: Copy) -> None:
    site.replace(VALUES, "days-since:", "days-sinse:")
    assert errors(site) == [
        f"{VALUES}:6: dated: there is no value 'days-sinse', did you mean 'days-since'?"
        " (values: age-today, years-since, days-since)"
    ]


def test_a_value_with_its_day_shows_no_raw_mark(site: Copy) -> None:
    site.replace(VALUES, "'{number} dia (a {date})'", "'{nubmer} {number} dia (a {date})'")
    assert errors(site) == [
        f"{VALUES}:6: 'dated.days-since.one': '{{nubmer}} {{number}} dia (a {{date}})' must say"
        " {number} and {date}, each once"
    ]


def marked(site: Copy, count: int, years: int) -> None:
    """Add events of the picture: `years` apart, of the same day with 0."""
    site.append(
        "content/events.yaml",
        "".join(
            f"e{n}:\n  date: {1900 + n * years}\n  kind: partida\n  marked: true\n  sources: [diario]\n"
            for n in range(count)
        ),
    )
    titles = "".join(f"  e{n}: {{title: Uma tempestade, summary: Nada.}}\n" for n in range(count))
    site.replace("content/pt/data.yaml", "events:\n", f"events:\n{titles}")


def test_marks_of_one_day_have_a_row_each(site: Copy) -> None:
    """A search without a limit would try 2 to the power of 20 places."""
    marked(site, 20, 0)
    assert errors(site) == []


def test_the_picture_has_room_for_so_many_marks(site: Copy) -> None:
    marked(site, 30, 2)
    assert errors(site) == [
        f"content/events.yaml:{line}: {name}: the picture has room for 30 'marked' events, here"
        " are 32; choose"
        for name, line in (("nevoeiro-2018-09", 4), ("chegada-2017-06-02", 17))
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "complaint"),
    [
        (
            "content/people/neblina.yaml",
            "disappeared: 2018-09-21",
            "disappeared: 2918-09-21",
            "content/people/neblina.yaml:7: 'disappeared' (2918-09-21) is after 2020-05-20, to which"
            " the site's knowledge reaches; correct it, or 'as_of' in site.toml",
        ),
        (
            "content/events.yaml",
            "end: 2017-05-16",
            "end: 2071-05-16",
            "content/events.yaml:10: tempestade-2017-05-14: 'end' (2071-05-16) is after 2020-05-20,"
            " to which the site's knowledge reaches; correct it, or 'as_of' in site.toml",
        ),
        (
            "maps/map.yaml",
            "parallels: [38, 42]",
            "parallels: [38, 38.00000000000001]",
            "maps/map.yaml:3: 'frames.portugal': 'parallels' need two latitudes on one side of the"
            " equator, 0.1 degrees apart or more",
        ),
        (
            "maps/map.yaml",
            "away: [-20, 10]",
            "away: [.nan, 10]",
            "maps/map.yaml:12: 'labels.serra.away.0' must be a number, not '.nan'",
        ),
        (
            "maps/map.yaml",
            "away: [-20, 10]",
            "shift: [inf, 10]",
            "maps/map.yaml:12: 'labels.serra.shift.0': input should be a finite number",
        ),
        (
            "content/terms.yaml",
            "forms: [kirjekyyhky]",
            'forms: ["\\u200b"]',
            "content/terms.yaml:13: 'names.fi.refused.0.forms.0': has no character that can be seen;"
            " fill it in or remove the line",
        ),
        (
            "content/people/aurora.yaml",
            "given: Aurora,",
            'given: "\\u200b",',
            "content/people/aurora.yaml:3: 'name.pt.given': has no character that can be seen; fill"
            " it in or remove the line",
        ),
    ],
)
def test_a_value_that_cannot_be_is_refused(
    path: str, old: str, new: str, complaint: str, site: Copy
) -> None:
    site.replace(path, old, new)
    assert errors(site) == [complaint]


def test_a_record_that_is_a_list_is_told_at_its_line(site: Copy) -> None:
    site.append("content/terms.yaml", "mar: [a]\n")
    (line,) = errors(site)
    assert line.endswith(": must be a block of 'name: value' lines")


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG (ISO/IEC 15948, section 5.3)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, more: bytes = b"") -> bytes:
    """A black picture; one that is said to be huge has no pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = b"" if width > 1000 else (b"\0" + bytes(3 * width)) * height
    body = chunk(b"IHDR", head) + more + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (png(30_000, 30_000), "cannot be read: Image size (900000000 pixels) exceeds limit of"),
        (png(400, 400, chunk(b"iCCP", b"x\0\0" + zlib.compress(b"none"))), "cannot be read: "),
        (png(400, 400, chunk(b"eXIf", b"garbage!!")), "cannot be read: not a TIFF file"),
        (png(400, 400)[:-60], "cannot be read: "),
        (b"GIF89a", "is no JPEG, PNG or WebP file; save it as one of them"),
    ],
    ids=["huge", "profile", "exif", "cut", "gif"],
)
def test_a_damaged_photograph_is_told_at_its_record(data: bytes, reason: str, site: Copy) -> None:
    site.write("photos/trovao.png", data)
    (line,) = errors(site)
    assert line.startswith(f"content/people/trovao.yaml:25: photo: photos/trovao.png {reason}")


@pytest.fixture
def faced(site: Copy) -> Copy:
    """With faces, and a card for each page."""
    site.write("templates/card.txt", "{{ card.title }}\n")
    give_faces(site.root, latin=LATIN + "「伝書鳩」でんしょばと（）" + ARABIC)
    font = lzma.decompress((site.root / "fonts/latin-400.ttf.xz").read_bytes())
    pack(site.root / "fonts/arabic.ttf.xz", font)
    return site


def build(site: Copy, cache: str | None = None) -> list[str]:
    done = invoke("--root", site.root, environ={"SITEGEN_CACHE": cache})
    assert done.code == (1 if done.errors else 0)
    return done.errors


def test_a_cache_that_is_no_folder_costs_only_time(faced: Copy) -> None:
    assert build(faced, "/dev/null") == []
    assert (faced.out / "pt/card.png").is_file()


@pytest.mark.parametrize("spoiled", [b"", b"garbage"])
def test_a_cache_that_was_spoiled_costs_only_time(spoiled: bytes, faced: Copy) -> None:
    """Half a file after a crash would else be half a font, or a face without any character."""
    assert build(faced) == []
    before = snapshot(faced.out)
    kept = [path for path in (faced.root / ".cache").rglob("*") if path.is_file()]
    for path in kept:
        path.write_bytes(spoiled if path.suffix != ".ttf" else path.read_bytes())
    assert {path.suffix for path in kept} >= {".characters", ".measures", ".woff2", ".png", ".ttf"}
    assert build(faced) == []
    assert snapshot(faced.out) == before


@pytest.mark.parametrize("table", ["cmap", "hmtx", "glyf"])
def test_a_face_without_a_table_is_told(table: str, faced: Copy) -> None:
    path = faced.root / "fonts/latin-400.ttf.xz"
    font = TTFont(io.BytesIO(lzma.decompress(path.read_bytes())))
    del font[table]
    out = io.BytesIO()
    font.save(out)
    pack(path, out.getvalue())
    assert build(faced) == [
        "fonts/latin-400.ttf.xz:1: is no TrueType font packed with xz; cut it anew"
    ]


def test_a_broken_table_of_faces_is_told_at_its_line(faced: Copy) -> None:
    lines = (faced.root / "fonts/fonts.toml").read_text("utf-8").count("\n")
    faced.append("fonts/fonts.toml", "x =\n")
    (line,) = build(faced)
    assert line.startswith(f"fonts/fonts.toml:{lines + 1}: is not TOML: ")


def test_a_character_that_is_none_stands_for_the_sign_of_a_wrong_one() -> None:
    """CSS Syntax Level 3, section 4.3.7."""
    assert from_styles(r'a::after{content:"\110000\d800 \0 \41 "}')[0] == {"\ufffd", "A"}


def test_a_file_that_the_build_makes_too_is_refused(site: Copy) -> None:
    site.write("styles/10.css", "a{color:red}\n")
    site.write("static/Style.css", "a{color:blue}\n")
    (line, *_) = errors(site)
    assert line == (
        "static/Style.css:1: is made by the build as well, or differs in capitals only; rename"
        " yours"
    )


@pytest.mark.parametrize("folder", INPUTS)
def test_nothing_is_published_into_what_a_build_reads(folder: str, site: Copy) -> None:
    out = site.root / folder / "new"
    done = invoke("--root", site.root, "--out", out)
    assert done.errors == [f"{out}:1: is a folder that the build reads; choose another --out"]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/pt/chapters/vento.md", "De onde sopra o vento?", "Vento norte " * 60),
        ("templates/card.txt", "{{ card.title }}", "{{ card.title }}\n" * 40),
    ],
)
def test_words_that_do_not_fit_on_a_card_are_told(
    path: str, old: str, new: str, faced: Copy
) -> None:
    faced.replace(path, old, new)
    assert (
        "content/pt/chapters/vento.md:1: its share card has no room for so many words; shorten"
        " its title or summary"
    ) in build(faced)


@pytest.mark.parametrize(
    ("path", "line"), [("content/pt/about.md", 13), ("content/pt/data.yaml", 24)]
)
def test_a_word_without_an_end_is_refused(path: str, line: int, site: Copy) -> None:
    """A number of 5,000 digits was no number for Python, and 300,000 letters took minutes."""
    site.append(path, f"{'9' * 5000}\n")
    assert errors(site) == [
        f"{path}:{line}: holds a word of more than 1,000 characters; put spaces into it, or take it"
        " out"
    ]


def test_a_number_in_a_thousand_groups_is_read() -> None:
    assert Reader("pt_PT", Numerals()).read("1" + ".000" * 5000)


def test_a_face_with_a_broken_glyph_is_told(faced: Copy) -> None:
    """Its tables are all there, so only cutting finds it."""
    path = faced.root / "fonts/latin-400.ttf.xz"
    data = bytearray(lzma.decompress(path.read_bytes()))
    start = TTFont(io.BytesIO(data)).reader.tables["loca"].offset
    data[start + 40 : start + 400] = b"\xff" * 360
    pack(path, bytes(data))
    assert build(faced) == [
        "fonts/latin-400.ttf.xz:1: is no TrueType font packed with xz; cut it anew"
    ]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("weight = [1, 599]", "weight = [599, 1]", "'faces.0': 'weight' goes from the lightest"),
        (
            'name = "latin-700"',
            'name = "latin-400"',
            "face 'latin-400' stands here twice; keep one",
        ),
        (
            'name = "Tiny Latin"\nlicence = "OFL.txt"',
            'name = "Tiny Latin"\nlicence = "../site.toml"',
            "'families.latin.licence' cannot be '../site.toml'; it must look like",
        ),
        ('sample = "pombo"', 'sample_size = nan\nsample = "pombo"', "'families.latin.sample_size'"),
    ],
)
def test_a_table_of_faces_that_makes_no_sense_is_refused(
    old: str, new: str, complaint: str, faced: Copy
) -> None:
    faced.replace("fonts/fonts.toml", old, new)
    (line,) = build(faced)
    assert line.startswith("fonts/fonts.toml:")
    assert complaint in line


def test_faces_without_their_table_are_not_left_out_in_silence(faced: Copy) -> None:
    faced.delete("fonts/fonts.toml")
    assert build(faced) == ["fonts/fonts.toml:1: cannot be read: No such file or directory"]


def test_damage_that_can_be_passed_over_is_not_told_by_a_library(site: Copy) -> None:
    """Pillow warns on its own of a tag of which half is missing."""
    exif = chunk(b"eXIf", b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x09\0\0\0\xff\0\0\0\x08")
    site.write("photos/trovao.png", png(400, 400, exif))
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        assert errors(site) == []
    assert [str(one.message) for one in said if one.category is UserWarning] == []
