"""A problem is a value: found anywhere, collected, printed in one place."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """An error means the site would be wrong or untrue; a warning means that work remains."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Problem:
    """One finding: where it is, what is wrong and what to do about it.

    `path` is relative to the site's root, with `/`. `line` counts from 1; a problem of a whole
    file stands at line 1. `rule` is a short stable name for tools.
    """

    path: str
    line: int
    message: str
    rule: str
    level: Level = Level.ERROR

    def __post_init__(self) -> None:
        # A finding is one line of UTF-8, whatever it quotes and whatever a file is called.
        for name in ("path", "message"):
            text = getattr(self, name).encode("utf-8", "backslashreplace").decode("utf-8")
            object.__setattr__(self, name, text)
        object.__setattr__(self, "message", " ".join(self.message.split()))

    def __str__(self) -> str:
        prefix = "" if self.level is Level.ERROR else "warning: "
        return f"{self.path}:{self.line}: {prefix}{self.message}"

    def as_json(self) -> str:
        """One line of JSON with the keys path, line, level, rule and message."""
        record = {
            "path": self.path,
            "line": self.line,
            "level": self.level.value,
            "rule": self.rule,
            "message": self.message,
        }
        return json.dumps(record, ensure_ascii=False)


class Stop(Exception):  # noqa: N818 - it ends a step, the problems are the error
    """Raised between two steps when the first has found errors; carries nothing."""


@dataclass
class Problems:
    """The collection that every step appends to; `stop_on_errors` stands between steps."""

    items: list[Problem] = field(default_factory=list)

    def error(self, path: str, line: int, message: str, rule: str) -> None:
        self.items.append(Problem(path, line, message, rule))

    def warning(self, path: str, line: int, message: str, rule: str) -> None:
        self.items.append(Problem(path, line, message, rule, Level.WARNING))

    def extend(self, problems: Iterable[Problem]) -> None:
        self.items.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        """Every problem once, in the order of path, line and message."""
        return iter(sorted(set(self.items)))

    def count(self, level: Level) -> int:
        return sum(1 for problem in set(self.items) if problem.level is level)

    @property
    def has_errors(self) -> bool:
        return any(problem.level is Level.ERROR for problem in self.items)

    def stop_on_errors(self) -> None:
        """Show every problem of a step, then stop: raise `Stop` if any is an error."""
        if self.has_errors:
            raise Stop


def suggest(word: str, known: Iterable[str]) -> str:
    """`, did you mean 'title'?` for a near miss, else an empty string."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f", did you mean '{near[0]}'?" if near else ""
