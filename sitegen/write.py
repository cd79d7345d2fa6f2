"""Staging and publishing: the output is replaced as a whole, or not at all."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.config import STATIC
from sitegen.problems import Problems
from sitegen.read import CONTENT, walk
from sitegen.render import Output

MARKER = ".sitegen"
"""A file that says: this folder was made by a build and may be replaced by the next."""
_MARKER_TEXT = "Made by build.py, which replaces this folder as a whole. Nothing here is edited.\n"


def check_target(root: Path, out: Path, problems: Problems) -> None:
    """Refuse a folder that holds anything a build did not make, or that a build reads."""
    name = str(out)
    target, base = out.resolve(), root.resolve()
    inputs = [base / folder for folder in (CONTENT, "templates", STATIC, "locale")]
    if base.is_relative_to(target) or any(target.is_relative_to(folder) for folder in inputs):
        problems.error(name, 1, "is a folder that the build reads; choose another --out", "out")
    elif out.is_symlink() or (out.exists() and not out.is_dir()):
        problems.error(name, 1, "is not a folder; choose another --out", "out")
    elif out.exists() and any(out.iterdir()) and not (out / MARKER).exists():
        message = "holds files that this program did not build; choose another --out or empty it"
        problems.error(name, 1, message, "out")


@contextlib.contextmanager
def staging(beside: Path) -> Iterator[Path]:
    """A fresh folder in the same parent as the output, so that a rename can publish it.

    Whatever is left of it is removed at the end.
    """
    beside.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{beside.name}.new-", dir=beside.parent))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write(folder: Path, outputs: Iterable[Output]) -> None:
    """Put every output, the marker and `.nojekyll` into the folder.

    `.nojekyll` tells GitHub Pages to publish the files as they are.
    """
    made: set[Path] = set()
    for output in outputs:
        path = folder / output.path
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(output.data)
    (folder / MARKER).write_text(_MARKER_TEXT, "utf-8")
    (folder / ".nojekyll").write_bytes(b"")


def static_files(root: Path, problems: Problems) -> Iterator[Output]:
    """The files of `static/`, as they are."""
    if (root / STATIC).is_dir():
        for path in walk(root, STATIC, problems):
            yield Output(path, (root / path).read_bytes())


def publish(staged: Path, out: Path) -> None:
    """Replace `out` by the staged folder with two renames; an OSError leaves the old one there."""
    if not out.exists():
        staged.replace(out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}.old-", dir=out.parent))
    out.replace(old / out.name)
    try:
        staged.replace(out)
    except OSError:
        (old / out.name).replace(out)
        raise
    finally:
        if out.exists():
            shutil.rmtree(old, ignore_errors=True)
