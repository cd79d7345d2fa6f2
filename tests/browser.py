"""A real Chromium for the tests that need one."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from sitegen import pipeline
from sitegen.pipeline import Request
from sitegen.problems import Problems
from sitegen.views import Options

ROOT = Path(__file__).parent.parent

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Nothing but the pages under test may use the network."""


FACES = """async () => {
  const styles = document.querySelector("head style");
  const wanted = styles ? styles.textContent.match(/url\\(/g).length : 0;
  const own = () => [...document.fonts].filter(f => !/ Near /.test(f.family));
  for (let frame = 0; own().length < wanted; frame++) {
    if (frame === 600) throw new Error(`${own().length} of ${wanted} faces were let in`);
    await new Promise(requestAnimationFrame);
  }
  await Promise.all(own().map(f => f.load()));
  const waiting = () => document.querySelector('.event:not([style*="visible"])');
  for (let frame = 0; waiting(); frame++) {
    if (frame === 600) throw new Error("an entry is not laid out");
    await new Promise(requestAnimationFrame);
  }
}"""
"""Waits for what comes after the first paint: all faces, and the entries further down."""


def executable() -> str:
    """The installed Chromium; without one the test is skipped with this reason, and fails in CI."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    reason = "no Chromium is installed (Debian: apt-get install chromium)"
    if os.environ.get("NO_SKIPPED_TESTS"):
        pytest.fail(reason)
    pytest.skip(reason)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    path = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, chromium_sandbox=False, args=QUIET
        )
        try:
            yield browser
        finally:
            browser.close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a plain file server for a folder."""
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def build(out: Path, *, explicit_index: bool = False) -> Path:
    options = Options(explicit_index=explicit_index)
    pipeline.build(Request(ROOT, out, options=options), Problems())
    return out
