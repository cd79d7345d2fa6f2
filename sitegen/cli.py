"""The command line. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import datetime as dt
import gc
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sitegen.problems import Level, Problems, Stop

if TYPE_CHECKING:
    from sitegen.pipeline import Done, Request

F = TypeVar("F", bound=Callable[..., Any])

_EPILOG = """
Exit codes: 0 done, 1 problems were found, 2 the command was not understood.
A build that fails leaves the published folder as it was.
"""


def _shared(command: F) -> F:
    """The options that `build` and `check` have in common."""
    options = (
        click.option("--root", type=click.Path(path_type=Path), default=Path(), metavar="DIR", help="The folder with site.toml; the default is this one."),
        click.option("--base-url", metavar="URL", help="The site's address, instead of base_url in site.toml."),
        click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help='The site\'s "today", for ages and day counts. Else SOURCE_DATE_EPOCH, else the date in site.toml; never the clock.'),
        click.option("--strict", is_flag=True, help="Treat warnings (work that remains) like errors."),
        click.option("--explicit-index", is_flag=True, help="Write index.html into every link, for a site that is opened from a folder."),
        click.option("--quiet", is_flag=True, help="Print problems and nothing else."),
        click.option("--json", "as_json", is_flag=True, help="Print problems as JSON lines on standard output, and nothing else."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.group(
    invoke_without_command=True,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@_shared
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the site goes; the default is site/ below the root.",
)
@click.pass_context
def main(context: click.Context, /, out: Path | None, **options: Any) -> None:
    """Build the site from content/, templates/, static/ and locale/.

    Without a command, everything is read, checked, rendered and checked again; only if no error
    is found does the result replace the folder site/.
    """
    context.obj = options | {"out": out}
    if context.invoked_subcommand is None:
        root: Path = options["root"]
        _run(context.obj, out=out or root / "site")


@main.command(short_help="Run every rule and write nothing.")
@_shared
@click.pass_obj
def check(outer: dict[str, Any], /, **options: Any) -> None:
    """Run every rule and write nothing.

    The same rules as a build, on the same pages, in a temporary folder.
    """
    if outer["out"] is not None:
        raise click.UsageError("--out does not go with 'check', which writes nothing")
    _run(_merge(outer, options), out=None)


@main.command(short_help="Show the site on this machine, reload on save.")
@click.option(
    "--root", type=click.Path(path_type=Path), metavar="DIR", help="The folder with site.toml."
)
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port on this machine; 0 takes a free one.",
)
@click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help='The site\'s "today".'
)
@click.pass_obj
def serve(outer: dict[str, Any], /, port: int, **options: Any) -> None:
    """Build, show the site on this machine and reload the browser on every change.

    Problems are shown on the page until they are mended. The folder site/ is not touched.
    """
    from sitegen.serve import serve as run

    merged = _merge(outer, options)
    run(_request(merged, out=None), port)


@main.group(short_help="Write skeletons of a person or a page.")
def new() -> None:
    """Write the skeleton of a person or a page in every language."""


@new.command("person", short_help="A record and a profile in every language.")
@click.argument("slug")
@click.option(
    "--root", type=click.Path(path_type=Path), metavar="DIR", help="The folder with site.toml."
)
@click.pass_context
def new_person(context: click.Context, slug: str, root: Path | None) -> None:
    """Write a record and a profile in every language for SLUG, such as hanako-yamada."""
    from sitegen.scaffold import person

    _scaffold(context, root, lambda r, p: person(r, slug, p))


@new.command("page", short_help="A page in every language.")
@click.argument("key")
@click.option(
    "--root", type=click.Path(path_type=Path), metavar="DIR", help="The folder with site.toml."
)
@click.pass_context
def new_page(context: click.Context, key: str, root: Path | None) -> None:
    """Write a page in every language for KEY, such as about or chapters/why."""
    from sitegen.scaffold import page

    _scaffold(context, root, lambda r, p: page(r, key, p))


@main.command(short_help="Bring the catalogs in locale/ up to date.")
@click.option(
    "--root", type=click.Path(path_type=Path), metavar="DIR", help="The folder with site.toml."
)
@click.pass_obj
def messages(outer: dict[str, Any], root: Path | None) -> None:
    """Bring the catalogs in locale/ up to the strings that templates and code use.

    New strings come in empty, unused ones go, translations stay as they are.
    """
    from sitegen.config import load
    from sitegen.i18n.update import update

    problems = Problems()
    folder = root or outer["root"]
    config = load(folder, problems)
    rows = update(folder, config, problems) if config is not None else []
    errors = [problem for problem in problems if problem.level is Level.ERROR]
    for problem in errors:
        click.echo(str(problem), err=True)
    for path, entries, empty, dropped in rows:
        click.echo(f"{path}: {entries} entries, {empty} to translate")
        for text in dropped:
            click.echo(f"{path}: dropped, as nothing uses it: '{text}'")
    sys.exit(1 if errors else 0)


def _merge(outer: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
    """An option may stand before or after the command; after wins."""
    context = click.get_current_context()
    default = click.core.ParameterSource.DEFAULT
    given = {
        name: value
        for name, value in options.items()
        if context.get_parameter_source(name) is not default
    }
    return outer | given


def _request(options: dict[str, Any], out: Path | None) -> Request:
    from sitegen.config import absolute_url
    from sitegen.pipeline import Request
    from sitegen.views import Options

    if options["base_url"] is not None:
        try:
            absolute_url(options["base_url"])
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--base-url") from None
    date: dt.datetime | None = options["date"]
    return Request(
        root=options["root"],
        out=out,
        base_url=options["base_url"],
        date=date.date() if date else None,
        strict=options["strict"],
        options=Options(explicit_index=options["explicit_index"]),
    )


def _run(options: dict[str, Any], out: Path | None) -> None:
    from sitegen import pipeline
    from sitegen.terminal import report, track

    # A build that is told to stop cleans up behind itself, as after Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    request = _request(options, out)
    problems = Problems()
    done: Done | None = None
    # Looking for garbage among trees that all live to the end of the build takes a seventh of it.
    gc.disable()
    try:
        done = pipeline.build(request, problems, track)
    except Stop:
        pass
    finally:
        gc.enable()
    report(problems, done, request, quiet=options["quiet"], as_json=options["as_json"])
    sys.exit(0 if done is not None else 1)


def _scaffold(
    context: click.Context, root: Path | None, write: Callable[[Path, Problems], list[str]]
) -> None:
    problems = Problems()
    paths = write(root or context.obj["root"], problems)
    for problem in problems:
        if problem.level is Level.ERROR or problem.rule == "new":
            click.echo(str(problem), err=True)
    if problems.has_errors:
        sys.exit(1)
    for path in paths:
        click.echo(f"wrote {path}")
    click.echo("Fill in every TODO, then run 'python build.py check'.")
