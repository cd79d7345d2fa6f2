"""What every view is made of. A context is plain data: strings, numbers, lists and dicts.

A page is a pure function of (template, context, catalog): whoever caches or parallelises may
rely on it, so nothing of the `Site` itself may get into a context.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sitegen.addresses import Entry, alternates, path_of, relative, url
from sitegen.config import STATIC, Language, NavItem
from sitegen.model import Person, Site, Text
from sitegen.ruby import parts

Context = dict[str, Any]

_POLICY = "default-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; script-src "
"""Content Security Policy Level 3: nothing from outside; what follows says which scripts.

A site with scripts allows its own files, and the one in the head by the digest of its text."""
_LIVE_POLICY = f"{_POLICY}'self' 'unsafe-inline'; connect-src 'self' ws:"
"""While editing, the script that reloads the page and its socket are let in, nothing more."""


@dataclass(frozen=True)
class Options:
    """How this build writes: `explicit_index` names index.html in links, `live` is for serve."""

    explicit_index: bool = False
    live: bool = False
    head_script: str | None = None
    """The script that each page has in its head; None for a site without any script."""
    cards: frozenset[str] = frozenset()
    """The languages in which share cards can be drawn: those that have a face."""


@dataclass(frozen=True)
class View:
    """One file to be rendered. `path` is below the output folder, `lang` picks the catalog."""

    path: str
    template: str
    lang: str
    context: Context


def words(site: Site, text: Text, lang: str) -> Context:
    """A text for a page in `lang`: borrowed text names its language, and direction if other."""
    if text.lang == lang:
        return {"text": text.text, "lang": None, "dir": None}
    own, here = site.config.language(text.lang), site.config.language(lang)
    direction = own.direction.value if own.direction is not here.direction else None
    return {"text": text.text, "lang": text.lang, "dir": direction}


def ruby(site: Site, person: Person, lang: str) -> list[list[str | None]] | None:
    """A name in parts, each with what is written over it; None without a reading."""
    reading, name = site.reading(person, lang), site.name(person, lang)
    if not reading or name.lang != lang:
        return None
    return [list(part) for part in parts(name.text, reading)]


def frame(site: Site, options: Options, entry: Entry, title: Text, description: str) -> Context:
    """What the layout of every page with an address needs.

    A page that is not translated has no canonical address and no alternates: it is announced
    nowhere.
    """
    lang = entry.lang
    translated = entry.page is not None
    return base(site, options, lang, entry.path) | {
        "key": entry.key,
        "title": words(site, title, lang),
        "description": description,
        "canonical": url(site, entry.path) if translated else None,
        "alternates": [list(row) for row in alternates(site, entry.key)] if translated else [],
        "languages": [
            _language(site, options, language, entry) for language in site.config.languages
        ],
        "all_sources": _list_of_sources(site, options, entry),
        "original_lang": site.originals[entry.key].lang,
        "nav": _menu(site, options, site.config.nav, entry),
        "footer": _menu(site, options, site.config.footer, entry),
    }


def base(site: Site, options: Options, lang: str, path: str) -> Context:
    """What even a page outside the table of pages needs."""
    config = site.config
    language = config.language(lang)
    return {
        "lang": lang,
        "dir": language.direction.value,
        "locale": language.locale.replace("_", "-"),
        "policy": policy(options),
        "head_script": options.head_script,
        "static": relative(STATIC, path, explicit_index=False) + "/",
        "home": link(site, options, config.kinds.home, lang, path),
        "site_title": language.title,
        "as_of": config.as_of.isoformat(),
        "repository": config.repository,
        "report": config.report,
    }


def policy(options: Options) -> str:
    """The policy of every page of this build."""
    if options.live:
        return _LIVE_POLICY
    if options.head_script is None:
        return f"{_POLICY}'none'"
    digest = base64.b64encode(hashlib.sha256(options.head_script.encode()).digest()).decode()
    return f"{_POLICY}'self' 'sha256-{digest}'"


def _list_of_sources(site: Site, options: Options, entry: Entry) -> str | None:
    """Where the list of all documents stands: in this language, else in that of its original."""
    key = site.config.kinds.sources
    if key not in site.originals:
        return None
    lang = entry.lang if (key, entry.lang) in site.pages else site.originals[key].lang
    return link(site, options, key, lang, entry.path)


def link(site: Site, options: Options, key: str, lang: str, start: str) -> str:
    """The relative address of a page in a language, as written on the page at `start`."""
    return relative(path_of(site, key, lang), start, explicit_index=options.explicit_index)


def _menu(site: Site, options: Options, items: Iterable[NavItem], entry: Entry) -> list[Context]:
    """`current`: the link leads to this page; `above`: to the one that this page is part of."""
    return [
        {
            "label": item.label,
            "href": link(site, options, item.key, entry.lang, entry.path),
            "current": item.key == entry.key,
            "above": entry.key.startswith(f"{item.key}/"),
        }
        for item in items
    ]


def _language(site: Site, options: Options, language: Language, entry: Entry) -> Context:
    return {
        "code": language.code,
        "name": language.name,
        "dir": language.direction.value,
        "href": link(site, options, entry.key, language.code, entry.path),
        "current": language.code == entry.lang,
        "translated": (entry.key, language.code) in site.pages,
    }
