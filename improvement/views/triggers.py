"""The events that a plan's deadlines wait for: seen by all who read it, kept by the office."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from improvement import clock
from improvement.deadlines.triggers import triggers
from improvement.forms.triggers import HappenedForm, TriggerForm, WaitingForm
from improvement.models import Plan, Trigger
from improvement.services import triggers as services
from improvement.services.refusals import refuse_unless_allowed
from improvement.views.as_at import asked_day
from improvement.views.asking import accepted, asked
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import plan_or_404

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def trigger_list(request, plan):
    """Each event with its owner, since when it is waited for, and what waits."""
    when = asked_day(request)
    plan = plan_or_404(request, plan, when)
    refusal = services.reason_not_to_keep_triggers(by=request.user)
    context = plan_frame(request, plan, when, current="Deadlines") | {
        "triggers": triggers(plan, when),
        "why_not_keep": refusal,
        "may_keep": not refusal and not when.is_past,
    }
    return render(request, "improvement/trigger_list.html", context)


@read_or_send
def trigger_add(request, plan):
    """A new event; from an action's own words for it where a link brings them along."""
    plan = plan_or_404(request, plan)
    refuse_unless_allowed(services.reason_not_to_keep_triggers(by=request.user))
    condition = request.GET.get("condition", "")[:200]
    form = asked(request, TriggerForm, trigger=Trigger(plan=plan, name=condition))
    if request.method == "POST" and form.is_valid() and _saved(request, form):
        messages.success(
            request, f"“{form.trigger.name}” is kept. Now choose the deadlines that wait for it."
        )
        query = f"?{urlencode({'condition': condition})}" if condition else ""
        return redirect(reverse("improvement:trigger-actions", args=[plan.slug, form.trigger.pk]) + query)
    return render(request, "improvement/trigger_add.html", {"plan": plan, "form": form})


@read_or_send
def trigger_edit(request, plan, pk):
    plan, trigger = _plan_and_trigger(request, plan, pk)
    refuse_unless_allowed(services.reason_not_to_keep_triggers(by=request.user))
    name = trigger.name
    form = asked(request, TriggerForm, trigger=trigger)
    if request.method == "POST" and form.is_valid() and _saved(request, form):
        messages.success(request, f"“{trigger.name}” is saved.")
        return redirect("improvement:trigger-list", plan.slug)
    return render(request, "improvement/trigger_edit.html", {"plan": plan, "form": form, "name": name})


@read_or_send
def trigger_actions(request, plan, pk):
    """Which deadlines wait for an event."""
    plan, trigger = _plan_and_trigger(request, plan, pk)
    refuse_unless_allowed(services.reason_not_to_set_waiting(trigger, by=request.user))
    may_wait = list(services.may_wait(plan))
    condition = request.GET.get("condition", "")
    form = asked(request, WaitingForm, trigger=trigger, actions=may_wait, condition=condition)
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen()
        if accepted(form, services.set_waiting, trigger, chosen, by=request.user, on=clock.today()):
            wait = "deadline waits" if len(chosen) == 1 else "deadlines wait"
            messages.success(request, f"{len(chosen) or 'No'} {wait} for “{trigger.name}” now.")
            return redirect("improvement:trigger-list", plan.slug)
    context = {"plan": plan, "form": form, "trigger": trigger, "may_wait": may_wait}
    return render(request, "improvement/trigger_actions.html", context)


@read_or_send
def trigger_happened(request, plan, pk):
    """It has happened: what each waiting action gets, looked at first, then recorded in one step."""
    plan, trigger = _plan_and_trigger(request, plan, pk)
    refuse_unless_allowed(services.reason_not_to_record_happened(trigger, by=request.user))
    waiting, step = services.waiting_for(trigger), request.POST.get("step")
    form = asked(request, HappenedForm, waiting=waiting, today=clock.today())
    context = {"plan": plan, "trigger": trigger, "form": form, "waiting": waiting}
    if request.method != "POST" or step == "change" or not form.is_valid():
        return render(request, "improvement/trigger_happened.html", context)
    if step != "record":
        return _preview(request, trigger, form, context)
    if accepted(form, services.record_happened, trigger, **form.said(), by=request.user, on=clock.today()):
        messages.success(request, f"“{trigger.name}” has happened. {_given(len(waiting))}")
        return redirect("improvement:trigger-list", plan.slug)
    return render(request, "improvement/trigger_happened.html", context)


def _preview(request, trigger: Trigger, form: HappenedForm, context: dict):
    proposals = services.proposed(trigger, form.said()["happening"], on=clock.today())
    refused = sum(bool(proposal.refusal) for proposal in proposals)
    context |= {"proposals": proposals, "refused": refused}
    return render(request, "improvement/trigger_preview.html", context)


def _saved(request, form: TriggerForm) -> bool:
    return accepted(
        form, services.save_trigger, form.written(), reason=form.why, by=request.user, on=clock.today()
    )


def _given(number: int) -> str:
    if not number:
        return "No deadline waited for it."
    return "One deadline was set." if number == 1 else f"{number} deadlines were set."


def _plan_and_trigger(request, slug: str, pk: int) -> tuple[Plan, Trigger]:
    plan = plan_or_404(request, slug)
    trigger = plan.triggers.filter(pk=pk, withdrawn_on__isnull=True).first()
    if trigger is None:
        raise Http404("This plan has no such event. Choose one from its list of events.")
    return plan, trigger
