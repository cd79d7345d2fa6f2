"""The share card of each page: the same facts as on the page, for a picture of one glance."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.addresses import Entry, entries, url
from sitegen.model import Person, Site
from sitegen.records import PlaceKind
from sitegen.views.base import Context, Options, View, ruby, words
from sitegen.views.sky import sky

CARD = "card.png"
TEMPLATE = "card.txt"


def cards(site: Site, options: Options) -> Iterator[View]:
    """One for each page that exists in its language; the template gives the words, line by line."""
    for entry in entries(site):
        if entry.page is not None and entry.lang in options.cards:
            title = site.config.language(entry.lang).title
            context = {"card": card(site, entry), "site_title": title}
            yield View(_path(entry), TEMPLATE, entry.lang, context)


def card(site: Site, entry: Entry) -> Context:
    """What the card shows, and the address that a page announces it with."""
    page = entry.page
    assert page is not None
    person = site.people.get(entry.key)
    title = site.title(entry.key, entry.lang).text
    language = site.config.language(entry.lang)
    result: Context = {
        "url": url(site, _path(entry)),
        "title": title,
        "summary": page.summary,
        "person": None,
        "ruby": None,
        "upright": False,
        "moon": None,
        "dusk": False,
    }
    if person is None:
        return result
    evening = sky(site, person, entry.lang)
    return result | {
        "person": _person(site, person, entry.lang),
        "ruby": ruby(site, person, entry.lang),
        "upright": language.upright and len(title.split()) == 1,
        "moon": evening["moon"],
        "dusk": evening["moon"] is not None,
    }


def _person(site: Site, person: Person, lang: str) -> Context:
    facts = person.facts
    place = site.places[facts.place]
    known = place.kind in (PlaceKind.PLACE, PlaceKind.ABROAD)
    return {
        "awaited": person.awaited,
        "age": facts.age_then,
        "town": words(site, site.town(facts.place, lang), lang)["text"] if known else None,
        "disappeared": str(facts.disappeared),
        "returned": str(facts.returned) if facts.returned else None,
    }


def _path(entry: Entry) -> str:
    return entry.path.rpartition("/")[0] + f"/{CARD}"
