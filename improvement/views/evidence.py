"""What shows that something was done: added, opened and withdrawn."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from improvement import clock
from improvement.forms.evidence import EvidenceForm, WithdrawForm
from improvement.models import Evidence
from improvement.services.evidence import (
    add_evidence,
    reason_not_to_add,
    reason_not_to_read,
    reason_not_to_withdraw,
    withdraw,
)
from improvement.services.refusals import refuse_unless_allowed
from improvement.uploads import content_type
from improvement.views.kept_words import words_kept
from improvement.views.plan_scope import action_or_404


@require_http_methods(["GET", "POST"])
def evidence_add(request, plan, address):
    """A file, a link, or both."""
    action, today = action_or_404(request, plan, address), clock.today()
    refusal = reason_not_to_add(action, by=request.user, on=today)
    if request.method == "POST" and not refusal:
        form = EvidenceForm(request.POST, request.FILES, today=today, by=request.user)
        if form.is_valid():
            added = add_evidence(action, form.attached(), by=request.user, on=today)
            titles = " and ".join(f"“{evidence.title}”" for evidence in added)
            messages.success(request, f"Added {titles} to {action.address}.")
            return redirect("improvement:action-detail", plan=plan, address=address)
    else:
        kept = words_kept(request)
        form = EvidenceForm(today=today, by=request.user, initial=kept.values() if kept else {})
    context = {"plan": action.plan, "action": action, "form": form, "refusal": refusal}
    return render(request, "improvement/evidence_add.html", context, status=403 if refusal else 200)


@require_safe
@cache_control(private=True, no_store=True)
def evidence_open(request, plan, address, pk):
    """A file to save, or on to where a link leads. Nothing is shown inside our own pages."""
    action = action_or_404(request, plan, address)
    refuse_unless_allowed(reason_not_to_read(action, by=request.user, on=clock.today()))
    evidence = _evidence_or_404(action, pk)
    if evidence.withdrawn_on:
        raise Http404(_was_withdrawn(evidence))
    if evidence.url:
        return HttpResponseRedirect(evidence.url)
    try:
        file = evidence.file.open("rb")
    except FileNotFoundError:
        raise Http404("This file is missing from storage. Tell the programme office.") from None
    kind = content_type(evidence.file_name)
    answer = FileResponse(file, as_attachment=True, filename=evidence.file_name, content_type=kind)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "POST"])
def evidence_withdraw(request, plan, address, pk):
    """What will be destroyed and what is kept, and the reason."""
    action, today = action_or_404(request, plan, address), clock.today()
    evidence = _evidence_or_404(action, pk)
    refuse_unless_allowed(reason_not_to_withdraw(evidence, by=request.user))
    kept = words_kept(request) if request.method == "GET" else None
    form = WithdrawForm(request.POST or None, by=request.user, initial=kept.values() if kept else {})
    if form.is_valid():
        withdraw(evidence, because=form.cleaned_data["because"], by=request.user, on=today)
        messages.success(request, "Withdrawn. Its contents are destroyed; that it was here is kept.")
        return redirect("improvement:action-detail", plan=plan, address=address)
    context = {"plan": action.plan, "action": action, "evidence": evidence, "form": form}
    return render(request, "improvement/evidence_withdraw.html", context)


def _evidence_or_404(action, pk: int) -> Evidence:
    evidence = action.evidence.select_related("added_by").filter(pk=pk).first()
    if evidence is None:
        raise Http404(f"{action.address} has no such evidence. Choose it from the action’s page.")
    return evidence


def _was_withdrawn(evidence: Evidence) -> str:
    # What it was is destroyed, but a link never had a size.
    what = "file" if evidence.size else "link"
    because = evidence.withdrawn_because.rstrip(".")
    return f"This {what} was withdrawn on {evidence.withdrawn_on:%-d %B %Y} because: {because}."
