"""A date may be incomplete: reading, writing, ordering and ages."""

from __future__ import annotations

import datetime as dt

import helpers  # noqa: F401  (the settings of hypothesis)
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.dates import PartialDate

DAYS = st.dates(min_value=dt.date(1, 1, 1))
PRECISIONS = st.sampled_from(["year", "month", "day"])


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(DAYS)
    return cut(day, draw(PRECISIONS))


def cut(day: dt.date, precision: str) -> PartialDate:
    month = None if precision == "year" else day.month
    return PartialDate(day.year, month, day.day if precision == "day" else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1978", PartialDate(1978)),
        ("1978-06", PartialDate(1978, 6)),
        ("1978-06-12", PartialDate(1978, 6, 12)),
        ("2000-02-29", PartialDate(2000, 2, 29)),
        ("0001-01-01", PartialDate(1, 1, 1)),
        ("9999-12-31", PartialDate(9999, 12, 31)),
    ],
)
def test_the_three_forms_are_read(text: str, expected: PartialDate) -> None:
    assert PartialDate.parse(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'' is not a date; write 1978, 1978-06 or 1978-06-12"),
        ("78", "'78' is not a date; write 1978, 1978-06 or 1978-06-12"),
        ("1978-6", "'1978-6' is not a date; write 1978, 1978-06 or 1978-06-12"),
        ("1978-06-1", "'1978-06-1' is not a date; write 1978, 1978-06 or 1978-06-12"),
        ("1978/06/12", "'1978/06/12' is not a date; write 1978, 1978-06 or 1978-06-12"),
        ("１９７８", "'１９７８' is not a date; write 1978, 1978-06 or 1978-06-12"),
        ("1978\n", "'1978\n' is not a date; write 1978, 1978-06 or 1978-06-12"),
        ("1978-06-12T00", "'1978-06-12T00' is not a date; write 1978, 1978-06 or 1978-06-12"),
        ("0000", "'0000' has no year"),
        ("1978-00", "'1978-00' is not a date: there is no month 0"),
        ("1978-13", "'1978-13' is not a date: there is no month 13"),
        ("1978-06-00", "'1978-06-00' is not a date: that month has no day 0"),
        ("1978-06-31", "'1978-06-31' is not a date: that month has no day 31"),
        ("1900-02-29", "'1900-02-29' is not a date: that month has no day 29"),
    ],
)
def test_anything_else_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  (the whole message is compared)
        PartialDate.parse(text)
    assert str(caught.value) == message


@given(partial_dates())
def test_what_is_written_is_read_back(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date


@given(DAYS)
def test_complete_dates_are_written_as_iso_8601(day: dt.date) -> None:
    assert str(cut(day, "day")) == day.isoformat()
    assert PartialDate.parse(day.isoformat()).complete == day


@given(st.text(max_size=12))
def test_reading_raises_nothing_but_value_error(text: str) -> None:
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return
    assert str(date) == text


def test_an_incomplete_date_is_no_day() -> None:
    assert PartialDate(1978).complete is None
    assert PartialDate(1978, 6).complete is None


@given(DAYS, DAYS, PRECISIONS)
def test_order_follows_the_calendar(one: dt.date, other: dt.date, precision: str) -> None:
    """Of two dates of the same precision the earlier comes first; equal ones are equal."""
    first, second = cut(one, precision), cut(other, precision)
    by_text = (str(first) > str(second)) - (str(first) < str(second))
    by_key = (first.sort_key > second.sort_key) - (first.sort_key < second.sort_key)
    assert by_key == by_text


@given(DAYS)
def test_a_vaguer_date_comes_after_what_it_contains(day: dt.date) -> None:
    keys = [cut(day, precision).sort_key for precision in ("day", "month", "year")]
    assert keys == sorted(set(keys))


@given(st.integers(min_value=1, max_value=9998))
def test_a_vague_date_comes_before_all_that_follows_it(year: int) -> None:
    assert PartialDate(year).sort_key < PartialDate(year + 1, 1, 1).sort_key
    assert PartialDate(year, 11).sort_key < PartialDate(year, 12, 1).sort_key


@pytest.mark.parametrize(
    ("since", "today", "years"),
    [
        ("2000-06-12", "2010-06-11", 9),
        ("2000-06-12", "2010-06-12", 10),
        ("2000-02-29", "2001-02-28", 0),
        ("2000-02-29", "2001-03-01", 1),
        ("2000-06", "2010-06-29", 9),
        ("2000-06", "2010-07-01", 10),
        ("2000", "2010-12-30", 9),
        ("2000", "2010-12-31", 10),
    ],
)
def test_only_years_that_have_certainly_passed_count(since: str, today: str, years: int) -> None:
    assert PartialDate.parse(since).years_until(dt.date.fromisoformat(today)) == years


@given(DAYS, st.dates(min_value=dt.date(1, 1, 1)), PRECISIONS)
def test_a_vague_date_never_gives_more_years(day: dt.date, today: dt.date, precision: str) -> None:
    assert cut(day, precision).years_until(today) <= cut(day, "day").years_until(today)
