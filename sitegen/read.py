"""Files become text with line numbers: no rule about a field is known here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitegen.config import Config
from sitegen.files import read_text, walk
from sitegen.problems import Problems, suggest
from sitegen.validate import SLUG_RULE, Lines, is_slug
from sitegen.yaml_lines import parse_yaml

CONTENT = "content"
PEOPLE = "people"
WORDS = "data.yaml"
TONE = "tone.yaml"
NUMERALS = "values.yaml"
BREAKS = "breaks.yaml"
SHARED = ("places.yaml", "cases.yaml", "sources.yaml")
RELATIVES, TERMS, EVENTS = "relatives.yaml", "terms.yaml", "events.yaml"
CORRECTIONS, UPDATES = "corrections.yaml", "updates.yaml"
OPTIONAL = (RELATIVES, TERMS, EVENTS, CORRECTIONS, UPDATES)
"""Shared, too, but a site may have none."""
LONGEST_WORD = 1000
"""Letters and digits in a row."""
_ENDLESS = re.compile(rf"\w{{{LONGEST_WORD + 1}}}")


@dataclass(frozen=True)
class Source:
    """A file as it was read: `data` holds strings only, `lines` the line of each location in it."""

    path: str
    data: Any
    lines: Lines
    body: str = ""
    body_line: int = 1
    """The line of the file on which the body begins."""


@dataclass
class Sources:
    """All files of `content/`, sorted by what their place says they are."""

    pages: list[tuple[str, str, Source]] = field(default_factory=list)
    """(key, language, source)"""
    people: list[tuple[str, Source]] = field(default_factory=list)
    shared: dict[str, Source] = field(default_factory=dict)
    words: dict[str, Source] = field(default_factory=dict)
    tones: dict[str, Source] = field(default_factory=dict)
    numerals: dict[str, Source] = field(default_factory=dict)
    breaks: dict[str, Source] = field(default_factory=dict)


def read(root: Path, config: Config, problems: Problems) -> Sources:
    """Walk `content/` in sorted order. What is neither page nor record is a problem, not ignored."""
    sources = Sources()
    if not (root / CONTENT).is_dir():
        problems.error(CONTENT, 1, "there is no folder 'content'; the pages belong there", "layout")
        return sources
    for path in walk(root, CONTENT, problems):
        folder, _, rest = path.removeprefix(f"{CONTENT}/").partition("/")
        if not rest and folder in (*SHARED, *OPTIONAL):
            _keep(sources.shared, folder, read_yaml(root, path, problems))
        elif folder == PEOPLE and "/" not in rest and rest.endswith(".yaml"):
            slug = rest.removesuffix(".yaml")
            source = read_yaml(root, path, problems)
            if _is_slug(slug, path, problems) and source is not None:
                sources.people.append((slug, source))
        elif folder in config.codes and rest == WORDS:
            _keep(sources.words, folder, read_yaml(root, path, problems))
        elif folder in config.codes and rest == TONE:
            _keep(sources.tones, folder, read_yaml(root, path, problems))
        elif folder in config.codes and rest == NUMERALS:
            _keep(sources.numerals, folder, read_yaml(root, path, problems))
        elif folder in config.codes and rest == BREAKS:
            _keep(sources.breaks, folder, read_yaml(root, path, problems))
        elif folder in config.codes and rest.endswith(".md"):
            page = read_page(root, path, problems)
            parts = rest.removesuffix(".md").split("/")
            if _are_slugs(parts, path, problems) and page is not None:
                sources.pages.append((key_of(parts), folder, page))
        else:
            _complain(path, folder, rest, config, problems)
    for name in SHARED:
        path = f"{CONTENT}/{name}"
        if name not in sources.shared and not (root / path).exists():
            problems.error(path, 1, "is missing; an empty list of records is '{}'", "layout")
    return sources


def read_yaml(root: Path, path: str, problems: Problems) -> Source | None:
    text = _read(root, path, problems)
    if text is None:
        return None
    parsed = parse_yaml(text, path, 1, problems)
    return None if parsed is None else Source(path, *parsed)


def read_page(root: Path, path: str, problems: Problems) -> Source | None:
    """A Markdown file: front matter between two lines of `---`, then the body."""
    text = _read(root, path, problems)
    if text is None:
        return None
    match = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    if match is None:
        first = text.partition("\n")[0].rstrip() == "---"
        message = (
            "the front matter has no end; close it with a line '---'"
            if first
            else ("has no front matter; begin with '---', 'title: …', 'summary: …', '---'")
        )
        problems.error(path, 1, message, "front-matter")
        return None
    parsed = parse_yaml(match[1], path, 2, problems)
    if parsed is None:
        return None
    return Source(path, *parsed, text[match.end() :], text.count("\n", 0, match.end()) + 1)


def _read(root: Path, path: str, problems: Problems) -> str | None:
    """A text of words: one without an end is a mistake, and patterns would look at it for ever."""
    text = read_text(root, path, problems)
    found = _ENDLESS.search(text) if text is not None else None
    if text is None or found is None:
        return text
    line = text.count("\n", 0, found.start()) + 1
    message = (
        f"holds a word of more than {LONGEST_WORD:,} characters; put spaces into it, or take it out"
    )
    problems.error(path, line, message, "size")
    return None


def key_of(parts: list[str]) -> str:
    """`about` and `about/index` are the same address, so they are the same key."""
    if len(parts) > 1 and parts[-1] == "index":
        parts = parts[:-1]
    return "/".join(parts)


def _are_slugs(parts: list[str], path: str, problems: Problems) -> bool:
    return sum(_is_slug(part, path, problems) for part in parts) == len(parts)


def _is_slug(part: str, path: str, problems: Problems) -> bool:
    if is_slug(part):
        return True
    problems.error(path, 1, f"'{part}' cannot be part of an address; {SLUG_RULE}", "slug")
    return False


def _keep(into: dict[str, Source], name: str, source: Source | None) -> None:
    if source is not None:
        into[name] = source


def _complain(path: str, folder: str, rest: str, config: Config, problems: Problems) -> None:
    known = (*config.codes, PEOPLE)
    if path.endswith(".yml"):
        message = "is not read; rename it to end in .yaml"
    elif rest and folder not in known:
        message = f"'{folder}' is no language of site.toml{suggest(folder, known)}; add its row there or move the file"
    else:
        message = (
            "is not read; pages are content/<language>/….md, records content/people/<slug>.yaml, "
            f"and beside them {', '.join(SHARED)} and content/<language>/{WORDS}"
        )
    problems.error(path, 1, message, "layout")
