"""site.toml: what it must say, and what is said where it is wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from helpers import SITE_TOML, Folder, line_of_text, shown

from sitegen import config as configuration
from sitegen.config import Direction, absolute_url
from sitegen.problems import Problems


def complaints(root: Path, text: str | bytes) -> list[str]:
    (root / "site.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    problems = Problems()
    configuration.load(root, problems)
    return shown(problems)


def changed(old: str, new: str, text: str = SITE_TOML) -> str:
    assert old in text
    return text.replace(old, new, 1)


def test_a_right_file_is_read_without_a_word(tmp_path: Path) -> None:
    config = Folder(tmp_path).config()
    assert config.codes == ("pt", "fi", "ar")
    assert config.language("ar").direction is Direction.RTL
    assert config.date == dt.date(2020, 1, 1)
    assert config.base_path == "/loft/"
    assert config.kinds.person == "people/*"
    assert config.parties == {"loft": "The loft", "falcon": "The falcon"}
    assert complaints(tmp_path, SITE_TOML) == []


def test_the_address_of_the_command_line_replaces_that_of_the_file(tmp_path: Path) -> None:
    Folder(tmp_path)
    problems = Problems()
    config = configuration.load(tmp_path, problems, base_url="http://localhost:8000")
    assert config is not None
    assert config.base_url == "http://localhost:8000/"
    assert config.base_path == "/"


def test_a_missing_file_names_the_way_out(tmp_path: Path) -> None:
    problems = Problems()
    assert configuration.load(tmp_path, problems) is None
    assert shown(problems) == [
        "site.toml:1: there is no site.toml here; choose the site's folder with --root"
    ]


def test_what_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    assert complaints(tmp_path, b'title = "\xe9"') == [
        "site.toml:1: is not UTF-8 (byte 0xe9); save it as UTF-8"
    ]


def test_what_is_not_toml_has_its_line(tmp_path: Path) -> None:
    (message,) = complaints(tmp_path, 'a = "1"\nb = = 2\n')
    assert message.startswith("site.toml:2: is not TOML: ")


def test_toml_that_breaks_off_points_at_its_end(tmp_path: Path) -> None:
    (message,) = complaints(tmp_path, "a = 1\nb = 2\nc = ")
    assert message.startswith("site.toml:3: is not TOML: ")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("source =", "sorce =", "unknown field 'sorce', did you mean 'source'? (fields here: "),
        (
            '"https://pombos.example/loft/"',
            '"pombos.example"',
            "'base_url': 'pombos.example' is not a web address; write https://host/path",
        ),
        (
            'direction = "rtl"',
            'direction = "up"',
            "'languages.2.direction' cannot be 'up' (one of: ltr, rtl)",
        ),
        (
            'locale = "fi_FI"',
            'locale = "xx_YY"',
            "'languages.1.locale': Babel knows no locale 'xx_YY'; write one like en_GB",
        ),
        (
            'person = "{family} {given}"',
            'person = "{first}"',
            "'languages.1.person': put a name together from {given} and {family}",
        ),
        (
            'person = "{family} {given}"',
            'person = "name"',
            "'languages.1.person': put a name together from {given} and {family}",
        ),
        (
            'names_from = "pt"',
            'names_from = "ptt"',
            "there is no language 'ptt', did you mean 'pt'?",
        ),
        ('source = "pt"', 'source = "zz"', "there is no language 'zz'"),
        ('code = "ar"', 'code = "fi"', "language 'fi' stands here twice; keep one row"),
        ('key = "about"', 'key = ""', "'nav.1.key' is empty; fill it in or remove the line"),
        (
            'chapters = ["vento"]',
            'chapters = "vento"',
            "'chapters' must be a list, like [one, two]",
        ),
        (
            'loft = "The loft"',
            'loft = ""',
            "'parties.loft' is empty; fill it in or remove the line",
        ),
    ],
)
def test_each_mistake_is_told_at_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = changed(old, new)
    line = line_of_text(text, new) if "twice" not in message else line_of_text(SITE_TOML, old)
    found = complaints(tmp_path, text)
    assert [m for m in found if m.startswith(f"site.toml:{line}: {message}")] != [], found


def test_a_missing_row_field_is_told_at_its_row(tmp_path: Path) -> None:
    text = changed('name = "Suomi"\n', "")
    row = line_of_text(text, 'code = "fi"') - 1
    assert complaints(tmp_path, text) == [
        f"site.toml:{row}: field 'languages.1.name' is missing; add it"
    ]


def test_a_site_needs_a_language(tmp_path: Path) -> None:
    head = SITE_TOML.partition("[[languages]]")[0]
    (message,) = complaints(tmp_path, "languages = []\n" + head)
    assert message.startswith("site.toml:1: 'languages'")


def test_what_is_still_unknown_is_a_warning(tmp_path: Path) -> None:
    text = changed("pombos.example/loft", "pombos.invalid/loft")
    text = changed('"https://pombos.example/src"', '""', text)
    text = changed('"mailto:erro@pombos.example"', '""', text)
    assert complaints(tmp_path, text) == [
        "site.toml:1: warning: base_url is a placeholder; "
        "set the site's address or pass --base-url",
        "site.toml:5: warning: repository is empty; "
        "set the address of the repository, until then its link is left out",
        "site.toml:6: warning: report is empty; "
        "set the address of error reports, until then its link is left out",
    ]


def test_lines_of_tables_rows_and_keys(tmp_path: Path) -> None:
    config = Folder(tmp_path).config()
    assert config.line("nav", 1, "label") == line_of_text(SITE_TOML, 'label = "About"')
    assert config.line("languages", 2) == line_of_text(SITE_TOML, 'code = "ar"') - 1
    assert config.line("parties", "falcon") == line_of_text(SITE_TOML, '"falcon"')
    assert config.line("kinds", "person") == 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://a.example", "https://a.example/"),
        ("https://a.example///", "https://a.example/"),
        ("http://localhost:80/x/y", "http://localhost:80/x/y/"),
    ],
)
def test_an_address_ends_in_one_slash(value: str, expected: str) -> None:
    assert absolute_url(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "",
        "a.example",
        "//a.example",
        "ftp://a.example",
        "https:///x",
        "https://a.example/?q=1",
        "https://a.example/#x",
    ],
)
def test_no_address_of_a_site(value: str) -> None:
    with pytest.raises(
        ValueError, match=r"(is not a web|cannot be a site's) address; write https://host/path"
    ):
        absolute_url(value)


def test_an_address_that_cannot_be_taken_apart_says_what_to_write() -> None:
    with pytest.raises(ValueError, match="is not a web address; write https://host/path"):
        absolute_url("https://[a.example/")
