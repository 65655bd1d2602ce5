"""The rounds of a plan until a day, and how far each got."""

from django.db.models import Case, Count, F, IntegerField, OuterRef, Subquery, When
from django.db.models.functions import Coalesce

from improvement.as_at import AsAt
from improvement.models import Plan, ProgressUpdate
from improvement.rounds.counts import asked
from improvement.standing.facts import RoundProgress


def rounds_until(plan: Plan, when: AsAt) -> list[RoundProgress]:
    """Every round opened by a day, newest first. What a closed one holds stands as it was then. One query."""
    in_round = asked(OuterRef("plan"), OuterRef(OuterRef("opens")), when.day).values("plan")
    said = ProgressUpdate.objects.standing_on(when.day).filter(round=OuterRef("pk")).order_by()
    rounds = (
        plan.rounds.filter(opens__lte=when.day)
        .order_by("-opens")
        .annotate(
            got=_frozen("received", said.values("round").annotate(n=Count("action", distinct=True)), when),
            of=_frozen("asked", in_round.annotate(n=Count("id")), when),
        )
    )
    return [RoundProgress(round, round.got, round.of) for round in rounds]


def current_and_earlier(rounds: list[RoundProgress], when: AsAt):
    """The round that runs on the day (or was the last to), and those before it, newest first."""
    if not rounds:
        return None, []
    return rounds[0], [progress for progress in rounds[1:] if progress.round.closed_on]


def _frozen(column: str, counted, when: AsAt):
    """A round's number as it was when it closed, or counted now while it is open."""
    now = Coalesce(Subquery(counted.values("n")[:1], output_field=IntegerField()), 0)
    return Case(When(closed_on__lte=when.day, then=Coalesce(F(column), now)), default=now)
