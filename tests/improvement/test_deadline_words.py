"""Deadlines in words, their moves, and where they stand on a line of months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.deadlines import Kind, State, state_on
from improvement.deadlines.line import line_of
from improvement.deadlines.moves import by_how_much, months_between
from improvement.deadlines.words import days_over, overdue_words, reading_words

DAYS = st.dates(date(2016, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("kind", "starts", "ends", "condition", "said"),
    [
        (Kind.BY, None, date(2022, 3, 31), "", "by 31 Mar 2022"),
        (Kind.BY, None, date(2022, 10, 31), "GM review", "by 31 Oct 2022, waits for “GM review”"),
        (Kind.MILESTONE, None, date(2022, 4, 30), "", "a part of it by 30 Apr 2022"),
        (Kind.START_ONLY, date(2022, 4, 1), None, "", "from 1 Apr 2022, no end agreed"),
        (Kind.ONGOING, date(2022, 1, 1), None, "", "ongoing since 1 Jan 2022, no end"),
        (Kind.CONDITIONAL, None, None, "PSW appointed", "waits for “PSW appointed”"),
        (Kind.RANGE, date(2022, 1, 1), date(2022, 3, 31), "", "from 1 Jan 2022 to 31 Mar 2022"),
        (Kind.MISSING, None, None, "", "no deadline set"),
        (Kind.UNREADABLE, None, None, "", "could not be read"),
    ],
)
def test_a_reading_in_words(kind, starts, ends, condition, said):
    assert reading_words(kind, starts, ends, condition) == said


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_words(kind):
    assert reading_words(kind, None, None, "")


def test_the_last_day_is_kept_and_the_next_is_over():
    end = date(2022, 3, 31)
    assert state_on(end, end) == State.SOON
    assert state_on(end + timedelta(days=1), end) == State.OVERDUE
    assert state_on(end - timedelta(days=31), end) == State.LATER
    assert state_on(end, None) == State.NO_END
    assert days_over(end + timedelta(days=1), end) == 1
    assert overdue_words(1) == "1 day over"


def test_months_are_counted_by_their_names():
    assert months_between(date(2022, 3, 31), date(2022, 5, 31)) == 2
    assert months_between(date(2022, 1, 31), date(2022, 2, 28)) == 1
    assert [by_how_much(months) for months in (2, 1, 0, -1)] == [
        "+2 months",
        "+1 month",
        "within the month",
        "−1 month",
    ]


@given(st.lists(DAYS, min_size=1, max_size=6), DAYS)
def test_everything_stands_on_the_line(ends, day):
    line = line_of(ends, day)
    marks = [*line.months, *line.former, line.now, line.today]
    assert all(0 <= mark.x <= 100 for mark in marks)
    assert [mark.x for mark in line.months] == sorted(mark.x for mark in line.months)
    assert len(line.months) <= 8
    assert len(line.former) == len(ends) - 1


def test_no_end_no_line():
    assert line_of([], date(2022, 1, 1)) is None
