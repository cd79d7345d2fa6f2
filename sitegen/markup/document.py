"""A body as tokens, with everything the rest of the pipeline asks about it found once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it.token import Token

from sitegen.markup.parser import BLOCKS, PARTS, REMARKS, WORDS, parser
from sitegen.problems import Problems, suggest


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    line: int


@dataclass(frozen=True)
class Link:
    target: str
    line: int


@dataclass(frozen=True)
class Citation:
    id: str
    line: int


@dataclass(frozen=True)
class Block:
    """A claim or an answer: `kind` is the fence's name, `id` the record it tells."""

    kind: str
    id: str
    line: int


@dataclass(frozen=True)
class Remark:
    """A note to the checks: `kind` is differs or allow, `about` what differs or the word allowed."""

    kind: str
    about: str
    reason: str
    line: int


@dataclass(frozen=True)
class Body:
    """A parsed text. `runs` groups blocks that follow each other with nothing between them."""

    tokens: tuple[Token, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    citations: tuple[Citation, ...]
    runs: tuple[tuple[Block, ...], ...]
    remarks: tuple[Remark, ...]
    first: int
    """The line of the file on which the text begins."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for run in self.runs for block in run)


def parse(text: str, path: str, first: int, problems: Problems) -> Body:
    """Markdown to a `Body`; what would reach the reader as raw marks is an error with its line.

    `first` is the line of the file at `path` on which the text begins.
    """
    tokens = parser().parse(text)
    reader = _Reader(path, first, text.split("\n"), problems)
    reader.read(tokens)
    return Body(
        tuple(tokens),
        tuple(reader.headings),
        tuple(reader.links),
        tuple(reader.citations),
        tuple(tuple(run) for run in reader.runs),
        tuple(reader.remarks),
        first,
    )


def plain_text(token: Token) -> str:
    """The words of an inline token, without marks and citations."""
    parts = []
    for child in token.children or []:
        if child.type in WORDS:
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak") and not child.meta.get("joins"):
            parts.append(" ")
    return "".join(parts).strip()


@dataclass
class _Reader:
    path: str
    first: int
    source: list[str]
    problems: Problems
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    runs: list[list[Block]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    inside: Block | None = None
    adjacent: bool = False
    """Whether the last thing read at the top level was a block."""

    def read(self, tokens: list[Token]) -> None:
        line = self.first
        for index, token in enumerate(tokens):
            if token.map is not None:
                line = self.first + token.map[0]
            if token.level == _DEEPEST and token.nesting == 1:
                self.error(
                    line, "lists and quotations stand too deeply inside each other", "markup"
                )
            kind, _, end = token.type.removeprefix("container_").rpartition("_")
            if kind in BLOCKS:
                self.fence(token, kind, line, opens=end == "open")
            elif token.type == "remark":
                self.remark(token.meta["text"], line)
                continue
            elif token.type == "heading_open":
                self.heading(token, tokens[index + 1], line)
            elif token.type == "inline":
                self.inline(token, line)
            if self.inside is None and kind not in BLOCKS:
                self.adjacent = False

    def fence(self, token: Token, kind: str, line: int, *, opens: bool) -> None:
        if not opens:
            self.inside = None
            self.adjacent = True
            return
        words = token.info.split()
        if len(words) != 2:
            self.error(
                line,
                f"write ':::' and then '{kind}' and one id, like '::: {kind} someone-2002'",
                "block",
            )
        if token.level > 0 or self.inside is not None:
            self.error(
                line,
                f"'::: {kind}' stands inside something else; give it a place of its own",
                "block",
            )
        assert token.map is not None
        after = self.source[token.map[1]] if token.map[1] < len(self.source) else ""
        if not after.strip().startswith(":::"):
            self.error(line, f"'::: {kind}' has no end; close it with a line ':::'", "block")
        self.inside = Block(kind, words[1] if len(words) > 1 else "", line)
        if self.adjacent:
            self.runs[-1].append(self.inside)
        else:
            self.runs.append([self.inside])

    def heading(self, token: Token, content: Token, line: int) -> None:
        level = int(token.tag[1:])
        text = plain_text(content)
        if level == 1:
            self.error(
                line,
                "'#' is the page's title and comes from the front matter; begin with '##'",
                "heading",
            )
        if not text:
            self.error(line, "the heading has no words", "heading")
        if self.inside is not None:
            self.error(
                line, "a claim or answer has no headings; its head comes from the record", "block"
            )
        token.meta = {"index": len(self.headings)}
        self.headings.append(Heading(level, text, line))

    def remark(self, text: str, line: int) -> None:
        match = re.fullmatch(r"(\w+)\s*([^:]*?)\s*:\s*(\S.*)", text, re.DOTALL)
        kind = match[1] if match else text.split(":")[0].split(" ")[0]
        about = match[2] if match else ""
        fits = {"allow": about != "", "differs": about in ("", *PARTS)}.get(kind, False)
        if match is None or not fits:
            near = suggest(about, PARTS) if kind == "differs" else suggest(kind, REMARKS)
            self.error(
                line,
                f"the comment '{text.partition(':')[0].strip()}' is not understood"
                f"{near if kind not in REMARKS or about else ''}; write"
                " '<!-- differs: reason -->' or '<!-- allow WORD: reason -->'",
                "remark",
            )
            return
        self.remarks.append(Remark(kind, match[2], match[3], line))

    def inline(self, token: Token, line: int) -> None:
        source, cursor, shown, title = token.content, 0, "", ""
        for child in token.children or []:
            if child.type in ("softbreak", "hardbreak"):
                cursor = source.find("\n", cursor) + 1
                shown += "\n"
                continue
            # Tokens do not say where they stand; their words do. A link's title comes at its end.
            written = title if child.type == "link_close" else child.content
            title = str(child.attrGet("title") or "") if child.type == "link_open" else title
            start, end = _find(written, source, cursor)
            here = line + source.count("\n", 0, start)
            cursor = end
            shown += child.content if child.type == "text" else _OTHER
            if child.type == "link_open":
                self.links.append(Link(str(child.attrGet("href") or ""), here))
            elif child.type == "citation":
                self.citations += [Citation(name, here) for name, _ in child.meta["items"]]
            elif child.type == "value":
                child.meta["line"] = here
            elif child.type == "image":
                message = (
                    "pictures do not stand in prose; they need a record with credit and licence"
                )
                self.error(here, message, "image")
        self.raw(shown, line)

    def raw(self, text: str, line: int) -> None:
        """Marks that were meant to be read by the machine and would be read by people."""
        for pattern, message in _RAW:
            lines: set[int] = set()
            for match in re.finditer(pattern, text, re.MULTILINE):
                here = line + text.count("\n", 0, match.start())
                if here in lines:
                    continue
                lines.add(here)
                shown = " ".join(match[0].split())
                self.error(here, f"'{shown}' would be shown as it stands; {message}", "markup")

    def error(self, line: int, message: str, rule: str) -> None:
        self.problems.error(self.path, line, message, rule)


_DEEPEST = 12
"""Levels of blocks; markdown-it drops what stands deeper than 20 without a word."""
_OTHER = "\ufffc"
"""Stands for what is no plain text: a code span, a citation, the ends of a link."""
_RAW = (
    (r"</?[A-Za-z][^>]*>", "HTML is not used in prose, write Markdown"),
    (r"<!--", "a comment stands on lines of its own, above the paragraph"),
    (r"\*\*|__", "bold text is '**text**', with a beginning and an end"),
    (r"~~", "there is no struck-out text here; leave the words out"),
    (r"[{}]", "a reading is '{word|reading}', in a table '{word\\|reading}', a value '{=name}'"),
    (r"\]\[", "a link is '[text](key)'"),
    (r"\[@[^\]]*\]?", "a citation is '[@id]' or '[@id, p. 3; @other]'"),
    (
        r"^:::.*",
        f"a block begins with {' or '.join(f'::: {name}' for name in BLOCKS)} and ends with :::",
    ),
    (r"\]\([^)]*\)", "a link is '[text](key)' with no space in the key"),
)


def _find(words: str, source: str, cursor: int) -> tuple[int, int]:
    """Where words stand in the source, a line end being as good as a space; else the cursor."""
    start = source.find(words, cursor)
    if start >= 0:
        return start, start + len(words)
    found = re.compile(r"\s+".join(map(re.escape, words.split()))).search(source, cursor)
    return found.span() if found else (cursor, cursor)
