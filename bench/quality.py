"""What a reader's phone gets, measured in a real browser: one table of bytes, one of Lighthouse.

    python bench/quality.py [--lighthouse] [--runs 3]

The first table is a first visit with an empty cache: HTML with the CSS it needs, scripts, fonts and
everything together, in kilobytes of 1,000 bytes as they travel (gzip); then what a second page of the
same language still loads. `foreign` counts requests to another host, `cookies` what was stored. An
asterisk stands beside a number above the project's own limit. `--lighthouse` (after `npm ci --prefix
bench/lighthouse`) adds the scores of a throttled phone: the median of several runs.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import gzip
import http.server
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser import FACES, QUIET, chromium, executable  # noqa: E402
from playwright.sync_api import Browser, Page, Response  # noqa: E402

from sitegen import pipeline  # noqa: E402
from sitegen.pipeline import Request  # noqa: E402
from sitegen.problems import Problems  # noqa: E402

LIGHTHOUSE = ROOT / "bench/lighthouse/node_modules/.bin/lighthouse"
PAGES = {
    "home": "",
    "profile": "people/megumi-yokota/",
    "chapter": "chapters/families-ask-now/",
    "map": "map/",
    "timeline": "timeline/",
}
SECOND = "people/tadaaki-hara/"
"""The page that a reader opens next."""
LONG = 40.96
FIRST_VIEW = {"map": LONG, "timeline": LONG, "glossary": LONG, "sources": LONG}
SHORT = 14.336
"""Kilobytes of HTML and CSS of every kind of page that is not a long list: the ten packets that a server
sends before it waits for an answer (RFC 6928)."""
FIRST_VISIT = {"en": 120.0, "ja": 250.0, "ko": 180.0}
"""Kilobytes of everything, on a profile."""
SCRIPTS = 5.0
"""Kilobytes, search aside."""
PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")


class _Handler(http.server.SimpleHTTPRequestHandler):
    """A file server that compresses text, as GitHub Pages does."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        packed = path.suffix in PACKED
        data = gzip.compress(data, 9, mtime=0) if packed else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of the folder on this machine."""
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@dataclass
class Visit:
    """Bytes by kind of resource, and what should not be there."""

    bytes: dict[str, int] = field(default_factory=dict)
    foreign: int = 0
    cookies: int = 0

    @property
    def first_view(self) -> float:
        return (self.bytes.get("document", 0) + self.bytes.get("stylesheet", 0)) / 1000

    def of(self, kind: str) -> float:
        return self.bytes.get(kind, 0) / 1000

    @property
    def total(self) -> float:
        return sum(self.bytes.values()) / 1000


def visit(page: Page, address: str, host: str) -> Visit:
    """Open a page and add up the bodies that came over the wire, cached ones left out."""
    found = Visit()

    def add(response: Response) -> None:
        request = response.request
        if urlsplit(request.url).netloc != host:
            found.foreign += 1
        if request.url.endswith("print.css"):
            return  # loaded after the page is shown, and only there for paper
        length = int(response.headers.get("content-length", 0))
        from_cache = response.from_service_worker or request.timing["requestStart"] < 0
        if not from_cache:
            kind = request.resource_type
            found.bytes[kind] = found.bytes.get(kind, 0) + length

    page.on("response", add)
    opened = page.goto(address, wait_until="networkidle")
    if opened is None or not opened.ok:
        raise SystemExit(f"there is no page {address}")
    page.evaluate(FACES)
    page.wait_for_load_state("networkidle")
    page.remove_listener("response", add)
    found.cookies = len(page.context.cookies())
    return found


def starred(value: float, limit: float) -> str:
    return f"{value:9.1f}{'*' if value > limit else ' '}"


def weights(browser: Browser, address: str, languages: tuple[str, ...]) -> bool:
    """Print the table of bytes; whether every number is within its limit."""
    host = urlsplit(address).netloc
    print(
        f"{'page':<10}{'lang':<5}{'HTML+CSS':>10}{'scripts':>10}{'fonts':>10}{'visit':>10}{'2nd page':>10}{'foreign':>9}{'cookies':>9}"
    )
    good = True
    for name, key in PAGES.items():
        for code in languages:
            with browser.new_context(viewport={"width": 390, "height": 844}) as context:
                page = context.new_page()
                first = visit(page, f"{address}/{code}/{key}", host)
                second = visit(page, f"{address}/{code}/{SECOND}", host)
            limit = FIRST_VISIT.get(code, 250.0) if name == "profile" else float("inf")
            cells = (
                starred(first.first_view, FIRST_VIEW.get(name, SHORT))
                + starred(first.of("script"), SCRIPTS)
                + starred(first.of("font"), float("inf"))
                + starred(first.total, limit)
                + starred(second.total, float("inf"))
            )
            print(f"{name:<10}{code:<5}{cells}{first.foreign:>9}{first.cookies:>9}")
            good &= "*" not in cells and not first.foreign and not first.cookies
    return good


def heaviest(site: Path) -> bool:
    """Print the heaviest page of each kind: HTML and the sheets it links, from the files."""
    rows: dict[str, tuple[float, str]] = {}
    packed = {p.name: len(gzip.compress(p.read_bytes(), 9)) for p in site.glob("static/*.css")}
    for path in sorted(site.rglob("*.html")):
        parts = path.relative_to(site).parts
        kind = parts[1] if len(parts) > 2 else "home"
        kind = f"{kind}/*" if len(parts) > 3 else kind
        text = path.read_text("utf-8")
        sheets = sum(n for s, n in packed.items() if s != "print.css" and f"static/{s}" in text)
        size = (len(gzip.compress(text.encode(), 9)) + sheets) / 1000
        rows[kind] = max(rows.get(kind, (0.0, "")), (size, "/".join(parts)))
    print(f"\n{'heaviest of its kind':<22}{'HTML+CSS':>10}")
    good = True
    for kind, (size, name) in sorted(rows.items()):
        cell = starred(size, FIRST_VIEW.get(kind, SHORT))
        good &= "*" not in cell
        print(f"{kind:<22}{cell} {name}")
    return good


def lighthouse(address: str, languages: tuple[str, ...], runs: int) -> bool:
    """Print the table of scores (0 to 100), LCP in seconds and CLS: medians of `runs`."""
    print(
        f"\n{'page':<10}{'lang':<5}{'perf':>6}{'a11y':>6}{'best':>6}{'SEO':>6}{'LCP s':>8}{'CLS':>7}"
    )
    categories = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
    good = True
    for name, key in PAGES.items():
        for code in languages:
            results = [audit(f"{address}/{code}/{key}") for _ in range(runs)]
            scores = [
                statistics.median(100 * r["categories"][c]["score"] for r in results)
                for c in categories
            ]
            audits = ("largest-contentful-paint", "cumulative-layout-shift")
            lcp, cls = (
                statistics.median(r["audits"][a]["numericValue"] for r in results) for a in audits
            )
            cells = "".join(f"{score:6.0f}" for score in scores)
            print(f"{name:<10}{code:<5}{cells}{lcp / 1000:8.2f}{cls:7.3f}", flush=True)
            good &= all(s >= least for s, least in zip(scores, categories.values(), strict=True))
            good &= lcp <= 1500 and cls == 0
    return good


def audit(address: str) -> dict[str, dict[str, dict[str, float]]]:
    """One run of Lighthouse with its own settings for a throttled phone."""
    flags = " ".join(["--headless", *QUIET])
    command = [str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"CHROME_PATH": executable()},
    )
    report: dict[str, dict[str, dict[str, float]]] = json.loads(done.stdout)
    return report


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lighthouse", action="store_true")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    if arguments.lighthouse and not LIGHTHOUSE.exists():
        parser.error("Lighthouse is not installed: npm ci --prefix bench/lighthouse")
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        done = pipeline.build(Request(ROOT, site), Problems())
        languages = done.site.config.codes
        with serving(site) as address:
            with chromium() as browser:
                good = weights(browser, address, languages)
            good &= heaviest(site)
            if arguments.lighthouse:
                good &= lighthouse(address, languages, arguments.runs)
    print("\nEverything is within its limit." if good else "\nNot everything is within its limit.")


if __name__ == "__main__":
    main()
