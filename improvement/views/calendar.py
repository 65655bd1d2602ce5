"""One's deadlines in one's own calendar program: the private address, and what it answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from improvement import clock
from improvement.calendar_events import calendar_events
from improvement.exports.calendar_file import CONTENT_TYPE, calendar_file
from improvement.services import calendar_feeds
from improvement.views.private_address import forget, show_once, shown_once


@login_not_required
@require_safe
@cache_control(private=True, no_cache=True)
def calendar_feed(request, token):
    """The file that a calendar program fetches every few hours; unchanged, it is answered without a body."""
    person = calendar_feeds.person_of(token)
    if person is None:
        raise Http404("There is no calendar at this address. Make a new address on your account’s page.")
    events = calendar_events(person, on=clock.today())
    site = request.build_absolute_uri("/")
    answer = HttpResponse(calendar_file(events, name="Plan deadlines", site=site), content_type=CONTENT_TYPE)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    set_response_etag(answer)
    return get_conditional_response(request, etag=answer["ETag"], response=answer)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_calendar(request):
    """One's own address: made and shown once, replaced, revoked."""
    if request.method == "POST":
        return _revoked(request) if request.POST.get("do") == "revoke" else _made(request)
    address = shown_once(request)
    context = {
        "address": address,
        "has_feed": calendar_feeds.has_feed(request.user),
        "number": len(calendar_events(request.user, on=clock.today())),
    }
    answer = render(request, "account/calendar.html", context)
    if address:
        forget(request, answer)
    return answer


def _made(request):
    token = calendar_feeds.make_feed(by=request.user)
    answer = redirect("account_calendar")
    address = request.build_absolute_uri(reverse("improvement:calendar-feed", args=[token]))
    show_once(request, answer, address)
    return answer


def _revoked(request):
    calendar_feeds.revoke_feed(by=request.user)
    messages.success(
        request, "Your calendar’s address is revoked. Programs that ask for it find nothing now."
    )
    return redirect("account_calendar")
