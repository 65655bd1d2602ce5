"""What waits for one person's decision, plan by plan: deadlines that others ask to move, and actions that others
propose complete. Who may decide is the services' rule; this gathers the same for a front page."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from improvement import roles
from improvement.deadlines import Authority
from improvement.models import Action, Assignment, DeadlineRequest, PlanReader, Post, UpdateReview, User


@dataclass
class PlanDecisions:
    """What of one plan waits for somebody: how many requests, and the actions proposed complete."""

    slug: str
    title: str
    requests: int = 0
    proposals: list[Action] = field(default_factory=list)


def decisions_waiting(person: User, on: date) -> list[PlanDecisions]:
    """Plans with something that this person may decide, by title. Two queries."""
    decides, directs = _decided_by(person), _directed_by(person, on)
    found: dict[str, PlanDecisions] = {}
    for slug, title, number in _requests(person, decides, directs):
        found[slug] = PlanDecisions(slug, title, number)
    for action in _proposals(person, decides | directs):
        plan = found.setdefault(action.plan.slug, PlanDecisions(action.plan.slug, action.plan.title))
        plan.proposals.append(action)
    return sorted(found.values(), key=lambda plan: plan.title)


def _requests(person: User, decides: Q, directs: Q):
    """Plans with how many requests wait in each. A director decides those within the plan's days alone."""
    theirs = Q(action__in=Action.objects.filter(decides))
    theirs |= Q(action__in=Action.objects.filter(directs), authority=Authority.DIRECTOR)
    waiting = DeadlineRequest.objects.filter(theirs, state=DeadlineRequest.State.WAITING)
    counted = (
        waiting.exclude(asked_by=person).order_by().values_list("action__plan__slug", "action__plan__title")
    )
    return counted.annotate(number=Count("pk"))


def _proposals(person: User, theirs: Q):
    """Actions that somebody else proposes complete and nobody has answered yet."""
    returned = UpdateReview.objects.filter(update=OuterRef("current_update"), kind=UpdateReview.Kind.RETURNED)
    proposed = Action.objects.filter(theirs, ~Exists(returned), current_update__proposes_complete=True)
    proposed = proposed.exclude(current_update__author=person).filter(withdrawn_on__isnull=True)
    return (
        proposed.select_related("plan")
        .only("address", "title", "plan__slug", "plan__title")
        .order_by("plan", "position")
    )


def _decided_by(person: User) -> Q:
    """Actions of which a person decides everything: the office all, a chair those of the plans it oversees."""
    if person.has_role(roles.OFFICE):
        return Q(pk__isnull=False)
    if not person.has_role(roles.BOARD_MEMBER):
        return Q(pk__in=[])
    return Q(Exists(PlanReader.objects.filter(plan=OuterRef("plan"), reader=person, is_chair=True)))


def _directed_by(person: User, on: date) -> Q:
    """Actions whose lead reports to a post that a person speaks for, and that they do not lead themselves."""
    if not person.has_role(roles.LEAD):
        return Q(pk__in=[])
    mine = Post.objects.spoken_for_by(person, on)
    leading = Assignment.objects.on(on).leading().filter(action=OuterRef("pk"))
    below = Exists(leading.filter(post__reports_to__in=mine))
    return Q(below) & ~Q(Exists(leading.filter(post__in=mine)))
