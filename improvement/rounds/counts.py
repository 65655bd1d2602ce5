"""Which actions a round asks of, and how many it has received: one rule for lists, counts and reminders."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from improvement.models import Action, ProgressUpdate, UpdateReview, UpdateRound
from improvement.ratings import Code


@dataclass(frozen=True)
class Counts:
    """Actions that a round asks of, and those brought up to date in it."""

    asked: int
    received: int


def counts_of(round: UpdateRound, day: date) -> Counts:
    """How far a round had got on a day. One query."""
    found = (
        asked_in(round, day)
        .annotate(got=Exists(received_in(round, day)))
        .aggregate(asked=Count("pk"), received=Count("pk", filter=Q(got=True)))
    )
    return Counts(found["asked"], found["received"])


def asked_in(round: UpdateRound, day: date):
    """The actions that a round asks of."""
    return asked(round.plan_id, round.opens, day)


def missing_in(round: UpdateRound, day: date):
    """Those of them that nobody has brought up to date by a day."""
    return asked_in(round, day).filter(~Exists(received_in(round, day)))


def received_in(round, day: date):
    """Updates of one action, from the query around this one, that count in a round by a day."""
    return ProgressUpdate.objects.standing_on(day).filter(action=OuterRef("pk"), round=round)


def asked(plan, opens, day: date):
    """Actions of a plan that a round opened on a day asks of: all but those complete by then, and those proposed so
    that nobody has returned. `plan` and `opens` may be references to the query around this one."""
    returned = UpdateReview.objects.filter(update=OuterRef("pk"), kind=UpdateReview.Kind.RETURNED)
    proposed = Q(proposes_complete=True) & ~Exists(returned)
    newest = (
        ProgressUpdate.objects.filter(action=OuterRef("pk"), said_on__lt=opens)
        .order_by("-said_on", "-pk")
        .annotate(settled=Case(When(Q(rating__code=Code.COMPLETE) | proposed, then=True), default=False))
    )
    return (
        Action.objects.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day), plan=plan)
        .order_by()
        .annotate(settled_before=Coalesce(Subquery(newest.values("settled")[:1]), False))
        .filter(settled_before=False)
    )
