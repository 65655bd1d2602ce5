"""What is usual for a series of figures: its mean, and the limits that its own variation sets.

Arithmetic is in exact fractions, because a value on the mean ends a run, and a float's mean of equal values may lie
beside them. Limits carry the unit of the values.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

Number = int | Decimal | Fraction | float
Values = Sequence[Fraction | None]

# 3 divided by 1.128, which turns an average range of two into a standard deviation (Shewhart).
FACTOR = Fraction("2.66")


class DrawnLimits(NamedTuple):
    """Limits as far as they can be drawn, and whether something was cut off, which a chart must say."""

    lower: Fraction
    upper: Fraction
    is_cut: bool


@dataclass(frozen=True)
class Limits:
    """The mean, the average moving range, and the process limits that follow from them."""

    mean: Fraction
    average_range: Fraction

    @property
    def lower(self) -> Fraction:
        """May be below 0 where no value can be: see `drawn`."""
        return self.mean - FACTOR * self.average_range

    @property
    def upper(self) -> Fraction:
        return self.mean + FACTOR * self.average_range

    @property
    def near_lower(self) -> Fraction:
        """Two thirds of the way from the mean to the limit."""
        return self.mean - FACTOR * self.average_range * 2 / 3

    @property
    def near_upper(self) -> Fraction:
        return self.mean + FACTOR * self.average_range * 2 / 3

    def drawn(self, lowest: Number | None = None, highest: Number | None = None) -> DrawnLimits:
        """The limits cut at what a value can be, such as 0 and 100 for a percentage: for pictures and words only.

        The rules go by the limits as worked out: to cut those would be to hide that the scale ends inside them.
        """
        lower = self.lower if lowest is None else max(self.lower, Fraction(lowest))
        upper = self.upper if highest is None else min(self.upper, Fraction(highest))
        return DrawnLimits(lower, upper, (lower, upper) != (self.lower, self.upper))


def limits_of(values: Values) -> Limits | None:
    """The limits of one segment, or None where what is usual cannot be known.

    That is so without two figures in a row, and where figures differ across gaps only: each range is 0 then, and
    limits without width would call every figure special. Where all figures are equal both limits are the mean.
    """
    known = [value for value in values if value is not None]
    ranges = [abs(now - before) for before, now in pairwise(values) if before is not None and now is not None]
    if not ranges or (not any(ranges) and len(set(known)) > 1):
        return None
    return Limits(sum(known) / Fraction(len(known)), sum(ranges) / Fraction(len(ranges)))
