"""A photograph as HTML wants it: sizes to choose from, room kept for it, words and a credit."""

from __future__ import annotations

from sitegen.addresses import Entry, relative
from sitegen.model import Person, Site
from sitegen.photos import address
from sitegen.views.base import Context
from sitegen.views.prose import source


def photo(site: Site, person: Person, entry: Entry) -> Context | None:
    """None without a photograph, and where the page has no words for it yet."""
    made, facts = site.photos.get(person.slug), person.facts.photo
    if made is None or facts is None or entry.page is None or entry.page.alt is None:
        return None

    def href(width: int, kind: str) -> str:
        return relative(address(person.slug, width, kind), entry.path, explicit_index=False)

    def choice(kind: str) -> str:
        return ", ".join(f"{href(width, kind)} {width}w" for width, _ in made)

    return {
        "src": href(made[-1][0], "jpg"),
        "webp": choice("webp"),
        "jpeg": choice("jpg"),
        "width": made[-1][0],
        "height": made[-1][1],
        "alt": entry.page.alt,
        "credit": facts.credit,
        "licence": facts.licence,
        "date": str(facts.date),
        "source": source(site, facts.source, entry.lang),
    }
