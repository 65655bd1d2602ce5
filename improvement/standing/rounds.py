"""The rounds of a plan until a day, and how far each got."""

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from improvement.as_at import AsAt
from improvement.models import Action, Plan, ProgressUpdate
from improvement.ratings import Code
from improvement.standing.facts import RoundProgress


def rounds_until(plan: Plan, when: AsAt) -> list[RoundProgress]:
    """Every round opened by a day, newest first. Actions complete before a round opened are not asked. One query."""
    in_plan = (
        Action.objects.filter(plan=OuterRef("plan"), withdrawn_on__isnull=True).order_by().values("plan")
    )
    done_before = (
        ProgressUpdate.objects.filter(
            action__plan=OuterRef("plan"), rating__code=Code.COMPLETE, said_on__lt=OuterRef("opens")
        )
        .order_by()
        .values("action__plan")
        .annotate(number=Count("action", distinct=True))
    )
    said = ProgressUpdate.objects.filter(round=OuterRef("pk"), said_on__lte=when.day).order_by()
    rounds = (
        plan.rounds.filter(opens__lte=when.day)
        .order_by("-opens")
        .annotate(
            updated=_number(said.values("round").annotate(number=Count("action", distinct=True))),
            actions=_number(in_plan.annotate(number=Count("id"))),
            done=_number(done_before),
        )
    )
    return [RoundProgress(round, round.updated, round.actions - round.done) for round in rounds]


def current_and_earlier(rounds: list[RoundProgress], when: AsAt):
    """The round that runs on the day (or was the last to), and those before it, newest first."""
    if not rounds:
        return None, []
    return rounds[0], [progress for progress in rounds[1:] if progress.round.closed_on]


def _number(counted):
    return Coalesce(Subquery(counted.values("number")[:1], output_field=IntegerField()), 0)
