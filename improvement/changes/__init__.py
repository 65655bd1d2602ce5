"""What changed in a plan between two days, worked out in a fixed number of queries."""

from datetime import date

from improvement.as_at import AsAt
from improvement.changes.deadlines import deadline_changes
from improvement.changes.facts import Changes, Period
from improvement.changes.leads import holder_changes, lead_changes
from improvement.changes.links import link_changes
from improvement.changes.ratings import rating_changes
from improvement.changes.rows import (
    actions_at_both_ends,
    findings_at_both_ends,
    links_at_both_ends,
    merged_elsewhere,
    named,
    outcomes_at_both_ends,
    themes_at_both_ends,
)
from improvement.changes.structure import structure_changes
from improvement.changes.wording import wording_changes
from improvement.models import Plan

__all__ = ["Changes", "changes"]


def changes(plan: Plan, since: date, until: AsAt) -> Changes:
    """Everything that is otherwise at the end of one day than at the end of another. Eighteen queries at most.

    What has a day of its own (updates, deadlines, assignments, tenures) answers from it, and wording and structure
    from history. Of an action that was added or taken out, only that is told, and the ratings it got since.
    `plan` comes with its scheme and inspection selected.
    """
    period = Period(since, until.day, until.today)
    actions, themes = actions_at_both_ends(plan, period), themes_at_both_ends(plan, period)
    links, stayed = links_at_both_ends(plan, period), set(actions.stayed)
    names = {row["id"]: named(row) for row in actions.standing_now}
    return Changes(
        plan=plan,
        period=period,
        ratings=rating_changes(plan, period, names),
        deadlines=deadline_changes(plan, period, names, stayed),
        leads=lead_changes(plan, period, names, stayed),
        holders=holder_changes(plan, period),
        wording=wording_changes(
            actions, themes, outcomes_at_both_ends(plan, period), findings_at_both_ends(plan, period)
        ),
        structure=[
            *structure_changes(plan, actions, themes, merged_elsewhere(plan)),
            *link_changes(plan, period, links, actions),
        ],
    )
