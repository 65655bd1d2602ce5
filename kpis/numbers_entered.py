"""Read one number as people type it or paste it from a council's workbook. What can be read in two ways is asked."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from kpis.number_words import (
    ANY_NUMBER,
    BELOW,
    BRACKETED,
    CODED_WORDS,
    COMMA,
    DASHES,
    ENTER,
    MEANINGS,
    OPEN_WORDS,
    PLAIN,
    POWER,
    SHORTENED,
    SPACED,
    THOUSANDS,
    TWO_NUMBERS,
    WORKBOOK_ERROR,
)

LONGEST = 60
# More figures than this are no measure of anything, and could not be reckoned with exactly.
LONGEST_NUMBER = 22
TOO_LONG = "This number has more figures than can be meant. Enter it again."
LARGEST = Decimal(10) ** 9
SMALLEST = Decimal("0.0001")


@dataclass(frozen=True)
class Measured:
    """What an indicator's numbers can be. unit: count, percent, rate, days, money or score."""

    unit: str
    may_be_negative: bool = False
    may_pass_100: bool = False


@dataclass(frozen=True)
class Reading:
    """What one cell says: a value or a code, or neither.

    questions: sentences to answer before the value counts. values and codes: what may be meant where the words leave it
    open; value and code are then empty. problem: a sentence why nothing was read, and what to do. An empty cell has
    none of these.
    """

    printed: str
    value: Decimal | None = None
    code: str = ""
    questions: tuple[str, ...] = ()
    values: tuple[Decimal, ...] = ()
    codes: tuple[str, ...] = ()
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.printed

    @property
    def is_settled(self) -> bool:
        return (self.value is not None or bool(self.code)) and not self.questions


def read_number(cell: object, measured: Measured, *, percent_format: bool = False) -> Reading:
    """Read a cell: text, or the value that a workbook holds.

    percent_format: the workbook shows this cell as a percentage, so that its 0.83 was seen as 83%. Percentages are
    returned as people say them: 83 for 83%.
    """
    if cell is None:
        return Reading("")
    if isinstance(cell, bool):
        word = "TRUE" if cell else "FALSE"
        return Reading(
            word, problem=f"“{word}” is yes or no. Enter a number, or a code such as x for not available."
        )
    if isinstance(cell, datetime | date | time | timedelta):
        return Reading(
            str(cell),
            problem=f"“{cell}” is a date or a time. Workbooks turn 3/4 into a date: format the cell as text "
            "and type the number again.",
        )
    if isinstance(cell, int | float | Decimal):
        return read_stored(cell, measured, percent_format)
    return read_words(str(cell), measured)


def read_stored(cell: float | Decimal, measured: Measured, percent_format: bool) -> Reading:
    """A number as a workbook stores it. Floats are taken to 15 figures, as many as Excel keeps."""
    value = Decimal(f"{cell:.15g}") if isinstance(cell, float) else Decimal(cell)
    if not value.is_finite():
        return Reading(str(cell), problem=f"“{cell}” is no number. Check the formula in the workbook.")
    printed = f"{value:f}"
    if len(printed) > LONGEST_NUMBER:
        return Reading(printed, problem=TOO_LONG)
    value = Decimal(printed)
    if percent_format:
        return weighed(Reading(f"{value * 100:f}%", value * 100), measured, said_percent=True)
    return weighed(Reading(printed, value), measured, said_percent=False)


def read_words(text: str, measured: Measured) -> Reading:
    printed = " ".join(text.split())
    words = printed.removeprefix("'").strip().casefold().replace("−", "-")
    if not words:
        return Reading(printed)
    if len(words) > LONGEST:
        return Reading(
            printed, problem="This is longer than a number. Enter the number alone, and the rest as a note."
        )
    if WORKBOOK_ERROR.fullmatch(words):
        return Reading(
            printed,
            problem=f"“{printed}” is an error of the workbook. Mend its formula, or enter the number.",
        )
    if words in CODED_WORDS:
        return Reading(printed, code=CODED_WORDS[words])
    if words in OPEN_WORDS or printed in DASHES:
        return left_open(printed, *OPEN_WORDS.get(words, OPEN_WORDS["-"]))
    for read in (read_figures, read_other_forms):
        reading = read(printed, words, measured)
        if reading is not None:
            return reading
    return not_alone(printed, words)


def left_open(printed: str, codes: tuple[str, ...], values: tuple[Decimal, ...]) -> Reading:
    choices = [*(f"{value}" for value in values), *(MEANINGS[code] for code in codes)]
    question = f"Does “{printed}” mean {one_of(choices)}?"
    return Reading(printed, questions=(question,), values=values, codes=codes)


def one_of(choices: list[str]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}" if len(choices) > 1 else choices[0]


def read_figures(printed: str, words: str, measured: Measured) -> Reading | None:
    """A number in the ordinary forms: 83, 83%, 1,234, £1,200.50."""
    said_percent, said_pounds = words.endswith(("%", "per cent", "percent")), "£" in words[:2]
    figures = re.sub(r" ?(%|per cent|percent)$", "", words)
    figures = re.sub(r"^([+-]?)£ ?", r"\1", figures)
    if not (PLAIN.fullmatch(figures) or THOUSANDS.fullmatch(figures)) or not figures.isascii():
        return None
    if len(figures) > LONGEST_NUMBER:
        return Reading(printed, problem=TOO_LONG)
    if said_percent and measured.unit != "percent":
        return Reading(
            printed, problem=f"“{printed}” is a percentage, and this indicator is not. {ENTER[measured.unit]}"
        )
    if said_pounds and measured.unit != "money":
        return Reading(
            printed, problem=f"“{printed}” is money, and this indicator is not. {ENTER[measured.unit]}"
        )
    reading = weighed(
        Reading(printed, Decimal(figures.replace(",", ""))), measured, said_percent=said_percent
    )
    if re.match(r"[+-]?0\d", figures) and reading.value is not None:
        return asked(
            reading, f"“{printed}” begins with 0, as reference numbers do. Is it the number {reading.value}?"
        )
    return reading


def weighed(reading: Reading, measured: Measured, *, said_percent: bool) -> Reading:
    """The reading with what its size makes doubtful."""
    value, printed = reading.value, reading.printed
    if not value:
        return replace(reading, value=Decimal(0))
    if value < 0 and not measured.may_be_negative:
        return Reading(
            printed,
            problem=f"“{printed}” is below zero, which this indicator cannot be. Check the minus sign.",
        )
    if measured.unit == "percent" and not said_percent and 0 < abs(value) <= 1:
        question = f"Is “{printed}” {plainly(value)}% or {plainly(value * 100)}%?"
        return Reading(printed, questions=(question,), values=(value, value * 100))
    if measured.unit == "percent" and abs(value) > 100 and not measured.may_pass_100:
        reading = asked(reading, f"“{printed}” is more than 100%. Is that right?")
    if measured.unit == "count" and value != value.to_integral_value():
        reading = asked(reading, f"“{printed}” is no whole number, and this indicator counts. Is that right?")
    if abs(value) >= LARGEST:
        reading = asked(reading, f"“{printed}” is a thousand million or more. Is that right?")
    if 0 < abs(value) < SMALLEST:
        reading = asked(reading, f"“{printed}” is very close to zero. Is that right?")
    return reading


def asked(reading: Reading, question: str) -> Reading:
    return replace(reading, questions=(*reading.questions, question))


def plainly(value: Decimal) -> str:
    """83 for 83.00: without an exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_other_forms(printed: str, words: str, measured: Measured) -> Reading | None:
    """Forms that are numbers to some people and something else to others: each is asked."""
    for form, meant in OTHER_FORMS:
        if form.fullmatch(words) and words.replace("£", "").isascii() and len(words) <= LONGEST_NUMBER:
            values = tuple(value for value in meant(words) if value >= 0 or measured.may_be_negative)
            if values:
                numbers = one_of([plainly(value) for value in values])
                return Reading(printed, questions=(f"Does “{printed}” mean {numbers}?",), values=values)
    if BELOW.fullmatch(words):
        return Reading(
            printed, questions=(f"“{printed}” hides a small number. Is it {MEANINGS['c']}?",), codes=("c",)
        )
    if TWO_NUMBERS.fullmatch(words):
        return Reading(
            printed,
            problem=f"“{printed}” is two numbers. Enter one; a numerator and a denominator each have their own place.",
        )
    return None


def of_commas(words: str) -> list[Decimal]:
    return [Decimal(words.replace(",", ".")), Decimal(words.replace(",", ""))]


def of_shortened(words: str) -> list[Decimal]:
    number, _, unit = SHORTENED.fullmatch(words).groups()
    return [Decimal(number) * (1000 if unit in {"k", "thousand"} else 1_000_000)]


OTHER_FORMS: list[tuple[re.Pattern, Callable[[str], list[Decimal]]]] = [
    (SPACED, lambda words: [Decimal(words.replace(" ", ""))]),
    (COMMA, of_commas),
    (
        BRACKETED,
        lambda words: [
            -Decimal(words.strip("()").replace(",", "")),
            Decimal(words.strip("()").replace(",", "")),
        ],
    ),
    (SHORTENED, of_shortened),
    (POWER, lambda words: [Decimal(words)]),
]


def not_alone(printed: str, words: str) -> Reading:
    """Words with one number among them propose it; others are no number."""
    found = ANY_NUMBER.findall(words)
    if (
        len(found) == 1
        and found[0].isascii()
        and len(found[0]) <= LONGEST_NUMBER
        and "-" not in words
        and (PLAIN.fullmatch(found[0]) or THOUSANDS.fullmatch(found[0]))
    ):
        number = Decimal(found[0].replace(",", ""))
        question = (
            f"“{printed}” holds more than a number. Is the number {plainly(number)}, and the rest a note?"
        )
        return Reading(printed, questions=(question,), values=(number,))
    return Reading(
        printed,
        problem=f"“{printed}” is no number. Enter a number, or a code: c confidential, x not available, "
        "z not applicable, u low reliability.",
    )
