"""The front page: what this person came for, and the plans they may read."""

from django.shortcuts import redirect, render

from improvement import clock, roles
from improvement.as_at import AsAt
from improvement.decisions import decisions_waiting
from improvement.front_page import leads_any_action, open_rounds
from improvement.models import Plan
from improvement.reminders.due import unreached
from improvement.reminders.undelivered import undelivered


def home(request):
    """For a lead, their actions; for the office, what is not in order; for everybody, their plans."""
    today, is_office = clock.today(), request.user.has_role(roles.OFFICE)
    may_update = is_office or request.user.has_role(roles.LEAD)
    leads = may_update and leads_any_action(request.user, today)
    if leads and not is_office:
        return redirect("improvement:my-actions")
    plans = Plan.objects.visible_to(request.user).begun_by(AsAt(today, today).moment).with_counts()
    facts = {"plans": plans, "decisions": decisions_waiting(request.user, today)}
    if is_office:
        facts |= {
            "leads": leads,
            "rounds": open_rounds(today),
            "undelivered": undelivered(),
            "unreached": unreached(today),
        }
    return render(request, "improvement/home.html", facts)
