"""A body for its template: stretches of HTML, claims with their answers, numbered sources."""

from __future__ import annotations

from sitegen.addresses import check_link
from sitegen.markup.document import Block
from sitegen.markup.render import Notes, Target, citation_html, render
from sitegen.model import Page, Person, Site
from sitegen.views.base import Context, Options, link, words


def prose(site: Site, options: Options, page: Page, path: str) -> Context:
    """`parts` in order, each prose (`html`) or a dispute (`blocks`), and the `sources` cited."""
    notes = Notes()

    def resolve(target: str) -> Target:
        found = check_link(site, page, target)
        if found.external is not None:
            return Target(found.external, found.external, external=True)
        title = words(site, site.title(found.key, page.lang), page.lang)
        href = link(site, options, found.key, page.lang, path)
        if found.key == page.key and found.anchor:
            href = ""
        anchor = f"#{found.anchor}" if found.anchor else ""
        return Target(href + anchor, title["text"], title["lang"])

    person = site.people.get(page.key)
    parts: list[Context] = []
    first_blocks = {run[0] for run in page.body.runs}
    for part in render(page.body, site.heading_ids(page), resolve, notes):
        if part.block is None:
            parts.append({"html": part.html, "blocks": []})
            continue
        if part.block in first_blocks:
            parts.append({"html": "", "blocks": []})
        assert person is not None  # checks.site: a block stands in a profile
        parts[-1]["blocks"].append(_block(site, person, part.block, part.html, notes))
    return {"parts": parts, "sources": [source(site, name) for name in notes.numbers]}


def _block(site: Site, person: Person, block: Block, html: str, notes: Notes) -> Context:
    statement = person.statement(block.id)
    assert statement is not None  # checks.site: a block has its record
    return {
        "kind": block.kind,
        "id": block.id,
        "by": site.config.parties[statement.by],
        "when": str(statement.when),
        "standing": statement.as_of is not None,
        "html": html,
        "cites": citation_html([(name, None) for name in statement.sources], notes),
    }


def source(site: Site, identifier: str) -> Context:
    """A cited document, as the list at the foot of a page shows it."""
    document = site.documents[identifier]
    return {
        "id": identifier,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "lang": document.lang,
        "date": str(document.date) if document.date else None,
    }
