"""What to ask about a number that was read: its parts, its former values and its period, in sentences."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

# The upper limit of a moving range, as a multiple of the average moving range: the one that the charts of Making Data
# Count (NHSRplotthedots, MIT licence) use to leave out extreme ranges.
USUAL_RANGES = Decimal("3.267")
FEWEST_FORMER = 4


def questions_of_parts(
    value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None, *, decimals: int = 0
) -> tuple[str, ...]:
    """Of a percentage and the two numbers behind it; decimals are those of the percentage as it was given."""
    questions = []
    if value is not None and denominator is None:
        questions.append(
            f"{value}% of how many? Enter the denominator, so that readers can see what it rests on."
        )
    if value is not None and denominator is not None and numerator is None:
        questions.append(f"{value}% of {denominator} is how many? Enter the numerator.")
    if denominator is not None and denominator <= 0 and value is not None:
        questions.append(f"A percentage of {denominator} is not applicable. Should the code be z?")
    if numerator is not None and denominator is not None and numerator > denominator:
        questions.append(
            f"The numerator, {numerator}, is above the denominator, {denominator}. Are they swapped?"
        )
    elif value is not None and numerator is not None and denominator is not None and denominator > 0:
        worked_out = rounded_share(numerator, denominator, decimals)
        if worked_out != value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP):
            questions.append(f"{numerator} of {denominator} is {worked_out}%, not {value}%. Which is right?")
    return tuple(questions)


def rounded_share(numerator: Decimal, denominator: Decimal, decimals: int) -> Decimal:
    exact = 100 * Decimal(numerator) / Decimal(denominator)
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def question_of_jump(value: Decimal, former: Sequence[Decimal]) -> str:
    """A question where the step from the last value is unusual, or "".

    Usual is a step of at most 3.267 times the average step between neighbours before it. With fewer than four former
    values nothing is known to be usual. former is in order of time, newest last.
    """
    if len(former) < FEWEST_FORMER:
        return ""
    steps = [abs(later - earlier) for earlier, later in pairwise(former)]
    average, step = sum(steps, Decimal(0)) / len(steps), abs(value - former[-1])
    if step <= USUAL_RANGES * average:
        return ""
    if not average:
        return f"{value} comes after {len(former)} times {former[-1]}. Is it right?"
    times = (step / average).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{value} comes after {former[-1]}: a step {times} times as large as the average one before. Is it right?"


def questions_of_period(
    starts: date, ends: date, former: Sequence[tuple[date, date]], *, on: date
) -> tuple[str, ...]:
    """Of the period that a number is entered for, its first and last day, beside the former ones in order of time."""
    if starts > ends:
        return (f"The period begins on {said(starts)}, after it ends on {said(ends)}. Are they swapped?",)
    questions = []
    if ends >= on:
        questions.append(
            f"The period ends on {said(ends)} and is not over yet. Is the number for an earlier one?"
        )
    if (starts, ends) in former:
        questions.append(
            f"There is a number for {said(starts)} to {said(ends)} already. Does this one replace it?"
        )
    elif former:
        questions += questions_beside(starts, ends, former)
    return tuple(questions)


def questions_beside(starts: date, ends: date, former: Sequence[tuple[date, date]]) -> list[str]:
    """Periods that count on from one day (year to date, rolling) may overlap, if the former ones did."""
    questions = []
    (last_starts, last_ends), next_day = former[-1], former[-1][1] + timedelta(days=1)
    overlapping = any(later[0] <= earlier[1] for earlier, later in pairwise(former))
    days, usual = (ends - starts).days + 1, sorted((last - first).days + 1 for first, last in former)
    if not usual[0] * 0.8 <= days <= usual[-1] * 1.2 and starts != last_starts:
        span = f"{usual[0]}" if usual[0] == usual[-1] else f"{usual[0]} to {usual[-1]}"
        questions.append(f"The period is {days} days long, and the former ones {span}. Is it the right one?")
    if ends < last_ends:
        questions.append(f"The last period ended later, on {said(last_ends)}. Is this the right one?")
    elif starts > next_day:
        gap = f"{said(next_day)} to {said(starts - timedelta(days=1))}"
        questions.append(f"Nothing was entered from {gap}. Is a period missing?")
    elif starts <= last_ends and len(former) > 1 and not overlapping:
        questions.append(
            f"The period overlaps the last one, which ended on {said(last_ends)}. Is it the right one?"
        )
    return questions


def said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
