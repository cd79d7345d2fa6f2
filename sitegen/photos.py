"""Photographs: checked, brought to the sizes that screens ask for, and stripped of all they carry.

The same file gives the same bytes; what was made once is kept (`sitegen/cache.py`) under a digest of
the file and of everything that decides the result.
"""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import PIL
from PIL import Image, ImageCms, ImageOps

from sitegen.cache import Cache, key
from sitegen.config import STATIC
from sitegen.files import read_bytes, walk
from sitegen.model import Person, Sizes
from sitegen.problems import Problems, suggest

PHOTOS = "photos"
WIDTHS = (320, 640, 960)
"""Pixels: a phone, a sharp phone, a sharp desk. None is larger than the photograph itself."""
LEAST, MOST = 320, 10_000
"""Pixels of width and height that a photograph may have."""
MAX_BYTES = 20 * 1024 * 1024
FORMATS = ("JPEG", "PNG", "WEBP")
_SAVE: Mapping[str, dict[str, object]] = {
    "jpg": {"format": "JPEG", "quality": 82, "optimize": True, "progressive": True},
    "webp": {"format": "WEBP", "quality": 80, "method": 6},
}
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    struct.error,
    zlib.error,
    ImageCms.PyCMSError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
"""What Pillow raises for a damaged file, wherever in it the damage is."""


@dataclass(frozen=True)
class Photos:
    """By slug what a page has to know, and by path the files that are published."""

    photographs: Mapping[str, Sizes]
    files: Mapping[str, bytes]


def read_photos(root: Path, people: Iterable[Person], problems: Problems) -> Photos:
    """Every photograph that a record names; what is wrong is told at the record's line."""
    whole = not problems.has_errors  # else a record may not have been read
    files = list(walk(root, PHOTOS, problems))
    cache = Cache(root, PHOTOS)
    named: set[str] = set()
    photographs: dict[str, Sizes] = {}
    published: dict[str, bytes] = {}
    for person in people:
        photo = person.facts.photo
        if photo is None:
            continue
        path, line = f"{PHOTOS}/{photo.file}", person.line("photo", "file")
        named.add(path)
        if path not in files:
            known = [name.removeprefix(f"{PHOTOS}/") for name in files]
            message = f"photo: there is no file {path}{suggest(photo.file, known)} (put it there, or remove 'photo')"
            problems.error(person.path, line, message, "photo")
            continue
        data = read_bytes(root, path, problems)
        if data is None:
            continue
        made = _all_sizes(cache, data)
        if isinstance(made, str):
            problems.error(person.path, line, f"photo: {path} {made}", "photo")
            continue
        photographs[person.slug] = tuple(_shape(made[name]) for name in made if name[1] == "jpg")
        for (width, kind), content in made.items():
            published[address(person.slug, width, kind)] = content
    for path in files:
        if path not in named and whole:
            message = "no record names this file; name it under 'photo' of a person, or delete it"
            problems.warning(path, 1, message, "photo")
    cache.tidy()
    return Photos(photographs, published)


def address(slug: str, width: int, kind: str) -> str:
    """The published file of a photograph: `static/photos/someone-640.webp`."""
    return f"{STATIC}/{PHOTOS}/{slug}-{width}.{kind}"


def _all_sizes(cache: Cache, data: bytes) -> dict[tuple[int, str], bytes] | str:
    """The files by width and kind, or why there can be none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            reason = _refusal(data)
            return reason or {name: _made(cache, data, *name) for name in _sizes(data)}
    except PIL.UnidentifiedImageError:
        return "is no JPEG, PNG or WebP file; save it as one of them"
    except _BROKEN as error:
        return f"cannot be read: {str(error).rstrip('.')}; save it again"


def _refusal(data: bytes) -> str | None:
    """Why a file cannot be shown; None if it can. What cannot be read is one of `_BROKEN`."""
    if len(data) > MAX_BYTES:
        return f"is {len(data):,} bytes long, the limit is {MAX_BYTES:,}; save it smaller"
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        width, height = image.size
        if not (LEAST <= width <= MOST and LEAST <= height <= MOST):
            return f"is {width} x {height} pixels; each side must have {LEAST:,} to {MOST:,}"
        image.load()
    return None


def _sizes(data: bytes) -> Iterator[tuple[int, str]]:
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        width = ImageOps.exif_transpose(image).size[0]
    widths = [step for step in WIDTHS if step < width]
    for step in (*widths, min(width, WIDTHS[-1])):
        yield from ((step, kind) for kind in _SAVE)


def _made(cache: Cache, data: bytes, width: int, kind: str) -> bytes:
    """One size, from the cache or made now."""
    made_from = hashlib.sha256(data).hexdigest()
    name = f"{key(pillow=PIL.__version__, width=width, save=_SAVE[kind], file=made_from)}.{kind}"
    content = cache.get(name)
    if content is None:
        content = _make(data, width, kind)
        cache.put(name, content)
    return content


def _make(data: bytes, width: int, kind: str) -> bytes:
    """Upright, in sRGB, on white where it was transparent, with no data about camera or place."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        image = ImageOps.exif_transpose(opened)
        profile = opened.info.get("icc_profile")
    if profile and image.mode in ("RGB", "L", "CMYK"):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        image = (
            ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            or image
        )
    if image.mode in ("RGBA", "LA", "PA", "P"):
        clear = image.convert("RGBA")
        image = Image.new("RGBA", clear.size, "white")
        image.alpha_composite(clear)
    height = max(1, round(image.height * width / image.width))
    resized = image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    plain = Image.new("RGB", resized.size)
    plain.paste(resized)
    buffer = io.BytesIO()
    plain.save(buffer, **_SAVE[kind])  # type: ignore[arg-type]
    return buffer.getvalue()


def _shape(data: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(data)) as image:
        return image.size
