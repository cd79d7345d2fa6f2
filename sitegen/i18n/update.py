"""`python build.py messages`: catalogs brought up to the strings in use."""

from __future__ import annotations

import io
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from sitegen.config import Config
from sitegen.i18n.catalogs import catalog_path, forms_of, read_catalog
from sitegen.i18n.extract import extract_all
from sitegen.problems import Problems

_NOISE = re.compile(
    r'"(?:(?:POT-Creation-Date|PO-Revision-Date|Generated-By):'
    r"|.*(?: VERSION|EMAIL@ADDRESS|LL@li\.org))"
)
"""Header lines that change with the clock or the program, and those that Babel left unfilled."""


def update(root: Path, config: Config, problems: Problems) -> list[tuple[str, int, int, list[str]]]:
    """Bring every catalog up to date: (path, entries, entries to translate, dropped msgids).

    New strings come in empty (no guesses), unused ones go, translations and their comments stay.
    Nothing is written while a template or catalog cannot be read: its strings would seem unused.
    """
    template = Catalog(fuzzy=False)
    for string in extract_all(root, config, problems):
        template.add(string.message, locations=[(string.path, string.line)], context=string.context)
    catalogs = {}
    for language in config.languages:
        path = catalog_path(language.code)
        if (root / path).exists():
            catalogs[path] = read_catalog(root, language, problems)
        elif language.code != config.source:
            catalogs[path] = Catalog(
                language.locale,
                project=language.title,
                version="",
                header_comment=f"# {language.name}: the interface of this site.",
                fuzzy=False,
            )
    if problems.has_errors:
        return []
    results = []
    for path, catalog in catalogs.items():
        assert catalog is not None  # has_errors
        catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
        dropped = sorted(
            str(m.id if isinstance(m.id, str) else m.id[0]) for m in catalog.obsolete.values()
        )
        catalog.obsolete.clear()
        buffer = io.BytesIO()
        # Without line numbers: a line added to a template changes no catalog.
        write_po(buffer, catalog, width=100, sort_by_file=True, include_lineno=False)
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(_without_noise(buffer.getvalue()))
        entries = [message for message in catalog if message.id]
        empty = sum(1 for message in entries if not all(forms_of(message)))
        results.append((path, len(entries), empty, dropped))
    return results


def _without_noise(data: bytes) -> bytes:
    """So that a diff shows words and nothing else."""
    lines = data.decode().splitlines(keepends=True)
    return "".join(line for line in lines if not _NOISE.match(line)).encode()
