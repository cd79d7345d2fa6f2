"""Bad inputs: each is one change to the good site, with all its complaints, word for word.

Whatever is wrong, the build exits 1, says nothing on standard output, writes nothing anywhere, and
the site published before stands as it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from goodsite import CODES, WARNINGS, Copy, invoke, line_of, run, snapshot

Edit = Callable[[Copy], object]


@dataclass(frozen=True)
class Bad:
    """A name, what is done to a copy of the good site, and the lines a maintainer then sees."""

    name: str
    edit: Edit
    complaints: tuple[str, ...]


def bad(name: str, edit: Edit, *complaints: str) -> Bad:
    return Bad(name, edit, complaints)


def swap(path: str, old: str, new: str) -> Edit:
    return lambda site: site.replace(path, old, new)


def put(path: str, text: str | bytes) -> Edit:
    return lambda site: site.write(path, text)


def add(path: str, text: str) -> Edit:
    return lambda site: site.append(path, text)


def remove(*paths: str) -> Edit:
    def edit(site: Copy) -> None:
        for path in paths:
            site.delete(path)

    return edit


def duplicate(path: str, other: str) -> Edit:
    return lambda site: site.write(other, (site.root / path).read_bytes())


def cut(path: str, start: str, end: str) -> Edit:
    """Take out what stands from `start` up to `end`."""

    def edit(site: Copy) -> None:
        text = (site.root / path).read_text("utf-8")
        site.write(path, text[: text.index(start)] + text[text.index(end) :])

    return edit


def link(path: str, target: str) -> Edit:
    return lambda site: (site.root / path).symlink_to(target)


def both(*edits: Edit) -> Edit:
    return lambda site: [edit(site) for edit in edits]


AURORA = "content/people/aurora.yaml"
NEBLINA = "content/people/neblina.yaml"
TROVAO = "content/people/trovao.yaml"
TELLING = "content/pt/people/aurora.md"
WIND = "content/fi/chapters/vento.md"
FI = "locale/fi/LC_MESSAGES/messages.po"
AR = "locale/ar/LC_MESSAGES/messages.po"
LINK = "(chapters/regresso#o-sol)"
VOO = line_of(FI, 'msgid "Voo"')
"""Entries in which the cases below make their mistakes."""
DAY = line_of(FI, 'msgid "voltou a %(day)s"')
CLAIMED = line_of(FI, 'msgid "%(by)s afirmou (%(when)s):"')
VOO_AR, YEARS_AR = line_of(AR, 'msgid "Voo"'), line_of(AR, 'msgid "%(count)s ano"')
YEARS = line_of(FI, 'msgid "%(count)s ano"')
EVENTS = "content/events.yaml"
HTML = "HTML is not used in prose, write Markdown"

FILES = (
    bad(
        "yaml-broken",
        swap("content/places.yaml", "lat: 40.32", "lat: [40.32"),
        "content/places.yaml:3: is not YAML: while parsing a flow sequence did not find expected"
        " ',' or ']'; a value with ': ' or '#' in it needs quotes",
    ),
    bad(
        "yaml-colon-in-front-matter",
        swap("content/pt/chapters/vento.md", "summary: O vento", "summary: Nota: o vento"),
        "content/pt/chapters/vento.md:3: is not YAML: mapping values are not allowed in this"
        " context; a value with ': ' or '#' in it needs quotes",
    ),
    bad(
        "yaml-duplicate-key",
        swap(TROVAO, "sex: male", "sex: male\nsex: female"),
        f"{TROVAO}:7: field 'sex' stands here twice; keep one",
    ),
    bad(
        "yaml-anchor",
        swap(TROVAO, "name: [registo]\n  sex: [registo]", "name: &r [registo]\n  sex: *r"),
        f"{TROVAO}:15: uses a YAML anchor (&, *); write the value out",
    ),
    bad(
        "yaml-list-of-places",
        put("content/places.yaml", "- serra\n- mar\n"),
        "content/places.yaml:1: must be a block of records, each under its id",
    ),
    bad(
        "yml-file",
        duplicate(TROVAO, "content/people/raio.yml"),
        "content/people/raio.yml:1: is not read; rename it to end in .yaml",
    ),
    bad(
        "file-that-is-nothing",
        put("content/pt/notas.txt", "Uma nota.\n"),
        "content/pt/notas.txt:1: is not read; pages are content/<language>/….md, records"
        " content/people/<slug>.yaml, and beside them places.yaml, cases.yaml, sources.yaml and"
        " content/<language>/data.yaml",
    ),
    bad(
        "unknown-language-folder",
        duplicate("content/fi/about.md", "content/fr/about.md"),
        "content/fr/about.md:1: 'fr' is no language of site.toml; add its row there or"
        " move the file",
    ),
    bad(
        "not-utf-8",
        put(
            WIND, "---\ntitle: Tuuli\nsummary: Pohjois.\n---\n\nTuuli hidastää.\n".encode("cp1252")
        ),
        f"{WIND}:6: is not UTF-8 (byte 0xe4); save it as UTF-8",
    ),
    bad(
        "nul-character",
        add("content/pt/about.md", "pom\0bo\n"),
        "content/pt/about.md:13: holds a NUL character; remove it",
    ),
    bad(
        "empty-file",
        put("content/fi/people/trovao.md", ""),
        "content/fi/people/trovao.md:1: is empty; fill it in or delete it",
    ),
    bad(
        "five-megabytes",
        put(WIND, "---\ntitle: Tuuli\nsummary: Pohjois.\n---\n" + "tuuli\n" * 873_814),
        f"{WIND}:1: is 5,242,923 bytes long, the limit is 1,048,576; split it",
    ),
    bad(
        "link-out-of-the-tree",
        link("content/pt/segredo.md", "/etc/passwd"),
        "content/pt/segredo.md:1: is a link out of the site's folder; put the file itself here",
    ),
    bad(
        "relative-link-out-of-the-tree",
        link("static/segredo.svg", "../../segredo.svg"),
        "static/segredo.svg:1: is a link out of the site's folder; put the file itself here",
    ),
    bad(
        "link-to-a-folder",
        link("static/tudo", "../content"),
        "static/tudo:1: is a link to a folder; put the folder itself here",
    ),
    bad(
        "link-to-nothing",
        link("content/pt/nada.md", "nenhures.md"),
        "content/pt/nada.md:1: cannot be read: No such file or directory",
    ),
    bad(
        "front-matter-open",
        swap(WIND, "lentoa.\n---\n", "lentoa.\n"),
        f"{WIND}:1: the front matter has no end; close it with a line '---'",
    ),
    bad(
        "no-front-matter",
        put(WIND, "Pohjoistuuli hidastaa.\n"),
        f"{WIND}:1: has no front matter; begin with '---', 'title: …', 'summary: …', '---'",
    ),
    bad(
        "empty-front-matter",
        put(WIND, "---\n---\nPohjoistuuli hidastaa.\n"),
        f"{WIND}:2: field 'summary' is missing; add it",
        f"{WIND}:2: field 'title' is missing; add it",
    ),
    bad(
        "duplicate-address",
        duplicate("content/pt/about.md", "content/pt/about/index.md"),
        "content/pt/about/index.md:1: has the same address as content/pt/about.md (/pt/about/);"
        " keep one of them",
    ),
    bad(
        "slug-in-capitals",
        duplicate("content/pt/about.md", "content/pt/Sobre.md"),
        "content/pt/Sobre.md:1: 'Sobre' cannot be part of an address;"
        " use lower-case ASCII letters, digits and single hyphens",
    ),
    bad(
        "slug-not-ascii",
        duplicate(TROVAO, "content/people/trovão.yaml"),
        "content/people/trovão.yaml:1: 'trovão' cannot be part of an address;"
        " use lower-case ASCII letters, digits and single hyphens",
    ),
    bad(
        "no-home-page",
        remove(*(f"content/{code}/index.md" for code in CODES)),
        "content/pt/index.md:1: is missing; a site needs its home page",
    ),
    bad(
        "record-without-page",
        remove(*(f"content/{code}/people/trovao.md" for code in CODES)),
        f"{TROVAO}:1: this person has no profile; write content/pt/people/trovao.md",
    ),
    bad(
        "page-without-record",
        remove(TROVAO, "photos/trovao.png"),
        "content/pt/people/trovao.md:1: there is no record content/people/trovao.yaml for this"
        " profile; add it, or rename the page",
    ),
)

RECORDS = (
    bad(
        "unknown-field",
        swap(TROVAO, "born: 2014", "borm: 2014"),
        f"{TROVAO}:7: unknown field 'borm', did you mean 'born'? (fields here: case, name,"
        " name_then, variants, sex, born, age_then, disappeared, place, status, returned,"
        " recognised, relations, photo, claims, answers, sources)",
    ),
    bad(
        "unknown-field-inside-a-name",
        swap(NEBLINA, "{given: Usva}", "{givem: Usva}"),
        f"{NEBLINA}:4: unknown field 'givem', did you mean 'given'?"
        " (fields here: given, family, reading)",
    ),
    bad(
        "unknown-field-in-front-matter",
        swap("content/fi/about.md", "title: Tietoa", "tilte: Tietoa"),
        "content/fi/about.md:2: field 'title' is missing; add it",
        "content/fi/about.md:2: unknown field 'tilte', did you mean 'title'?"
        " (fields here: title, summary)",
    ),
    bad(
        "no-such-month",
        swap(AURORA, "disappeared: 2018-09", "disappeared: 2018-13"),
        f"{AURORA}:12: 'disappeared': '2018-13' is not a date: there is no month 13",
    ),
    bad(
        "date-in-another-form",
        swap(AURORA, "date: 2019-02-11", "date: 11.2.2019"),
        f"{AURORA}:21: 'claims.0.date': '11.2.2019' is not a date;"
        " write 1978, 1978-06 or 1978-06-12",
    ),
    bad(
        "no-such-day",
        swap(NEBLINA, "2018-09-21", "2018-09-31"),
        f"{NEBLINA}:7: 'disappeared': '2018-09-31' is not a date: that month has no day 31",
    ),
    bad(
        "bad-status",
        swap(AURORA, "status: not-returned", "status: not-retuned"),
        f"{AURORA}:14: 'status' cannot be 'not-retuned', did you mean 'not-returned'?"
        " (one of: not-returned, returned)",
    ),
    bad(
        "returned-without-a-date",
        swap(TROVAO, "returned: 2017-06-02\n", ""),
        f"{TROVAO}:1: 'status' is 'returned', so add the date 'returned'",
    ),
    bad(
        "missing-field",
        swap(AURORA, "status: not-returned\n", ""),
        f"{AURORA}:1: field 'status' is missing; add it",
    ),
    bad(
        "person-without-sources",
        lambda site: site.write(
            NEBLINA, (site.root / NEBLINA).read_text("utf-8").partition("sources:")[0]
        ),
        f"{NEBLINA}:1: field 'sources' is missing; add it",
    ),
    bad(
        "field-without-source",
        swap(NEBLINA, "  place: [diario]\n", ""),
        f"{NEBLINA}:8: 'place' has no source; add 'place: [id, …]' under 'sources',"
        " or remove the field",
    ),
    bad(
        "source-of-no-field",
        swap(NEBLINA, "  name: [registo]", "  nome: [registo]"),
        f"{NEBLINA}:2: 'name' has no source; add 'name: [id, …]' under 'sources',"
        " or remove the field",
        f"{NEBLINA}:12: sources: 'nome' is not a field with sources, did you mean 'name'? (fields:"
        " name, sex, born, age_then, disappeared, place, status, returned, recognised,"
        " relations)",
    ),
    bad(
        "unknown-source",
        swap(NEBLINA, "place: [diario]", "place: [diarios]"),
        f"{NEBLINA}:16: there is no source 'diarios' in content/sources.yaml,"
        " did you mean 'diario'?",
    ),
    bad(
        "unknown-source-in-prose",
        swap(TELLING, "[@registo; @diario, p. 40]", "[@diario, p. 40;\n@registro]"),
        f"{TELLING}:17: there is no source 'registro' in content/sources.yaml,"
        " did you mean 'registo'?",
    ),
    bad(
        "unknown-place",
        swap(NEBLINA, "place: mar", "place: mer"),
        f"{NEBLINA}:8: there is no place 'mer' in content/places.yaml, did you mean 'mar'?",
    ),
    bad(
        "unknown-relation",
        swap(AURORA, "person: neblina", "person: nebrina"),
        f"{AURORA}:17: there is no person 'nebrina', did you mean 'neblina'?",
    ),
    bad(
        "case-that-does-not-list-its-person",
        swap(NEBLINA, "case: 1", "case: 2"),
        f"{NEBLINA}:1: case 2 in content/cases.yaml does not list 'neblina';"
        " add the person there or correct the number",
    ),
    bad(
        "place-without-a-name",
        swap("content/pt/data.yaml", ", mar: o mar alto", ""),
        "content/pt/data.yaml:1: places: there is no name for 'mar'; add it, or 'names_from' to"
        " the language 'pt' in site.toml",
    ),
    bad(
        "mistyped-party",
        swap(AURORA, "by: falcoaria", "by: falcoria"),
        f"{AURORA}:20: 'falcoria' is no party of site.toml, did you mean 'falcoaria'?",
    ),
    bad(
        "claim-without-its-answer",
        swap(AURORA, "answered_by: pombal-2019", "answered_by: pombal-2018"),
        "content/ar/people/aurora.md:15: this answers claim 'anilha-2019',"
        " whose answer is 'pombal-2018'",
        "content/fi/people/aurora.md:15: this answers claim 'anilha-2019',"
        " whose answer is 'pombal-2018'",
        f"{AURORA}:22: claim 'anilha-2019': there is no answer 'pombal-2018',"
        " did you mean 'pombal-2019'?",
        f"{AURORA}:25: answer 'pombal-2019' answers no claim; name it in a claim's 'answered_by'",
        f"{TELLING}:16: this answers claim 'anilha-2019', whose answer is 'pombal-2018'",
    ),
    bad(
        "claim-answered-too-late",
        swap(TELLING, ":::\n\n::: answer", ":::\n\nEntretanto [@diario].\n\n::: answer"),
        f"{TELLING}:12: claim 'anilha-2019' stands alone;"
        " put '::: answer pombal-2019' directly below it",
        f"{TELLING}:18: answer 'pombal-2019' has no claim directly above it",
    ),
    bad(
        "answer-without-claim",
        both(
            swap(AURORA, "answers:\n", "answers:\n  - {id: x, by: pombal, date: 2020, sources: [diario]}\n"),
            *(add(f"content/{code}/people/aurora.md", "\n::: answer x\nX.\n:::\n") for code in CODES),
        ),
        "content/ar/people/aurora.md:21: answer 'x' has no claim directly above it",
        "content/fi/people/aurora.md:21: answer 'x' has no claim directly above it",
        f"{AURORA}:25: answer 'x' answers no claim; name it in a claim's 'answered_by'",
        f"{TELLING}:22: answer 'x' has no claim directly above it",
    ),
    bad(
        "untold-claim",
        cut(TELLING, "::: claim", "O pombal deixa"),
        f"{TELLING}:1: 'anilha-2019' of {AURORA} is not told here; add its ':::' block",
        f"{TELLING}:1: 'pombal-2019' of {AURORA} is not told here; add its ':::' block",
    ),
    bad(
        "claim-outside-a-profile",
        add("content/pt/about.md", "\n::: claim anilha-2019\nDiz-se.\n:::\n"),
        "content/pt/about.md:14: '::: claim' belongs in a profile, where its record is",
    ),
)  # fmt: skip

TIMELINE = (
    bad(
        "event-of-an-unknown-person",
        swap(EVENTS, "[aurora, neblina]", "[aurora, nebrina]"),
        f"{EVENTS}:5: nevoeiro-2018-09: there is no person 'nebrina', did you mean 'neblina'?",
    ),
    bad(
        "event-of-an-unknown-relative",
        swap(EVENTS, "people: [aurora, neblina]", "relatives: [mae]"),
        f"{EVENTS}:5: nevoeiro-2018-09: there is no relative 'mae' in content/relatives.yaml",
    ),
    bad(
        "event-of-an-unknown-kind",
        swap(EVENTS, "kind: chegada", "kind: chegda"),
        f"{EVENTS}:16: chegada-2017-06-02: there is no kind of event 'chegda' in site.toml,"
        " did you mean 'chegada'?",
    ),
    bad(
        "event-of-an-unknown-chapter",
        swap(EVENTS, "[vento]", "[ventos]"),
        f"{EVENTS}:6: nevoeiro-2018-09: there is no chapter 'ventos', did you mean 'vento'?",
    ),
    bad(
        "event-with-an-unknown-source",
        swap(EVENTS, "[diario]", "[diarios]"),
        f"{EVENTS}:7: there is no source 'diarios' in content/sources.yaml, did you mean 'diario'?",
    ),
    bad(
        "event-that-ends-before-it-begins",
        swap(EVENTS, "end: 2017-05-16", "end: 2017-05-13"),
        f"{EVENTS}:8: 'end' (2017-05-13) is before 'date' (2017-05-14)",
    ),
    bad(
        "event-with-a-field-too-many",
        swap(
            EVENTS,
            "marked: true\n  people: [aurora",
            "marked: true\n  place: mar\n  people: [aurora",
        ),
        f"{EVENTS}:5: unknown field 'place' (fields here: date, end, kind, marked, people,"
        " relatives, chapters, sources)",
    ),
    bad(
        "event-without-a-source",
        swap(EVENTS, "  sources: [registo, kirja]\n", ""),
        f"{EVENTS}:14: field 'sources' is missing; add it",
    ),
    bad(
        "event-with-an-id-that-is-no-anchor",
        swap(EVENTS, "nevoeiro-2018-09:", "Nevoeiro:"),
        f"{EVENTS}:1: 'Nevoeiro' cannot be part of an address; use lower-case ASCII letters,"
        " digits and single hyphens",
    ),
    bad(
        "text-for-an-unknown-event",
        swap(
            "content/fi/data.yaml",
            "events:\n",
            "events:\n  vento: {title: Tuuli, summary: Tuulee.}\n",
        ),
        f"content/fi/data.yaml:{line_of('content/fi/data.yaml', 'events:') + 1}: events: there is no"
        " 'vento' in content/events.yaml",
    ),
    bad(
        "event-without-a-text-in-the-source-language",
        cut("content/pt/data.yaml", "  tempestade", "  chegada-"),
        "content/pt/data.yaml:1: events: there is no text for 'tempestade-2017-05-14';"
        " add its 'title' and 'summary'",
    ),
)

PROSE = (
    bad(
        "dead-link",
        swap(TELLING, LINK, "(chapters/regreso)"),
        f"{TELLING}:8: there is no page 'chapters/regreso', did you mean 'chapters/regresso'?"
        " (a link names a page key, like 'about' or 'about#section')",
    ),
    bad(
        "dead-anchor",
        swap(TELLING, LINK, "(chapters/regresso#o-sul)"),
        f"{TELLING}:8: page 'chapters/regresso' has no anchor '#o-sul', did you mean 'o-sol'?"
        " (its anchors: o-sol, o-mapa)",
    ),
    bad(
        "script-as-a-link",
        swap(TELLING, LINK, "(javascript:alert(1))"),
        f"{TELLING}:8: 'javascript:alert(1)' is not an address a reader can follow;"
        " use https://… or a page key",
    ),
    bad(
        "link-that-climbs",
        swap(TELLING, LINK, "(../chapters/regresso.md)"),
        f"{TELLING}:8: there is no page '../chapters/regresso.md', did you mean"
        " 'chapters/regresso'? (a link names a page key, like 'about' or 'about#section')",
    ),
    bad(
        "raw-html",
        swap("content/pt/chapters/vento.md", "O vento norte atrasa o voo [", "O <b>vento</b>\né norte<br> ["),
        f"content/pt/chapters/vento.md:6: '<b>' would be shown as it stands; {HTML}",
        f"content/pt/chapters/vento.md:7: '<br>' would be shown as it stands; {HTML}",
    ),
    bad(
        "script-in-prose",
        add("content/pt/about.md", "\n<script>alert(1)</script>\n"),
        f"content/pt/about.md:14: '<script>' would be shown as it stands; {HTML}",
    ),
    bad(
        "unclosed-block",
        swap(TELLING, "p. 40].\n:::\n", "p. 40].\n"),
        f"{TELLING}:16: '::: answer' has no end; close it with a line ':::'",
    ),
    bad(
        "raw-stars",
        swap("content/pt/index.md", "**esperam**", "**esperam"),
        "content/pt/index.md:7: '**' would be shown as it stands;"
        " bold text is '**text**', with a beginning and an end",
    ),
    bad(
        "second-title",
        swap("content/pt/about.md", "## Quem", "# Quem"),
        "content/pt/about.md:6: '#' is the page's title and comes from the front matter;"
        " begin with '##'",
    ),
    bad(
        "picture-in-prose",
        swap("content/pt/about.md", "Dois pombais.", "Dois ![pombais](pombo.svg)."),
        "content/pt/about.md:8: pictures do not stand in prose;"
        " they need a record with credit and licence",
    ),
)  # fmt: skip

CATALOGS = (
    bad(
        "missing-catalog",
        remove(FI),
        f"{FI}:1: the catalog is missing; 'python build.py messages' writes an empty one to fill in",
    ),
    bad(
        "fuzzy-entry",
        swap(FI, 'msgid "Voo"', '#, fuzzy\nmsgid "Voo"'),
        f"{FI}:{VOO + 1}: 'Voo' is marked fuzzy (used in templates/_facts.html:14);"
        " reread the translation, then remove 'fuzzy'",
    ),
    bad(
        "untranslated-entry",
        swap(AR, 'msgstr "الرحلة"', 'msgstr ""'),
        f"{AR}:{VOO_AR}: 'Voo' is not translated (used in templates/_facts.html:14); fill in its msgstr",
    ),
    bad(
        "untranslated-plural-form",
        swap(AR, 'msgstr[2] "سنتان"', 'msgstr[2] ""'),
        f"{AR}:{YEARS_AR}: '%(count)s ano' is not translated (used in templates/_facts.html:5);"
        " fill in its msgstr",
    ),
    bad(
        "no-entry",
        swap(AR, 'msgid "Voo"', 'msgid "Voos"'),
        f"{AR}:1: has no entry for 'Voo' (used in templates/_facts.html:14),"
        " did you mean 'Voos'?; run 'python build.py messages'",
    ),
    bad(
        "lost-placeholder",
        swap(FI, '"%(by)s väitti (%(when)s):"', '"%(by)s väitti:"'),
        f"{FI}:{CLAIMED}: the translation of '%(by)s afirmou (%(when)s):' has lost placeholder %(when)s:"
        " '%(by)s väitti:'",
    ),
    bad(
        "renamed-placeholder",
        swap(FI, '"palasi %(day)s"', '"palasi %(päivä)s"'),
        f"{FI}:{DAY}: the translation of 'voltou a %(day)s' has an unknown placeholder %(päivä)s:"
        " 'palasi %(päivä)s'",
        f"{FI}:{DAY}: the translation of 'voltou a %(day)s' has lost placeholder %(day)s:"
        " 'palasi %(päivä)s'",
    ),
    bad(
        "catalog-not-utf-8",
        put(FI, 'msgid ""\nmsgstr ""\n\nmsgid "Voo"\nmsgstr "lentää"\n'.encode("cp1252")),
        f"{FI}:5: is not UTF-8 (byte 0xe4); save it as UTF-8",
    ),
)

TEMPLATES = (
    bad(
        "template-syntax",
        swap("templates/chapters.html", "{% endfor %}", "{% endfro %}"),
        "templates/chapters.html:7: is not a template: Encountered unknown tag 'endfro'. Jinja was"
        " looking for the following tags: 'endfor' or 'else'. The innermost block that needs to be"
        " closed is 'for'.",
    ),
    bad(
        "template-syntax-in-a-partial",
        swap("templates/_record.html", "{% endif %}", "{% endif"),
        "templates/_record.html:7: is not a template: unexpected end of template,"
        " expected 'end of statement block'.",
    ),
    bad(
        "undefined-in-a-template",
        swap("templates/chapters.html", "chapter.summary %}", "chapter.sumary %}"),
        "templates/chapters.html:6: 'dict object' has no attribute 'sumary';"
        " the view gives no such value (while writing pt/chapters/index.html)",
    ),
    bad(
        "undefined-variable-in-the-layout",
        swap("templates/404.html", "<h1>404</h1>", "<h1>404</h1>\n{{ pombo }}"),
        "templates/404.html:7: 'pombo' is undefined; the view gives no such value"
        " (while writing 404.html)",
    ),
    bad(
        "undefined-in-a-partial",
        swap("templates/_lost.html", "{{ title }}", "{{ titulo }}"),
        "templates/_lost.html:2: 'titulo' is undefined; the view gives no such value"
        " (while writing 404.html)",
    ),
    bad(
        "undefined-in-an-included-partial",
        swap("templates/_facts.html", "{{ person.days | number }}", "{{ person.dias }}"),
        "templates/_facts.html:8: 'dict object' has no attribute 'dias'; the view gives no such"
        " value (while writing pt/people/neblina/index.html)",
    ),
    bad(
        "undefined-in-a-macro",
        swap("templates/_cards.html", "{{ person.href }}", "{{ person.link }}"),
        "templates/_cards.html:2: 'dict object' has no attribute 'link'; the view gives no such"
        " value (while writing pt/index.html)",
    ),
    bad(
        "wrong-value-for-a-filter",
        swap("templates/404.html", "<h1>404</h1>", "<h1>404</h1>\n{{ lang | date }}"),
        "templates/404.html:7: ValueError: 'pt' is not a date; write 1978, 1978-06 or 1978-06-12"
        " (while writing 404.html)",
    ),
    bad(
        "unknown-filter",
        swap("templates/404.html", "<h1>404</h1>", "<h1>404</h1>\n{{ lang | datum }}"),
        "templates/404.html:7: No filter named 'datum'. (while writing 404.html)",
    ),
    bad(
        "missing-template",
        remove("templates/robots.txt"),
        "templates/robots.txt:1: there is no template 'robots.txt'; add it to templates/"
        " (while writing robots.txt)",
    ),
    bad(
        "missing-partial",
        swap("templates/page.html", '"_prose.html"', '"_prosa.html"'),
        "templates/page.html:3: there is no template '_prosa.html'; add it to templates/"
        " (while writing pt/about/index.html)",
    ),
    bad(
        "picture-from-outside",
        swap("templates/404.html", "<h1>404</h1>", '<h1>404</h1>\n<img src="https://a.example/b" alt="">'),
        "site/404.html:14: <img> loads 'https://a.example/b' from outside the site",
    ),
    bad(
        "style-from-outside",
        add("static/site.css", '@import url("https://a.example/b.css");\n'),
        "static/site.css:5: loads 'https://a.example/b.css' from outside the site;"
        " keep the file in static/",
    ),
    bad(
        "duplicate-id",
        swap("templates/404.html", "<section lang", '<section id="lugar" lang'),
        "site/404.html:14: id 'lugar' stands 3 times",
    ),
    bad(
        "picture-without-alternative-text",
        swap("templates/404.html", "<h1>404</h1>", '<h1>404</h1>\n<img src="static/pombo.svg">'),
        "site/404.html:14: picture 'static/pombo.svg' has no alternative text",
    ),
    bad(
        "text-of-one-language-in-a-template",
        swap("templates/chapters.html", "main %}", "main %}\n<p>Ainda nada.</p>"),
        "templates/chapters.html:3: 'Ainda nada.' would be the same in every language;"
        ' write {{ _("Ainda nada.") }}',
    ),
    bad(
        "source-language-in-an-expression",
        swap("templates/chapters.html", "main %}", 'main %}\n<p>{{ "O pombal espera." }}</p>'),
        "site/ar/chapters/index.html:35: 'O pombal espera.' is interface text in the source"
        " language on a page in 'ar' (made from content/ar/chapters/index.md)",
        "site/fi/chapters/index.html:35: 'O pombal espera.' is interface text in the source"
        " language on a page in 'fi' (made from content/fi/chapters/index.md)",
    ),
    bad(
        "template-marks-shown",
        swap("templates/404.html", "<h1>404</h1>", '<h1>404</h1>\n<p>{{ "_(1)" }}</p>'),
        "site/404.html:14: shows the raw mark '_(' in '_(1)'",
    ),
)  # fmt: skip

SETTINGS = (
    bad(
        "toml-broken",
        swap("site.toml", 'name = "Suomi"', 'name = "Suomi'),
        "site.toml:21: is not TOML: Illegal character '\\n' (at line 21, column 14)",
    ),
    bad(
        "toml-unknown-field",
        swap("site.toml", "report = ", "raport = "),
        "site.toml:8: unknown field 'raport', did you mean 'report'? (fields here: base_url, date,"
        " time_zone, as_of, source, languages, nav, footer, chapters, position, parties, event_kinds, kinds, repository, report)",
    ),
    bad(
        "toml-unknown-field-of-a-language",
        swap("site.toml", 'names_from = "pt"\n\n[[nav', 'nomes_from = "pt"\n\n[[nav'),
        "site.toml:35: unknown field 'nomes_from', did you mean 'names_from'? (fields here: code,"
        " name, title, direction, locale, person, names_from, upright)",
    ),
    bad(
        "toml-base-url",
        swap("site.toml", "https://pombos.example/tres/", "pombos.example/tres/"),
        "site.toml:3: 'base_url': 'pombos.example/tres/' is not a web address;"
        " write https://host/path",
    ),
    bad(
        "toml-locale",
        swap("site.toml", '"fi_FI"', '"fi_QQQ"'),
        "site.toml:24: 'languages.1.locale': Babel knows no locale 'fi_QQQ'; write one like en_GB",
    ),
    bad(
        "toml-navigation",
        swap("site.toml", 'key = "about"', 'key = "abuot"'),
        "site.toml:42: nav: there is no page 'abuot', did you mean 'about'?",
    ),
    bad(
        "toml-position",
        swap("site.toml", "chapters = [", 'position = "chapters/vneto"\nchapters = ['),
        "site.toml:9: position: there is no page 'chapters/vneto', did you mean 'chapters/vento'?",
    ),
    bad(
        "toml-chapters",
        swap("site.toml", '["vento", ', '["ventos", '),
        "site.toml:9: chapters: there is no chapter 'ventos', did you mean 'vento'?",
    ),
    bad(
        "no-toml",
        remove("site.toml"),
        "site.toml:1: there is no site.toml here; choose the site's folder with --root",
    ),
)

FIXES, NEWS = "content/corrections.yaml", "content/updates.yaml"
CHEGADA = """\
  date: 2020-05
  kind: world
  keys: [people/trovao]
  sources: [diario, kirja]
"""
PT_DATA, FI_DATA, AR_DATA = (f"content/{code}/data.yaml" for code in CODES)
CHANGES = (
    bad(
        "correction-of-no-page",
        swap(FIXES, "page: chapters/vento", "page: chapters/ventos"),
        f"{FIXES}:7: page: there is no page 'chapters/ventos', did you mean 'chapters/vento'?"
        " (a link names a page key, like 'about' or 'about#section')",
    ),
    bad(
        "correction-of-no-section",
        swap(FIXES, "#a-partida", "#a-partilha"),
        f"{FIXES}:2: page: page 'people/aurora' has no anchor '#a-partilha', did you mean"
        " 'a-partida'? (its anchors: a-partida, a-anilha)",
    ),
    bad(
        "correction-of-an-address",
        swap(FIXES, "page: chapters/vento", "page: https://outro.example/"),
        f"{FIXES}:7: page: 'https://outro.example/' is no page of this site; write a key, like"
        " 'about'",
    ),
    bad(
        "correction-in-no-language",
        swap(FIXES, "[pt, fi, ar]", "[pt, fi, ar, fr]"),
        f"{FIXES}:5: applied: there is no language 'fr'",
    ),
    bad(
        "correction-without-source",
        swap(FIXES, "  sources: [carta]\n", ""),
        f"{FIXES}:6: field 'sources' is missing; add it",
    ),
    bad(
        "correction-with-an-unknown-source",
        swap(FIXES, "[carta]", "[carta, cartas]"),
        f"{FIXES}:9: there is no source 'cartas' in content/sources.yaml, did you mean 'carta'?",
    ),
    bad(
        "correction-without-words",
        cut("content/pt/data.yaml", "  vento-sul", "updates:"),
        f"{PT_DATA}:{line_of(PT_DATA, 'corrections:')}: corrections: there are no words for 'vento-sul'; write 'wrong' and"
        " 'right'",
    ),
    bad(
        "words-of-no-update",
        swap(FI_DATA, "  sitio: {", "  chegadas: {title: a, text: b}\n  sitio: {"),
        f"{FI_DATA}:{line_of(FI_DATA, '  sitio:')}: updates: there is no 'chegadas' in content/updates.yaml, did you"
        " mean 'chegada'?",
    ),
    bad(
        "corrections-without-a-list",
        remove(*(f"content/{code}/corrections.md" for code in CODES)),
        f"content/pt/corrections.md:1: is missing; {FIXES} is listed there",
    ),
    bad(
        "update-of-no-kind",
        swap(NEWS, "kind: site", "kind: sit"),
        f"{NEWS}:8: 'kind' cannot be 'sit', did you mean 'site'? (one of: world, site)",
    ),
    bad(
        "news-without-source",
        swap(NEWS, "  sources: [diario, kirja]\n", ""),
        f"{NEWS}:1: what happened in the world needs 'sources', or the 'event' it is",
    ),
    bad(
        "update-of-no-event",
        swap(NEWS, CHEGADA, "  kind: world\n  event: chegada-2017\n"),
        f"{NEWS}:3: event: there is no 'chegada-2017' in content/events.yaml, did you mean"
        " 'chegada-2017-06-02'?",
    ),
    bad(
        "update-told-twice",
        swap(NEWS, CHEGADA, "  kind: world\n  event: chegada-2017-06-02\n"),
        *(
            f"content/{code}/data.yaml:{line_of(f'content/{code}/data.yaml', '  chegada: {title')}: updates: 'chegada' is told in"
            " the words of the event 'chegada-2017-06-02'; remove these, or 'event' from its record"
            for code in sorted(CODES)
        ),
    ),
    bad(
        "update-with-an-event-and-a-date",
        swap(NEWS, "  kind: world\n", "  kind: world\n  event: chegada-2017-06-02\n"),
        f"{NEWS}:1: 'event' brings its own 'date' and 'keys' and 'sources'; remove yours",
    ),
    bad(
        "update-of-the-site-that-is-an-event",
        swap(NEWS, CHEGADA, "  kind: site\n  event: chegada-2017-06-02\n"),
        f"{NEWS}:1: an 'event' happened in the world; 'kind' is 'world' then",
    ),
    bad(
        "update-without-a-date",
        swap(NEWS, "  date: 2020-05-04\n", ""),
        f"{NEWS}:6: give either 'event' (an id of events.yaml) or a 'date' of its own",
    ),
    bad(
        "update-about-no-page",
        swap(NEWS, "about#quem-somos", "sobre"),
        f"{NEWS}:9: keys: there is no page 'sobre' (a link names a page key, like 'about' or"
        " 'about#section')",
    ),
    bad(
        "update-without-words",
        swap("content/pt/data.yaml", "  sitio: {title: O sítio abre, text: Três línguas.}\n", ""),
        f"{PT_DATA}:{line_of(PT_DATA, 'updates:')}: updates: there are no words for 'sitio'; write its 'title' and"
        " 'text'",
    ),
    bad(
        "publisher-of-nothing",
        swap("content/fi/data.yaml", "{Pombal da Serra:", "{Pombal do Serra:"),
        f"{FI_DATA}:{line_of(FI_DATA, 'publishers:')}: publishers: no document is published by 'Pombal do Serra', did you"
        " mean 'Pombal da Serra'?",
    ),
    bad(
        "headline-translated",
        swap("content/fi/data.yaml", "{carta: ", "{diario: '[Päiväkirja]', carta: "),
        f"{FI_DATA}:{line_of(FI_DATA, 'documents:')}: documents: 'diario' has a title of its own, which is not translated",
    ),
    bad(
        "description-without-brackets",
        swap("content/fi/data.yaml", "'[Paimenen kirje tuulesta]'", "Paimenen kirje"),
        f"{FI_DATA}:{line_of(FI_DATA, 'documents:')}: documents: 'carta' is a description; put it in [brackets]",
    ),
    bad(
        "copy-without-an-address",
        swap("content/sources.yaml", "  archived: https://arquivo.example/2020/carta\n", ""),
        "content/sources.yaml:21: 'archived_on' needs 'archived', the address of the copy",
    ),
)

BAD = (*FILES, *RECORDS, *TIMELINE, *CHANGES, *PROSE, *CATALOGS, *TEMPLATES, *SETTINGS)
BY_NAME = {case.name: case for case in BAD}
IN_A_PROCESS = (
    "yaml-broken",
    "unknown-field",
    "not-utf-8",
    "link-out-of-the-tree",
    "untranslated-entry",
    "dead-anchor",
    "template-syntax-in-a-partial",
    "undefined-in-an-included-partial",
    "picture-from-outside",
    "toml-broken",
)
"""One of each step of the pipeline, with a real exit code."""


def names(cases: tuple[Bad, ...]) -> list[str]:
    return [case.name for case in cases]


def test_there_are_enough_and_each_has_a_name_of_its_own() -> None:
    assert len(BY_NAME) == len(BAD) >= 34


@pytest.mark.parametrize("case", BAD, ids=names(BAD))
def test_a_bad_input_gives_its_lines_and_changes_nothing(case: Bad, built: Copy) -> None:
    case.edit(built)
    before = snapshot(built.root.parent)
    done = invoke("--root", built.root)
    assert done.errors == list(case.complaints)
    assert set(done.warnings) <= set(WARNINGS)
    assert done.code == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == summary(case, len(done.warnings), built.out)
    assert snapshot(built.root.parent) == before


@pytest.mark.parametrize("name", IN_A_PROCESS)
def test_a_bad_input_ends_the_process_with_1(name: str, built: Copy) -> None:
    case = BY_NAME[name]
    case.edit(built)
    before = snapshot(built.root.parent)
    done = run("--root", built.root)
    assert (done.code, done.stdout, done.errors) == (1, "", list(case.complaints))
    assert snapshot(built.root.parent) == before


def summary(case: Bad, warnings: int, out: Path) -> str:
    errors = len(case.complaints)
    found = f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"
    return f"Not built: {found}. {out} is as it was."


def test_all_problems_of_a_step_are_shown_at_once(built: Copy) -> None:
    """Different files, languages and rules; what a later step would find is not mixed in."""
    cases = [BY_NAME[n] for n in ("bad-status", "no-such-day", "second-title", "fuzzy-entry")]
    for case in (*cases, BY_NAME["dead-link"]):
        case.edit(built)
    done = invoke("--root", built.root)
    assert done.code == 1
    assert done.errors == sorted(line for case in cases for line in case.complaints)


def test_problems_of_rules_over_the_whole_site_are_shown_at_once(built: Copy) -> None:
    cases = [BY_NAME[n] for n in ("dead-link", "mistyped-party", "unknown-place", "toml-chapters")]
    for case in cases:
        case.edit(built)
    done = invoke("--root", built.root)
    assert sorted(done.errors) == sorted(line for case in cases for line in case.complaints)
    assert sorted(done.warnings) == sorted(WARNINGS)


def test_all_problems_of_one_file_are_shown_at_once(built: Copy) -> None:
    for name in ("unknown-field", "returned-without-a-date"):
        BY_NAME[name].edit(built)
    built.replace(TROVAO, "age_then: 3", "age_then: três")
    lines = [line.partition(": ")[0] for line in invoke("--root", built.root).errors]
    assert f"{TROVAO}:7" in lines
    assert f"{TROVAO}:8" in lines


def test_json_gives_one_object_a_line_and_nothing_else(built: Copy) -> None:
    BY_NAME["dead-link"].edit(built)
    BY_NAME["unknown-place"].edit(built)
    done = run("--root", built.root, "--json")
    assert (done.code, done.stderr) == (1, "")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(
        list(row) == ["path", "line", "level", "rule", "message"] and isinstance(row["line"], int)
        for row in rows
    )
    shown = [f"{row['path']}:{row['line']}: {row['message']}" for row in rows]
    assert [line for line, row in zip(shown, rows, strict=True) if row["level"] == "error"] == [
        *BY_NAME["unknown-place"].complaints,
        *BY_NAME["dead-link"].complaints,
    ]
    assert sum(row["level"] == "warning" for row in rows) == len(WARNINGS)


def test_json_of_a_good_site_has_its_warnings_only(good: Copy) -> None:
    done = invoke("--root", good.root, "--json")
    assert (done.code, done.stderr) == (0, "")
    assert [json.loads(line)["level"] for line in done.stdout.splitlines()] == ["warning"] * len(
        WARNINGS
    )


def in_order(lines: list[str]) -> list[str]:
    """By path and line, as they are shown."""
    return sorted(lines, key=lambda line: (line.split(":")[0], int(line.split(":")[1])))


def test_strict_makes_a_warning_count_and_touches_nothing(built: Copy) -> None:
    built.append("content/pt/about.md", "\nMais uma frase.\n")
    lost = "'Mais uma frase.' (paragraph) of content/pt/about.md:14; translate it"
    before = snapshot(built.root.parent)
    done = run("--root", built.root, "--strict")
    assert done.code == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        *in_order(
            [f"content/{c}/about.md:12: warning: lacks {lost}" for c in ("ar", "fi")] + [*WARNINGS]
        ),
        f"Not built: 0 errors, {len(WARNINGS) + 2} warnings. Warnings count as errors with --strict."
        f" {built.out} is as it was.",
    ]
    assert snapshot(built.root.parent) == before
    assert invoke("--root", built.root).code == 0, "without --strict the same site is built"
    assert snapshot(built.root.parent) != before


def test_check_finds_the_same_and_writes_nothing(built: Copy) -> None:
    before = snapshot(built.root.parent)
    fine = invoke("check", "--root", built.root)
    assert (fine.code, fine.errors, fine.warnings) == (0, [], list(WARNINGS))
    assert snapshot(built.root.parent) == before
    assert invoke("check", "--root", built.root, "--strict").code == 1
    BY_NAME["picture-from-outside"].edit(built)
    before = snapshot(built.root.parent)
    done = run("check", "--root", built.root)
    assert (done.code, done.stdout) == (1, "")
    assert done.errors == list(BY_NAME["picture-from-outside"].complaints)
    assert done.stderr.splitlines()[-1] == f"Not built: 1 error, {len(WARNINGS)} warnings."
    assert snapshot(built.root.parent) == before


def test_quiet_says_nothing_but_problems(good: Copy) -> None:
    done = run("--root", good.root, "--quiet")
    assert (done.code, done.stdout, done.stderr.splitlines()) == (0, "", list(WARNINGS))
    BY_NAME["dead-link"].edit(good)
    failed = invoke("--root", good.root, "--quiet")
    assert failed.stderr.splitlines() == sorted(
        [*WARNINGS, *BY_NAME["dead-link"].complaints],
        key=lambda line: (line.split(":")[0], int(line.split(":")[1])),
    )


def test_an_output_with_foreign_files_is_refused(good: Copy) -> None:
    good.write("praia/carta.txt", "Não apagar.\n")
    before = snapshot(good.root.parent)
    out = good.root / "praia"
    done = run("--root", good.root, "--out", out)
    assert (done.code, done.stdout) == (1, "")
    assert done.errors == [
        f"{out}:1: holds files that this program did not build (carta.txt);"
        " choose another --out or move them"
    ]
    assert snapshot(good.root.parent) == before


# What follows found bugs when it was written.


@pytest.mark.parametrize("name", ["undefined-in-an-included-partial", "undefined-in-a-template"])
def test_a_template_error_has_its_place_when_the_root_is_the_current_folder(
    name: str, built: Copy
) -> None:
    """`python build.py` with no --root: the paths of templates are then relative."""
    BY_NAME[name].edit(built)
    assert run(cwd=built.root).errors == list(BY_NAME[name].complaints)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('msgstr "Lento"', 'msgtsr "Lento"', VOO + 1),
        ('msgstr "Lento"', 'msgstr "Lento"\nroskaa', VOO + 2),
        ('msgstr "Lento"', '<<<<<<< HEAD\nmsgstr "Lento"\n=======', VOO + 1),
        ('msgstr "Lento"', "msgstr Lento", VOO + 1),
        ('msgstr "Lento"', 'msgstr "Lento', VOO + 1),
        ('msgstr "Lento"', 'msgstr "Len"to"', VOO + 1),
        ('msgstr[1] "', 'msgstr[x] "', YEARS + 3),
        ('"Language: fi_FI', "Language: fi_FI", 4),
    ],
    ids=["keyword", "stray", "merge", "no-quotes", "open", "quote-inside", "number", "header"],
)
def test_a_broken_catalog_is_found_at_its_line(old: str, new: str, line: int, built: Copy) -> None:
    """Babel alone reads `msgstr Lento` as `ent` and `msgstr "Lento` as `Lent`, without a word.

    What Babel then says counts lines from 0; no other number may stand beside ours.
    """
    built.replace(FI, old, new)
    done = invoke("--root", built.root)
    assert done.code == 1
    complaint = done.errors[0]
    assert complaint.startswith(f"{FI}:{line}: ")
    assert f" {line - 1}" not in complaint


def test_an_entry_that_stands_twice_is_an_error(built: Copy) -> None:
    """Which of the two translations would be shown is nobody's decision."""
    built.replace(FI, 'msgstr "Lento"', 'msgstr "Lento"\n\nmsgid "Voo"\nmsgstr "Lentoa"')
    done = invoke("--root", built.root)
    assert done.code == 1
    assert [line.partition(": ")[0] for line in done.errors] == [f"{FI}:{VOO + 4}"]


def test_a_percent_sign_that_is_no_placeholder_is_an_error_of_the_catalog(built: Copy) -> None:
    """Jinja formats every translation with `%`, so a lone one ends the build in a template."""
    built.replace(FI, '"palasi %(day)s"', '"palasi %(day)s, 100 %"')
    done = invoke("--root", built.root)
    assert done.code == 1
    assert [line.partition(": ")[0] for line in done.errors] == [f"{FI}:{DAY}"]


@pytest.mark.parametrize("charset", ["latin-1", "nonsense"])
def test_the_charset_in_a_catalog_does_not_end_in_a_traceback(charset: str, built: Copy) -> None:
    """The file was read as UTF-8, so it is UTF-8, whatever its header says."""
    built.replace(AR, "charset=utf-8", f"charset={charset}")
    done = invoke("--root", built.root)
    assert {line.partition(":")[0] for line in done.errors} <= {AR}


def test_a_control_character_is_found_at_its_line(built: Copy) -> None:
    built.replace(TROVAO, "born: 2014", "born: \x012014")
    done = invoke("--root", built.root)
    assert done.code == 1
    assert [line.partition(": ")[0] for line in done.errors] == [f"{TROVAO}:7"]


def test_a_complaint_is_one_line(built: Copy) -> None:
    """Editors and CI read `path:line: message` line by line; a quoted text may have more lines."""
    built.replace("templates/404.html", "<h1>404</h1>", '<h1>404</h1>\n<p>{{ "a {{\nb" }}</p>')
    done = invoke("--root", built.root)
    assert done.errors == ["site/404.html:14: shows the raw mark '{{' in 'a {{ b'"]


def test_a_plural_translated_as_a_singular_is_an_error(built: Copy) -> None:
    """gettext looks a plural up by its plural entry only: the reader would get the source text."""
    built.replace(
        FI,
        'msgid_plural "%(count)s anos"\nmsgstr[0] "%(count)s vuosi"\nmsgstr[1] "%(count)s vuotta"',
        'msgstr "%(count)s vuotta"',
    )
    done = invoke("--root", built.root)
    assert done.code == 1
    assert [line.partition(" ")[0] for line in done.errors] == [f"{FI}:{YEARS}:"]


def test_a_broken_plural_rule_is_an_error_of_the_catalog(built: Copy) -> None:
    built.replace(FI, "plural=(n != 1);", "plural=(n != ;")
    done = invoke("--root", built.root)
    assert done.code == 1
    assert [line.partition(":")[0] for line in done.errors] == [FI]


@pytest.mark.parametrize(
    "mistake",
    [
        "{{ 1 // 0 }}",
        "{{ lang | number }}",
        '{% include "404.html" %}',
        "{{ 'x' * (10 ** 30) }}",
    ],
    ids=["zero", "number", "recursion", "overflow"],
)
def test_any_exception_in_a_template_is_a_problem_at_its_line(mistake: str, built: Copy) -> None:
    built.replace("templates/404.html", "<h1>404</h1>", f"<h1>404</h1>\n{mistake}")
    done = invoke("--root", built.root)
    assert done.code == 1
    assert [line.partition(" ")[0] for line in done.errors] == ["templates/404.html:7:"]


def test_a_static_page_that_is_not_utf_8_is_a_problem(built: Copy) -> None:
    built.write("static/ola.html", "<p>Olá".encode("cp1252"))
    done = invoke("--root", built.root)
    assert done.code == 1
    assert any(line.startswith("static/ola.html:1: ") for line in done.errors)


def test_an_address_that_cannot_be_parsed_is_a_problem_of_its_source(built: Copy) -> None:
    built.replace("content/sources.yaml", "pombos.example/fontes/kirja", "[pombos/fontes/kirja")
    done = invoke("--root", built.root)
    assert done.code == 1
    assert done.errors
    assert {line.partition(" ")[0] for line in done.errors} == {"content/sources.yaml:17:"}


def test_an_address_in_a_template_that_cannot_be_parsed_is_a_problem(built: Copy) -> None:
    built.replace("templates/404.html", "<h1>404</h1>", '<h1>404</h1>\n<a href="https://[x">1</a>')
    done = invoke("--root", built.root)
    assert done.code == 1
    assert any(line.startswith("site/404.html:14: ") for line in done.errors)


def test_a_link_that_begins_with_a_slash_is_shown_at_its_own_line(built: Copy) -> None:
    """Not at the canonical address above it, which happens to contain the same text."""
    built.replace("templates/choice.html", "<h1>", '<p><a href="/pt/">1</a></p>\n<h1>')
    done = invoke("--root", built.root)
    assert done.errors == [
        "site/index.html:17: '/pt/' begins with '/', which breaks below another base path"
    ]


def test_an_empty_list_of_sources_is_told_in_words_of_the_maintainer(built: Copy) -> None:
    built.replace(NEBLINA, "place: [diario]", "place: []")
    (line,) = invoke("--root", built.root).errors
    assert line.startswith(f"{NEBLINA}:16: 'sources.place'")
    assert "tuple" not in line
