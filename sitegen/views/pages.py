"""Every page of `content/` in every language, and the short page where a text is missing."""

from __future__ import annotations

from collections.abc import Container, Iterator

from sitegen.addresses import Entry, entries
from sitegen.markup.render import Notes
from sitegen.model import Kind, Page, Person, Site
from sitegen.views import changes, search
from sitegen.views.atlas import atlas
from sitegen.views.base import Context, Options, View, frame, link, ruby, words
from sitegen.views.cards import card as share_card
from sitegen.views.glossary import glossary
from sitegen.views.photos import photo
from sitegen.views.prose import cited, prose, sections, source
from sitegen.views.related import related
from sitegen.views.sky import sky
from sitegen.views.sources import documents
from sitegen.views.timeline import event_rows, timeline


def pages(site: Site, options: Options) -> Iterator[View]:
    """One view for each row of the table of pages."""
    for entry in entries(site):
        yield _missing(site, options, entry) if entry.page is None else _page(site, options, entry)


def _page(site: Site, options: Options, entry: Entry) -> View:
    page = entry.page
    assert page is not None
    title = site.title(page.key, page.lang)
    context = frame(site, options, entry, title, page.summary) | {"summary": page.summary}
    notes = Notes()
    context |= prose(site, options, page, entry.path, notes)
    context["card"] = share_card(site, entry) if entry.lang in options.cards else None
    context |= changes.corrections_of(site, options, entry)
    match page.kind:
        case Kind.HOME:
            context |= _people(site, options, entry) | _chapters(site, options, entry)
            context |= {"sections": sections(context["parts"])}
        case Kind.PEOPLE:
            context |= _people(site, options, entry)
        case Kind.MAP:
            cards = [card(site, options, p, key, entry) for key, p in site.people.items()]
            context |= atlas(site, entry, cards)
        case Kind.CHAPTERS:
            context |= _chapters(site, options, entry)
        case Kind.PERSON:
            person = site.people[page.key]
            context |= {"person": _profile(site, options, person, entry)}
            context |= {"record_sources": _record_sources(site, person, entry, notes.numbers)}
            context |= {"contents": _contents(site, page)}
            context |= {"related": related(site, options, person, entry)}
        case Kind.CHAPTER:
            here = page.key.rpartition("/")[2]
            events = [name for name in site.events if here in site.events[name].chapters]
            context |= {"contents": _contents(site, page)} | _neighbours(site, options, entry)
            context |= {"events": event_rows(site, options, events, entry)}
        case Kind.PAGE:
            context |= {"contents": _contents(site, page)}
        case Kind.SOURCES:
            context |= documents(site, options, entry)
        case Kind.GLOSSARY:
            context |= glossary(site, options, entry)
        case Kind.CORRECTIONS:
            context |= changes.corrections(site, options, entry)
        case Kind.UPDATES:
            context |= changes.updates(site, options, entry)
        case Kind.SEARCH:
            context |= _people(site, options, entry) | _chapters(site, options, entry)
            context |= search.lists(site, options, entry)
        case Kind.TIMELINE:
            context |= timeline(site, options, entry, notes)
    context |= {"sources": cited(site, page, notes)}
    return View(entry.path, f"{page.kind}.html", page.lang, context)


def _missing(site: Site, options: Options, entry: Entry) -> View:
    """The address of a page without a translation: the facts we have, and the way to the text."""
    original = site.originals[entry.key]
    title = site.title(entry.key, entry.lang)
    context = frame(site, options, entry, title, "")
    person = site.people.get(entry.key)
    context |= {
        "original": {
            "href": link(site, options, entry.key, original.lang, entry.path),
            "lang": original.lang,
            "dir": site.config.language(original.lang).direction.value,
            "title": site.title(entry.key, original.lang).text,
        },
        "person": _profile(site, options, person, entry) if person else None,
        "record_sources": _record_sources(site, person, entry, []) if person else [],
    }
    return View(entry.path, "untranslated.html", entry.lang, context)


def card(site: Site, options: Options, person: Person, key: str, entry: Entry) -> Context:
    """A person in a list: the facts that no language changes, in this language's words."""
    facts = person.facts
    page = site.pages.get((key, entry.lang))
    area = site.area(facts.place, entry.lang)
    return {
        "key": key,
        "slug": person.slug,
        "href": link(site, options, key, entry.lang, entry.path),
        "current": key == entry.key,
        "name": words(site, site.name(person, entry.lang), entry.lang),
        "name_parts": list(site.name_parts(person, entry.lang)),
        "reading": site.reading(person, entry.lang),
        "ruby": ruby(site, person, entry.lang),
        "sex": facts.sex.value,
        "awaited": person.awaited,
        "disappeared": str(facts.disappeared),
        "year": f"{facts.disappeared.year:04}",
        "age_then": facts.age_then,
        "place": words(site, site.place_name(facts.place, entry.lang), entry.lang),
        "area": {"id": area[0], "name": words(site, area[1], entry.lang)} if area else None,
        "returned": str(facts.returned) if facts.returned else None,
        "summary": page.summary if page else None,
    }


def _people(site: Site, options: Options, entry: Entry) -> Context:
    cards = [card(site, options, person, key, entry) for key, person in site.people.items()]
    # As the words of the language list them; a language may borrow them all.
    lenders = [site.words[code] for code in site.lenders(entry.lang) if code in site.words]
    order = dict.fromkeys(area for record in lenders for area in record.areas)
    areas = {card["area"]["id"]: card["area"]["name"] for card in cards if card["area"]}
    return {
        "awaited": [c for c in cards if c["awaited"]],
        "returned": [c for c in cards if not c["awaited"]],
        "years": sorted({c["year"] for c in cards}),
        "areas": [{"id": area, "name": areas[area]} for area in order if area in areas],
    }


def _profile(site: Site, options: Options, person: Person, entry: Entry) -> Context:
    """A person's own page. Ages and spans run to the site's pinned day, never to the clock.

    Present age is given for those not returned with a known date of birth; those who returned
    are left in peace.
    """
    facts = person.facts
    keys = {site.people[key].slug: key for key in site.people}
    complete = facts.disappeared.complete
    case = site.cases[facts.case]
    then = site.name(person, entry.lang, then=True) if facts.name_then else None
    related = {relation.person: relation.kind.value for relation in facts.relations}
    others = [
        card(site, options, site.people[keys[slug]], keys[slug], entry)
        | {"relation": related.get(slug)}
        for slug in dict.fromkeys((*case.people, *related))
        if slug != person.slug
    ]
    around = {person.slug, *(other["slug"] for other in others)}
    return card(site, options, person, entry.key, entry) | {
        "name_then": words(site, then, entry.lang) if then else None,
        "born": str(facts.born) if facts.born else None,
        "today": site.today.isoformat(),
        "age_today": person.age_on(site.today),
        "days": max(0, (site.today - complete).days) if complete and person.awaited else None,
        "years": max(0, facts.disappeared.years_until(site.today)) if person.awaited else None,
        "recognised": str(facts.recognised),
        "case": facts.case,
        "case_name": words(site, site.case_name(facts.case, entry.lang), entry.lang),
        "others": others,
        "photo": photo(site, person, entry),
        "position": link(site, options, site.config.position, entry.lang, entry.path)
        if site.config.position and person.awaited
        else None,
        "sky": sky(site, person, entry.lang),
        "same_year": [
            row
            for key, other in site.people.items()
            if (row := card(site, options, other, key, entry))["slug"] not in around
            and other.facts.disappeared.year == facts.disappeared.year
        ],
    }


def _record_sources(
    site: Site, person: Person, entry: Entry, told: Container[str]
) -> list[Context]:
    """The documents behind the facts at the head of a profile that its text does not cite."""
    ids = dict.fromkeys(name for names in person.facts.sources.values() for name in names)
    return [source(site, name, entry.lang) for name in ids if name not in told]


def _chapters(site: Site, options: Options, entry: Entry) -> Context:
    chapters = []
    for key in site.keys(Kind.CHAPTER):
        page = site.pages.get((key, entry.lang))
        chapters.append(
            {
                "href": link(site, options, key, entry.lang, entry.path),
                "title": words(site, site.title(key, entry.lang), entry.lang),
                "summary": page.summary if page else None,
            }
        )
    return {"chapters": chapters}


def _neighbours(site: Site, options: Options, entry: Entry) -> Context:
    """Where a chapter stands: its number, how many there are, and those before and after it."""
    keys = site.keys(Kind.CHAPTER)
    place = keys.index(entry.key)
    chapters = _chapters(site, options, entry)["chapters"]
    return {
        "number": place + 1,
        "count": len(keys),
        "previous": chapters[place - 1] if place else None,
        "next": chapters[place + 1] if place + 1 < len(keys) else None,
    }


def _contents(site: Site, page: Page) -> list[Context]:
    """A page's table of contents: its headings of the second level."""
    ids = site.heading_ids(page)
    return [
        {"id": ids[index], "text": heading.text}
        for index, heading in enumerate(page.body.headings)
        if heading.level == 2
    ]
