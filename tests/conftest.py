"""Options and sites that several test files share."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import build, chromium, serving
from goodsite import Copy, invoke
from playwright.sync_api import Browser, Page

from sitegen import pipeline
from sitegen.pipeline import Request
from sitegen.problems import Problems

ROOT = Path(__file__).parent.parent

# Copies of the real site in temporary folders share what was cut for it.
os.environ.setdefault("SITEGEN_CACHE", str(Path(__file__).parent.parent / ".cache"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update",
        action="store_true",
        help="Write tests/sites/good.golden anew instead of comparing with it; then read the diff.",
    )


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, built once; it has no error. Look, do not touch."""
    out = tmp_path_factory.mktemp("real") / "site"
    pipeline.build(Request(ROOT, out), Problems())
    return out


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good site's output, built once. Look, do not touch."""
    copy = Copy(tmp_path_factory.mktemp("published") / "good")
    done = invoke("--root", copy.root)
    assert done.code == 0, done.stderr
    return copy.out


@pytest.fixture
def good(tmp_path: Path) -> Copy:
    """A copy of the good site that was never built."""
    return Copy(tmp_path / "good")


@pytest.fixture
def built(good: Copy, published: Path) -> Copy:
    """A copy of the good site that has been published once."""
    shutil.copytree(published, good.out)
    return good


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site below a base path, as GitHub Pages serves a project."""
    folder = tmp_path_factory.mktemp("served")
    build(folder / "some" / "base")
    with serving(folder) as url:
        yield f"{url}/some/base/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone that writes down every console message, failed request and foreign host."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"console: {message.text}"))
    # A request that is under way when the reader goes on is aborted, which is no failure.
    page.on(
        "requestfailed",
        lambda request: (
            None
            if request.failure == "net::ERR_ABORTED"
            else complaints.append(f"failed: {request.url}")
        ),
    )
    page.on(
        "request",
        lambda request: (
            None
            if re.match(r"file:|http://127\.0\.0\.1", request.url)
            else complaints.append(f"foreign: {request.url}")
        ),
    )
    yield page
    assert complaints == []
    assert context.cookies() == []
    context.close()
