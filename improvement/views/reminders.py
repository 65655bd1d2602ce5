"""What one is reminded of by e-mail, chosen on one's own account."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from improvement import clock
from improvement.forms.reminders import RemindersForm
from improvement.models import Reminder
from improvement.services.reminders import set_wanted
from improvement.views.asking import accepted, asked

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
def account_reminders(request):
    """Exactly the kinds that are ticked."""
    refused = set(request.user.reminder_refusals.values_list("kind", flat=True))
    wanted = [kind for kind in Reminder.Kind.values if kind not in refused]
    form = asked(request, RemindersForm, initial={"kinds": wanted})
    if request.method == "POST" and form.is_valid():
        kinds = set(form.cleaned_data["kinds"])
        if accepted(form, set_wanted, request.user, kinds, by=request.user, on=clock.today()):
            messages.success(request, _said(kinds))
            return redirect("account_reminders")
    return render(request, "account/reminders.html", {"form": form})


def _said(kinds: set[str]) -> str:
    if not kinds:
        return "Saved: you get no reminders. What waits for you stands on your front page."
    return f"Saved: you get {len(kinds)} of {len(Reminder.Kind.values)} kinds of reminder."
