"""The style sheets: what every page needs as one small file, and one for each kind of page."""

from __future__ import annotations

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


def style_sheets(root: Path, problems: Problems) -> Iterator[Output]:
    """`static/style.css` from `styles/*.css`, and `static/NAME.css` from `styles/pages/NAME.css`.

    Comments and needless spaces are left out. What a rule means depends on its layer (CSS
    Cascading and Inheritance Level 5, section 6.4), not on its file; the first file of the common
    sheet names the layers in their order. A site without `styles/` has none of this.
    """
    sheets: dict[str, list[str]] = {}
    for path in walk(root, STYLES, problems):
        below = PurePosixPath(path).relative_to(STYLES)
        if below.suffix != ".css" or below.parts[:-1] not in ((), ("pages",)):
            message = f"is no style sheet; only {STYLES}/*.css and {STYLES}/pages/*.css are"
            problems.error(path, 1, message, "layout")
            continue
        text = read_text(root, path, problems)
        if text is not None:
            name = below.name if below.parts[:-1] else COMMON
            sheets.setdefault(name, []).append(text)
    for name, parts in sheets.items():
        yield Output(f"{STATIC}/{name}", minify.string("text/css", "\n".join(parts)).encode())
