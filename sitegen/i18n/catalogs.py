"""Catalogs: compiled in memory, never silently incomplete."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations

from sitegen.config import Config, Language
from sitegen.files import read_text, walk
from sitegen.i18n.extract import Extracted
from sitegen.problems import Level, Problem, Problems, suggest

LOCALE = "locale"
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
_STRAY = re.compile(r"%(?!\(\w+\)[sd]|%)")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_COUNTS = range(201)
"""Numbers on which a language's plural rule is tried."""


def catalog_path(code: str) -> str:
    return f"{LOCALE}/{folder_name(code)}/LC_MESSAGES/messages.po"


def folder_name(code: str) -> str:
    """gettext writes `zh_hant` where a language tag has `zh-hant`."""
    return code.replace("-", "_")


def load(
    root: Path, config: Config, strings: list[Extracted], problems: Problems
) -> dict[str, NullTranslations]:
    """The translations of every language. A defect of a catalog is an error at its line.

    Babel alone would be silent: it answers a missing or fuzzy entry with the source text. The
    source language needs no catalog.
    """
    loaded: dict[str, NullTranslations] = {}
    known = {folder_name(code) for code in config.codes}
    for path in walk(root, LOCALE, problems):
        folder = path.split("/")[1]
        if folder not in known:
            near = suggest(folder, known)
            message = f"'{folder}' is no language of site.toml; add its row there or remove the file{near}"
            problems.warning(path, 1, message, "catalog")
    for language in config.languages:
        path = catalog_path(language.code)
        if language.code == config.source and not (root / path).exists():
            loaded[language.code] = NullTranslations()
            continue
        catalog = read_catalog(root, language, problems)
        if catalog is None:
            continue
        problems.extend(check_catalog(catalog, strings, path))
        translations = compiled(catalog)
        if language.code != config.source:
            translations.add_fallback(_Refusal())
        loaded[language.code] = translations
    return loaded


class _Refusal(NullTranslations):
    """Asked for a string that no catalog has: say so, instead of showing the source text."""

    def gettext(self, message: str) -> str:
        raise LookupError(f"'{message}' is in no catalog; write it as one literal string in _()")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1)


def read_catalog(root: Path, language: Language, problems: Problems) -> Catalog | None:
    """The entries of a language's file; None after a problem with the file itself."""
    path = catalog_path(language.code)
    if not (root / path).exists():
        message = (
            "the catalog is missing; 'python build.py messages' writes an empty one to fill in"
        )
        problems.error(path, 1, message, "catalog")
        return None
    text = read_text(root, path, problems)
    if text is None or not _is_well_formed(text, path, problems):
        return None
    try:
        catalog = read_po(io.StringIO(text), locale=language.locale, abort_invalid=True)
        # The text was decoded as UTF-8 above, whatever its header says.
        catalog.charset = "utf-8"
        _try_plurals(catalog)
    except (PoFileError, ValueError, LookupError, ArithmeticError, SyntaxError) as error:
        line = getattr(error, "lineno", None)
        number = _line_of(text, "Plural-Forms") if line is None else line + 1
        reason = re.sub(r" on \d+$", "", str(error))
        problems.error(path, number, f"is not a catalog: {reason}", "catalog")
        return None
    return catalog


def _try_plurals(catalog: Catalog) -> None:
    """ValueError if the plural rule leads to a form that the catalog does not have."""
    plural = compiled(catalog).plural
    for count in _COUNTS:
        if not 0 <= plural(count) < catalog.num_plurals:
            raise ValueError(f"Plural-Forms has no form for {count}")


_LINE = re.compile(r'(?:msg(?:ctxt|id|id_plural|str|str\[\d+\])\s*)?"(?:[^"\\]|\\.)*"')


def _is_well_formed(text: str, path: str, problems: Problems) -> bool:
    """What Babel's reader repairs in silence or cannot place: each is an error at its line."""
    before = len(problems.items)
    entry: list[str] = []
    seen: dict[str, int] = {}
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if not _LINE.fullmatch(line):
            message = "is not understood; a line is 'msgid \"…\"', 'msgstr \"…\"' or '\"…\"', quotes closed"
            problems.error(path, number, message, "catalog")
        elif line.startswith(("msgctxt", "msgid ")):
            entry = (
                entry
                if line.startswith("msgid ") and len(entry) and entry[0].startswith("msgctxt")
                else []
            )
            entry.append(line)
        elif line.startswith("msg"):
            key = "\n".join(entry)
            if entry and key in seen:
                message = f"this entry stands at line {seen[key]} already; keep one"
                problems.error(path, number, message, "catalog")
            if entry:
                seen[key] = number
            entry = []
        elif entry:
            entry.append(line)
    return len(problems.items) == before


def _line_of(text: str, needle: str) -> int:
    return text.count("\n", 0, max(text.find(needle), 0)) + 1


def compiled(catalog: Catalog) -> Translations:
    """The catalog as gettext uses it, without a file on the way."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    buffer.seek(0)
    return Translations(buffer)


def check_catalog(catalog: Catalog, strings: list[Extracted], path: str) -> Iterator[Problem]:
    """Each string is there, translated, not fuzzy, with the placeholders and tags of its source."""
    seen: set[tuple[str | None, str | tuple[str, str]]] = set()
    needed = _forms_needing_count(catalog)
    for string in strings:
        key = (string.context, string.message)
        if key in seen:
            continue
        seen.add(key)
        message = catalog.get(string.singular, string.context)
        used = f"(used in {string.path}:{string.line})"
        name = f"'{string.singular}'"
        if message is None:
            near = suggest(string.singular, [_id(m) for m in catalog if m.id])
            text = f"has no entry for {name} {used}{near}; run 'python build.py messages'"
            yield Problem(path, 1, text, "catalog")
            continue
        line = message.lineno or 1
        forms = forms_of(message)
        expected = catalog.num_plurals if isinstance(string.message, tuple) else 1
        if len(forms) < expected or not all(form.strip() for form in forms):
            yield Problem(
                path, line, f"{name} is not translated {used}; fill in its msgstr", "catalog"
            )
        elif message.fuzzy:
            text = f"{name} is marked fuzzy {used}; reread the translation, then remove 'fuzzy'"
            yield Problem(path, line, text, "catalog")
        else:
            yield from _check_forms(message, string, forms, needed, path)


def _forms_needing_count(catalog: Catalog) -> set[int]:
    """The plural forms that stand for several numbers: these must say which.

    A form for exactly one number ("one", "two") may write it as a word.
    """
    plural = compiled(catalog).plural
    uses = Counter(plural(count) for count in _COUNTS)
    return {form for form, count in uses.items() if count > 1}


def _check_forms(
    message: Message, string: Extracted, forms: list[str], needed: set[int], path: str
) -> Iterator[Problem]:
    line = message.lineno or 1
    source = string.forms[-1]
    wanted = set(_PLACEHOLDER.findall(source))
    name = f"the translation of '{string.singular}'"
    for number, form in enumerate(forms):
        found = set(_PLACEHOLDER.findall(form))
        lost = wanted - found if len(forms) == 1 or number in needed else set()
        for names, what in ((lost, "has lost"), (found - wanted, "has an unknown")):
            for shown in sorted(f"%({n})s" if n else f"{{{b}}}" for n, b in names):
                yield Problem(path, line, f"{name} {what} placeholder {shown}: '{form}'", "catalog")
        if wanted and _STRAY.search(form):
            text = f"{name} has a '%' that is no placeholder; write '%%': '{form}'"
            yield Problem(path, line, text, "catalog")
        if sorted(_TAG.findall(form)) != sorted(_TAG.findall(source)):
            yield Problem(path, line, f"{name} has other tags than its source: '{form}'", "catalog")
    literal = _PLACEHOLDER.sub("", string.singular)
    same = forms[0] == string.singular and any(char.isalpha() for char in literal)
    if same and "same" not in message.user_comments:
        text = f"{name} is the same as its source; translate it, or put a line '# same' above it"
        yield Problem(path, line, text, "catalog", Level.WARNING)


def _id(message: Message) -> str:
    return message.id[0] if message.pluralizable else str(message.id)


def forms_of(message: Message) -> list[str]:
    """The translation's forms: one, or one for each plural."""
    strings = message.string or ""
    return [strings] if isinstance(strings, str) else list(strings)


def texts(
    root: Path, config: Config, strings: list[Extracted], problems: Problems
) -> Iterator[tuple[str, int, str, str]]:
    """(path, line, language, text) of every string that the interface shows."""
    for language in config.languages:
        path = catalog_path(language.code)
        if language.code == config.source:
            for string in strings:
                yield from ((string.path, string.line, language.code, t) for t in string.forms)
        if (root / path).exists():
            for message in read_catalog(root, language, problems) or ():
                if message.id:
                    line = message.lineno or 1
                    yield from ((path, line, language.code, form) for form in forms_of(message))
