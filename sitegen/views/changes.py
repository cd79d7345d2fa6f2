"""What changed: corrections, on their page and in the list, and the updates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen import news
from sitegen.addresses import Entry
from sitegen.dates import PartialDate
from sitegen.events import Event
from sitegen.model import Kind, Site, Text
from sitegen.views.base import Context, Options, link, words
from sitegen.views.prose import source


def corrections(site: Site, options: Options, entry: Entry) -> Context:
    """Every correction, newest first."""
    return {"listed": [_correction(site, options, entry, name) for name in _corrections(site)]}


def corrections_of(site: Site, options: Options, entry: Entry) -> Context:
    """The corrections of one page, newest first, each with its address in the list."""
    own = [
        name
        for name in _corrections(site)
        if site.corrections[name].page.partition("#")[0] == entry.key
    ]
    return {"corrections": [_correction(site, options, entry, name) for name in own]}


def updates(site: Site, options: Options, entry: Entry) -> Context:
    """Every entry, newest first: all that a feed needs, too."""
    dates = {name: news.date_of(site, name) for name in site.updates}
    return {"updates": [_update(site, options, entry, name) for name in _newest(dates)]}


def _newest(dates: Mapping[str, PartialDate]) -> list[str]:
    """Ids by date, newest first; a month without a day stands before that month's days."""
    return sorted(sorted(dates), key=lambda name: dates[name].sort_key, reverse=True)


def _corrections(site: Site) -> list[str]:
    return _newest({name: site.corrections[name].date for name in site.corrections})


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
    """An entry; of one that is an event, all but the kind is the event's."""
    update = site.updates[name]
    event = news.event_of(site, name)
    told = news.words_of(site, name, entry.lang)
    assert told is not None  # checks.changes: the source language has words
    text, lang = told
    return {
        "id": name,
        "date": str(news.date_of(site, name)),
        "end": str(event.end) if event is not None and event.end is not None else None,
        "kind": update.kind.value,
        "title": words(site, Text(text.title, lang), entry.lang),
        "text": words(site, Text(text.text, lang), entry.lang),
        "places": [
            _place(site, options, entry, *_split(key))
            for key in (update.keys if event is None else _about(site, event))
        ],
        "sources": [source(site, n, entry.lang) for n in (event or update).sources],
    }


def _about(site: Site, event: Event) -> Iterator[str]:
    """The chapters that tell more of an event, and the profiles of its people and families."""
    yield from (key for key in site.keys(Kind.CHAPTER) if key.rpartition("/")[2] in event.chapters)
    slugs = {*event.people, *(site.relatives[name].of for name in event.relatives)}
    yield from (key for key, person in site.people.items() if person.slug in slugs)


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
