"""The timeline: its events by year for reading, and its picture as numbers for the template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from sitegen.addresses import Entry, event_anchor
from sitegen.config import Direction
from sitegen.lifelines import Scale, moment, place, width
from sitegen.markup.render import Notes, citation_html
from sitegen.model import Kind, Person, Site
from sitegen.views.base import Context, Options, link, words

PICTURES: Mapping[str, tuple[float, float, float]] = {
    "broad": (20, 94, 1024),
    "slim": (43, 94, 320),
}
"""By name: where the axis begins and ends (per cent), and the width (pixels) from which it is shown."""
LETTERS = 16
"""The size of a label's letters in pixels."""
EDGES = (2, 98)
"""The outermost places of a label in per cent."""
GAP = 0.9
"""Between a tick and its label, in per cent."""


def timeline(site: Site, options: Options, entry: Entry, notes: Notes) -> Context:
    """`years` of events in order, `kinds` with their counts, and a picture for each width."""
    kinds = [site.events[name].kind for name in site.events]
    years = groupby(site.events, key=lambda name: site.events[name].date.year)
    return {
        "kinds": [
            {"kind": kind, "label": label, "count": kinds.count(kind)}
            for kind, label in site.config.event_kinds.items()
            if kind in kinds
        ],
        "count": len(kinds),
        "years": [
            {"year": str(year), "events": [_event(site, options, n, entry, notes) for n in names]}
            for year, names in years
        ],
        "pictures": {name: _picture(site, entry.lang, name) for name in PICTURES},
    }


def event_rows(site: Site, options: Options, names: Iterable[str], entry: Entry) -> list[Context]:
    """Events as another page lists them: date, title, and the address on the timeline."""
    key = site.config.kinds.timeline
    if (key, entry.lang) not in site.pages:
        return []
    page = link(site, options, key, entry.lang, entry.path)
    return [
        {
            "date": str(site.events[name].date),
            "end": _end(site, name),
            "title": words(site, site.event_title(name, entry.lang), entry.lang),
            "href": f"{page}#{event_anchor(name)}",
        }
        for name in names
    ]


def _end(site: Site, name: str) -> str | None:
    end = site.events[name].end
    return str(end) if end else None


def _event(site: Site, options: Options, name: str, entry: Entry, notes: Notes) -> Context:
    """One entry of the list. What is not translated has its borrowed title, and no summary."""
    event = site.events[name]
    told = site.event_words(name, entry.lang)
    keys = {person.slug: key for key, person in site.people.items()}
    relatives = [site.relatives[relative].of for relative in event.relatives]
    people = [slug for slug in event.people if slug in keys]
    families = dict.fromkeys(of for of in relatives if of in keys and of not in people)

    def row(slug: str | None) -> Context:
        key = keys[slug or ""]
        name = words(site, site.name(site.people[key], entry.lang), entry.lang)
        return {"href": link(site, options, key, entry.lang, entry.path), "name": name}

    return {
        "id": name,
        "date": str(event.date),
        "end": _end(site, name),
        "kind": event.kind,
        "label": site.config.event_kinds[event.kind],
        "title": words(site, site.event_title(name, entry.lang), entry.lang),
        "summary": told.summary if told else None,
        "cites": citation_html([(source, None) for source in event.sources], notes),
        "people": [row(slug) for slug in people],
        "families": [row(slug) for slug in families],
        "chapters": [
            {
                "href": link(site, options, key, entry.lang, entry.path),
                "title": words(site, site.title(key, entry.lang), entry.lang),
            }
            for key in site.keys(Kind.CHAPTER)
            if key.rpartition("/")[2] in event.chapters
        ],
    }


def _picture(site: Site, lang: str, name: str) -> Context:
    """Lifelines and marks for one width. A line without `end` has not ended and runs to `edge`."""
    left, right, pixels = PICTURES[name]
    people = list(site.people.values())
    starts = [moment(person.facts.disappeared) for person in people] or [site.today.year]
    last = site.today.year + site.today.timetuple().tm_yday / 366
    mirrored = site.config.language(lang).direction is Direction.RTL
    plain = Scale(int(min(starts)), last, left, right)
    scale = Scale(plain.first, plain.last, left, right, mirrored)
    marked = [event for event in site.events if site.events[event].marked]
    titles = [_short(site, event, lang) for event in marked]
    places = [plain(moment(site.events[event].date)) for event in marked]
    widths = [
        width(f"{site.events[event].date.year} {title['text']}", LETTERS, pixels)
        for event, title in zip(marked, titles, strict=True)
    ]
    labels = place(list(zip(places, widths, strict=True)), EDGES, GAP) if name == "broad" else []
    rows = [(label.row, label.before) for label in labels] or [(0, True)] * len(marked)
    return {
        "edge": 0 if mirrored else 100,
        "back": 1 if mirrored else -1,
        "awaited": [_line(site, p, lang, scale) for p in people if p.awaited],
        "returned": [_line(site, p, lang, scale) for p in people if not p.awaited],
        "decades": [{"year": str(year), "x": scale(year)} for year in plain.decades],
        "rows": 1 + max((row for row, _ in rows), default=0),
        "marks": [
            {
                "id": event,
                "year": str(site.events[event].date.year),
                "title": title,
                "x": scale(moment(site.events[event].date)),
                "row": row,
                "before": before,
            }
            for event, title, (row, before) in zip(marked, titles, rows, strict=True)
        ],
    }


def _short(site: Site, event: str, lang: str) -> Context:
    told = site.event_words(event, lang)
    if told and told.short:
        return {"text": told.short, "lang": None, "dir": None}
    return words(site, site.event_title(event, lang), lang)


def _line(site: Site, person: Person, lang: str, scale: Scale) -> Context:
    facts = person.facts
    return {
        "name": words(site, site.name(person, lang), lang),
        "x": scale(moment(facts.disappeared)),
        "broken": facts.disappeared.complete is None,
        "end": scale(moment(facts.returned)) if facts.returned else None,
        "returned": str(facts.returned) if facts.returned else None,
    }
