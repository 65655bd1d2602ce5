"""The plan and the action that an address names, for a person who may read them."""

from django.http import Http404

from improvement.as_at import AsAt, plans_as_at
from improvement.models import Action, Plan


class NoPlanYet(Exception):
    """A day before a plan's first version was asked about: a page says so (improvement.middleware)."""

    def __init__(self, plan: Plan, when: AsAt):
        super().__init__(f"There was no plan yet on {when.day:%-d %B %Y}.")
        self.plan, self.when = plan, when


def plan_or_404(request, slug: str, when: AsAt | None = None) -> Plan:
    """A plan visible to the person, with its scheme and inspection, and `title_then` where a day is given.

    Raises NoPlanYet for a day before its first version.
    """
    plans = Plan.objects.visible_to(request.user).select_related("scheme", "inspection").filter(slug=slug)
    plan = (plans_as_at(plans, when) if when else plans).first()
    if plan is None:
        raise Http404(f"There is no plan “{slug}” that you may read. Choose one from the list of plans.")
    if when and plan.title_then is None:
        raise NoPlanYet(plan, when)
    return plan


def action_or_404(request, slug: str, address: str) -> Action:
    """An action as it is today, with its plan, theme, update, rating and deadline."""
    action = (
        Action.objects.filter(
            plan__in=Plan.objects.visible_to(request.user), plan__slug=slug, address=address
        )
        .select_related("plan__scheme", "theme", "current_update", "current_rating", "current_deadline")
        .first()
    )
    if action is None:
        raise Http404(f"There is no action “{address}” in this plan. Choose one from its table of actions.")
    return action
