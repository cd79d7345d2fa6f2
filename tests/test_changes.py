"""Corrections stay open until every language has them; updates come newest first; both can be linked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from helpers import Folder, page

from sitegen.checks import changes
from sitegen.records import is_description
from sitegen.views import Options, View, views

CORRECTIONS = """\
vento:
  page: chapters/vento
  date: 2005-02-03
  sources: [diario]
  applied: [pt]
nomes:
  page: about#nomes
  date: 2005-03
  sources: [livro]
  applied: [pt, fi]
"""
UPDATES = """\
mar:
  date: 2004-12
  kind: world
  keys: [about#nomes]
  sources: [livro]
dia:
  date: 2004-12-30
  kind: site
  keys: [chapters/agua]
ano:
  date: 2004
  kind: site
"""
PT_WORDS = """\
corrections:
  vento: {wrong: Do sul., right: Do norte.}
  nomes: {wrong: Dois., right: Três.}
updates:
  mar: {title: O mar, text: Calmo.}
  dia: {title: O dia, text: Claro.}
  ano: {title: O ano, text: Longo.}
"""

VINDA = """\
events:
  vinda-2001-05-14: {title: A vinda, summary: Chegou.}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path)
    folder.write("content/corrections.yaml", CORRECTIONS)
    folder.write("content/updates.yaml", UPDATES)
    folder.append("content/pt/data.yaml", PT_WORDS)
    folder.append("content/fi/data.yaml", "corrections: {nomes: {wrong: Kaksi., right: Kolme.}}\n")
    for key in ("corrections", "updates", "search"):
        folder.write(f"content/pt/{key}.md", page(key))
        folder.write(f"content/fi/{key}.md", page(key))
    folder.write("content/fi/chapters/vento.md", page("Tuuli", "Hei [@livro].\n"))
    return folder


def told(folder: Folder, path: str) -> dict[str, Any]:
    found: dict[str, View] = {view.path: view for view in views(folder.site(), Options())}
    return found[path].context


def test_a_correction_stands_on_its_page_and_leads_to_the_list(folder: Folder) -> None:
    (row,) = told(folder, "pt/chapters/vento/index.html")["corrections"]
    assert (row["id"], row["date"], row["open"]) == ("vento", "2005-02-03", False)
    assert row["href"] == "../../corrections/#correction-vento"
    assert row["wrong"] == {"text": "Do sul.", "lang": None, "dir": None}
    assert told(folder, "pt/chapters/agua/index.html")["corrections"] == []


def test_where_a_language_has_not_taken_it_over_it_is_open_in_the_words_of_the_original(
    folder: Folder,
) -> None:
    (row,) = told(folder, "fi/chapters/vento/index.html")["corrections"]
    assert row["open"] is True
    assert row["right"] == {"text": "Do norte.", "lang": "pt", "dir": None}


def test_the_list_has_all_newest_first_and_names_the_languages_that_lack_one(
    folder: Folder,
) -> None:
    for path in ("pt/corrections/index.html", "fi/corrections/index.html"):
        listed = told(folder, path)["listed"]
        assert [(row["id"], row["open_in"]) for row in listed] == [("nomes", []), ("vento", ["fi"])]
    assert listed[0]["page"]["href"] == "../about/#nomes"
    assert listed[0]["right"]["text"] == "Kolme."
    assert [source["id"] for source in listed[1]["sources"]] == ["diario"]


def test_a_language_without_the_page_has_nothing_to_correct(folder: Folder) -> None:
    folder.delete("content/fi/chapters/vento.md")
    (row,) = [r for r in told(folder, "pt/corrections/index.html")["listed"] if r["id"] == "vento"]
    assert row["open_in"] == []
    assert not any("taken over" in str(p) for p in changes.changes_are_told(folder.site()))


def test_updates_come_newest_first_and_a_month_before_its_days(folder: Folder) -> None:
    rows = told(folder, "fi/updates/index.html")["updates"]
    assert [(row["id"], row["kind"]) for row in rows] == [
        ("ano", "site"), ("mar", "world"), ("dia", "site"),
    ]  # fmt: skip
    assert rows[1]["title"] == {"text": "O mar", "lang": "pt", "dir": None}
    assert [place["href"] for place in rows[1]["places"]] == ["../about/#nomes"]


def test_an_update_that_is_an_event_has_its_words_days_pages_and_sources(folder: Folder) -> None:
    folder.write(
        "content/events.yaml",
        "vinda-2001-05-14: {date: 2001-05-14, end: 2001-05-16, kind: k, people: [bravo],"
        " relatives: [irma], chapters: [agua], sources: [diario]}\n",
    )
    folder.write(
        "content/relatives.yaml",
        "irma: {name: {pt: {given: Brisa}}, of: aurora, kin: sister, sources: [livro]}\n",
    )
    folder.replace("content/updates.yaml", "ano:\n  date: 2004\n  kind: site\n", "")
    folder.append("content/updates.yaml", "vinda: {kind: world, event: vinda-2001-05-14}\n")
    folder.append("content/pt/data.yaml", VINDA)
    rows = told(folder, "fi/updates/index.html")["updates"]
    assert [row["id"] for row in rows] == ["mar", "dia", "vinda"]
    assert (rows[2]["date"], rows[2]["end"]) == ("2001-05-14", "2001-05-16")
    assert rows[2]["title"] == {"text": "A vinda", "lang": "pt", "dir": None}
    assert rows[2]["text"]["text"] == "Chegou."
    assert [place["href"] for place in rows[2]["places"]] == [
        "../chapters/agua/", "../people/aurora/", "../people/bravo/",
    ]  # fmt: skip
    assert [source["id"] for source in rows[2]["sources"]] == ["diario"]


def test_an_applied_correction_without_words_is_a_warning_each_time(folder: Folder) -> None:
    folder.write("content/fi/data.yaml", "places: {serra: vuori}\n")
    (problem,) = [p for p in changes.changes_are_told(folder.site()) if "'nomes'" in str(p)]
    assert str(problem) == (
        "content/fi/data.yaml:1: warning: corrections: there are no words for 'nomes', which"
        " content/corrections.yaml has as applied; write 'wrong' and 'right'"
    )


def test_news_from_after_what_the_site_knows_is_a_warning(folder: Folder) -> None:
    folder.replace("content/updates.yaml", "date: 2004-12\n", "date: 2099-01-02\n")
    (problem,) = changes.updates_name_what_exists(folder.site())
    assert str(problem).startswith(
        "content/updates.yaml:2: warning: 'mar' is of 2099-01-02, but the site says that it knows"
        " nothing after "
    )


def test_the_search_page_names_every_page(folder: Folder) -> None:
    context = told(folder, "fi/search/index.html")
    assert {row["href"] for row in context["lists"]} == {
        "../people/", "../chapters/", "../about/", "../corrections/", "../updates/",
    }  # fmt: skip
    assert len(context["awaited"] + context["returned"]) == 3
    assert len(context["chapters"]) == 2


def test_the_not_found_page_leads_to_search_in_each_language_that_has_it(folder: Folder) -> None:
    rows = told(folder, "404.html")["languages"]
    assert {row["code"]: bool(row["search"]) for row in rows} == {
        "pt": True, "fi": True, "ar": False,
    }  # fmt: skip


def test_a_publisher_and_a_description_are_named_in_the_reader_s_language(folder: Folder) -> None:
    folder.replace("content/sources.yaml", "title: Livro de voos", "title: '[Um livro] (cópia)'")
    folder.append(
        "content/fi/data.yaml",
        "publishers: {Pombal: Lakka}\ndocuments: {livro: '[Kirja] (kopio)'}\n",
    )
    for lang, title, publisher in (
        ("fi", ("[Kirja] (kopio)", "fi"), {"text": "Lakka", "lang": None, "dir": None}),
        ("pt", ("[Um livro] (cópia)", "pt"), {"text": "Pombal", "lang": None, "dir": None}),
    ):
        (source,) = told(folder, f"{lang}/chapters/vento/index.html")["sources"]
        assert (source["title"], source["title_lang"]) == title
        assert source["publisher"] == publisher
        assert source["lang"] == "pt"


@pytest.mark.parametrize(
    ("title", "ours"),
    [
        ("[A descrição]", True),
        ("[A descrição] (cópia)", True),
        ("[説明]（写し）", True),
        ("[Diário] A manchete", False),
        ("A manchete [sic]", False),
        ("[]", False),
    ],
)
def test_only_a_title_that_is_all_brackets_is_a_description(title: str, ours: bool) -> None:
    assert is_description(title) is ours
