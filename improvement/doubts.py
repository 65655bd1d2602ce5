"""What about a plan's printed words was read with doubt, gathered for a person to settle."""

from dataclasses import dataclass

from django.db.models import F

from improvement.models import Action, Assignment, Deadline, FindingLink, Plan


@dataclass(frozen=True)
class Doubt:
    """One doubtful reading: which action, about what, the words as printed and why they are doubtful."""

    reference: str
    position: int
    about: str
    printed: str
    reason: str


def doubts(plan: Plan) -> list[Doubt]:
    """Every doubt of a plan, in the order of its actions. Four queries."""
    own = Action.objects.filter(plan=plan).exclude(doubt="")
    links = FindingLink.objects.filter(action__plan=plan).exclude(doubt="")
    leads = Assignment.objects.filter(action__plan=plan, ends__isnull=True).exclude(doubt="")
    dates = Deadline.objects.filter(action__plan=plan, pk=F("action__current_deadline")).exclude(assumed="")
    found = [
        *_read(own, "words", "", "title", "doubt"),
        *_read(links.order_by().distinct(), "finding links", "action__", "findings_printed", "doubt"),
        *_read(leads, "lead", "action__", "leads_printed", "doubt"),
        *_read(dates, "deadline", "action__", "current_deadline__words", "assumed"),
    ]
    return sorted(set(found), key=lambda doubt: (doubt.position, doubt.about))


def _read(rows, about: str, action: str, printed: str, reason: str) -> list[Doubt]:
    columns = rows.values_list(f"{action}reference", f"{action}position", f"{action}{printed}", reason)
    return [Doubt(ref, position, about, words, why) for ref, position, words, why in columns]
