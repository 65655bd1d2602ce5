"""Help, the accessibility statement, and whether everything works."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from improvement.health import as_plain_values, is_working, parts, style_sheet
from improvement.help_topics import TOPICS, topic_at, topics_for


@require_safe
def help_index(request):
    own, others = topics_for(request.user.role_names)
    return render(request, "improvement/help_index.html", {"own": own, "others": others})


@require_safe
def help_topic(request, topic):
    found = topic_at(topic)
    if found is None:
        there_are = ", ".join(other.title for other in TOPICS)
        raise Http404(f"There is no help on “{topic}”. There is: {there_are}. Choose one from the help page.")
    return render(request, f"improvement/help/{found.slug}.html", {"topic": found})


@login_not_required
@require_safe
def accessibility(request):
    contact = settings.ACCESSIBILITY_CONTACT
    return render(request, "improvement/accessibility.html", {"contact": contact})


@login_not_required
@require_safe
@never_cache
@vary_on_headers("Accept")
def health(request):
    """200 where every essential part works, else 503: a page or JSON, without session or database."""
    found = parts()
    status = 200 if is_working(found) else 503
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse(as_plain_values(found), status=status)
    shown = {"parts": found, "is_working": status == 200, "style_sheet": style_sheet()}
    return render(request, "improvement/health.html", shown, status=status)
