"""Rows of a plan's time: as they are drawn, and in words."""

from datetime import date

from improvement import as_at as then
from improvement import gantt
from improvement.as_at import AsAt
from improvement.deadlines import Kind
from improvement.deadlines.moves import moves_of
from improvement.deadlines.words import day_in_words, days_over, overdue_words, reading_words, repeats, short
from improvement.gantt import Dates
from improvement.models import Milestone, Phase, Plan
from improvement.ratings import Code
from improvement.timeline.facts import Branch, TimelineRow

NO_DATES = Dates(Kind.MISSING)


def stages(plan: Plan, when: AsAt) -> list[TimelineRow]:
    """The plan's own phases, each with its milestones, then milestones of no phase. Two queries."""
    of_plan = {"plan_id": plan.pk}
    phases = list(then.in_force(Phase, when).filter(**of_plan).order_by("position"))
    milestones = list(then.in_force(Milestone, when).filter(**of_plan).order_by("position"))
    rows = []
    for phase in phases:
        rows += [_phase_row(phase), *(_milestone_row(one) for one in milestones if one.phase_id == phase.id)]
    known = {phase.id for phase in phases}
    rows += [_milestone_row(one) for one in milestones if one.phase_id not in known]
    head = gantt.Row(gantt.THEME, "", "", "The plan’s own timeline", NO_DATES)
    return [TimelineRow(head), *rows] if rows else []


def _phase_row(phase) -> TimelineRow:
    dates = Dates(Kind.RANGE, phase.starts, phase.ends)
    return TimelineRow(
        gantt.Row(gantt.PHASE, "", "", phase.title, dates),
        reading=_as_read(dates),
        doubt=phase.doubt,
    )


def _milestone_row(milestone) -> TimelineRow:
    """Without a date it is listed with the words that stood for one."""
    starts, ends = milestone.starts, milestone.ends
    kind = (
        Kind.RANGE if starts and ends else Kind.BY if ends else Kind.START_ONLY if starts else Kind.UNREADABLE
    )
    dates = Dates(kind, starts, ends, printed=milestone.when_printed)
    return TimelineRow(
        gantt.Row(gantt.MILESTONE, "", milestone.reference, milestone.words, dates),
        printed=milestone.when_printed,
        reading=_as_read(dates),
        doubt=milestone.doubt,
    )


def theme_row(branch: Branch) -> TimelineRow:
    actions = f"{branch.total:,} action{'' if branch.total == 1 else 's'}"
    until = f"the last by {day_in_words(branch.ends)}" if branch.ends else ""
    without = f"{branch.without_end:,} without an end" if branch.without_end else ""
    note = ", ".join(phrase for phrase in [actions, until, without] if phrase)
    dates = Dates(Kind.RANGE, branch.starts, branch.ends)
    return TimelineRow(
        gantt.Row(gantt.THEME, str(branch.theme_id), branch.reference, branch.name, dates, note=note)
    )


def action_row(columns: dict, agreed: list, when: AsAt) -> TimelineRow:
    """One action with its deadlines agreed by the day, oldest first."""
    keys = [deadline.id for deadline in agreed]
    until = keys.index(columns["current_deadline_id"]) + 1 if columns["current_deadline_id"] in keys else 0
    known, now = agreed[:until], agreed[until - 1] if until else None
    dates = _dates(now, known[:-1]) if now else NO_DATES
    earlier = known[0] if len(known) > 1 else None
    over = days_over(when.day, dates.ends) if columns["code"] != Code.COMPLETE else 0
    printed, reading = now.words if now else "", _as_read(dates)
    return TimelineRow(
        gantt.Row(
            gantt.ACTION,
            columns["address"],
            columns["address"],
            columns["title"],
            dates,
            columns["code"],
            columns["label"] or "Not rated",
        ),
        printed=printed,
        reading="" if repeats(printed, reading) else reading,
        original=_original(earlier) if earlier else "",
        moved=moves_of(known).summary,
        over=overdue_words(over) if over > 0 else "",
        doubt=now.assumed if now else "",
    )


def _dates(now, earlier: list) -> Dates:
    return Dates(
        kind=now.kind,
        starts=now.starts,
        ends=now.ends,
        former=tuple(deadline.ends for deadline in earlier if deadline.ends),
        follow_up=now.follow_up,
        condition=now.condition,
        recurrence=now.recurrence,
        printed=now.words,
    )


def _as_read(dates: Dates) -> str:
    then_again = f"then {short(dates.follow_up)}" if dates.follow_up else ""
    words = [
        reading_words(dates.kind, dates.starts, dates.ends, dates.condition),
        then_again,
        dates.recurrence,
    ]
    return ", ".join(word for word in words if word)


def _original(deadline) -> str:
    ends: date | None = deadline.ends
    printed = f"“{deadline.words}”" if deadline.words else "None printed"
    return f"{printed}, by {short(ends)}" if ends else printed
