"""A character without a glyph is an error, told at the place where somebody wrote it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sitegen.files import read_text, walk
from sitegen.fonts.plan import Missing
from sitegen.fonts.table import FILE, Faces
from sitegen.problems import Problem, Problems

FOLDERS = ("content", "locale", "templates", "styles", "static")
"""Where a character may come from, the likeliest first."""
TEXTS = {".md", ".yaml", ".po", ".html", ".css", ".js", ".svg", ".toml"}


class Places:
    """Finds the line on which a character was written."""

    def __init__(self, root: Path, origins: Mapping[str, str], codes: Iterable[str]) -> None:
        self._root = root
        self._origins = origins
        self._codes = frozenset(codes)
        self._texts: dict[str, str] | None = None

    def find(self, missing: Missing) -> tuple[str, int] | None:
        """In the page's own source, else the first file of the language or of none that has it."""
        texts = self._all()
        own = self._origins.get(missing.path, "")
        paths = [own] if own in texts else []
        paths += [path for path in texts if not self._is_of_another(path, missing.lang)]
        for wanted in dict.fromkeys((missing.text, missing.text[0])):
            for path in paths:
                if wanted in texts[path]:
                    return path, _line(texts[path], wanted)
        return None

    def _is_of_another(self, path: str, lang: str) -> bool:
        parts = path.split("/")
        return len(parts) > 2 and parts[1] in self._codes and parts[1] != lang

    def _all(self) -> dict[str, str]:
        """Every text of the site. The steps before have told what is wrong with them."""
        if self._texts is None:
            quiet = Problems()
            paths = ["site.toml", FILE]
            paths += [path for folder in FOLDERS for path in walk(self._root, folder, quiet)]
            texts = {
                path: read_text(self._root, path, quiet)
                for path in paths
                if Path(path).suffix in TEXTS
            }
            self._texts = {path: text for path, text in texts.items() if text is not None}
        return self._texts


def _line(text: str, part: str) -> int:
    return text.count("\n", 0, max(text.find(part), 0)) + 1


def glyph_problems(
    faces: Faces,
    found: Iterable[Missing],
    places: Places,
    outputs: Mapping[str, str],
    folder: str,
) -> Iterator[Problem]:
    """One error for each word and place; where none is found, the line of the built page."""
    for missing in dict.fromkeys(found):
        place = places.find(missing)
        if place is None:
            place = f"{folder}/{missing.path}", _line(outputs[missing.path], missing.text)
        yield Problem(*place, _message(faces, missing), "glyph")


def _message(faces: Faces, missing: Missing) -> str:
    text = missing.text
    code = (
        f" (U+{ord(text):04X} {unicodedata.name(text, 'without a name')})" if len(text) == 1 else ""
    )
    families = ", ".join(faces.table.languages[missing.lang].families)
    return (
        f"'{text}'{code} has no glyph in the faces of"
        f" '{missing.lang}' ({families}); write it otherwise, mark it with its language,"
        " or cut a face that has it (fonts/README.md)"
    )
