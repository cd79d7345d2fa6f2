"""Named values: what follows from the data is said once, there, and never written by hand.

`{=not-returned}` in a text stands for a number or a date, computed from the records and from the
site's pinned day. A value that ages with the day is printed with that day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from markdown_it.token import Token

from sitegen.dates import PartialDate
from sitegen.i18n import formats
from sitegen.markup.fill import filled
from sitegen.markup.parser import VALUE
from sitegen.model import Page, Person, Site
from sitegen.numerals import PluralForm
from sitegen.problems import Problem, suggest
from sitegen.read import CONTENT, NUMERALS
from sitegen.read import WORDS as WORDS_FILE
from sitegen.validate import Location, Record
from sitegen.words import Words

Lines = Sequence[tuple[str, int]]
"""(path, line) of each value."""
COUNTS = ("recognised", "not-returned", "returned", "cases")
"""How many people, and how many cases."""
FIXED, AGE, YEARS, DAYS = "age-then", "age-today", "years-since", "days-since"
AGEING = (AGE, YEARS, DAYS)
"""Other on another day, so they name their day."""
OF_PERSON = (FIXED, *AGEING)
"""Of one person: `{=age-then megumi-yokota}`; on a profile the person may be left out."""
TODAY, AS_OF = "today", "as-of"
"""The site's pinned day, and the day to which its knowledge reaches."""
NAMES = (*COUNTS, *OF_PERSON, TODAY, AS_OF)
WORDS, CAPITALS, BARE = "words", "Words", "number"
FORMS = (WORDS, CAPITALS, BARE)
"""Written out; the same with a capital; a value that ages without its day."""

RULE = "value"


class ValueProblem(Exception):  # noqa: N818 - an answer to a wrong name
    """A value that does not exist; the message says what to write."""


@dataclass(frozen=True)
class Value:
    """A value as it was asked for: `amount` is a number or a date, `name` and `form` its words."""

    name: str
    amount: int | PartialDate
    form: str = ""
    person: str | None = None
    """The slug, of a value that a person has."""


@dataclass
class Values:
    """The values of a site."""

    site: Site
    problems: list[Problem] = field(default_factory=list)
    """What was wrong with the values that `fill` was asked for."""

    def value(self, words: str, slug: str | None) -> Value:
        """What `{=words}` stands for on the page of `slug`; ValueProblem if it does not exist."""
        name, *rest = words.split() or [""]
        if name not in NAMES:
            raise ValueProblem(
                f"there is no value '{name}'{suggest(name, NAMES)} (values: {', '.join(NAMES)})"
            )
        form = rest.pop() if rest and rest[-1] in FORMS else ""
        whose = rest.pop(0) if rest and name in OF_PERSON else slug
        if rest:
            raise ValueProblem(
                f"'{rest[0]}' does not belong to '{name}'{suggest(rest[0], FORMS)}; write"
                f" '{{={name}}}', or one of {', '.join(FORMS)} after it"
            )
        fits = {BARE: AGEING, "": NAMES}.get(form, (*COUNTS, FIXED))
        if name not in fits:
            raise ValueProblem(f"'{name}' has no form '{form}'; leave it out")
        if name not in OF_PERSON:
            return Value(name, self._shared(name), form)
        person = self._person(name, whose)
        return Value(name, self._of(name, person), form, person.slug)

    def text(self, value: Value, lang: str) -> str:
        """The value as a language writes it; ValueProblem if it cannot write it out."""
        locale = self.site.config.language(lang).locale
        if isinstance(value.amount, PartialDate):
            return formats.date(str(value.amount), locale)
        if value.form in (WORDS, CAPITALS):
            return self._written(value, lang)
        if value.name not in AGEING or value.form == BARE:
            return formats.number(value.amount, locale)
        return self._dated(value.name, value.amount, lang)

    def fill(self, asked: Sequence[str], lang: str, slug: str | None, at: Lines) -> list[str]:
        """The values of one paragraph as text. `at` gives the place of each, for complaints.

        What is wrong is kept in `problems`, and stands in the text as it was written.
        """
        dated = any(words.split() == [TODAY] for words in asked)
        texts = []
        for words, (path, line) in zip(asked, at, strict=True):
            try:
                value = self.value(words, slug)
                _check_day(value, dated=dated)
                texts.append(self.text(value, lang))
            except ValueProblem as error:
                self.problems.append(Problem(path, line, f"'{{={words}}}': {error}", RULE))
                texts.append(f"{{={words}}}")
        return texts

    def in_text(self, text: str, lang: str, slug: str | None, path: str, line: int) -> str:
        """A text of a head or a record with its values in place."""
        asked = [match[1] for match in VALUE.finditer(text)]
        texts = iter(self.fill(asked, lang, slug, [(path, line)] * len(asked)))
        return VALUE.sub(lambda _: next(texts), text) if asked else text

    def _shared(self, name: str) -> int | PartialDate:
        people = self.site.people.values()
        match name:
            case "recognised":
                return len(people)
            case "not-returned":
                return sum(person.awaited for person in people)
            case "returned":
                return sum(not person.awaited for person in people)
            case "cases":
                return len(list(self.site.cases))
        return _day(self.site.today if name == TODAY else self.site.config.as_of)

    def _person(self, name: str, slug: str | None) -> Person:
        slugs = {person.slug: person for person in self.site.people.values()}
        if slug is None:
            example = next(iter(slugs), "someone")
            raise ValueProblem(f"of whom? Write '{{={name} {example}}}'")
        if slug not in slugs:
            known = ", ".join(sorted(slugs))
            raise ValueProblem(
                f"there is no person '{slug}'{suggest(slug, slugs)} (people: {known})"
            )
        return slugs[slug]

    def _of(self, name: str, person: Person) -> int:
        facts, today = person.facts, self.site.today
        if name == FIXED:
            return facts.age_then
        if not person.awaited:
            raise ValueProblem(f"is not given for '{person.slug}', who has returned; leave it out")
        if name == YEARS:
            return max(0, facts.disappeared.years_until(today))
        if name == DAYS:
            day = facts.disappeared.complete
            if day is None:
                raise ValueProblem(
                    f"is not given for '{person.slug}': the day is not known ({facts.disappeared});"
                    " leave it out"
                )
            return max(0, (today - day).days)
        age = person.age_on(today)
        if age is None:
            raise ValueProblem(
                f"is not given for '{person.slug}': the day of birth is not known; leave it out"
            )
        return age

    def _dated(self, name: str, amount: int, lang: str) -> str:
        """A value that ages with its day, in the form for its number that CLDR's plurals ask for."""
        locale = self.site.config.language(lang).locale
        numerals = self.site.numerals.get(lang)
        forms = numerals.dated.get(name, {}) if numerals else {}
        category = PluralForm(formats.plural(amount, locale))
        form = forms.get(category) or forms.get(PluralForm.OTHER)
        if form is None:
            raise ValueProblem(
                f"content/{lang}/{NUMERALS} does not say how '{name}' is written with its day; add"
                f" it to 'dated'"
            )
        day = formats.date(str(self.site.today), locale)
        return form.replace("{number}", formats.number(amount, locale)).replace("{date}", day)

    def _written(self, value: Value, lang: str) -> str:
        numerals = self.site.numerals.get(lang)
        assert isinstance(value.amount, int)  # dates have no such form
        word = numerals.words.get(value.amount) if numerals else None
        if word is None:
            raise ValueProblem(
                f"there is no word for {value.amount} in content/{lang}/{NUMERALS}; add it to"
                f" 'words', or leave '{value.form}' out"
            )
        return word[0].upper() + word[1:] if value.form == CAPITALS else word


def _check_day(value: Value, *, dated: bool) -> None:
    if value.form == BARE and not dated:
        raise ValueProblem(
            f"'{value.name}' without its day is true on that day only; say '{{={TODAY}}}' in the"
            f" same paragraph, or leave '{BARE}' out"
        )


def fill(values: Values) -> Site:
    """The site with every named value of its texts in place: bodies, heads, `data.yaml`."""
    site = values.site
    pages = {place: _page(page, values) for place, page in site.pages.items()}
    originals = {key: pages[key, page.lang] for key, page in site.originals.items()}
    words = {code: _words(record, code, values) for code, record in site.words.items()}
    return replace(
        site,
        pages=MappingProxyType(pages),
        originals=MappingProxyType(originals),
        words=MappingProxyType(words),
    )


def _page(page: Page, values: Values) -> Page:
    person = values.site.people.get(page.key)
    slug = person.slug if person else None

    def head(name: str, text: str) -> str:
        return values.in_text(text, page.lang, slug, page.path, page.line(name))

    def body(tokens: list[Token]) -> list[str]:
        asked = [token.meta["words"] for token in tokens]
        lines = [(page.path, token.meta["line"]) for token in tokens]
        return values.fill(asked, page.lang, slug, lines)

    title = None if page.title is None else head("title", page.title)
    return replace(
        page,
        title=title,
        summary=head("summary", page.summary),
        body=filled(page.body, body),
    )


def _words(words: Words, lang: str, values: Values) -> Words:
    path = f"{CONTENT}/{lang}/{WORDS_FILE}"

    def inside(value: Any, place: Location) -> Any:
        """The texts of a record, however deep they stand."""
        if isinstance(value, str):
            return values.in_text(value, lang, None, path, words.line(*place))
        if isinstance(value, Record):
            fields = type(value).model_fields
            return value.model_copy(
                update={name: inside(getattr(value, name), (*place, name)) for name in fields}
            )
        if isinstance(value, Mapping):
            return {key: inside(text, (*place, str(key))) for key, text in value.items()}
        if isinstance(value, tuple):
            return tuple(inside(text, (*place, index)) for index, text in enumerate(value))
        return value

    filled_in: Words = inside(words, ())
    return filled_in


def _day(day: dt.date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
