"""Keeping a plan: its rows added, edited, withdrawn, put back and merged, its versions approved. Nothing is deleted."""

from datetime import date

from improvement.actions.steps import steps_in
from improvement.models import Action, FindingLink, Plan, Step, Theme, User
from improvement.record.history import Withdrawable, lock
from improvement.record.writing import writing
from improvement.services.order import put_last
from improvement.services.plans import reason_not_to_write_plan
from improvement.services.refusals import refuse_unless_allowed


def add_theme(theme: Theme, *, reason: str, by: User, on: date) -> Theme:
    """A new theme, the last of those beside it."""
    refuse_unless_allowed(reason_not_to_write_plan(by=by))
    with writing(by=by, reason=reason, on=on):
        theme.depth = theme.parent.depth + 1 if theme.parent else 1
        put_last(theme, theme.parent)
    return theme


def add_action(action: Action, *, reason: str, by: User, on: date) -> Action:
    """A new action, the last of its theme, with a step for each bullet of its words."""
    refuse_unless_allowed(reason_not_to_write_plan(by=by))
    with writing(by=by, reason=reason, on=on):
        put_last(action, action.theme)
        for position, (depth, words) in enumerate(steps_in(action.words), start=1):
            Step(action=action, position=position, depth=depth, words=words).save()
    return action


def edit(row, changes: dict, *, reason: str, by: User, on: date) -> list[str]:
    """Write the columns of a row that differ; returns their names, none where nothing did."""
    refuse_unless_allowed(reason_not_to_write_plan(by=by))
    with writing(by=by, reason=reason, on=on):
        lock(row)
        changed = [name for name, value in changes.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, changes[name])
        if changed:
            row.save(update_fields=changed)
    return changed


def reason_not_to_withdraw(row: Withdrawable, *, by: User) -> str:
    """Why a row may not be taken out of its plan, or nothing."""
    if refusal := reason_not_to_write_plan(by=by):
        return refusal
    if row.withdrawn_on:
        return f"{row} was withdrawn already, on {row.withdrawn_on:%-d %B %Y}."
    if isinstance(row, Theme):
        actions = row.actions.filter(withdrawn_on__isnull=True).count()
        branches = row.children.filter(withdrawn_on__isnull=True).count()
        if actions or branches:
            held = f"{actions} action{'' if actions == 1 else 's'}" if actions else f"{branches} below it"
            return f"It still holds {held}. Move or withdraw them first."
    return ""


def withdraw(row: Withdrawable, *, because: str, by: User, on: date) -> None:
    """Take a row out of its plan from a day on. It stays in the record, says when and why, and can be put back."""
    refuse_unless_allowed(reason_not_to_withdraw(row, by=by))
    with writing(by=by, reason=because, on=on):
        lock(row)
        row.withdrawn_on, row.withdrawn_because = on, because
        row.save(update_fields=["withdrawn_on", "withdrawn_because"])


def reason_not_to_put_back(row: Withdrawable, *, by: User) -> str:
    if refusal := reason_not_to_write_plan(by=by):
        return refusal
    if row.withdrawn_on is None:
        return f"{row} was never withdrawn."
    theme = getattr(row, "theme", None) or getattr(row, "parent", None)
    if theme is not None and theme.withdrawn_on:
        return f"“{theme.name}” above it is withdrawn. Put that back first."
    return ""


def put_back(row: Withdrawable, *, because: str, by: User, on: date) -> None:
    """Take a withdrawal back. That it was withdrawn, and why, stays in the record."""
    refuse_unless_allowed(reason_not_to_put_back(row, by=by))
    with writing(by=by, reason=because, on=on):
        lock(row)
        row.withdrawn_on, row.withdrawn_because = None, ""
        columns = ["withdrawn_on", "withdrawn_because"]
        if isinstance(row, Action):
            row.merged_into, columns = None, [*columns, "merged_into"]
        row.save(update_fields=columns)


def reason_not_to_merge(action: Action, into: Action, *, by: User) -> str:
    """Why one action may not become part of another, or nothing. They may be of different plans."""
    if refusal := reason_not_to_withdraw(action, by=by):
        return refusal
    if action.pk == into.pk:
        return "An action cannot become part of itself. Choose another."
    if into.withdrawn_on:
        return f"{into.address} is withdrawn. Choose an action that stands."
    return ""


def merge(action: Action, into: Action, *, because: str, by: User, on: date) -> None:
    """One action becomes part of another: it is withdrawn, says which, and the other answers its findings too."""
    refuse_unless_allowed(reason_not_to_merge(action, into, by=by))
    claimed = set(into.finding_links.filter(withdrawn_on__isnull=True).values_list("finding", flat=True))
    with writing(by=by, reason=because, on=on):
        for link in action.finding_links.filter(withdrawn_on__isnull=True).exclude(finding__in=claimed):
            FindingLink(action=into, finding=link.finding, strength=link.strength, doubt=link.doubt).save()
        lock(action)
        action.withdrawn_on, action.withdrawn_because, action.merged_into = on, because, into
        action.save(update_fields=["withdrawn_on", "withdrawn_because", "merged_into"])


def approve(plan: Plan, version, *, reason: str, by: User, on: date) -> None:
    """A version of the plan was approved: its label and date are the plan's from now on."""
    refuse_unless_allowed(reason_not_to_write_plan(by=by))
    with writing(by=by, reason=reason, on=on):
        version.plan = plan
        version.save()
        lock(plan)
        plan.status, plan.version_label, plan.dated = Plan.Status.APPROVED, version.label, version.dated
        plan.save(update_fields=["status", "version_label", "dated"])


def begin_version(plan: Plan, label: str, *, dated: date, reason: str, by: User, on: date) -> None:
    """The office begins the next version: the plan is a draft again, under its new label and date."""
    refuse_unless_allowed(reason_not_to_write_plan(by=by))
    with writing(by=by, reason=reason, on=on):
        lock(plan)
        plan.status, plan.version_label, plan.dated = Plan.Status.DRAFT, label, dated
        plan.save(update_fields=["status", "version_label", "dated"])
