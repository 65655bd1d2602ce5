"""The front page: what this person came for, and the plans they may read."""

from django.shortcuts import render

from improvement import clock, roles
from improvement.as_at import AsAt
from improvement.front_page import my_actions
from improvement.models import Plan


def home(request):
    """For a lead, or whoever covers one, how many actions wait for an update; for everybody, their plans."""
    today = clock.today()
    plans = Plan.objects.visible_to(request.user).begun_by(AsAt(today, today).moment).with_counts()
    mine = my_actions(request.user, today) if request.user.role_names & {roles.LEAD, roles.OFFICE} else []
    return render(request, "improvement/home.html", {"plans": plans, "mine": mine})
