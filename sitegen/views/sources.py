"""The page of sources: every document that a page rests on, and each page that rests on it."""

from __future__ import annotations

from sitegen.addresses import Entry
from sitegen.model import Kind, Site
from sitegen.uses import registered, uses
from sitegen.views.base import Context, Options, link, words
from sitegen.views.prose import source


def documents(site: Site, options: Options, entry: Entry) -> Context:
    """By kind of publisher, then by publisher and date; `cited` links to the pages in this language.

    The words that a language does not use are published in the glossary, with their documents.
    """
    behind: dict[str, set[str]] = {}
    for use in uses(site):
        behind.setdefault(use.document, set()).update(use.keys)
    for name in registered(site) if site.config.kinds.glossary in site.originals else ():
        behind.setdefault(name, set()).add(site.config.kinds.glossary)
    order = dict.fromkeys((*site.keys(Kind.CHAPTER), *site.people, *site.originals))
    places = {
        key: {
            "href": link(site, options, key, entry.lang, entry.path),
            "title": words(site, site.title(key, entry.lang), entry.lang),
        }
        for key in order
    }
    groups: dict[str, list[Context]] = {}
    for name in sorted(site.documents, key=lambda name: _place(site, name)):
        keys = behind.get(name, ())
        if keys:
            cited = [places[key] for key in order if key in keys]
            row = source(site, name, entry.lang) | {"cited": cited}
            groups.setdefault(site.documents[name].kind, []).append(row)
    return {"documents": groups}


def _place(site: Site, name: str) -> tuple[str, str, str]:
    document = site.documents[name]
    return document.publisher.casefold(), str(document.date or ""), name
