"""What states a fact cites a source; a lead, a question and a pointer to another page do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import Folder

from sitegen.checks import citations
from sitegen.problems import Level

CHAPTER = "content/pt/chapters/vento.md"
HEAD = "---\ntitle: Vento\nsummary: Uma frase.\n---\n"


def found(folder: Folder, body: str) -> list[tuple[int, Level]]:
    """(line of the body, level) of each finding in a chapter."""
    folder.write(CHAPTER, HEAD + body)
    return [(p.line - 4, p.level) for p in citations.facts_are_cited(folder.site())]


@pytest.mark.parametrize(
    "body",
    [
        "Um facto [@livro].\n",
        "## Um\n\n### Dois\n\nUm facto [@livro].\n",
        "Um facto [@livro].\n\nDois factos:\n\n- um [@livro]\n- dois\n",
        "Um facto [@livro].\n\nE agora estes.\n\n| a |\n|---|\n| b [@livro] |\n",
        "Para onde vão? E quando?\n",
        "Mais: [](chapters/agua)\n",
        "<!-- allow uncited: fala de nós -->\nNós não sabemos nada.\n",
    ],
)
def test_what_is_cited_or_states_nothing(tmp_path: Path, body: str) -> None:
    assert found(Folder(tmp_path), body) == []


@pytest.mark.parametrize(
    ("body", "line", "level"),
    [
        ("Um facto.\n", 1, Level.ERROR),
        ("Um facto [@livro].\n\n## Dois\n\nOutro.\n\nMais um.\n", 3, Level.ERROR),
        ("Um facto [@livro].\n\nOutro.\n", 3, Level.WARNING),
        ("Um facto [@livro].\n\n- a\n- b\n", 3, Level.WARNING),
        ("Um facto [@livro].\n\n| a |\n|---|\n| b |\n", 3, Level.WARNING),
        ("Um facto [@livro].\n\nPartiu em 2003. Porquê?\n", 3, Level.WARNING),
        ("Um facto [@livro].\n\nÉ irmã de [](people/bravo).\n", 3, Level.WARNING),
        ("Um facto [@livro].\n\nPartiu em 2003, ver [](chapters/agua).\n", 3, Level.WARNING),
        ("Um facto [@livro].\n\nDois factos:\n", 3, Level.WARNING),
    ],
)
def test_what_states_a_fact_without_a_source(
    tmp_path: Path, body: str, line: int, level: Level
) -> None:
    assert found(Folder(tmp_path), body) == [(line, level)]


def test_other_pages_need_no_citation(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.append("content/pt/about.md", "\nUm facto de 2003.\n")
    assert list(citations.facts_are_cited(folder.site())) == []


def test_an_exception_is_reported_with_its_reason(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write(CHAPTER, HEAD + "<!-- allow uncited: fala de nós -->\nNós somos pombos.\n")
    (only,) = citations.exemptions(folder.site())
    assert (only.path, only.line, only.reason) == (CHAPTER, 5, "fala de nós")


def test_a_document_that_nothing_cites(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.append(
        "content/sources.yaml",
        "mapa:\n  title: Mapa\n  publisher: P\n  url: https://p.example/\n  lang: pt\n  kind: book\n",
    )
    assert [str(p) for p in citations.documents_are_cited(folder.site())] == [
        "content/sources.yaml:14: warning: nothing cites 'mapa'; remove it or cite it"
    ]
