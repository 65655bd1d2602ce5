"""The rules of a plan: read by the office and changed with a reason."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from improvement import clock
from improvement.forms.rules import RulesForm
from improvement.services.refusals import refuse_unless_allowed
from improvement.services.rules import reason_not_to_set_rules, set_rules
from improvement.views.asking import accepted, asked
from improvement.views.plan_scope import plan_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def plan_rules(request, plan):
    """How far deadlines move on whose word, when impact is checked, who is reminded, and who chairs."""
    plan = plan_or_404(request, plan)
    refuse_unless_allowed(reason_not_to_set_rules(by=request.user))
    form = asked(request, RulesForm, plan=plan)
    if request.method == "POST" and form.is_valid():
        said = {"chairs": form.chairs(), "reason": form.cleaned_data["reason"]}
        if accepted(form, set_rules, plan, form.rules(), **said, by=request.user, on=clock.today()):
            messages.success(request, "The rules of this plan are saved.")
            return redirect("improvement:plan-keep", plan.slug)
    page = {
        "plan": plan,
        "form": form,
        "heading": "Rules of this plan",
        "button": "Save the rules",
        "lead": "They count for what is asked and accepted from now on. What waits keeps the authority of its day.",
        "back": reverse("improvement:plan-keep", args=[plan.slug]),
    }
    return render(request, "improvement/keep_form.html", page)
