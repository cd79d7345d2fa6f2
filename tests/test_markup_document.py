"""A body taken apart: what is found, on which line, and what must not reach a reader."""

from __future__ import annotations

import pytest
from helpers import shown
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.markup.document import (
    Block,
    Body,
    Citation,
    Heading,
    Link,
    Remark,
    parse,
    plain_text,
)
from sitegen.problems import Problems


def read(text: str, first: int = 1) -> tuple[Body, list[str]]:
    problems = Problems()
    body = parse(text, "p.md", first, problems)
    return body, [message.removeprefix("p.md:") for message in shown(problems)]


def right(text: str, first: int = 1) -> Body:
    body, found = read(text, first)
    assert found == []
    return body


def wrong(text: str) -> list[str]:
    return read(text)[1]


# --- what is found


def test_headings() -> None:
    body = right("## One *two*\n\n### {三|さん} `4` [@a]\n\nFive\n---\n", first=10)
    assert body.headings == (
        Heading(2, "One two", 10),
        Heading(3, "三 4", 12),
        Heading(2, "Five", 14),
    )


def test_links_have_the_line_they_stand_on() -> None:
    text = "one [a](x)\ntwo [b](y#z)  \n[c](z)\n\n- item\n  [d](w)\n\n> [e](v)\n"
    assert right(text, first=5).links == (
        Link("x", 5),
        Link("y#z", 6),
        Link("z", 7),
        Link("w", 10),
        Link("v", 12),
    )


def test_links_in_tables_have_the_line_of_their_row() -> None:
    text = "| a | b |\n|---|---|\n| [c](x) | d |\n| e | [f](y) |\n"
    assert right(text).links == (Link("x", 3), Link("y", 4))


def test_autolinks_and_strange_schemes_are_links_too() -> None:
    """They must reach the check of links, which can name their line."""
    body = right("<https://a.example/>\n[b](javascript:c)\n")
    assert body.links == (Link("https://a.example/", 1), Link("javascript:c", 2))


def test_no_links_in_code() -> None:
    assert right("`[a](x) [@b]`\n\n    [a](x) [@b]\n").links == ()


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("x [@a]", (Citation("a", 1),)),
        (
            "x [@a-1.b_2, p. 3; @c]\n[@d]",
            (Citation("a-1.b_2", 1), Citation("c", 1), Citation("d", 2)),
        ),
        ("| x |\n|---|\n| [@a] |\n", (Citation("a", 3),)),
        ("**x [@a]**", (Citation("a", 1),)),
    ],
)
def test_citations(text: str, citations: tuple[Citation, ...]) -> None:
    assert right(text).citations == citations


def test_a_citation_takes_its_parts_apart() -> None:
    body = right("x [@a, p. 3, note; @b]")
    children = body.tokens[1].children
    assert children is not None
    assert children[1].meta == {"items": [("a", "p. 3, note"), ("b", None)]}
    assert children[0].content == "x", "the note belongs to the word, without the space"


@pytest.mark.parametrize(
    "text",
    ["x [@a,\np. 3]\n[y](z)", "x `a\nb`\n[y](z)", "x [a](b 'c\nd')\n[y](z)"],
    ids=["citation", "code", "title of a link"],
)
def test_lines_are_right_after_what_spans_two(text: str) -> None:
    assert right(text).links[-1] == Link("z", 3)


def test_blocks_that_follow_each_other_are_one_run() -> None:
    text = (
        "::: claim a\nx\n:::\n\n::: answer b\ny\n:::\n\ntext\n\n"
        "::: claim c\nz\n:::\n::: answer d\nw\n:::\n"
    )
    body = right(text)
    assert body.runs == (
        (Block("claim", "a", 1), Block("answer", "b", 5)),
        (Block("claim", "c", 11), Block("answer", "d", 14)),
    )
    assert body.blocks == body.runs[0] + body.runs[1]


@pytest.mark.parametrize("between", ["text", "## head", "- item", "---", "> quote", "| a |\n|---|"])
def test_anything_that_is_shown_ends_a_run(between: str) -> None:
    text = f"::: claim a\nx\n:::\n\n{between}\n\n::: answer b\ny\n:::\n"
    assert [len(run) for run in right(text).runs] == [1, 1]


def test_a_remark_does_not_end_a_run() -> None:
    """It is never shown, so nothing stands between for the reader."""
    text = "::: claim a\nx\n:::\n\n<!-- differs: why -->\n\n::: answer b\ny\n:::\n"
    assert [len(run) for run in right(text).runs] == [2]


def test_a_block_holds_paragraphs_lists_links_and_citations() -> None:
    body = right("::: claim a\none [@b]\n\n- [two](x)\n\nthree\n:::\n")
    assert (len(body.blocks), body.citations, body.links) == (
        1,
        (Citation("b", 2),),
        (Link("x", 4),),
    )


def test_a_block_interrupts_a_paragraph() -> None:
    assert right("text\n::: claim a\nx\n:::\n").blocks == (Block("claim", "a", 2),)


def test_remarks() -> None:
    text = (
        "<!-- differs: other order -->\n\nx\n<!-- allow fancier: a title -->\n\n"
        "<!--differs:\n two\nlines-->\n\nx\n"
    )
    assert right(text).remarks == (
        Remark("differs", "", "other order", 1),
        Remark("allow", "fancier", "a title", 4),
        Remark("differs", "", "two\nlines", 6),
    )


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_a_remark_may_be_the_last_thing_of_a_file(end: str) -> None:
    assert right(f"x\n\n<!-- differs: a -->{end}").remarks == (Remark("differs", "", "a", 3),)


def test_plain_text_has_no_marks() -> None:
    (_, inline, _) = right("a *b* [c](d) `e` {f|g} [@h]\ni\\\nj").tokens
    assert plain_text(inline) == "a b c e f i j"


def test_plain_text_joins_where_the_page_does() -> None:
    assert plain_text(right("白い\n鳩").tokens[1]) == "白い鳩"
    assert plain_text(right("흰\n비둘기").tokens[1]) == "흰 비둘기"


# --- what is refused


BOLD = "'**' would be shown as it stands; bold text is '**text**', with a beginning and an end"
CITE = "would be shown as it stands; a citation is '[@id]' or '[@id, p. 3; @other]'"
COMMENT = (
    "'<!--' would be shown as it stands; a comment stands on lines of its own, above the paragraph"
)
HTML = "would be shown as it stands; HTML is not used in prose, write Markdown"
FENCE = "would be shown as it stands; a block begins with ::: claim or ::: answer and ends with :::"
LINK = "would be shown as it stands; a link is '[text](key)' with no space in the key"


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("a\nb **c", [f"2: {BOLD}"]),
        ("** a**", [f"1: {BOLD}"]),
        ("a <b>c</b>", [f"1: '<b>' {HTML}"]),
        ("a</div>", [f"1: '</div>' {HTML}"]),
        ("<div>\nx\n</div>", [f"1: '<div>' {HTML}", f"3: '</div>' {HTML}"]),
        ("a <!-- differs: b -->", [f"1: {COMMENT}"]),
        ("<!-- differs: a --> b", [f"1: {COMMENT}"]),
        ("<!-- differs: a", [f"1: {COMMENT}"]),
        ("[@]", [f"1: '[@]' {CITE}"]),
        ("[@a b]", [f"1: '[@a b]' {CITE}"]),
        ("[@a; b]", [f"1: '[@a; b]' {CITE}"]),
        ("[@a", [f"1: '[@a' {CITE}"]),
        ("a\n:::", [f"2: ':::' {FENCE}"]),
        ("::: clam a\nx\n:::", [f"1: '::: clam a' {FENCE}", f"3: ':::' {FENCE}"]),
        ("[a](b c)", [f"1: '](b c)' {LINK}"]),
        (
            "![a](b.jpg)",
            ["1: pictures do not stand in prose; they need a record with credit and licence"],
        ),
        (
            "x\n\n# Head",
            ["3: '#' is the page's title and comes from the front matter; begin with '##'"],
        ),
        ("##", ["1: the heading has no words"]),
        ("## [@a]", ["1: the heading has no words"]),
        (
            "::: claim\nx\n:::",
            ["1: write ':::' and then 'claim' and one id, like '::: claim someone-2002'"],
        ),
        (
            "::: answer a b\nx\n:::",
            ["1: write ':::' and then 'answer' and one id, like '::: answer someone-2002'"],
        ),
        ("::: claim a\nx\n", ["1: '::: claim' has no end; close it with a line ':::'"]),
        ("::: claim a", ["1: '::: claim' has no end; close it with a line ':::'"]),
        (
            "- ::: claim a\n  x\n  :::\n",
            ["1: '::: claim' stands inside something else; give it a place of its own"],
        ),
        (
            "::: claim a\n::: answer b\nx\n:::\n:::\n",
            [
                "2: '::: answer' stands inside something else; give it a place of its own",
                f"5: ':::' {FENCE}",
            ],
        ),
        (
            "::: claim a\n## Head\n:::",
            ["2: a claim or answer has no headings; its head comes from the record"],
        ),
    ],
)
def test_marks_that_would_reach_the_reader(text: str, messages: list[str]) -> None:
    assert wrong(text) == messages


REMARK = "write '<!-- differs: reason -->' or '<!-- allow WORD: reason -->'"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "<!-- difers: a -->",
            f"1: the comment 'difers' is not understood, did you mean 'differs'?; {REMARK}",
        ),
        ("<!-- TODO -->", f"1: the comment 'TODO' is not understood; {REMARK}"),
        (
            "<!-- differs -->",
            f"1: the comment 'differs' is not understood; {REMARK}",
        ),
        (
            "<!-- differs numbrs: x -->",
            f"1: the comment 'differs numbrs' is not understood, did you mean 'numbers'?; {REMARK}",
        ),
    ],
)
def test_a_comment_that_is_not_understood(text: str, message: str) -> None:
    assert wrong(text) == [message]


@pytest.mark.parametrize(
    "text", ["<!-- allow: a -->", "<!-- differs word: a -->", "<!-- allow a: -->", "<!-- -->"]
)
def test_a_remark_needs_its_parts(text: str) -> None:
    body, found = read(text)
    assert body.remarks == ()
    assert len(found) == 1


@pytest.mark.parametrize(
    "text",
    [
        "`**` and `<b>` and `[@` and `:::`",
        "    <b> ** [@a\n",
        "1 < 2 and 3 > 2, a * b * c, x_y_z",
        "&lt; &amp; [plain brackets]",
        "**bold** and *italic* and ***both***",
        "a — b … “c”",
    ],
)
def test_what_is_right_is_not_refused(text: str) -> None:
    assert wrong(text) == []


def test_every_mistake_is_told_at_once_in_lines_of_the_file() -> None:
    _, found = read("# a\n\n**b\n\n<i>\n", first=7)
    assert [message.split(":")[0] for message in found] == ["7", "9", "11"]


# --- anything at all


MARKED = st.text(alphabet="ab日한\n\t *_`[]()<>!#@:;,.-+=|{}\\&~\"'%0123456789/", max_size=60)
PIECES = st.lists(
    st.sampled_from(
        [
            "::: claim a", "::: answer b", ":::", "::::", "> ", "- ", "\n", "\n\n", "  ", "    ",
            "<!--", "-->", "differs: x", "allow", "[@a", "]", "[@a, p. 3; @b]", "{日|ひ}", "{",
            "|", "|---|\n", "**", "*", "_", "`", "```\n", "[x](", ")", "![", "# ", "## ", "x", "日",
            "1. ", "\\", "<b>", "&amp;",
        ]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(st.one_of(st.text(max_size=80), MARKED, PIECES))
@example("::: claim a\n> ::: answer b\n:::\n")
@example("\0")
@example("> <!-- differs: a\n-->")
@example("- ::: claim a\n:::\n\n::: claim")
@example("[@a\n\n]")
def test_parsing_never_raises_and_lines_lie_in_the_text(text: str) -> None:
    problems = Problems()
    body = parse(text, "p.md", 1, problems)
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    lines = [heading.line for heading in body.headings]
    lines += [link.line for link in body.links]
    lines += [citation.line for citation in body.citations]
    lines += [block.line for block in body.blocks]
    lines += [remark.line for remark in body.remarks]
    assert all(1 <= line <= last for line in lines)
    assert all(1 <= problem.line <= last for problem in problems)


@given(PIECES)
def test_every_heading_is_counted_once(text: str) -> None:
    body = parse(text, "p.md", 1, Problems())
    indices = [token.meta["index"] for token in body.tokens if token.type == "heading_open"]
    assert indices == list(range(len(body.headings)))
