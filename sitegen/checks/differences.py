"""What two texts say differently: their values are compared, not their words.

The same function serves paragraphs of pages and sentences of `data.yaml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import zip_longest

from sitegen.checks.quantities import When
from sitegen.checks.said import Item, Unit
from sitegen.problems import Problem

RULE = "parity"
_ADVICE = (
    "correct the one that is wrong, or give the reason above the paragraph:"
    " '<!-- differs: reason -->'"
)
_VERBS = {"numbers": "says", "people": "names", "links": "links to", "citations": "cites"}
"""What a paragraph does with each part of it that is compared."""


def differences(
    ours: Unit,
    theirs: Unit,
    named: Iterable[object] = (),
    named_there: Iterable[object] = (),
) -> Iterator[Problem]:
    """What two units say differently, at the lines of the second; one call for any two texts.

    `named` and `named_there` are the people already named in the section: a pronoun may stand for
    them.
    """
    sides = ours, theirs
    yield from _told("numbers", sides, ours.quantities, theirs.quantities, _is_covered)
    if ours.language.lexicon and theirs.language.lexicon:
        us, them = set(named), set(named_there)
        here = [item for item in ours.people if item.value not in them]
        there = [item for item in theirs.people if item.value not in us]
        both = {p.value for p in ours.people} & {p.value for p in theirs.people}
        yield from _told("people", sides, here, there, lambda item, *_: item.value in both)
    yield from _told("links", sides, ours.links, theirs.links, _is_linked)
    # A source may carry two sentences of a paragraph: the second time counts, too.
    cited, there = _counted(ours.citations), _counted(theirs.citations)
    yield from _told("citations", sides, cited, there, _is_there)


Covers = Callable[[Item, list[Item], list[Item]], bool]
"""Whether the third argument says what the first, one of the second, says."""


def _told(
    part: str, sides: tuple[Unit, Unit], here: list[Item], there: list[Item], covers: Covers
) -> Iterator[Problem]:
    ours, theirs = sides
    verb = _VERBS[part]
    missing = _once(item for item in here if item.strict and not covers(item, here, there))
    added = _once(item for item in there if item.strict and not covers(item, there, here))
    for lost, found in zip_longest(missing, added):
        place = f"{ours.path}:{lost.line if lost else ours.line}"
        line = found.line if found else theirs.line
        if lost and found:
            message = f"{verb} '{found.text}' where {place} {verb} '{lost.text}'"
        elif lost:
            message = f"does not {_plain(verb)} '{lost.text}', as {place} does"
        else:
            message = f"{verb} '{found.text}', which {place} does not"
        yield Problem(theirs.path, line, f"{message}; {_ADVICE}", f"{RULE}-{part}")


def _is_covered(item: Item, here: list[Item], there: list[Item]) -> bool:
    """A date or number is said on the other side, in whatever form.

    A year or month alone may be left out where both sides give a fuller date of it.
    """
    if any(_same(item.value, other.value) for other in there):
        return True
    value = item.value
    if not isinstance(value, When) or value.year is None or value.decade:
        return False
    fuller = [
        [w for w in _dates(side) if w.unit != value.unit and w.year and value.agrees(w)]
        for side in (here, there)
    ]
    return any(_same(a, b) for a in fuller[0] for b in fuller[1] if a.month and b.month)


def _same(one: object, other: object) -> bool:
    if isinstance(one, When) and isinstance(other, When):
        return one.unit == other.unit and one.agrees(other)
    if isinstance(one, When):
        one = _lone(one)
    if isinstance(other, When):
        other = _lone(other)
    return one is not None and one == other


def _lone(when: When) -> Fraction | None:
    """A day or year that stands alone may be read as a number."""
    parts = [part for part in (when.year, when.month, when.day) if part is not None]
    return Fraction(parts[0]) if len(parts) == 1 and not when.decade else None


def _dates(items: Iterable[Item]) -> list[When]:
    return [item.value for item in items if isinstance(item.value, When)]


def _is_there(item: Item, here: list[Item], there: list[Item]) -> bool:
    return any(item.value == other.value for other in there)


def _is_linked(item: Item, here: list[Item], there: list[Item]) -> bool:
    """A link to a page, at the same anchor if both name one."""
    page, _, anchor = str(item.value).partition("#")
    targets = [str(other.value).partition("#") for other in there]
    return any(
        key == page and (not anchor or not name or anchor == name) for key, _, name in targets
    )


def _counted(items: Iterable[Item]) -> list[Item]:
    """Each item with how often its value has been said before."""
    before: Counter[object] = Counter()
    counted = []
    for item in items:
        counted.append(replace(item, value=f"{item.value} {before[item.value]}"))
        before[item.value] += 1
    return counted


def _once(items: Iterable[Item]) -> list[Item]:
    """Each value once, where it stands first."""
    found: dict[object, Item] = {}
    for item in items:
        found.setdefault(item.value, item)
    return list(found.values())


def _plain(verb: str) -> str:
    first, _, rest = verb.partition(" ")
    return f"{first.removesuffix('s')} {rest}".strip()
