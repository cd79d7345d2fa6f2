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


class Reader:
    """Reads pages by the roles of the table; `attributes` are those that the styles draw.

    What stands in `data-` attributes is what scripts write into the page.
    """

    def __init__(self, roles: Roles, attributes: Iterable[str] = ()) -> None:
        self._roles: list[tuple[str, set[str], set[str]]] = []
        for name in ("strong", "em", "shown"):
            selectors: tuple[str, ...] = getattr(roles, name)
            classes = {selector[1:] for selector in selectors if selector.startswith(".")}
            self._roles.append((name, set(selectors) - {f".{c}" for c in classes}, classes))
        self._attributes = {*FIELDS, *attributes}

    def _is_drawn(self, name: str) -> bool:
        return name in self._attributes or name.startswith("data-")

    def read(self, html: str) -> Used:
        """One pass over the page. A page that says no language has the empty one."""
        root = etree.HTML(html.encode("utf-8"), etree.HTMLParser(encoding="utf-8"))
        found: dict[tuple[str, frozenset[str]], list[str]] = {}
        own = ""
        if root is not None:
            own = root.get("lang") or ""
            self._walk(root, own, frozenset(), found)
        text: dict[tuple[str, Role], list[str]] = {}
        shown: dict[str, list[str]] = {}
        for (lang, roles), parts in found.items():
            text.setdefault((lang, "text"), []).extend(parts)
            if "strong" in roles:
                text.setdefault((lang, "strong"), []).extend(parts)
            if "em" in roles:
                text.setdefault((lang, "em"), []).extend(parts)
            if "shown" in roles:
                shown.setdefault(lang, []).extend(parts)
        joined = {key: "\n".join(parts) for key, parts in text.items()}
        return Used(own, joined, {lang: "\n".join(parts) for lang, parts in shown.items()})

    def _walk(
        self,
        element: etree._Element,
        lang: str,
        roles: frozenset[str],
        found: dict[tuple[str, frozenset[str]], list[str]],
    ) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in HIDDEN:  # a comment's tag is a function
            return
        attributes = element.attrib
        if attributes:
            lang = attributes.get("lang") or attributes.get(LANG) or lang
        roles = self._roles_of(tag, attributes.get("class", ""), roles)
        into = found.setdefault((lang, roles), [])
        if element.text:
            into.append(element.text)
        into += [value for name, value in attributes.items() if self._is_drawn(name)]
        for child in element:
            self._walk(child, lang, roles, found)
            if child.tail:
                into.append(child.tail)

    def _roles_of(self, tag: str, classes: str, around: frozenset[str]) -> frozenset[str]:
        own = set(classes.split()) if classes else set()
        more = {name for name, tags, names in self._roles if tag in tags or own & names}
        return around | more if more else around


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
