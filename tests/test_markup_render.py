"""Tokens to HTML: our own marks, headings with anchors, links, and parts around blocks."""

from __future__ import annotations

import helpers  # noqa: F401  (the settings of hypothesis)
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from sitegen.markup.document import Block, parse
from sitegen.markup.render import Notes, Part, Target, citation_html, render
from sitegen.problems import Problems

JOINER = "\u2060"


def cite(*numbers: str) -> str:
    """A citation: the words of the documents' numbers."""
    shown = "<span> </span>".join(
        f'<button popovertarget="source-{words.split(",")[0]}" aria-label="{words}">{words}</button>'
        for words in numbers
    )
    return f'<sup class="cite">{JOINER}{shown}{JOINER}</sup>'


def resolve(target: str) -> Target:
    if target.startswith("https:"):
        return Target(target, target, external=True)
    if target == "foreign":
        return Target("../foreign/", "Vieras <sivu>", lang="fi")
    return Target(f"../{target}/", f"the page {target} & more")


def parts(text: str, notes: Notes | None = None) -> list[Part]:
    body = parse(text, "p.md", 1, Problems())
    ids = [f"id-{number}" for number, _ in enumerate(body.headings, start=1)]
    return render(body, ids, resolve, notes or Notes())


def html(text: str) -> str:
    return "".join(part.html for part in parts(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b* **c** `d`", "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("## One\n\n### Two", '<h2 id="id-1">One</h2>\n<h3 id="id-2">Two</h3>'),
        ("[a](b)", '<p><a href="../b/">a</a></p>'),
        ("[](b)", '<p><a href="../b/">the page b &amp; more</a></p>'),
        (
            "[](foreign)",
            '<p><a href="../foreign/"><span lang="fi">Vieras &lt;sivu&gt;</span></a></p>',
        ),
        ("[a](foreign)", '<p><a href="../foreign/">a</a></p>'),
        (
            '[a](https://a.example/?b&c "title")',
            '<p><a href="https://a.example/?b&amp;c" rel="external">a</a></p>',
        ),
        (
            "{白|しろ}い",
            "<p><ruby>白<rp>（</rp><rt>しろ</rt><rp>）</rp></ruby>い</p>",
        ),
        ("{<|&}", "<p><ruby>&lt;<rp>（</rp><rt>&amp;</rt><rp>）</rp></ruby></p>"),
        ("{a}", "<p>{a}</p>"),
        (
            "word [@a]",
            f"<p>word{cite('1')}</p>",
        ),
        (
            "[@a, p. <3>; @b]",
            f"<p>{cite('1, p. &lt;3&gt;', '2')}</p>",
        ),
        ("a\n\n<!-- differs: b -->\n\nc", "<p>a</p>\n\n<p>c</p>"),
        ("a\\\nb", "<p>a<br />\nb</p>"),
    ],
)
def test_html(text: str, expected: str) -> None:
    assert html(text) == expected


def test_a_table_can_be_scrolled_with_the_keyboard() -> None:
    text = html("| a |\n|---|\n| [b](c) |\n")
    assert text.startswith('<div class="table" tabindex="0">\n<table>\n<thead>')
    assert text.endswith("</table>\n</div>")
    assert '<td><a href="../c/">b</a></td>' in text


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("白い鳩が\n飛ぶ。\n「帰る」", "白い鳩が飛ぶ。「帰る」"),
        ("흰 비둘기가\n난다.", "흰 비둘기가\n난다."),
        ("白い\nhome\n鳩", "白い\nhome\n鳩"),
        ("鳩は、\nhome", "鳩は、home"),
        ("white\ndove", "white\ndove"),
        ("漢字\n비둘기\n漢字", "漢字\n비둘기\n漢字"),
        ("**白い**\n*鳩*", "<strong>白い</strong><em>鳩</em>"),
        ("[白い](a)\n鳩", '<a href="../a/">白い</a>鳩'),
        ("{白|しろ}\n{鳩|はと}", html("{白|しろ}{鳩|はと}")[3:-4]),
        ("- 白い\n  鳩", None),
    ],
)
def test_soft_line_breaks(text: str, inner: str | None) -> None:
    """Japanese is written on, Korean keeps the space, and beside Latin words it stays."""
    if inner is None:
        assert html(text) == "<ul>\n<li>白い鳩</li>\n</ul>"
    else:
        assert html(text) == f"<p>{inner}</p>"


def test_a_break_joins_across_a_citation() -> None:
    assert "</sup>鳩" in html("白い [@a]\n鳩")


def test_parts_are_prose_and_blocks_in_order() -> None:
    text = "one\n\n::: claim a\ntwo\n:::\n::: answer b\nthree\n:::\n\nfour\n"
    assert parts(text) == [
        Part("<p>one</p>"),
        Part("<p>two</p>", Block("claim", "a", 3)),
        Part("<p>three</p>", Block("answer", "b", 6)),
        Part("<p>four</p>"),
    ]


def test_an_empty_block_is_a_part_and_an_empty_text_is_none() -> None:
    assert parts("::: claim a\n:::\n") == [Part("", Block("claim", "a", 1))]
    assert parts("") == []


def test_notes_are_numbered_by_first_appearance_across_the_page() -> None:
    """The numbers run on through blocks, and a repeated document keeps its number."""
    notes = Notes()
    text = "x [@b]\n\n::: claim c\ny [@a; @b]\n:::\n"
    parts(text, notes)
    assert notes.numbers == {"b": 1, "a": 2}
    assert citation_html([("d", None), ("a", "p. 1")], notes) == cite("3", "2, p. 1")


def test_the_places_cited_in_a_document_are_collected() -> None:
    notes = Notes()
    parts("x [@a, p. 3; @b] y [@a] z [@a, p. 7; @a, p. 3]", notes)
    assert notes.locators == {"a": ["p. 3", "p. 7"]}


def test_two_pages_share_no_numbers() -> None:
    parts("x [@a]")
    assert cite("1") in html("x [@b]")


@given(st.text(alphabet="ab日<>&\"'*_`[](){}|@:#-!\n \\", max_size=40))
def test_no_text_brings_its_own_tags_or_attributes(text: str) -> None:
    """Only elements of Markdown come out, and only attributes that we write."""
    allowed = {
        "p", "em", "strong", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "a", "ul", "li",
        "blockquote", "hr", "br", "img", "sup", "button", "span", "wbr", "ruby", "rp", "rt", "div", "table", "thead",
        "tbody", "tr", "th", "td",
    }  # fmt: skip
    for element in BeautifulSoup(html(text), "html.parser").find_all(True):
        assert element.name in allowed
        assert set(element.attrs) <= {
            "id", "href", "class", "src", "alt", "tabindex", "rel", "popovertarget", "aria-label",
        }  # fmt: skip
