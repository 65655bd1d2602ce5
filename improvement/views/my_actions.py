"""A lead's actions in the rounds that are open: updated in line, or left as they are several at a time.

Each part works by plain links and forms; a script only saves the page from being fetched whole (hx- in the templates).
"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from improvement import clock
from improvement.decisions import decisions_waiting
from improvement.front_page import actions_outside_rounds
from improvement.models import Action, Plan, UpdateRound
from improvement.my_actions import MyRound, asked_again, my_posts, my_rounds
from improvement.services.no_change import record_no_change
from improvement.templatetags.words import clock_time
from improvement.views.plan_scope import action_or_404
from improvement.views.updating import Saying, around, opened, sent


@require_safe
def my_actions(request):
    """What each open round still needs of this person, and what they have said."""
    return _page(request, my_rounds(request.user, clock.today()))


@require_http_methods(["GET", "HEAD", "POST"])
def my_action_update(request, plan, address):
    """The same page with one action's form open in its place. Saved, it leads on to the next."""
    action = action_or_404(request, plan, address)
    saying = sent(request, action) if request.method == "POST" else opened(request, action)
    if not saying.update:
        return _page(request, my_rounds(request.user, clock.today()), saying)
    messages.success(request, saying.saved(at=clock_time(timezone.now())))
    if following := request.POST.get("on", ""):
        return redirect("improvement:my-action-update", plan, following)
    return redirect(f"{reverse('improvement:my-actions')}?{urlencode({'saved': f'{plan}/{address}'})}")


@require_POST
def no_change(request):
    """“No change” of all that are ticked; those that cannot be left are named with the reason."""
    today = clock.today()
    keys = [int(key) for key in request.POST.getlist("action") if key.isdecimal() and len(key) < 20]
    actions = Action.objects.filter(pk__in=keys, plan__in=Plan.objects.visible_to(request.user))
    chosen = list(actions.select_related("plan", "current_update", "current_rating"))
    rounds = {round.plan_id: round for round in UpdateRound.objects.open_on(today)}
    recorded = record_no_change(chosen, rounds=rounds, by=request.user, on=today)
    for action, why in recorded.refused:
        messages.warning(request, f"{action.address} is not recorded. {why.removesuffix('.')}.")
    if recorded.done:
        of = "1 action" if len(recorded.done) == 1 else f"{len(recorded.done)} actions"
        messages.success(request, f"No change recorded for {of}, {clock_time(timezone.now())}.")
    elif not chosen:
        messages.info(
            request, "Nothing was ticked. Tick the actions where nothing has changed, then record it."
        )
    return redirect("improvement:my-actions")


def _page(request, rounds: list[MyRound], saying: Saying | None = None):
    today = clock.today()
    context = {
        "rounds": rounds,
        "decisions": decisions_waiting(request.user, today),
        "posts": my_posts(request.user, today),
        "asked_again": asked_again(request.user, today),
        "open_key": "",
        "today": today,
        "tick_all": request.GET.get("tick") == "all",
        "saved_key": request.GET.get("saved", ""),
        "other_posts": actions_outside_rounds(request.user, today),
    }
    if not saying:
        return render(request, "improvement/my_actions.html", context)
    context |= around(request, saying) | _place(rounds, saying)
    status = 403 if context["refusal"] else 200
    return render(request, "improvement/my_actions.html", context, status=status)


def _place(rounds: list[MyRound], saying: Saying) -> dict:
    """The row that the form stands in, and what is to do after it. Nothing: no round asks about the action."""
    for found in rounds:
        for row in [*found.to_do, *found.done]:
            if row.action.pk == saying.action.pk:
                return {"open_key": row.key, "following": found.after(row.key)}
    return {}
