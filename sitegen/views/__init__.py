"""Which files exist, and what each template is told: `Site` to `View`s.

A new output is one function in `VIEWS` and its template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sitegen.model import Site
from sitegen.views.base import Options, View
from sitegen.views.files import language_choice, not_found, robots, sitemap
from sitegen.views.pages import pages

VIEWS: tuple[Callable[[Site, Options], Iterator[View]], ...] = (
    language_choice,
    pages,
    not_found,
    sitemap,
    robots,
)


def views(site: Site, options: Options) -> Iterator[View]:
    """Every file of the site that a template makes, in a stable order."""
    for view in VIEWS:
        yield from view(site, options)


__all__ = ["VIEWS", "Options", "View", "views"]
