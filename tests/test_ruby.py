"""A reading stands over the letters that do not say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.ruby import Part, parts


@pytest.mark.parametrize(
    ("word", "reading", "expected"),
    [
        ("横田めぐみ", "よこた めぐみ", [("横田", "よこた"), ("めぐみ", None)]),
        ("曽我ミヨシ", "そが みよし", [("曽我", "そが"), ("ミヨシ", None)]),
        ("増元るみ子", "ますもと るみこ", [("増元", "ますもと"), ("るみ", None), ("子", "こ")]),
        ("田中実", "たなか みのる", [("田中実", "たなか みのる")]),
        ("三木みき", "みき みき", [("三木", "みき"), ("みき", None)]),
        ("吹上はま", "ふきあげ かわ", [("吹上はま", "ふきあげ かわ")]),
        ("ルミー子", "るみーこ", [("ルミー", None), ("子", "こ")]),
        ("ｺ子", "ここ", [("ｺ", None), ("子", "こ")]),
        ("ルミ", "るみ", [("ルミ", None)]),
        ("Aurora Val", "aurora", [("Aurora Val", "aurora")]),
        ("実", "", [("実", "")]),
    ],
)
def test_what_is_written_as_it_is_read_has_no_reading(
    word: str, reading: str, expected: list[Part]
) -> None:
    assert parts(word, reading) == expected


LETTERS = st.text(st.sampled_from("田中実子るみルミーｺがa 『"), min_size=1, max_size=8)


@given(LETTERS, LETTERS)
def test_the_parts_are_the_word_and_no_reading_is_empty(word: str, reading: str) -> None:
    found = parts(word, reading)
    assert "".join(base for base, _ in found) == word
    assert all(over is None or over.strip() or over == reading for _, over in found)


@given(st.lists(st.tuples(st.sampled_from("田中実子"), st.sampled_from(["た", "なか", "みつる"]))))
def test_every_sound_is_written_once(pairs: list[tuple[str, str]]) -> None:
    word = "".join(f"{base}ノ" for base, _ in pairs)
    reading = "".join(f"{over}の" for _, over in pairs)
    assert parts(word, reading) == [p for base, over in pairs for p in ((base, over), ("ノ", None))]
