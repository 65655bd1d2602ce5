"""Sessions that end when nobody is there, and words that are never lost when they do."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from improvement import clock, kept_typing
from improvement.as_at import first_dated
from improvement.record.writing import DatedBack
from improvement.views.plan_scope import NoPlanYet

# A session is touched at most this often: every page would otherwise be a write.
TOUCH_AFTER = timedelta(minutes=1)


def idle_time_out(get_response):
    """Count a session's idle minutes from its last page, give or take one minute."""

    def middleware(request):
        now = timezone.now().timestamp()
        session = request.session
        if not session.is_empty() and now - session.get("touched", 0) > TOUCH_AFTER.total_seconds():
            session["touched"] = now
        return get_response(request)

    return middleware


def demonstration_day(get_response):
    """Each visitor of a demonstration stands on the day that they chose in its banner."""

    def middleware(request):
        chosen = request.session.get("demonstration_day") if settings.DEMONSTRATION else None
        with clock.standing_on(date.fromisoformat(chosen) if chosen else None):
            return get_response(request)

    return middleware


def health_needs_no_session(get_response):
    """The health page must answer while no session can be read: it is asked for as by a stranger."""

    def middleware(request):
        if request.path == reverse("improvement:health"):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return get_response(request)

    return middleware


class SayWhichDay:
    """A plan asked about before its first version, or a row changed before its newest: a page that says so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, NoPlanYet):
            context = {
                "plan": exception.plan,
                "when": exception.when,
                "begins": first_dated(exception.plan),
            }
            return render(request, "improvement/plan_before.html", context)
        if isinstance(exception, DatedBack):
            return render(request, "errors/dated_back.html", status=409)
        return None


class KeepTyping:
    """A form sent after its session ended is kept until its writer has signed in again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or request.user.is_authenticated:
            return None
        try:
            kept_typing.keep(request)
        except (KeyError, signing.BadSignature):
            return None
        return redirect_to_login(request.path)
