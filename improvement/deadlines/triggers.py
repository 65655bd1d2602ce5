"""The events that a plan's deadlines wait for, as at a day: whose each is, since when and for what."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Subquery

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.deadlines import Kind
from improvement.deadlines.words import reading_words
from improvement.models import Action, Deadline, Plan, Post, Tenure, Trigger
from improvement.posts import post_state
from improvement.ratings import Code


@dataclass(frozen=True)
class Waiting:
    """One unfinished action with the deadline in force, which waits, or waited until its event happened."""

    address: str
    title: str
    words: str
    reading: str
    condition: str
    agreed_on: date
    is_illustrative: bool


@dataclass(frozen=True)
class Event:
    """One trigger on a day. `waited` holds the actions that waited for it and have another deadline by now."""

    pk: int
    name: str
    note: str
    owner: str
    owner_slug: str
    owner_state: str
    holder: str
    expected: date | None
    happened_on: date | None
    day: date
    waiting: list[Waiting]
    waited: list[Waiting]

    @property
    def since(self) -> date | None:
        """When the first of the deadlines that wait was agreed."""
        return min((action.agreed_on for action in self.waiting), default=None)

    @property
    def days_waited(self) -> int:
        return (self.day - self.since).days if self.since else 0

    @property
    def days_late(self) -> int:
        """Days since it was expected, where it has not happened."""
        if self.happened_on or self.expected is None:
            return 0
        return max(0, (self.day - self.expected).days)


@dataclass(frozen=True)
class Nameless:
    """Actions that wait for an event which nobody has named as one yet, by the plan's words for it."""

    condition: str
    actions: list[Waiting]


@dataclass(frozen=True)
class Triggers:
    """Every event of a plan, those that have not happened first, and what waits for none of them."""

    to_come: list[Event]
    happened: list[Event]
    nameless: list[Nameless]

    @property
    def number_waiting(self) -> int:
        return sum(len(event.waiting) for event in self.to_come)

    @property
    def number_late(self) -> int:
        return sum(event.days_late > 0 for event in self.to_come)


def triggers(plan: Plan, when: AsAt) -> Triggers:
    """A plan's triggers as at a day. Three queries."""
    rows, links = list(_triggers(plan, when)), _links(plan, when)
    known = {row["id"] for row in rows}
    waiting, waited, nameless = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in _actions(plan, when):
        current, before = links.get(row["deadline"]), links.before(row["id"])
        if current in known:
            waiting[current].append(_waiting(row))
        elif row["kind"] == Kind.CONDITIONAL or row["condition"]:
            nameless[row["condition"]].append(_waiting(row))
        for trigger in (before & known) - {current}:
            waited[trigger].append(_waiting(row))
    events = [_event(row, when, waiting[row["id"]], waited[row["id"]]) for row in rows]
    return Triggers(
        to_come=[event for event in events if event.happened_on is None],
        happened=[event for event in events if event.happened_on],
        nameless=[Nameless(condition, actions) for condition, actions in nameless.items()],
    )


class Links(dict):
    """Which deadline waits for which trigger, by ids; and which triggers each action's deadlines ever waited for."""

    def __init__(self, rows):
        rows = list(rows)
        super().__init__((deadline, trigger) for deadline, _, trigger in rows)
        self._by_action = defaultdict(set)
        for _, action, trigger in rows:
            self._by_action[action].add(trigger)

    def before(self, action: int) -> set[int]:
        return self._by_action.get(action, set())


def _links(plan: Plan, when: AsAt) -> Links:
    of_plan = Trigger.objects.filter(plan=plan).values("id")
    rows = then.rows(Deadline, when).filter(trigger_id__in=of_plan).order_by()
    return Links(rows.values_list("id", "action_id", "trigger_id"))


def _triggers(plan: Plan, when: AsAt):
    post = Post.objects.filter(pk=OuterRef("owner_id"))
    held = Tenure.objects.on(when.day).filter(post_id=OuterRef("owner_id")).order_by("-starts")
    rows = then.in_force(Trigger, when).filter(plan_id=plan.pk)
    return (
        rows.annotate(
            owner_title=Subquery(post.values("title")[:1]),
            owner_acronym=Subquery(post.values("acronym")[:1]),
            owner_slug=Subquery(post.values("slug")[:1]),
            owner_kind=Subquery(post.values("kind")[:1]),
            held=Subquery(held.values("kind")[:1]),
            holder=Subquery(held.values("holder")[:1]),
        )
        .order_by(F("expected").asc(nulls_last=True), "name")
        .values()
    )


def _actions(plan: Plan, when: AsAt):
    """Unfinished actions that have a deadline, in the plan's order."""
    return (
        then.in_force(Action, when)
        .filter(plan_id=plan.pk, current_deadline__isnull=False)
        .exclude(current_rating__code=Code.COMPLETE)
        .order_by("position")
        .values(
            "id",
            "address",
            "title",
            "due",
            deadline=F("current_deadline_id"),
            **then.READING_IN_FORCE,
            agreed_on=F("current_deadline__agreed_on"),
            is_illustrative=F("current_deadline__is_illustrative"),
        )
    )


def _waiting(row: dict) -> Waiting:
    return Waiting(
        address=row["address"],
        title=row["title"],
        words=row["printed"],
        reading=reading_words(row["kind"], row["starts"], row["due"], row["condition"]),
        condition=row["condition"],
        agreed_on=row["agreed_on"],
        is_illustrative=row["is_illustrative"],
    )


def _event(row: dict, when: AsAt, waiting: list[Waiting], waited: list[Waiting]) -> Event:
    has_owner = row["owner_id"] is not None
    return Event(
        pk=row["id"],
        name=row["name"],
        note=row["note"],
        owner=(row["owner_acronym"] or row["owner_title"]) if has_owner else "",
        owner_slug=row["owner_slug"] or "",
        owner_state=post_state(row["owner_kind"], row["held"]) if has_owner else "",
        holder=row["holder"] or "",
        expected=row["expected"],
        happened_on=row["happened_on"],
        day=when.day,
        waiting=waiting,
        waited=waited,
    )
