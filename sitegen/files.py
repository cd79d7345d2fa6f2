"""Every file that a build reads comes through here: in the tree, regular, UTF-8, of sane size."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sitegen.problems import Problems

MAX_TEXT = 1024 * 1024
"""Bytes. A longer text is a mistake, and a parser's time is not for free."""


def walk(root: Path, folder: str, problems: Problems) -> Iterator[str]:
    """The files below a folder, sorted, as paths relative to the root; hidden ones are left out.

    A folder that is missing has no files. A link to a folder is an error, and so is a folder that
    cannot be read: what is published must be the tree that was reviewed, the whole of it.
    """
    if not (root / folder).exists():
        return
    if not _is_inside(root, folder, problems):
        return

    def refuse(error: OSError) -> None:
        path = Path(error.filename).relative_to(root).as_posix()
        problems.error(path, 1, f"cannot be read: {error.strerror}", "layout")

    for directory, names, files in os.walk(root / folder, onerror=refuse):
        for name in sorted(names):
            if Path(directory, name).is_symlink() and not name.startswith("."):
                path = Path(directory, name).relative_to(root).as_posix()
                problems.error(
                    path, 1, "is a link to a folder; put the folder itself here", "symlink"
                )
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and not name.endswith("~"):
                yield Path(directory, name).relative_to(root).as_posix()


def read_bytes(root: Path, path: str, problems: Problems) -> bytes | None:
    """The content of a regular file inside the root; None after a problem."""
    if not _is_inside(root, path, problems):
        return None
    try:
        if not stat.S_ISREG((root / path).stat().st_mode):
            problems.error(path, 1, "is no regular file; put a file here", "layout")
            return None
        return (root / path).read_bytes()
    except OSError as error:
        problems.error(path, 1, f"cannot be read: {error.strerror}", "layout")
        return None


def read_text(
    root: Path, path: str, problems: Problems, *, limit: int = MAX_TEXT, empty: bool = False
) -> str | None:
    """The text of a file that must be UTF-8, line ends as `\\n`; None after a problem.

    `limit` is in bytes; an empty file is a problem unless `empty` allows it.
    """
    data = read_bytes(root, path, problems)
    if data is None:
        return None
    if len(data) > limit:
        problems.error(
            path, 1, f"is {len(data):,} bytes long, the limit is {limit:,}; split it", "size"
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8 (byte 0x{data[error.start]:02x}); save it as UTF-8"
        problems.error(path, line, message, "encoding")
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problems.error(path, line, "holds a NUL character; remove it", "encoding")
        return None
    if not empty and not text.strip():
        problems.error(path, 1, "is empty; fill it in or delete it", "layout")
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_inside(root: Path, path: str, problems: Problems) -> bool:
    """Whether a path, its links followed, lies below the root; a problem if not."""
    inside, real = os.path.realpath(root), os.path.realpath(root / path)
    if real == inside or real.startswith(inside.rstrip(os.sep) + os.sep):
        return True
    message = "is a link out of the site's folder; put the file itself here"
    problems.error(path, 1, message, "symlink")
    return False
