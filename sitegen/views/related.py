"""What else the site tells of a person: events, chapters and questions."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.addresses import Entry, LinkError, check_link
from sitegen.model import Kind, Page, Person, Site
from sitegen.views.base import Context, Options, link, words
from sitegen.views.timeline import event_rows


def related(site: Site, options: Options, person: Person, entry: Entry) -> Context:
    """`events` about the person, and `mentions` in chapters and other texts."""
    names = [name for name in site.events if person.slug in site.events[name].people]
    return {
        "events": event_rows(site, options, names, entry),
        "mentions": list(_mentions(site, options, entry)),
    }


def _mentions(site: Site, options: Options, entry: Entry) -> Iterator[Context]:
    """Chapters whose text links to the person, by title; of other texts with sources the sections."""
    plain = [key for key, page in site.originals.items() if _states(page)]
    for key in (*site.keys(Kind.CHAPTER), *plain):
        page = site.pages.get((key, entry.lang))
        lines = list(_linking(site, page, entry.key)) if page else []
        if page is None or not lines:
            continue
        href = link(site, options, key, entry.lang, entry.path)
        if page.kind is Kind.CHAPTER:
            yield {"href": href, "title": words(site, site.title(key, entry.lang), entry.lang)}
            continue
        ids = site.heading_ids(page)
        for index in dict.fromkeys(_section(page, line) for line in lines):
            if index is not None:
                title = {"text": page.body.headings[index].text, "lang": None, "dir": None}
                yield {"href": f"{href}#{ids[index]}", "title": title}


def _states(page: Page) -> bool:
    """Whether a plain page states facts: what this site says of itself is no reading matter."""
    return page.kind is Kind.PAGE and bool(page.body.citations)


def _linking(site: Site, page: Page, key: str) -> Iterator[int]:
    """The lines of a text on which it links to a page."""
    for found in page.body.links:
        try:
            target = check_link(site, page, found.target)
        except LinkError:
            continue  # checks.site reports it
        if target.key == key:
            yield found.line


def _section(page: Page, line: int) -> int | None:
    """The index of the heading above a line."""
    above = [i for i, heading in enumerate(page.body.headings) if heading.line < line]
    return above[-1] if above else None
