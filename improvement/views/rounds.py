"""Update rounds: seen by all who read the plan, opened and closed by the office."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from improvement import clock
from improvement.as_at import AsAt
from improvement.forms.rounds import ClosingForm, RoundForm
from improvement.models import Plan, UpdateRound
from improvement.rounds.page import round_page
from improvement.services import rounds as services
from improvement.services.refusals import refuse_unless_allowed
from improvement.standing.rounds import rounds_until
from improvement.views.asking import accepted, asked
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import plan_or_404

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def round_list(request, plan):
    """Every round of the plan, newest first, and how far each got."""
    plan, today = plan_or_404(request, plan), clock.today()
    when = AsAt(today, today)
    context = plan_frame(request, plan, when, current="Rounds") | {
        "rounds": rounds_until(plan, when),
        "to_come": plan.rounds.filter(opens__gt=today, closed_on=None).order_by("opens"),
        "running": plan.rounds.filter(closed_on__isnull=True).first(),
        "why_not_keep": services.reason_not_to_keep_rounds(by=request.user),
    }
    return render(request, "improvement/round_list.html", context)


@require_safe
def round_detail(request, plan, pk):
    """How far one round has got, and what is missing, by lead."""
    plan, round = _plan_and_round(request, plan, pk)
    today = clock.today()
    context = plan_frame(request, plan, AsAt(today, today), current="Rounds") | {
        "page": round_page(round, today),
        "why_not_close": services.reason_not_to_close(round, by=request.user),
    }
    return render(request, "improvement/round_detail.html", context)


@read_or_send
def round_open(request, plan):
    """A new round of the plan."""
    plan, today = plan_or_404(request, plan), clock.today()
    refuse_unless_allowed(services.reason_not_to_keep_rounds(by=request.user))
    form = asked(request, RoundForm, plan=plan, today=today)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("title", "opens", "closes")}
        if accepted(form, services.open_round, plan, **said, by=request.user, on=today):
            messages.success(request, _opened(said, today))
            return redirect("improvement:round-list", plan.slug)
    return render(request, "improvement/round_open.html", {"plan": plan, "form": form})


@read_or_send
def round_edit(request, plan, pk):
    """Another closing day."""
    plan, round = _plan_and_round(request, plan, pk)
    refuse_unless_allowed(services.reason_not_to_close(round, by=request.user))
    form = asked(request, ClosingForm, round=round)
    if request.method == "POST" and form.is_valid():
        closes, reason = form.cleaned_data["closes"], form.cleaned_data["reason"]
        moved = services.move_closing
        if accepted(form, moved, round, closes, reason=reason, by=request.user, on=clock.today()):
            messages.success(request, f"The {round.title} round closes on {closes:%-d %B %Y} now.")
            return redirect("improvement:round-detail", plan.slug, round.pk)
    return render(request, "improvement/round_edit.html", {"plan": plan, "round": round, "form": form})


@read_or_send
def round_close(request, plan, pk):
    """Close it for good, what it lacks in view."""
    plan, round = _plan_and_round(request, plan, pk)
    refuse_unless_allowed(services.reason_not_to_close(round, by=request.user))
    if request.method == "POST":
        services.close_round(round, by=request.user, on=clock.today())
        messages.success(
            request, f"The {round.title} round is closed: {round.received} of {round.asked} actions updated."
        )
        return redirect("improvement:round-detail", plan.slug, round.pk)
    context = {"plan": plan, "page": round_page(round, clock.today())}
    return render(request, "improvement/round_close.html", context)


def _opened(said: dict, today) -> str:
    begins = f"opens on {said['opens']:%-d %B %Y} and closes on" if said["opens"] > today else "is open until"
    return f"The {said['title']} round {begins} {said['closes']:%-d %B %Y}."


def _plan_and_round(request, slug: str, pk: int) -> tuple[Plan, UpdateRound]:
    plan = plan_or_404(request, slug)
    round = plan.rounds.filter(pk=pk).first()
    if round is None:
        raise Http404("This plan has no such round. Choose one from its list of rounds.")
    return plan, round
