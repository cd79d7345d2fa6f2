"""TOML as plain data, with the line of every table and key in it."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from sitegen.problems import Problems
from sitegen.validate import Lines, Location


def parse_toml(text: str, path: str, problems: Problems) -> tuple[dict[str, Any], Lines] | None:
    """The data and its lines; None after a problem at the line that is no TOML."""
    try:
        return tomllib.loads(text), _lines(text)
    except (ValueError, RecursionError) as error:
        match = re.search(r"at line (\d+)", str(error))
        last = text.rstrip("\n").count("\n") + 1
        problems.error(path, int(match[1]) if match else last, f"is not TOML: {error}", "toml")
        return None


def _lines(text: str) -> dict[Location, int]:
    """The line of each table and key. Enough of TOML for a file people write by hand."""
    lines: dict[Location, int] = {(): 1}
    table: Location = ()
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if match := re.match(r"\s*\[\[([\w-]+)\]\]", line):
            index = counts[match[1]] = counts.get(match[1], -1) + 1
            table = (match[1], index)
            lines[table] = number
        elif match := re.match(r"\s*\[([\w.-]+)\]", line):
            table = tuple(match[1].split("."))
            lines[table] = number
        elif match := re.match(r"""\s*["']?([\w*/.-]+)["']?\s*=""", line):
            lines[(*table, match[1])] = number
    return lines
