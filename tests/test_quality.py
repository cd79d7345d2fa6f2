"""Two strict judges read every page: axe for accessibility, the W3C checker for HTML and CSS."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import serving
from playwright.sync_api import Browser

TOOLS = Path(__file__).parent / "quality/node_modules"
AXE = TOOLS / "axe-core/axe.min.js"
CHECKER = TOOLS / "vnu-jar/build/dist/vnu.jar"
ENHANCED = ("color-contrast-enhanced", "target-size")
"""Rules that axe leaves off: contrast of WCAG AAA (1.4.6) and the size of targets (2.5.8)."""


def needs(found: bool, reason: str) -> None:
    """Skip with a reason what cannot run here; where nothing may be skipped, fail with it."""
    if not found:
        if os.environ.get("NO_SKIPPED_TESTS"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="module")
def address(real_site: Path) -> Iterator[str]:
    with serving(real_site) as url:
        yield url


@pytest.fixture(scope="module")
def paths(real_site: Path) -> list[str]:
    """Every page of the site, as a path below its address."""
    return sorted(path.relative_to(real_site).as_posix() for path in real_site.rglob("*.html"))


@pytest.mark.parametrize(
    ("scheme", "width", "height"), [("light", 390, 844), ("dark", 1280, 800)], ids=["phone", "desk"]
)
def test_axe_finds_nothing(
    browser: Browser, address: str, paths: list[str], scheme: Any, width: int, height: int
) -> None:
    """Every page: as a phone shows it by day, as a desk shows it by night.

    The policy of the pages lets no script in, so it is switched off for axe, not for the pages.
    """
    needs(AXE.is_file(), "axe is not installed (npm ci --prefix tests/quality)")
    rules = {name: {"enabled": True} for name in ENHANCED}
    found = []
    with browser.new_context(
        bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": height}
    ) as context:
        page = context.new_page()
        for path in paths:
            page.goto(f"{address}/{path}")
            page.add_script_tag(path=AXE)
            result = page.evaluate(
                "rules => axe.run(document, { resultTypes: ['violations'], rules })", rules
            )
            found += [
                f"{path}: {rule['id']}: {node['target']} {node['html'][:120]}"
                for rule in result["violations"]
                for node in rule["nodes"][:3]
            ]
    assert found == []


def checker(*arguments: str) -> list[str]:
    """Every message of the W3C checker, with its place."""
    needs(CHECKER.is_file(), "the W3C checker is not installed (npm ci --prefix tests/quality)")
    needs(shutil.which("java") is not None, "there is no Java (Debian: default-jre-headless)")
    local = "-Dnu.validator.servlet.allow-forbidden-hosts=true"  # it asks no local server else
    command = ["java", "-Xss4m", local, "-jar", str(CHECKER), "--format", "json", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [
        f"{message.get('url')}:{message.get('lastLine', 1)}: {message['message']}"
        for message in json.loads(done.stderr)["messages"]
    ]


def test_the_w3c_checker_finds_nothing_in_the_pages(address: str, paths: list[str]) -> None:
    """No error and no warning. It reads from a server, because the policy speaks of 'self'."""
    pages = [path for path in paths if path != "404.html"]  # which a server has at no address
    assert checker(*(f"{address}/{path}" for path in pages)) == []


def test_the_w3c_checker_finds_nothing_in_the_style_sheets(real_site: Path) -> None:
    assert checker("--skip-non-css", str(real_site)) == []


def test_the_judges_see_what_is_wrong(tmp_path: Path, browser: Browser) -> None:
    """Both find the faults of a page that is made of faults: their silence means something."""
    faulty = '<!doctype html><html><title>x</title><img src="x.png"><p id=a><p id=a>'
    (tmp_path / "faulty.html").write_text(faulty, "utf-8")
    (tmp_path / "faulty.css").write_text("a { colour: red }", "utf-8")
    assert any("alt" in message for message in checker(str(tmp_path / "faulty.html")))
    assert any("colour" in m for m in checker("--skip-non-css", str(tmp_path)))
    needs(AXE.is_file(), "axe is not installed (npm ci --prefix tests/quality)")
    page = browser.new_page()
    page.goto((tmp_path / "faulty.html").as_uri())
    page.add_script_tag(path=AXE)
    result = page.evaluate("axe.run()")
    assert {"html-has-lang", "image-alt"} <= {rule["id"] for rule in result["violations"]}
