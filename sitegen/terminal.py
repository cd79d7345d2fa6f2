"""What a person at the terminal sees: problems, the summary, a bar while it takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

import click

from sitegen.model import Site
from sitegen.pipeline import Done, Request
from sitegen.problems import Level, Problems

T = TypeVar("T")
PATIENCE = 1.0
"""Seconds of work before a bar appears."""


def track(items: Iterable[T], label: str) -> Iterator[T]:
    """Pass the items on; on a terminal, show a bar once it has taken longer than `PATIENCE`."""
    if not sys.stderr.isatty() or not isinstance(items, Sized):
        yield from items
        return
    total, start, bar = len(items), time.monotonic(), None
    try:
        for done, item in enumerate(items):
            if bar is None and time.monotonic() - start > PATIENCE:
                from rich.console import Console
                from rich.progress import Progress

                bar = Progress(console=Console(stderr=True), transient=True)
                bar.start()
                task = bar.add_task(label, total=total)
            if bar is not None:
                bar.update(task, completed=done)
            yield item
    finally:
        if bar is not None:
            bar.stop()


def report(
    problems: Problems, done: Done | None, request: Request, *, quiet: bool, as_json: bool
) -> None:
    """Problems on standard error (or as JSON lines on standard output), then the summary."""
    for problem in problems:
        click.echo(problem.as_json() if as_json else str(problem), err=not as_json)
    if quiet or as_json:
        return
    errors, warnings = problems.count(Level.ERROR), problems.count(Level.WARNING)
    found = f"{_count(errors, 'error')}, {_count(warnings, 'warning')}"
    if done is None:
        kept = f" {request.out} is as it was." if request.out and request.out.exists() else ""
        why = " Warnings count as errors with --strict." if not errors else ""
        click.echo(f"Not built: {found}.{why}{kept}", err=True)
        return
    if sys.stdout.isatty():
        _table(done.site)
    for exemption in done.exemptions:
        place = f"{exemption.path}:{exemption.line}"
        click.echo(f"{place}: note: '{exemption.word}' is allowed: {exemption.reason}", err=True)
    click.echo(f"Checked {_summary(done)}: {found}.")
    if request.out is not None:
        click.echo(f"Built {request.out} ({_count(done.files, 'file')}).")


def _summary(done: Done) -> str:
    site = done.site
    return ", ".join(
        (
            _count(len(site.pages), "page"),
            _count(len(site.config.languages), "language"),
            _count(len(site.people), "person", "people"),
            _count(len(site.documents.records), "source"),
            _count(done.strings, "interface string"),
        )
    )


def _table(site: Site) -> None:
    """How far each language is."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("Language")
    table.add_column("Pages", justify="right")
    table.add_column("Not translated", justify="right")
    for language in site.config.languages:
        pages = sum(1 for _, code in site.pages if code == language.code)
        table.add_row(language.name, str(pages), str(len(site.originals) - pages))
    Console().print(table)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
