"""Figures as they are printed."""

from decimal import Decimal
from fractions import Fraction

import pytest

from kpis.figures import Scale, Unit


@pytest.mark.parametrize(
    ("unit", "decimals", "value", "printed"),
    [
        (Unit.PERCENT, 1, Decimal("85.25"), "85.3%"),
        (Unit.PERCENT, 0, Decimal("84.5"), "85%"),
        (Unit.PERCENT, 1, Fraction(256, 3), "85.3%"),
        (Unit.PERCENT, 1, 95, "95.0%"),
        (Unit.PERCENT, 1, Decimal("-0.04"), "0.0%"),
        (Unit.COUNT, 0, 1204, "1,204"),
        (Unit.COUNT, 0, -3, "−3"),
        (Unit.RATE, 0, 71, "71 per 10,000"),
        (Unit.DAYS, 0, 20, "20 days"),
        (Unit.DAYS, 0, 1, "1 day"),
        (Unit.DAYS, 0, -1, "−1 day"),
        (Unit.DAYS, 1, 1, "1.0 days"),
        (Unit.POUNDS, 2, Decimal("-290000.5"), "−£290,000.50"),
    ],
)
def test_a_figure_is_printed_with_its_unit(unit, decimals, value, printed):
    assert Scale(unit, decimals).printed(value) == printed


def test_only_percentages_end_at_a_hundred_and_only_bounded_figures_at_nought():
    bounds = {unit: (Scale(unit).lowest, Scale(unit).highest) for unit in Unit}
    assert bounds == dict.fromkeys(Unit, (0, None)) | {Unit.PERCENT: (0, 100)}
    assert (Scale(Unit.PERCENT, is_bounded=False).lowest, Scale(Unit.PERCENT, is_bounded=False).highest) == (
        None,
        None,
    )
