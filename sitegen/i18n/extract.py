"""Interface strings as they stand in templates, in the package and in site.toml."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path

from babel.messages.extract import extract

from sitegen.config import FILE, Config
from sitegen.files import read_text, walk
from sitegen.problems import Problems

TEMPLATES = "templates"
_PACKAGE = Path(__file__).parent.parent
_CALL = re.compile(r"(?<![\w.\"'])(?:_|N_|n?p?gettext)\(\s*[\"']")
"""A call with a literal: only files that have one are worth Babel's slow reading."""
_KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


@dataclass(frozen=True)
class Extracted:
    """A string of the interface and where it is used."""

    message: str | tuple[str, str]
    context: str | None
    path: str
    line: int

    @property
    def singular(self) -> str:
        return self.message if isinstance(self.message, str) else self.message[0]

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.message,) if isinstance(self.message, str) else self.message

    def translated(self, translations: NullTranslations) -> str:
        """What stands for the singular form in another language."""
        if self.context is not None:
            return translations.pgettext(self.context, self.singular)
        if isinstance(self.message, str):
            return translations.gettext(self.message)
        return translations.ngettext(*self.message, 1)


def extract_all(
    root: Path, config: Config, problems: Problems, package: Path = _PACKAGE
) -> list[Extracted]:
    """Every interface string of templates, of Python and of site.toml, in a stable order.

    At present the package has none of its own: they all stand in templates.
    """
    found = [
        *(Extracted(text, None, FILE, config.line(*where)) for text, where in _of_config(config)),
    ]
    for path in walk(root, TEMPLATES, problems):
        text = read_text(root, path, problems)
        if text is not None:
            found += _of_file(text, path, "jinja2.ext:babel_extract", problems)
    for file in sorted(package.rglob("*.py")):
        text = file.read_text("utf-8")
        if _CALL.search(text):
            path = file.relative_to(package.parent).as_posix()
            found += _of_file(text, path, "python", problems)
    return found


def _of_config(config: Config) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for menu in ("nav", "footer"):
        for index, item in enumerate(getattr(config, menu)):
            yield item.label, (menu, index, "label")
    for party, label in config.parties.items():
        yield label, ("parties", party)
    for kind, label in config.event_kinds.items():
        yield label, ("event_kinds", kind)


def _of_file(text: str, path: str, method: str, problems: Problems) -> Iterator[Extracted]:
    options = {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"}
    try:
        rows = list(extract(method, io.BytesIO(text.encode()), keywords=_KEYWORDS, options=options))
    except Exception as error:  # Jinja's TemplateSyntaxError; not imported for its name alone
        line = getattr(error, "lineno", None) or 1
        problems.error(path, line, f"is not a template: {error}", "template")
        return
    for line, message, _, context in rows:
        forms = (message,) if isinstance(message, str) else tuple(message)
        yield Extracted(forms[0] if len(forms) == 1 else (forms[0], forms[1]), context, path, line)
