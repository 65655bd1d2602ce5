"""Plans: the list of them, one's standing, and what about it is doubtful."""

from django.shortcuts import render
from django.views.generic import ListView

from improvement import clock
from improvement.as_at import AsAt
from improvement.deadlines.requests import number_waiting
from improvement.doubts import doubts
from improvement.exports.passages import passages_of
from improvement.impact_checks import number_due
from improvement.models import Plan
from improvement.services.plans import reason_not_to_write_plan
from improvement.standing import standing
from improvement.views.as_at import asked_day
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import plan_or_404


class PlanListView(ListView):
    """The plans a person may read, newest first."""

    template_name = "improvement/plan_list.html"
    context_object_name = "plans"

    def get_queryset(self):
        today = AsAt(clock.today(), clock.today())
        return Plan.objects.visible_to(self.request.user).begun_by(today.moment).with_counts()

    def get_context_data(self, **kwargs):
        may_write = not reason_not_to_write_plan(by=self.request.user)
        return super().get_context_data(may_write=may_write, **kwargs)


def plan_standing(request, plan):
    """A plan's front page."""
    when = asked_day(request)
    plan = plan_or_404(request, plan, when)
    frame = plan_frame(request, plan, when, current="Standing")
    waits = {"requests_waiting": number_waiting(plan, when), "checks_due": number_due(plan, when)}
    return render(
        request, "improvement/plan_standing.html", frame | waits | {"standing": standing(plan, when)}
    )


def plan_passages(request, plan):
    """What the plan's document prints beside its actions, and what was said of it as a whole."""
    when = asked_day(request)
    plan = plan_or_404(request, plan, when)
    frame = plan_frame(request, plan, when, current="Standing")
    return render(request, "improvement/plan_passages.html", frame | {"passages": passages_of(plan, when)})


def plan_doubts(request, plan):
    """Readings that a person should settle."""
    plan = plan_or_404(request, plan)
    frame = plan_frame(request, plan, AsAt(clock.today(), clock.today()), current="Doubts")
    return render(request, "improvement/plan_doubts.html", frame | {"doubts": doubts(plan)})
