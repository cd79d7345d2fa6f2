"""A further language is one row, one catalog and one page: no Python and no template changes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from bs4 import BeautifulSoup

ROOT = Path(__file__).parent.parent
SITE = (
    "content", "fonts", "locale", "maps", "scripts", "static", "styles", "templates", "site.toml",
)  # fmt: skip

LANGUAGES = {
    "fr": ("Français", "Les dix-sept", "ltr", "fr_FR", "Dix-sept personnes"),
    "ar": ("العربية", "السبعة عشر", "rtl", "ar_EG", "سبعة عشر شخصًا"),
}


def build(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "build.py"), *options, "--root", str(root)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module", params=sorted(LANGUAGES))
def added(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """A copy of the real site with one more language: (code, root)."""
    code: str = request.param
    name, title, direction, locale, heading = LANGUAGES[code]
    root = tmp_path_factory.mktemp(code)
    for entry in SITE:
        if (ROOT / entry).is_dir():
            shutil.copytree(ROOT / entry, root / entry)
        else:
            shutil.copy(ROOT / entry, root / entry)
    row = (
        f'\n[[languages]]\ncode = "{code}"\nname = "{name}"\ntitle = "{title}"\n'
        f'direction = "{direction}"\nlocale = "{locale}"\nperson = "{{given}} {{family}}"\n'
        'names_from = "en"\n'
    )
    with (root / "site.toml").open("a", encoding="utf-8") as file:
        file.write(row)
    page = root / "content" / code / "about.md"
    page.parent.mkdir()
    head = f"---\ntitle: {heading}\nsummary: {heading}.\n---\n\n"
    page.write_text(
        f"{head}{heading} ({{=recognised}}).\n", "utf-8"
    )  # as many as the original says
    assert build(root, "messages").returncode == 0
    catalog = root / "locale" / code / "LC_MESSAGES" / "messages.po"
    with catalog.open("rb") as file:
        entries = read_po(file, locale=locale)
    for message in entries:
        if message.id and message.pluralizable:
            message.string = tuple(f"⟦{message.id[-1]}⟧" for _ in range(entries.num_plurals))
        elif message.id:
            message.string = f"⟦{message.id}⟧"
    with catalog.open("wb") as file:
        write_po(file, entries)
    result = build(root)
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
    return code, root


def soup(root: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((root / "site" / path).read_text("utf-8"), "lxml")


def test_every_address_exists_and_says_that_it_is_not_translated(added: tuple[str, Path]) -> None:
    code, root = added
    english = {p.relative_to(root / "site/en") for p in (root / "site/en").rglob("index.html")}
    there = {
        p.relative_to(root / "site" / code) for p in (root / "site" / code).rglob("index.html")
    }
    assert there == english
    page = soup(root, f"{code}/people/megumi-yokota/index.html")
    assert page.find("meta", attrs={"name": "robots", "content": "noindex"})
    assert page.find("link", rel="alternate") is None
    assert page.find("link", rel="canonical") is None
    main = page.find("main")
    assert main is not None
    original = main.find("a", hreflang="en")
    assert original is not None
    assert original["href"] == "../../../en/people/megumi-yokota/"
    # The facts we have, with the borrowed name marked as English.
    name = main.select_one("h1 [lang=en]")
    assert name is not None
    assert name.get_text() == "Megumi Yokota"
    assert "1977" in main.get_text() or "١٩٧٧" in main.get_text()


def test_only_the_translated_page_is_announced(added: tuple[str, Path]) -> None:
    code, root = added
    sitemap = (root / "site/sitemap.xml").read_text("utf-8")
    announced = re.findall(rf"<loc>[^<]*/{code}/([^<]*)</loc>", sitemap)
    assert announced == ["about/"]
    about = soup(root, "en/about/index.html")
    assert about.find("link", rel="alternate", hreflang=code)
    home = soup(root, "en/index.html")
    assert home.find("link", rel="alternate", hreflang=code) is None


def test_direction_and_menu(added: tuple[str, Path]) -> None:
    code, root = added
    html = soup(root, f"{code}/about/index.html").find("html")
    assert html is not None
    assert html["lang"] == code
    assert html["dir"] == LANGUAGES[code][2]
    menu = soup(root, "ja/people/index.html").find("a", lang=code)
    assert menu is not None
    assert menu["href"] == f"../../{code}/people/"


def test_what_is_missing_is_a_warning_with_its_file(added: tuple[str, Path]) -> None:
    code, root = added
    result = build(root, "check")
    assert result.returncode == 0
    expected = f"content/{code}/people.md:1: warning: is not translated yet; the original is content/en/people.md"
    assert expected in result.stderr.splitlines()
    assert build(root, "check", "--strict").returncode == 1


@pytest.mark.parametrize("path", sorted((ROOT / "styles").rglob("*.css")), ids=lambda p: p.name)
def test_the_style_sheets_mirror_by_themselves(path: Path) -> None:
    """Physical sides in CSS would not turn round for a right-to-left language."""
    css = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    physical = re.compile(
        r"(?:margin|padding|border)-(?:left|right)|(?<![\w-])(?:left|right)\s*:|"
        r"text-align\s*:\s*(?:left|right)|float\s*:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius"
    )
    assert physical.findall(css) == []
