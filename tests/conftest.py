"""Options and sites that several test files share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from goodsite import Copy, invoke

# Copies of the real site in temporary folders share what was cut for it.
os.environ.setdefault("SITEGEN_CACHE", str(Path(__file__).parent.parent / ".cache"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update",
        action="store_true",
        help="Write tests/sites/good.golden anew instead of comparing with it; then read the diff.",
    )


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
