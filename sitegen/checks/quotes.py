"""A language that names its quotation marks has no straight ones in its texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitegen.breaks import Breaks
from sitegen.checks.dignity import Passage
from sitegen.problems import Problem

_STRAIGHT = ("'", '"')


def quotes_are_set(passages: Iterable[Passage], breaks: Mapping[str, Breaks]) -> Iterator[Problem]:
    """A straight mark in a text of a language with `quotes` is an error at its line."""
    for passage in passages:
        quotes = breaks[passage.lang].quotes if passage.lang in breaks else None
        if quotes is None:
            continue
        double, single = f"{quotes[0]}…{quotes[1]}", f"{quotes[2]}…{quotes[3]}"
        lines = {passage.line(at) for at, char in enumerate(passage.text) if char in _STRAIGHT}
        for line in sorted(lines):
            message = f"straight quotation mark; write {double} or {single}, and {quotes[3]} for an apostrophe"
            yield Problem(passage.path, line, message, "quotes")
