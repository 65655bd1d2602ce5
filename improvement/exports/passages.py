"""What a plan prints beside its table of actions, and what was said of it as a whole."""

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.deadlines.words import day_in_words
from improvement.exports.document import Passage
from improvement.exports.printed_words import lines_of
from improvement.models import Milestone, NarrativePoint, NarrativeUpdate, Phase, Plan, PlanPassage


def passages_of(plan: Plan, when: AsAt) -> list[Passage]:
    """Passages, phases, milestones and narrative updates as at a day. Five queries."""
    return [
        *(Passage(row.heading, lines_of(row.words)) for row in _rows(PlanPassage, plan, when)),
        *_timeline(plan, when),
        *_narratives(plan, when),
    ]


def _rows(model, plan: Plan, when: AsAt):
    return then.rows(model, when).filter(plan_id=plan.pk).order_by("position")


def _timeline(plan: Plan, when: AsAt) -> list[Passage]:
    phases = [
        f"- {phase.title}: {day_in_words(phase.starts)} to {day_in_words(phase.ends)}"
        for phase in _rows(Phase, plan, when)
    ]
    milestones = [f"{row.reference}. {row.words}" for row in _rows(Milestone, plan, when)]
    words = "\n".join([*phases, *milestones])
    return [Passage("Timeline", lines_of(words))] if words else []


def _narratives(plan: Plan, when: AsAt) -> list[Passage]:
    points = then.rows(NarrativePoint, when).filter(narrative__plan=plan).order_by("position")
    named: dict[int, list[str]] = {}
    for point in points:
        named.setdefault(point.narrative_id, []).append(f"- {point.get_kind_display()}: {point.words}")
    told = then.rows(NarrativeUpdate, when).filter(plan_id=plan.pk, given_on__lte=when.day)
    return [
        Passage(
            f"{row.title}, given to {row.given_to} on {day_in_words(row.given_on)}",
            lines_of("\n".join([row.words, *named.get(row.id, [])])),
        )
        for row in told.order_by("given_on", "id")
    ]
