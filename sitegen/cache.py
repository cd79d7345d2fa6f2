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
_DIGEST = hashlib.sha256().digest_size
"""Bytes before the data of a file."""


class Cache:
    """Files in `.cache/` beside `site.toml`, or in the folder that `SITEGEN_CACHE` names.

    A folder that cannot be read or written only costs time: then everything is made each time. So
    does a file that is not as it was put there, after a crash or on a full disk.
    """

    def __init__(self, root: Path, kind: str) -> None:
        self.folder = Path(os.environ.get(ENVIRONMENT) or root / FOLDER) / kind

    def get(self, name: str) -> bytes | None:
        path = self.folder / name
        with contextlib.suppress(OSError):
            stored = path.read_bytes()
            self._refresh(path)
            digest, data = stored[:_DIGEST], stored[_DIGEST:]
            return data if hashlib.sha256(data).digest() == digest else None
        return None

    def put(self, name: str, data: bytes) -> None:
        self._write(name, hashlib.sha256(data).digest() + data)

    def path(self, name: str, make: Callable[[], bytes], spare: Path) -> Path:
        """A file of just the data, for other programs: in the folder `spare` if not in the cache."""
        path = self.folder / name
        with contextlib.suppress(OSError):
            if path.stat().st_size:
                self._refresh(path)
                return path
        data = make()
        self._write(name, data)
        with contextlib.suppress(OSError):
            if path.stat().st_size == len(data):
                return path
        (spare / name).write_bytes(data)
        return spare / name

    def _write(self, name: str, data: bytes) -> None:
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=".new-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                Path(temporary).replace(self.folder / name)
            finally:
                Path(temporary).unlink(missing_ok=True)

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
