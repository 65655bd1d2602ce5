"""The front page: what this person came for, and the plans they may read."""

from django.shortcuts import redirect, render

from improvement import clock, roles
from improvement.as_at import AsAt
from improvement.front_page import my_actions
from improvement.models import Plan


def home(request):
    """A lead's actions are what they came for; everybody else's are the plans."""
    today = clock.today()
    mine = my_actions(request.user, today) if request.user.has_role(roles.LEAD) else []
    if mine:
        return redirect("improvement:my-actions")
    plans = Plan.objects.visible_to(request.user).begun_by(AsAt(today, today).moment).with_counts()
    return render(request, "improvement/home.html", {"plans": plans})
