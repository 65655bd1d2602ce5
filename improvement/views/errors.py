"""Pages for what went wrong: what happened, and what to do about it."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpResponseRedirect
from django.shortcuts import render

from improvement import kept_typing


def not_allowed(request, exception=None):
    """403, with the rule's own sentence where there is one."""
    return render(request, "errors/403.html", {"refusal": str(exception or "")}, status=403)


def not_found(request, exception=None):
    """404, with what was looked for where a view said so."""
    said = exception.args[0] if exception and exception.args and isinstance(exception.args[0], str) else ""
    return render(request, "errors/404.html", {"said": said}, status=404)


def broken(request):
    """500: rendered without any query, because the database may be what broke."""
    return render(request, "errors/500.html", status=500)


def form_expired(request, reason=""):
    """A form whose token is out of date, as after signing in again in another tab: its words are given back."""
    try:
        kept_typing.keep(request)
    except (KeyError, signing.BadSignature):
        return render(request, "errors/form_expired.html", status=403)
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    if kept_typing.is_for(request):
        messages.warning(request, "You had signed in again since this form was opened. Check it and save.")
    return HttpResponseRedirect(request.path)
