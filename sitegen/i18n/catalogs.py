"""Catalogs: extracted from templates and code, compiled in memory, never silently incomplete."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from babel.support import Translations

from sitegen.config import FILE, Config, Language
from sitegen.problems import Problem, Problems, suggest
from sitegen.read import read_text, walk

LOCALE = "locale"
TEMPLATES = "templates"
_PACKAGE = Path(__file__).parent.parent
_KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")


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


def catalog_path(code: str) -> str:
    return f"{LOCALE}/{code.replace('-', '_')}/LC_MESSAGES/messages.po"


def extract_all(root: Path, config: Config, problems: Problems) -> list[Extracted]:
    """Every interface string of templates, of the package and of site.toml, in a stable order."""
    found = [
        *(Extracted(text, None, FILE, config.line(*where)) for text, where in _of_config(config)),
    ]
    for path in walk(root, TEMPLATES, problems):
        text = read_text(root, path, problems)
        if text is not None:
            found += _of_file(text, path, "jinja2.ext:babel_extract", problems)
    for file in sorted(_PACKAGE.rglob("*.py")):
        text = file.read_text("utf-8")
        if "N_(" in text:
            path = file.relative_to(_PACKAGE.parent).as_posix()
            found += _of_file(text, path, "python", problems)
    return found


def _of_config(config: Config) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for index, item in enumerate(config.nav):
        yield item.label, ("nav", index, "label")
    for party, label in config.parties.items():
        yield label, ("parties", party)


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


def load(
    root: Path, config: Config, strings: list[Extracted], problems: Problems
) -> dict[str, NullTranslations]:
    """The translations of every language. A defect of a catalog is an error at its line.

    Babel alone would be silent: it answers a missing or fuzzy entry with the source text. The
    source language needs no catalog.
    """
    loaded: dict[str, NullTranslations] = {}
    for language in config.languages:
        path = catalog_path(language.code)
        if language.code == config.source and not (root / path).exists():
            loaded[language.code] = NullTranslations()
            continue
        catalog = read_catalog(root, language, problems)
        if catalog is None:
            continue
        problems.extend(check_catalog(catalog, strings, path, language))
        loaded[language.code] = _compile(catalog)
    return loaded


def read_catalog(root: Path, language: Language, problems: Problems) -> Catalog | None:
    path = catalog_path(language.code)
    if not (root / path).exists():
        message = (
            "the catalog is missing; 'python build.py messages' writes an empty one to fill in"
        )
        problems.error(path, 1, message, "catalog")
        return None
    text = read_text(root, path, problems)
    if text is None:
        return None
    try:
        return read_po(io.StringIO(text), locale=language.locale, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        line = getattr(error, "lineno", None)
        number = 1 if line is None else line + 1
        problems.error(path, number, f"is not a catalog: {error}", "catalog")
        return None


def _compile(catalog: Catalog) -> Translations:
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    buffer.seek(0)
    return Translations(buffer)


def check_catalog(
    catalog: Catalog, strings: list[Extracted], path: str, language: Language
) -> Iterator[Problem]:
    """Each string is there, translated, not fuzzy, with the placeholders and tags of its source."""
    seen: set[tuple[str | None, str]] = set()
    for string in strings:
        key = (string.context, string.singular)
        if key in seen:
            continue
        seen.add(key)
        message = catalog.get(string.singular, string.context)
        used = f"(used in {string.path}:{string.line})"
        if message is None:
            near = suggest(string.singular, [_id(m) for m in catalog if m.id])
            text = (
                f"has no entry for '{string.singular}' {used}{near}; run 'python build.py messages'"
            )
            yield Problem(path, 1, text, "catalog")
            continue
        line = message.lineno or 1
        forms = _forms(message)
        if len(forms) < (catalog.num_plurals if message.pluralizable else 1) or not all(forms):
            yield Problem(
                path,
                line,
                f"'{string.singular}' is not translated {used}; fill in its msgstr",
                "catalog",
            )
        elif message.fuzzy:
            text = f"'{string.singular}' is marked fuzzy {used}; reread the translation, then remove 'fuzzy'"
            yield Problem(path, line, text, "catalog")
        else:
            yield from _check_forms(message, forms, path, line)


def _check_forms(message: Message, forms: list[str], path: str, line: int) -> Iterator[Problem]:
    """Every form has the placeholders of the source; only the last plural form must have all.

    A language may write "one" or "two" as a word, so an earlier form may leave the count out.
    """
    source = str(message.id[-1] if message.pluralizable else message.id)
    wanted = set(_PLACEHOLDER.findall(source))
    for number, form in enumerate(forms):
        found = set(_PLACEHOLDER.findall(form))
        lost = wanted - found if number == len(forms) - 1 else set()
        for names, what in ((lost, "has lost"), (found - wanted, "has an unknown")):
            for name in sorted(f"%({n})s" if n else f"{{{b}}}" for n, b in names):
                yield Problem(
                    path,
                    line,
                    f"the translation of '{_id(message)}' {what} placeholder {name}: '{form}'",
                    "catalog",
                )
        if sorted(_TAG.findall(form)) != sorted(_TAG.findall(source)):
            yield Problem(
                path,
                line,
                f"the translation of '{_id(message)}' has other tags than its source: '{form}'",
                "catalog",
            )


def _id(message: Message) -> str:
    return message.id[0] if message.pluralizable else str(message.id)


def _forms(message: Message) -> list[str]:
    strings = message.string or ""
    return [strings] if isinstance(strings, str) else list(strings)


def update(root: Path, config: Config, problems: Problems) -> list[tuple[str, int, int]]:
    """Bring every catalog up to the strings in use: (path, entries, entries to translate).

    New strings come in empty (no guesses), unused ones go, translations and comments stay.
    """
    template = Catalog(fuzzy=False)
    for string in extract_all(root, config, problems):
        template.add(string.message, locations=[(string.path, string.line)], context=string.context)
    results = []
    for language in config.languages:
        path = catalog_path(language.code)
        if language.code == config.source and not (root / path).exists():
            continue
        exists = (root / path).exists()
        catalog = read_catalog(root, language, problems) if exists else Catalog(language.locale)
        if catalog is None:
            continue
        catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalog.obsolete.clear()
        catalog.header_comment = f"# {language.name}: the interface of this site."
        buffer = io.BytesIO()
        write_po(buffer, catalog, width=100, sort_by_file=True, omit_header=False)
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(_without_dates(buffer.getvalue()))
        entries = [message for message in catalog if message.id]
        empty = sum(1 for message in entries if not all(_forms(message)))
        results.append((path, len(entries), empty))
    return results


def _without_dates(data: bytes) -> bytes:
    """Drop header lines that change with the clock or the machine, so that diffs show words."""
    kept = [
        line
        for line in data.decode().splitlines(keepends=True)
        if not re.match(
            r'"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Project-Id-Version|Report-Msgid-Bugs-To|Language-Team):',
            line,
        )
    ]
    return "".join(kept).encode()
