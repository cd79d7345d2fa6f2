"""Each language's rules for the ends of lines, with the names and dates of this site."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.breaks import Breaks
from sitegen.config import Config, Language
from sitegen.i18n.formats import date_patterns
from sitegen.model import full_name
from sitegen.records import Name
from sitegen.schema import Records
from sitegen.typeset import Names, Typesetter


def typesetters(records: Records, config: Config) -> dict[str, Typesetter]:
    """One for each language; a language without `breaks.yaml` takes the rules' defaults."""
    return {
        language.code: Typesetter(
            records.breaks.get(language.code, Breaks()),
            _names(records, language),
            date_patterns(language.locale),
        )
        for language in config.languages
    }


def _names(records: Records, language: Language) -> Names:
    """People and relatives, as they are called and were; in both orders, and in other spellings."""
    whole, parts = set(), set()
    for name in _forms(records, language.code):
        pair = [part for part in (name.given, name.family) if part]
        parts |= set(pair)
        whole.add(full_name(name, language.person))
        if " " in language.person:
            whole |= {" ".join(pair), " ".join(reversed(pair))}
    for person in records.people:
        whole |= set(person.facts.variants.get(language.code, ()))
    return Names(tuple(sorted(whole)), tuple(sorted(parts)))


def _forms(records: Records, code: str) -> Iterator[Name]:
    relatives = (records.relatives[identifier] for identifier in records.relatives)
    groups = [*(p.facts.name for p in records.people), *(p.facts.name_then for p in records.people)]
    for group in (*groups, *(relative.name for relative in relatives)):
        if code in group:
            yield group[code]
