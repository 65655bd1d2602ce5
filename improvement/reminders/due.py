"""Who is owed which reminder on a day. Reads only: a fixed number of queries, however many people and rounds."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from improvement import roles
from improvement.models import (
    Action,
    Assignment,
    Cover,
    Plan,
    Post,
    ProgressUpdate,
    Reminder,
    ReminderRefusal,
    RoleGrant,
    Tenure,
    UpdateRound,
    User,
)
from improvement.posts import VACANT, post_state
from improvement.rounds.counts import missing_in

Kind, State = Reminder.Kind, Reminder.State
# Whoever has neither role may not update an action, so a reminder would send them to a closed door.
MAY_UPDATE = (roles.LEAD, roles.OFFICE)
# A round that ended longer ago is history: nobody is chased for it, nor when reminders are first switched on.
CHASED_DAYS = 31
# What is most urgent first, as letters tell it.
IN_LETTERS = [Kind.CLOSING, Kind.OPENED, Kind.MISSED, Kind.ESCALATED]


@dataclass(frozen=True)
class Missing:
    """An action without an update in a round, and who leads it, each as “Leo Lead, DCS” or “PSW, vacant”."""

    action: Action
    leads: tuple[str, ...]


@dataclass(frozen=True)
class Due:
    """One reminder to one person about one round: their own actions still missing, or those of who reports to them."""

    kind: str
    round: UpdateRound
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class Letter:
    """Everything due to one person on a day, which leaves as one e-mail."""

    person: User
    dues: tuple[Due, ...]


@dataclass(frozen=True)
class Unreached:
    """A post for which nobody can be written to, and how many actions miss an update: those it leads, or (`is_above`)
    those of the posts that report to it, which would be told now."""

    plan_title: str
    post_slug: str
    post_name: str
    is_held: bool
    waiting: int
    is_above: bool = False


def ended_on(round: UpdateRound) -> date:
    """The last day of a round: its closing day, or the day the office closed it before that."""
    return min(round.closes, round.closed_on or round.closes)


def kinds_due(round: UpdateRound, day: date) -> set[str]:
    """Which kinds of reminder a round calls for on a day. Its plan says how many days before and after."""
    over = (day - ended_on(round)).days
    is_open = day <= round.closes and (round.closed_on is None or round.closed_on > day)
    after = round.plan.escalate_days_after
    called_for = {
        Kind.OPENED: is_open and day >= round.opens,
        Kind.CLOSING: is_open and day >= round.opens and -over <= round.plan.remind_days_before,
        Kind.MISSED: 1 <= over <= CHASED_DAYS,
        Kind.ESCALATED: max(after, 1) <= over <= after + CHASED_DAYS,
    }
    return {kind for kind, is_due in called_for.items() if is_due}


def letters_due(day: date) -> list[Letter]:
    """A letter for each person to whom something is due that has not gone out yet, in the order of their names.

    Leads are the posts accountable for an action, alone or jointly; holders and those who cover are written to.
    A reminder still leaving is due again, and so is a refused one whose address has been corrected since.
    """
    rounds = {round.plan_id: round for round in _rounds_in_play(day)}
    waiting = _waiting(rounds.values(), day)
    posts = _Posts(waiting, day)
    found = defaultdict(list)
    for action in waiting:
        round = rounds[action.plan_id]
        missing = Missing(action, tuple(posts.words(led.post) for led in action.led_by))
        for kind in kinds_due(round, day):
            people = posts.above(action) if kind == Kind.ESCALATED else posts.leading(action)
            for person in people:
                found[person, kind, round].append(missing)
    return _letters(_still_owed(found, rounds.values()))


def unreached(day: date) -> list[Unreached]:
    """The posts that reminders are for on a day and that nobody can be written to about. Three queries at most."""
    rounds = _rounds_in_play(day)
    late = [round for round in rounds if Kind.ESCALATED in kinds_due(round, day)]
    above = [replace(post, is_above=True) for post in _unreached(late, "post__reports_to", day)]
    return [*_unreached(rounds, "post", day), *above]


def _unreached(rounds: list[UpdateRound], post: str, day: date) -> list[Unreached]:
    """Those among the posts that lead what these rounds miss, or that those posts report to."""
    speaks = {"post": OuterRef(post), "person__in": reachable()}
    rows = (
        Assignment.objects.on(day)
        .leading()
        .filter(action__in=_missing(rounds, day).values("pk"), **{f"{post}__isnull": False})
        .filter(~Exists(Tenure.objects.on(day).filter(**speaks)))
        .filter(~Exists(Cover.objects.on(day).filter(**speaks)))
        .order_by()
        .annotate(is_held=Exists(Tenure.objects.on(day).filter(post=OuterRef(post))))
        .values_list("action__plan__title", f"{post}__slug", f"{post}__title", "is_held")
        .annotate(waiting=Count("action", distinct=True))
        .order_by("action__plan__title", f"{post}__title")
    )
    return [Unreached(*row) for row in rows] if rounds else []


def reachable() -> QuerySet[User]:
    """Who may be written to about actions: people who can sign in, may update, and have an address."""
    may = RoleGrant.objects.filter(person=OuterRef("pk"), role__in=MAY_UPDATE)
    return User.objects.filter(Exists(may), is_active=True, is_system=False).exclude(email="").order_by()


def _rounds_in_play(day: date) -> list[UpdateRound]:
    """The newest round begun of each plan that is not closed, where it calls for anything. Where a next round has
    begun, it asks for the same actions anew, so the one before is chased no more."""
    begun = UpdateRound.objects.filter(plan=OuterRef("plan"), opens__lte=day).order_by("-opens", "-pk")
    newest = UpdateRound.objects.filter(pk=Subquery(begun.values("pk")[:1]))
    rounds = newest.exclude(plan__status=Plan.Status.CLOSED).select_related("plan")
    return [round for round in rounds.order_by("closes", "plan__title") if kinds_due(round, day)]


def _missing(rounds: Iterable[UpdateRound], day: date) -> QuerySet[Action]:
    """Actions that these rounds still miss, but for those said something about once their round had ended."""
    waits = Q(pk__in=[])
    for round in rounds:
        late = ProgressUpdate.objects.standing_on(day).filter(
            action=OuterRef("pk"), said_on__gt=ended_on(round)
        )
        waits |= Q(pk__in=missing_in(round, day).filter(~Exists(late)).values("pk"))
    return Action.objects.filter(waits)


def _waiting(rounds: Iterable[UpdateRound], day: date) -> list[Action]:
    """Those actions in the order of their plans, each with `led_by`, the assignments that lead it on a day."""
    leading = Assignment.objects.on(day).leading().select_related("post__reports_to")
    actions = _missing(rounds, day).select_related("plan", "current_deadline").order_by("plan", "position")
    return list(actions.prefetch_related(Prefetch("assignments", leading, to_attr="led_by")))


class _Posts:
    """Who speaks for the posts that lead some actions and for the posts above them, on a day."""

    def __init__(self, actions: list[Action], day: date):
        posts = {led.post for action in actions for led in action.led_by}
        known = {pk for post in posts for pk in (post.pk, post.reports_to_id) if pk}
        tenures = list(Tenure.objects.on(day).filter(post__in=known))
        covers = list(Cover.objects.on(day).filter(post__in=known))
        self._held = {tenure.post_id: tenure for tenure in tenures}
        speaking = [row for row in [*tenures, *covers] if row.person_id]
        people = reachable().in_bulk({row.person_id for row in speaking})
        self._speaking = defaultdict(set)
        for row in speaking:
            if row.person_id in people:
                self._speaking[row.post_id].add(people[row.person_id])

    def leading(self, action: Action) -> set[User]:
        return {person for led in action.led_by for person in self._speaking[led.post_id]}

    def above(self, action: Action) -> set[User]:
        """Those who speak for a post that a leading post reports to, and lead the action not themselves."""
        found = {person for led in action.led_by for person in self._speaking[led.post.reports_to_id]}
        return found - self.leading(action)

    def words(self, post: Post) -> str:
        tenure = self._held.get(post.pk)
        if tenure:
            return f"{tenure.holder}, {post.short_name}"
        return f"{post.short_name}, {VACANT}" if post_state(post.kind, None) == VACANT else post.short_name


def _still_owed(found: dict, rounds: Iterable[UpdateRound]) -> dict:
    """What has neither gone out already nor is unwanted. Word that a round has opened is overtaken by word that it
    closes soon."""
    unwanted = set(ReminderRefusal.objects.values_list("person", "kind"))
    written = {
        (row.person_id, row.kind, row.round_id): row for row in Reminder.objects.filter(round__in=rounds)
    }

    def is_done(person: User, kind: str, round: UpdateRound) -> bool:
        row = written.get((person.pk, kind, round.pk))
        return row is not None and (
            row.state == State.SENT or (row.state == State.REFUSED and row.address == person.email)
        )

    return {
        (person, kind, round): missing
        for (person, kind, round), missing in found.items()
        if (person.pk, kind) not in unwanted
        and not is_done(person, kind, round)
        and not (kind == Kind.OPENED and is_done(person, Kind.CLOSING, round))
    }


def _letters(owed: dict) -> list[Letter]:
    dues = defaultdict(list)
    for (person, kind, round), missing in owed.items():
        dues[person].append(Due(kind, round, tuple(missing)))
    people = sorted(dues, key=lambda person: (person.name, person.pk))
    return [Letter(person, tuple(sorted(dues[person], key=_place))) for person in people]


def _place(due: Due) -> tuple:
    """Where a reminder stands in its letter. One order for all runs: two at once never wait for each other."""
    return IN_LETTERS.index(due.kind), due.round.closes, due.round.pk
