"""One table of pages: every address, canonical, alternate and link of the site comes from here."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from sitegen.model import Kind, Page, Site
from sitegen.problems import suggest

INDEX = "index.html"
CHOICE = INDEX
"""The language choice at the root of the site."""
NOT_FOUND = "404.html"
SITEMAP = "sitemap.xml"

EXTERNAL = ("http", "https", "mailto")
"""The schemes a link may have; everything else names a page key."""


class LinkError(Exception):
    """A link that leads nowhere; the message says why and what to write."""


@dataclass(frozen=True)
class Entry:
    """One row of the table: a page of the site in one language.

    `path` is the file below the output folder; `page` is None where the text is not translated
    and the address holds a short page instead.
    """

    key: str
    lang: str
    path: str
    page: Page | None


def entries(site: Site) -> list[Entry]:
    """Every key in every language, by key, then in the order of the languages."""
    return [
        Entry(key, code, path_of(site, key, code), site.pages.get((key, code)))
        for key in site.originals
        for code in site.config.codes
    ]


def path_of(site: Site, key: str, lang: str) -> str:
    """`en/people/someone/index.html`; the home page is `en/index.html`."""
    folder = lang if key == site.config.kinds.home else f"{lang}/{key}"
    return f"{folder}/{INDEX}"


def url(site: Site, path: str) -> str:
    """The absolute address of a file of the site, without `index.html`."""
    return site.config.base_url + quote(_folder_style(path))


def relative(path: str, start: str, *, explicit_index: bool) -> str:
    """The address of file `path` as written on the page at file `start`.

    A folder ends in `/`; with `explicit_index` its `index.html` is written out, so that the link
    also works where no server adds it.
    """
    result = posixpath.relpath(path, posixpath.dirname(start) or ".")
    if not explicit_index:
        result = _folder_style(result)
    return quote(result) or "./"


def _folder_style(path: str) -> str:
    return path.removesuffix(INDEX) if posixpath.basename(path) == INDEX else path


def alternates(site: Site, key: str) -> list[tuple[str, str]]:
    """(hreflang, address) of every translation that exists, then `x-default`.

    Source: https://developers.google.com/search/docs/specialty/international/localized-versions:
    the list is the same on every version, names each version itself, and `x-default` is for
    readers of other languages. The home page's default is the language choice; another page's
    is the original.
    """
    versions = site.versions(key)
    rows = [(code, url(site, path_of(site, key, code))) for code in versions]
    if key == site.config.kinds.home:
        default = url(site, CHOICE)
    else:
        default = url(site, path_of(site, key, site.originals[key].lang))
    return [*rows, ("x-default", default)]


def announced(site: Site) -> dict[str, dict[str, str]]:
    """By address: the alternates of each page that exists in its language, and of the choice."""
    rows = {url(site, CHOICE): dict(alternates(site, site.config.kinds.home))}
    for entry in entries(site):
        if entry.page is not None:
            rows[url(site, entry.path)] = dict(alternates(site, entry.key))
    return rows


@dataclass(frozen=True)
class LinkTarget:
    """A link of prose taken apart: an address elsewhere, or a key with an optional anchor."""

    external: str | None
    key: str
    anchor: str


def check_link(site: Site, page: Page, target: str) -> LinkTarget:
    """Take a link's target apart; LinkError if it leads nowhere."""
    if not target.strip("#"):
        raise LinkError("the link has no target; write a page key, like 'about' or 'about#section'")
    if f"{target.rstrip('/')}/".startswith(site.config.base_url):
        raise LinkError(f"'{target}' is on this site; write its page key, like 'about'")
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", target)
    if scheme is not None:
        if scheme[1].lower() not in EXTERNAL or not _is_complete(target):
            raise LinkError(
                f"'{target}' is not an address a reader can follow; use https://… or a page key"
            )
        return LinkTarget(target, "", "")
    key, _, anchor = target.partition("#")
    key = key or page.key
    if key not in site.originals:
        plain = re.sub(r"\.(md|html)$", "", key.strip("./")).removesuffix("/index")
        plain = plain.partition("/")[2] if plain.partition("/")[0] in site.config.codes else plain
        near = (
            f", did you mean '{plain}'?"
            if plain in site.originals
            else suggest(plain, site.originals)
        )
        raise LinkError(
            f"there is no page '{key}'{near} (a link names a page key, like 'about' or 'about#section')"
        )
    known = (*site.anchors[key], *record_anchors(site, key))
    if anchor and anchor not in known:
        listed = ", ".join(known) or "none"
        raise LinkError(
            f"page '{key}' has no anchor '#{anchor}'{suggest(anchor, known)} (its anchors: {listed})"
        )
    return LinkTarget(None, key, anchor)


def record_anchors(site: Site, key: str) -> tuple[str, ...]:
    """The ids of the records that a page lists, beside those of its headings."""
    if site.originals[key].kind is Kind.GLOSSARY:
        return tuple(map(term_anchor, site.terms))
    if site.originals[key].kind is Kind.TIMELINE:
        return tuple(map(event_anchor, site.events))
    return ()


def term_anchor(identifier: str) -> str:
    """The id of a term on the page of the glossary."""
    return f"term-{identifier}"


def event_anchor(identifier: str) -> str:
    """The id of an event on the timeline."""
    return f"event-{identifier}"


def _is_complete(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return "@" in parts.path if parts.scheme.lower() == "mailto" else bool(parts.hostname)
    except ValueError:
        return False
