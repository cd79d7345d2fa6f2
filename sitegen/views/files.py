"""The files beside the pages: language choice, not found, sitemap, robots."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.addresses import CHOICE, INDEX, NOT_FOUND, SITEMAP, alternates, announced, path_of, url
from sitegen.config import STATIC
from sitegen.model import Kind, Site
from sitegen.views.base import Context, Options, View, base, link


def language_choice(site: Site, options: Options) -> Iterator[View]:
    """`/`: a plain link to each language; no script and no redirect."""
    config = site.config
    context = base(site, options, config.source, CHOICE) | {
        "canonical": url(site, CHOICE),
        "alternates": [list(row) for row in alternates(site, config.kinds.home)],
        "languages": [
            row | {"href": link(site, options, config.kinds.home, str(row["code"]), CHOICE)}
            for row in _languages(site)
        ],
    }
    yield View(CHOICE, "choice.html", config.source, context)


def not_found(site: Site, options: Options) -> Iterator[View]:
    """One page for all languages. It may be shown at any address, so its links begin with the
    base path; no other page's do."""
    config = site.config
    rows = []
    for row in _languages(site):
        code = str(row["code"])
        search = [key for key in site.keys(Kind.SEARCH) if (key, code) in site.pages]
        rows.append(
            row
            | {
                "href": _from_root(site, options, config.kinds.home, code),
                "search": _from_root(site, options, search[0], code) if search else None,
            }
        )
    context = base(site, options, config.source, NOT_FOUND) | {
        "static": f"{config.base_path}{STATIC}/",
        "canonical": None,
        "alternates": [],
        "languages": rows,
    }
    yield View(NOT_FOUND, "404.html", config.source, context)


def _from_root(site: Site, options: Options, key: str, lang: str) -> str:
    """The address of a page from the base path, which holds at any address."""
    path = path_of(site, key, lang)
    return site.config.base_path + (path if options.explicit_index else path.removesuffix(INDEX))


def sitemap(site: Site, options: Options) -> Iterator[View]:
    """Every translated page with its alternates (https://www.sitemaps.org/protocol.html)."""
    rows = [
        {"url": address, "alternates": [list(row) for row in versions.items()]}
        for address, versions in announced(site).items()
    ]
    yield View(SITEMAP, SITEMAP, site.config.source, {"pages": rows})


def robots(site: Site, options: Options) -> Iterator[View]:
    """RFC 9309: everything may be read; the sitemap's address."""
    context = {"sitemap": url(site, SITEMAP)}
    yield View("robots.txt", "robots.txt", site.config.source, context)


def _languages(site: Site) -> list[Context]:
    return [
        {
            "code": language.code,
            "name": language.name,
            "dir": language.direction.value,
            "title": language.title,
            "translated": (site.config.kinds.home, language.code) in site.pages,
        }
        for language in site.config.languages
    ]
