"""The style sheets: what every page needs as one small file, and one for each kind of page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import minify

from sitegen.config import STATIC
from sitegen.files import read_text, walk
from sitegen.problems import Problems
from sitegen.render import Output

STYLES = "styles"
COMMON = "style.css"
"""What the files directly in `styles/` become, joined in the order of their names."""

_IMPORT = re.compile(r'^@import "([^"]*)";\n', re.MULTILINE)


def style_sheets(root: Path, problems: Problems) -> Iterator[Output]:
    """`static/style.css` from `styles/*.css`, and `static/NAME.css` from `styles/pages/NAME.css`.

    The sheet of a kind of page may begin with lines like `@import "style.css";`, or with the names
    of some files of `styles/`: it has them in it, and its pages link no other. That is less to send
    than two files. What a rule means depends on its layer (CSS Cascading and Inheritance Level 5,
    section 6.4), not on its file; the first file of the common sheet names the layers in their
    order. Comments and needless spaces are left out. A site without `styles/` has none of this.
    """
    common: dict[str, str] = {}
    kinds: dict[str, tuple[str, str]] = {}
    for path in walk(root, STYLES, problems):
        below = PurePosixPath(path).relative_to(STYLES)
        if below.suffix != ".css" or below.parts[:-1] not in ((), ("pages",)):
            message = f"is no style sheet; only {STYLES}/*.css and {STYLES}/pages/*.css are"
            problems.error(path, 1, message, "layout")
            continue
        text = read_text(root, path, problems)
        if text is None:
            continue
        if below.parts[:-1]:
            kinds[below.name] = path, text
        else:
            common[below.name] = text
    whole = "\n".join(common.values())
    if common:
        yield _sheet(COMMON, whole)
    for name, (path, text) in kinds.items():
        imported = []
        for found in _IMPORT.finditer(text):
            if found[1] != COMMON and found[1] not in common:
                line = 1 + text[: found.start()].count("\n")
                message = f"imports '{found[1]}', which is neither {COMMON} nor a file of {STYLES}/"
                problems.error(path, line, message, "layout")
            imported.append(whole if found[1] == COMMON else common.get(found[1], ""))
        yield _sheet(name, "\n".join([*imported, _IMPORT.sub("", text)]))


def _sheet(name: str, text: str) -> Output:
    return Output(f"{STATIC}/{name}", minify.string("text/css", text).encode())
