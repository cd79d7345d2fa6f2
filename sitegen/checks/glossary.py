"""Rules over the glossary's records: what they name exists, and every language tells the same terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sitegen.checks.terms import compared
from sitegen.config import FILE
from sitegen.model import Site
from sitegen.problems import Level, Problem, suggest
from sitegen.read import CONTENT, WORDS
from sitegen.validate import SLUG_RULE, is_slug
from sitegen.vocabulary import named


def terms_agree(site: Site) -> Iterator[Problem]:
    """An id can be an address, a language and a person exist."""
    codes, path = site.config.codes, site.terms.path
    known = {*(person.slug for person in site.people.values()), *site.relatives}
    for identifier in site.terms:
        term = site.terms[identifier]
        if not is_slug(identifier):
            message = f"'{identifier}' cannot be part of an address; {SLUG_RULE}"
            yield Problem(path, site.terms.line(identifier), message, "slug")
        if term.person is not None and term.person not in known:
            message = f"there is no person '{term.person}'{suggest(term.person, known)}"
            yield Problem(path, site.terms.line(identifier, "person"), message, "reference")
        for field, listed in (("names", term.names), ("unseen", term.unseen)):
            for code in listed:
                if code not in codes:
                    message = f"{field}: there is no language '{code}'{suggest(code, codes)}"
                    line = site.terms.line(identifier, field, code)
                    yield Problem(path, line, message, "reference")


def forms_are_refused_or_not(site: Site) -> Iterator[Problem]:
    """No form is both written and refused, or refused for two reasons."""
    for code in site.config.codes:
        entries = [
            (identifier, entry)
            for identifier in site.terms
            if (entry := named(site, site.terms[identifier], code)) is not None
        ]
        written = {
            compared(form): identifier
            for identifier, entry in entries
            for form in (entry.name, *entry.also)
            if form is not None
        }
        seen: Counter[str] = Counter()
        for identifier, entry in entries:
            for index, refused in enumerate(entry.refused):
                line = site.terms.line(identifier, "names", code, "refused", index)
                for form in refused.forms:
                    seen[compared(form)] += 1
                    other = written.get(compared(form))
                    if other is not None:
                        message = f"'{form}' is refused here, but a name of '{other}' in '{code}'; decide for one"
                        yield Problem(site.terms.path, line, message, "terms")
                    elif seen[compared(form)] == 2:
                        message = f"'{form}' is refused in '{code}' already; keep one"
                        yield Problem(site.terms.path, line, message, "terms")


def terms_are_named(site: Site) -> Iterator[Problem]:
    """Each language has a name for a term, or says that no document at hand has one."""
    for code in site.config.codes:
        missing = []
        for identifier in site.terms:
            term = site.terms[identifier]
            entry = named(site, term, code)
            if code not in term.unseen and (entry is None or entry.name is None):
                missing.append(identifier)
        if missing:
            few = ", ".join(f"'{name}'" for name in missing[:3]) + (", …" if missing[3:] else "")
            message = (
                f"there is no name in '{code}' for {few} ({len(missing)} in all);"
                " add it under 'names', or the language under 'unseen'"
            )
            line = site.terms.line(missing[0])
            yield Problem(site.terms.path, line, message, "translation", Level.WARNING)


def terms_are_told(site: Site) -> Iterator[Problem]:
    """Each term but a person is explained in the source language, and what is told there, in all."""
    source = site.config.source
    told = site.words[source].terms if source in site.words else {}
    plain = {name for name in site.terms if site.terms[name].person is None}
    for code in site.config.codes:
        path = f"{CONTENT}/{code}/{WORDS}"
        here = site.words[code].terms if code in site.words else {}
        for identifier in here:
            if identifier not in site.terms:
                near = suggest(identifier, site.terms)
                message = f"terms: there is no '{identifier}' in {site.terms.path}{near}"
                line = site.words[code].line("terms", identifier)
                yield Problem(path, line, message, "reference")
        due = plain | set(told) & set(site.terms)
        missing = [name for name in site.terms if name in due and name not in here]
        if missing:
            few = ", ".join(f"'{name}'" for name in missing[:3]) + (", …" if missing[3:] else "")
            message = f"terms: no explanation yet of {few} ({len(missing)} in all); add 'means'"
            yield Problem(path, 1, message, "translation", Level.WARNING)
        for identifier, text in here.items():
            original = told.get(identifier)
            if original is not None and (original.why is None) != (text.why is None):
                line = site.words[code].line("terms", identifier)
                message = f"terms: '{identifier}' says why in one of '{source}' and '{code}' only; tell both"
                yield Problem(path, line, message, "translation", Level.WARNING)


def glossary_has_a_page(site: Site) -> Iterator[Problem]:
    """Terms that no page shows would be rules without an explanation."""
    key = site.config.kinds.glossary
    if site.terms.records and key not in site.originals:
        path = f"{CONTENT}/{site.config.source}/{key}.md"
        message = f"is missing; {site.terms.path} is shown there (another key: 'kinds' in {FILE})"
        yield Problem(path, 1, message, "translation", Level.WARNING)
