"""Changing the small plan through its services on given days, and asking what changed."""

from datetime import date

from improvement.as_at import AsAt
from improvement.changes import changes
from improvement.changes.words import plan_tallies, rating_tallies
from improvement.deadlines import Kind, Precision, Reading
from improvement.models import Assignment, FindingLink, Plan
from improvement.services import claims, completion, deadlines, keeping, progress
from tests import builders

START = date(2022, 5, 1)
BEFORE = date(2022, 5, 10)
SINCE = date(2022, 5, 19)
DURING = date(2022, 6, 1)
LATER = date(2022, 6, 5)
UNTIL = date(2022, 6, 10)
TODAY = date(2022, 6, 20)
Role, Strength = Assignment.Role, FindingLink.Strength
SLIPPED = {"reason": "It slipped.", "recovery": "We will catch up."}


def found(plan: Plan, since: date = SINCE, until: date = UNTIL):
    plan = Plan.objects.select_related("scheme", "inspection").get(pk=plan.pk)
    return changes(plan, since, AsAt(until, TODAY))


def action_of(plan: Plan, reference: str):
    return plan.actions.get(reference=reference)


def say(plan, reference, code, on=DURING):
    action, by = action_of(plan, reference), builders.system(on)
    words = SLIPPED if code in ("at-risk", "off-track") else {}
    update = progress.report_progress(
        action,
        rating=builders.rating(plan, code),
        narrative=f"Said on {on}.",
        by=by,
        on=on,
        **words,
    )
    if update.proposes_complete:
        completion.accept_complete(update, by=by, on=on)


def move(plan, reference, words, on=DURING, **read):
    deadlines.set_deadline(
        action_of(plan, reference),
        words,
        Reading(**({"kind": Kind.BY, "precision": Precision.DAY} | read)),
        agreed_by="Improvement Board",
        reason=f"Because of {words}.",
        by=builders.system(on),
        on=on,
    )


def keep(row, on=DURING, **values):
    """A part of the plan with other values, written by its service."""
    keeping.edit(row, values, reason="Reworded", by=builders.system(on), on=on)


def withdraw(row, because, on=DURING):
    keeping.withdraw(row, because=because, by=builders.system(on), on=on)


def merge(action, into, because, on=DURING):
    keeping.merge(action, into, because=because, by=builders.system(on), on=on)


def numbers(changed) -> dict[str, int]:
    """What the summary counts, without what did not happen."""
    tallies = [*rating_tallies(changed), *plan_tallies(changed)]
    return {tally.key: tally.number for tally in tallies if tally.number}


def lead(plan, reference, posts, on=DURING, reason="Agreed"):
    """From a day on exactly these posts lead and support an action."""
    action = action_of(plan, reference)
    claims.set_leads(action, posts, reason=reason, by=builders.system(on), on=on)


def claim(plan, reference, findings, reason="Settled", on=DURING):
    """From a day on an action claims exactly these findings."""
    claims.set_findings(action_of(plan, reference), findings, reason=reason, by=builders.system(on), on=on)
