"""The page of search, as it works without a script: every list, chapter and person on one page."""

from __future__ import annotations

from sitegen.addresses import Entry
from sitegen.model import Kind, Site
from sitegen.views.base import Context, Options, link, words

_NOT_LISTED = (Kind.HOME, Kind.SEARCH, Kind.PERSON, Kind.CHAPTER)


def lists(site: Site, options: Options, entry: Entry) -> Context:
    """The pages that lead on: those of the navigation in its order, then the others by key."""
    keys = [item.key for item in site.config.nav]
    keys += [key for key in site.originals if key not in keys]
    found = []
    for key in keys:
        page = site.pages.get((key, entry.lang))
        if site.originals[key].kind not in _NOT_LISTED:
            found.append(
                {
                    "href": link(site, options, key, entry.lang, entry.path),
                    "title": words(site, site.title(key, entry.lang), entry.lang),
                    "summary": page.summary if page else None,
                }
            )
    return {"lists": found}
