"""A body as the stretches of words that a reader reads in one go, each with what it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from sitegen.markup.document import Body, Remark
from sitegen.markup.parser import BLOCKS

_OTHER = ("fence", "code_block")


@dataclass(frozen=True)
class Piece:
    """The words of a paragraph, heading, item or cell (an inline token), or a block of code."""

    token: Token
    line: int
    around: tuple[Token, ...]
    """The tokens that are open, the outermost first."""
    remarks: tuple[Remark, ...]
    """Those written above it, or above what it stands in."""

    @property
    def is_inline(self) -> bool:
        return self.token.type == "inline"

    @property
    def block(self) -> str:
        """`claim` or `answer`, if it stands in one."""
        names = (
            token.type.removeprefix("container_").removesuffix("_open") for token in self.around
        )
        return next((name for name in names if name in BLOCKS), "")


def pieces(body: Body) -> Iterator[Piece]:
    """Every piece in order. A remark holds for the block below it and all within."""
    line = body.first
    remarks = iter(body.remarks)
    pending: list[Remark] = []
    around: list[tuple[Token, tuple[Remark, ...]]] = []
    for token in body.tokens:
        if token.map is not None:
            line = body.first + token.map[0]
        if token.type == "remark":
            pending += [remark for remark in [next(remarks, None)] if remark is not None]
        elif token.nesting == 1:
            around.append((token, tuple(pending)))
            pending = []
        elif token.nesting == -1:
            around.pop()
        elif token.type == "inline" or token.type in _OTHER:
            written = [remark for _, above in around for remark in above]
            if token.type in _OTHER:
                written += pending
                pending = []
            yield Piece(token, line, tuple(opened for opened, _ in around), tuple(written))
