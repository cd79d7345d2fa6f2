"""Cutting faces to the characters in use, in threads; the same input gives the same bytes."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

from sitegen.cache import Cache, key
from sitegen.fonts.table import Source

NAMES = [0, 1, 2, 14]
"""Copyright, family, style, address of the licence (OpenType, table `name`)."""


@dataclass(frozen=True)
class Cut:
    """A face, and the characters that a file of it shall have."""

    source: Source
    characters: frozenset[str]

    @cached_property
    def key(self) -> str:
        """Says everything that decides about the file's bytes, the tools' versions included."""
        return key(
            face=self.source.digest,
            characters="".join(sorted(self.characters)),
            features=sorted(self.source.family.features),
            tools=_versions(),
        )

    @property
    def file(self) -> str:
        """Its name in the cache."""
        return f"{self.key}.woff2"


def _versions() -> str:
    import brotli
    import fontTools

    return f"fonttools {fontTools.version}, brotli {brotli.__version__}, 1"


class Damaged(Exception):  # noqa: N818 - an answer to a file
    """A face that cannot be cut; the message is its name."""


def make(cuts: Iterable[Cut], cache: Cache) -> dict[str, bytes]:
    """The files by key. What the cache has is taken from there; the rest is cut, and kept.

    Damaged, if a face has a glyph that cannot be read.
    """
    wanted = {cut.key: cut for cut in cuts}
    files = {name: data for name, cut in wanted.items() if (data := cache.get(cut.file))}
    missing: dict[str, list[Cut]] = {}
    for name in sorted(wanted.keys() - files.keys()):
        missing.setdefault(wanted[name].source.face.name, []).append(wanted[name])
    if not missing:
        return files
    jobs = []
    for group in missing.values():
        source = group[0].source
        everything = "".join(sorted(frozenset().union(*(cut.characters for cut in group))))
        features = sorted(source.family.features)
        # A face is read once for all its files; the small ones are then cut from a small font.
        try:
            reduced = cut_font(source.data, everything, features, None)
        except Exception as error:  # whatever reading a number too many raises
            raise Damaged(source.face.name) from error
        jobs += [(cut.key, reduced, "".join(sorted(cut.characters)), features) for cut in group]
    # The longest first, so that no processor waits for the last one.
    jobs.sort(key=lambda job: (-len(job[2]), job[0]))
    for name, data in _run(jobs):
        files[name] = data
        cache.put(wanted[name].file, data)
    cache.tidy()
    return files


Job = tuple[str, bytes, str, list[str]]


def _run(jobs: list[Job]) -> list[tuple[str, bytes]]:
    """Most of the time goes into Brotli, which lets other threads run meanwhile."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(_do, jobs))


def _do(job: Job) -> tuple[str, bytes]:
    name, font, characters, features = job
    return name, cut_font(font, characters, features, "woff2")


def cut_font(data: bytes, characters: str, features: list[str], flavor: str | None) -> bytes:
    """A TrueType font with just these characters, and the glyphs that the features lead to."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.hinting = False
    options.notdef_outline = True
    options.layout_features = features
    options.name_IDs = NAMES
    options.flavor = flavor
    options.recalc_timestamp = False
    font = TTFont(io.BytesIO(data), recalcTimestamp=False, lazy=True)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    font.flavor = flavor
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
