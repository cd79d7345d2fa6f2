"""The steps in a row: read, schema, assemble, views, render, write, checks, publish."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from gettext import NullTranslations
from pathlib import Path

from sitegen import addresses, write
from sitegen.addresses import SITEMAP
from sitegen.assemble import assemble
from sitegen.atlas import load as load_atlas
from sitegen.cards.step import pens, share_cards
from sitegen.checks import citations
from sitegen.checks.built import Built, HtmlPage
from sitegen.checks.by_hand import ByHand
from sitegen.checks.dignity import Dignity, Exemption
from sitegen.checks.files import check_files, check_sitemap
from sitegen.checks.html import check_html
from sitegen.checks.lists import check_lists
from sitegen.checks.parity import Parity
from sitegen.checks.passages import source_passages
from sitegen.checks.quotes import quotes_are_set
from sitegen.checks.shipped import shipped_passages
from sitegen.checks.site import check_site
from sitegen.checks.terms import Terms
from sitegen.config import FILE, Config
from sitegen.config import load as load_config
from sitegen.fonts.step import set_faces
from sitegen.i18n import catalogs
from sitegen.i18n.extract import Extracted, extract_all
from sitegen.i18n.literals import check_templates
from sitegen.model import Site
from sitegen.photos import read_photos
from sitegen.problems import Level, Problems, Stop
from sitegen.read import read
from sitegen.render import Output, Renderer, render_all
from sitegen.schema import schema
from sitegen.scripts import read_scripts
from sitegen.styles import style_sheets
from sitegen.values import Values, fill
from sitegen.views import Options, View, views

Track = Callable[[Iterable[View], str], Iterable[View]]
"""Passes items on while it shows how far the work is."""


@dataclass(frozen=True)
class Request:
    """What the command line asks for. `out` is None for a check, which publishes nothing."""

    root: Path
    out: Path | None = None
    base_url: str | None = None
    date: dt.date | None = None
    strict: bool = False
    options: Options = field(default_factory=Options)


@dataclass(frozen=True)
class Done:
    """What was built: the site, and how many files it has."""

    site: Site
    files: int
    strings: int
    exemptions: tuple[Exemption, ...] = ()
    """The words that writers have allowed, with their reasons."""


@dataclass(frozen=True)
class Prepared:
    """Everything that rendering needs; no error was found on the way."""

    site: Site
    translations: dict[str, NullTranslations]
    strings: list[Extracted]
    photos: Mapping[str, bytes]
    dignity: Dignity
    terms: Terms
    parity: Parity
    by_hand: ByHand


def build(request: Request, problems: Problems, track: Track = lambda items, _: items) -> Done:
    """Build, check and publish; `Stop` after errors, with the published site as it was.

    With `strict`, a warning stops the build before it is published, too.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as spare:
        return _build(request, problems, track, Path(spare))


def _build(request: Request, problems: Problems, track: Track, spare: Path) -> Done:
    if request.out is not None:
        write.check_target(request.root, request.out, problems)
    prepared = prepare(request, problems)
    site = prepared.site
    scripts = read_scripts(request.root, problems)
    drawn_with = pens(request.root, site.config, spare)
    options = dataclasses.replace(
        request.options, head_script=scripts.head, cards=frozenset(drawn_with)
    )
    planned = list(views(site, options))
    renderer = Renderer(
        request.root, site.config, prepared.translations, site.typesetters, site.numerals
    )
    outputs = list(render_all(renderer, iter(track(planned, "Rendering")), problems))
    outputs += style_sheets(request.root, problems)
    outputs += scripts.outputs
    outputs += [Output(path, data) for path, data in prepared.photos.items()]
    outputs += write.static_files(request.root, problems)
    write.check_paths(outputs, problems)
    problems.stop_on_errors()
    outputs = _set_faces(request, site, outputs, problems)
    outputs += share_cards(request.root, site, options, renderer, drawn_with, problems)
    problems.stop_on_errors()
    with ExitStack() as stack:
        try:
            if request.out is None:
                staged = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            else:
                staged = stack.enter_context(write.staging(request.out))
            write.write(staged, outputs)
        except OSError as error:
            message = f"cannot be written: {error.strerror}; choose another --out"
            problems.error(str(request.out or tempfile.gettempdir()), 1, message, "out")
            raise Stop from error
        name = request.out.name if request.out is not None else "site"
        _check_outputs(prepared, outputs, name, problems)
        problems.stop_on_errors()
        if request.strict and problems.count(Level.WARNING):
            raise Stop
        if request.out is not None:
            _publish(staged, request.out, problems)
    allowed = prepared.dignity.exemptions | prepared.terms.exemptions | prepared.parity.exemptions
    allowed |= citations.exemptions(site) | prepared.by_hand.exemptions
    strings = {(string.context, string.singular) for string in prepared.strings}
    return Done(site, len(outputs), len(strings), tuple(sorted(allowed)))


def prepare(request: Request, problems: Problems) -> Prepared:
    """Everything up to the first template: no file is written."""
    config = load_config(request.root, problems, request.base_url)
    today = _today(request, config, problems)
    problems.stop_on_errors()
    assert config is not None  # stop_on_errors
    assert today is not None
    sources = read(request.root, config, problems)
    records = schema(sources, config, problems)
    atlas = load_atlas(request.root, problems)
    photos = read_photos(request.root, records.people, problems)
    strings = extract_all(request.root, config, problems)
    check_templates(request.root, problems)
    translations = catalogs.load(request.root, config, strings, problems)
    problems.stop_on_errors()
    values = Values(assemble(records, config, today, problems, atlas, photos.photographs))
    problems.stop_on_errors()
    site = fill(values)
    problems.extend(values.problems)
    problems.stop_on_errors()
    check_site(site, problems)
    problems.extend(check_lists(site, sources.tones))
    dignity = Dignity(site)
    interface = catalogs.texts(request.root, config, strings, problems)
    passages = list(source_passages(site, sources, interface, values))
    by_hand = ByHand(values, dignity.lexicons)
    problems.extend(by_hand.check(sources))
    parity = Parity(site, dignity.lexicons)
    broken = {problem.path for problem in problems if problem.level is Level.ERROR}
    problems.extend(parity.check(broken))
    problems.extend(parity.records())
    problems.extend(dignity.unattributed(passages))
    problems.extend(dignity.check(passages))
    problems.extend(quotes_are_set(passages, records.breaks))
    terms = Terms(site)
    problems.extend(terms.check(passages))
    problems.stop_on_errors()
    return Prepared(site, translations, strings, photos.files, dignity, terms, parity, by_hand)


def _today(request: Request, config: Config | None, problems: Problems) -> dt.date | None:
    """--date, else SOURCE_DATE_EPOCH (reproducible-builds.org/specs), else site.toml's date.

    A day before `as_of` is a warning: the texts then know more than their date.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    place, line = "--date", 1
    today = request.date
    if today is None and epoch:
        place = "SOURCE_DATE_EPOCH"
        if not (epoch.isascii() and epoch.isdigit() and len(epoch) < 12):
            message = f"'{epoch}' is not a number of seconds since 1970; unset it or correct it"
            problems.error(place, line, message, "date")
            return None
        today = dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    elif today is None and config is not None:
        place, line, today = FILE, config.line("date"), config.date
    if today is not None and config is not None and today < config.as_of:
        message = f"the site's day {today} is before {config.as_of} (as_of), to which its texts reach; choose a later one"
        problems.warning(place, line, message, "date")
    return today


def _set_faces(
    request: Request, site: Site, outputs: list[Output], problems: Problems
) -> list[Output]:
    """Pages opened from a folder fetch no face beforehand: there browsers refuse to."""
    return set_faces(
        request.root,
        site.config,
        outputs,
        origins(site),
        problems,
        live=request.options.live,
        preload=not request.options.explicit_index,
        cut=request.out is not None,
        name=request.out.name if request.out is not None else "site",
    )


def origins(site: Site) -> dict[str, str]:
    """By path of a page: the file of `content/` that it was made from."""
    return {entry.path: entry.page.path for entry in addresses.entries(site) if entry.page}


def _check_outputs(
    prepared: Prepared, outputs: list[Output], name: str, problems: Problems
) -> None:
    site = prepared.site
    texts = {}
    for output in outputs:
        try:
            texts[output.path] = output.data.decode("utf-8")
        except UnicodeDecodeError:
            texts[output.path] = ""
            if output.path.endswith((".html", ".css", ".svg", ".xml", ".txt", ".js", ".json")):
                problems.error(output.path, 1, "is not UTF-8; save it as UTF-8", "encoding")
    built = Built(
        site.config,
        {path: HtmlPage(path, text) for path, text in texts.items() if path.endswith(".html")},
        frozenset(texts),
        interface=_source_texts(prepared),
        announced=addresses.announced(site),
        origins=origins(site),
    )
    check_html(built, name, problems)
    check_files({p: t for p, t in texts.items() if p.endswith((".css", ".svg"))}, problems)
    check_sitemap(texts.get(SITEMAP, ""), built, f"{name}/{SITEMAP}", problems)
    problems.extend(prepared.dignity.check(shipped_passages(site, texts, name)))


def _source_texts(prepared: Prepared) -> dict[str, re.Pattern[str]]:
    """By language: what matches an interface string that its translation has changed."""
    config = prepared.site.config
    texts = {}
    for code, translation in prepared.translations.items():
        changed = (
            _pattern(form)
            for string in prepared.strings
            if code != config.source and string.translated(translation) != string.singular
            for form in string.forms
        )
        if patterns := [pattern for pattern in dict.fromkeys(changed) if pattern]:
            texts[code] = re.compile("|".join(patterns))
    return texts


def _pattern(text: str) -> str:
    """A string with anything in the place of its placeholders; empty if it is all placeholder."""
    literal = re.split(r"%\(\w+\)[sd]", text)
    if not any(char.isalpha() for part in literal for char in part):
        return ""
    return ".+".join(re.escape(part) for part in literal)


def _publish(staged: Path, out: Path, problems: Problems) -> None:
    try:
        write.publish(staged, out)
    except OSError as error:
        problems.error(
            str(out), 1, f"could not be replaced ({error.strerror}); it is as before", "out"
        )
        problems.stop_on_errors()
