"""Which two days are compared: where nobody chose, since the last closed round; and which cannot be."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from improvement.as_at import AsAt
from improvement.deadlines.words import day_in_words, short
from improvement.models import Plan, UpdateRound


@dataclass(frozen=True)
class Span:
    """The days of a plan that can be compared: from its first to the day shown, with its rounds closed by then."""

    begins: date
    when: AsAt
    rounds: list[UpdateRound]

    @property
    def usual_since(self) -> date:
        """The close of the last round before the day shown; the plan's first day where none had closed."""
        closed = [round.closed_on for round in self.rounds if self.begins <= round.closed_on < self.when.day]
        return closed[-1] if closed else self.begins

    @property
    def days(self) -> list[tuple[date, str]]:
        """The days worth comparing, oldest first: the first, each round's close, the day shown."""
        last = "the day shown" if self.when.is_past else "today"
        days = {self.begins: "the plan begins", self.when.day: last}
        days |= {round.closed_on: f"{round.month} round" for round in self.rounds}
        return [(day, f"{short(day)}, {what}") for day, what in sorted(days.items())]


def span_of(plan: Plan, when: AsAt) -> Span:
    """Two queries."""
    versions = plan.history.order_by("history_date", "history_id")
    dated, entered = versions.values_list("dated", "history_date").first()
    begins = max(dated, timezone.localtime(entered).date())
    return Span(begins, when, list(plan.rounds.filter(closed_on__lte=when.day).order_by("closed_on")))


def reason_not_to_begin(span: Span, since: date) -> str:
    """Why a plan cannot be compared with what it was on a day, or nothing."""
    if since >= span.begins:
        return ""
    return (
        f"The plan begins on {day_in_words(span.begins)}, so there is nothing of it on {day_in_words(since)}. "
        "Choose that day or a later one."
    )


def reason_not_to_end(span: Span, since: date, until: date) -> str:
    """Why changes since one day cannot be told until another, or nothing."""
    shown = day_in_words(span.when.day)
    if until > span.when.day and span.when.is_past:
        return f"{day_in_words(until)} is after the day shown, {shown}. Choose that day or one before it."
    if until > span.when.day:
        return f"{day_in_words(until)} has not come yet. Choose today, {shown}, or a day before it."
    if until < since:
        return f"{day_in_words(until)} is before {day_in_words(since)}. Choose a day after that."
    if until == since == span.begins == span.when.day:
        return "This is the plan’s first day, so there is nothing earlier to compare it with."
    if until == since:
        return f"Both days are {day_in_words(since)}, so nothing can differ. Choose a day after that."
    return ""
