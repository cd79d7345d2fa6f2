"""What each language calls a concept: the names of terms, those of people from their own records."""

from __future__ import annotations

from sitegen.model import Site, full_name
from sitegen.records import Name
from sitegen.terms import Term, TermName


def named(site: Site, term: Term, lang: str) -> TermName | None:
    """The term in one language, with nothing borrowed from another; None if it has no entry there.

    A person's name comes from the record of that person or relative, so that it is written once.
    """
    own = term.names.get(lang)
    if term.person is None:
        return own
    then, name = _record(site, term.person, lang)
    if name is None:
        return own
    pattern = site.config.language(lang).person
    return TermName(
        name=full_name(name, pattern),
        reading=name.reading,
        also=(full_name(then, pattern),) if then else (),
        refused=own.refused if own else (),
    )


def documents(site: Site, term: Term) -> tuple[str, ...]:
    """The documents that write a term's names: a person's are those of the record."""
    if term.sources or term.person is None:
        return term.sources
    if term.person in site.relatives:
        return site.relatives[term.person].sources
    key = profile(site, term)
    return site.people[key].facts.sources["name"] if key else ()


def profile(site: Site, term: Term) -> str | None:
    """The key of the page of the person whom a term names, if that person has one."""
    found = (key for key, person in site.people.items() if person.slug == term.person)
    return next(found, None)


def _record(site: Site, slug: str, lang: str) -> tuple[Name | None, Name | None]:
    """(the name at the time, the name) in a language, as the person's record has them."""
    if slug in site.relatives:
        return None, site.relatives[slug].name.get(lang)
    facts = next((p.facts for p in site.people.values() if p.slug == slug), None)
    if facts is None:
        return None, None
    return facts.name_then.get(lang), facts.name.get(lang)
