"""What is asked about a number, beside its parts, its former values and its period."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.number_questions import question_of_jump, questions_of_parts, questions_of_period

TODAY = date(2022, 6, 20)
MONTHS = [
    (date(2022, 1, 1), date(2022, 1, 31)),
    (date(2022, 2, 1), date(2022, 2, 28)),
    (date(2022, 3, 1), date(2022, 3, 31)),
]
APRIL, MAY = (date(2022, 4, 1), date(2022, 4, 30)), (date(2022, 5, 1), date(2022, 5, 31))
NUMBERS = st.integers(0, 200).map(Decimal)


@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "questions"),
    [
        ("83", "10", "12", []),
        (
            "83",
            None,
            None,
            ["83% of how many? Enter the denominator, so that readers can see what it rests on."],
        ),
        ("83", None, "12", ["83% of 12 is how many? Enter the numerator."]),
        ("83", "12", "10", ["The numerator, 12, is above the denominator, 10. Are they swapped?"]),
        (None, "12", "10", ["The numerator, 12, is above the denominator, 10. Are they swapped?"]),
        ("84", "10", "12", ["10 of 12 is 83%, not 84%. Which is right?"]),
        ("0", "0", "0", ["A percentage of 0 is not applicable. Should the code be z?"]),
        (None, "0", "12", []),
        (None, None, None, []),
    ],
)
def test_a_percentage_and_its_parts(value, numerator, denominator, questions):
    given_numbers = [None if each is None else Decimal(each) for each in (value, numerator, denominator)]
    assert list(questions_of_parts(*given_numbers)) == questions


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 3))
def test_a_percentage_that_was_worked_out_asks_nothing(numerator, denominator, decimals):
    denominator = max(numerator, denominator)
    value = Decimal(f"{100 * numerator / denominator:.12f}")
    assert questions_of_parts(value, Decimal(numerator), Decimal(denominator), decimals=decimals) == ()


@pytest.mark.parametrize(
    ("value", "former", "question"),
    [
        (
            "30",
            ["10", "12", "10", "12"],
            "30 comes after 12: a step 9.0 times as large as the average one before. Is it right?",
        ),
        ("18", ["10", "12", "10", "12"], ""),
        (
            "19",
            ["10", "12", "10", "12"],
            "19 comes after 12: a step 3.5 times as large as the average one before. Is it right?",
        ),
        ("900", ["10", "12", "10"], ""),
        ("6", ["5", "5", "5", "5"], "6 comes after 4 times 5. Is it right?"),
        ("5", ["5", "5", "5", "5"], ""),
    ],
)
def test_a_step_far_beyond_the_usual_is_asked_about(value, former, question):
    assert question_of_jump(Decimal(value), [Decimal(each) for each in former]) == question


@given(st.lists(NUMBERS, min_size=4, max_size=12), st.data())
def test_a_step_no_larger_than_the_average_is_never_asked_about(former, data):
    steps = [abs(later - earlier) for earlier, later in pairwise(former)]
    average = sum(steps) / len(steps)
    share = Decimal(data.draw(st.integers(-100, 100))) / 100
    assert question_of_jump(former[-1] + share * average, former) == ""
    assert question_of_jump(former[-1] + 4 * average + 1, former)


@pytest.mark.parametrize(
    ("period", "former", "part"),
    [
        (APRIL, MONTHS, ""),
        (APRIL, [], ""),
        (MAY, [*MONTHS, APRIL], ""),
        (MAY[::-1], MONTHS, "Are they swapped?"),
        ((date(2022, 6, 1), date(2022, 6, 30)), [*MONTHS, APRIL, MAY], "is not over yet"),
        (MONTHS[1], MONTHS, "There is a number for 1 February 2022 to 28 February 2022 already"),
        (MAY, MONTHS, "Nothing was entered from 1 April 2022 to 30 April 2022. Is a period missing?"),
        ((date(2021, 12, 1), date(2021, 12, 31)), MONTHS, "The last period ended later, on 31 March 2022"),
        (
            (date(2022, 4, 1), date(2022, 6, 19)),
            MONTHS,
            "The period is 80 days long, and the former ones 28 to 31",
        ),
        ((date(2022, 3, 15), date(2022, 4, 14)), MONTHS, "The period overlaps the last one"),
    ],
)
def test_the_period(period, former, part):
    questions = questions_of_period(*period, former, on=TODAY)
    assert len(questions) == (1 if part else 0), questions
    assert part in "".join(questions)


def test_year_to_date_and_rolling_years_overlap_and_are_not_asked_about():
    to_date = [(date(2022, 1, 1), end) for end in (date(2022, 1, 31), date(2022, 2, 28), date(2022, 3, 31))]
    assert questions_of_period(date(2022, 1, 1), date(2022, 4, 30), to_date, on=TODAY) == ()
    rolling = [(start, start + timedelta(days=364)) for start in (date(2021, 3, 1), date(2021, 4, 1))]
    assert questions_of_period(date(2021, 5, 1), date(2022, 4, 30), rolling, on=TODAY) == ()
