"""The demonstration's own day: each visitor may stand on another of its days."""

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST


@require_POST
def demonstration_day(request):
    """Take the visitor to another day and back to the page they were on."""
    days = {day.isoformat() for day in settings.DEMONSTRATION_DAYS} if settings.DEMONSTRATION else set()
    if request.POST.get("day") not in days:
        raise Http404("The demonstration has no such day. Choose one at the top of a page.")
    request.session["demonstration_day"] = request.POST["day"]
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(back if is_ours else reverse("improvement:home"))
