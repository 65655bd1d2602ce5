"""Whether a movement is good, and whether a target is met reliably: whole tables, and the sentences people read."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.figures import Scale, Unit
from kpis.limits import Limits
from kpis.meaning import (
    Assurance,
    Goal,
    Meaning,
    Polarity,
    assurance,
    meaning_of,
    movement_sentence,
    target_sentence,
    travel,
)
from kpis.special_causes import Rule, Way
from kpis.xmr import Mark, Point, xmr

HIGH, LOW = Goal(Polarity.HIGH, at_least=95), Goal(Polarity.LOW, at_most=18)
BAND, NEUTRAL = Goal(Polarity.BAND, at_least=12, at_most=16), Goal(Polarity.NEUTRAL)
OPEN = {polarity: Goal(polarity) for polarity in Polarity}
PERCENT, COUNT = Scale(Unit.PERCENT, 1), Scale(Unit.COUNT, 1)
UP, DOWN, LEVEL = Way.UP, Way.DOWN, Way.LEVEL
GOOD, BAD, CHANGE = Meaning.IMPROVEMENT, Meaning.CONCERN, Meaning.CHANGE


def point(value, mean, *marks) -> Point:
    return Point(0, value, Limits(Fraction(mean), Fraction(1)), tuple(marks))


# Polarity, value, mean, way of the mark, meaning. The band is 12 to 16.
MEANINGS = [
    (HIGH, 90, 85, UP, GOOD),
    (HIGH, 80, 85, DOWN, BAD),
    (LOW, 30, 25, UP, BAD),
    (LOW, 20, 25, DOWN, GOOD),
    (NEUTRAL, 90, 85, UP, CHANGE),
    (NEUTRAL, 80, 85, DOWN, CHANGE),
    (BAND, 20, 15, UP, BAD),
    (BAND, 20, 24, DOWN, GOOD),
    (BAND, 8, 13, DOWN, BAD),
    (BAND, 8, 6, UP, GOOD),
    (BAND, 13, 10, UP, GOOD),
    (BAND, 15, 18, DOWN, GOOD),
    (BAND, 15, 13, UP, CHANGE),
    (BAND, 13, 15, DOWN, CHANGE),
    (BAND, 17, 11, UP, CHANGE),
    (BAND, 11, 17, DOWN, CHANGE),
    (OPEN[Polarity.HIGH], 90, 85, UP, GOOD),
    (OPEN[Polarity.LOW], 90, 85, UP, BAD),
    (OPEN[Polarity.BAND], 90, 85, UP, CHANGE),
]


@pytest.mark.parametrize(("goal", "value", "mean", "way", "meaning"), MEANINGS)
@pytest.mark.parametrize("rule", list(Rule))
def test_what_a_mark_means_by_polarity(goal, value, mean, way, meaning, rule):
    assert meaning_of(point(value, mean, Mark(rule, way)), goal) == meaning


def test_every_polarity_is_walked_both_ways():
    assert {(goal.polarity, way) for goal, _, _, way, _ in MEANINGS} >= {
        (polarity, way) for polarity in Polarity for way in (UP, DOWN)
    }


def test_a_point_without_a_mark_is_usual():
    assert meaning_of(point(99, 85), HIGH) == Meaning.USUAL


def test_marks_that_disagree_are_a_change():
    """Above the average for months and falling all the while: better than it was, and going the wrong way."""
    both = point(90, 85, Mark(Rule.SHIFT, UP), Mark(Rule.TREND, DOWN))
    assert meaning_of(both, HIGH) == CHANGE
    assert meaning_of(point(90, 85, Mark(Rule.SHIFT, UP), Mark(Rule.OUTSIDE, UP)), HIGH) == GOOD


def test_a_falling_trend_is_a_concern_on_both_sides_of_the_mean():
    # 10 20 10 20 10 and then 18 17 16 15 14 12 10 down across the mean of 14.3; each is marked by the trend alone.
    chart = xmr([10, 20, 10, 20, 10, 18, 17, 16, 15, 14, 12, 10])
    assert chart.marked_by(Rule.TREND) == (5, 6, 7, 8, 9, 10, 11)
    assert [meaning_of(each, HIGH) for each in chart.points] == [Meaning.USUAL] * 5 + [BAD] * 7
    assert {meaning_of(each, LOW) for each in chart.points[5:]} == {GOOD}


# Mean 90 and an average range of 1: limits 87.34 and 92.66. Goal, assurance.
WORKED = Limits(Fraction(90), Fraction(1))
ASSURED = [
    (Goal(Polarity.HIGH, at_least=Decimal("87.33")), Assurance.RELIABLE),
    (Goal(Polarity.HIGH, at_least=Decimal("87.34")), Assurance.RELIABLE),
    (Goal(Polarity.HIGH, at_least=Decimal("87.35")), Assurance.LUCK),
    (Goal(Polarity.HIGH, at_least=Decimal("92.66")), Assurance.LUCK),
    (Goal(Polarity.HIGH, at_least=Decimal("92.67")), Assurance.NEVER),
    (Goal(Polarity.LOW, at_most=Decimal("92.67")), Assurance.RELIABLE),
    (Goal(Polarity.LOW, at_most=Decimal("92.65")), Assurance.LUCK),
    (Goal(Polarity.LOW, at_most=Decimal("87.34")), Assurance.LUCK),
    (Goal(Polarity.LOW, at_most=Decimal("87.33")), Assurance.NEVER),
    (Goal(Polarity.BAND, at_least=87, at_most=93), Assurance.RELIABLE),
    (Goal(Polarity.BAND, at_least=88, at_most=93), Assurance.LUCK),
    (Goal(Polarity.BAND, at_least=87, at_most=92), Assurance.LUCK),
    # The range is wider than the band on both sides.
    (Goal(Polarity.BAND, at_least=89, at_most=91), Assurance.LUCK),
    (Goal(Polarity.BAND, at_least=93, at_most=95), Assurance.NEVER),
    (Goal(Polarity.BAND, at_least=80, at_most=87), Assurance.NEVER),
    *((goal, Assurance.UNKNOWN) for goal in OPEN.values()),
]


@pytest.mark.parametrize(("goal", "expected"), ASSURED)
def test_a_target_is_met_reliably_by_luck_or_never(goal, expected):
    assert assurance(WORKED, goal) == expected
    assert assurance(None, goal) == Assurance.UNKNOWN


def test_figures_that_are_always_on_target_meet_it_reliably():
    assert assurance(xmr([95] * 12).segments[-1].limits, HIGH) == Assurance.RELIABLE


# 90 92 90 92 ...: mean 91, every range 2, limits 91 -+ 5.32 = 85.68 and 96.32.
STEADY = [90, 92] * 6
TARGETS = [
    (
        STEADY,
        Goal(Polarity.HIGH, at_least=85),
        "The target, 85.0% or more, is met reliably: all of the usual range, 85.7% to 96.3%, meets it. "
        "It was met 12 times in 12.",
    ),
    (
        STEADY,
        Goal(Polarity.HIGH, at_least=91),
        "The target, 91.0% or more, is hit and missed by luck: the usual range, 85.7% to 96.3%, reaches both sides "
        "of it. It was met 6 times in 12.",
    ),
    (
        STEADY,
        Goal(Polarity.HIGH, at_least=97),
        "The target, 97.0% or more, will not be met as things are: none of the usual range, 85.7% to 96.3%, meets it. "
        "It was met 0 times in 12.",
    ),
    (
        STEADY,
        Goal(Polarity.BAND, at_least=80, at_most=100),
        "The target, 80.0% to 100.0%, is met reliably: all of the usual range, 85.7% to 96.3%, meets it. "
        "It was met 12 times in 12.",
    ),
    (
        # 96 100 96: mean 97.33, ranges 4 4, limits 86.69 and 107.97: printed to 100, and trial.
        [96, 100, 96],
        Goal(Polarity.LOW, at_most=99),
        "The target, 99.0% or less, is hit and missed by luck: the usual range, 86.7% to 100.0%, reaches both sides "
        "of it. It was met 2 times in 3. The range is a trial one, because it rests on 3 figures only.",
    ),
    ([96], HIGH, "The target, 95.0% or more, cannot be judged yet: that takes more figures in a row."),
    ([], HIGH, "The target, 95.0% or more, cannot be judged yet: that takes more figures in a row."),
    (STEADY, OPEN[Polarity.HIGH], "No target is agreed yet."),
    (STEADY, NEUTRAL, "It has no target: neither way is better."),
]


@pytest.mark.parametrize(("values", "goal", "sentence"), TARGETS)
def test_the_sentence_about_a_target(values, goal, sentence):
    assert target_sentence(xmr(values), goal, PERCENT) == sentence


def test_only_the_limits_in_force_judge_a_target():
    """Thirteen poor figures, then new limits under which every figure meets the target."""
    chart = xmr([50] * 13 + [96, 97] * 6, rebased_at=[13])
    # Sum 6x96 + 6x97 = 1158, mean 96.5, ranges 1, limits 93.84 and 99.16.
    assert target_sentence(chart, Goal(Polarity.HIGH, at_least=93), PERCENT) == (
        "The target, 93.0% or more, is met reliably: all of the usual range, 93.8% to 99.2%, meets it. "
        "It was met 12 times in 12."
    )


MOVEMENTS = [
    (
        "10 12 10 12 10 12 10 12 10 12 10 20",
        HIGH,
        "The latest figure is above its usual range: a real improvement.",
    ),
    (
        "10 12 10 12 10 12 10 12 10 12 10 20",
        LOW,
        "The latest figure is above its usual range: a real worsening.",
    ),
    (
        "10 12 10 12 10 12 10 12 10 12 10 20",
        NEUTRAL,
        "The latest figure is above its usual range: a real change.",
    ),
    (
        "10 12 10 12 10 12 10 12 10 12 20 10",
        HIGH,
        "The latest figure is within its usual range: nothing shows a real change.",
    ),
    (
        "10 11 10 11 10 11 10 12 13 12 13 12 13 12",
        HIGH,
        "The last 7 figures are all above the average: a real improvement.",
    ),
    ("20 10 20 10 20 10 12 14 15 16 17 18", HIGH, "The last 7 figures rose each time: a real improvement."),
    ("10 20 10 20 10 18 17 16 15 14 12 10", HIGH, "The last 7 figures fell each time: a real worsening."),
    (
        "10 13 10 13 10 13 10 13 10 13 20 14 20",
        LOW,
        "Two of three recent figures are far above the average: a real worsening.",
    ),
    (
        "10 12 11",
        HIGH,
        "The latest figure is within its usual range: nothing shows a real change. "
        "The range is a trial one, because it rests on 3 figures only.",
    ),
    ("10", HIGH, "What is usual cannot be said yet: that takes more figures in a row."),
    ("", HIGH, "No figure is recorded yet."),
]


@pytest.mark.parametrize(("series", "goal", "sentence"), MOVEMENTS)
def test_the_sentence_about_the_latest_figure(series, goal, sentence):
    values = [int(word) for word in series.split()]
    assert movement_sentence(xmr(values), goal) == sentence
    assert movement_sentence(xmr([*values, None]), goal) == sentence, "a gap at the end hides nothing"


def test_new_limits_without_a_figure_say_so():
    assert movement_sentence(xmr([1, 2, None], rebased_at=[2]), HIGH) == (
        "No figure is recorded yet since new limits began."
    )


TRAVELS = [
    (HIGH, 81, Decimal("85.2"), UP, True, "Up from 81.0 to 85.2, which is better"),
    (HIGH, 85, 81, DOWN, False, "Down from 85.0 to 81.0, which is worse"),
    (LOW, 20, 18, DOWN, True, "Down from 20.0 to 18.0, which is better"),
    (LOW, 18, 20, UP, False, "Up from 18.0 to 20.0, which is worse"),
    (BAND, 10, 11, UP, True, "Up from 10.0 to 11.0, which is better"),
    (BAND, 11, 14, UP, True, "Up from 11.0 to 14.0, which is better"),
    (BAND, 14, 17, UP, False, "Up from 14.0 to 17.0, which is worse"),
    (BAND, 20, 17, DOWN, True, "Down from 20.0 to 17.0, which is better"),
    (BAND, 13, 15, UP, None, "Up from 13.0 to 15.0"),
    (BAND, 11, 17, UP, None, "Up from 11.0 to 17.0"),
    (NEUTRAL, 70, 71, UP, None, "Up from 70.0 to 71.0"),
    (HIGH, Decimal("85.21"), Decimal("85.24"), LEVEL, None, "Same as before, 85.2"),
]


@pytest.mark.parametrize(("goal", "before", "now", "way", "is_good", "sentence"), TRAVELS)
def test_the_direction_of_travel(goal, before, now, way, is_good, sentence):
    found = travel(before, now, goal, COUNT)
    assert (found.way, found.sentence) == (way, sentence)
    assert (found.is_better, found.is_worse) == (is_good is True, is_good is False)


@pytest.mark.parametrize(
    ("polarity", "at_least", "at_most"),
    [
        (Polarity.HIGH, None, 95),
        (Polarity.LOW, 95, None),
        (Polarity.NEUTRAL, 95, None),
        (Polarity.NEUTRAL, None, 95),
        (Polarity.BAND, 16, 12),
        (Polarity.BAND, 12, None),
        (Polarity.BAND, None, 16),
        (Polarity.BAND, 0, None),
    ],
)
def test_a_target_that_does_not_suit_its_polarity_is_refused(polarity, at_least, at_most):
    with pytest.raises(ValueError, match=r"target|band"):
        Goal(polarity, at_least, at_most)


QUICKLY = settings(deadline=None, max_examples=150)
VALUES = st.lists(st.integers(0, 100), max_size=30)
GOALS = st.sampled_from([HIGH, LOW, BAND, NEUTRAL, *OPEN.values()])


@QUICKLY
@given(VALUES, GOALS)
def test_every_chart_has_its_two_sentences(values, goal):
    chart = xmr(values)
    for sentence in (target_sentence(chart, goal, PERCENT), movement_sentence(chart, goal)):
        assert sentence.endswith(".")
        assert "{" not in sentence


@QUICKLY
@given(st.integers(0, 50), st.integers(0, 50), GOALS)
def test_the_way_back_means_the_opposite(before, now, goal):
    there, back = travel(before, now, goal, COUNT), travel(now, before, goal, COUNT)
    assert (there.is_better, there.is_worse) == (back.is_worse, back.is_better)


@QUICKLY
@given(VALUES, st.integers(0, 100))
def test_high_and_low_mirror_each_other(values, target):
    """What is good of a series where high is good is good of the series upside down where low is."""
    chart, turned = xmr(values), xmr([-value for value in values])
    high, low = Goal(Polarity.HIGH, at_least=target), Goal(Polarity.LOW, at_most=-target)
    assert [meaning_of(each, high) for each in chart.points] == [
        meaning_of(each, low) for each in turned.points
    ]
    if values:
        assert assurance(chart.segments[-1].limits, high) == assurance(turned.segments[-1].limits, low)
