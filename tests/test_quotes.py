"""A language that names its quotation marks has no straight ones."""

from __future__ import annotations

from sitegen.breaks import Breaks
from sitegen.checks.dignity import Passage
from sitegen.checks.quotes import quotes_are_set


def test_a_straight_mark_is_an_error_at_its_line() -> None:
    passages = [
        Passage("en.md", "en", "It’s “so” it's", ((0, 7), (10, 8))),
        Passage("pt.md", "pt", "d'água", ((0, 1),)),
    ]
    found = [
        str(p) for p in quotes_are_set(passages, {"en": Breaks(quotes="“”‘’"), "pt": Breaks()})
    ]
    assert found == ["en.md:8: straight quotation mark; write “…” or ‘…’, and ’ for an apostrophe"]
