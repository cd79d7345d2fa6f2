"""Our Markdown: CommonMark with tables, and the six things content.md adds to it."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from sitegen.markup import scripts

BLOCKS = ("claim", "answer")
"""The names of fenced blocks: `::: claim dprk-2002` … `:::`."""
REMARKS = ("differs", "allow")
"""The comments that mean something: `<!-- differs: reason -->`, `<!-- allow WORD: reason -->`."""
PARTS = ("numbers", "people", "links", "citations")
"""What of a paragraph may differ, if not all of it: `<!-- differs people: reason -->`."""

WORDS = ("text", "ruby", "value", "code_inline")
"""The inline tokens whose content a reader reads."""

_RUBY = re.compile(r"\{([^{}|\n]+)\|([^{}|\n]+)\}")
VALUE = re.compile(r"\{=([^{}\n]*)\}")
"""A value that follows from the data, by its name."""
_CITATION = re.compile(r"\[(@[^\[\]]*)\]")
_ITEM = re.compile(r"\s*@([A-Za-z0-9][\w.-]*)(?:\s*,\s*(\S.*?))?\s*", re.DOTALL)


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """The one instance; it holds no state of a page. Raw HTML is off, so it comes out as text."""
    md = MarkdownIt("commonmark", {"html": False}).enable("table")
    # A link with a bad scheme must reach our own check, which can name its line.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.inline.ruler.at("emphasis", scripts.emphasis)
    md.inline.ruler.before("link", "citation", _citation)
    md.inline.ruler.before("link", "value", _value)
    md.inline.ruler.before("link", "ruby", _ruby)
    md.block.ruler.before("paragraph", "remark", _remark, {"alt": ["paragraph"]})
    md.core.ruler.push("line_breaks", _line_breaks)
    for name in BLOCKS:
        md.use(container_plugin, name, validate=_named(name))
    return md


def _named(name: str):  # type: ignore[no-untyped-def]
    return lambda params, *_: params.split()[:1] == [name]


def _citation(state: StateInline, silent: bool) -> bool:
    """`[@id]`, `[@id, p. 3; @other]`: Pandoc's form. meta: items (id, locator), line offset."""
    match = _CITATION.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    items = []
    for part in match[1].split(";"):
        item = _ITEM.fullmatch(part)
        if item is None:
            return False
        items.append((item[1], item[2]))
    if not silent:
        # The note belongs to the word before it, with or without a space in the source.
        state.pending = state.pending.rstrip(" ")
        token = state.push("citation", "", 0)
        token.content = match[0]
        token.meta = {"items": items}
    state.pos = match.end()
    return True


def _value(state: StateInline, silent: bool) -> bool:
    """`{=not-returned}`: a value that is said once, in the data. meta: words, as they are written.

    The token's content is the source until `sitegen.values` puts the value in its place.
    """
    match = VALUE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("value", "", 0)
        token.content = match[0]
        token.meta = {"words": match[1]}
    state.pos = match.end()
    return True


def _ruby(state: StateInline, silent: bool) -> bool:
    """`{横田|よこた}`: a word and its reading."""
    match = _RUBY.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("ruby", "", 0)
        token.content = match[1]
        token.meta = {"reading": match[2]}
    state.pos = match.end()
    return True


def _remark(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A comment on lines of its own: a note to the checks, never shown. meta: text."""
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<!--", begin):
        return False
    if state.env.get("no_comment_ends_after", len(state.src)) <= begin:
        return False
    close = state.src.find("-->", begin)
    if close < 0:
        state.env["no_comment_ends_after"] = begin
    limit = state.eMarks[end - 1]
    after = close + len("-->")
    line_end = state.src.find("\n", after)
    rest = state.src[after : limit if line_end < 0 else line_end]
    if close < 0 or after > limit or rest.strip():
        return False
    if silent:
        return True
    last = start + state.src.count("\n", begin, close)
    token = state.push("remark", "", 0)
    token.map = [start, last + 1]
    token.meta = {"text": state.src[begin + len("<!--") : close].strip()}
    token.hidden = True
    state.line = last + 1
    return True


def _line_breaks(state: StateCore) -> None:
    for block in state.tokens:
        mark_line_breaks(block.children or [])


def mark_line_breaks(children: list[Token]) -> None:
    """Mark the soft line breaks that are no space: the renderer then writes nothing for them."""
    for index, token in enumerate(children):
        if token.type != "softbreak":
            continue
        before = _neighbour(children[:index][::-1], -1)
        after = _neighbour(children[index + 1 :], 0)
        if before and after and scripts.joins_across_break(before, after):
            token.meta = {"joins": True}


def _neighbour(tokens: list[Token], end: int) -> str | None:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            return None
        if token.content and token.type in WORDS:
            return token.content[end]
    return None
