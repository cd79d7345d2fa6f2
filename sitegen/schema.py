"""Sources to records and pages: every rule about a single file is here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TypeVar

from sitegen.breaks import Breaks
from sitegen.changes import Correction, Update
from sitegen.config import Config
from sitegen.events import Event
from sitegen.markup.document import parse
from sitegen.model import Kind, Page, Person, Table
from sitegen.numerals import Numerals
from sitegen.problems import Problems, suggest
from sitegen.read import (
    CONTENT,
    CORRECTIONS,
    EVENTS,
    RELATIVES,
    TERMS,
    UPDATES,
    Source,
    Sources,
)
from sitegen.records import (
    SOURCED_FIELDS,
    Case,
    Document,
    FrontMatter,
    PersonFacts,
    PersonFrontMatter,
    Place,
)
from sitegen.terms import Term
from sitegen.tone import Relative, Tone
from sitegen.validate import SLUG_RULE, Location, Record, is_slug, line_of, validate
from sitegen.words import Words

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Records:
    """All that was read, typed; nothing in it has been compared with anything else yet."""

    people: list[Person]
    pages: list[Page]
    places: Table[str, Place]
    cases: Table[int, Case]
    documents: Table[str, Document]
    words: Mapping[str, Words]
    relatives: Table[str, Relative] = field(default_factory=lambda: Table(RELATIVES, {}, {}))
    tones: Mapping[str, Tone] = field(default_factory=dict)
    terms: Table[str, Term] = field(default_factory=lambda: Table(TERMS, {}, {}))
    numerals: Mapping[str, Numerals] = field(default_factory=dict)
    corrections: Table[str, Correction] = field(default_factory=lambda: Table(CORRECTIONS, {}, {}))
    updates: Table[str, Update] = field(default_factory=lambda: Table(UPDATES, {}, {}))
    breaks: Mapping[str, Breaks] = field(default_factory=dict)
    events: Table[str, Event] = field(default_factory=lambda: Table(EVENTS, {}, {}))


def schema(sources: Sources, config: Config, problems: Problems) -> Records:
    """Validate every file on its own; a file with a problem is left out of the result."""
    people = [_person(slug, source, problems) for slug, source in sources.people]
    pages = [_page(key, lang, source, config, problems) for key, lang, source in sources.pages]
    shared = sources.shared
    cases = _table("cases.yaml", Case, shared, problems)
    words: dict[str, Words] = {}
    for lang, source in sources.words.items():
        record = validate(Words, source.data, source.lines, source.path, problems)
        if record is not None:
            record._lines = source.lines
            words[lang] = record
    return Records(
        people=[person for person in people if person],
        pages=[page for page in pages if page],
        places=_table("places.yaml", Place, shared, problems),
        cases=Table(cases.path, _numbered(cases, problems), cases.lines),
        documents=_table("sources.yaml", Document, shared, problems),
        words=words,
        relatives=_table(RELATIVES, Relative, shared, problems),
        tones=_by_language(sources.tones, Tone, problems),
        terms=_table(TERMS, Term, shared, problems),
        numerals=_by_language(sources.numerals, Numerals, problems),
        corrections=_table(CORRECTIONS, Correction, shared, problems),
        updates=_table(UPDATES, Update, shared, problems),
        breaks=_by_language(sources.breaks, Breaks, problems),
        events=_events(shared, problems),
    )


def kind_of(key: str, config: Config) -> Kind:
    """What the page of a key is, by the patterns of site.toml; a plain page if none fits."""
    for name in type(config.kinds).model_fields:
        pattern = getattr(config.kinds, name)
        if fnmatchcase(key, pattern) and key.count("/") == pattern.count("/"):
            return Kind(name)
    return Kind.PAGE


def person_key(slug: str, config: Config) -> str:
    """The key of a person's page."""
    return config.kinds.person.replace("*", slug)


def _table(
    name: str, model: type[R], shared: Mapping[str, Source], problems: Problems
) -> Table[str, R]:
    path = f"{CONTENT}/{name}"
    source = shared.get(name)
    if source is None:
        return Table(path, {}, {})
    if not isinstance(source.data, dict):
        problems.error(path, 1, "must be a block of records, each under its id", "schema")
        return Table(path, {}, {})
    lines_of: dict[object, dict[Location, int]] = defaultdict(dict)
    for location, line in source.lines.items():
        if location:
            lines_of[location[0]][location[1:]] = line
    records = {}
    for identifier, data in source.data.items():
        lines = lines_of[identifier]
        record = validate(model, data, lines, path, problems)
        if record is not None:
            records[identifier] = record
    return Table(path, records, source.lines)


def _events(shared: Mapping[str, Source], problems: Problems) -> Table[str, Event]:
    """By date, ties as listed. An id is the anchor that readers share, so it must be fit for one."""
    events = _table(EVENTS, Event, shared, problems)
    for identifier in events:
        if not is_slug(identifier):
            message = f"'{identifier}' cannot be part of an address; {SLUG_RULE}"
            problems.error(events.path, events.line(identifier), message, "slug")
    by_date = sorted(events.records.items(), key=lambda item: item[1].date.sort_key)
    return Table(events.path, dict(by_date), events.lines)


def _by_language(sources: Mapping[str, Source], model: type[R], problems: Problems) -> dict[str, R]:
    """The record of each language that has one."""
    records = {}
    for lang, source in sources.items():
        record = validate(model, source.data, source.lines, source.path, problems)
        if record is not None:
            records[lang] = record
    return records


def _numbered(cases: Table[str, Case], problems: Problems) -> dict[int, Case]:
    numbered = {}
    for identifier, case in cases.records.items():
        if identifier.isascii() and identifier.isdigit() and identifier == str(int(identifier)):
            numbered[int(identifier)] = case
        else:
            line = cases.line(identifier)
            problems.error(
                cases.path, line, f"'{identifier}' is not the number of a case", "schema"
            )
    return numbered


def _person(slug: str, source: Source, problems: Problems) -> Person | None:
    _find_todo(source, problems)
    facts = validate(PersonFacts, source.data, source.lines, source.path, problems)
    if facts is None:
        return None
    path, lines = source.path, source.lines
    for name in facts.sources:
        if name not in SOURCED_FIELDS:
            problems.error(
                path,
                line_of(lines, ("sources", name)),
                f"sources: '{name}' is not a field with sources{suggest(name, SOURCED_FIELDS)}"
                f" (fields: {', '.join(SOURCED_FIELDS)})",
                "schema",
            )
    for name in SOURCED_FIELDS:
        if name in facts.model_fields_set and name not in facts.sources:
            problems.error(
                path,
                line_of(lines, (name,)),
                f"'{name}' has no source; add '{name}: [id, …]' under 'sources', or remove the field",
                "sources",
            )
    seen: set[str] = set()
    for group in ("claims", "answers"):
        for index, statement in enumerate(getattr(facts, group)):
            if statement.id in seen:
                problems.error(
                    path,
                    line_of(lines, (group, index, "id")),
                    f"the id '{statement.id}' stands here twice; every claim and answer has its own",
                    "schema",
                )
            seen.add(statement.id)
    return Person(slug, path, facts, lines)


def _page(key: str, lang: str, source: Source, config: Config, problems: Problems) -> Page | None:
    kind = kind_of(key, config)
    model: type[Record] = PersonFrontMatter if kind is Kind.PERSON else FrontMatter
    head = validate(model, source.data, source.lines, source.path, problems)
    body = parse(source.body, source.path, source.body_line, problems)
    if head is None:
        return None
    assert isinstance(head, FrontMatter | PersonFrontMatter)  # model
    _find_todo(source, problems)
    title = head.title if isinstance(head, FrontMatter) else None
    alt = head.alt if isinstance(head, PersonFrontMatter) else None
    return Page(key, lang, kind, source.path, title, head.summary, body, source.lines, alt)


def _find_todo(source: Source, problems: Problems) -> None:
    """A skeleton that has not been filled in is not published: the first TODO is an error."""
    texts = [(line_of(source.lines, place), text) for place, text in _values(source.data, ())]
    texts += list(enumerate(source.body.split("\n"), start=source.body_line))
    for line, text in texts:
        if re.search(r"\bTODO\b", text):
            problems.error(
                source.path, line, "still says TODO; write it, or delete the file", "todo"
            )
            return


def _values(data: object, place: Location) -> Iterator[tuple[Location, str]]:
    """Every text in plain data, with its location."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _values(value, (*place, name))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _values(value, (*place, index))
    else:
        yield place, str(data)
