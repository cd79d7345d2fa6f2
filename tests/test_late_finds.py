"""What readers of the code and a newcomer stumbled over: each find has its words pinned here."""

from __future__ import annotations

import datetime as dt
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from goodsite import Copy, Run, invoke

from sitegen import config as configuration
from sitegen import pipeline
from sitegen.i18n.extract import extract_all
from sitegen.pipeline import Request
from sitegen.problems import Problems
from sitegen.views import Options, views

PERSON = "content/people/aurora.yaml"


@pytest.fixture
def good(tmp_path: Path) -> Copy:
    return Copy(tmp_path / "root")


def check(good: Copy, *options: str) -> Run:
    return invoke("check", "--root", good.root, *options)


Edit = Callable[[Copy], None]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (
            lambda g: g.replace(PERSON, "{given: Aurora, family: da Serra}", "{given: TODO}"),
            f"{PERSON}:3: still says TODO; write it, or delete the file",
        ),
        (
            lambda g: g.replace(PERSON, "  pt: [Aurora Branca]", "  ptt: [Aurora Branca]"),
            f"{PERSON}:8: variants: there is no language 'ptt', did you mean 'pt'?",
        ),
        (
            lambda g: g.append(PERSON, "x: " + "[" * 30_000 + "\n"),
            f"{PERSON}:39: is nested too deeply",
        ),
        (
            lambda g: g.append("content/pt/about.md", "\n" + "> " * 25 + "fundo\n"),
            "content/pt/about.md:14: lists and quotations stand too deeply inside each other",
        ),
        (
            lambda g: g.append(
                "content/pt/about.md", "\n[x](https://pombos.example/tres/pt/about/)\n"
            ),
            "content/pt/about.md:14: 'https://pombos.example/tres/pt/about/' is on this site;"
            " write its page key, like 'about'",
        ),
        (
            lambda g: g.append("content/pt/about.md", "\n[x]()\n"),
            "content/pt/about.md:14: the link has no target; write a page key, like 'about' or"
            " 'about#section'",
        ),
        (
            lambda g: g.replace("site.toml", 'code = "fi"', 'code = "FI"'),
            "site.toml:20: 'languages.1.code': 'FI' is no language code; write one like en or zh-hant",
        ),
        (
            lambda g: g.replace("site.toml", "mailto:erros@pombos.example", "javascript:alert(1)"),
            "site.toml:8: 'report': 'javascript:alert(1)' is not a web address; write https://host/path",
        ),
        (
            lambda g: os.mkfifo(g.root / "static" / "pipe.css"),
            "static/pipe.css:1: is no regular file; put a file here",
        ),
    ],
    ids=[
        "todo in a record",
        "language of a variant",
        "deep yaml",
        "deep quotation",
        "absolute link to ourselves",
        "empty link",
        "language code",
        "script as an address",
        "a pipe",
    ],
)
def test_an_error_with_its_line(good: Copy, edit: Edit, expected: str) -> None:
    edit(good)
    done = check(good)
    assert (done.code, done.errors) == (1, [expected])


@pytest.mark.parametrize(
    ("edit", "options", "expected"),
    [
        (
            lambda g: g.delete("content/pt/about.md"),
            (),
            "content/pt/about.md:1: warning: the source language has no such page, but there is"
            " content/fi/about.md; restore it, or delete it in every language",
        ),
        (
            lambda g: g.write("locale/ffi/LC_MESSAGES/messages.po", "x"),
            (),
            "locale/ffi/LC_MESSAGES/messages.po:1: warning: 'ffi' is no language of site.toml;"
            " add its row there or remove the file, did you mean 'fi'?",
        ),
        (
            lambda g: None,
            ("--date", "2019-01-02"),
            "--date:1: warning: the site's day 2019-01-02 is before 2020-05-20 (as_of), to which"
            " its texts reach; choose a later one",
        ),
    ],
    ids=["original deleted", "folder of no language", "day before as_of"],
)
def test_a_warning_with_its_file(
    good: Copy, edit: Edit, options: tuple[str, ...], expected: str
) -> None:
    edit(good)
    assert expected in check(good, *options).warnings


def test_no_number_of_days_or_years_is_below_zero(good: Copy) -> None:
    """A day before the events may be asked for; it may not be shown as a span of time."""
    site = pipeline.prepare(Request(good.root, date=dt.date(1900, 1, 1)), Problems()).site
    spans = [
        value
        for view in views(site, Options())
        if view.template == "person.html"
        for value in (view.context["person"][name] for name in ("days", "years", "age_today"))
        if value is not None
    ]
    assert spans
    assert min(spans) == 0


def test_a_build_heals_what_a_killed_one_left(good: Copy) -> None:
    """Killed between its two renames, a build leaves the old site aside and none in place."""
    assert invoke("--root", good.root).code == 0
    aside = good.root / ".site.old-abc"
    aside.mkdir()
    good.out.rename(aside / "site")
    good.replace(PERSON, "status: not-returned", "status: nowhere")
    assert invoke("--root", good.root).code == 1
    assert (good.out / "pt/index.html").exists(), "the old site is back, though this build failed"
    assert not aside.exists()


def test_an_option_after_the_command_wins_even_if_it_is_the_default(
    good: Copy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(good.root)
    assert invoke("--root", tmp_path / "nowhere", "check", "--root", ".").code == 0


def test_check_has_no_output_folder(good: Copy) -> None:
    done = invoke("--out", good.root / "x", "--root", good.root, "check")
    assert done.code == 2
    assert "--out does not go with 'check', which writes nothing" in done.stderr


def test_serve_says_that_its_port_is_taken(good: Copy) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = invoke("serve", "--root", good.root, "--port", str(port))
    assert done.code == 2
    assert f"port {port} cannot be used" in done.stderr
    assert "choose another with --port, or 0 for a free one" in done.stderr
    assert "Serving" not in done.stdout


def test_messages_names_what_it_drops(good: Copy) -> None:
    good.replace("templates/_facts.html", "Idade", "Quantos anos")
    done = invoke("messages", "--root", good.root)
    assert "locale/fi/LC_MESSAGES/messages.po: dropped, as nothing uses it: 'Idade'" in (
        done.stdout.splitlines()
    )


def test_strings_of_python_are_extracted(good: Copy, tmp_path: Path) -> None:
    """A module with `_("…")` or `N_("…")` is read; one that only talks of them is not."""
    package = tmp_path / "package"
    package.mkdir()
    (package / "a.py").write_text('LABEL = N_("Adeus")\n\n\nprint(_("Olá"))\n', "utf-8")
    (package / "b.py").write_text('"""Write `_("this")` so."""\nX = "N_(\'that\')"\n', "utf-8")
    loaded = configuration.load(good.root, Problems())
    assert loaded is not None
    found = extract_all(good.root, loaded, Problems(), package)
    ours = [(s.message, s.path, s.line) for s in found if s.path.startswith("package/")]
    assert ours == [("Adeus", "package/a.py", 1), ("Olá", "package/a.py", 4)]


def test_a_name_that_is_not_utf_8_is_shown_readably(good: Copy) -> None:
    (good.root / "content/pt" / os.fsdecode(b"caf\xe9.txt")).write_text("x", "utf-8")
    done = check(good, "--json")
    assert "caf\\\\udce9.txt" in done.stdout
