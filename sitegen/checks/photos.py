"""Rules over photographs: everything that is needed to show one is there, in every language."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model import Site
from sitegen.problems import Problem


def photographs_are_described(site: Site) -> Iterator[Problem]:
    """A profile with a photograph says in each language what it shows; one without has no `alt`."""
    for key, person in site.people.items():
        for page in site.versions(key).values():
            if person.facts.photo is not None and page.alt is None:
                message = f"there is no 'alt': say what the photograph of {person.path} shows, for those who cannot see it"
                yield Problem(page.path, 1, message, "photo")
            elif person.facts.photo is None and page.alt is not None:
                message = f"'alt' describes a photograph, but {person.path} has none; add 'photo' there, or remove 'alt'"
                yield Problem(page.path, page.line("alt"), message, "photo")
