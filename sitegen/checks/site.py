"""Rules that need only the `Site`: references, links, translations, claims with their answers.

Each rule is one generator in `SITE_CHECKS`. Errors mean untrue or broken, warnings unfinished.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sitegen.addresses import LinkError, check_link
from sitegen.checks import atlas, changes, citations, events, glossary, photos, readings, records
from sitegen.config import FILE
from sitegen.markup.document import Block
from sitegen.model import Kind, Person, Site
from sitegen.problems import Level, Problem, Problems, suggest
from sitegen.read import CONTENT


def links_lead_somewhere(site: Site) -> Iterator[Problem]:
    """A link names a page key, with an anchor that the page has, or an http(s) or mailto address."""
    for page in site.pages.values():
        for link in page.body.links:
            try:
                check_link(site, page, link.target)
            except LinkError as error:
                yield Problem(page.path, link.line, str(error), "link")


def configured_keys_exist(site: Site) -> Iterator[Problem]:
    """The menus, the order of chapters and `position` in site.toml name pages that exist."""
    config = site.config
    for menu, items in (("nav", config.nav), ("footer", config.footer)):
        for index, item in enumerate(items):
            if item.key not in site.originals:
                message = (
                    f"{menu}: there is no page '{item.key}'{suggest(item.key, site.originals)}"
                )
                yield Problem(FILE, config.line(menu, index, "key"), message, "link")
    if config.position and config.position not in site.originals:
        near = suggest(config.position, site.originals)
        message = f"position: there is no page '{config.position}'{near}"
        yield Problem(FILE, config.line("position"), message, "link")
    chapters = [key.rpartition("/")[2] for key in site.keys(Kind.CHAPTER)]
    for name in config.chapters:
        if name not in chapters:
            yield Problem(
                FILE,
                config.line("chapters"),
                f"chapters: there is no chapter '{name}'{suggest(name, chapters)}",
                "link",
            )


def statements_are_answered(site: Site) -> Iterator[Problem]:
    """Every claim names a party and an answer, and every answer answers one."""
    parties = site.config.parties
    for person in site.people.values():
        facts = person.facts
        answers = {answer.id for answer in facts.answers}
        for group in ("claims", "answers"):
            for index, statement in enumerate(getattr(facts, group)):
                if statement.by not in parties:
                    message = (
                        f"'{statement.by}' is no party of site.toml{suggest(statement.by, parties)}"
                    )
                    yield Problem(person.path, person.line(group, index, "by"), message, "claim")
        for index, claim in enumerate(facts.claims):
            if claim.answered_by not in answers:
                message = f"claim '{claim.id}': there is no answer '{claim.answered_by}'{suggest(claim.answered_by, answers)}"
                yield Problem(
                    person.path, person.line("claims", index, "answered_by"), message, "claim"
                )
        for index, answer in enumerate(facts.answers):
            if answer.id not in {claim.answered_by for claim in facts.claims}:
                message = (
                    f"answer '{answer.id}' answers no claim; name it in a claim's 'answered_by'"
                )
                yield Problem(person.path, person.line("answers", index, "id"), message, "claim")


def claims_stand_with_answers(site: Site) -> Iterator[Problem]:
    """In prose a claim is followed by its answer with nothing between, and none is left out."""
    for page in site.pages.values():
        person = site.people.get(page.key)
        if person is None:
            for block in page.body.blocks:
                yield Problem(
                    page.path,
                    block.line,
                    f"'::: {block.kind}' belongs in a profile, where its record is",
                    "claim",
                )
            continue
        for run in page.body.runs:
            yield from _check_run(page.path, run, person)
        told = [block.id for block in page.body.blocks]
        original = site.originals[page.key] is page
        for statement in (*person.facts.claims, *person.facts.answers):
            if statement.id not in told:
                message = f"'{statement.id}' of {person.path} is not told here; add its ':::' block"
                yield Problem(
                    page.path, 1, message, "claim", Level.ERROR if original else Level.WARNING
                )
        for block in page.body.blocks:
            if told.count(block.id) > 1 and block is not next(
                b for b in page.body.blocks if b.id == block.id
            ):
                yield Problem(
                    page.path, block.line, f"'{block.id}' is told twice; keep one", "claim"
                )


def _check_run(path: str, run: Iterable[Block], person: Person) -> Iterator[Problem]:
    claims = {claim.id: claim for claim in person.facts.claims}
    answers = {answer.id for answer in person.facts.answers}
    open_claims = []
    for block in run:
        known = claims if block.kind == "claim" else answers
        if block.id not in known:
            yield Problem(
                path,
                block.line,
                f"{person.path} has no {block.kind} '{block.id}'{suggest(block.id, known)}",
                "claim",
            )
        elif block.kind == "claim":
            open_claims.append(block)
            continue
        if block.kind == "answer":
            if not open_claims and block.id in known:
                yield Problem(
                    path, block.line, f"answer '{block.id}' has no claim directly above it", "claim"
                )
            for claim in open_claims:
                expected = claims[claim.id].answered_by
                if expected != block.id:
                    yield Problem(
                        path,
                        block.line,
                        f"this answers claim '{claim.id}', whose answer is '{expected}'",
                        "claim",
                    )
            open_claims = []
    for claim in open_claims:
        answer = claims[claim.id].answered_by
        yield Problem(
            path,
            claim.line,
            f"claim '{claim.id}' stands alone; put '::: answer {answer}' directly below it",
            "claim",
        )


def translations_are_whole(site: Site) -> Iterator[Problem]:
    """A page missing in a language, or with other headings than its original, is unfinished."""
    for key, original in site.originals.items():
        shape = [heading.level for heading in original.body.headings]
        for code in site.config.codes:
            page = site.pages.get((key, code))
            if page is None and code == site.config.source:
                path = f"{CONTENT}/{code}/{key}.md"
                message = (
                    f"the source language has no such page, but there is {original.path}; "
                    "restore it, or delete it in every language"
                )
                yield Problem(path, 1, message, "translation", Level.WARNING)
            elif page is None:
                path = f"{CONTENT}/{code}/{key}.md"
                yield Problem(
                    path,
                    1,
                    f"is not translated yet; the original is {original.path}",
                    "translation",
                    Level.WARNING,
                )
            elif [heading.level for heading in page.body.headings] != shape:
                levels = [heading.level for heading in page.body.headings]
                first = next(
                    (
                        n
                        for n, pair in enumerate(zip(levels, shape, strict=False))
                        if pair[0] != pair[1]
                    ),
                    min(len(levels), len(shape)),
                )
                line = page.body.headings[first].line if first < len(levels) else 1
                message = (
                    f"has other headings than {original.path} (levels {_listed(levels)}, there "
                    f"{_listed(shape)}), so anchors may lead to the wrong section"
                )
                yield Problem(page.path, line, message, "translation", Level.WARNING)


def _listed(levels: list[int]) -> str:
    return " ".join(map(str, levels)) or "none"


SITE_CHECKS: tuple[Callable[[Site], Iterator[Problem]], ...] = (
    records.documents_exist,
    records.records_agree,
    records.names_are_known,
    records.translated_ids_exist,
    glossary.terms_agree,
    glossary.forms_are_refused_or_not,
    glossary.terms_are_named,
    glossary.terms_are_told,
    glossary.glossary_has_a_page,
    records.descriptions_are_ours,
    photos.photographs_are_described,
    atlas.map_has_an_atlas,
    atlas.places_are_on_the_map,
    atlas.landmarks_are_named,
    events.events_agree,
    events.picture_has_room,
    records.dates_are_known,
    events.events_are_told,
    links_lead_somewhere,
    configured_keys_exist,
    statements_are_answered,
    claims_stand_with_answers,
    translations_are_whole,
    citations.facts_are_cited,
    citations.documents_are_cited,
    changes.changes_have_a_page,
    changes.corrections_name_what_exists,
    changes.updates_name_what_exists,
    changes.changes_are_told,
    readings.readings_stand_once,
)


def check_site(site: Site, problems: Problems) -> None:
    """Run every rule; a later one may rely on nothing that an earlier one has found."""
    for check in SITE_CHECKS:
        problems.extend(check(site))
