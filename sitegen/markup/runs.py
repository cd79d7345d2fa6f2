"""Runs of words in a paragraph, with nothing but words in them: what is set in one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from sitegen.typeset import Typesetter, marked

_WORDS = ("text", "ruby", "value", "softbreak")


@dataclass(frozen=True)
class Place:
    """Where a run stands: in a heading, right after a link, right before the numbers of sources."""

    heading: bool = False
    after_name: bool = False
    cited: bool = False


def runs(tokens: Sequence[Token]) -> Iterator[list[int]]:
    """The tokens' indexes in order: words that follow each other together, anything else alone."""
    run: list[int] = []
    for index, token in enumerate(tokens):
        if is_word(token):
            run.append(index)
            continue
        if run:
            yield run
            run = []
        yield [index]
    if run:
        yield run


def is_word(token: Token) -> bool:
    return token.type in _WORDS


def shown(token: Token) -> str:
    """The words of a token as a line sees them; a reading stands above the line."""
    if token.type == "softbreak":
        return "" if token.meta.get("joins") else "\n"
    return token.content


def run_html(parts: Sequence[tuple[str, str]], place: Place, typesetter: Typesetter) -> str:
    """A run as HTML. `parts` are its tokens' words, each with its HTML."""
    text = "".join(words for words, _ in parts)
    kept, cuts = typesetter.kept(text), set[int]()
    if place.after_name:
        kept = typesetter.with_address(text, kept)
    if place.cited:
        kept = typesetter.with_end(text, kept)
    if place.heading:
        kept, cuts = typesetter.in_heading(text, kept)
    html = marked(parts, kept, cuts)
    return f'<span class="ph">{html}</span>' if cuts else html
