"""One number, as people type and paste it: read, asked about or refused, and never guessed in silence."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpis.counts import CODES
from kpis.numbers_entered import Measured, read_number

PERCENT, COUNT, RATE, MONEY = Measured("percent"), Measured("count"), Measured("rate"), Measured("money")
UNITS = ["count", "percent", "rate", "days", "money", "score"]
MEASURED = st.builds(Measured, st.sampled_from(UNITS), st.booleans(), st.booleans())


@pytest.mark.parametrize(
    ("cell", "measured", "value"),
    [
        ("83%", PERCENT, "83"),
        ("83 per cent", PERCENT, "83"),
        ("83", PERCENT, "83"),
        ("0.83%", PERCENT, "0.83"),
        ("0", PERCENT, "0"),
        (83.5, PERCENT, "83.5"),
        ("1,234", COUNT, "1234"),
        (" 12\xa0", COUNT, "12"),
        ("'12", COUNT, "12"),
        ("-0", COUNT, "0"),
        (0.1 + 0.2, RATE, "0.3"),
        ("£1,200.50", MONEY, "1200.50"),
        ("−3", Measured("score", may_be_negative=True), "-3"),
        ("150%", Measured("percent", may_pass_100=True), "150"),
    ],
)
def test_what_is_plain_is_read(cell, measured, value):
    reading = read_number(cell, measured)
    assert (reading.value, reading.questions, reading.problem) == (Decimal(value), (), "")
    assert reading.is_settled


@pytest.mark.parametrize(
    ("cell", "measured", "values", "codes", "question"),
    [
        ("0.83", PERCENT, ["0.83", "83"], [], "Is “0.83” 0.83% or 83%?"),
        (0.83, PERCENT, ["0.83", "83"], [], "Is “0.83” 0.83% or 83%?"),
        (1, PERCENT, ["1", "100"], [], "Is “1” 1% or 100%?"),
        (
            "–",
            COUNT,
            ["0"],
            ["x", "z", "c"],
            "Does “–” mean 0, not available (x), not applicable (z) or confidential (c)?",
        ),
        ("N/A", COUNT, [], ["x", "z"], "Does “N/A” mean not available (x) or not applicable (z)?"),
        ("nil", COUNT, ["0"], ["x"], "Does “nil” mean 0 or not available (x)?"),
        ("*", COUNT, [], ["c", "u"], "Does “*” mean confidential (c) or of low reliability (u)?"),
        ("<5", COUNT, [], ["c"], "“<5” hides a small number. Is it confidential (c)?"),
        ("12,5", RATE, ["12.5", "125"], [], "Does “12,5” mean 12.5 or 125?"),
        ("1 234", COUNT, ["1234"], [], "Does “1 234” mean 1234?"),
        ("(3)", COUNT, ["3"], [], "Does “(3)” mean 3?"),
        ("(3)", Measured("score", may_be_negative=True), ["-3", "3"], [], "Does “(3)” mean -3 or 3?"),
        ("£1.2m", MONEY, ["1200000"], [], "Does “£1.2m” mean 1200000?"),
        ("1e3", COUNT, ["1000"], [], "Does “1e3” mean 1000?"),
        (
            "12 (provisional)",
            COUNT,
            ["12"],
            [],
            "“12 (provisional)” holds more than a number. Is the number 12, and the rest a note?",
        ),
    ],
)
def test_what_can_be_meant_in_two_ways_is_asked(cell, measured, values, codes, question):
    reading = read_number(cell, measured)
    assert list(reading.values) == [Decimal(value) for value in values]
    assert list(reading.codes) == codes
    assert reading.questions == (question,)
    assert (reading.value, reading.code, reading.is_settled) == (None, "", False)


@pytest.mark.parametrize(
    ("cell", "measured", "value", "part"),
    [
        ("007", COUNT, "7", "begins with 0"),
        ("150%", PERCENT, "150", "more than 100%"),
        ("12.5", COUNT, "12.5", "no whole number"),
        (1e12, COUNT, "1000000000000", "a thousand million or more"),
        ("0.00001", RATE, "0.00001", "very close to zero"),
    ],
)
def test_what_is_unlikely_is_read_with_a_question(cell, measured, value, part):
    reading = read_number(cell, measured)
    assert reading.value == Decimal(value)
    assert len(reading.questions) == 1
    assert part in reading.questions[0]
    assert not reading.is_settled


@pytest.mark.parametrize(
    ("cell", "measured", "part"),
    [
        ("twelve", COUNT, "is no number"),
        ("½", COUNT, "is no number"),
        ("1.2.3", COUNT, "is no number"),
        ("45/60", PERCENT, "is two numbers"),
        ("2024-03", COUNT, "is two numbers"),
        (True, COUNT, "is yes or no"),
        (date(2024, 4, 3), COUNT, "is a date or a time"),
        (datetime(2024, 4, 3, 9), COUNT, "is a date or a time"),
        (time(9), COUNT, "is a date or a time"),
        ("-3", COUNT, "below zero"),
        (-3, PERCENT, "below zero"),
        ("83%", COUNT, "is a percentage, and this indicator is not"),
        ("£12", COUNT, "is money, and this indicator is not"),
        ("#DIV/0!", COUNT, "an error of the workbook"),
        ("#####", COUNT, "an error of the workbook"),
        (float("nan"), COUNT, "is no number"),
        (float("-inf"), COUNT, "is no number"),
        (Decimal("sNaN"), COUNT, "is no number"),
        (10**400, COUNT, "more figures than can be meant"),
        ("1" * 30, COUNT, "more figures than can be meant"),
        (
            "see the note from the head of service of 3 March about late returns",
            COUNT,
            "longer than a number",
        ),
    ],
)
def test_what_is_no_number_is_refused_with_what_to_do(cell, measured, part):
    reading = read_number(cell, measured)
    assert part in reading.problem
    assert (reading.value, reading.code, reading.questions, reading.values) == (None, "", (), ())


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_codes_of_official_statistics_are_codes(code):
    for words in (code, code.upper(), f"[{code}]", f" ({code}) "):
        assert read_number(words, COUNT).code == code
        assert read_number(words, COUNT).is_settled


def test_a_cell_that_the_workbook_shows_as_a_percentage_was_seen_as_one():
    assert read_number(0.83, PERCENT, percent_format=True).value == 83
    assert read_number(1, PERCENT, percent_format=True).value == 100
    assert read_number(0.005, PERCENT, percent_format=True).is_settled


@pytest.mark.parametrize("cell", [None, "", "  ", "\xa0"])
def test_an_empty_cell_says_nothing(cell):
    reading = read_number(cell, COUNT)
    assert reading.is_empty
    assert not reading.is_settled
    assert reading.problem == ""


@given(
    st.text(max_size=70) | st.floats() | st.integers() | st.booleans() | st.dates() | st.decimals(), MEASURED
)
@example("²", COUNT)
@example("1,2,3", COUNT)
@example("١٢", COUNT)
def test_every_cell_is_read_or_asked_about_or_refused(cell, measured):
    reading = read_number(cell, measured)
    outcomes = [reading.is_empty, bool(reading.problem), bool(reading.questions), reading.is_settled]
    assert outcomes.count(True) == 1, reading
    assert reading.value is None or not reading.code
    assert reading.value is None or not reading.values
    for value in (reading.value, *reading.values):
        assert value is None or value >= 0 or measured.may_be_negative
    if reading.values or reading.codes:
        assert reading.questions


@given(st.decimals(min_value=2, max_value=10**8, places=2), st.sampled_from(["percent", "rate", "money"]))
def test_a_number_is_itself_however_it_is_written(number, unit):
    measured = Measured(unit, may_pass_100=True)
    for written in (str(number), f"{number:,}", f"  {number} ", f"+{number}", number, float(number)):
        assert read_number(written, measured).value == number


@given(st.decimals(min_value=Decimal("0.0001"), max_value=1, places=4))
def test_a_bare_fraction_is_never_silently_a_percentage(number):
    for written in (str(number), number, float(number)):
        reading = read_number(written, PERCENT)
        assert reading.values == (number, number * 100)
        assert reading.value is None
