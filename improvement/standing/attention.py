"""What needs attention: off track, overdue, not updated, without an end, without anyone in the lead post."""

from collections import defaultdict

from django.db.models import BooleanField, Exists, F, OuterRef, Q, Value

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.deadlines import Kind
from improvement.models import Action, Plan, Post, ProgressUpdate, UpdateRound
from improvement.posts import post_state
from improvement.ratings import Code
from improvement.standing.facts import Attention, Concern, Group
from improvement.standing.stale import stale_actions


def attention(plan: Plan, when: AsAt, round: UpdateRound | None, rounds: list[UpdateRound]) -> Attention:
    """Every unfinished action that hurts in some way, sorted into lists. `rounds` until the day, newest first.
    Three queries."""
    concerns = [_concern(row, when) for row in _rows(plan, when, round)]
    overdue = [concern for concern in concerns if concern.days_over > 0]
    asked = round is not None
    return Attention(
        off_track=[concern for concern in concerns if concern.code == Code.OFF_TRACK],
        overdue=sorted(overdue, key=lambda concern: -concern.days_over),
        no_update=_by_lead([c for c in concerns if not c.updated]) if asked else [],
        no_end=_by_wait([concern for concern in concerns if concern.due is None]),
        no_lead=_by_lead([c for c in concerns if c.lead_state in {"vacant", "not confirmed"}]),
        stale=stale_actions(plan, when, rounds),
    )


def _rows(plan: Plan, when: AsAt, round: UpdateRound | None):
    said = ProgressUpdate.objects.standing_on(when.day).filter(action_id=OuterRef("id"), round=round)
    updated = Exists(said) if round else Value(True, output_field=BooleanField())
    hurts = (
        Q(code=Code.OFF_TRACK)
        | Q(due__lt=when.day)
        | Q(due__isnull=True)
        | Q(updated=False)
        | Q(lead_id__isnull=True)
        | Q(lead_kind=Post.Kind.UNCONFIRMED)
        | Q(lead_kind=Post.Kind.POST, lead_held__isnull=True)
    )
    return (
        then.in_force(Action, when)
        .filter(plan_id=plan.pk)
        .annotate(code=F("current_rating__code"), updated=updated, **then.lead_columns(when))
        .filter(Q(code__isnull=True) | ~Q(code=Code.COMPLETE))
        .filter(hurts)
        .order_by("position")
        .values(
            "address",
            "reference",
            "title",
            "code",
            "due",
            "updated",
            "lead_id",
            "lead_title",
            "lead_acronym",
            "lead_kind",
            "lead_held",
            "lead_covered",
            why=F("current_update__reason"),
            way_back=F("current_update__recovery"),
            finish=F("current_update__forecast"),
            deadline_kind=F("current_deadline__kind"),
            condition=F("current_deadline__condition"),
            starts=F("current_deadline__starts"),
        )
    )


def _concern(row: dict, when: AsAt) -> Concern:
    due = row["due"]
    return Concern(
        address=row["address"],
        reference=row["reference"],
        title=row["title"],
        code=row["code"],
        due=due,
        days_over=(when.day - due).days if due else 0,
        lead=row["lead_acronym"] or row["lead_title"] or "No lead",
        lead_title=row["lead_title"] or "No lead",
        lead_state=post_state(row["lead_kind"], row["lead_held"]),
        lead_covered=row["lead_covered"] or "",
        reason=row["why"] or "",
        recovery=row["way_back"] or "",
        forecast=row["finish"] or "",
        deadline_kind=row["deadline_kind"] or Kind.MISSING,
        condition=row["condition"] or "",
        starts=row["starts"],
        updated=row["updated"],
    )


def _by_lead(concerns: list[Concern]) -> list[Group]:
    """Grouped by lead, the longest list first."""
    groups = defaultdict(list)
    for concern in concerns:
        key = concern.lead_title, concern.lead, concern.lead_state, concern.lead_covered
        groups[key].append(concern)
    made = [Group(lead, state, found, covered) for (_, lead, state, covered), found in groups.items()]
    return sorted(made, key=lambda group: (-len(group.concerns), group.label))


def _by_wait(concerns: list[Concern]) -> list[Group]:
    """Grouped by what stands in the way of an end date."""
    groups = defaultdict(list)
    for concern in concerns:
        groups[_wait(concern)].append(concern)
    return [Group(label, "", found) for label, found in groups.items()]


def _wait(concern: Concern) -> str:
    labels = {
        Kind.CONDITIONAL: f"Waiting for “{concern.condition}”",
        Kind.START_ONLY: "A start, no end agreed",
        Kind.ONGOING: "Ongoing, no end",
        Kind.UNREADABLE: "Deadline cannot be read",
    }
    return labels.get(concern.deadline_kind, "No deadline set")
