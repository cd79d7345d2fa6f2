"""A body for its template: stretches of HTML, claims with their answers, numbered sources."""

from __future__ import annotations

import re

from sitegen.addresses import check_link, record_anchors
from sitegen.markup.document import Block
from sitegen.markup.render import Notes, Part, Target, render
from sitegen.model import Page, Site, Text
from sitegen.records import Claim, Statement
from sitegen.views.base import Context, Options, link, words


def prose(site: Site, options: Options, page: Page, path: str, notes: Notes) -> Context:
    """`parts` in order, each prose (`html`) or a dispute (`blocks`); what they cite goes to `notes`."""

    def resolve(target: str) -> Target:
        found = check_link(site, page, target)
        if found.external is not None:
            return Target(found.external, found.external, external=True)
        title = words(site, site.title(found.key, page.lang), page.lang)
        href = link(site, options, found.key, page.lang, path)
        # An anchor that the reader's version does not have (yet) leads to the page itself.
        version = site.pages.get((found.key, page.lang))
        there = version is not None and (
            found.anchor in (*site.heading_ids(version), *record_anchors(site, found.key))
        )
        anchor = f"#{found.anchor}" if there else ""
        href = "" if found.key == page.key and anchor else href
        return Target(href + anchor, title["text"], title["lang"], title["dir"])

    person = site.people.get(page.key)

    def statement(block: Block) -> Statement:
        found = person.statement(block.id) if person is not None else None
        assert found is not None  # checks.site: a block stands in a profile and has its record
        return found

    parts: list[Context] = []
    first_blocks = {run[0] for run in page.body.runs}
    ids = site.heading_ids(page)
    typesetter = site.typesetters.get(page.lang)
    for part in render(
        page.body, ids, resolve, notes, lambda block: statement(block).sources, typesetter
    ):
        if part.block is None:
            parts.append({"html": part.html, "blocks": []})
            continue
        if part.block in first_blocks:
            parts.append({"html": "", "blocks": []})
        parts[-1]["blocks"].append(_block(site, statement(part.block), part))
    return {"parts": parts}


def cited(site: Site, page: Page, notes: Notes) -> list[Context]:
    """The documents in `notes`, with the places cited in them and the answers to what they claim."""
    person = site.people.get(page.key)
    told = [person.statement(block.id) for block in page.body.blocks] if person else []
    answered = _answered(site, [statement for statement in told if statement])
    return [
        source(site, name, page.lang)
        | {"locators": notes.locators.get(name, []), "answered": answered.get(name, [])}
        for name in notes.numbers
    ]


def _answered(site: Site, told: list[Statement]) -> dict[str, list[Context]]:
    """By document behind a claim: where on the page the answer stands, and whose it is.

    A document that is behind the answer as well speaks for itself.
    """
    answers = {statement.id: statement for statement in told}
    found: dict[str, dict[str, Context]] = {}
    for claim in told:
        answer = answers.get(claim.answered_by) if isinstance(claim, Claim) else None
        for name in claim.sources if answer else ():
            assert answer is not None
            if name not in answer.sources:
                row = {"id": answer.id, "by": site.config.parties[answer.by]}
                found.setdefault(name, {})[answer.id] = row
    return {name: list(rows.values()) for name, rows in found.items()}


def sections(parts: list[Context]) -> list[str]:
    """Prose cut before each heading of the second level; the first section has no heading."""
    html = "\n".join(part["html"] for part in parts)
    return re.split(r"(?=<h2[ >])", html)


def _block(site: Site, statement: Statement, part: Part) -> Context:
    assert part.block is not None
    return {
        "kind": part.block.kind,
        "id": statement.id,
        "by": site.config.parties[statement.by],
        "when": str(statement.when),
        "standing": statement.as_of is not None,
        "html": part.html,
        "cites": part.cites,
    }


def source(site: Site, identifier: str, lang: str) -> Context:
    """A cited document, as the list at the foot of a page in `lang` shows it.

    A title stays in the document's own language. What is ours, a publisher's name and a
    description in [brackets], is in the page's language if that has it, else in the source's.
    """
    document = site.documents[identifier]
    own = site.words.get(lang)
    publisher = Text(document.publisher, site.config.source)
    title = Text(document.title, document.lang)
    if document.described:
        title = Text(document.title, site.config.source)
    if own is not None and document.publisher in own.publishers:
        publisher = Text(own.publishers[document.publisher], lang)
    if own is not None and identifier in own.documents:
        title = Text(own.documents[identifier], lang)
    return {
        "id": identifier,
        "title": title.text,
        "title_lang": title.lang,
        "publisher": words(site, publisher, lang),
        "url": document.url,
        "lang": document.lang,
        "date": str(document.date) if document.date else None,
        "archived": document.archived,
        "archived_on": str(document.archived_on) if document.archived_on else None,
    }
