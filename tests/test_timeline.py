"""The timeline: its events in order, its picture, and what other pages take from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from goodsite import Copy
from helpers import Folder, page

from sitegen.i18n.formats import period
from sitegen.pipeline import Request, prepare
from sitegen.problems import Problems
from sitegen.uses import uses
from sitegen.views import Options, views

LANGS = ("pt", "fi", "ar")


@pytest.fixture
def contexts(good: Copy) -> dict[str, dict[str, Any]]:
    site = prepare(Request(good.root), Problems()).site
    return {view.path: view.context for view in views(site, Options())}


def of(contexts: dict[str, dict[str, Any]], lang: str) -> dict[str, Any]:
    return contexts[f"{lang}/timeline/index.html"]


@pytest.mark.parametrize("lang", LANGS)
def test_events_stand_by_date_in_every_language(
    contexts: dict[str, dict[str, Any]], lang: str
) -> None:
    years = of(contexts, lang)["years"]
    assert [(year["year"], [event["id"] for event in year["events"]]) for year in years] == [
        ("2017", ["tempestade-2017-05-14", "chegada-2017-06-02"]),
        ("2018", ["nevoeiro-2018-09"]),
    ]


def test_kinds_stand_in_the_order_of_the_site_with_their_counts(
    contexts: dict[str, dict[str, Any]],
) -> None:
    assert of(contexts, "pt")["kinds"] == [
        {"kind": "partida", "label": "Partida", "count": 2},
        {"kind": "chegada", "label": "Chegada", "count": 1},
    ]


def test_an_event_that_is_not_translated_has_a_borrowed_title_and_no_summary(
    contexts: dict[str, dict[str, Any]],
) -> None:
    event = of(contexts, "ar")["years"][0]["events"][0]
    assert event["title"] == {"text": "A tempestade no mar", "lang": "pt", "dir": "ltr"}
    assert event["summary"] is None


def test_numbers_go_on_from_the_text_and_every_document_is_listed(
    contexts: dict[str, dict[str, Any]],
) -> None:
    context = of(contexts, "pt")
    assert [source["id"] for source in context["sources"]] == ["diario", "registo", "kirja"]
    arrival = context["years"][0]["events"][1]
    assert ">2<" in arrival["cites"]
    assert ">3<" in arrival["cites"]


def test_a_line_ends_only_where_somebody_came_home(contexts: dict[str, dict[str, Any]]) -> None:
    picture = of(contexts, "pt")["pictures"]["broad"]
    assert [line["end"] for line in picture["awaited"]] == [None, None]
    assert [line["broken"] for line in picture["awaited"]] == [False, True]
    (line,) = picture["returned"]
    assert line["x"] < line["end"] < picture["edge"]


def test_an_arabic_timeline_is_the_mirror_image(contexts: dict[str, dict[str, Any]]) -> None:
    plain, mirrored = (of(contexts, lang)["pictures"]["slim"] for lang in ("pt", "ar"))
    assert (plain["edge"], mirrored["edge"]) == (100, 0)
    for name in ("awaited", "returned", "marks"):
        for one, other in zip(plain[name], mirrored[name], strict=True):
            assert one["x"] + other["x"] == pytest.approx(100)


def test_marks_are_called_by_their_short_name_or_their_title(
    contexts: dict[str, dict[str, Any]],
) -> None:
    def marks(lang: str) -> list[str]:
        return [mark["title"]["text"] for mark in of(contexts, lang)["pictures"]["broad"]["marks"]]

    assert marks("pt") == ["O Trovão volta", "Nevoeiro"]
    assert marks("fi") == ["Paluu", "Sumu vuorella"]


def test_a_profile_and_a_chapter_list_their_events(contexts: dict[str, dict[str, Any]]) -> None:
    profile = contexts["fi/people/trovao/index.html"]["related"]["events"]
    assert [event["href"] for event in profile] == [
        "../../timeline/#event-tempestade-2017-05-14",
        "../../timeline/#event-chegada-2017-06-02",
    ]
    chapter = contexts["fi/chapters/vento/index.html"]["events"]
    assert [event["title"]["text"] for event in chapter] == ["Sumu vuorella"]


def test_documents_are_cited_by_the_timeline(good: Copy) -> None:
    site = prepare(Request(good.root), Problems()).site
    behind = {use.document for use in uses(site) if use.path == "content/events.yaml"}
    assert behind == {"diario", "registo", "kirja"}
    assert {use.keys for use in uses(site) if use.path == "content/events.yaml"} == {("timeline",)}


def test_a_family_s_event_leads_to_the_person_and_is_not_on_the_profile(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.append("site.toml", '\n[event_kinds]\nvisita = "Visit"\n')
    folder.write(
        "content/relatives.yaml",
        "mae:\n  name:\n    pt: {given: Alba}\n  of: aurora\n  kin: mother\n  sources: [livro]\n",
    )
    folder.write(
        "content/events.yaml",
        "visita-2006:\n  date: 2006\n  kind: visita\n  relatives: [mae]\n  sources: [livro]\n",
    )
    folder.append(
        "content/pt/data.yaml",
        "events:\n  visita-2006: {title: A visita, summary: A mãe veio ao pombal.}\n",
    )
    folder.write("content/pt/timeline.md", page("Ano a ano"))
    made = {view.path: view.context for view in views(folder.site(), Options())}
    (event,) = made["pt/timeline/index.html"]["years"][0]["events"]
    assert [row["href"] for row in event["families"]] == ["../people/aurora/"]
    assert made["pt/people/aurora/index.html"]["related"]["events"] == []


def test_what_mentions_a_person_is_found_by_its_links(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/pt/chapters/agua.md", page("Água", "Ver [](people/aurora) [@livro].\n"))
    folder.write(
        "content/pt/perguntas.md",
        page("Perguntas", "## Quando?\n\nCedo [@livro].\n\n## Quem?\n\nA [](people/aurora).\n"),
    )
    folder.write("content/pt/nomes.md", page("Nomes", "## Regra\n\nComo [](people/aurora).\n"))
    made = {view.path: view.context for view in views(folder.site(), Options())}
    mentions = made["pt/people/aurora/index.html"]["related"]["mentions"]
    assert [(row["href"], row["title"]["text"]) for row in mentions] == [
        ("../../chapters/agua/", "Água"),
        ("../../perguntas/#quem", "Quem?"),
    ]
    assert made["pt/people/bravo/index.html"]["related"]["mentions"] == []


@pytest.mark.parametrize(
    ("start", "end", "locale", "shown"),
    [
        ("2014-03-10", "2014-03-14", "en_GB", "10–14 March 2014"),
        ("2014-03-10", "2014-03-14", "ja_JP", "2014年3月10日～14日"),
        ("2014-03-10", "2014-04-02", "ko_KR", "2014년 3월 10일 ~ 4월 2일"),
        ("2014-12-30", "2015-01-02", "pt_PT", "30 de dezembro de 2014 – 2 de janeiro de 2015"),
        ("2014-03", "2014-05", "en_GB", "March 2014 – May 2014"),
    ],
)
def test_a_period_says_once_what_both_days_have_in_common(
    start: str, end: str, locale: str, shown: str
) -> None:
    assert period(start, end, locale).replace("\u2009", " ") == shown
