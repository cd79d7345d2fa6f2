"""Which characters a page draws: by language, and by the role of the face that draws them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from sitegen.fonts.table import Role, Roles

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HIDDEN = {"head", "script", "style", "template"}
"""Elements whose text is not drawn with the page's faces."""
ADDRESSES = {"href", "src", "cite"}
"""Attributes that are no words: printed sheets show them, in whatever face has their characters."""
FIELDS = ("placeholder", "value", "label")
"""Attributes that a browser draws by itself."""
OPENING = 360
"""So many characters from a page's beginning fill its first screen, on a phone and beside a column."""


@dataclass(frozen=True)
class Used:
    """What a page draws.

    `lang` is the page's own language, `text` its words by language tag and role. The role `text`
    holds everything in that language, so that a style which draws a heading in the weight of the
    text finds what it needs.
    """

    lang: str
    text: Mapping[tuple[str, Role], str]
    shown: Mapping[str, str]
    """By language tag: words in places where other languages have their own face."""
    opening: Mapping[tuple[str, Role], str]
    """Of `text`, what stands within the first `OPENING` characters of the page."""

    def characters(self, lang: str, role: Role) -> frozenset[str]:
        return drawn(self.text.get((lang, role), ""))


def drawn(text: str) -> frozenset[str]:
    """The characters of a text that need a glyph: no controls, no joiners, no breaks, no selectors.

    A space needs none of its own: a browser has every width of space (HarfBuzz, hb-ot-shape-fallback).
    """
    return frozenset(char for char in set(text) if _needs_glyph(char))


def _needs_glyph(char: str) -> bool:
    if char == " ":
        return True
    if unicodedata.category(char) in ("Cc", "Cf", "Zs", "Zl", "Zp"):
        return False
    return not ("\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef")


_Place = tuple[str, frozenset[str]]
"""A language tag, and the roles around a word."""


_Selectors = list[tuple[str, set[str], set[str]]]
"""Of each role its elements and its classes."""


def _selectors(roles: Roles) -> _Selectors:
    found: _Selectors = []
    for name in ("strong", "em", "shown"):
        selectors: tuple[str, ...] = getattr(roles, name)
        classes = {selector[1:] for selector in selectors if selector.startswith(".")}
        found.append((name, set(selectors) - {f".{c}" for c in classes}, classes))
    return found


class _Found:
    """The words of a page in their order, and those of its beginning once more."""

    def __init__(self, selectors: _Selectors) -> None:
        self.selectors = selectors
        self.everywhere: dict[_Place, list[str]] = {}
        self.opening: dict[_Place, list[str]] = {}
        self._left = OPENING

    def add(self, place: _Place, text: str) -> None:
        self.everywhere.setdefault(place, []).append(text)
        if self._left > 0:
            short = " ".join(text.split())[: self._left]
            self.opening.setdefault(place, []).append(short)
            self._left -= len(short)

    def roles_of(self, tag: str, classes: str, around: frozenset[str]) -> frozenset[str]:
        own = set(classes.split()) if classes else set()
        more = {name for name, tags, names in self.selectors if tag in tags or own & names}
        return around | more if more else around


def _by_role(found: Mapping[_Place, list[str]]) -> dict[tuple[str, Role], str]:
    text: dict[tuple[str, Role], list[str]] = {}
    for (lang, roles), parts in found.items():
        text.setdefault((lang, "text"), []).extend(parts)
        if "strong" in roles:
            text.setdefault((lang, "strong"), []).extend(parts)
        if "em" in roles:
            text.setdefault((lang, "em"), []).extend(parts)
    return {key: "\n".join(parts) for key, parts in text.items()}


class Reader:
    """Reads pages by the roles of the table; `attributes` are those that the styles draw.

    What stands in `data-` attributes is what scripts write into the page.
    """

    def __init__(
        self,
        roles: Roles,
        attributes: Iterable[str] = (),
        languages: Mapping[str, Roles] | None = None,
    ) -> None:
        """`languages` has the roles of pages in languages that have their own."""
        self._roles = _selectors(roles)
        self._languages = {lang: _selectors(own) for lang, own in (languages or {}).items()}
        self._attributes = {*FIELDS, *attributes}

    def _is_drawn(self, name: str) -> bool:
        return name in self._attributes or name.startswith("data-")

    def read(self, html: str) -> Used:
        """One pass over the page. A page that says no language has the empty one."""
        root = etree.HTML(html.encode("utf-8"), etree.HTMLParser(encoding="utf-8"))
        own = "" if root is None else root.get("lang") or ""
        found = _Found(self._languages.get(own, self._roles))
        if root is not None:
            self._walk(root, own, frozenset(), found)
        shown: dict[str, list[str]] = {}
        for (lang, roles), parts in found.everywhere.items():
            if "shown" in roles:
                shown.setdefault(lang, []).extend(parts)
        words = {lang: "\n".join(parts) for lang, parts in shown.items()}
        return Used(own, _by_role(found.everywhere), words, _by_role(found.opening))

    def _walk(
        self,
        element: etree._Element,
        lang: str,
        roles: frozenset[str],
        found: _Found,
    ) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in HIDDEN:  # a comment's tag is a function
            return
        attributes = element.attrib
        if attributes:
            lang = attributes.get("lang") or attributes.get(LANG) or lang
        roles = found.roles_of(tag, attributes.get("class", ""), roles)
        place = (lang, roles)
        if element.text:
            found.add(place, element.text)
        for name, value in attributes.items():
            if self._is_drawn(name):
                found.add(place, value)
        for child in element:
            self._walk(child, lang, roles, found)
            if child.tail:
                found.add(place, child.tail)


def from_styles(css: str) -> tuple[frozenset[str], frozenset[str]]:
    """What style sheets draw: the characters of `content` and markers, and attributes' names."""
    texts: list[str] = []
    names: set[str] = set()
    for value in re.findall(r"(?:content|quotes|list-style(?:-type)?)\s*:([^;}]*)", css):
        texts += [_unescape(part[1:-1]) for part in re.findall(r'"[^"]*"|\'[^\']*\'', value)]
        names.update(re.findall(r"attr\(\s*([\w-]+)", value))
    names -= ADDRESSES
    return drawn("".join(texts)), frozenset(names)


def _unescape(text: str) -> str:
    """Escapes of a string (CSS Syntax Level 3, section 4.3.7): `\\2212` is a minus sign."""
    return re.sub(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", _escaped, text)


def _escaped(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[2]
    number = int(match[1], 16)
    stands = 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return chr(number) if stands else "\ufffd"
