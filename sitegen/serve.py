"""Build on every change and reload the browser; problems are shown on the page."""

from __future__ import annotations

import dataclasses
import socket
import tempfile
from html import escape
from pathlib import Path

import click
import livereload
from livereload.handlers import LiveReloadHandler
from tornado.web import StaticFileHandler

from sitegen import pipeline
from sitegen.config import FILE
from sitegen.pipeline import Request
from sitegen.problems import Level, Problem, Problems, Stop
from sitegen.views import Options
from sitegen.write import INPUTS

HOST = "127.0.0.1"
WATCHED = (*INPUTS, FILE)


class Preview:
    """The last site that could be built, and what was wrong with the last attempt."""

    def __init__(self, request: Request, out: Path) -> None:
        options = Options(explicit_index=request.options.explicit_index, live=True)
        self.request = dataclasses.replace(request, out=out, options=options, strict=False)
        self.errors: list[Problem] = []

    def build(self) -> None:
        """Never raises for what is wrong in the site: the page says it."""
        problems = Problems()
        try:
            pipeline.build(self.request, problems)
        except Stop:
            pass
        except Exception as error:
            # A fault of the program must not end the session of whoever is writing.
            problems.error("build.py", 1, f"{type(error).__name__}: {error}", "fault")
        for problem in problems:
            click.echo(str(problem), err=True)
        self.errors = [problem for problem in problems if problem.level is Level.ERROR]
        click.echo("Not built." if self.errors else "Built.")


class PageHandler(StaticFileHandler):
    """The built files; while there are errors, every page is the list of them."""

    preview: Preview

    async def get(self, path: str, include_body: bool = True) -> None:
        if self.preview.errors and (path.endswith((".html", "/")) or not path):
            self.set_status(500)
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.set_header("Cache-Control", "no-store")
            self.finish(problem_page(self.preview.errors))
            return
        await super().get(path, include_body)

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-store")


def problem_page(errors: list[Problem]) -> str:
    """The problems as a page; livereload puts its script before the end of the head."""
    rows = "\n".join(
        f"<li><code>{escape(problem.path)}:{problem.line}</code> {escape(problem.message)}</li>"
        for problem in errors
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Not built</title>
</head>
<body>
<h1>Not built</h1>
<p>Mend these and save; the page comes back by itself.</p>
<ul>
{rows}
</ul>
</body>
</html>
"""


def serve(request: Request, port: int) -> None:
    """Serve on this machine until interrupted; `port` 0 takes a free one."""
    # After a reload, livereload forgets changes of the next 3 s unless this is 0.
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0
    with tempfile.TemporaryDirectory() as folder:
        preview = Preview(request, Path(folder, "site"))
        preview.build()
        server = livereload.Server()
        server.SFH = type("Handler", (PageHandler,), {"preview": preview})
        for name in WATCHED:
            path = request.root / name
            server.watch(f"{path}/" if path.is_dir() else str(path), preview.build)
        number = _free_port(port)
        click.echo(f"Serving http://{HOST}:{number}/ (stop with Ctrl-C)")
        assert preview.request.out is not None  # set in Preview
        root = str(preview.request.out)
        # Always the whole page: a style saved together with a text must not hide the text's change.
        server.serve(port=number, host=HOST, root=root, debug=False, live_css=False)


def _free_port(port: int) -> int:
    """The port asked for, or any free one for 0; a usage error if it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            message = f"port {port} cannot be used ({error.strerror}); choose another with --port, or 0 for a free one"
            raise click.UsageError(message) from None
        return int(probe.getsockname()[1])
