"""Where lines may end: names, dates and numbers stay whole, and headings break between phrases.

No character of a text is changed, so that search, copying and reading aloud get what was written:
`span.nb` keeps a piece on one line, `<wbr>` in `span.ph` allows a line to end.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html import escape, unescape
from importlib import resources

import budoux

from sitegen.breaks import Breaks

Span = tuple[int, int]
"""(start, end) of a piece of a text."""
_SPACE = "[ \n\u00a0]"
_NUMBER = r"[0-9０-９]+(?:[.,:．，：][0-9０-９]+)*"
_LATIN = re.compile(r"[A-Za-z0-9À-ɏ]+(?:[ .'’&/-]+[A-Za-z0-9À-ɏ]+)*")
_STOP = re.compile(r"[.!?…。！？؟۔।]+$")
"""What ends a sentence."""
_TAG = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True)
class Names:
    """The names of the people of a site in one language."""

    whole: tuple[str, ...] = ()
    """Put together, in every order that is used."""
    parts: tuple[str, ...] = ()
    """Given and family names that may stand alone."""


@dataclass(frozen=True)
class Typesetter:
    """The rules of one language. `dates` are regular expressions for its forms of a date."""

    breaks: Breaks = field(default_factory=Breaks)
    names: Names = field(default_factory=Names)
    dates: tuple[str, ...] = ()

    def kept(self, text: str) -> list[Span]:
        """The pieces that stay on one line, in order, as far as a line could end inside them."""
        found = (match.span() for match in self._pattern.finditer(text))
        return [span for span in found if self._could_break(text[slice(*span)])]

    def phrases(self, text: str) -> list[str]:
        """The text in pieces that a line may end after: phrases, or words with their space.

        No piece ends within a name, a date, a number with its counter or a Latin word. Joined,
        the pieces are the text.
        """
        if self.breaks.phrases is None:
            cuts = {match.end() for match in re.finditer(r"\s+", text)}
        else:
            cuts = _cuts(_parser(self.breaks.phrases).parse(text))
            for match in _LATIN.finditer(text):
                cuts -= set(range(match.start() + 1, match.end()))
        for match in self._pattern.finditer(text):
            cuts -= set(range(match.start() + 1, match.end()))
        places = [0, *sorted(cuts - {0, len(text)}), len(text)]
        return [text[a:b] for a, b in itertools.pairwise(places) if a < b]

    def html(self, text: str) -> str:
        """A text as HTML."""
        return marked([(text, _escaped(text))], self.kept(text))

    def heading(self, text: str) -> str:
        """A heading as HTML: lines end between phrases where the language has a model for them."""
        kept, cuts = self.in_heading(text, self.kept(text))
        html = marked([(text, _escaped(text))], kept, cuts)
        return f'<span class="ph">{html}</span>' if cuts else html

    def in_heading(self, text: str, kept: list[Span]) -> tuple[list[Span], set[int]]:
        """What to keep and where to cut: between phrases only spaces can end a line."""
        if self.breaks.phrases is None:
            return kept, set()
        spaced = [span for span in kept if re.search(r"\s", text[slice(*span)])]
        return spaced, _cuts(self.phrases(text)) - {len(text)}

    def with_address(self, text: str, kept: list[Span]) -> list[Span]:
        """The same for a text after a name: a form of address at its beginning stays with it."""
        found = self._address.match(text)
        return [found.span(), *(k for k in kept if k[0] >= found.end())] if found else kept

    def with_end(self, text: str, kept: list[Span]) -> list[Span]:
        """The same for a text before the numbers of its sources: its last phrase stays together."""
        most, end = self.breaks.last, len(text)
        if most == 1 or not text or (kept and kept[-1][1] == end):
            return kept
        last = len(self.phrases(text)[-1])
        start = end - (last if last <= most else most // 2)
        start = min([start, *(low for low, high in kept if high > start)])
        return [*(span for span in kept if span[1] <= start), (start, end)]

    def sourced(self, text: str, numbers: str) -> str:
        """A sentence as HTML with the numbers of its sources, which stand before its full stop."""
        words = _STOP.sub("", text)
        kept = self.with_end(words, self.kept(words))
        html = marked([(words, _escaped(words))], kept)
        return "".join((html, numbers, _escaped(text[len(words) :])))

    def _could_break(self, piece: str) -> bool:
        if self.breaks.spaced or piece.isascii():
            return re.search(r"\s", piece) is not None
        return len(piece) > 1

    @cached_property
    def _address(self) -> re.Pattern[str]:
        return re.compile(f"{_SPACE if self.breaks.spaced else ''}{_any(self.breaks.after_names)}")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """One pass over a text: dates, then names, then numbers; the longest form wins."""
        rules, spaced = self.breaks, self.breaks.spaced
        gap = f"{_SPACE}?" if spaced else ""
        edge = r"(?<!\w)" if spaced else ""
        after, counter = _any(rules.after_names), _any(rules.counters)
        whole = [*self.names.whole, *rules.whole]
        alone = [name for name in self.names.parts if name not in whole]
        chain = f"(?:{gap}{counter}){{0,{1 if spaced else 3}}}"
        words = _any(rules.numbers) + ("" if spaced else "+")
        inside = f"[^()（）\\n]{{1,{rules.brackets}}}"
        choices = [
            *([f"[(（]{inside}[)）]"] if rules.brackets else []),
            *(f"{edge}{date}" for date in self.dates),
            f"{edge}{_any([*whole, *([] if spaced else alone)])}(?:{gap}{after})?",
            f"{edge}{_any(alone)}{gap}{after}",
            f"(?:{edge}{_any(rules.before_numbers)}{gap})?{_NUMBER}{chain}",
            f"{edge}{words}{gap}{counter}",
        ]
        return re.compile("|".join(f"(?:{choice})" for choice in choices))


def marked(parts: Iterable[tuple[str, str]], kept: Sequence[Span], cuts: Iterable[int] = ()) -> str:
    """A text as HTML, with what stays on one line marked, and the places where a line may end.

    `parts` are the text in pieces, each with its HTML. A piece whose HTML is more than its words,
    such as a word with its reading, is never taken apart: a span grows around it.
    """
    pieces = list(_placed(parts))
    solid = [(low, high) for low, high, words, html in pieces if html != _escaped(words)]
    spans = _grown(kept, solid)
    opens, closes = {start for start, _ in spans}, {end for _, end in spans}
    may_end = set(cuts)
    html, end = "", 0
    for low, high, words, written in pieces:
        inner = (
            ()
            if (low, high) in solid
            else sorted((may_end | opens | closes) & {*range(low + 1, high)})
        )
        for start, end in itertools.pairwise((low, *inner, high)):
            html += "</span>" if start in closes else ""
            html += "<wbr>" if start in may_end and start > 0 else ""
            html += '<span class="nb">' if start in opens else ""
            html += written if (low, high) in solid else _escaped(words[start - low : end - low])
    return html + ("</span>" if end in closes else "")


def in_html(html: str, rule: Callable[[str], str]) -> str:
    """A rule for texts on HTML: the tags stay, the texts between them are set."""
    return "".join(
        part if part.startswith("<") else rule(unescape(part)) for part in _TAG.split(html)
    )


def _placed(parts: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, words, HTML) of each piece that has words."""
    at = 0
    for words, html in parts:
        if words:
            yield at, at + len(words), words, html
        at += len(words)


def _grown(spans: Iterable[Span], solid: Iterable[Span]) -> list[Span]:
    """Spans around whole solid pieces; those that then overlap become one."""
    grown: list[Span] = []
    for start, end in spans:
        whole = [piece for piece in solid if piece[0] < end and start < piece[1]]
        span = min([start, *(low for low, _ in whole)]), max([end, *(high for _, high in whole)])
        if grown and span[0] < grown[-1][1]:
            span = min(grown[-1][0], span[0]), max(grown.pop()[1], span[1])
        grown.append(span)
    return grown


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def _any(forms: Iterable[str]) -> str:
    """One of some forms, the longest first; nothing fits where there are none."""
    known = sorted(set(forms), key=lambda form: (-len(form), form))
    if not known:
        return "(?!)"
    return "(?:" + "|".join(re.sub(r"\\?\s", lambda _: _SPACE, re.escape(f)) for f in known) + ")"


def _cuts(pieces: Sequence[str]) -> set[int]:
    """The places between some pieces."""
    places, at = set(), 0
    for piece in pieces:
        at += len(piece)
        places.add(at)
    return places


@lru_cache(maxsize=8)
def _parser(model: str) -> budoux.Parser:
    file = resources.files("budoux") / "models" / f"{model}.json"
    return budoux.Parser(json.loads(file.read_text("utf-8")))
