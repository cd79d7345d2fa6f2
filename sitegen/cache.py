"""What is slow to make is kept: files by the digest of everything they were made from.

Two builds at the same time may both make a file; each puts it in place with one rename.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ENVIRONMENT = "SITEGEN_CACHE"
FOLDER = ".cache"
KEPT = 30 * 24 * 3600
"""Seconds; what no build has used for so long is removed."""


class Cache:
    """Files in `.cache/` beside `site.toml`, or in the folder that `SITEGEN_CACHE` names.

    A folder that cannot be read or written only costs time: then everything is made each time.
    """

    def __init__(self, root: Path, kind: str) -> None:
        self.folder = Path(os.environ.get(ENVIRONMENT) or root / FOLDER) / kind

    def get(self, name: str) -> bytes | None:
        path = self.folder / name
        with contextlib.suppress(OSError):
            data = path.read_bytes()
            self._refresh(path)
            return data
        return None

    def put(self, name: str, data: bytes) -> None:
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=".new-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                Path(temporary).replace(self.folder / name)
            finally:
                Path(temporary).unlink(missing_ok=True)

    def path(self, name: str, make: Callable[[], bytes]) -> Path:
        """A file for other programs, made if it is not there."""
        if self.get(name) is None:
            self.put(name, make())
        return self.folder / name

    def tidy(self) -> None:
        """Remove what has not been used for a month."""
        oldest = time.time() - KEPT
        with contextlib.suppress(OSError):
            for path in self.folder.iterdir():
                if path.is_file() and path.stat().st_mtime < oldest:
                    path.unlink(missing_ok=True)

    @staticmethod
    def _refresh(path: Path) -> None:
        """Say that a file is in use, at most once a day."""
        if path.stat().st_mtime < time.time() - 24 * 3600:
            os.utime(path)


def key(**parts: object) -> str:
    """The digest of what something is made from."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
