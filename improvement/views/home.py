"""The front page: what this person came for, and the plans they may read."""

from django.shortcuts import render

from improvement import clock, roles
from improvement.as_at import AsAt
from improvement.front_page import my_actions
from improvement.models import Plan
from improvement.reminders_due import unreached
from improvement.undelivered import undelivered


def home(request):
    """For a lead, how many of their actions wait for an update; for the office, whom reminders do not reach; for
    everybody, their plans."""
    today = clock.today()
    plans = Plan.objects.visible_to(request.user).begun_by(AsAt(today, today).moment).with_counts()
    mine = my_actions(request.user, today) if request.user.has_role(roles.LEAD) else []
    facts = {"plans": plans, "mine": mine}
    if request.user.has_role(roles.OFFICE):
        facts |= {"undelivered": undelivered(), "unreached": unreached(today)}
    return render(request, "improvement/home.html", facts)
