"""Regular expressions that people write in YAML: each must be able to stand beside others in one."""

from __future__ import annotations

import re

_BACK = re.compile(r"(?<!\\)(?:\\\\)*\\[1-9]|\(\?P=")
"""A reference to a group, whose number is another beside other patterns."""


def check_pattern(written: str, pattern: str) -> str:
    """`written` as it is; ValueError unless `pattern`, which it stands for, can be an alternative."""
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise ValueError(f"'{written}' is not a regular expression: {error}") from error
    if compiled.match(""):
        raise ValueError(f"'{written}' fits an empty text; it would find something everywhere")
    try:
        re.compile(f"x|(?:{pattern})")
    except re.error as error:
        raise ValueError(
            f"'{written}' sets flags for more than itself; write them for a part, like '(?i:word)'"
        ) from error
    if compiled.groupindex or _BACK.search(pattern):
        raise ValueError(
            f"'{written}' names or numbers a group, which cannot be beside other patterns; write"
            " '(?:…)'"
        )
    return written
