"""Dates that may be incomplete."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class PartialDate:
    """A date may be incomplete and is never completed with an invented part.

    `month` and `day` are None where they are not known (a day needs a month). Written in the
    reduced forms of ISO 8601: `1978`, `1978-06`, `1978-06-12`.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `1978`, `1978-06` or `1978-06-12`; anything else raises ValueError with the reason."""
        match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
        if match is None:
            raise ValueError(f"'{text}' is not a date; write 1978, 1978-06 or 1978-06-12")
        year = int(match[1])
        month = None if match[2] is None else int(match[2])
        day = None if match[3] is None else int(match[3])
        if year == 0:
            raise ValueError(f"'{text}' has no year")
        if month is not None and not 1 <= month <= 12:
            raise ValueError(f"'{text}' is not a date: there is no month {month}")
        if month is not None and day is not None:
            last = calendar.monthrange(year, month)[1]
            if not 1 <= day <= last:
                raise ValueError(f"'{text}' is not a date: that month has no day {day}")
        return cls(year, month, day)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def complete(self) -> dt.date | None:
        """The calendar day, or None where the date is incomplete."""
        if self.month is None or self.day is None:
            return None
        return dt.date(self.year, self.month, self.day)

    @property
    def first(self) -> dt.date:
        """The first day that it can be."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """A month without a day comes after that month's days, a year after its months."""
        return (self.year, self.month or 13, self.day or 32)

    def years_until(self, today: dt.date) -> int:
        """Whole years that have certainly passed by `today`: an incomplete date counts from its end."""
        month, day = self.month or 12, self.day or 31
        return today.year - self.year - ((today.month, today.day) < (month, day))
