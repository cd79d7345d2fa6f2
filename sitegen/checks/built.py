"""The staged pages, parsed once for all rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from urllib.parse import unquote

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from sitegen.addresses import INDEX
from sitegen.config import Config


@dataclass
class HtmlPage:
    """A built page. `path` is below the output folder."""

    path: str
    text: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.text, "lxml")

    @cached_property
    def ids(self) -> list[str]:
        return [str(tag["id"]) for tag in self.soup.find_all(id=True)]

    @cached_property
    def alternates(self) -> dict[str, str]:
        """hreflang to address."""
        links = self.soup.find_all("link", rel="alternate", hreflang=True)
        return {str(link["hreflang"]): str(link.get("href", "")) for link in links}

    @property
    def canonical(self) -> str | None:
        link = self.soup.find("link", rel="canonical")
        return str(link.get("href", "")) if isinstance(link, Tag) else None

    def line(self, needle: str) -> int:
        """The line on which some text first stands; 1 where it is written differently."""
        found = max(self.text.find(needle), self.text.find(escape(needle)), 0)
        return self.text.count("\n", 0, found) + 1


@dataclass
class Built:
    """Everything that was staged, for the rules that look beyond one page."""

    config: Config
    pages: Mapping[str, HtmlPage]
    files: frozenset[str]
    """Every path below the output folder."""
    interface: Mapping[str, tuple[re.Pattern[str], ...]] = field(default_factory=dict)
    """By language: what the interface says in the source language and not in this one."""
    announced: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By address: the alternates of each page that the table of pages announces."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """By path: the file of `content/` that a page was made from."""

    def language_of(self, path: str) -> str:
        """The language a page must be in: that of its folder, else the source language."""
        folder = path.partition("/")[0]
        return folder if folder in self.config.codes else self.config.source

    def path_of(self, url: str) -> str | None:
        """The file behind an absolute address of this site; None for any other address."""
        if not url.startswith(self.config.base_url):
            return None
        path = unquote(url.removeprefix(self.config.base_url))
        return path + INDEX if path.endswith("/") or not path else path


def strings(soup: Tag) -> Iterator[NavigableString]:
    """The texts that a reader sees, code left out."""
    for string in soup.find_all(string=True):
        parent = string.parent
        if isinstance(string, PreformattedString) or parent is None:
            continue
        if parent.name not in ("script", "style", "code", "pre"):
            yield string


def texts_in(soup: Tag, lang: str) -> Iterator[str]:
    """Texts, and attributes read aloud, of elements whose nearest `lang` is the given one."""
    for string in strings(soup):
        words = " ".join(string.split())
        if words and string.parent is not None and language_of(string.parent) == lang:
            yield words
    for name in ("aria-label", "alt", "title", "placeholder"):
        for tag in soup.find_all(None, {name: True}):
            if language_of(tag) == lang:
                yield " ".join(str(tag[name]).split())


def language_of(tag: Tag) -> str | None:
    """The nearest `lang` around an element."""
    for around in (tag, *tag.parents):
        if around.get("lang"):
            return str(around["lang"])
    return None
