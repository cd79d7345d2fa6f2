"""The scripts: one small file for every page, and the lines that stand in each page's head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import minify

from sitegen.config import SCRIPT, STATIC
from sitegen.files import read_text, walk
from sitegen.problems import Problems
from sitegen.render import Output

SCRIPTS = "scripts"
HEAD = "head"
"""The folder of what runs before a page is first painted."""


@dataclass(frozen=True)
class Scripts:
    """`head` is written into each page; None for a site that has no script at all."""

    head: str | None
    outputs: tuple[Output, ...]


def read_scripts(root: Path, problems: Problems) -> Scripts:
    """`static/site.js` from `scripts/*.js`, joined in the order of their names, and the text of
    `scripts/head/*.js`.

    Comments and needless spaces are left out. Files are joined, so none may keep a name at its top
    level to itself: each is a block or a statement. A site without `scripts/` has none of this, and
    its pages allow no script.
    """
    parts: dict[str, list[str]] = {}
    for path in walk(root, SCRIPTS, problems):
        below = PurePosixPath(path).relative_to(SCRIPTS)
        if below.suffix != ".js" or below.parts[:-1] not in ((), (HEAD,)):
            message = f"is no script; only {SCRIPTS}/*.js and {SCRIPTS}/{HEAD}/*.js are"
            problems.error(path, 1, message, "layout")
            continue
        text = read_text(root, path, problems)
        if text is None:
            continue
        head = below.parts[:-1] == (HEAD,)
        if head and "</" in text:
            message = "'</' would end the script in the page; write it in another way"
            problems.error(path, 1 + text[: text.index("</")].count("\n"), message, "layout")
        try:
            short = minify.string("application/javascript", text)
        except minify.MinifyError as error:
            line = re.search(r"on line (\d+)", str(error))
            message = f"is not JavaScript: {str(error).splitlines()[0]}"
            problems.error(path, int(line[1]) if line else 1, message, "script")
            continue
        parts.setdefault(HEAD if head else SCRIPT, []).append(short)
    if not parts:
        return Scripts(None, ())
    bundle = ";\n".join(parts.get(SCRIPT, ()))
    outputs = (Output(f"{STATIC}/{SCRIPT}", bundle.encode()),) if bundle else ()
    return Scripts(";\n".join(parts.get(HEAD, ())), outputs)
