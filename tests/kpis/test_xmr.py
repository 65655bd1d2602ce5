"""Worked series for the XmR chart: the arithmetic stands beside each, one series for each rule and its near miss."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.limits import Limits, limits_of
from kpis.special_causes import RULES, Rule, Way, outside, shift, trend, two_of_three
from kpis.xmr import Mark, xmr

QUICKLY = settings(deadline=None, max_examples=150)
UP, DOWN = Way.UP, Way.DOWN
# Mean 0 and an average moving range of 3: limits at -7.98 and 7.98, near limits at -5.32 and 5.32.
WORKED = Limits(Fraction(0), Fraction(3))


def marks(chart) -> dict[Rule, tuple[int, ...]]:
    found = {rule: chart.marked_by(rule) for rule in Rule}
    return {rule: indices for rule, indices in found.items() if indices}


def numbers(words: str) -> list[Decimal | None]:
    return [None if word == "-" else Decimal(word) for word in words.split()]


def test_limits_worked_by_hand():
    # 10 14 12 16: sum 52, mean 13. Ranges 4 2 4: sum 10, average 10/3. 2.66 x 10/3 = 8.8666...
    limits = limits_of([Fraction(value) for value in (10, 14, 12, 16)])
    assert limits == Limits(Fraction(13), Fraction(10, 3))
    assert limits.upper == 13 + Fraction("26.6") / 3
    assert limits.lower == 13 - Fraction("26.6") / 3
    # Two thirds of 26.6/3 is 53.2/9.
    assert limits.near_upper == 13 + Fraction("53.2") / 9
    assert limits.near_lower == 13 - Fraction("53.2") / 9


# The series, and what each rule marks.
SERIES = [
    pytest.param(
        # Sum 6x10 + 5x12 + 20 = 140, mean 11.67. Ranges 10x2 + 10 = 30, average 30/11 = 2.727, times 2.66 = 7.25.
        # Limits 4.41 and 18.92: 20 is above.
        "10 12 10 12 10 12 10 12 10 12 10 20",
        {Rule.OUTSIDE: (11,)},
        id="outside",
    ),
    pytest.param(
        # Sum 136, mean 11.33. Ranges 20 + 6 = 26, average 2.364, times 2.66 = 6.29. Limit 17.62, near limit 15.52:
        # 16 is near the limit, but alone.
        "10 12 10 12 10 12 10 12 10 12 10 16",
        {},
        id="outside, near miss",
    ),
    pytest.param(
        # Sum 73 + 87 = 160, mean 11.43: seven below, seven above. Ranges 6 + 2 + 6 = 14, average 14/13 = 1.077, times
        # 2.66 = 2.86. Limits 8.56 and 14.29, near limits 9.52 and 13.34.
        "10 11 10 11 10 11 10 12 13 12 13 12 13 12",
        {Rule.SHIFT: tuple(range(14))},
        id="shift",
    ),
    pytest.param(
        # Sum 63 + 11.5 + 75 = 149.5, mean 11.5: six below, one on the mean, six above. Ranges 5 + 0.5 + 0.5 + 5 = 11,
        # average 11/12, times 2.66 = 2.44. Limits 9.06 and 13.94, near limits 9.87 and 13.13.
        "10 11 10 11 10 11 11.5 12 13 12 13 12 13",
        {},
        id="shift, near miss: the seventh is on the mean",
    ),
    pytest.param(
        # Sum 90 + 92 = 182, mean 15.17: the seven that rise cross it. Ranges 50 + 8 = 58, average 58/11 = 5.27, times
        # 2.66 = 14.03. Limits 1.14 and 29.19, near limits 5.82 and 24.52.
        "20 10 20 10 20 10 12 14 15 16 17 18",
        {Rule.TREND: (5, 6, 7, 8, 9, 10, 11)},
        id="trend",
    ),
    pytest.param(
        # Sum 181, mean 15.08. Ranges 50 + 2 + 2 + 1 + 0 + 2 + 1 = 58: limits as wide as before. 15 15 is a tie.
        "20 10 20 10 20 10 12 14 15 15 17 18",
        {},
        id="trend, near miss: a tie",
    ),
    pytest.param(
        # Six that rise, 10 12 14 15 16 17. Sum 164, mean 14.91. Ranges 57, average 5.7, times 2.66 = 15.16.
        "20 10 20 10 20 10 12 14 15 16 17",
        {},
        id="trend, near miss: six",
    ),
    pytest.param(
        # Sum 115 + 54 = 169, mean 13. Ranges 27 + 7 + 6 + 6 = 46, average 46/12 = 3.83, times 2.66 = 10.20.
        # Upper limit 23.20, near limit 19.80: 20 and 20 are between them; 14 is on their side and unmarked.
        "10 13 10 13 10 13 10 13 10 13 20 14 20",
        {Rule.TWO_OF_THREE: (10, 12)},
        id="two of three",
    ),
    pytest.param(
        # Sum 168, mean 12.92. Ranges 27 + 7 + 6 + 5 = 45, average 3.75, times 2.66 = 9.98. Near limit
        # 19.57: 19 misses it.
        "10 13 10 13 10 13 10 13 10 13 20 14 19",
        {},
        id="two of three, near miss",
    ),
]


@pytest.mark.parametrize(("series", "expected"), SERIES)
def test_each_rule_marks_its_own_series_and_nothing_else(series, expected):
    assert marks(xmr(numbers(series))) == expected


@pytest.mark.parametrize(("series", "expected"), SERIES)
def test_a_series_upside_down_is_marked_the_same_the_other_way(series, expected):
    values = numbers(series)
    upright, turned = xmr(values), xmr([-value for value in values])
    assert marks(turned) == expected
    for point, other in zip(upright.points, turned.points, strict=True):
        assert other.marks == tuple(Mark(mark.rule, Way(-mark.way)) for mark in point.marks)


# Each rule alone, on limits of -7.98 and 7.98 with near limits of -5.32 and 5.32.
ALONE = [
    (outside, "7.98 -7.98 7.99 - -7.99", {2: UP, 4: DOWN}),
    (shift, "1 1 1 1 1 1 1 -1", dict.fromkeys(range(7), UP)),
    (shift, "-1 -2 -1 -2 -1 -2 -1 -2", dict.fromkeys(range(8), DOWN)),
    (shift, "1 1 1 1 1 1 0 1", {}),
    (shift, "1 1 1 1 1 1 - 1", {}),
    (trend, "-3 -2 -1 0 1 2 3", dict.fromkeys(range(7), UP)),
    (trend, "9 3 2 1 0 -1 -2 5", dict.fromkeys(range(7), DOWN)),
    (trend, "1 2 3 4 5 6", {}),
    (trend, "1 2 3 - 4 5 6 7", {}),
    # Up to index 6, then down: the peak belongs to the rise.
    (
        trend,
        "0 1 2 3 4 5 6 5 4 3 2 1 0",
        dict.fromkeys(range(7), UP) | dict.fromkeys(range(7, 13), DOWN),
    ),
    (two_of_three, "6 1 6", {0: UP, 2: UP}),
    (two_of_three, "-6 -6 -1", {0: DOWN, 1: DOWN}),
    (two_of_three, "6 7 6 7", dict.fromkeys(range(4), UP)),
    (two_of_three, "7.98 1 5.33", {0: UP, 2: UP}),
    (two_of_three, "6 1 5.32", {}),
    (two_of_three, "6 -1 6", {}),
    (two_of_three, "6 0 6", {}),
    (two_of_three, "6 - 6", {}),
    (two_of_three, "6 -6 6", {}),
    (two_of_three, "6 6", {}),
    # A figure beyond the limit is rule 1's: it is no second one near the limit.
    (two_of_three, "9 6 1", {}),
    (two_of_three, "9 6 6", {1: UP, 2: UP}),
]


@pytest.mark.parametrize(("rule", "series", "expected"), ALONE)
def test_a_rule_alone(rule, series, expected):
    values = [None if value is None else Fraction(value) for value in numbers(series)]
    assert rule(values, WORKED) == expected


def test_every_rule_is_asked():
    assert set(RULES) == set(Rule)


@pytest.mark.parametrize("values", [[], [None], [5], [None, 5, None], [5, None, 6, None, 7]])
def test_without_two_figures_in_a_row_nothing_is_known_to_be_usual(values):
    chart = xmr(values)
    assert [point.value for point in chart.points] == values
    assert [segment.limits for segment in chart.segments] == [None] * len(chart.segments)
    assert marks(chart) == {}
    assert chart.is_trial


@pytest.mark.parametrize("value", [0, 100, Decimal("0.1"), 0.1, Decimal("33.3")])
def test_equal_figures_are_their_own_limits_and_no_signal(value):
    chart = xmr([value] * 30)
    limits = chart.segments[0].limits
    assert limits.lower == limits.mean == limits.upper == Fraction(value)
    assert marks(chart) == {}


def test_no_moving_range_is_taken_across_a_gap():
    # 10 12 - 30 32: ranges 2 and 2, never the 18 between 12 and 30; mean 84/4 = 21.
    assert xmr([10, 12, None, 30, 32]).segments[0].limits == Limits(Fraction(21), Fraction(2))


def test_figures_that_differ_across_a_gap_only_have_no_limits():
    chart = xmr([1, 1, None, 5, 5])
    assert chart.segments[0].limits is None
    assert marks(chart) == {}


def test_limits_are_trial_under_twelve_figures_and_gaps_do_not_count():
    series = [10, 12] * 6
    assert xmr(series[:11]).is_trial
    assert not xmr(series).is_trial
    assert xmr([*series[:11], None]).is_trial
    begun_anew = xmr([*series, 20, 22], rebased_at=[12])
    assert [segment.is_trial for segment in begun_anew.segments] == [False, True]
    assert begun_anew.is_trial, "the limits in force are the last ones"


def test_new_limits_start_where_they_are_asked_for():
    # 10 12 10: mean 32/3, ranges 2 2. 20 24 20: mean 64/3, ranges 4 4. The 10 between 10 and 20 is in neither.
    chart = xmr([10, 12, 10, 20, 24, 20], rebased_at=[3])
    first, second = Limits(Fraction(32, 3), Fraction(2)), Limits(Fraction(64, 3), Fraction(4))
    assert [(part.first, part.after, part.count, part.limits) for part in chart.segments] == [
        (0, 3, 3, first),
        (3, 6, 3, second),
    ]
    assert [point.limits for point in chart.points] == [first] * 3 + [second] * 3


def test_no_rule_looks_across_the_start_of_new_limits():
    """Seven that rise are a trend; with new limits in their midst neither part is."""
    rising = numbers("20 10 20 10 20 10 12 14 15 16 17 18")
    assert marks(xmr(rising, rebased_at=[8])) == {}
    assert marks(xmr([*rising, *rising], rebased_at=[12])) == {
        Rule.TREND: (5, 6, 7, 8, 9, 10, 11, 17, 18, 19, 20, 21, 22, 23)
    }


@pytest.mark.parametrize("at", [-1, 0, 4, 5])
def test_new_limits_need_a_figure_on_each_side(at):
    with pytest.raises(ValueError, match=f"cannot start at point {at} of 4"):
        xmr([1, 2, 3, 4], rebased_at=[at])


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises((ValueError, OverflowError)):
        xmr([1, value])


def test_limits_are_cut_for_drawing_only():
    # 2 6 2 6: mean 4, range 4, limits 4 - 10.64 = -6.64 and 14.64.
    chart = xmr([2, 6, 2, 6])
    limits = chart.segments[0].limits
    assert limits.drawn() == (Fraction("-6.64"), Fraction("14.64"), False)
    assert limits.drawn(0, 100) == (0, Fraction("14.64"), True)
    assert limits.drawn(0, 14) == (0, 14, True)
    assert limits.lower == Fraction("-6.64")


EXACT = st.decimals(-1000, 1000, places=1, allow_nan=False)
# Few different values, so that ties, runs and values on the mean come often.
FEW = st.integers(0, 6)
SOME = st.one_of(
    st.lists(st.one_of(EXACT, st.none()), min_size=1, max_size=40),
    st.lists(st.one_of(FEW, FEW, FEW, st.none()), min_size=1, max_size=40),
)


def all_marks(chart):
    return [point.marks for point in chart.points]


@QUICKLY
@given(SOME, EXACT)
def test_adding_a_constant_moves_mean_and_limits_by_it(values, constant):
    before = xmr(values)
    after = xmr([None if value is None else value + constant for value in values])
    limits, moved = before.segments[0].limits, after.segments[0].limits
    if limits is None:
        assert moved is None
    else:
        assert moved.mean == limits.mean + Fraction(constant)
        assert moved.lower == limits.lower + Fraction(constant)
        assert moved.upper == limits.upper + Fraction(constant)
    assert all_marks(after) == all_marks(before)


@QUICKLY
@given(SOME, st.integers(1, 50))
def test_scaling_scales_mean_and_limits(values, times):
    before, after = xmr(values), xmr([None if value is None else value * times for value in values])
    limits, scaled = before.segments[0].limits, after.segments[0].limits
    if limits is not None:
        assert (scaled.mean, scaled.lower, scaled.upper) == (
            limits.mean * times,
            limits.lower * times,
            limits.upper * times,
        )
    assert all_marks(after) == all_marks(before)


@QUICKLY
@given(SOME)
def test_reversing_keeps_the_limits_and_mirrors_the_marks(values):
    before, after = xmr(values), xmr(values[::-1])
    assert after.segments[0].limits == before.segments[0].limits
    for rule in Rule:
        mirrored = tuple(sorted(len(values) - 1 - index for index in before.marked_by(rule)))
        assert after.marked_by(rule) == mirrored


@QUICKLY
@given(SOME, st.data())
def test_each_segment_is_a_chart_of_its_own(values, data):
    cut = data.draw(st.integers(0, len(values) - 1))
    chart = xmr(values, rebased_at=[cut] if cut else [])
    parts = [xmr(values[:cut]), xmr(values[cut:])]
    assert all_marks(chart) == [claims for part in parts for claims in all_marks(part)]
    assert [part.limits for part in chart.segments] == [
        segment.limits for part in parts for segment in part.segments
    ]


@QUICKLY
@given(SOME)
def test_a_gap_is_never_marked(values):
    assert all(point.marks == () for point in xmr(values).points if point.value is None)
