"""What a first visit weighs: bytes as sent, one table, against the site's own budgets.

    python bench/weight.py [--site FOLDER]

Without a folder the site is built first. HTML, style sheets and scripts count as gzip at its highest level
would send them, fonts and pictures as they are. "Next" is what a second page of the same kind adds
when the first is in the reader's cache. Only files that the page loads by itself are counted: faces
are those that its words are drawn with.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath

sys.path.insert(0, str(Path(__file__).parent.parent))

from sitegen import pipeline
from sitegen.config import load
from sitegen.pipeline import Request
from sitegen.problems import Problems

ROOT = Path(__file__).parent.parent
TOTAL = {"en": 120, "ja": 250, "ko": 180}
"""KB of a first visit to a profile, with everything."""
TEXT = 14
"""KB of HTML and the style sheets it needs."""
SCRIPTS = 5
SAMPLES = {
    "home": ("", "about/"),
    "profile": ("people/megumi-yokota/", "people/tadaaki-hara/"),
    "chapter": ("chapters/families-ask-now/", "chapters/talks/"),
    "people": ("people/", "about/"),
    "sources": ("sources/", "about/"),
    "map": ("map/", "about/"),
    "timeline": ("timeline/", "about/"),
    "glossary": ("glossary/", "about/"),
}


@dataclass(frozen=True)
class Weight:
    """Bytes by file, for each sort of file."""

    html: dict[str, int]
    css: dict[str, int]
    scripts: dict[str, int]
    fonts: dict[str, int]
    images: dict[str, int]

    @property
    def all(self) -> dict[str, int]:
        return self.html | self.css | self.scripts | self.fonts | self.images


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def weigh(site: Path, page: str) -> Weight:
    """Everything that the page at a path asks for."""
    html = (site / page).read_text("utf-8")

    def files(pattern: str) -> list[str]:
        found = (normpath(join(dirname(page), match)) for match in re.findall(pattern, html))
        return [path for path in dict.fromkeys(found) if (site / path).is_file()]

    def sizes(paths: list[str], *, pack: bool) -> dict[str, int]:
        return {p: packed(site / p) if pack else (site / p).stat().st_size for p in paths}

    return Weight(
        {page: packed(site / page)},
        sizes(files(r'<link rel="stylesheet" href="([^"]+)"(?! media="print")'), pack=True),
        sizes(files(r'<script[^>]* src="([^"]+)"'), pack=True),
        sizes(files(r"url\(([^)]+)\)"), pack=False),
        sizes(files(r'<(?:img|link rel="icon")[^>]* (?:src|href)="([^"]+)"'), pack=False),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, help="a built site")
    site: Path | None = parser.parse_args().site
    with tempfile.TemporaryDirectory() as folder:
        if site is None:
            site = Path(folder, "site")
            pipeline.build(Request(ROOT, site), Problems())
        return table(site)


def table(site: Path) -> int:
    """Print the table; 1 if a profile is above its budget."""
    config = load(ROOT, Problems())
    assert config is not None
    print(
        "first visit in KB          html+css  scripts    fonts   images    total   budget     next"
    )
    over = 0
    for code in config.codes:
        for kind, (first, second) in SAMPLES.items():
            page, other = f"{code}/{first}index.html", f"{code}/{second}index.html"
            if not (site / page).is_file():
                continue
            weight = weigh(site, page)
            text = sum(weight.html.values()) + sum(weight.css.values())
            total = sum(weight.all.values())
            later = sum(
                size for path, size in weigh(site, other).all.items() if path not in weight.all
            )
            sizes = [
                text,
                *(sum(part.values()) for part in (weight.scripts, weight.fonts, weight.images)),
                total,
            ]
            budget = TOTAL.get(code) if kind == "profile" else None
            cells = "".join(f"{size / 1000:9.1f}" for size in sizes)
            print(f"{code} {kind:<22}{cells}{budget or '':>9}{later / 1000:9.1f}")
            over += budget is not None and total > budget * 1000
            over += kind == "profile" and (
                text > TEXT * 1000 or sum(weight.scripts.values()) > SCRIPTS * 1000
            )
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
