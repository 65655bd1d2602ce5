"""The four signs of a special cause: which figures of a series are not its usual variation.

The rules are those of **Making Data Count** (NHS England), as its open R package reads them: NHSRplotthedots,
`ptd_calculate_point_type.R` (MIT licence). Other users of such charts count otherwise (five figures for a trend,
eight for a shift), so a chart prints `RULE_SET` and the rules' labels beneath it.

Each rule takes the values of one segment in time order, None for a gap, and answers the indices it marks, each with
the way it points: above or below the mean, or for a trend the way it goes.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from fractions import Fraction
from itertools import groupby, pairwise

from django.db.models import TextChoices

from kpis.limits import Limits, Values

RULE_SET = "Making Data Count (NHS England)"
RUN = 7


class Rule(TextChoices):
    """The four signs of a special cause, each in the words that stand under a chart."""

    OUTSIDE = "outside", "A figure above the upper or below the lower limit"
    SHIFT = "shift", "7 figures in a row on one side of the mean; a figure on the mean ends the row"
    TREND = "trend", "7 figures in a row, each above or each below the one before; a tie ends the row"
    TWO_OF_THREE = (
        "two-of-three",
        "3 figures in a row on one side of the mean, at least 2 of them near the limit",
    )


class Way(IntEnum):
    """Up or down."""

    UP = 1
    LEVEL = 0
    DOWN = -1


def outside(values: Values, limits: Limits) -> dict[int, Way]:
    """Rule 1: the indices of values beyond a limit. A value on the limit is inside."""
    is_inside = [value is None or limits.lower <= value <= limits.upper for value in values]
    return {index: _way(limits.mean, values[index]) for index, inside in enumerate(is_inside) if not inside}


def shift(values: Values, limits: Limits) -> dict[int, Way]:
    """Rule 2: every index of a run of 7 or more on one side of the mean."""
    ways = [_way(limits.mean, value) for value in values]
    long = [run for run in _runs(ways) if len(run) >= RUN]
    return {index: ways[index] for run in long for index in run}


def trend(values: Values, limits: Limits) -> dict[int, Way]:
    """Rule 3: every index of a run of 7 or more that rise, or fall, from each to the next.

    A point that ends a rise and begins a fall keeps the way that led to it.
    """
    steps = [_way(before, now) for before, now in pairwise(values)]
    marked = {}
    for run in _runs(steps):
        if len(run) >= RUN - 1:
            for index in range(run[0], run[-1] + 2):
                marked.setdefault(index, steps[run[0]])
    return marked


def two_of_three(values: Values, limits: Limits) -> dict[int, Way]:
    """Rule 4: of three in a row on one side of the mean, those between near limit and limit, where two or more are.

    A value beyond the limit is rule 1's and counts here only as one on the same side.
    """
    ways = [_way(limits.mean, value) for value in values]
    marked = {}
    for first in range(len(values) - 2):
        three = range(first, first + 3)
        near = [index for index in three if _is_near_a_limit(values[index], limits)]
        if len({ways[index] for index in three}) == 1 and len(near) >= 2:
            marked |= {index: ways[index] for index in near}
    return marked


RULES: dict[Rule, Callable[[Values, Limits], dict[int, Way]]] = {
    Rule.OUTSIDE: outside,
    Rule.SHIFT: shift,
    Rule.TREND: trend,
    Rule.TWO_OF_THREE: two_of_three,
}


def _is_near_a_limit(value: Fraction | None, limits: Limits) -> bool:
    if value is None:
        return False
    return limits.near_upper < value <= limits.upper or limits.lower <= value < limits.near_lower


def _way(before: Fraction | None, now: Fraction | None) -> Way:
    """From one value to another; level too where one is missing, so that a gap ends a run as a tie does."""
    if before is None or now is None:
        return Way.LEVEL
    return Way((now > before) - (now < before))


def _runs(ways: Sequence[Way]) -> Iterator[list[int]]:
    """The indices of each unbroken run of one way, level left out."""
    for way, group in groupby(range(len(ways)), key=ways.__getitem__):
        if way != Way.LEVEL:
            yield list(group)
