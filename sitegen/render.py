"""Views to files' contents: the Jinja environment, strict and escaping."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any

import jinja2
from markupsafe import Markup

from sitegen.config import Config
from sitegen.i18n import formats
from sitegen.i18n.extract import TEMPLATES
from sitegen.i18n.parts import Parts
from sitegen.numerals import Numerals
from sitegen.problems import Problems
from sitegen.typeset import Typesetter, in_html
from sitegen.views.base import View


@dataclass(frozen=True)
class Output:
    """A finished file: `path` is below the output folder."""

    path: str
    data: bytes


class Renderer:
    """Renders one view after another; the only state is which language is being written."""

    def __init__(
        self,
        root: Path,
        config: Config,
        catalogs: dict[str, NullTranslations],
        typesetters: Mapping[str, Typesetter] = MappingProxyType({}),
        numerals: Mapping[str, Numerals] = MappingProxyType({}),
    ) -> None:
        self._config = config
        self._typesetters = typesetters
        self._numerals = numerals
        self._catalogs = catalogs
        self._lang = config.source
        self._parts = Parts({row.code: row.locale for row in config.languages})
        self.templates = (root / TEMPLATES).resolve()
        self._environment = self._build()

    def render(self, view: View) -> str:
        """The text of a view's file; Jinja's own errors come through."""
        return self._in_language(view.lang, view.template, view.context)

    def _in_language(self, lang: str, template: str, context: dict[str, Any]) -> str:
        before, self._lang = self._lang, lang
        try:
            return self._environment.get_template(template).render(context)
        finally:
            self._lang = before

    def _build(self) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(self.templates),
            autoescape=jinja2.select_autoescape(("html", "xml")),
            undefined=jinja2.StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        environment.policies["ext.i18n.trimmed"] = True
        environment.install_gettext_callables(  # type: ignore[attr-defined]
            gettext=lambda text: self._catalog.gettext(text),
            ngettext=lambda one, many, n: self._catalog.ngettext(one, many, n),
            pgettext=lambda context, text: self._catalog.pgettext(context, text),
            npgettext=lambda context, one, many, n: self._catalog.npgettext(context, one, many, n),
            newstyle=True,
        )
        environment.filters |= {
            "date": lambda value: formats.date(value, self._locale),
            "period": lambda start, end: formats.period(start, end, self._locale),
            "number": lambda value: formats.number(value, self._locale),
            "spelled": self._spelled,
            "time": lambda value: formats.time(value, self._locale),
            "percent": lambda value: formats.percent(value, self._locale),
            "names": lambda items: formats.names(items, self._locale),
            "language_name": lambda code: formats.language_name(code, self._locale),
            "josa": formats.josa,
            "words": _words,
            "tongues": self._tongues,
            "cited": _cited,
            "kept": lambda text: self._set(text, self._typesetter.html),
            "sourced": lambda text, numbers: Markup(  # noqa: S704 - the rule escapes
                self._typesetter.sourced(text, numbers)
            ),
            "heading": lambda text: self._set(text, self._typesetter.heading),
            "html": Markup,
        }
        environment.globals["include_in"] = self._include_in
        return environment

    def _include_in(self, lang: str, template: str, **context: Any) -> Markup:
        """A template rendered in another language than the page around it."""
        text = self._in_language(lang, template, context)
        return Markup(text)  # noqa: S704 - the template has escaped it

    def _spelled(self, value: int) -> str:
        """A number at the head of a label: written out with a capital, or in digits.

        Words are for a language whose `values.yaml` says `labels: true`, as far as it has one.
        """
        numerals = self._numerals.get(self._lang)
        word = numerals.words.get(value) if numerals and numerals.labels else None
        return word[0].upper() + word[1:] if word else formats.number(value, self._locale)

    def _tongues(self, text: str) -> Markup:
        """A plain text whose words in another language's script are marked with that language."""
        pieces = (
            Markup('<span lang="{}" dir="{}">{}</span>').format(
                lang, self._config.language(lang).direction.value, piece
            )
            if lang
            else Markup.escape(piece)
            for piece, lang in self._parts.split(text, self._lang)
        )
        return Markup().join(pieces)

    def _set(self, text: str, rule: Callable[[str], str]) -> Markup:
        """A text, or what is HTML already, by a rule for the ends of lines."""
        html = in_html(text, rule) if isinstance(text, Markup) else rule(text)
        return Markup(html)  # noqa: S704 - the rules escape

    @property
    def _typesetter(self) -> Typesetter:
        return self._typesetters.get(self._lang) or Typesetter()

    @property
    def _catalog(self) -> NullTranslations:
        return self._catalogs[self._lang]

    @property
    def _locale(self) -> str:
        return self._config.language(self._lang).locale


def _cited(html: str, name: str) -> Markup:
    """Prose as HTML; the numbers of its citations are called `name`, with the number for its `#`."""
    named = str(Markup.escape(name))
    return Markup(_NUMBER.sub(lambda match: named.replace("#", match[0]), html))  # noqa: S704


_NUMBER = re.compile(r'(?<= aria-label=")\d[^"]*(?=")')
"""The name of a citation, as `markup.render.citation_html` writes it."""


def _words(text: dict[str, str | None]) -> Markup:
    """A text of `views.base.words`; borrowed text is marked with its language and direction."""
    if text["lang"] is None:
        return Markup.escape(text["text"])
    direction = Markup(' dir="{}"').format(text["dir"]) if text["dir"] else ""
    return Markup('<span lang="{}"{}>{}</span>').format(text["lang"], direction, text["text"])


def render_all(renderer: Renderer, views: Iterator[View], problems: Problems) -> Iterator[Output]:
    """Render every view. A template's error is reported once, at its own file and line."""
    failed: set[str] = set()
    places: set[tuple[str, int]] = set()
    for view in views:
        if view.template in failed:
            continue
        try:
            data = renderer.render(view).encode("utf-8")
        except Exception as error:  # a template can raise anything
            failed.add(view.template)
            path, line = _place(error, view.template, renderer.templates)
            if (path, line) not in places:
                places.add((path, line))
                message = f"{_reason(error)} (while writing {view.path})"
                problems.error(path, line, message, "template")
            continue
        yield Output(view.path, data)


def _place(error: Exception, template: str, folder: Path) -> tuple[str, int]:
    """The template's own file and line: the innermost frame of the traceback in a template."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{TEMPLATES}/{error.name or template}", error.lineno
    place = (f"{TEMPLATES}/{template}", 1)
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(folder):
            place = (f"{TEMPLATES}/{file.relative_to(folder).as_posix()}", trace.tb_lineno)
        trace = trace.tb_next
    return place


def _reason(error: Exception) -> str:
    match error:
        case jinja2.TemplateNotFound():
            return f"there is no template '{error.name}'; add it to {TEMPLATES}/"
        case jinja2.UndefinedError():
            return f"{error.message}; the view gives no such value"
        case jinja2.TemplateError() | LookupError() if str(error):
            return str(error.args[0])
        case RecursionError():
            return "the template includes or calls itself without end"
    return f"{type(error).__name__}: {error}"
