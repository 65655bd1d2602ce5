"""XmR (individuals) charts: every point of a series with its limits and the rules that mark it.

Limits are worked out as in NHSRplotthedots, `ptd_spc_standard.R` (MIT licence), the open package of **Making Data
Count** (NHS England). Where it has a choice: moving ranges are never screened for outliers, as in NHS England's own
workbook. Fewer than 12 figures give trial limits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from kpis.limits import Limits, Number, limits_of
from kpis.special_causes import RULES, Rule, Way

FEWEST_FOR_FIRM_LIMITS = 12


class Mark(NamedTuple):
    """One rule's claim on one point: above or below the mean, or for a trend the way it goes."""

    rule: Rule
    way: Way


@dataclass(frozen=True)
class Point:
    """One period's value as it was given (None: missing or suppressed), its limits, and the rules that mark it."""

    index: int
    value: Number | None
    limits: Limits | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Segment:
    """The points from `first` up to but not including `after`, which share limits; `count` of them have a value."""

    first: int
    after: int
    count: int
    limits: Limits | None

    @property
    def is_trial(self) -> bool:
        return self.count < FEWEST_FOR_FIRM_LIMITS


@dataclass(frozen=True)
class Chart:
    """A whole series: every point with its marks, and the segments with their limits, both in order."""

    points: tuple[Point, ...]
    segments: tuple[Segment, ...]

    @property
    def is_trial(self) -> bool:
        """Whether the limits in force, those of the last segment, rest on fewer than 12 figures."""
        return not self.segments or self.segments[-1].is_trial

    def marked_by(self, rule: Rule) -> tuple[int, ...]:
        return tuple(point.index for point in self.points if any(mark.rule == rule for mark in point.marks))


def xmr(values: Sequence[Number | None], *, rebased_at: Sequence[int] = ()) -> Chart:
    """The chart of a series in time order; new limits start at each index of `rebased_at`.

    None is a gap. No moving range is taken across it and it ends every run: what happened in between is not known,
    and two figures that are months apart say nothing about how much one month differs from the next.
    No rule looks across the start of new limits either. Raises ValueError where nothing is left on one side of an
    index, and for a value that is no number.

    >>> chart = xmr([10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 20])
    >>> chart.marked_by(Rule.OUTSIDE)
    (11,)
    """
    exact = [None if value is None else Fraction(value) for value in values]
    points, segments = [], []
    for first, after in pairwise(_bounds(len(exact), rebased_at)):
        part = exact[first:after]
        limits = limits_of(part)
        marks = {rule: marked(part, limits) for rule, marked in RULES.items()} if limits else {}
        segments.append(Segment(first, after, sum(value is not None for value in part), limits))
        for place, index in enumerate(range(first, after)):
            claims = tuple(Mark(rule, ways[place]) for rule, ways in marks.items() if place in ways)
            points.append(Point(index, values[index], limits, claims))
    return Chart(tuple(points), tuple(segments))


def _bounds(length: int, rebased_at: Sequence[int]) -> list[int]:
    for at in rebased_at:
        if not 0 < at < length:
            raise ValueError(f"New limits cannot start at point {at} of {length}: points are counted from 0.")
    return [0, *sorted(set(rebased_at)), length] if length else []
