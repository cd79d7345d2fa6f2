"""Numbers as one language writes them, in digits or in words, read back as values."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from babel import Locale

from sitegen.markup.scripts import is_hangul
from sitegen.numerals import Numerals

BEFORE, AFTER = r"(?<![\d.,])", r"(?!\d|[.,]\d)"
"""What may stand beside digits that are a whole number."""


@dataclass(frozen=True)
class Number:
    """A number and where it stands. What is not `strict` may lack a counterpart."""

    start: int
    end: int
    value: Fraction
    strict: bool = True


class NumberReader:
    """Reads the numbers of one language."""

    def __init__(self, locale: Locale, numerals: Numerals) -> None:
        words = {word.lower(): Fraction(number) for number, word in numerals.words.items()}
        words |= {word.lower(): amount for word, amount in numerals.read.items()}
        self._loose = {word.lower(): amount for word, amount in numerals.loose.items()}
        self._powers = {word.lower(): power for word, power in numerals.powers.items()}
        parts = {*words, *self._powers}
        self._words = {
            word: amount
            for word, amount in words.items()
            if word not in self._powers and not _is_made_of(word, parts)
        }
        self._apart = numerals.whole_words
        self._counter = re.compile("|".join(numerals.counters)) if numerals.counters else None
        self._group, self._point = mark(locale, "group"), mark(locale, "decimal")
        group, point = re.escape(self._group), re.escape(self._point)
        self.digits = rf"(?:\d{{1,3}}(?:{group}\d{{3}}){{1,9}}(?!\d)|\d+)(?:{point}\d+)?"
        self.words = union([*self._words, *self._powers])
        edge = r"\b" if self._apart else ""
        written = f"|{edge}(?:{self.words}){edge}" if self.words else ""
        self._token = re.compile(f"(?P<digits>{self.digits}){written}", re.IGNORECASE)
        loose = union(self._loose)
        self._loose_words = re.compile(f"{edge}(?:{loose}){edge}", re.IGNORECASE) if loose else None

    def read(self, text: str) -> Iterator[Number]:
        """Every number of a text, in order."""
        run: list[re.Match[str]] = []
        for token in self._token.finditer(text):
            joined = bool(run) and self._joins(run, token, text[run[-1].end() : token.start()])
            # Hangul has no mark where a number word begins but the space before it.
            if not joined and not token["digits"] and _is_inside(text, token.start()):
                continue
            if run and not joined:
                yield from self._number(run, text)
                run = []
            run.append(token)
        if run:
            yield from self._number(run, text)

    @property
    def pattern(self) -> str:
        """A regular expression for one number in digits or in words, whatever stands around it."""
        words = f"|(?i:{self.words})(?:-?(?i:{self.words}))*" if self.words else ""
        left, right = (r"(?<!\w)", r"(?!\w)") if self._apart else (r"(?<!\d)", r"(?!\d)")
        return rf"{left}(?:(?<![\d.,]){self.digits}{words}){right}"

    def value(self, text: str) -> Fraction:
        """The value of what `pattern` has found."""
        return self._sum(list(self._token.finditer(text)))

    def read_loose(self, text: str) -> Iterator[Number]:
        """Every word that another language may say without a number."""
        for match in self._loose_words.finditer(text) if self._loose_words else ():
            if not _is_inside(text, match.start()):
                yield Number(*match.span(), self._loose[match[0].lower()], strict=False)

    def _joins(self, run: Sequence[re.Match[str]], right: re.Match[str], gap: str) -> bool:
        """Whether a token goes on with a number: `17 million`, `1億2000万`, `twenty-one`."""
        left = run[-1]
        if left["digits"] and right["digits"]:
            return False
        if self._power(right) is not None:
            return gap in ("", " ")
        if self._power(left) is not None:
            return gap in ("", " ") and (len(run) > 1 or not right["digits"])
        if left["digits"] or right["digits"] or gap != ("-" if self._apart else ""):
            return False
        first, second = self._amount(left), self._amount(right)
        return second < 10 and (first < 10 or first % 10 == 0)

    def _number(self, run: Sequence[re.Match[str]], text: str) -> Iterator[Number]:
        start, end = run[0].start(), run[-1].end()
        written = not any(token["digits"] for token in run)
        if written and self._counter and not self._counter.match(text, end):
            return
        value = self._sum(run)
        # One is as often said by an article or not at all.
        yield Number(start, end, value, strict=value != 1)

    def _sum(self, run: Iterable[re.Match[str]]) -> Fraction:
        """Digits add up, a small power multiplies what stands before it, a great one everything."""
        total = section = digit = Fraction(0)
        last = None
        for token in run:
            power = self._power(token)
            if power is None:
                amount = self._amount(token)
                # `二〇〇二` is written like digits, one after the other.
                placed = last is not None and last < 10 and amount < 10
                digit = digit * 10 + amount if placed else digit + amount
                last = None if token["digits"] else amount
                continue
            if power < self._greatest_small:
                section += (digit or 1) * power
            else:
                total += (section + digit or Fraction(1)) * power
                section = Fraction(0)
            digit, last = Fraction(0), None
        return total + section + digit

    @property
    def _greatest_small(self) -> int:
        """Numbers are grouped by thousands, or by ten thousands where there is a word for that."""
        return 10_000 if 10_000 in self._powers.values() else 1000

    def _power(self, token: re.Match[str]) -> int | None:
        return None if token["digits"] else self._powers.get(token[0].lower())

    def _amount(self, token: re.Match[str]) -> Fraction:
        if token["digits"]:
            return Fraction(token[0].replace(self._group, "").replace(self._point, "."))
        return self._words[token[0].lower()]


def _is_made_of(word: str, parts: Collection[str]) -> bool:
    """Whether a word is others in a row, like `十二`."""
    rest = union(part for part in parts if part != word)
    return bool(rest) and re.fullmatch(f"(?:{rest})+", word) is not None


def _is_inside(text: str, start: int) -> bool:
    return start > 0 and is_hangul(text[start]) and is_hangul(text[start - 1])


def mark(locale: Locale, name: str) -> str:
    """CLDR's mark inside a number; a space of any kind is one in the form NFKC."""
    found = str(locale.number_symbols["latn"][name])
    return " " if found in ("\u00a0", "\u202f") else found


def union(words: Iterable[str]) -> str:
    """Alternatives, the longest first; empty without words."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))
