"""Who leads an action, and which findings it claims to answer, as the office settles them."""

from datetime import date

from improvement.models import Action, Assignment, Finding, FindingLink, Post, User
from improvement.record.writing import writing
from improvement.services.plans import reason_not_to_write_plan
from improvement.services.refusals import Refused, refuse_unless_allowed


def set_leads(action: Action, wanted: list[tuple[str, Post]], *, reason: str, by: User, on: date) -> None:
    """From a day on exactly these posts lead and support an action, each with its role, in this order.

    Those that no longer do keep their days: an assignment ends, and one that began the same day never was.
    """
    refuse_unless_allowed(reason_not_to_write_plan(by=by))
    if len({post.pk for _, post in wanted}) < len(wanted):
        raise Refused("A post stands there twice. Give it one role.")
    with writing(by=by, reason=reason, on=on):
        running = list(action.assignments.on(on).select_related("post"))
        for assignment in running:
            if (assignment.role, assignment.post) not in wanted:
                _end(assignment, on)
        kept = {(assignment.role, assignment.post) for assignment in running}
        for position, (role, post) in enumerate(wanted, start=1):
            if (role, post) not in kept:
                Assignment(action=action, post=post, role=role, position=position, starts=on).save()


def _end(assignment: Assignment, on: date) -> None:
    if assignment.starts == on:
        assignment.delete()
        return
    assignment.ends = on
    assignment.save(update_fields=["ends"])


def set_findings(action: Action, wanted: dict[Finding, str], *, reason: str, by: User, on: date) -> None:
    """From a day on an action claims exactly these findings, each as strongly as said."""
    refuse_unless_allowed(reason_not_to_write_plan(by=by))
    with writing(by=by, reason=reason, on=on):
        standing = action.finding_links.filter(withdrawn_on__isnull=True).select_related("finding")
        links = {link.finding: link for link in standing}
        for finding, link in links.items():
            if finding not in wanted:
                link.withdrawn_on, link.withdrawn_because = on, reason
                link.save(update_fields=["withdrawn_on", "withdrawn_because"])
            elif link.strength != wanted[finding]:
                link.strength = wanted[finding]
                link.save(update_fields=["strength"])
        for finding in wanted.keys() - links.keys():
            FindingLink(action=action, finding=finding, strength=wanted[finding]).save()
