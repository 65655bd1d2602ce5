"""What a figure's movement means: better or worse by the indicator's polarity, and its target met reliably or by luck.

Each sentence can stand before a chart and be true without it. Assurance follows Making Data Count
(NHSRplotthedots, `ptd_calculate_assurance_type.R`): it asks the limits in force, not the latest figure.
"""

from dataclasses import dataclass
from itertools import takewhile

from django.db.models import TextChoices

from kpis.figures import Scale
from kpis.limits import Limits, Number
from kpis.special_causes import Rule, Way
from kpis.xmr import Chart, Mark, Point


class Polarity(TextChoices):
    """Which way is good."""

    HIGH = "high", "Higher is better"
    LOW = "low", "Lower is better"
    BAND = "band", "Best within a band"
    NEUTRAL = "neutral", "Neither way is better"


class Meaning(TextChoices):
    """What a special cause means. A change is real without being good or bad."""

    IMPROVEMENT = "improvement", "Real improvement"
    CONCERN = "concern", "Real worsening"
    CHANGE = "change", "Real change"
    USUAL = "usual", "Usual variation"


class Assurance(TextChoices):
    """Whether the process, left as it is, meets its target."""

    RELIABLE = "reliable", "Met reliably"
    LUCK = "luck", "Met by luck"
    NEVER = "never", "Not met as things are"
    UNKNOWN = "unknown", "Cannot be said"


@dataclass(frozen=True)
class Goal:
    """Polarity and target: `at_least` for high, `at_most` for low, both for a band, neither while none is agreed.

    Raises ValueError where the target does not suit the polarity.
    """

    polarity: Polarity
    at_least: Number | None = None
    at_most: Number | None = None

    def __post_init__(self):
        low, high = self.at_least, self.at_most
        if self.polarity in {Polarity.LOW, Polarity.NEUTRAL} and low is not None:
            raise ValueError(f"“{self.polarity.label}” has no least value as its target.")
        if self.polarity in {Polarity.HIGH, Polarity.NEUTRAL} and high is not None:
            raise ValueError(f"“{self.polarity.label}” has no highest value as its target.")
        if self.polarity == Polarity.BAND and ((low is None) != (high is None) or (low or 0) > (high or 0)):
            raise ValueError("A band needs its lower end and its upper end, in this order.")

    @property
    def is_agreed(self) -> bool:
        return self.at_least is not None or self.at_most is not None

    def is_met_by(self, value: Number) -> bool:
        """Whether a value meets the target; without a target every value does."""
        return self._side(value) == Way.LEVEL

    def way_to_good(self, *values: Number) -> Way:
        """Which way is better; level where neither is.

        For a band it is the way toward it from where the values lie: level where all are inside, and where some are
        below and some above, because to jump over the band is neither better nor worse.
        """
        fixed = {Polarity.HIGH: Way.UP, Polarity.LOW: Way.DOWN, Polarity.NEUTRAL: Way.LEVEL}
        if self.polarity != Polarity.BAND:
            return fixed[self.polarity]
        sides = {self._side(value) for value in values} - {Way.LEVEL}
        return Way(-sides.pop()) if len(sides) == 1 else Way.LEVEL

    def _side(self, value: Number) -> Way:
        """On which side of the target a value misses it."""
        if self.at_least is not None and value < self.at_least:
            return Way.DOWN
        return Way.UP if self.at_most is not None and value > self.at_most else Way.LEVEL

    def printed(self, scale: Scale) -> str:
        """“95% or more”, “18% or less”, “12 to 16”."""
        if self.polarity == Polarity.BAND:
            return f"{scale.printed(self.at_least)} to {scale.printed(self.at_most)}"
        if self.polarity == Polarity.HIGH:
            return f"{scale.printed(self.at_least)} or more"
        return f"{scale.printed(self.at_most)} or less"


def meaning_of_mark(mark: Mark, point: Point, goal: Goal) -> Meaning:
    """What one rule's mark means. The way is the side of the mean, and for a trend the way it goes.

    The package colours a trend by the side of the mean too, which calls the first half of a long fall an improvement
    where high is good. We go by where it is going.
    """
    good = goal.way_to_good(point.value, point.limits.mean)
    if good == Way.LEVEL:
        return Meaning.CHANGE
    return Meaning.IMPROVEMENT if mark.way == good else Meaning.CONCERN


def meaning_of(point: Point, goal: Goal) -> Meaning:
    """What all marks of a point mean together: a change where one says better and another worse."""
    meanings = {meaning_of_mark(mark, point, goal) for mark in point.marks}
    if len(meanings) > 1:
        return Meaning.CHANGE
    return meanings.pop() if meanings else Meaning.USUAL


def assurance(limits: Limits | None, goal: Goal) -> Assurance:
    """Whether all values between the limits meet the target, some or none.

    A limit that lies exactly on the target counts as meeting it, because a value there does; the package says hit and
    miss. So figures that are always 95% meet “95% or more” reliably.
    """
    if limits is None or not goal.is_agreed:
        return Assurance.UNKNOWN
    if goal.is_met_by(limits.lower) and goal.is_met_by(limits.upper):
        return Assurance.RELIABLE
    is_below = goal.at_least is not None and limits.upper < goal.at_least
    is_above = goal.at_most is not None and limits.lower > goal.at_most
    return Assurance.NEVER if is_below or is_above else Assurance.LUCK


def target_sentence(chart: Chart, goal: Goal, scale: Scale) -> str:
    """Whether the target is met reliably, by luck or never, by the limits in force, in plain words."""
    if goal.polarity == Polarity.NEUTRAL:
        return "It has no target: neither way is better."
    if not goal.is_agreed:
        return "No target is agreed yet."
    target = f"The target, {goal.printed(scale)},"
    limits = chart.segments[-1].limits if chart.segments else None
    if limits is None:
        return f"{target} cannot be judged yet: that takes more figures in a row."
    lower, upper, _ = limits.drawn(scale.lowest, scale.highest)
    usual = f"{scale.printed(lower)} to {scale.printed(upper)}"
    said = {
        Assurance.RELIABLE: f"is met reliably: all of the usual range, {usual}, meets it",
        Assurance.LUCK: f"is hit and missed by luck: the usual range, {usual}, reaches both sides of it",
        Assurance.NEVER: f"will not be met as things are: none of the usual range, {usual}, meets it",
    }[assurance(limits, goal)]
    return f"{target} {said}. {_met_so_far(chart, goal)}{_trial(chart)}"


def _met_so_far(chart: Chart, goal: Goal) -> str:
    values = [point.value for point in _in_force(chart) if point.value is not None]
    met = sum(goal.is_met_by(value) for value in values)
    return f"It was met {met} time{'' if met == 1 else 's'} in {len(values)}."


def _trial(chart: Chart) -> str:
    if not chart.is_trial:
        return ""
    return f" The range is a trial one, because it rests on {chart.segments[-1].count} figures only."


def movement_sentence(chart: Chart, goal: Goal) -> str:
    """What the latest figure shows: usual variation, or which rule marks it and whether that is good."""
    latest = next((point for point in reversed(_in_force(chart)) if point.value is not None), None)
    if latest is None:
        return f"No figure is recorded yet{' since new limits began' if len(chart.segments) > 1 else ''}."
    if latest.limits is None:
        return "What is usual cannot be said yet: that takes more figures in a row."
    if not latest.marks:
        return f"The latest figure is within its usual range: nothing shows a real change.{_trial(chart)}"
    mark = next(mark for rule in _LOUDEST_FIRST for mark in latest.marks if mark.rule == rule)
    said = _SAID[mark.rule].format(
        count=_marked_in_a_row(_in_force(chart)[: latest.index + 1 - chart.segments[-1].first], mark),
        beyond="above" if mark.way == Way.UP else "below",
        moved="rose" if mark.way == Way.UP else "fell",
    )
    meaning = meaning_of(latest, goal)
    return f"{said}: a {meaning.label.lower()}.{_trial(chart)}"


# A run says more than a single figure; what is named first is what a reader can see first.
_LOUDEST_FIRST = [Rule.TREND, Rule.SHIFT, Rule.OUTSIDE, Rule.TWO_OF_THREE]
_SAID = {
    Rule.TREND: "The last {count} figures {moved} each time",
    Rule.SHIFT: "The last {count} figures are all {beyond} the average",
    Rule.OUTSIDE: "The latest figure is {beyond} its usual range",
    Rule.TWO_OF_THREE: "Two of three recent figures are far {beyond} the average",
}


def _in_force(chart: Chart) -> tuple[Point, ...]:
    """The points that share the limits in force."""
    return chart.points[chart.segments[-1].first :] if chart.segments else ()


def _marked_in_a_row(points: tuple[Point, ...], mark: Mark) -> int:
    """How many points at the end carry a mark."""
    return len(list(takewhile(lambda point: mark in point.marks, reversed(points))))


@dataclass(frozen=True)
class Travel:
    """The direction of travel between two figures: up, level or down; the good way, level where there is none."""

    way: Way
    good: Way
    sentence: str

    @property
    def is_better(self) -> bool:
        return self.way == self.good != Way.LEVEL

    @property
    def is_worse(self) -> bool:
        return self.way == -self.good != Way.LEVEL


def travel(before: Number, now: Number, goal: Goal, scale: Scale) -> Travel:
    """From one figure to another, compared as they are printed: what shows as 85.2% twice is the same.

    Two figures show a direction and never a trend: whether it is real is for the chart to say.
    """
    first, second = scale.rounded(before), scale.rounded(now)
    way = Way((second > first) - (second < first))
    if way == Way.LEVEL:
        return Travel(way, Way.LEVEL, f"Same as before, {scale.printed(now)}")
    good = goal.way_to_good(now, before)
    verdict = {Way.LEVEL: "", way: ", which is better", Way(-way): ", which is worse"}[good]
    name = "Up" if way == Way.UP else "Down"
    return Travel(way, good, f"{name} from {scale.printed(before)} to {scale.printed(now)}{verdict}")
