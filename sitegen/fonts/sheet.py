"""What a page says about its faces."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from sitegen.config import SCRIPT, STATIC
from sitegen.fonts.plan import Rule, first_of, here, rest_of
from sitegen.fonts.table import Face, Faces, Near, Setting

NEAR = "Near"
Addressed = tuple[Rule, str, str]
"""A file of a page, its address as written there, and its format."""
GENERIC = {"serif", "sans-serif", "monospace", "system-ui"}
_SHEET = re.compile(rf'<link rel="stylesheet" href="((?:[^"]*/)?{STATIC}/)[^"]*"')
_SCRIPT = re.compile(rf'<script src="[^"]*{STATIC}/{SCRIPT}"')
LATER = "(scripting:none)"
"""When faces that the first screen does without are loaded by themselves; else a script says when."""
_POLICY = re.compile(r"style-src ('|&#39;)self\1")


def page(html: str, rules: Sequence[Addressed], lists: str, *, preload: bool) -> str:
    """The page with its faces, and the lists of `stacks`, before its first style sheet.

    What the first screen needs is fetched at once. The rest, four times as much, would come before
    the text where lines are slow: the page's script (`scripts/faces.js`) lets it in when the page is
    painted; without scripts the browser takes all (Media Queries Level 5, section 9.1).
    The styles are in the page because they differ from page to page; their digest is let in by the
    page's own policy (Content Security Policy Level 3, section 8.3).
    """
    if "</head>" not in html:
        return html
    first = "".join(_face_rule(*row) for row in rules if row[0].first)
    later = "".join(_face_rule(*row) for row in rules if not row[0].first)
    if not _SCRIPT.search(html):
        first, later = first + later, ""
    style = (f"@media{LATER}{{{later}}}" if later else "") + first + lists
    links = "".join(
        f'<link rel="preload" href="{escape(address)}" as="font" crossorigin>\n'
        for rule, address, _ in rules
        if rule.first and preload
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    head, tail = _split(html)
    head = _POLICY.sub(rf"\g<0> \1sha256-{digest}\1", head, count=1)
    return f"{head}{links}<style>{style}</style>\n{tail}"


def static_folder(html: str) -> str | None:
    """How the page leads to the folder of static files; None if it has no style sheet."""
    found = _SHEET.search(html)
    return found[1] if found else None


def _split(html: str) -> tuple[str, str]:
    found = _SHEET.search(html)
    start = found.start() if found else html.index("</head>")
    return html[:start], html[start:]


def _face_rule(rule: Rule, address: str, format_: str) -> str:
    face = rule.cut.source.face
    # Words of another language are drawn by one file, whatever their weight.
    weight = "1 1000" if rule.any_weight else _range(face)
    style = ";font-style:italic" if face.italic else ""
    return (
        f'@font-face{{font-family:"{rule.family}";src:url({address}) format("{format_}");'
        f"font-weight:{weight}{style};font-display:swap}}"
    )


def _range(face: Face) -> str:
    low, high = face.weight
    return f"{low} {high}" if low != high else str(low)


def stacks(faces: Faces, lang: str | None, families: frozenset[str]) -> str:
    """For a page in `lang`: what each language is set in, and what stands in until it is there.

    `families` are those that the page has a file of. A custom property carries the list; `styles/` give it to `font-family`. Words of another
    language have a list without our faces, so that no word is drawn half in one, half in another.
    """
    table = faces.table
    rules = list(_near_rules(faces, lang)) if lang is not None else []
    rules.append(f"[lang]{{{_stack(['serif'])}}}")
    for code, setting in table.languages.items():
        if code == lang:
            own = [name for name in _own(faces, setting) if name in families]
            own += [*_near_names(faces, setting), *setting.system]
            rules.append(f':root,[lang|="{code}"]{{{_stack(own)}}}')
            continue
        rules.append(f'[lang|="{code}"]{{{_stack(setting.system)}}}')
        names = (here(table.families[name].name) for name in setting.families)
        shown = [name for name in names if name in families]
        if shown:
            places = f":is({','.join(table.roles.shown)})"
            elements = f'{places} [lang|="{code}"],{places}[lang|="{code}"]'
            rules.append(f"{elements}{{{_stack([*shown, 'serif'])}}}")
    return "".join(rules)


def _own(faces: Faces, setting: Setting) -> Iterator[str]:
    names = [faces.table.families[name].name for name in setting.families]
    for name in names:
        yield from (first_of(name), name, rest_of(name))


def _near_names(faces: Faces, setting: Setting) -> Iterator[str]:
    for index, near in enumerate(faces.table.near):
        if near.family == setting.families[0]:
            yield _near_name(faces, index)


def _near_name(faces: Faces, index: int) -> str:
    rows = faces.table.near
    number = sum(1 for row in rows[: index + 1] if row.family == rows[index].family)
    return f"{faces.table.families[rows[index].family].name} {NEAR} {number}"


def _near_rules(faces: Faces, lang: str) -> Iterator[str]:
    """A local face with the height and the mean width of ours (CSS Fonts Level 5, section 2)."""
    first = faces.table.languages[lang].families[0]
    for index, near in enumerate(faces.table.near):
        if near.family != first:
            continue
        measures = faces.source(near.family, "text").measures
        scale = measures.advance / near.advance if near.advance and measures.advance else 1.0
        heights = ";".join(
            f"{name}-override:{_percent(value / scale)}"
            for name, value in (
                ("ascent", measures.ascent),
                ("descent", measures.descent),
                ("line-gap", measures.gap),
            )
        )
        size = f";size-adjust:{_percent(scale)}" if scale != 1.0 else ""
        name = f'font-family:"{_near_name(faces, index)}";'
        for weight, local in _near_weights(faces, near):
            sources = ",".join(f'local("{face}")' for face in local)
            yield f"@font-face{{{name}src:{sources};font-weight:{weight};{heights}{size}}}"


def _near_weights(faces: Faces, near: Near) -> Iterator[tuple[str, tuple[str, ...]]]:
    strong = faces.source(near.family, "strong").face
    if not near.strong:
        yield "1 1000", near.local
        return
    border = strong.weight[0] if strong.weight[0] > 400 else 550
    yield f"1 {border - 1}", near.local
    yield f"{border} 1000", near.strong


def _percent(value: float) -> str:
    return f"{round(value * 100, 2):g}%"


def _stack(names: Iterable[str]) -> str:
    """The custom property that `styles/` give to `font-family`."""
    return "--face:" + ",".join(name if name in GENERIC else f'"{name}"' for name in names)
