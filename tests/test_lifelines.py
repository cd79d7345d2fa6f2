"""The arithmetic of the timeline's picture: values, not pixels."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.dates import PartialDate
from sitegen.lifelines import Scale, moment, place, span, width


@pytest.mark.parametrize(
    ("date", "expected"),
    [("1977-01-01", 1977.0), ("1978-07-02", 1978.498), ("1978-06", 1978.454), ("1980", 1980.5)],
)
def test_an_incomplete_date_stands_in_the_middle_of_what_is_known(
    date: str, expected: float
) -> None:
    assert moment(PartialDate.parse(date)) == pytest.approx(expected, abs=0.001)


def test_a_month_lies_between_its_first_and_its_last_day() -> None:
    for month in range(1, 13):
        first = moment(PartialDate(1978, month, 1))
        last = moment(PartialDate(1978, month, 28))
        assert first < moment(PartialDate(1978, month)) < last


def test_the_axis_runs_from_left_to_right_and_stops_at_its_ends() -> None:
    scale = Scale(1977, 2027, 20, 95)
    assert [scale(when) for when in (1977, 2002, 2027)] == [20, 57.5, 95]
    assert [scale(when) for when in (1900, 2100)] == [20, 95]
    assert scale.decades == [1980, 1990, 2000, 2010, 2020]


def test_where_one_reads_leftwards_time_runs_leftwards() -> None:
    plain, mirrored = Scale(1977, 2027, 20, 95), Scale(1977, 2027, 20, 95, mirrored=True)
    assert [plain(when) + mirrored(when) for when in (1977, 1990.3, 2027)] == [100] * 3


def test_an_axis_without_length_is_a_point() -> None:
    assert Scale(2020, 2020, 20, 95)(2020) == 20


def test_wide_characters_take_more_room() -> None:
    assert width("家族会", 16, 1000) == pytest.approx(4.8)
    assert width("abc", 16, 1000) == pytest.approx(2.64)
    assert width("ill", 16, 1000) < width("now", 16, 1000) < width("NOW", 16, 1000)


def test_labels_need_few_rows() -> None:
    apart = [(10.0, 5.0), (40.0, 5.0), (70.0, 5.0)]
    assert {label.row for label in place(apart, (0, 100), 1)} == {0}
    near = [(40.0, 20.0), (42.0, 20.0)]
    assert [(label.row, label.before) for label in place(near, (0, 100), 1)] == [
        (0, True),
        (0, False),
    ]


def test_a_label_at_the_edge_turns_inwards() -> None:
    (first,) = place([(3.0, 20.0)], (2, 98), 1)
    (last,) = place([(95.0, 20.0)], (2, 98), 1)
    assert (first.before, last.before) == (False, True)


@given(
    st.lists(
        st.tuples(st.integers(20, 95), st.integers(3, 30)),
        min_size=1,
        max_size=7,
        unique_by=lambda mark: mark[0],
    )
)
def test_no_label_touches_another_or_a_tick(found: list[tuple[int, int]]) -> None:
    marks = sorted((float(x), float(wide)) for x, wide in found)
    gap = 0.5
    labels = place(marks, (-20, 120), gap)
    rows = list(zip(marks, labels, strict=True))
    for (one, here), (other, there) in itertools.permutations(rows, 2):
        start, end = span(one, gap, here)
        first, last = span(other, gap, there)
        if here.row == there.row:
            assert end <= first or last <= start
        if there.row >= here.row:
            assert not start < other[0] < end


def test_where_nothing_fits_each_label_has_a_row() -> None:
    labels = place([(50.0, 90.0), (51.0, 90.0)], (2, 98), 1)
    assert [label.row for label in labels] == [0, 1]
