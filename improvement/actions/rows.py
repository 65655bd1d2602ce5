"""Rows of a plan's table of actions as at a day, with what the table shows, filters and sorts by."""

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.deadlines.asked import asked_columns
from improvement.models import (
    Action,
    Assignment,
    Evidence,
    FindingLink,
    Plan,
    ProgressUpdate,
    UpdateRound,
)
from improvement.ratings import WORST_FIRST

LONG_TEXTS = ("words", "impact", "leads_printed", "findings_printed", "doubt", "extra")


def round_on(plan: Plan, when: AsAt) -> UpdateRound | None:
    """The round that a day asks about: the last that had opened."""
    return plan.rounds.filter(opens__lte=when.day).order_by("-opens").first()


def action_rows(plan: Plan, when: AsAt, round: UpdateRound | None):
    """Actions of a plan as at a day. Each row carries its rating, lead, deadline, counts of findings and evidence,
    whether it was updated in the round, and the rating it had when the round before closed."""
    said_in_round = ProgressUpdate.objects.standing_on(when.day).filter(action_id=OuterRef("id"), round=round)
    said_before = ProgressUpdate.objects.filter(
        action_id=OuterRef("id"), said_on__lt=round.opens if round else plan.dated
    ).order_by("-said_on", "-id")
    joint = then.leading(when).filter(action_id=OuterRef("id"), role=Assignment.Role.JOINT)
    return (
        then.in_force(Action, when)
        .filter(plan_id=plan.pk)
        .defer(*LONG_TEXTS)
        .annotate(
            code=F("current_rating__code"),
            label=F("current_rating__label"),
            trouble=_worst_first(),
            code_before=Subquery(said_before.values("rating__code")[:1]),
            label_before=Subquery(said_before.values("rating__label")[:1]),
            deadline_words=F("current_deadline__words"),
            deadline_kind=F("current_deadline__kind"),
            deadline_starts=F("current_deadline__starts"),
            condition=F("current_deadline__condition"),
            assumed=F("current_deadline__assumed"),
            updated=Exists(said_in_round),
            finding_count=_count(then.in_force(FindingLink, when)),
            is_joint=Exists(joint),
            evidence_count=_count(Evidence.objects.filter(added_on__lte=when.day, withdrawn_on__isnull=True)),
            **then.lead_columns(when),
            **asked_columns(when),
        )
        .annotate(lead_name=Coalesce("lead_title", Value("")))
        .order_by("position")
    )


def _worst_first():
    """Where a rating stands when trouble comes first; the not rated last."""
    places = [When(current_rating__code=code, then=Value(place)) for place, code in enumerate(WORST_FIRST)]
    return Case(*places, default=Value(len(WORST_FIRST)), output_field=IntegerField())


def _count(of_action):
    counted = of_action.filter(action_id=OuterRef("id")).order_by().values("action_id")
    return Coalesce(Subquery(counted.annotate(n=Count("id")).values("n")[:1]), 0)
