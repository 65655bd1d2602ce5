"""Pages on which the office keeps a plan. Each change asks for its reason; nothing is deleted."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from improvement import clock
from improvement.as_at import AsAt
from improvement.forms import keeping as forms
from improvement.models import Action, Finding, Plan, Theme
from improvement.plan_tree import plan_tree
from improvement.services import claims, keeping, order, plans
from improvement.services.refusals import refuse_unless_allowed
from improvement.views.asking import accepted, asked
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import action_or_404, plan_or_404

read_or_send = require_http_methods(["GET", "HEAD", "POST"])
PARTS = {"theme": Theme, "action": Action, "finding": Finding}


def plan_keep(request, plan):
    """The plan's tree, with a way to change each part."""
    plan, frame = _plan_to_keep(request, plan)
    return render(request, "improvement/plan_keep.html", frame | {"tree": plan_tree(plan)})


@read_or_send
def plan_add(request):
    """A new plan, a draft."""
    refuse_unless_allowed(plans.reason_not_to_write_plan(by=request.user))
    form = asked(request, forms.PlanForm)
    if request.method == "POST" and form.is_valid() and _saved(request, form, plans.save_part, form.instance):
        return redirect("improvement:plan-keep", form.instance.slug)
    page = {"heading": "Draft a plan", "button": "Save this draft", "back": reverse("improvement:plan-list")}
    return render(request, "improvement/keep_form.html", {"form": form, **page})


@read_or_send
def plan_edit(request, plan):
    """Its title, what its levels are called, its ratings."""
    plan, frame = _plan_to_keep(request, plan)
    return _edited(request, frame, plan, forms.PlanForm, "Edit the plan’s frame")


@read_or_send
def theme_add(request, plan):
    plan, frame = _plan_to_keep(request, plan)
    form = asked(request, forms.ThemeForm, instance=Theme(plan=plan))
    if (
        request.method == "POST"
        and form.is_valid()
        and _saved(request, form, keeping.add_theme, form.instance)
    ):
        return redirect("improvement:plan-keep", plan.slug)
    return _form_page(request, frame, form, f"Add a {plan.level_one}", "Add it")


@read_or_send
def theme_edit(request, plan, pk):
    plan, frame = _plan_to_keep(request, plan)
    theme = _part_or_404(plan, "theme", pk)
    return _edited(request, frame, theme, forms.ThemeForm, f"Edit “{theme.name}”")


@read_or_send
def action_add(request, plan):
    plan, frame = _plan_to_keep(request, plan)
    initial = {"theme": request.GET.get("theme")}
    form = asked(request, forms.ActionForm, instance=Action(plan=plan), initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and _saved(request, form, keeping.add_action, form.instance)
    ):
        return redirect("improvement:action-leads", plan.slug, form.instance.address)
    return _form_page(request, frame, form, "Add an action", "Add it, then name its lead")


@read_or_send
def action_edit(request, plan, address):
    plan, frame = _plan_to_keep(request, plan)
    action = action_or_404(request, plan.slug, address)
    return _edited(request, frame, action, forms.ActionForm, f"Edit {action.address}")


@read_or_send
def action_leads(request, plan, address):
    """Who leads an action from today on."""
    plan, frame = _plan_to_keep(request, plan)
    action = action_or_404(request, plan.slug, address)
    running = list(action.assignments.on(clock.today()))
    initial = {
        "accountable": next((one.post_id for one in running if one.role == "accountable"), None),
        "joint": [one.post_id for one in running if one.role == "joint"],
        "supporting": [one.post_id for one in running if one.role == "supporting"],
    }
    form = asked(request, forms.LeadsForm, initial=initial)
    sent = request.method == "POST" and form.is_valid()
    if sent and _saved(request, form, claims.set_leads, action, form.wanted()):
        return redirect("improvement:action-detail", plan.slug, address)
    return _form_page(request, frame, form, f"Who leads {action.address}", "Save the leads")


@read_or_send
def action_findings(request, plan, address):
    """Which findings an action claims to answer."""
    plan, frame = _plan_to_keep(request, plan)
    action = action_or_404(request, plan.slug, address)
    links = action.finding_links.filter(withdrawn_on__isnull=True)
    findings = Finding.objects.of(plan).filter(withdrawn_on__isnull=True).order_by("position")
    initial = {f"finding_{link.finding_id}": link.strength for link in links}
    form = asked(request, forms.ClaimsForm, initial=initial, findings=findings)
    sent = request.method == "POST" and form.is_valid()
    if sent and _saved(request, form, claims.set_findings, action, form.wanted()):
        return redirect("improvement:action-detail", plan.slug, address)
    return _form_page(request, frame, form, f"Findings that {action.address} answers", "Save the links")


@read_or_send
def action_merge(request, plan, address):
    """An action becomes part of another."""
    plan, frame = _plan_to_keep(request, plan)
    action = action_or_404(request, plan.slug, address)
    form = asked(request, forms.MergeForm, plan=plan, plans=Plan.objects.visible_to(request.user))
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        because = {"because": form.cleaned_data["reason"], "by": request.user, "on": clock.today()}
        if accepted(form, keeping.merge, action, into, **because):
            messages.success(request, f"{action.address} is part of {into.address} now.")
            return redirect("improvement:action-detail", into.plan.slug, into.address)
    heading = f"Merge {action.address} {action.title}"
    return _form_page(request, frame, form, heading, "Merge them", lead=MERGING)


@read_or_send
def finding_add(request, plan):
    plan, frame = _plan_to_keep(request, plan)
    at = Finding.objects.of(plan).count() + 1
    home = {"inspection": plan.inspection} if plan.inspection else {"listed_in": plan}
    form = asked(request, forms.FindingForm, instance=Finding(position=at, **home))
    if request.method == "POST" and form.is_valid() and _saved(request, form, plans.save_part, form.instance):
        return redirect("improvement:plan-keep", plan.slug)
    return _form_page(request, frame, form, "Add a finding", "Add it")


@read_or_send
def finding_edit(request, plan, pk):
    plan, frame = _plan_to_keep(request, plan)
    finding = _part_or_404(plan, "finding", pk)
    return _edited(request, frame, finding, forms.FindingForm, f"Edit finding {finding.reference}")


@read_or_send
def part_withdraw(request, plan, kind, pk):
    """Take a theme, an action or a finding out of the plan, or put it back."""
    plan, frame = _plan_to_keep(request, plan)
    row = _part_or_404(plan, kind, pk)
    is_back = row.withdrawn_on is not None
    act, rule = (
        (keeping.put_back, keeping.reason_not_to_put_back)
        if is_back
        else (keeping.withdraw, keeping.reason_not_to_withdraw)
    )
    form = asked(request, forms.ReasonForm)
    if request.method == "POST" and form.is_valid():
        because = {"because": form.cleaned_data["reason"], "by": request.user, "on": clock.today()}
        if accepted(form, act, row, **because):
            messages.success(request, f"{row} is {'put back' if is_back else 'withdrawn'}.")
            return redirect("improvement:plan-keep", plan.slug)
    button = "Put it back" if is_back else "Withdraw it"
    return _form_page(request, frame, form, f"{button}: {row}", button, refusal=rule(row, by=request.user))


@require_POST
def part_move(request, plan, kind, pk):
    """One place up or down among those beside it."""
    plan, _ = _plan_to_keep(request, plan)
    row = _part_or_404(plan, kind, pk)
    up = request.POST.get("way") == "up"
    move = order.move_finding if kind == "finding" else order.move
    if move(row, up=up, by=request.user, on=clock.today()):
        messages.success(request, f"{row} is one place {'up' if up else 'down'}.")
    else:
        messages.info(request, f"{row} is {'the first' if up else 'the last'} already.")
    return redirect(reverse("improvement:plan-keep", args=[plan.slug]) + f"#{kind}-{pk}")


MERGING = (
    "Its words, updates and evidence stay readable under its own number. The other answers its findings too."
)


def _plan_to_keep(request, slug: str) -> tuple[Plan, dict]:
    refuse_unless_allowed(plans.reason_not_to_write_plan(by=request.user))
    today = AsAt(clock.today(), clock.today())
    plan = plan_or_404(request, slug, today)
    return plan, plan_frame(request, plan, today, current="Keep")


def _part_or_404(plan: Plan, kind: str, pk: int):
    if kind not in PARTS:
        raise Http404(f"A plan has themes, actions and findings, and no “{kind}”.")
    rows = Finding.objects.of(plan) if kind == "finding" else PARTS[kind].objects.filter(plan=plan)
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404("There is no such part of this plan. Choose it from the page that keeps the plan.")
    return row


def _edited(request, frame: dict, row, form_class, heading: str):
    """A form over a row as it stands; saving writes the columns that differ."""
    fresh = type(row).objects.get(pk=row.pk)
    form = asked(request, form_class, instance=fresh)
    if request.method == "POST" and form.is_valid():
        changes = {name: form.cleaned_data[name] for name in form.Meta.fields if name in form.fields}
        if _saved(request, form, keeping.edit, row, changes):
            return redirect("improvement:plan-keep", frame["plan"].slug)
    return _form_page(request, frame, form, heading, "Save")


def _saved(request, form, act, *things) -> bool:
    reason = {"reason": form.cleaned_data["reason"], "by": request.user, "on": clock.today()}
    if accepted(form, act, *things, **reason):
        messages.success(request, "Saved.")
        return True
    return False


def _form_page(request, frame: dict, form, heading: str, button: str, *, lead: str = "", refusal: str = ""):
    back = reverse("improvement:plan-keep", args=[frame["plan"].slug])
    page = {
        "form": form,
        "heading": heading,
        "button": button,
        "lead": lead,
        "refusal": refusal,
        "back": back,
    }
    return render(request, "improvement/keep_form.html", frame | page)
