"""Numbers that follow from the data and are written by hand: each is told its name."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import Folder, page, shown

from sitegen.checks.by_hand import ByHand
from sitegen.checks.dignity import Exemption
from sitegen.problems import Problems
from sitegen.values import NAMES, Values

PT = "content/pt/about.md"
RULES = """\
words: {2: dois, 3: três}
whole_words: true
by_hand:
  - value: recognised
    patterns: ['{number} pombos']
  - value: not-returned
    patterns: ['{number} não voltaram']
  - value: age-then
    patterns: ['com {number} anos']
  - value: years-since
    patterns: ['há {number} anos']
"""


def found(tmp_path: Path, text: str, path: str = PT) -> tuple[list[str], ByHand]:
    folder = Folder(tmp_path)
    folder.write("content/pt/values.yaml", RULES)
    folder.write(path, text)
    problems = Problems()
    check = ByHand(Values(folder.site()), {})
    problems.extend(check.check(folder.read(Problems())))
    return [line for line in shown(problems) if line.startswith(f"{path}:")], check


def told(line: int, text: str, name: str, path: str = PT) -> str:
    return (
        f"{path}:{line}: warning: '{text}' follows from the data; write '{{={name}}}' for the"
        f" number, or above the paragraph '<!-- allow {text}: reason -->'"
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("São 3 pombos.\n", [told(5, "3 pombos", "recognised")]),
        ("São três pombos.\n", [told(5, "três pombos", "recognised words")]),
        ("a\nTrês pombos.\n", [told(6, "Três pombos", "recognised Words")]),
        ("dois não voltaram\n", [told(5, "dois não voltaram", "not-returned words")]),
        ("São 4 pombos, 13 pombos.\n", []),
        ("São {=recognised} pombos.\n", []),
        ("com 2 anos\n", []),
    ],
)
def test_what_is_written_by_hand(body: str, expected: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, page("T", body))[0] == expected


def test_heads_are_read_too(tmp_path: Path) -> None:
    text = "---\ntitle: 3 pombos\nsummary: dois não voltaram\n---\n"
    assert found(tmp_path, text)[0] == [
        told(2, "3 pombos", "recognised"),
        told(3, "dois não voltaram", "not-returned words"),
    ]


def test_a_profile_is_about_its_person(tmp_path: Path) -> None:
    path = "content/pt/people/aurora.md"
    text = "---\nsummary: S\n---\ncom 2 anos, com 3 anos, há 16 anos [@livro]\n"
    assert found(tmp_path, text, path)[0] == [
        told(4, "com 2 anos", "age-then", path),
        told(4, "há 16 anos", "years-since", path),
    ]


def test_a_reason_allows_it_and_is_reported(tmp_path: Path) -> None:
    text = page("T", "<!-- allow 3 pombos: dito em 2004 -->\nEram 3 pombos.\n\nSão 3 pombos.\n")
    lines, check = found(tmp_path, text)
    assert lines == [told(8, "3 pombos", "recognised")]
    assert check.exemptions == {Exemption(PT, 5, "3 pombos", "dito em 2004")}


def test_a_pattern_is_of_a_value(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/pt/values.yaml", RULES.replace("value: recognised", "value: recognized"))
    problems = Problems()
    problems.extend(ByHand(Values(folder.site()), {}).check(folder.read(Problems())))
    assert shown(problems) == [
        "content/pt/values.yaml:4: by_hand: there is no value 'recognized', did you mean 'recognised'?"
        f" (values: {', '.join(NAMES)})"
    ]
