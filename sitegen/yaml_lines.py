"""YAML as plain strings, lists and dicts, with the line of everything in it."""

from __future__ import annotations

from typing import Any

import yaml

from sitegen.problems import Problems
from sitegen.validate import Lines, Location

MAX_DEPTH = 20
"""Lists and blocks inside each other. The C parser recurses without a net of its own."""


def parse_yaml(text: str, path: str, first: int, problems: Problems) -> tuple[Any, Lines] | None:
    """YAML whose scalars all stay strings (`no` stays `no`), with the line of every location.

    `first` is the number of the text's first line. Duplicate keys, anchors and nesting without
    end are errors.
    """
    try:
        if (deep := _too_deep(text)) is not None:
            problems.error(path, first + deep, "is nested too deeply", "yaml")
            return None
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first + (mark.line if mark else 0)
        if "nesting depth" in (error.problem or ""):  # the library's own limit
            problems.error(path, line, "is nested too deeply", "yaml")
            return None
        reason = " ".join(filter(None, (error.context, error.problem)))
        problems.error(
            path,
            line,
            f"is not YAML: {reason}; a value with ': ' or '#' in it needs quotes",
            "yaml",
        )
        return None
    except yaml.reader.ReaderError as error:
        line = first + text.count("\n", 0, error.position)
        problems.error(
            path, line, f"is not YAML: character U+{error.character:04X} is not allowed", "yaml"
        )
        return None
    if node is None:
        return {}, {(): first}
    builder = _Builder(path, first, problems)
    value = builder.value(node, ())
    return None if builder.failed else (value, builder.lines)


def _too_deep(text: str) -> int | None:
    """The line, from 0, on which the nesting passes `MAX_DEPTH`."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return event.start_mark.line if event.start_mark else 0
    return None


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
