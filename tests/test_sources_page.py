"""The page of sources lists what the pages rest on, and leads back to them."""

from __future__ import annotations

from pathlib import Path

from helpers import Folder, page

from sitegen.views import Options, View, views

HEAD = "fi/sources/index.html"


def sources_page(folder: Folder) -> View:
    folder.write("content/pt/sources.md", page("Fontes"))
    folder.write("content/fi/sources.md", page("Lähteet"))
    return next(view for view in views(folder.site(), Options()) if view.path == HEAD)


def test_every_document_with_the_pages_it_stands_behind(tmp_path: Path) -> None:
    view = sources_page(Folder(tmp_path))
    assert view.template == "sources.html"
    groups = view.context["documents"]
    assert {kind: [row["id"] for row in rows] for kind, rows in groups.items()} == {
        "diary": ["diario"],
        "book": ["livro"],
    }
    (diary,) = groups["diary"]
    assert [place["href"] for place in diary["cited"]] == ["../people/aurora/", "../people/bravo/"]
    (book,) = groups["book"]
    assert [place["href"] for place in book["cited"]][:2] == [
        "../chapters/vento/",
        "../chapters/agua/",
    ]


def test_the_titles_are_those_of_the_reader_s_language(tmp_path: Path) -> None:
    view = sources_page(Folder(tmp_path))
    title = view.context["documents"]["diary"][0]["cited"][0]["title"]
    assert title == {"text": "Valkoinen Aurora", "lang": None, "dir": None}


def test_every_page_leads_to_the_list_once_there_is_one(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    before = [v for v in views(folder.site(), Options()) if v.path == "pt/about/index.html"]
    assert before[0].context["all_sources"] is None
    sources_page(folder)
    after = [v for v in views(folder.site(), Options()) if v.path == "pt/about/index.html"]
    assert after[0].context["all_sources"] == "../sources/"
