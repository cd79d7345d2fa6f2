"""Tokens to HTML: pure, and told everything it needs to know about the rest of the site."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from sitegen.markup.document import Block, Body
from sitegen.markup.parser import BLOCKS, parser
from sitegen.markup.runs import Place, is_word, run_html, runs, shown
from sitegen.typeset import Typesetter

WORD_JOINER = "\u2060"
"""Keeps the first number on the line of the word before it, the last with its full stop (U+2060).

Both stand inside: beside a button, which is no text, a browser breaks even where a joiner is.
"""
_BETWEEN = "<span> </span>"
"""Between two numbers a line may end: the style sheet lets it, in this space only."""


@dataclass(frozen=True)
class Target:
    """Where a link leads: its address, and the text for a link that was written without one."""

    href: str
    text: str
    lang: str | None = None
    """The language of `text` where it is not the page's."""
    direction: str | None = None
    """The direction of `text` where it is not the page's."""
    external: bool = False


@dataclass
class Notes:
    """The citations of one page, numbered by first appearance."""

    numbers: dict[str, int] = field(default_factory=dict)
    locators: dict[str, list[str]] = field(default_factory=dict)
    """By document: the places in it that the page cites (`p. 3`), each once."""

    def number(self, identifier: str) -> int:
        return self.numbers.setdefault(identifier, len(self.numbers) + 1)

    def locate(self, identifier: str, locator: str) -> None:
        places = self.locators.setdefault(identifier, [])
        if locator not in places:
            places.append(locator)


@dataclass(frozen=True)
class Part:
    """A stretch of prose, or the words of one claim or answer."""

    html: str
    block: Block | None = None
    cites: str = ""
    """The numbers of the block's own record that its words do not cite, ascending; they stand above them."""


Resolve = Callable[[str], Target]
SourcesOf = Callable[[Block], Sequence[str]]


def render(
    body: Body,
    ids: Sequence[str],
    resolve: Resolve,
    notes: Notes,
    sources_of: SourcesOf = lambda block: (),
    typesetter: Typesetter | None = None,
) -> list[Part]:
    """The body as parts, in order. `ids` are the anchors of its headings, by position.

    `sources_of` names the documents of a block's record; they are numbered before its words, and
    stand above them if its words do not cite them.
    """
    env = {"ids": ids, "resolve": resolve, "notes": notes, "typesetter": typesetter or Typesetter()}
    parts: list[Part] = []
    blocks = iter(body.blocks)
    pending: list[Token] = []

    def flush(block: Block | None) -> None:
        cited = [(name, None) for name in sources_of(block)] if block is not None else []
        numbers = {name: notes.number(name) for name, _ in cited}
        html = _RENDERER.render(pending, parser().options, env).strip()
        # Its words say the rest.
        cited = [item for item in cited if f'"source-{numbers[item[0]]}"' not in html]
        cited.sort(key=lambda item: numbers[item[0]])
        cites = citation_html(cited, notes) if cited else ""
        if html or block is not None:
            parts.append(Part(html, block, cites))
        pending.clear()

    for token in body.tokens:
        kind, _, end = token.type.removeprefix("container_").rpartition("_")
        if kind not in BLOCKS:
            pending.append(token)
        elif end == "open":
            flush(None)
        else:
            flush(next(blocks))
    flush(None)
    return parts


class _Renderer(RendererHTML):
    """HTML for our own tokens; everything else is markdown-it's."""

    def renderInline(self, tokens: Sequence[Token], options: Any, env: Any) -> str:  # noqa: N802 - its name there
        """Words that nothing interrupts are set in one go: a name may be half a word with its reading."""
        html = ""
        for run in runs(tokens):
            first, last = run[0], run[-1] + 1
            if not is_word(tokens[first]):
                html += self._one(tokens, first, options, env)
                continue
            parts = [(shown(tokens[i]), self._one(tokens, i, options, env)) for i in run]
            place = Place(
                heading=env.get("heading", False),
                after_name=first > 0 and tokens[first - 1].type == "link_close",
                cited=last < len(tokens) and tokens[last].type == "citation",
            )
            html += run_html(parts, place, env["typesetter"])
        return html

    def _one(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
        rule = self.rules.get(tokens[i].type)
        return rule(tokens, i, options, env) if rule else self.renderToken(tokens, i, options, env)

    def text(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
        return escape(tokens[i].content, quote=False)

    def heading_close(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
        env["heading"] = False
        return f"</{tokens[i].tag}>\n"

    def heading_open(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
        env["heading"] = True
        identifier = env["ids"][tokens[i].meta["index"]]
        return f'<{tokens[i].tag} id="{escape(identifier)}">'

    def link_open(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
        target: Target = env["resolve"](str(tokens[i].attrGet("href") or ""))
        rel = ' rel="external"' if target.external else ""
        html = f'<a href="{escape(target.href)}"{rel}>'
        if tokens[i + 1].type != "link_close":
            return html
        typesetter: Typesetter = env["typesetter"]
        words = typesetter.html(target.text) if target.lang is None else escape(target.text)
        if target.lang is None:
            return html + words
        direction = f' dir="{target.direction}"' if target.direction else ""
        return f'{html}<span lang="{target.lang}"{direction}>{words}</span>'

    def citation(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
        return citation_html(tokens[i].meta["items"], env["notes"])

    def ruby(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
        base, reading = escape(tokens[i].content), escape(tokens[i].meta["reading"])
        return f"<ruby>{base}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>"

    def value(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
        return escape(tokens[i].content)

    def softbreak(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
        return "" if tokens[i].meta.get("joins") else "\n"

    def table_open(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
        return '<div class="table" tabindex="0">\n<table>\n'

    def table_close(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
        return "</table>\n</div>\n"

    def td_open(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
        """A column's alignment as a class: the site's policy allows no inline style."""
        style = str(tokens[i].attrGet("style") or "")
        side = {"left": "start", "right": "end"}.get(style[11:], style[11:])
        return f'<{tokens[i].tag} class="align-{side}">' if side else f"<{tokens[i].tag}>"

    th_open = td_open

    def remark(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
        return ""


def citation_html(items: Sequence[tuple[str, str | None]], notes: Notes) -> str:
    """Numbers that open the document's row of the list of sources in place.

    A row is a popover (HTML Standard, section 6.12): its number is a button that needs no script.
    Where a browser knows none, the button shows the number under which the list has the document.
    Its `aria-label` is only the number until a template gives it the word of its language (`cited`).
    """
    numbers = []
    for identifier, locator in items:
        number = notes.number(identifier)
        words = f"{number}, {escape(locator)}" if locator else f"{number}"
        numbers.append(
            f'<button popovertarget="source-{number}" aria-label="{words}">{words}</button>'
        )
        if locator:
            notes.locate(identifier, locator)
    return f'<sup class="cite">{WORD_JOINER}{_BETWEEN.join(numbers)}{WORD_JOINER}</sup>'


_RENDERER = _Renderer(parser())
