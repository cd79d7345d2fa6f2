"""The files beside the pages: language choice, not found, sitemap, robots."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.addresses import CHOICE, NOT_FOUND, SITEMAP, alternates, announced, path_of, url
from sitegen.config import STATIC
from sitegen.model import Site
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
    root = config.base_path
    rows = []
    for row in _languages(site):
        path = path_of(site, config.kinds.home, str(row["code"]))
        rows.append(row | {"href": root + (path if options.explicit_index else f"{row['code']}/")})
    context = base(site, options, config.source, NOT_FOUND) | {
        "static": f"{root}{STATIC}/",
        "canonical": None,
        "alternates": [],
        "languages": rows,
    }
    yield View(NOT_FOUND, "404.html", config.source, context)


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
