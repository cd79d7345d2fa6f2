"""Catalogs: every string in use is there, translated and whole; nothing is silently English."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from helpers import Folder, line_of_text, shown

from sitegen.i18n import catalogs
from sitegen.i18n.catalogs import catalog_path, check_catalog
from sitegen.i18n.extract import Extracted, extract_all
from sitegen.i18n.update import update
from sitegen.problems import Problems

TEMPLATE = """\
<p>{{ _("About") }}</p>
{{ pgettext("verb", "Leave") }}
{% trans n=3 %}{{ n }} pigeon{% pluralize %}{{ n }} pigeons{% endtrans %}
{{ ngettext("%(num)s egg", "%(num)s eggs", 2) }}
{% trans %}
  two
  lines
{% endtrans %}
{{ N_("Later") }}
"""
FI = "locale/fi/LC_MESSAGES/messages.po"
HEADER = """\
msgid ""
msgstr ""
"Language: fi\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def folder_with_template(root: Path, template: str = TEMPLATE) -> Folder:
    folder = Folder(root)
    folder.write("templates/page.html", template)
    return folder


def extracted(folder: Folder, problems: Problems | None = None) -> list[Extracted]:
    """The strings of the folder; those of the package itself are not the subject here."""
    found = extract_all(folder.root, folder.config(), problems or Problems())
    return [string for string in found if not string.path.startswith("sitegen/")]


def checked(entries: str, *strings: Extracted) -> list[str]:
    """The complaints about a Finnish catalog with these entries, which begin on line 7."""
    catalog = read_po(io.StringIO(HEADER + entries), locale="fi_FI")
    problems = Problems()
    problems.extend(check_catalog(catalog, list(strings), FI))
    return [message.removeprefix(f"{FI}:") for message in shown(problems)]


def used(message: str | tuple[str, str], context: str | None = None, line: int = 3) -> Extracted:
    return Extracted(message, context, "templates/page.html", line)


IN = "(used in templates/page.html:3)"


# --- extraction


def test_strings_of_the_configuration_and_of_templates(tmp_path: Path) -> None:
    problems = Problems()
    strings = extracted(folder_with_template(tmp_path), problems)
    assert shown(problems) == []
    assert [(s.message, s.context, s.path, s.line) for s in strings] == [
        ("The pigeons", None, "site.toml", 37),
        ("About", None, "site.toml", 41),
        ("The loft", None, "site.toml", 44),
        ("The falcon", None, "site.toml", 45),
        ("About", None, "templates/page.html", 1),
        ("Leave", "verb", "templates/page.html", 2),
        (("%(n)s pigeon", "%(n)s pigeons"), None, "templates/page.html", 3),
        (("%(num)s egg", "%(num)s eggs"), None, "templates/page.html", 4),
        ("two lines", None, "templates/page.html", 5),
        ("Later", None, "templates/page.html", 9),
    ]


def test_a_broken_template_has_its_line(tmp_path: Path) -> None:
    problems = Problems()
    extracted(folder_with_template(tmp_path, "a\n{% if x %}\n{{ y\n"), problems)
    (message,) = shown(problems)
    assert message.startswith("templates/page.html:")
    assert ": is not a template: " in message
    assert not message.startswith("templates/page.html:1:")


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("fi", "locale/fi/LC_MESSAGES/messages.po"),
        ("zh-hant", "locale/zh_hant/LC_MESSAGES/messages.po"),
    ],
)
def test_the_place_of_a_catalog(code: str, path: str) -> None:
    assert catalog_path(code) == path


# --- checks


@pytest.mark.parametrize(
    ("entries", "string", "messages"),
    [
        ('msgid "About"\nmsgstr "Tietoa"\n', used("About"), []),
        (
            'msgid "Abuot"\nmsgstr "Tietoa"\n',
            used("About"),
            [
                f"1: has no entry for 'About' {IN}, did you mean 'Abuot'?; "
                "run 'python build.py messages'"
            ],
        ),
        (
            'msgid "Leave"\nmsgstr "Loma"\n',
            used("Depart", "verb"),
            [f"1: has no entry for 'Depart' {IN}; run 'python build.py messages'"],
        ),
        ('msgctxt "verb"\nmsgid "Leave"\nmsgstr "Lähde"\n', used("Leave", "verb"), []),
        (
            'msgid "About"\nmsgstr ""\n',
            used("About"),
            [f"7: 'About' is not translated {IN}; fill in its msgstr"],
        ),
        (
            '#, fuzzy\nmsgid "About"\nmsgstr "Tietoa"\n',
            used("About"),
            [f"8: 'About' is marked fuzzy {IN}; reread the translation, then remove 'fuzzy'"],
        ),
        (
            'msgid "x"\nmsgstr "y"\n\nmsgid "%(a)s of {b}"\nmsgstr "%(b)s {b}"\n',
            used("%(a)s of {b}"),
            [
                "10: the translation of '%(a)s of {b}' has an unknown placeholder %(b)s: "
                "'%(b)s {b}'",
                "10: the translation of '%(a)s of {b}' has lost placeholder %(a)s: '%(b)s {b}'",
            ],
        ),
        ('msgid "%(a)s of {b}"\nmsgstr "{b} %(a)s"\n', used("%(a)s of {b}"), []),
        (
            'msgid "a <b>c</b>"\nmsgstr "a <b>c<b>"\n',
            used("a <b>c</b>"),
            ["7: the translation of 'a <b>c</b>' has other tags than its source: 'a <b>c<b>'"],
        ),
        (
            'msgid "%(n)s egg"\nmsgid_plural "%(n)s eggs"\nmsgstr[0] "x"\nmsgstr[1] ""\n',
            used(("%(n)s egg", "%(n)s eggs")),
            [f"7: '%(n)s egg' is not translated {IN}; fill in its msgstr"],
        ),
        (
            'msgid "%(n)s egg"\nmsgid_plural "%(n)s eggs"\nmsgstr[0] "yksi"\nmsgstr[1] "munaa"\n',
            used(("%(n)s egg", "%(n)s eggs")),
            ["7: the translation of '%(n)s egg' has lost placeholder %(n)s: 'munaa'"],
        ),
        (
            'msgid "%(n)s egg"\nmsgid_plural "%(n)s eggs"\n'
            'msgstr[0] "yksi"\nmsgstr[1] "%(n)s munaa"\n',
            used(("%(n)s egg", "%(n)s eggs")),
            [],
        ),
    ],
)
def test_defects_of_a_catalog(entries: str, string: Extracted, messages: list[str]) -> None:
    assert checked(entries, string) == messages


def test_a_string_used_twice_is_told_once() -> None:
    found = checked("", used("About", line=3), used("About", line=9))
    assert len(found) == 1


@pytest.mark.parametrize("before", [(), (used("%(n)s egg", line=2),)], ids=["alone", "after"])
def test_a_string_with_a_plural_needs_its_plural(before: tuple[Extracted, ...]) -> None:
    """An entry without `msgid_plural` leaves ngettext with the source text, silently."""
    entry = 'msgid "%(n)s egg"\nmsgstr "%(n)s muna"\n'
    found = checked(entry, *before, used(("%(n)s egg", "%(n)s eggs")))
    assert len(found) == 1


# --- loading


def filled(folder: Folder, code: str, text: str = "käännös") -> None:
    """Fill in every msgstr below the header: a text and the placeholders of the source."""
    path = catalog_path(code)
    catalog = read_po(io.StringIO((folder.root / path).read_text("utf-8")))
    blocks = [f'msgid ""\nmsgstr ""\n"Plural-Forms: {catalog.plural_forms}\\n"\n']
    for message in catalog:
        if message.id:
            ids = list(message.id) if message.pluralizable else [str(message.id)]
            words = f"{text} {ids[-1]}".replace('"', '\\"')
            block = f'msgctxt "{message.context}"\n' if message.context else ""
            block += f'msgid "{ids[0]}"\n'
            if message.pluralizable:
                block += f'msgid_plural "{ids[1]}"\n'
                block += "".join(
                    f'msgstr[{number}] "{words}"\n' for number in range(catalog.num_plurals)
                )
            else:
                block += f'msgstr "{words}"\n'
            blocks.append(block)
    folder.write(path, "\n".join(blocks))


def prepared(root: Path) -> Folder:
    """A folder whose catalogs are complete."""
    folder = folder_with_template(root)
    update(root, folder.config(), Problems())
    for code in ("fi", "ar"):
        filled(folder, code)
    return folder


def test_complete_catalogs_translate(tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    problems = Problems()
    strings = extracted(folder)
    loaded = catalogs.load(tmp_path, folder.config(), strings, problems)
    assert shown(problems) == []
    assert list(loaded) == ["pt", "fi", "ar"]
    assert loaded["pt"].gettext("About") == "About"
    assert loaded["fi"].gettext("About") == "käännös About"
    assert loaded["fi"].pgettext("verb", "Leave") == "käännös Leave"
    assert loaded["ar"].ngettext("%(n)s pigeon", "%(n)s pigeons", 3) == "käännös %(n)s pigeons"
    for string in strings:
        assert string.translated(loaded["fi"]).startswith("käännös")


def test_a_missing_catalog_names_the_way_out(tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    folder.delete(FI)
    problems = Problems()
    loaded = catalogs.load(tmp_path, folder.config(), extracted(folder), problems)
    assert list(loaded) == ["pt", "ar"]
    assert shown(problems) == [
        f"{FI}:1: the catalog is missing; 'python build.py messages' writes an empty one to fill in"
    ]


def test_what_is_no_catalog_has_its_line(tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    folder.write(FI, HEADER + 'msgid "a"\nmsgstr "b"\nnonsense\n')
    problems = Problems()
    catalogs.load(tmp_path, folder.config(), [], problems)
    (message,) = shown(problems)
    assert message.startswith(f"{FI}:9: is not understood; ")


@pytest.mark.parametrize("data", [b"", b"\xff", b"\0"], ids=["empty", "bytes", "nul"])
def test_a_catalog_that_cannot_be_read_is_a_problem(tmp_path: Path, data: bytes) -> None:
    folder = prepared(tmp_path)
    folder.write(FI, data)
    problems = Problems()
    loaded = catalogs.load(tmp_path, folder.config(), [], problems)
    assert "fi" not in loaded
    assert len(shown(problems)) == 1


def test_the_source_language_may_have_a_catalog_which_is_checked(tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    folder.write("locale/pt/LC_MESSAGES/messages.po", HEADER.replace("fi", "pt"))
    problems = Problems()
    catalogs.load(tmp_path, folder.config(), [used("About")], problems)
    assert [m for m in shown(problems) if "/pt/" in m] == [
        f"locale/pt/LC_MESSAGES/messages.po:1: has no entry for 'About' {IN}; "
        "run 'python build.py messages'"
    ]


# --- updating


def test_new_catalogs_are_empty_and_in_the_order_of_use(tmp_path: Path) -> None:
    folder = folder_with_template(tmp_path)
    rows = update(tmp_path, folder.config(), Problems())
    assert [path for path, *_ in rows] == [catalog_path("fi"), catalog_path("ar")]
    assert all(entries == empty > 0 for _, entries, empty, _ in rows)
    text = (tmp_path / FI).read_text("utf-8")
    assert text.startswith("# Suomi: the interface of this site.\n")
    assert '#: templates/page.html\nmsgctxt "verb"\nmsgid "Leave"\nmsgstr ""\n' in text
    assert "msgstr[5]" in (tmp_path / catalog_path("ar")).read_text("utf-8")


def test_a_catalog_names_no_clock_and_no_machine(tmp_path: Path) -> None:
    """The same strings give the same bytes, today and tomorrow."""
    folder = folder_with_template(tmp_path)
    update(tmp_path, folder.config(), Problems())
    first = (tmp_path / FI).read_bytes()
    for word in (b"-Date:", b"Generated-By"):
        assert word not in first
    update(tmp_path, folder.config(), Problems())
    assert (tmp_path / FI).read_bytes() == first


def test_an_update_keeps_translations_and_comments_and_drops_what_is_unused(
    tmp_path: Path,
) -> None:
    folder = folder_with_template(tmp_path)
    folder.write(
        FI,
        HEADER + '# A note to translators.\nmsgid "About"\nmsgstr "Tietoa"\n\n'
        'msgid "Gone"\nmsgstr "Poissa"\n\nmsgid "Abuot"\nmsgstr "Tietoja"\n',
    )
    update(tmp_path, folder.config(), Problems())
    text = (tmp_path / FI).read_text("utf-8")
    about = text[text.index("# A note") :]
    assert about.startswith("# A note to translators.\n#: ")
    assert 'msgid "About"\nmsgstr "Tietoa"\n' in about
    assert "Gone" not in text
    assert "Tietoja" not in text
    assert 'msgid "Later"\nmsgstr ""\n' in text


def test_an_update_guesses_nothing(tmp_path: Path) -> None:
    """A string that was changed comes in empty, not with the translation of its old form."""
    folder = folder_with_template(tmp_path, '{{ _("About us") }}')
    folder.write(FI, HEADER + 'msgid "About uss"\nmsgstr "Meistä"\n')
    update(tmp_path, folder.config(), Problems())
    text = (tmp_path / FI).read_text("utf-8")
    assert "Meistä" not in text
    assert "fuzzy" not in text[line_of_text(text, "About us") :]


def test_an_update_writes_nothing_while_a_catalog_is_broken(tmp_path: Path) -> None:
    folder = folder_with_template(tmp_path)
    broken = HEADER + "nonsense\n"
    folder.write(FI, broken)
    problems = Problems()
    assert update(tmp_path, folder.config(), problems) == []
    assert not (tmp_path / catalog_path("ar")).exists()
    assert (tmp_path / FI).read_text("utf-8") == broken
    assert len(shown(problems)) == 1


def test_an_update_writes_nothing_while_a_template_is_broken(tmp_path: Path) -> None:
    """The strings of that template would seem unused, and their translations would go."""
    folder = prepared(tmp_path)
    before = (tmp_path / FI).read_bytes()
    folder.write("templates/page.html", "{% if %}")
    problems = Problems()
    assert update(tmp_path, folder.config(), problems) == []
    assert (tmp_path / FI).read_bytes() == before
    assert problems.has_errors


def test_a_string_that_no_catalog_has_is_never_shown_in_the_source_language(
    tmp_path: Path,
) -> None:
    folder = prepared(tmp_path)
    loaded = catalogs.load(tmp_path, folder.config(), [], Problems())
    with pytest.raises(LookupError, match="'Nowhere' is in no catalog"):
        loaded["fi"].gettext("Nowhere")
    with pytest.raises(LookupError, match="'Nowhere' is in no catalog"):
        loaded["ar"].ngettext("Nowhere", "Nowheres", 2)
    assert loaded["pt"].gettext("Nowhere") == "Nowhere"


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (
            'msgid "a"\nmsgstr "b\n',
            "8: is not understood; a line is 'msgid \"…\"', 'msgstr \"…\"' or '\"…\"', quotes closed",
        ),
        (
            'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n',
            "11: this entry stands at line 8 already; keep one",
        ),
    ],
)
def test_what_the_reader_would_repair_in_silence(
    tmp_path: Path, entries: str, message: str
) -> None:
    folder = prepared(tmp_path)
    folder.write(FI, HEADER + entries)
    problems = Problems()
    catalogs.load(tmp_path, folder.config(), [], problems)
    assert f"{FI}:{message}" in shown(problems)


def test_a_plural_rule_has_a_form_for_every_number(tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    folder.write(FI, HEADER.replace("nplurals=2", "nplurals=1"))
    problems = Problems()
    assert "fi" not in catalogs.load(tmp_path, folder.config(), [], problems)
    assert shown(problems) == [f"{FI}:5: is not a catalog: Plural-Forms has no form for 0"]


def test_a_translation_like_its_source_is_a_warning() -> None:
    assert checked('msgid "About"\nmsgstr "About"\n', used("About")) == [
        "7: warning: the translation of 'About' is the same as its source; translate it, "
        "or put a line '# same' above it"
    ]


def test_a_percent_sign_beside_a_placeholder_is_doubled() -> None:
    found = checked('msgid "%(n)s of all"\nmsgstr "%(n)s % x"\n', used("%(n)s of all"))
    assert found == [
        "7: the translation of '%(n)s of all' has a '%' that is no placeholder; "
        "write '%%': '%(n)s % x'"
    ]
