"""Writing a plan: its themes, actions, steps, leads and links to findings."""

from datetime import date

from improvement import roles
from improvement.models import Action, Assignment, Finding, FindingLink, Plan, Post, Step, User
from improvement.record.writing import writing
from improvement.services.refusals import refuse_unless_allowed


def reason_not_to_write_plan(*, by: User) -> str:
    if by.is_system or by.has_role(roles.OFFICE):
        return ""
    return "Only the programme office writes plans."


def save_part(row, *, reason: str, by: User, on: date):
    """Write one row of a plan's own structure: the plan, a theme, a scheme, a rating, an inspection, a finding."""
    refuse_unless_allowed(reason_not_to_write_plan(by=by))
    with writing(by=by, reason=reason, on=on):
        row.save()
    return row


def add_action(action: Action, *, steps: list[tuple[int, str]], by: User, on: date) -> Action:
    """A new action with its steps, each a depth (1 or 2) and its words."""
    refuse_unless_allowed(reason_not_to_write_plan(by=by))
    with writing(by=by, reason="Action as the plan states it", on=on):
        action.save()
        for position, (depth, words) in enumerate(steps, start=1):
            Step(action=action, position=position, depth=depth, words=words).save()
    return action


def assign(
    action: Action, post: Post, *, role: str, position: int, starts: date, by: User, on: date, doubt: str = ""
) -> Assignment:
    """A post leads or supports an action from a day on."""
    refuse_unless_allowed(reason_not_to_write_plan(by=by))
    assignment = Assignment(
        action=action, post=post, role=role, position=position, starts=starts, doubt=doubt
    )
    with writing(by=by, reason="Lead as the plan states it", on=on):
        assignment.save()
    return assignment


def link_finding(
    action: Action, finding: Finding, *, strength: str, by: User, on: date, doubt: str = ""
) -> FindingLink:
    """An action claims to answer a finding."""
    refuse_unless_allowed(reason_not_to_write_plan(by=by))
    link = FindingLink(action=action, finding=finding, strength=strength, doubt=doubt)
    with writing(by=by, reason="Link as the plan states it", on=on):
        link.save()
    return link


def is_written(slug: str) -> bool:
    """Whether a plan of this address is here already."""
    return Plan.objects.filter(slug=slug).exists()
