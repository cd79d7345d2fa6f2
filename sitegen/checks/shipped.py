"""The texts of the staged files: the safety net behind the check of the sources.

What a template, a computed sentence or a feed says is read here as a reader, a search engine or
a screen reader gets it. Titles of cited documents and refused words shown as such are left out.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sitegen.addresses import entries
from sitegen.checks.dignity import ANSWER, CLAIM, Passage
from sitegen.checks.names import normal
from sitegen.model import Site

MARKUP = (".html", ".xml", ".svg", ".xhtml", ".atom", ".rss")
DATA = (".json", ".webmanifest", ".geojson", ".jsonld")
TEXT = (".txt", ".ics", ".js", ".vtt", ".csv", ".md")
EXEMPT_TAGS = ("cite", "del", "s")
"""A cited title, a word that is struck out."""
EXEMPT_CLASSES = ("sources", "refused", "cite")
"""Lists of documents, words of the register that are refused, the numbers of citations."""
ATTRIBUTES = ("alt", "aria-label", "title", "placeholder", "aria-description", "content", "label")

_TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[(?P<cdata>.*?)\]\]>|<[!?](?:[^>]*)>"
    r"|<(?P<close>/?)(?P<tag>[a-zA-Z][\w:-]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^'\">])*)>"
    r"|(?P<text>[^<]+|<)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
        "ruby",
        "rb",
        "tspan",
    ]
)
_UNREAD = frozenset(("rp", "rt", "rtc", "style"))
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "path",
        "circle",
    ]
)


def shipped_passages(site: Site, files: Mapping[str, str], name: str) -> Iterator[Passage]:
    """Every text of the staged `files` (path to text), with paths below the folder `name`."""
    pages = {entry.path: (entry.lang, entry.key) for entry in entries(site)}
    for path, text in files.items():
        lang, key = pages.get(path, (None, ""))
        person = site.people.get(key)
        about = person.slug if person else None
        shown = f"{name}/{path}"
        for code in (lang,) if lang else _languages(site, path):
            if path.endswith(MARKUP):
                yield from _Markup(shown, code, about).read(text)
            elif path.endswith(DATA):
                yield from _of_json(shown, code, text)
            elif path.endswith(TEXT):
                yield from _of_lines(shown, code, text)
            yield Passage(shown, code, normal(re.sub(r"\W+", " ", path)), ((0, 1),))


def _languages(site: Site, path: str) -> tuple[str, ...]:
    """The language a file's name speaks of (`en/feed.xml`, `search-en.json`), else every one."""
    words = re.split(r"[/._]|-(?=\w+\.\w+$)", path)
    named = tuple(code for code in site.config.codes if code in words)
    return named or tuple(site.config.codes)


def _of_lines(path: str, lang: str, text: str) -> Iterator[Passage]:
    for number, line in enumerate(text.replace("\n ", "").splitlines(), start=1):
        yield Passage(path, lang, normal(line), ((0, number),))


def _of_json(path: str, lang: str, text: str, first: int = 1) -> Iterator[Passage]:
    try:
        data = json.loads(text)
    except ValueError:
        yield from _of_lines(path, lang, text)
        return
    for string in _strings(data):
        at = text.find(json.dumps(string, ensure_ascii=False)[1:-1])
        line = first + text.count("\n", 0, max(at, 0))
        yield Passage(path, lang, normal(string), ((0, line),))


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _strings(key)
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)


@dataclass
class _Open:
    """An element that is open, and what it says about the text within."""

    tag: str
    lang: str
    block: str
    exempt: bool


@dataclass
class _Markup:
    """HTML or XML to passages: an inline element is no end of a passage, any other is."""

    path: str
    lang: str
    about: str | None
    stack: list[_Open] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0
    found: list[Passage] = field(default_factory=list)

    @property
    def top(self) -> _Open:
        return self.stack[-1] if self.stack else _Open("", self.lang, "", exempt=False)

    def read(self, text: str) -> list[Passage]:
        line, at, script = 1, 0, ""
        for match in _TOKEN.finditer(text):
            line += text.count("\n", at, match.start())
            at = match.start()
            tag = (match["tag"] or "").lower()
            if script and not (match["close"] and tag == "script"):
                continue
            if match["text"] is not None or match["cdata"] is not None:
                self.add(html.unescape(match["text"] or match["cdata"] or ""), line)
            elif tag and match["close"]:
                self.close(tag)
                script = ""
            elif tag:
                self.open(tag, match["rest"], line)
                if tag == "script" and not match["rest"].endswith("/"):
                    end = text.find("</script", match.end())
                    script = text[match.end() : end if end > 0 else len(text)]
                    if "json" in match["rest"]:
                        self.found += _of_json(self.path, self.top.lang, script, line)
        self.flush()
        return self.found

    def add(self, text: str, line: int) -> None:
        if self.top.exempt or self.top.tag in _UNREAD:
            return
        if text.isspace():
            if self.parts:
                self.parts.append(" ")
                self.length += 1
            return
        if "<" in text:
            text = re.sub(r"<[^>]*>", " ", text)  # a feed carries escaped markup
        for number, piece in enumerate(text.split("\n")):
            shown = normal(piece.lstrip() if number else piece.rstrip("\r"))
            if number:
                shown = " " + shown
            self.lines.append((self.length, line + number))
            self.parts.append(shown)
            self.length += len(shown)

    def flush(self) -> None:
        text = "".join(self.parts) if self.parts else ""
        if text and not text.isspace():
            composed = normal(text)
            lines = tuple((min(at, len(composed)), line) for at, line in self.lines)
            about = self.about if self.top.lang == self.lang else None
            self.found.append(
                Passage(self.path, self.top.lang, composed, lines, about, self.top.block)
            )
        self.parts, self.lines, self.length = [], [], 0

    def open(self, tag: str, rest: str, line: int) -> None:
        given = {}
        if "=" in rest:
            given = {n.lower(): html.unescape(a or b) for n, a, b in _ATTRIBUTE.findall(rest)}
        around = self.top
        lang = given.get("lang") or given.get("xml:lang") or around.lang
        if not around.exempt and (tag not in _INLINE | _UNREAD or lang != around.lang):
            self.flush()  # what is left out, such as a button in a citation, ends no passage
        classes = given.get("class", "").split()
        block = next((name for name in (CLAIM, ANSWER) if name in classes), around.block)
        exempt = around.exempt or tag in EXEMPT_TAGS or any(c in classes for c in EXEMPT_CLASSES)
        if given and not exempt:
            for name in ATTRIBUTES:
                if given.get(name):
                    text = normal(" ".join(given[name].split()))
                    self.found.append(
                        Passage(self.path, lang, text, ((0, line),), self.about, block)
                    )
        if tag not in _VOID and not rest.endswith("/"):
            self.stack.append(_Open(tag, lang, block, exempt))

    def close(self, tag: str) -> None:
        at = next((i for i in reversed(range(len(self.stack))) if self.stack[i].tag == tag), None)
        if at is None:
            return
        around = self.stack[at - 1].lang if at else self.lang
        inner = self.stack[at]
        if not inner.exempt and (tag not in _INLINE | _UNREAD or around != inner.lang):
            self.flush()
        del self.stack[at:]
