"""Periods: their days, labels and order, read back from what people write."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kpis.period_reader import EXAMPLES, read_period
from kpis.periods import PeriodRefused, PeriodType, following, period_of, preceding

QUICKLY = settings(deadline=None, max_examples=150)
A_DAY = timedelta(days=1)
# A year from each end, so that every type has a period before and after.
DAYS = st.dates(date(2001, 9, 1), date(2098, 3, 31))
TYPES = st.sampled_from(list(PeriodType))
WITHOUT_GAPS = [
    PeriodType.MONTH,
    PeriodType.QUARTER,
    PeriodType.CALENDAR_QUARTER,
    PeriodType.FINANCIAL_YEAR,
    PeriodType.ACADEMIC_YEAR,
    PeriodType.CALENDAR_YEAR,
]

# Type, a day, the label, the first and the last day, the labels before and after.
WORKED = """
month            2022-04-15 | April 2022                   | 2022-04-01 2022-04-30 | March 2022 | May 2022
month            2024-02-29 | February 2024                | 2024-02-01 2024-02-29 | January 2024 | March 2024
quarter          2022-04-01 | Q1 2022/23                   | 2022-04-01 2022-06-30 | Q4 2021/22 | Q2 2022/23
quarter          2023-03-31 | Q4 2022/23                   | 2023-01-01 2023-03-31 | Q3 2022/23 | Q1 2023/24
calendar-quarter 2022-04-01 | Q2 2022                      | 2022-04-01 2022-06-30 | Q1 2022 | Q3 2022
calendar-quarter 2022-12-31 | Q4 2022                      | 2022-10-01 2022-12-31 | Q3 2022 | Q1 2023
term             2022-12-25 | Autumn term 2022             | 2022-09-01 2022-12-31 | Summer term 2022 | Spring term 2023
term             2023-03-31 | Spring term 2023             | 2023-01-01 2023-03-31 | Autumn term 2022 | Summer term 2023
term             2023-07-31 | Summer term 2023             | 2023-04-01 2023-07-31 | Spring term 2023 | Autumn term 2023
financial-year   2023-03-31 | 2022/23                      | 2022-04-01 2023-03-31 | 2021/22 | 2023/24
financial-year   2009-04-01 | 2009/10                      | 2009-04-01 2010-03-31 | 2008/09 | 2010/11
academic-year    2022-08-31 | 2021/22                      | 2021-09-01 2022-08-31 | 2020/21 | 2022/23
academic-year    2022-09-01 | 2022/23                      | 2022-09-01 2023-08-31 | 2021/22 | 2023/24
calendar-year    2022-09-01 | 2022                         | 2022-01-01 2022-12-31 | 2021 | 2023
rolling-year     2022-03-10 | 12 months to March 2022      | 2021-04-01 2022-03-31 | 12 months to February 2022 | 12 months to April 2022
rolling-year     2022-12-31 | 12 months to December 2022   | 2022-01-01 2022-12-31 | 12 months to November 2022 | 12 months to January 2023
snapshot         2022-03-31 | 31 March 2022                | 2022-03-31 2022-03-31 | 28 February 2022 | 30 April 2022
snapshot         2022-03-15 | 15 March 2022                | 2022-03-15 2022-03-15 | 15 February 2022 | 15 April 2022
snapshot         2022-01-30 | 30 January 2022              | 2022-01-30 2022-01-30 | 30 December 2021 | 28 February 2022
year-to-date     2022-09-01 | Year to date, September 2022 | 2022-04-01 2022-09-30 | Year to date, August 2022 | Year to date, October 2022
year-to-date     2023-03-01 | Year to date, March 2023     | 2022-04-01 2023-03-31 | Year to date, February 2023 | Year to date, April 2023
year-to-date     2022-04-30 | Year to date, April 2022     | 2022-04-01 2022-04-30 | Year to date, March 2022 | Year to date, May 2022
"""  # noqa: E501
ROWS = [[cell.strip() for cell in line.split("|")] for line in WORKED.strip().splitlines()]


@pytest.mark.parametrize(("known", "label", "days", "before", "after"), ROWS)
def test_a_period_worked_by_hand(known, label, days, before, after):
    type, day = known.split()
    period = period_of(PeriodType(type), date.fromisoformat(day))
    assert period.label == label
    assert f"{period.starts} {period.ends}" == days
    assert preceding(period).label == before
    assert following(period).label == after


def test_every_type_has_a_worked_row_and_says_what_to_enter():
    assert {row[0].split()[0] for row in ROWS} == set(PeriodType.values)
    assert set(EXAMPLES) == set(PeriodType)


# What people write beside the labels.
SPELLINGS = [
    ("month", "Oct 2022", "October 2022"),
    ("month", "  OCTOBER   2022 ", "October 2022"),
    ("month", "Sept. 2022", "September 2022"),
    ("month", "Oct-22", "October 2022"),
    ("month", "31/10/2022", "October 2022"),
    ("month", "2022-10-31", "October 2022"),
    ("month", "31st October 2022", "October 2022"),
    ("quarter", "q1 2022-23", "Q1 2022/23"),
    ("quarter", "Quarter 4 of 2022/2023", "Q4 2022/23"),
    ("quarter", "30 June 2022", "Q1 2022/23"),
    ("calendar-quarter", "Q1 2022", "Q1 2022"),
    ("calendar-quarter", "Quarter 2, 2022", "Q2 2022"),
    ("term", "autumn 2022", "Autumn term 2022"),
    ("term", "Autumn term 2022/23", "Autumn term 2022"),
    ("term", "Spring term 2022/23", "Spring term 2023"),
    ("term", "Summer 2022–23", "Summer term 2023"),
    ("financial-year", "FY 2022/23", "2022/23"),
    ("financial-year", "2022–2023", "2022/23"),
    ("financial-year", "1 April 2022", "2022/23"),
    ("academic-year", "1 April 2022", "2021/22"),
    ("academic-year", "2022-23", "2022/23"),
    ("calendar-year", "2022", "2022"),
    ("rolling-year", "March 2022", "12 months to March 2022"),
    ("rolling-year", "twelve months to Mar 2022", "12 months to March 2022"),
    ("snapshot", "31.3.2022", "31 March 2022"),
    ("year-to-date", "September 2022", "Year to date, September 2022"),
]


@pytest.mark.parametrize(("type", "words", "label"), SPELLINGS)
def test_the_usual_spellings_are_read(type, words, label):
    assert read_period(PeriodType(type), words).label == label


REFUSED = [
    ("month", ""),
    ("month", "Octember 2022"),
    ("month", "2022"),
    ("month", "October"),
    ("month", "October 22"),
    ("month", "31 April 2022"),
    ("month", "13/13/2022"),
    ("month", "٣١/10/2022"),
    ("quarter", "Q1 2022"),
    ("quarter", "Q5 2022/23"),
    ("quarter", "Q1 2022/24"),
    ("calendar-quarter", "Q1 2022/23"),
    ("term", "winter term 2022"),
    ("financial-year", "2022"),
    ("financial-year", "2022/24"),
    ("financial-year", "2022/2123"),
    ("academic-year", "2022/22"),
    ("calendar-year", "2022/23"),
    ("calendar-year", "22"),
    ("rolling-year", "12 months to 2022"),
    ("snapshot", "March 2022"),
    ("year-to-date", "2022/23"),
]


@pytest.mark.parametrize(("type", "words"), REFUSED)
def test_what_is_not_certain_is_refused_with_what_to_enter(type, words):
    with pytest.raises(PeriodRefused) as refusal:
        read_period(PeriodType(type), words)
    assert str(refusal.value) == EXAMPLES[PeriodType(type)]


@pytest.mark.parametrize("words", ["15 August 2022", date(2022, 8, 1)])
def test_august_is_in_no_term(words):
    with pytest.raises(PeriodRefused, match="August 2022 lies in no term"):
        read_period(PeriodType.TERM, words)


@pytest.mark.parametrize("type", list(PeriodType))
def test_periods_end_with_the_century(type):
    with pytest.raises(PeriodRefused, match="between 2000 and 2099"):
        following(period_of(type, date(2099, 12, 31)))
    with pytest.raises(PeriodRefused, match="between 2000 and 2099"):
        period_of(type, date(2100, 1, 1))
    with pytest.raises(PeriodRefused, match="between 2000 and 2099"):
        preceding(period_of(type, date(2000, 12, 31)) if type == "rolling-year" else first_of(type))


def first_of(type):
    """The earliest period that lies between 2000 and 2099 as a whole."""
    starts = {"financial-year": 4, "academic-year": 9, "year-to-date": 4}
    return period_of(type, date(2000, starts.get(type, 1), 1))


def test_the_last_snapshot_of_the_century_can_be_reached():
    november = period_of(PeriodType.SNAPSHOT, date(2099, 11, 30))
    assert following(november).ends == date(2099, 12, 31)


@QUICKLY
@given(TYPES, DAYS)
def test_a_label_is_read_back_as_its_period(type, day):
    assume(type != PeriodType.TERM or day.month != 8)
    period = period_of(type, day)
    assert read_period(type, period.label) == period
    assert read_period(type, period.label.upper()) == period


@QUICKLY
@given(TYPES, DAYS)
def test_what_follows_the_one_before_is_the_period_itself(type, day):
    assume(type != PeriodType.TERM or day.month != 8)
    assume(type != PeriodType.SNAPSHOT or day.day <= 27 or (day + A_DAY).day == 1)
    period = period_of(type, day)
    assert following(preceding(period)) == preceding(following(period)) == period
    assert preceding(period).ends < period.ends < following(period).ends
    assert preceding(period).starts <= period.starts


@QUICKLY
@given(DAYS)
def test_snapshots_on_the_last_day_of_a_month_stay_there(day):
    period = period_of(PeriodType.SNAPSHOT, day.replace(day=1) - A_DAY)
    assert (following(period).ends + A_DAY).day == 1
    assert preceding(following(period)) == following(preceding(period)) == period


@QUICKLY
@given(st.sampled_from(WITHOUT_GAPS), DAYS)
def test_every_day_lies_in_one_period_and_the_next_begins_the_day_after(type, day):
    period = period_of(type, day)
    assert period.starts <= day <= period.ends
    assert period_of(type, period.starts) == period_of(type, period.ends) == period
    assert following(period).starts == period.ends + A_DAY


@QUICKLY
@given(DAYS, DAYS, TYPES)
def test_two_periods_of_a_type_never_share_a_label(one, other, type):
    assume(type != PeriodType.TERM or 8 not in {one.month, other.month})
    first, second = period_of(type, one), period_of(type, other)
    assert (first.label == second.label) == (first == second)


@QUICKLY
@given(TYPES, st.text(max_size=30))
def test_any_words_are_read_or_refused(type, words):
    with suppress(PeriodRefused):
        assert read_period(type, words).label
