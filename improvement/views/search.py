"""Searching everything that a person may read."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from improvement import clock, roles
from improvement.search import find


@require_safe
def search(request):
    """What holds the words asked for; without any, what can be searched."""
    asked = request.GET
    found = find(
        asked.get("q", ""),
        request.user,
        on=clock.today(),
        plan=asked.get("plan", ""),
        kind=asked.get("kind", ""),
        page=asked.get("page", 1),
    )
    reads_evidence = roles.may(request.user, "read evidence")
    return render(request, "improvement/search.html", {"found": found, "reads_evidence": reads_evidence})
