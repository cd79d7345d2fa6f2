"""A body with its named values in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from markdown_it.token import Token

from sitegen.markup.document import Body, plain_text
from sitegen.markup.parser import mark_line_breaks

Fill = Callable[[list[Token]], list[str]]
"""What stands for the named values of one paragraph, given their tokens."""


def filled(body: Body, fill: Fill) -> Body:
    """The body with each named value in its place."""
    tokens = tuple(_filled(token, fill) for token in body.tokens)
    headings = tuple(
        replace(heading, text=plain_text(content))
        for heading, content in zip(body.headings, _contents(tokens), strict=True)
    )
    return replace(body, tokens=tokens, headings=headings)


def _filled(token: Token, fill: Fill) -> Token:
    values = [child for child in token.children or () if child.type == "value"]
    if not values:
        return token
    texts = iter(fill(values))
    copies = [
        child.copy(content=next(texts) if child.type == "value" else child.content)
        for child in token.children or ()
    ]
    mark_line_breaks(copies)
    return token.copy(children=copies)


def _contents(tokens: Sequence[Token]) -> Iterator[Token]:
    """The words of each heading."""
    return (after for token, after in pairwise(tokens) if token.type == "heading_open")
