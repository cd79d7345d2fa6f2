"""What changed: corrections, on their page and in the list, and the updates."""

from __future__ import annotations

from sitegen.addresses import Entry
from sitegen.model import Kind, Site, Text
from sitegen.views.base import Context, Options, link, words
from sitegen.views.prose import source


def corrections(site: Site, options: Options, entry: Entry) -> Context:
    """Every correction, newest first."""
    return {
        "listed": [_correction(site, options, entry, name) for name in _newest(site, "corrections")]
    }


def corrections_of(site: Site, options: Options, entry: Entry) -> Context:
    """The corrections of one page, newest first, each with its address in the list."""
    own = [
        name
        for name in _newest(site, "corrections")
        if site.corrections[name].page.partition("#")[0] == entry.key
    ]
    return {"corrections": [_correction(site, options, entry, name) for name in own]}


def updates(site: Site, options: Options, entry: Entry) -> Context:
    """Every entry, newest first: all that a feed needs, too."""
    return {"updates": [_update(site, options, entry, name) for name in _newest(site, "updates")]}


def _newest(site: Site, group: str) -> list[str]:
    """Ids by date, newest first; a month without a day stands before that month's days."""
    records = getattr(site, group).records
    return sorted(sorted(records), key=lambda name: records[name].date.sort_key, reverse=True)


def _correction(site: Site, options: Options, entry: Entry, name: str) -> Context:
    """`open` where this language's page is not right yet; `open_in` names all such languages."""
    correction = site.corrections[name]
    told = site.correction_words(name, entry.lang)
    assert told is not None  # checks.changes: the source language has words
    text, lang = told
    key, _, anchor = correction.page.partition("#")
    still = [
        language
        for language in site.config.languages
        if language.code not in correction.applied and (key, language.code) in site.pages
    ]
    lists = site.keys(Kind.CORRECTIONS)
    where = link(site, options, lists[0], entry.lang, entry.path) if lists else ""
    return {
        "id": name,
        "date": str(correction.date),
        "wrong": words(site, Text(text.wrong, lang), entry.lang),
        "right": words(site, Text(text.right, lang), entry.lang),
        "open": any(language.code == entry.lang for language in still),
        "open_in": [language.code for language in still],
        "page": _place(site, options, entry, key, anchor),
        "href": f"{where}#correction-{name}",
        "sources": [source(site, n, entry.lang) for n in correction.sources],
    }


def _update(site: Site, options: Options, entry: Entry, name: str) -> Context:
    update = site.updates[name]
    told = site.update_words(name, entry.lang)
    assert told is not None  # checks.changes: the source language has words
    text, lang = told
    return {
        "id": name,
        "date": str(update.date),
        "kind": update.kind.value,
        "title": words(site, Text(text.title, lang), entry.lang),
        "text": words(site, Text(text.text, lang), entry.lang),
        "places": [_place(site, options, entry, *_split(key)) for key in update.keys],
        "sources": [source(site, n, entry.lang) for n in update.sources],
    }


def _split(target: str) -> tuple[str, str]:
    key, _, anchor = target.partition("#")
    return key, anchor


def _place(site: Site, options: Options, entry: Entry, key: str, anchor: str) -> Context:
    """A page's title and address; an anchor that the reader's version lacks leads to the page."""
    page = site.pages.get((key, entry.lang))
    there = page is not None and anchor in site.heading_ids(page)
    return {
        "href": link(site, options, key, entry.lang, entry.path) + (f"#{anchor}" if there else ""),
        "title": words(site, site.title(key, entry.lang), entry.lang),
    }
