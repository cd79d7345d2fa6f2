"""The command line as a maintainer meets it: help, skeletons, catalogs, mistakes in the command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from goodsite import CODES, FILES, STRINGS, WARNINGS, Copy, invoke, run, snapshot

OPTIONS = (
    "--root", "--out", "--base-url", "--date", "--strict", "--explicit-index", "--quiet", "--json",
)  # fmt: skip
COMMANDS = ("check", "messages", "new", "serve")


# Help


def test_the_help_names_every_option_and_command_and_the_exit_codes() -> None:
    done = run("--help")
    assert (done.code, done.stderr) == (0, "")
    for word in (*OPTIONS, *COMMANDS):
        assert re.search(rf"^  {word}\b.* \w", done.stdout, re.MULTILINE), (
            f"{word} is not explained"
        )
    assert "Exit codes: 0 done, 1 problems were found, 2 the command was not understood." in (
        done.stdout
    )
    assert "SOURCE_DATE_EPOCH" in done.stdout
    assert "never the clock" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    "command",
    [("check",), ("serve",), ("messages",), ("new",), ("new", "person"), ("new", "page")],
    ids=" ".join,
)
def test_every_command_has_a_help_text(command: tuple[str, ...]) -> None:
    done = invoke(*command, "--help")
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: ")
    words = done.stdout.partition("\n\n")[2].strip().partition("\n")[0]
    assert len(words.split()) > 3, "the first line says what the command does"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--nonsense",),
        ("publish",),
        ("--date", "13.3.2026"),
        ("--date", "2026-02-30"),
        ("--base-url", "pombos.example"),
        ("--base-url", "ftp://pombos.example/"),
        ("--base-url", "http://[pombos"),
        ("new",),
        ("new", "person"),
        ("new", "page", "a", "b"),
        ("check", "--out", "x"),
        ("serve", "--port", "70000"),
    ],
    ids=" ".join,
)
def test_a_command_that_is_not_understood_exits_2(arguments: tuple[str, ...], built: Copy) -> None:
    before = snapshot(built.root)
    first = ("--root", built.root) if arguments[0] not in ("new", "check", "serve") else ()
    done = invoke(*first, *arguments)
    assert done.code == 2
    assert done.stdout == ""
    assert "Usage: " in done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(built.root) == before


def test_a_usage_error_ends_the_process_with_2(good: Copy) -> None:
    done = run("--root", good.root, "--date", "tomorrow")
    assert (done.code, done.stdout) == (2, "")
    assert "tomorrow" in done.stderr


@pytest.mark.parametrize("order", ["before", "after"])
def test_an_option_may_stand_before_or_after_the_command(order: str, good: Copy) -> None:
    options = ("--root", good.root, "--strict")
    arguments = (*options, "check") if order == "before" else ("check", *options)
    done = invoke(*arguments)
    assert done.code == 1
    assert done.warnings == list(WARNINGS)


def test_without_a_root_the_current_folder_is_built(good: Copy) -> None:
    done = run(cwd=good.root)
    assert done.code == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"Built site ({FILES} files)."
    assert (good.out / "pt/index.html").is_file()


# New pages and people


def test_new_page_writes_a_skeleton_in_every_language_that_builds_once_filled_in(
    good: Copy,
) -> None:
    done = run("new", "page", "chapters/chuva", "--root", good.root)
    paths = [f"content/{code}/chapters/chuva.md" for code in CODES]
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        *(f"wrote {path}" for path in paths),
        "Fill in every TODO, then run 'python build.py check'.",
    ]
    for path in paths:
        fill(good, path)
    assert_builds(good)
    for code in CODES:
        page = (good.out / code / "chapters/chuva/index.html").read_text("utf-8")
        assert "<h1>a title</h1>" in page


def test_new_person_writes_a_record_and_skeletons_that_build_once_filled_in(good: Copy) -> None:
    done = run("new", "person", "raio-de-sol", "--root", good.root)
    profiles = [f"content/{code}/people/raio-de-sol.md" for code in CODES]
    assert done.code == 0
    assert done.stdout.splitlines()[:4] == [
        "wrote content/people/raio-de-sol.yaml",
        *(f"wrote {path}" for path in profiles),
    ]
    record = "content/people/raio-de-sol.yaml"
    text = (good.root / record).read_text("utf-8")
    assert "{family: TODO, given: TODO}" in text.partition("sex:")[0]
    values = {
        "case": "3", "sex": "male", "age_then": "4", "disappeared": "2019-08", "place": "mar",
        "status": "not-returned", "recognised": "2020",
    }  # fmt: skip
    for field, value in values.items():
        assert text.count(f"{field}: TODO ") == 1
        text = text.replace(f"{field}: TODO ", f"{field}: {value} ")
    text = text.replace("{family: TODO, given: TODO}", "{family: do Sul, given: Raio}")
    text = text.replace("[TODO]", "[diario]")
    assert "TODO" not in text
    good.write(record, text)
    good.append(
        "content/cases.yaml", "3:\n  people: [raio-de-sol]\n  date: 2019-08\n  sources: [diario]\n"
    )
    good.replace("content/pt/data.yaml", "tempestade}", "tempestade, 3: O voo da chuva}")
    for path in profiles:
        fill(good, path)
    # The original counts by itself; the translations say it in words.
    for path, three, two in (("fi", "Kolme viesti", "kahta"), ("ar", "ثلاث حمامات ز", "اثنتين")):
        home = good.root / f"content/{path}/index.md"
        text = home.read_text("utf-8").replace(two, "3")
        home.write_text(text.replace(three, f"4 {three.split()[-1]}"), "utf-8")
    assert_builds(good)
    for code in CODES:
        assert "Raio do Sul" in (good.out / code / "people/raio-de-sol/index.html").read_text(
            "utf-8"
        )
    people = (good.out / "pt/people/index.html").read_text("utf-8")
    assert people.index("Neblina") < people.index("Aurora") < people.index("Raio do Sul")


def test_new_person_asks_for_names_of_the_languages_that_borrow_none(good: Copy) -> None:
    text = (good.root / "site.toml").read_text("utf-8")
    good.write("site.toml", text.replace('names_from = "pt"\n\n[[nav]]', "\n[[nav]]"))
    assert invoke("new", "person", "raio", "--root", good.root).code == 0
    record = (good.root / "content/people/raio.yaml").read_text("utf-8")
    names = record.partition("name:\n")[2].partition("sex:")[0]
    assert [line.split(":")[0].strip() for line in names.splitlines()] == ["pt", "ar"]


def test_a_skeleton_that_is_not_filled_in_is_refused(good: Copy) -> None:
    assert invoke("new", "person", "raio", "--root", good.root).code == 0
    done = invoke("check", "--root", good.root)
    assert done.code == 1
    assert "content/people/raio.yaml:1: 'case' must be a whole number, not 'TODO'" in done.errors


@pytest.mark.parametrize(
    ("command", "path"),
    [
        (("new", "page", "about"), "content/pt/about.md"),
        (("new", "page", "chapters/vento"), "content/ar/chapters/vento.md"),
        (("new", "person", "aurora"), "content/people/aurora.yaml"),
        (("new", "person", "neblina"), "content/pt/people/neblina.md"),
    ],
)
def test_new_overwrites_nothing_and_then_writes_nothing(
    command: tuple[str, ...], path: str, good: Copy
) -> None:
    before = snapshot(good.root)
    done = invoke(*command, "--root", good.root)
    assert (done.code, done.stdout) == (1, "")
    assert f"{path}:1: exists already; nothing was written" in done.errors
    assert snapshot(good.root) == before


@pytest.mark.parametrize(
    ("kind", "name", "part"),
    [
        ("page", "../x", ".."),
        ("page", "/etc/x", ""),
        ("page", "a//b", ""),
        ("page", "a/", ""),
        ("page", "Sobre", "Sobre"),
        ("page", "ação", "ação"),
        ("page", "a b", "a b"),
        ("page", "a--b", "a--b"),
        ("page", "", ""),
        ("person", "../x", "../x"),
        ("person", "a/b", "a/b"),
        ("person", "João", "João"),
    ],
)
def test_new_refuses_what_is_no_address(kind: str, name: str, part: str, good: Copy) -> None:
    before = snapshot(good.root.parent)
    done = invoke("new", kind, "--root", good.root, "--", name)
    assert (done.code, done.stdout) == (1, "")
    assert done.errors == [
        f"{name}:1: '{part}' cannot be part of an address;"
        " use lower-case ASCII letters, digits and single hyphens"
    ]
    assert snapshot(good.root.parent) == before


def test_new_page_sends_a_person_to_new_person(good: Copy) -> None:
    before = snapshot(good.root)
    done = invoke("new", "page", "people/raio", "--root", good.root)
    assert done.code == 1
    assert done.errors == [
        "people/raio:1: is a person's page; use 'python build.py new person raio'"
    ]
    assert snapshot(good.root) == before


@pytest.mark.parametrize("command", [("new", "page", "x"), ("new", "person", "x"), ("messages",)])
def test_a_folder_that_is_no_site_is_told_apart(command: tuple[str, ...], tmp_path: Path) -> None:
    done = invoke(*command, "--root", tmp_path)
    assert (done.code, done.stdout) == (1, "")
    assert done.errors == [
        "site.toml:1: there is no site.toml here; choose the site's folder with --root"
    ]
    assert snapshot(tmp_path) == {}


# Catalogs


FI = "locale/fi/LC_MESSAGES/messages.po"
AR = "locale/ar/LC_MESSAGES/messages.po"


def test_messages_changes_nothing_when_nothing_is_new(good: Copy) -> None:
    before = snapshot(good.root)
    done = run("messages", "--root", good.root, variables={"PYTHONHASHSEED": "7", "LC_ALL": "C"})
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"{FI}: {STRINGS} entries, 0 to translate",
        f"{AR}: {STRINGS} entries, 0 to translate",
    ]
    assert snapshot(good.root) == before


def test_messages_adds_an_empty_entry_that_the_build_then_names(good: Copy) -> None:
    good.replace("templates/404.html", "<h1>404</h1>", '<h1>404</h1>\n<p>{{ _("Que pena!") }}</p>')
    before = (good.root / FI).read_text("utf-8")
    done = invoke("messages", "--root", good.root)
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"{FI}: {STRINGS + 1} entries, 1 to translate"
    after = (good.root / FI).read_text("utf-8")
    entry = '#: templates/404.html\nmsgid "Que pena!"\nmsgstr ""\n\n'
    assert after.replace(entry, "") == before, "translations and everything else stay as they are"
    again = snapshot(good.root)
    assert invoke("messages", "--root", good.root).code == 0
    assert snapshot(good.root) == again, "a second run changes nothing"
    build = invoke("--root", good.root)
    assert build.code == 1
    assert [re.sub(r":\d+:", ":", line, count=1) for line in build.errors] == [
        f"{path}: 'Que pena!' is not translated (used in templates/404.html:7); fill in its msgstr"
        for path in (AR, FI)
    ]
    number = int(build.errors[1].split(":")[1])
    assert after.splitlines()[number - 1] in ('msgid "Que pena!"', "#: templates/404.html:7")


def test_messages_offers_no_guess_for_a_similar_string(good: Copy) -> None:
    good.replace("templates/untranslated.html", "traduzido.", "traduzido!")
    assert invoke("messages", "--root", good.root).code == 0
    text = (good.root / FI).read_text("utf-8")
    assert 'msgid "Este texto ainda não está traduzido!"\nmsgstr ""\n' in text
    assert "fuzzy" not in text
    assert "traduzido." not in text, "an unused entry goes"


def test_messages_keeps_comments_plurals_and_contexts(good: Copy) -> None:
    entry = '#: templates/_facts.html\nmsgid "Visto pela última vez"\n'
    good.replace(FI, entry, f"# Lento, ei lentokone.\n{entry}")
    good.append("templates/_facts.html", "<p></p>\n")
    before = snapshot(good.root)
    assert invoke("messages", "--root", good.root).code == 0
    assert snapshot(good.root) == before


def test_messages_writes_a_whole_catalog_for_a_language_without_one(good: Copy) -> None:
    good.delete(FI)
    done = invoke("messages", "--root", good.root)
    assert done.stdout.splitlines()[0] == f"{FI}: {STRINGS} entries, {STRINGS} to translate"
    text = (good.root / FI).read_text("utf-8")
    assert "Plural-Forms: nplurals=2; plural=(n != 1);" in text
    assert "20" not in text.partition("#: ")[0], "no date"
    build = invoke("--root", good.root)
    assert build.code == 1
    assert len(build.errors) == STRINGS
    assert all("is not translated" in line for line in build.errors)


# What follows found bugs when it was written.


def test_messages_loses_no_translation_to_a_template_that_cannot_be_read(good: Copy) -> None:
    """Its strings cannot be told, so they must not be taken for unused."""
    good.replace("templates/chapters.html", "{% endfor %}", "{% endfro %}")
    good.replace("templates/_record.html", "{% endif %}", "{% endif")
    before = snapshot(good.root)
    done = invoke("messages", "--root", good.root)
    assert done.code == 1
    assert [line.partition(": ")[0] for line in done.errors] == [
        "templates/_record.html:7",
        "templates/chapters.html:7",
    ]
    assert snapshot(good.root) == before


def test_messages_loses_nothing_of_a_catalog_that_is_not_understood(good: Copy) -> None:
    good.replace(FI, 'msgstr "Lento"', "msgstr Lento")
    before = snapshot(good.root)
    done = invoke("messages", "--root", good.root)
    assert done.code == 1
    assert done.errors
    assert snapshot(good.root)[FI] == before[FI]


def test_new_person_says_that_a_case_must_list_the_person(good: Copy) -> None:
    done = invoke("new", "person", "raio", "--root", good.root)
    assert "content/cases.yaml" in done.stdout + done.stderr


@pytest.mark.parametrize("key", ["about/index", "people", "chapters"])
def test_new_page_refuses_an_address_that_another_file_has(key: str, good: Copy) -> None:
    """`about.md` and `about/index.md` are one address; the build would refuse them both."""
    before = snapshot(good.root)
    done = invoke("new", "page", key, "--root", good.root)
    assert done.code == 1
    assert snapshot(good.root) == before


def test_a_page_with_a_todo_left_in_it_is_refused(good: Copy) -> None:
    """`new page` says "fill in every TODO, then run check": so check must find them."""
    assert invoke("new", "page", "chapters/chuva", "--root", good.root).code == 0
    done = invoke("check", "--root", good.root)
    assert done.code == 1
    assert any(line.startswith("content/pt/chapters/chuva.md:2: ") for line in done.errors)


def test_the_header_of_a_new_catalog_is_not_marked_fuzzy(good: Copy) -> None:
    """Whoever fills it in has no reason to remove the mark, and other tools then leave the file out."""
    good.delete(FI)
    assert invoke("messages", "--root", good.root).code == 0
    assert "fuzzy" not in (good.root / FI).read_text("utf-8")


def fill(site: Copy, path: str) -> None:
    """What a maintainer does with a skeleton; the citation becomes one that exists."""
    text = (site.root / path).read_text("utf-8").replace("TODO ", "")
    text = text.replace("`[@source-id]`", "[@diario]").replace("`[text](about)`", "[x](about)")
    assert "TODO" not in text
    site.write(path, text)


def assert_builds(site: Copy) -> None:
    done = invoke("--root", site.root)
    assert (done.code, done.errors) == (0, [])
    assert done.warnings == list(WARNINGS)
