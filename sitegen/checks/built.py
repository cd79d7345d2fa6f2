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
    def tags(self) -> list[Tag]:
        """Every element in the order of the page; walking the tree once is what costs."""
        return list(self.soup.find_all(True))

    def named(self, *names: str) -> list[Tag]:
        return [tag for tag in self.tags if tag.name in names]

    @cached_property
    def ids(self) -> list[str]:
        return [str(tag["id"]) for tag in self.tags if tag.has_attr("id")]

    @cached_property
    def alternates(self) -> dict[str, str]:
        """hreflang to address."""
        links = [tag for tag in self.named("link") if "alternate" in tag.get_attribute_list("rel")]
        return {
            str(tag["hreflang"]): str(tag.get("href", "")) for tag in links if tag.get("hreflang")
        }

    @property
    def canonical(self) -> str | None:
        links = (tag for tag in self.named("link") if "canonical" in tag.get_attribute_list("rel"))
        return next((str(tag.get("href", "")) for tag in links), None)

    @cached_property
    def strings(self) -> list[NavigableString]:
        """The texts that a reader sees, code left out."""
        return [
            string
            for string in self.soup.find_all(string=True)
            if not isinstance(string, PreformattedString)
            and string.parent is not None
            and string.parent.name not in ("script", "style", "code", "pre")
        ]

    def texts_in(self, lang: str) -> Iterator[str]:
        """Texts, and attributes read aloud, of elements whose nearest `lang` is the given one."""
        languages: dict[int, str | None] = {}
        for tag in self.tags:  # in the order of the page, so a parent comes before its children
            around = languages.get(id(tag.parent))
            languages[id(tag)] = str(tag["lang"]) if tag.get("lang") else around
        for string in self.strings:
            words = " ".join(string.split())
            if words and languages.get(id(string.parent)) == lang:
                yield words
        for tag in self.tags:
            for name in ("aria-label", "alt", "title", "placeholder"):
                if tag.has_attr(name) and languages[id(tag)] == lang:
                    yield " ".join(str(tag[name]).split())

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
    interface: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
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
