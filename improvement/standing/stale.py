"""Which updates of a plan stand still on a day: what improvement.wording.stale_green judges, gathered from the rows."""

from collections import defaultdict
from itertools import dropwhile, takewhile

from django.db.models import F, Q

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.models import Action, Plan, ProgressUpdate, UpdateRound
from improvement.ratings import Code
from improvement.wording.stale_green import ROUNDS, Known, Said, Stale, stale


def stale_actions(plan: Plan, when: AsAt, rounds: list[UpdateRound]) -> list[Stale]:
    """Every unfinished action whose update stands still, in the plan's order. `rounds` opened by the day, newest
    first. Two queries."""
    return _judged(plan, when, rounds, Q())


def stale_action(action: Action, when: AsAt) -> Stale | None:
    """One action alone, compared with the others of its plan. Three queries."""
    rounds = list(action.plan.rounds.filter(opens__lte=when.day).order_by("-opens")[: ROUNDS + 1])
    found = _judged(action.plan, when, rounds, Q(action_id=action.id))
    return next((one for one in found if one.address == action.address), None)


def _judged(plan: Plan, when: AsAt, rounds: list[UpdateRound], of: Q) -> list[Stale]:
    said = _said(plan, when, rounds[: ROUNDS + 1], of)
    return stale([_known(row, said[row["id"]], rounds, when) for row in _rows(plan, when)], on=when.day)


def _rows(plan: Plan, when: AsAt):
    """The unfinished actions with their update in force."""
    return (
        then.in_force(Action, when)
        .filter(plan_id=plan.pk)
        .filter(Q(current_rating__isnull=True) | ~Q(current_rating__code=Code.COMPLETE))
        .order_by("position")
        .values(
            "id",
            "address",
            "title",
            "due",
            code=F("current_rating__code"),
            label=F("current_rating__label"),
            narrative=F("current_update__narrative"),
            no_change=F("current_update__is_no_change"),
            proposed=F("current_update__proposes_complete"),
        )
    )


def _said(plan: Plan, when: AsAt, rounds: list[UpdateRound], of: Q) -> dict[int, dict[int, Said]]:
    """The last word that counts, by action and round."""
    found = defaultdict(dict)
    updates = ProgressUpdate.objects.standing_on(when.day).filter(of, action__plan=plan, round__in=rounds)
    names = (
        "action_id",
        "round_id",
        "said_on",
        "narrative",
        "rating__code",
        "is_no_change",
        "proposes_complete",
    )
    for action, round, day, words, code, no_change, proposed in updates.order_by("said_on", "id").values_list(
        *names
    ):
        found[action][round] = Said(day, words, code == Code.ON_TRACK, no_change, proposed)
    return found


def _known(row: dict, said: dict[int, Said], rounds: list[UpdateRound], when: AsAt) -> Known:
    return Known(
        address=row["address"],
        title=row["title"],
        code=row["code"],
        label=row["label"] or "",
        due=row["due"],
        words="" if row["no_change"] else row["narrative"] or "",
        is_proposed=bool(row["proposed"]),
        rounds=_running(said, rounds, when),
    )


def _running(said: dict[int, Said], rounds: list[UpdateRound], when: AsAt) -> tuple[Said, ...]:
    """Words of rounds one after the other, newest first. A round still open is passed over until something is said."""
    counted = dropwhile(lambda round: round.pk not in said and _is_open(round, when), rounds)
    return tuple(said[round.pk] for round in takewhile(lambda round: round.pk in said, counted))


def _is_open(round: UpdateRound, when: AsAt) -> bool:
    return round.closed_on is None or round.closed_on > when.day
