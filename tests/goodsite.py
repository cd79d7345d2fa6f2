"""The good site of `tests/sites/good`: copies of it to change, and builds of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner
from helpers import Folder

from sitegen.cli import main

HERE = Path(__file__).parent
GOOD = HERE / "sites" / "good"
GOLDEN = HERE / "sites" / "good.golden"
BUILD = HERE.parent / "build.py"
CODES = ("pt", "fi", "ar")

WARNINGS = (
    "content/ar/chapters/regresso.md:1: warning: is not translated yet;"
    " the original is content/pt/chapters/regresso.md",
    "content/ar/data.yaml:1: warning: events: there is no text for 'tempestade-2017-05-14';"
    " add its 'title' and 'summary'",
    "content/ar/data.yaml:15: warning: updates: there are no words for 'sitio'; write its 'title' and"
    " 'text'",
    "content/ar/search.md:1: warning: is not translated yet; the original is content/pt/search.md",
    "content/corrections.yaml:10: warning: 'vento-sul' is not taken over in 'fi' yet; correct"
    " content/fi/chapters/vento.md, write its words in content/fi/data.yaml, then add 'fi' to"
    " 'applied'",
    "content/fi/people/neblina.md:1: warning: is not translated yet;"
    " the original is content/pt/people/neblina.md",
)
"""What the good site has left to do, on purpose."""

STRINGS = (GOOD / "locale/fi/LC_MESSAGES/messages.po").read_text("utf-8").count("\nmsgid ") - 1
"""Entries of a catalog, without its header."""

FILES = sum(path.is_file() and not path.name.startswith(".") for path in GOLDEN.rglob("*"))
"""What a build says that it built: the files without the two marks of its folder."""

NOTE = (
    "content/pt/chapters/regresso.md:17: note: 'a difference' is allowed: só em português há esta"
    " rima"
)
"""What a writer of the good site has allowed."""

Snapshot = dict[str, bytes | str]


class Copy(Folder):
    """A copy of the good site, with what `Folder` can do to a file."""

    def __init__(self, root: Path) -> None:
        shutil.copytree(GOOD, root, symlinks=True)
        self.root = root
        self.out = root / "site"


@dataclass(frozen=True)
class Run:
    """How a command ended."""

    code: int
    stdout: str
    stderr: str

    @property
    def errors(self) -> list[str]:
        """The lines on standard error that are neither a warning, a note nor the summary."""
        marks = (": warning: ", ": note: ")
        return [line for line in self._lines if not any(mark in line for mark in marks)]

    @property
    def warnings(self) -> list[str]:
        return [line for line in self._lines if ": warning: " in line]

    @property
    def _lines(self) -> list[str]:
        return [line for line in self.stderr.splitlines() if not line.startswith("Not built: ")]


def run(
    *arguments: str | Path, cwd: Path | None = None, variables: Mapping[str, str] | None = None
) -> Run:
    """`python build.py …` in a process of its own, with nothing of our environment that counts."""
    command = [sys.executable, str(BUILD), *map(str, arguments)]
    done = subprocess.run(
        command,
        capture_output=True,
        cwd=cwd,
        env=environment(variables),
        timeout=120,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def environment(variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """The variables of a process: ours without SOURCE_DATE_EPOCH, and some more."""
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return kept | {"PYTHONDONTWRITEBYTECODE": "1"} | dict(variables or {})


def invoke(*arguments: str | Path, environ: Mapping[str, str | None] | None = None) -> Run:
    """The same command in this process: much faster. An exception that escapes is raised."""
    env = {"SOURCE_DATE_EPOCH": None, **(environ or {})}
    result = CliRunner().invoke(main, [str(part) for part in arguments], env=env)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Run(result.exit_code, result.stdout, result.stderr)


def snapshot(folder: Path) -> Snapshot:
    """Every name below a folder with its content; where a link leads; folders end in `/`."""
    return dict(_entries(folder))


def _entries(folder: Path) -> Iterator[tuple[str, bytes | str]]:
    for path in sorted(folder.rglob("*")):
        name = os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "backslashreplace")
        if path.is_symlink():
            yield name, f"-> {path.readlink()}"
        elif path.is_dir():
            yield f"{name}/", ""
        else:
            yield name, path.read_bytes()


def line_of(path: str, text: str) -> int:
    """The line of the good site's file on which a text begins, which stands there once."""
    before, found, after = (GOOD / path).read_text("utf-8").partition(text)
    assert found, text
    assert text not in after
    return before.count("\n") + 1
