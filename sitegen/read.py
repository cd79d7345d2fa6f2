"""Files become text with line numbers: no rule about a field is known here."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sitegen.config import Config
from sitegen.problems import Problems, suggest
from sitegen.validate import SLUG_RULE, Lines, Location

CONTENT = "content"
PEOPLE = "people"
WORDS = "data.yaml"
SHARED = ("places.yaml", "cases.yaml", "sources.yaml")
MAX_BODY = 1024 * 1024
"""Bytes. A longer text is a mistake, and a parser's time is not for free."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


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


def read(root: Path, config: Config, problems: Problems) -> Sources:
    """Walk `content/` in sorted order. What is neither page nor record is a problem, not ignored."""
    sources = Sources()
    if not (root / CONTENT).is_dir():
        problems.error(CONTENT, 1, "there is no folder 'content'; the pages belong there", "layout")
        return sources
    for path in walk(root, CONTENT, problems):
        folder, _, rest = path.removeprefix(f"{CONTENT}/").partition("/")
        if not rest and folder in SHARED:
            _keep(sources.shared, folder, read_yaml(root, path, problems))
        elif folder == PEOPLE and "/" not in rest and rest.endswith(".yaml"):
            slug = rest.removesuffix(".yaml")
            source = read_yaml(root, path, problems)
            if _is_slug(slug, path, problems) and source is not None:
                sources.people.append((slug, source))
        elif folder in config.codes and rest == WORDS:
            _keep(sources.words, folder, read_yaml(root, path, problems))
        elif folder in config.codes and rest.endswith(".md"):
            page = read_page(root, path, problems)
            parts = rest.removesuffix(".md").split("/")
            if _are_slugs(parts, path, problems) and page is not None:
                sources.pages.append((_key(parts), folder, page))
        else:
            _complain(path, folder, rest, config, problems)
    for name in SHARED:
        path = f"{CONTENT}/{name}"
        if name not in sources.shared and not (root / path).exists():
            problems.error(path, 1, "is missing; an empty list of records is '{}'", "layout")
    return sources


def walk(root: Path, folder: str, problems: Problems) -> Iterator[str]:
    """The files below a folder, sorted, as paths relative to the root; hidden ones are left out.

    A symbolic link that leads out of the root, or to a folder, is an error: what is published
    must be in the tree that was reviewed.
    """
    inside = root.resolve()
    for directory, names, files in os.walk(root / folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(names + files):
            if name.startswith(".") or name.endswith("~"):
                continue
            full = Path(directory, name)
            path = full.relative_to(root).as_posix()
            if full.is_symlink():
                target = full.resolve()
                if not target.is_relative_to(inside):
                    problems.error(
                        path,
                        1,
                        "is a link out of the site's folder; put the file itself here",
                        "symlink",
                    )
                    continue
                if not target.is_file():
                    problems.error(
                        path,
                        1,
                        "is a link to a folder or to nothing; put the file itself here",
                        "symlink",
                    )
                    continue
            if name in files:
                yield path


def read_text(root: Path, path: str, problems: Problems) -> str | None:
    """The text of a file that must be UTF-8, line ends as `\\n`; None after a problem."""
    try:
        data = (root / path).read_bytes()
    except OSError as error:
        problems.error(path, 1, f"cannot be read: {error.strerror}", "layout")
        return None
    if len(data) > MAX_BODY:
        problems.error(
            path, 1, f"is {len(data):,} bytes long, the limit is {MAX_BODY:,}; split it", "size"
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.error(
            path,
            line,
            f"is not UTF-8 (byte 0x{data[error.start]:02x}); save it as UTF-8",
            "encoding",
        )
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problems.error(path, line, "holds a NUL character; remove it", "encoding")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        problems.error(path, 1, "is empty; fill it in or delete it", "layout")
        return None
    return text


def read_yaml(root: Path, path: str, problems: Problems) -> Source | None:
    text = read_text(root, path, problems)
    if text is None:
        return None
    parsed = parse_yaml(text, path, 1, problems)
    return None if parsed is None else Source(path, *parsed)


def read_page(root: Path, path: str, problems: Problems) -> Source | None:
    """A Markdown file: front matter between two lines of `---`, then the body."""
    text = read_text(root, path, problems)
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


def parse_yaml(text: str, path: str, first: int, problems: Problems) -> tuple[Any, Lines] | None:
    """YAML whose scalars all stay strings (`no` stays `no`), with the line of every location.

    `first` is the number of the text's first line. Duplicate keys, anchors and nesting without
    end are errors.
    """
    try:
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first + (mark.line if mark else 0)
        reason = " ".join(filter(None, (error.context, error.problem)))
        problems.error(
            path,
            line,
            f"is not YAML: {reason}; a value with ': ' or '#' in it needs quotes",
            "yaml",
        )
        return None
    except (yaml.YAMLError, RecursionError) as error:
        problems.error(path, first, f"is not YAML: {str(error) or 'nested too deeply'}", "yaml")
        return None
    if node is None:
        return {}, {(): first}
    builder = _Builder(path, first, problems)
    try:
        value = builder.value(node, ())
    except RecursionError:
        problems.error(path, first, "is not YAML we read: nested too deeply", "yaml")
        return None
    return None if builder.failed else (value, builder.lines)


class _Builder:
    """YAML nodes to plain lists, dicts and strings."""

    def __init__(self, path: str, first: int, problems: Problems) -> None:
        self.path, self.first, self.problems = path, first, problems
        self.lines: dict[Location, int] = {}
        self.seen: set[int] = set()
        self.failed = False

    def value(self, node: yaml.Node, location: Location) -> Any:
        line = self.first + node.start_mark.line
        self.lines.setdefault(location, line)
        if id(node) in self.seen:
            self.fail(line, "uses a YAML anchor (&, *); write the value out")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*location, i)) for i, item in enumerate(node.value)]
        if not isinstance(node, yaml.MappingNode):
            return node.value
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            line = self.first + key_node.start_mark.line
            if not isinstance(key, str):
                self.fail(line, "has a list or block as a name; write 'name: value'")
                continue
            if key in result:
                self.fail(line, f"field '{key}' stands here twice; keep one")
            self.lines[(*location, key)] = line
            result[key] = self.value(value_node, (*location, key))
        return result

    def fail(self, line: int, message: str) -> None:
        self.problems.error(self.path, line, message, "yaml")
        self.failed = True


def _key(parts: list[str]) -> str:
    """`about` and `about/index` are the same address, so they are the same key."""
    if len(parts) > 1 and parts[-1] == "index":
        parts = parts[:-1]
    return "/".join(parts)


def _are_slugs(parts: list[str], path: str, problems: Problems) -> bool:
    return sum(_is_slug(part, path, problems) for part in parts) == len(parts)


def _is_slug(part: str, path: str, problems: Problems) -> bool:
    if _SLUG.fullmatch(part):
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
