"""One change to several actions of a plan: chosen, looked at, then saved in one step."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from improvement import clock
from improvement.as_at import AsAt, leading
from improvement.bulk_changes import rows_of
from improvement.forms.bulk import CHANGES, ChoiceForm
from improvement.models import Plan
from improvement.plan_tree import plan_tree
from improvement.services import bulk
from improvement.services.refusals import Refused, refuse_unless_allowed
from improvement.views.asking import asked
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import plan_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def bulk_actions(request, plan):
    """The address holds which actions and what changes; what is posted is the change itself."""
    refuse_unless_allowed(bulk.reason_not_to_change_several(by=request.user))
    when = AsAt(clock.today(), clock.today())
    plan = plan_or_404(request, plan, when)
    frame = plan_frame(request, plan, when, current="Keep")
    chosen = request.GET if "step" in request.GET else None
    choice = ChoiceForm(chosen, plan=plan, tree=plan_tree(plan))
    if chosen and choice.is_valid():
        return _change(request, frame, choice)
    return render(request, "improvement/bulk_choose.html", frame | _ticks(request, choice, when))


def _ticks(request, choice: ChoiceForm, when: AsAt) -> dict:
    """Every part of the plan with its actions, those ticked that the address names or a post leads."""
    ticked = set(request.GET.getlist("action"))
    if post := request.GET.get("lead"):
        led = leading(when).filter(action__plan=choice.plan, post__slug=post)
        ticked |= set(led.values_list("action__address", flat=True))
    whole = set(request.GET.getlist("theme"))
    branches = [
        {
            "branch": branch,
            "ticked": {action.address for action in branch.actions} & ticked,
            "is_whole": str(branch.theme.pk) in whole,
        }
        for branch in choice.tree.branches
        if branch.actions
    ]
    some = any(part["ticked"] or part["is_whole"] for part in branches)
    return {"form": choice, "branches": branches, "some_ticked": some}


def _change(request, frame: dict, choice: ChoiceForm):
    """What the change is to be; then what each action would become; then saved."""
    form_class = CHANGES[choice.cleaned_data["change"]][0]
    form = asked(request, form_class, plan=frame["plan"], today=clock.today())
    keys, step = choice.keys(), request.POST.get("step")
    context = frame | {"form": form, "choose_again": _choose_again(request)}
    if request.method != "POST" or step == "change" or not form.is_valid():
        actions = [action for action in choice.actions.values() if action.pk in keys]
        return render(request, "improvement/bulk_change.html", context | {"actions": actions})
    if step == "save" and (number := _saved(request, frame["plan"], keys, form)):
        said = "One action is changed" if number == 1 else f"{number} actions are changed"
        messages.success(request, f"{said}. To take it back, change them again: the record keeps both.")
        return redirect("improvement:action-list", frame["plan"].slug)
    rows = rows_of(frame["plan"], keys, form.change(), by=request.user, on=clock.today())
    counts = {
        "changing": sum(row.changes for row in rows),
        "staying": sum(bool(row.stays and not row.refusal) for row in rows),
        "refused": sum(bool(row.refusal) for row in rows),
    }
    return render(request, "improvement/bulk_check.html", context | {"rows": rows} | counts)


def _saved(request, plan: Plan, keys: set[int], form) -> int:
    """How many actions changed; none where it was refused, which the form says."""
    seen, reason = set(request.POST.getlist("seen")), form.cleaned_data["reason"]
    act = {"seen": seen, "reason": reason, "by": request.user, "on": clock.today()}
    try:
        return len(bulk.change_several(plan, keys, form.change(), **act))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return 0


def _choose_again(request) -> str:
    query = request.GET.copy()
    query.pop("step", None)
    return f"{request.path}?{query.urlencode()}"
