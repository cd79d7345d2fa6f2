"""What a paragraph says, apart from its words: dates, numbers, people, links, citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from sitegen.addresses import LinkError, check_link
from sitegen.checks.dignity import Passage
from sitegen.checks.lexicon import Lexicon, Mention
from sitegen.checks.names import lower, normal
from sitegen.checks.passages import of_inline
from sitegen.checks.quantities import Reader, When
from sitegen.markup.document import Remark
from sitegen.markup.pieces import Piece, pieces
from sitegen.model import Page, Site

_HANGUL_BEFORE = re.compile(r"[\uac00-\ud7a3] $")


@dataclass(frozen=True)
class Item:
    """One thing that is said: what it is, how it stands there, and on which line."""

    value: When | Fraction | str
    text: str
    line: int
    strict: bool = True
    """Whether it must be said on the other side, too."""


@dataclass
class Language:
    """What reads the texts of one language; a language without `tone.yaml` knows no names."""

    code: str
    reader: Reader
    lexicon: Lexicon | None

    def is_one(self, name: Mention, text: str) -> bool:
        """Whether a name is one person's: a whole name, or a given name that nobody shares."""
        if name.part != "g" or self.lexicon is None:
            return name.part == "w"
        if text[name.end : name.end + 1] == " " and text[name.end + 1 : name.end + 2].isupper():
            return False  # the given name of somebody with another family name
        small = lower(text[name.start : name.end])
        return not any(small.startswith(given) for given in self.lexicon.shared)


@dataclass
class Unit:
    """A paragraph, heading, item of a list or row of a table: what is compared with its like."""

    kind: str
    path: str
    line: int
    language: Language
    passages: list[Passage]
    about: str | None = None
    """The person whose page it stands on, who is not counted."""
    links: list[Item] = field(default_factory=list)
    citations: list[Item] = field(default_factory=list)
    differs: tuple[Remark, ...] = ()

    @property
    def words(self) -> str:
        return " ".join(passage.text for passage in self.passages)

    @cached_property
    def quantities(self) -> list[Item]:
        """Its dates and numbers. Names are protected before numbers are read."""
        found = []
        for passage, names in zip(self.passages, self._names, strict=True):
            taken = [(name.start, name.end) for name in names]
            for q in self.language.reader.read(passage.text, taken):
                text = passage.text[q.start : q.end]
                found.append(Item(q.value, text, passage.line(q.start), q.strict))
        return found

    @cached_property
    def people(self) -> list[Item]:
        """Whoever is named by a given or a whole name, by id; the page's own subject is not."""
        return [
            Item(
                name.who or "",
                passage.text[name.start : name.end],
                passage.line(name.start),
                # Behind a family name in Hangul it may be that of somebody who is in no record.
                strict=name.part == "w" or not _HANGUL_BEFORE.search(passage.text[: name.start]),
            )
            for passage, names in zip(self.passages, self._names, strict=True)
            for name in names
            if name.who != self.about and self.language.is_one(name, passage.text)
        ]

    @cached_property
    def _names(self) -> list[list[Mention]]:
        """The names of somebody known in each passage."""
        lexicon = self.language.lexicon
        if lexicon is None:
            return [[] for _ in self.passages]
        return [list(lexicon.people(passage.text)) for passage in self.passages]


def of_page(site: Site, page: Page, language: Language) -> list[Unit]:
    """The page's summary and the units of its body, in order."""
    person = site.people.get(page.key)
    about = person.slug if person else None
    head = of_text(page.path, page.line("summary"), page.summary, language, about)
    return [head, *(_of_pieces(site, page, group, language, about) for group in _groups(page))]


def of_text(path: str, line: int, text: str, language: Language, about: str | None = None) -> Unit:
    """A sentence that stands in a record or in the head of a page."""
    passage = Passage(path, language.code, normal(" ".join(text.split())), ((0, line),), about)
    return Unit("text", path, line, language, [passage], about)


def _groups(page: Page) -> Iterator[list[Piece]]:
    """The pieces of the body; the cells of a row belong together."""
    row: list[Piece] = []
    for piece in pieces(page.body):
        own = _row(piece)
        if row and own is not _row(row[-1]):
            yield row
            row = []
        if own is None:
            yield [piece]
        else:
            row.append(piece)
    if row:
        yield row


def _row(piece: Piece) -> object:
    return next((token for token in piece.around if token.type == "tr_open"), None)


def _of_pieces(
    site: Site, page: Page, group: list[Piece], language: Language, about: str | None
) -> Unit:
    first = group[0]
    unit = Unit(_kind(first), page.path, first.line, language, [], about)
    unit.differs = tuple(r for r in first.remarks if r.kind == "differs")
    for piece in group:
        if not piece.is_inline:
            text = piece.token.content
            unit.passages.append(of_text(page.path, piece.line, text, language).passages[0])
            continue
        # The last passage holds the words; those before it are the readings of names.
        *_, passage = of_inline(site, page, piece.token, piece.line, about, piece.block, ())
        unit.passages.append(passage)
        line = piece.line
        for child in piece.token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "link_open":
                unit.links.append(_link(site, page, str(child.attrGet("href") or ""), line))
            elif child.type == "citation":
                for identifier, locator in child.meta["items"]:
                    unit.citations.append(_citation(identifier, locator, line))
    return unit


def _kind(piece: Piece) -> str:
    """What it is, with what it stands in: `heading 2`, `item`, `claim dprk-2002 paragraph`."""
    names = []
    for token in piece.around:
        name = token.type.removesuffix("_open")
        if name == "heading":
            names.append(f"heading {token.tag[1:]}")
        elif name.startswith("container_"):
            names.append(token.info.strip())
        elif name == "list_item":
            names.append("item")
        elif name in ("blockquote", "tr"):
            names.append({"blockquote": "quotation", "tr": "row"}[name])
    return " ".join(names) or ("paragraph" if piece.is_inline else "code")


def _link(site: Site, page: Page, target: str, line: int) -> Item:
    try:
        found = check_link(site, page, target)
    except LinkError:
        return Item(target, target, line)
    return Item(found.external or f"{found.key}#{found.anchor}", target, line)


def _citation(identifier: str, locator: str | None, line: int) -> Item:
    numbers = " ".join(re.findall(r"\d+", locator or ""))
    text = f"@{identifier}, {locator}" if locator else f"@{identifier}"
    return Item(f"{identifier} {numbers}".strip(), text, line)
