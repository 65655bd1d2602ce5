"""Figures as they are printed: unit, decimals, and what a value can be at least and at most."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.db.models import TextChoices

from kpis.limits import Number


class Unit(TextChoices):
    """What a figure counts."""

    PERCENT = "percent", "Percentage"
    COUNT = "count", "Count"
    RATE = "rate", "Rate per 10,000"
    DAYS = "days", "Days"
    POUNDS = "pounds", "Pounds"


_PRINTED = {
    Unit.PERCENT: "{}%",
    Unit.COUNT: "{}",
    Unit.RATE: "{} per 10,000",
    Unit.DAYS: "{} days",
    Unit.POUNDS: "£{}",
}


@dataclass(frozen=True)
class Scale:
    """How an indicator's values are printed: the unit and the number of decimals.

    `is_bounded` is False for what may go below 0 or beyond 100%: a difference, an overspend, a percentage change.
    """

    unit: Unit
    decimals: int = 0
    is_bounded: bool = True

    @property
    def lowest(self) -> int | None:
        """The least that a value can be, where limits are cut when they are drawn."""
        return 0 if self.is_bounded else None

    @property
    def highest(self) -> int | None:
        return 100 if self.is_bounded and self.unit == Unit.PERCENT else None

    def rounded(self, value: Number) -> Decimal:
        """The value to the decimals shown, halves away from 0, as people round."""
        exact = Fraction(value)
        quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
        return quotient.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)

    def printed(self, value: Number) -> str:
        """“85.2%”, “1,204”, “−£3”, “71 per 10,000”, “1 day”: the same words wherever a figure stands.

        >>> Scale(Unit.PERCENT, 1).printed(Fraction(256, 3))
        '85.3%'
        """
        rounded = self.rounded(value)
        if self.unit == Unit.DAYS and abs(rounded) == 1 and not self.decimals:
            return f"{'−' if rounded < 0 else ''}1 day"
        return ("−" if rounded < 0 else "") + _PRINTED[self.unit].format(f"{abs(rounded):,}")
