"""The glossary, and how the programme office keeps it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from improvement import clock
from improvement.as_at import AsAt
from improvement.forms.glossary import MeaningForm, ShortFormForm, TakeOutForm
from improvement.glossary.page import glossary_page
from improvement.models import ShortForm
from improvement.services.glossary import change_meaning, explain, reason_not_to_keep_glossary, take_out
from improvement.services.refusals import refuse_unless_allowed
from improvement.views.asking import accepted, asked

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def glossary(request):
    """Every term; for whoever keeps the glossary, what it lacks too."""
    keeps = not reason_not_to_keep_glossary(by=request.user)
    page = glossary_page(AsAt(clock.today(), clock.today()), keeps=keeps)
    return render(request, "improvement/glossary.html", {"page": page, "keeps": keeps})


@read_or_send
def short_form_add(request):
    """Explain a short form: the one in ?acronym=PSW, where the list of missing ones led here."""
    refuse_unless_allowed(reason_not_to_keep_glossary(by=request.user))
    form = asked(request, ShortFormForm, initial={"acronym": request.GET.get("acronym", "")[:20]})
    if request.method == "POST" and form.is_valid():
        acronym, meaning = form.cleaned_data["acronym"], form.cleaned_data["meaning"]
        if accepted(form, explain, acronym, meaning, by=request.user, on=clock.today()):
            messages.success(request, f"{acronym} is explained, here and in documents made from now on.")
            return redirect("improvement:glossary")
    return render(request, "improvement/short_form_add.html", {"form": form})


@read_or_send
def short_form_edit(request, pk):
    refuse_unless_allowed(reason_not_to_keep_glossary(by=request.user))
    short_form = _short_form_or_404(pk)
    form = asked(request, MeaningForm, initial={"meaning": short_form.meaning})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["meaning"]
        if accepted(form, change_meaning, short_form, said, by=request.user, on=clock.today()):
            messages.success(request, f"The meaning of {short_form.acronym} is changed.")
            return redirect("improvement:glossary")
    return render(request, "improvement/short_form_edit.html", {"form": form, "short_form": short_form})


@read_or_send
def short_form_withdraw(request, pk):
    refuse_unless_allowed(reason_not_to_keep_glossary(by=request.user))
    short_form = _short_form_or_404(pk)
    form = asked(request, TakeOutForm)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        if accepted(form, take_out, short_form, because=because, by=request.user, on=clock.today()):
            messages.success(request, f"{short_form.acronym} is taken out of the glossary.")
            return redirect("improvement:glossary")
    return render(request, "improvement/short_form_withdraw.html", {"form": form, "short_form": short_form})


def _short_form_or_404(pk: int) -> ShortForm:
    short_form = ShortForm.objects.filter(pk=pk, withdrawn_on__isnull=True).first()
    if short_form is None:
        raise Http404("The programme office explains no such short form. Choose one from the glossary.")
    return short_form
