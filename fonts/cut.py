"""Cut the faces of the site once from whole fonts, so that a build needs no network.

    npm pack @expo-google-fonts/shippori-mincho@0.4.1 @expo-google-fonts/noto-serif-kr@0.4.3
    pip download --no-deps fontpkg-source-serif-4==4.4
    python fonts/cut.py FOLDER_WITH_THESE_FILES

`provenance.toml` says what is cut from what; its digests are compared (`--stamp` writes them). The
result is TrueType without hints, packed with xz: a WOFF2 of a whole CJK face is 13 % smaller, but
takes Python a hundred times as long to unpack, and every first build would pay for that.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import lzma
import re
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).parent
PROVENANCE = HERE / "provenance.toml"
KEPT_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]


def encodable(codec: str, first: int, last: int) -> set[int]:
    """The code points of a range that an East Asian standard has, by Python's codec for it."""
    found = set()
    for code in range(first, last + 1):
        try:
            chr(code).encode(codec)
        except UnicodeEncodeError:
            continue
        found.add(code)
    return found


def spans(*pairs: tuple[int, int]) -> set[int]:
    return {code for first, last in pairs for code in range(first, last + 1)}


def characters(names: list[str]) -> set[int]:
    """The code points of the named sets; what a font lacks of them is simply not cut."""
    sets = {
        "latin": lambda: spans((0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x36F), (0x1E00, 0x1EFF)),
        "symbols": lambda: spans(
            (0x2010, 0x205E),
            (0x2070, 0x209C),
            (0x20A0, 0x20BF),
            (0x2100, 0x214F),
            (0x2150, 0x218F),
            (0x2190, 0x22FF),
            (0x2460, 0x24FF),
            (0x25A0, 0x27BF),
            (0x3000, 0x303F),
            (0xFE30, 0xFE4F),
            (0xFF01, 0xFF60),
            (0xFFE0, 0xFFE6),
        ),
        "kana": lambda: spans((0x3041, 0x30FF), (0x31F0, 0x31FF), (0x3220, 0x33FF)),
        # JIS X 0213 contains JIS X 0208; the second plane holds its newer kanji.
        "jis": lambda: (
            encodable("euc_jis_2004", 0x80, 0xFFFF) | encodable("euc_jis_2004", 0x20000, 0x2FFFF)
        ),
        # All modern syllables, and letters that stand alone.
        "hangul": lambda: spans((0xAC00, 0xD7A3), (0x3131, 0x318E)),
        # Headlines of Korean papers use some: KS X 1001.
        "hanja": lambda: encodable("euc_kr", 0x4E00, 0x9FFF),
    }
    return set().union(*(sets[name]() for name in names))


def members(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every font in the packages of a folder, by its path inside the package."""
    for path in sorted(folder.glob("*.tgz")):
        with tarfile.open(path) as archive:
            for info in archive:
                if info.name.endswith(".ttf") and (file := archive.extractfile(info)):
                    yield info.name, file.read()
    for path in sorted(folder.glob("*.whl")):
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                if name.endswith(".ttf"):
                    yield name, archive.read(name)


def cut(data: bytes, row: dict[str, object]) -> bytes:
    """The cut face, uncompressed; the same bytes for the same input and version of fontTools."""
    options = subset.Options()
    options.hinting = False
    options.notdef_outline = True
    options.layout_features = row["features"]
    options.name_IDs = KEPT_NAMES
    options.drop_tables += ["DSIG", "STAT", "BASE"]
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    if axes := row.get("axes"):
        assert isinstance(axes, dict)
        limits = {tag: low if low == high else (low, high) for tag, (low, high) in axes.items()}
        instancer.instantiateVariableFont(font, limits, inplace=True)
        if "fvar" in font:
            font["fvar"].instances = []  # their names are of the original
        font = again(font)  # an axis may have left glyphs that no longer vary
    names = row.get("characters")
    wanted = characters(names) if isinstance(names, list) else set(font.getBestCmap())
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    rename(font, str(row["name"]))
    return saved(font)


def saved(font: TTFont) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def again(font: TTFont) -> TTFont:
    """The font as a reader of its file finds it."""
    return TTFont(io.BytesIO(saved(font)), recalcTimestamp=False)


def rename(font: TTFont, name: str) -> None:
    """Give the face a name of its own: licence and copyright stay, a reserved name does not."""
    family, _, style = name.rpartition(" ")
    texts = {1: family, 2: style, 3: name, 4: name, 6: name.replace(" ", "-")}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID not in {*texts, 16, 17, 25}]
    for number, text in texts.items():
        table.setName(text, number, 3, 1, 0x409)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def stamp(name: str, key: str, value: str) -> None:
    """Write a digest into its row of the provenance file, leaving everything else as it is."""
    text = PROVENANCE.read_text("utf-8")
    row = rf'(^\[{re.escape(name)}\]\n(?:(?!\[).*\n)*?{key} = )".*"'
    PROVENANCE.write_text(re.sub(row, rf'\1"{value}"', text, flags=re.MULTILINE), "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Cut the faces of the site from whole fonts.")
    parser.add_argument("folder", type=Path, help="holds the packages that provenance.toml names")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these faces")
    parser.add_argument(
        "--stamp", action="store_true", help="write the digests instead of comparing"
    )
    arguments = parser.parse_args()
    rows = tomllib.loads(PROVENANCE.read_text("utf-8"))
    fonts = dict(members(arguments.folder))
    failed = 0
    for name in arguments.only or rows:
        row = rows[name]
        if row["member"] not in fonts:
            print(f"{name}: put {row['package']} into {arguments.folder}", file=sys.stderr)
            failed += 1
            continue
        source = fonts[row["member"]]
        packed = lzma.compress(cut(source, row), preset=9 | lzma.PRESET_EXTREME)
        for key, data in (("member_digest", source), ("digest", packed)):
            if arguments.stamp:
                stamp(name, key, digest(data))
            elif digest(data) != row[key]:
                print(f"{name}: {key} is {digest(data)}, not {row[key]}", file=sys.stderr)
                failed += 1
        (HERE / f"{name}.ttf.xz").write_bytes(packed)
        print(f"{name}: {len(packed):,} bytes")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
