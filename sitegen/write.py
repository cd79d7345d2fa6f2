"""Staging and publishing: the output is replaced as a whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.atlas import MAPS
from sitegen.config import STATIC
from sitegen.files import read_bytes, walk
from sitegen.fonts.table import FOLDER as FACES
from sitegen.i18n.catalogs import LOCALE
from sitegen.i18n.extract import TEMPLATES
from sitegen.photos import PHOTOS
from sitegen.problems import Problems
from sitegen.read import CONTENT
from sitegen.render import Output
from sitegen.scripts import SCRIPTS
from sitegen.styles import STYLES

INPUTS = (CONTENT, LOCALE, TEMPLATES, STATIC, STYLES, SCRIPTS, MAPS, PHOTOS, FACES)
"""The folders that a build reads."""
MARKER = ".sitegen"
"""The list of files a build made: a folder with this list, and nothing beside it, may be replaced."""
_HEAD = "Made by build.py, which replaces this folder as a whole. Nothing here is edited."


def check_target(root: Path, out: Path, problems: Problems) -> None:
    """Refuse a folder that holds anything a build did not make, or that a build reads.

    An output that an interrupted build has put aside is put back first.
    """
    name = str(out)
    try:
        target, base = os.path.realpath(out), os.path.realpath(root)
        inputs = [f"{base}{os.sep}{folder}" for folder in INPUTS]
        if _is_below(base, target) or any(_is_below(target, folder) for folder in inputs):
            problems.error(name, 1, "is a folder that the build reads; choose another --out", "out")
        elif out.is_symlink() or (out.exists() and not out.is_dir()):
            problems.error(name, 1, "is not a folder; choose another --out", "out")
        elif out.exists():
            foreign = _first_foreign_file(out)
            if foreign is not None:
                message = f"holds files that this program did not build ({foreign}); choose another --out or move them"
                problems.error(name, 1, message, "out")
        else:
            _restore(out)
    except OSError as error:
        problems.error(name, 1, f"cannot be used: {error.strerror}; choose another --out", "out")


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _first_foreign_file(out: Path) -> str | None:
    """The first file in an output folder that is not on its list; None if there is none."""
    marker = out / MARKER
    listed = set(marker.read_text("utf-8").splitlines()) if marker.is_file() else set()
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if (not path.is_dir() or path.is_symlink()) and name not in listed | {MARKER}:
            return name
    return None


def _restore(out: Path) -> None:
    """Put back the folder that a build moved aside and, being killed, did not replace."""
    aside = sorted(out.parent.glob(f".{out.name}.old-*/{out.name}")) if out.parent.is_dir() else []
    if len(aside) == 1:
        aside[0].replace(out)
        aside[0].parent.rmdir()


@contextlib.contextmanager
def staging(beside: Path) -> Iterator[Path]:
    """A fresh folder in the same parent as the output, so that a rename can publish it.

    Whatever is left of it is removed at the end.
    """
    beside.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{beside.name}.new-", dir=beside.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write(folder: Path, outputs: Iterable[Output]) -> None:
    """Put every output, the list of them and `.nojekyll` into the folder, readable for everyone.

    `.nojekyll` tells GitHub Pages to publish the files as they are.
    """
    folder.chmod(0o755)
    made: set[Path] = {folder}
    names = [".nojekyll"]
    (folder / ".nojekyll").write_bytes(b"")
    for output in outputs:
        path = folder / output.path
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            for parent in path.relative_to(folder).parents:
                (folder / parent).chmod(0o755)
                made.add(folder / parent)
        path.write_bytes(output.data)
        path.chmod(0o644)
        names.append(output.path)
    (folder / MARKER).write_text("\n".join([_HEAD, "", *sorted(names), ""]), "utf-8")


def check_paths(outputs: Iterable[Output], problems: Problems) -> None:
    """Two outputs of one path, capitals aside (some file systems do not tell them apart), are an error."""
    seen: set[str] = set()
    for output in outputs:
        name = output.path.casefold()
        if name in seen:
            message = "is made by the build as well, or differs in capitals only; rename yours"
            problems.error(output.path, 1, message, "layout")
        seen.add(name)


def static_files(root: Path, problems: Problems) -> Iterator[Output]:
    """The files of `static/`, as they are."""
    for path in walk(root, STATIC, problems):
        data = read_bytes(root, path, problems)
        if data is not None:
            yield Output(path, data)


def publish(staged: Path, out: Path) -> None:
    """Replace `out` by the staged folder with two renames; whatever goes wrong, the old one is back."""
    if not out.exists():
        staged.replace(out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}.old-", dir=out.parent))
    try:
        out.replace(old / out.name)
        staged.replace(out)
    finally:
        # Also after Ctrl-C, which is no OSError.
        if not out.exists():
            (old / out.name).replace(out)
        shutil.rmtree(old, ignore_errors=True)
