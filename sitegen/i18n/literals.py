"""Words in a template that no catalog can translate: text written without `_()`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import jinja2

from sitegen.files import read_text, walk
from sitegen.i18n.extract import TEMPLATES
from sitegen.problems import Problem, Problems

_GAP = "\x00"
"""Stands where a template writes a value."""
_MARKUP = re.compile(r"<!--.*?-->|<!?/?[A-Za-z][^>]*>|&#?\w+;", re.DOTALL)
_READ_ALOUD = re.compile(r'\b(?:alt|title|aria-label|placeholder)="([^"]*)"')
_WORD = re.compile(r"[^\W\d_]{2}")


def check_templates(root: Path, problems: Problems) -> None:
    """Every HTML template: a word outside `_()` and `{% trans %}` is an error at its line."""
    for path in walk(root, TEMPLATES, problems):
        if path.endswith(".html"):
            text = read_text(root, path, problems, empty=True)
            if text is not None:
                problems.extend(literals(text, path))


def literals(text: str, path: str) -> Iterator[Problem]:
    """The words of one template that stand in it as they are."""
    try:
        data = _data(text)
    except jinja2.TemplateSyntaxError:
        return  # reported by the extraction, with its line
    found = [(m.start(1), m[1]) for m in _READ_ALOUD.finditer(data)]
    visible = _MARKUP.sub(lambda match: re.sub(r"[^\n]", _GAP, match[0]), data)
    found += [(m.start(), m[0]) for m in re.finditer(rf"[^{_GAP}\n]+", visible)]
    for start, words in sorted(found):
        if _WORD.search(words):
            shown = words.replace(_GAP, "…").strip()
            line = data.count("\n", 0, start) + 1
            message = (
                f"'{shown}' would be the same in every language; write {{{{ _(\"{shown}\") }}}}"
            )
            yield Problem(path, line, message, "literal")


def _data(text: str) -> str:
    """The template with everything but its plain text blanked, line ends kept."""
    parts: list[str] = []
    in_trans = False
    previous = ""
    for _, kind, value in jinja2.Environment(autoescape=True).lex(text):
        if previous == "block_begin" and kind == "name":
            in_trans = value == "trans" or (in_trans and value != "endtrans")
        if kind != "whitespace":
            previous = kind
        if kind == "data" and not in_trans:
            parts.append(value)
        else:
            parts.append(_GAP + "\n" * value.count("\n"))
    return "".join(parts)
