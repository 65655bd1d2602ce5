"""Links of actions: the page of a plan's links, and keeping them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django_tables2 import RequestConfig

from improvement import clock
from improvement.forms.links import LinkForm, LinkKindForm, LinkWithdrawForm
from improvement.links.map import link_map
from improvement.models import Action, Dependency, Plan
from improvement.services import links
from improvement.services.refusals import refuse_unless_allowed
from improvement.tables.links import LinkTable
from improvement.views.as_at import asked_day
from improvement.views.asking import accepted
from improvement.views.kept_words import words_kept
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import action_or_404, plan_or_404

PAGE_LENGTH = 100


@require_safe
def plan_links(request, plan):
    """What leads where, drawn and as a table."""
    when = asked_day(request)
    plan = plan_or_404(request, plan, when)
    theme = request.GET.get("theme", "")
    found = link_map(
        plan,
        when,
        plans=Plan.objects.visible_to(request.user),
        theme=int(theme) if theme.isdecimal() else None,
    )
    refusal = links.reason_not_to_keep_links(by=request.user)
    frame = plan_frame(request, plan, when, current="Links")
    table = LinkTable(found.shown, page_context=frame)
    RequestConfig(request, paginate={"per_page": PAGE_LENGTH}).configure(table)
    context = frame | {"map": found, "table": table, "may_keep": not refusal and not when.is_past}
    return render(request, "improvement/plan_links.html", context)


@require_http_methods(["GET", "POST"])
def link_add(request, plan, address):
    """One more link of an action."""
    action, by = action_or_404(request, plan, address), request.user
    refuse_unless_allowed(links.reason_not_to_keep_links(by=by))
    form = _form(request, LinkForm, action=action, plans=Plan.objects.visible_to(by))
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("kind", "words", "because")}
        if accepted(form, links.add_link, action, form.target, by=by, on=clock.today(), **said):
            messages.success(request, f"{action.reference} now has the link “{said['words']}”.")
            return redirect("improvement:action-detail", plan=plan, address=address)
    return render(request, "improvement/link_add.html", {"plan": action.plan, "action": action, "form": form})


@require_http_methods(["GET", "POST"])
def link_edit(request, plan, address, pk):
    """A mere link, or a wait."""
    action, by = action_or_404(request, plan, address), request.user
    link = _link_or_404(action, pk)
    refuse_unless_allowed(links.reason_not_to_change_link(link, by=by))
    form = _form(request, LinkKindForm, initial={"kind": link.kind})
    if form.is_valid() and accepted(
        form, links.change_kind, link, by=by, on=clock.today(), **_said(form, "kind", "because")
    ):
        messages.success(request, f"{action.reference} {link.get_kind_display()} “{link.words}”.")
        return redirect("improvement:action-detail", plan=plan, address=address)
    context = {"plan": action.plan, "action": action, "link": link, "form": form}
    return render(request, "improvement/link_edit.html", context)


@require_http_methods(["GET", "POST"])
def link_withdraw(request, plan, address, pk):
    """The link and the reason why it stands no longer."""
    action, by = action_or_404(request, plan, address), request.user
    link = _link_or_404(action, pk)
    refuse_unless_allowed(links.reason_not_to_change_link(link, by=by))
    form = _form(request, LinkWithdrawForm)
    if form.is_valid() and accepted(
        form, links.withdraw_link, link, by=by, on=clock.today(), **_said(form, "because")
    ):
        messages.success(request, f"The link “{link.words}” of {action.reference} is withdrawn.")
        return redirect("improvement:action-detail", plan=plan, address=address)
    context = {"plan": action.plan, "action": action, "link": link, "form": form}
    return render(request, "improvement/link_withdraw.html", context)


def _form(request, form_class, *, initial=None, **options):
    """The form as sent; a fresh one begins with what its address says, or with words kept while signing in."""
    kept = words_kept(request) if request.method == "GET" else None
    begin = {**(initial or {}), **request.GET.dict(), **(kept.values() if kept else {})}
    return form_class(request.POST or None, by=request.user, initial=begin, **options)


def _said(form, *names: str) -> dict:
    return {name: form.cleaned_data[name] for name in names}


def _link_or_404(action: Action, pk: int) -> Dependency:
    link = action.dependencies.filter(pk=pk).first()
    if link is None:
        raise Http404(f"{action.reference} has no such link. Choose it from the action’s page.")
    return link
