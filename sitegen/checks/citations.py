"""A chapter or a profile says where its facts come from, and no document is kept that nobody cites.

A section is what stands between two headings; what stands before the first is one, too. A list, a
table or a claim is one block of it; a claim and its answer are cited by their records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from markdown_it.token import Token

from sitegen.addresses import LinkError, check_link
from sitegen.checks.dignity import Exemption
from sitegen.markup.document import Body, Heading, Remark, plain_text
from sitegen.markup.parser import BLOCKS, WORDS
from sitegen.model import Kind, Page, Site
from sitegen.problems import Level, Problem
from sitegen.uses import cited

RULE = "citation"
UNCITED = "uncited"
"""`<!-- allow uncited: reason -->` above a block that needs no source."""
STATING = (Kind.CHAPTER, Kind.PERSON)
"""The kinds of pages that state facts of their own."""
LONGEST_POINTER = 80
"""Characters beside the links of a paragraph that only says where to read on."""

_NAMES = {"bullet_list": "list", "ordered_list": "list", "blockquote": "quotation"}
_END = re.compile(r"[.!?。！？؟](?=\s|$)|[。！？]")
_QUESTION = re.compile(r"[?？؟]")


@dataclass
class _Block:
    """A paragraph, list, table or quotation of a section, or a claim or an answer."""

    kind: str
    line: int
    cited: bool = False
    inlines: list[Token] = field(default_factory=list)
    allowed: Remark | None = None


@dataclass
class _Section:
    heading: Heading | None
    blocks: list[_Block] = field(default_factory=list)


def facts_are_cited(site: Site) -> Iterator[Problem]:
    """A section of a chapter or profile cites a source, and so does each block that states facts."""
    for page in _stating(site):
        for section in _sections(page.body):
            bare = [b for b in _bare(site, page, section) if b.allowed is None]
            if bare and not any(block.cited for block in section.blocks):
                where = "the text before the first heading"
                line = section.blocks[0].line
                if section.heading is not None:
                    where = f"the section '{section.heading.text}'"
                    line = section.heading.line
                message = f"{where} cites nothing; say where its facts come from, like '[@id]'"
                yield Problem(page.path, line, message, RULE)
                continue
            for block in bare:
                message = (
                    f"this {block.kind} cites nothing; add '[@id]', or, if it states no fact,"
                    f" '<!-- allow {UNCITED}: reason -->' above it"
                )
                yield Problem(page.path, block.line, message, RULE, Level.WARNING)


def documents_are_cited(site: Site) -> Iterator[Problem]:
    """Only documents that something cites are kept, for only they are published."""
    for identifier in sorted(set(site.documents) - cited(site)):
        line = site.documents.line(identifier)
        message = f"nothing cites '{identifier}'; remove it or cite it"
        yield Problem(site.documents.path, line, message, RULE, Level.WARNING)


def exemptions(site: Site) -> set[Exemption]:
    """The blocks that writers have allowed to cite nothing, with their reasons, for the report."""
    return {
        Exemption(page.path, block.allowed.line, UNCITED, block.allowed.reason)
        for page in _stating(site)
        for section in _sections(page.body)
        for block in _bare(site, page, section)
        if block.allowed is not None
    }


def _stating(site: Site) -> Iterator[Page]:
    return (page for page in site.pages.values() if page.kind in STATING)


def _sections(body: Body) -> Iterator[_Section]:
    """What stands between headings, as blocks; a section without a block states nothing."""
    section, block, pending = _Section(None), None, None
    remarks = iter(body.remarks)
    for token in body.tokens:
        if token.type == "remark":
            remark = next(remarks, None)
            pending = remark if remark is not None and remark.about == UNCITED else pending
        elif token.type == "heading_open":
            if section.blocks:
                yield section
            section, block, pending = _Section(body.headings[token.meta["index"]]), None, None
        elif token.level == 0 and token.nesting >= 0 and token.type not in ("hr", "inline"):
            block = _block(token, body.first, pending)
            section.blocks.append(block)
            pending = None
        elif token.type == "inline" and block is not None:
            block.inlines.append(token)
            block.cited |= any(child.type == "citation" for child in token.children or ())
    if section.blocks:
        yield section


def _block(token: Token, first: int, allowed: Remark | None) -> _Block:
    kind = token.type.removeprefix("container_").removesuffix("_open")
    line = first + (token.map[0] if token.map else 0)
    return _Block(_NAMES.get(kind, kind), line, cited=kind in BLOCKS, allowed=allowed)


def _bare(site: Site, page: Page, section: _Section) -> Iterator[_Block]:
    """The blocks that state facts and cite nothing."""
    for block, below in zip_longest(section.blocks, section.blocks[1:]):
        lines = block.inlines
        idle = bool(lines) and all(_asks(i) or _points(site, page, i) for i in lines)
        if not (block.cited or idle or _leads(block, below)):
            yield block


def _asks(inline: Token) -> bool:
    """Every sentence of it is a question."""
    text = plain_text(inline).rstrip("\"'”’」』)）")
    return all(_QUESTION.match(end) for end in _END.findall(text)) and bool(
        _QUESTION.match(text[-1:])
    )


def _points(site: Site, page: Page, inline: Token) -> bool:
    """One short sentence without numbers whose links lead to pages of the site, not to a person."""
    beside, depth, targets = "", 0, []
    for child in inline.children or ():
        if child.type == "link_open":
            targets.append(str(child.attrGet("href") or ""))
        depth += child.nesting if child.type in ("link_open", "link_close") else 0
        if child.type in WORDS and not depth:
            beside += child.content
    return (
        bool(targets)
        and len(beside) <= LONGEST_POINTER
        and _is_one_sentence(beside)
        and all(_is_read_on(site, page, target) for target in targets)
    )


def _is_read_on(site: Site, page: Page, target: str) -> bool:
    try:
        found = check_link(site, page, target)
    except LinkError:
        return True  # links_lead_somewhere reports it
    return found.external is None and found.key not in site.people


def _leads(block: _Block, below: _Block | None) -> bool:
    """It ends in a colon, or is one sentence without numbers directly above a list or table."""
    if below is None or block.kind != "paragraph":
        return False
    text = plain_text(block.inlines[0])
    return text.endswith((":", "：")) or (
        below.kind in ("list", "table") and _is_one_sentence(text)
    )


def _is_one_sentence(text: str) -> bool:
    return len(_END.findall(text)) <= 1 and not any(char.isdigit() for char in text)
