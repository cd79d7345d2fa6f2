"""A problem is a value: its words, its order, and when a step stops."""

from __future__ import annotations

import json

import pytest

from sitegen.problems import Level, Problem, Problems, Stop, suggest


def test_an_error_reads_path_line_message() -> None:
    assert str(Problem("a/b.md", 7, "is wrong", "rule")) == "a/b.md:7: is wrong"


def test_a_warning_says_so() -> None:
    problem = Problem("a.md", 1, "is unfinished", "rule", Level.WARNING)
    assert str(problem) == "a.md:1: warning: is unfinished"


def test_json_has_five_keys_on_one_line_and_keeps_letters() -> None:
    text = Problem("a.md", 2, "«é»\nx", "rule", Level.WARNING).as_json()
    assert "\n" not in text
    assert "«é»" in text
    assert json.loads(text) == {
        "path": "a.md",
        "line": 2,
        "level": "warning",
        "rule": "rule",
        "message": "«é» x",
    }


def test_problems_come_once_and_by_path_line_and_message() -> None:
    problems = Problems()
    for path, line, message in [("b", 1, "x"), ("a", 10, "x"), ("a", 2, "z"), ("a", 2, "y")]:
        problems.error(path, line, message, "rule")
    problems.error("a", 2, "y", "rule")
    assert [str(p) for p in problems] == ["a:2: y", "a:2: z", "a:10: x", "b:1: x"]


def test_levels_are_counted_without_repeats() -> None:
    problems = Problems()
    problems.error("a", 1, "x", "rule")
    problems.extend([Problem("a", 1, "x", "rule"), Problem("a", 1, "y", "rule")])
    problems.warning("a", 1, "x", "rule")
    assert problems.count(Level.ERROR) == 2
    assert problems.count(Level.WARNING) == 1


def test_warnings_do_not_stop_and_errors_do() -> None:
    problems = Problems()
    problems.stop_on_errors()
    problems.warning("a", 1, "x", "rule")
    assert not problems.has_errors
    problems.stop_on_errors()
    problems.error("a", 1, "x", "rule")
    assert problems.has_errors
    with pytest.raises(Stop):
        problems.stop_on_errors()


def test_two_collections_share_nothing() -> None:
    Problems().error("a", 1, "x", "rule")
    assert list(Problems()) == []


@pytest.mark.parametrize(
    ("word", "known", "text"),
    [
        ("titel", ["title", "summary"], ", did you mean 'title'?"),
        ("zzz", ["title", "summary"], ""),
        ("title", [], ""),
        ("summry", {"title": 1, "summary": 2}, ", did you mean 'summary'?"),
    ],
)
def test_a_near_miss_is_suggested(word: str, known: list[str], text: str) -> None:
    assert suggest(word, known) == text
