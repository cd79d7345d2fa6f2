"""The texts of a site as their writers know them: each passage with its file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from markdown_it.token import Token

from sitegen.addresses import LinkError, check_link
from sitegen.checks.dignity import Passage
from sitegen.checks.names import normal
from sitegen.config import FILE
from sitegen.markup.parser import WORDS
from sitegen.markup.pieces import pieces
from sitegen.model import Page, Site
from sitegen.read import Source, Sources
from sitegen.validate import Location, line_of
from sitegen.values import Values

Interface = Iterable[tuple[str, int, str, str]]
"""(path, line, language, text) of each string of the interface."""


def source_passages(
    site: Site, sources: Sources, interface: Interface, values: Values | None = None
) -> Iterator[Passage]:
    """Everything that people write in a language: pages, `data.yaml`, catalogs, names of files."""
    for key, lang, source in sources.pages:
        page = site.pages.get((key, lang))
        person = site.people.get(key)
        about = person.slug if person else None
        yield from _of_data(source, lang, about, values)
        if page is not None and page.path == source.path:
            yield from _of_name(source.path, key, lang, site)
            yield from _of_body(site, page, about)
    for lang, source in sources.words.items():
        yield from _of_data(source, lang, None, values)
    yield from _of_terms(site)
    for path, line, lang, text in interface:
        yield _plain(path, line, lang, text)
    for index, language in enumerate(site.config.languages):
        line = site.config.line("languages", index, "title")
        yield _plain(FILE, line, language.code, language.title)


def _plain(path: str, line: int, lang: str, text: str, about: str | None = None) -> Passage:
    return Passage(path, lang, normal(" ".join(text.split())), ((0, line),), about)


def _of_terms(site: Site) -> Iterator[Passage]:
    """What the glossary's records say; the forms that are refused there are not said."""
    path = site.terms.path
    for identifier in site.terms:
        for code, entry in site.terms[identifier].names.items():
            place = ("names", code)
            for text in (entry.name, *entry.also):
                if text is not None:
                    yield _plain(path, site.terms.line(identifier, *place), code, text)
            for index, refused in enumerate(entry.refused):
                line = site.terms.line(identifier, *place, "refused", index)
                for text in (refused.reason, refused.instead):
                    if text is not None:
                        yield _plain(path, line, code, text)


def _of_name(path: str, key: str, lang: str, site: Site) -> Iterator[Passage]:
    """A page's name is its address in every language, so it is read in its own and the source's."""
    for code in dict.fromkeys((lang, site.config.source)):
        yield _plain(path, 1, code, " ".join(key.replace("-", " ").split("/")))


def _of_data(
    source: Source, lang: str, about: str | None, values: Values | None
) -> Iterator[Passage]:
    for location, text in _strings(source.data, ()):
        line = line_of(source.lines, location)
        shown = values.in_text(text, lang, about, source.path, line) if values else text
        yield _plain(source.path, line, lang, shown, about)


def _strings(data: Any, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(data, str):
        yield location, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _strings(value, (*location, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _strings(value, (*location, index))


def _of_body(site: Site, page: Page, about: str | None) -> Iterator[Passage]:
    """Each piece is a passage."""
    for piece in pieces(page.body):
        if piece.is_inline:
            allowed = tuple((r.about, r.reason, r.line) for r in piece.remarks if r.kind == "allow")
            yield from of_inline(site, page, piece.token, piece.line, about, piece.block, allowed)
        else:
            yield _plain(page.path, piece.line, page.lang, piece.token.content, about)


def of_inline(
    site: Site,
    page: Page,
    token: Token,
    line: int,
    about: str | None,
    block: str,
    allowed: tuple[tuple[str, str, int], ...],
) -> Iterator[Passage]:
    """The words as a reader sees them: without citations, with the text of a link left empty."""
    text, lines, here = "", [(0, line)], line
    children = token.children or []
    for index, child in enumerate(children):
        if child.type in WORDS:
            text += normal(child.content)
            if child.type == "ruby":
                yield _plain(page.path, here, page.lang, child.meta["reading"])
        elif child.type in ("softbreak", "hardbreak"):
            text += "" if child.meta.get("joins") else " "
            here += 1
            lines.append((len(text), here))
        elif child.type == "link_open" and children[index + 1].type == "link_close":
            text += normal(_link_text(site, page, str(child.attrGet("href") or "")))
    composed = normal(text)
    places = tuple((min(at, len(composed)), number) for at, number in lines)
    yield Passage(page.path, page.lang, composed, places, about, block, allowed)


def _link_text(site: Site, page: Page, target: str) -> str:
    try:
        found = check_link(site, page, target)
    except LinkError:
        return ""
    return found.external or site.title(found.key, page.lang).text
