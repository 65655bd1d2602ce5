"""What a plan says it costs: the sums, each cost, and keeping them in order."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from improvement import clock
from improvement.exports.cost_workbook import cost_workbook
from improvement.exports.gather import reason_not_to_export
from improvement.forms.costs import AddCostForm, CostForm, WithdrawCostForm
from improvement.models import Cost
from improvement.money import money
from improvement.money.words import total_sentences
from improvement.services import costs
from improvement.services.refusals import refuse_unless_allowed
from improvement.views.as_at import asked_day
from improvement.views.asking import accepted, asked
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import plan_or_404

read_or_send = require_http_methods(["GET", "HEAD", "POST"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def plan_costs(request, plan):
    """Costs by theme and by funding, and what their total does not hold."""
    when = asked_day(request)
    plan = plan_or_404(request, plan, when)
    found = money(plan, when)
    may_keep = not when.is_past and not costs.reason_not_to_keep_costs(by=request.user)
    context = {"money": found, "sentences": total_sentences(found), "may_keep": may_keep}
    return render(
        request, "improvement/plan_costs.html", plan_frame(request, plan, when, current="Costs") | context
    )


@require_safe
def cost_export(request, plan):
    """The same as a workbook."""
    when = asked_day(request)
    plan = plan_or_404(request, plan)
    if refusal := reason_not_to_export(plan, when):
        raise Http404(refusal)
    content = cost_workbook(plan, when, money(plan, when), made_at=timezone.now())
    name = f"{plan.slug}-costs-as-at-{when.day.isoformat()}.xlsx"
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@read_or_send
def cost_add(request, plan):
    """A cost of an action or a whole theme."""
    plan = plan_or_404(request, plan)
    refuse_unless_allowed(costs.reason_not_to_keep_costs(by=request.user))
    form = asked(request, AddCostForm, plan=plan)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        of = {"theme": sent["theme"], "action": sent["action"], "reason": sent["reason"]}
        if accepted(form, costs.add_cost, plan, form.said(), **of, by=request.user, on=clock.today()):
            messages.success(request, f"The cost “{sent['words']}” is kept.")
            return redirect("improvement:plan-costs", plan.slug)
    return render(request, "improvement/cost_add.html", {"form": form, "plan": plan})


@read_or_send
def cost_correct(request, plan, pk):
    """The words or the reading of a cost put right."""
    plan = plan_or_404(request, plan)
    cost = _cost_or_404(plan, pk)
    refuse_unless_allowed(costs.reason_not_to_change(cost, by=request.user))
    names = ("words", "amount", "funding", "recurrence", "doubt")
    form = asked(request, CostForm, initial={name: getattr(cost, name) for name in names})
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["reason"]
        if accepted(
            form, costs.correct_cost, cost, form.said(), reason=why, by=request.user, on=clock.today()
        ):
            messages.success(request, f"The cost “{cost.words}” is corrected.")
            return redirect("improvement:plan-costs", plan.slug)
    return render(request, "improvement/cost_correct.html", {"form": form, "plan": plan, "cost": cost})


@read_or_send
def cost_withdraw(request, plan, pk):
    """A cost taken out of the plan, with the reason."""
    plan = plan_or_404(request, plan)
    cost = _cost_or_404(plan, pk)
    refuse_unless_allowed(costs.reason_not_to_change(cost, by=request.user))
    form = asked(request, WithdrawCostForm)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        if accepted(form, costs.withdraw_cost, cost, because=because, by=request.user, on=clock.today()):
            messages.success(request, f"The cost “{cost.words}” is withdrawn.")
            return redirect("improvement:plan-costs", plan.slug)
    return render(request, "improvement/cost_withdraw.html", {"form": form, "plan": plan, "cost": cost})


def _cost_or_404(plan, pk: int) -> Cost:
    cost = plan.costs.select_related("action", "theme").filter(pk=pk).first()
    if cost is None:
        raise Http404("This plan has no such cost. Choose one from its page of costs.")
    return cost
