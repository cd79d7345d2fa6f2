"""The glossary: every term in all languages, and the words that the page's language does not use."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.addresses import Entry, term_anchor
from sitegen.model import Site
from sitegen.terms import Term, TermKind, TermName
from sitegen.views.base import Context, Options, link
from sitegen.views.prose import source
from sitegen.vocabulary import documents, named, profile


def glossary(site: Site, options: Options, entry: Entry) -> Context:
    """`terms` by kind, in the order of the file; `words` that are not used, with their reasons."""
    groups: dict[str, list[Context]] = {}
    for kind in TermKind:
        rows = [
            _term(site, options, identifier, entry)
            for identifier in site.terms
            if site.terms[identifier].kind is kind
        ]
        if rows:
            groups[kind.value] = rows
    tone = site.tones.get(entry.lang)
    return {
        "terms": groups,
        "words": [
            {
                "term": rule.term,
                "means": rule.means,
                "instead": rule.instead,
                "documents": _documents(site, options, rule.sources, entry),
            }
            for rule in (tone.rules if tone else ())
        ],
    }


def _term(site: Site, options: Options, identifier: str, entry: Entry) -> Context:
    """A term: the name in the page's language first, then those of the others, then its story."""
    term = site.terms[identifier]
    key = profile(site, term)
    words = site.words.get(entry.lang)
    text = words.terms.get(identifier) if words else None
    codes = sorted(site.config.codes, key=lambda code: code != entry.lang)
    return {
        "id": term_anchor(identifier),
        "names": [_name(site, term, code, entry.lang) for code in codes],
        "means": text.means if text else None,
        "why": text.why if text else None,
        "href": link(site, options, key, entry.lang, entry.path) if key else None,
        "documents": _documents(site, options, documents(site, term), entry),
    }


def _name(site: Site, term: Term, code: str, here: str) -> Context:
    """One language's name; the reasons stand only where readers of the page can read them."""
    language = site.config.language(code)
    name = named(site, term, code) or TermName.model_construct()
    refused = [(form, refused) for refused in name.refused for form in refused.forms[:1]]
    return {
        "lang": code,
        "dir": language.direction.value,
        "language": language.name,
        "own": code == here,
        "name": name.name,
        "reading": name.reading,
        "also": list(name.also),
        "ours": name.ours,
        "refused": [
            {
                "form": form,
                "loaded": why.loaded,
                "reason": why.reason if code == here else None,
            }
            for form, why in refused
        ],
    }


def _documents(
    site: Site, options: Options, identifiers: Iterable[str], entry: Entry
) -> list[Context]:
    """Publisher and year of each document, with the way to it on the page of sources."""
    sources = site.config.kinds.sources
    start = link(site, options, sources, entry.lang, entry.path)
    listed = (sources, entry.lang) in site.pages
    found = []
    for identifier in identifiers:
        row = source(site, identifier, entry.lang)
        found.append(
            {
                "href": f"{start}#source-{identifier}" if listed else row["url"],
                "publisher": row["publisher"],
                "date": row["date"][:4] if row["date"] else None,
            }
        )
    return found
