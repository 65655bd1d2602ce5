"""Who leads otherwise than before: assignments and tenures answer from their own days."""

from collections import defaultdict
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from improvement.as_at import AsAt
from improvement.changes.facts import HolderChange, LeadChange, Named, Period, PostNamed
from improvement.models import Assignment, Plan, Post, Tenure
from improvement.posts import post_state

HELD = "held"


def lead_changes(plan: Plan, period: Period, names: dict[int, Named], stayed: set[int]) -> list[LeadChange]:
    """Each action there at both ends whose leading or supporting posts are others, and the last reason given for it.
    Two queries at most."""
    rows = defaultdict(list)
    for row in _assigned(plan, period):
        rows[row["action_id"], row["role"] == Assignment.Role.SUPPORTING].append(row)
    found, reasons = [], _reasons({action for action, _ in rows} & stayed, period)
    for (action, supports), of_action in rows.items():
        before = [_named(row) for row in of_action if _runs(row, period.since)]
        now = [_named(row) for row in of_action if _runs(row, period.until)]
        if action in stayed and set(before) != set(now):
            on, reason = _changed_on(of_action, period), reasons.get((action, supports), "")
            found.append(LeadChange(names[action], supports, before, now, on, reason))
    return sorted(found, key=lambda change: (change.action.position, change.supports))


def _assigned(plan: Plan, period: Period):
    """Every assignment of one end or the other, of the actions for which one began or ended in between."""
    in_period = Q(starts__gt=period.since, starts__lte=period.until) | Q(
        ends__gt=period.since, ends__lte=period.until
    )
    changed = Assignment.objects.filter(in_period, action_id=OuterRef("action_id"))
    at_an_end = Assignment.objects.on(period.since) | Assignment.objects.on(period.until)
    return (
        at_an_end.filter(Exists(changed), action__plan=plan)
        .order_by("role", "position", "id")
        .values("action_id", "role", "starts", "ends", "post__title", "post__acronym")
    )


def _reasons(actions: set[int], period: Period) -> dict[tuple[int, bool], str]:
    """The last reason for which leads, or supporters, of an action were written in the period."""
    since, until = (AsAt(day, period.today).moment for day in (period.since, period.until))
    versions = Assignment.history.filter(
        action_id__in=actions, history_date__gt=since, history_date__lte=until
    )
    written = versions.order_by("history_date", "history_id")
    return {
        (action, role == Assignment.Role.SUPPORTING): reason
        for action, role, reason in written.values_list("action_id", "role", "history_change_reason")
    }


def _named(row: dict) -> PostNamed:
    name = row["post__acronym"] or row["post__title"]
    return PostNamed(name, row["post__title"], row["role"] == Assignment.Role.JOINT)


def _runs(row: dict, day: date) -> bool:
    return row["starts"] <= day and (row["ends"] is None or row["ends"] > day)


def _changed_on(rows: list[dict], period: Period) -> date:
    days = [day for row in rows for day in (row["starts"], row["ends"])]
    return max(day for day in days if day and period.since < day <= period.until)


def holder_changes(plan: Plan, period: Period) -> list[HolderChange]:
    """Each post that leads actions of the plan at the end and is held otherwise. One query."""
    until = period.until
    leads = Q(assignments__role__in=Assignment.LEADING, assignments__starts__lte=until) & (
        Q(assignments__ends__isnull=True) | Q(assignments__ends__gt=until)
    )
    stands = Q(assignments__action__withdrawn_on__isnull=True) | Q(
        assignments__action__withdrawn_on__gt=until
    )
    posts = (
        Post.objects.filter(leads & stands, assignments__action__plan=plan, kind=Post.Kind.POST)
        .annotate(actions=Count("assignments__action", distinct=True), **_held(period))
        .order_by("title")
    )
    changed = (post for post in posts if (post.was, post.was_who) != (post.held, post.who))
    return [
        HolderChange(
            post.short_name,
            post.title,
            post_state(post.kind, post.was) or HELD,
            _state_now(post),
            post.actions,
        )
        for post in changed
    ]


def _held(period: Period) -> dict:
    def tenure(day, column):
        running = Tenure.objects.on(day).filter(post_id=OuterRef("id")).order_by("-starts")
        return Subquery(running.values(column)[:1])

    return {
        "was": tenure(period.since, "kind"),
        "was_who": tenure(period.since, "holder"),
        "held": tenure(period.until, "kind"),
        "who": tenure(period.until, "holder"),
    }


def _state_now(post) -> str:
    state = post_state(post.kind, post.held) or HELD
    same = post.was == post.held
    return f"{state}, by somebody else" if same else state
