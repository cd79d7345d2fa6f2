"""Rules over the files beside the pages: styles, drawings, the sitemap."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup

from sitegen.checks.built import Built
from sitegen.problems import Problems

FOREIGN_STYLE = re.compile(
    r"""(?:url\(\s*['"]?|@import\s*['"]|image-set\(\s*['"])\s*((?:https?:)?//[^'")\s]+)""", re.I
)
_FOREIGN_DRAWING = re.compile(r"""\b(?:href|src)\s*=\s*['"]((?:https?:)?//[^'"]+)""")


def check_files(texts: Mapping[str, str], problems: Problems) -> None:
    """A style sheet or drawing loads nothing from another host, and a drawing runs nothing.

    `texts` maps the paths of static files, which are those of the sources, to their content.
    """
    for path, text in texts.items():
        pattern = FOREIGN_STYLE if path.endswith(".css") else _FOREIGN_DRAWING
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            message = f"loads '{match[1]}' from outside the site; keep the file in static/"
            problems.error(path, line, message, "nothing-foreign-loaded")
        script = re.search(r"<script|\bon\w+\s*=", text) if path.endswith(".svg") else None
        if script is not None:
            line = text.count("\n", 0, script.start()) + 1
            problems.error(
                path, line, "a drawing runs no script; remove it", "nothing-foreign-loaded"
            )


def check_sitemap(text: str, built: Built, path: str, problems: Problems) -> None:
    """The sitemap lists every announced page with its alternates, and nothing else."""
    soup = BeautifulSoup(text, "lxml-xml")
    rows: dict[str, dict[str, str]] = {}
    for row in soup.find_all("url"):
        loc = row.find("loc")
        address = loc.get_text(strip=True) if loc else ""
        links = row.find_all("link", rel="alternate")
        rows[address] = {str(link.get("hreflang")): str(link.get("href")) for link in links}
    for address in sorted(built.announced.keys() | rows.keys()):
        if address not in rows:
            problems.error(path, 1, f"does not list {address}", "sitemap")
        elif address not in built.announced:
            problems.error(path, 1, f"lists '{address}', which is no announced page", "sitemap")
        elif rows[address] != built.announced[address]:
            problems.error(
                path, 1, f"lists other alternates for {address} than the page has", "sitemap"
            )
