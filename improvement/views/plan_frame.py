"""What every page of a plan has round it: its title then, tabs, the day asked about and the ways to another."""

from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from improvement import roles
from improvement.as_at import AsAt
from improvement.models import Plan

TABS = [
    ("Standing", "improvement:plan-standing"),
    ("Actions", "improvement:action-list"),
    ("Rounds", "improvement:round-list"),
    ("Findings", "improvement:finding-list"),
    ("Deadlines", "improvement:plan-deadlines"),
    ("Timeline", "improvement:plan-timeline"),
    ("Changes", "improvement:plan-changes"),
    ("Links", "improvement:plan-links"),
    ("Costs", "improvement:plan-costs"),
    ("Evidence", "improvement:evidence-list"),
    ("Doubts", "improvement:plan-doubts"),
]
OFFICE_TAB = ("Keep", "improvement:plan-keep")


def plan_frame(request, plan: Plan, when: AsAt, *, current: str = "") -> dict:
    """Context of a plan's page. `as_at_query` keeps the day in every link; it is empty today."""
    query = f"?{urlencode({'as_at': when.day.isoformat()})}" if when.is_past else ""
    return {
        "plan": plan,
        "plan_title": getattr(plan, "title_then", None) or plan.title,
        "plan_version": getattr(plan, "version_then", None) or plan.version_label,
        "plan_dated": getattr(plan, "dated_then", None) or plan.dated,
        "when": when,
        "as_at_query": query,
        "as_at_links": _other_days(request, plan, when),
        "back_to_today": _address(request, None),
        "tabs": [(label, reverse(name, args=[plan.slug]) + query) for label, name in _tabs_for(request.user)],
        "current_tab": current,
    }


def _tabs_for(user) -> list[tuple[str, str]]:
    return [*TABS, OFFICE_TAB] if user.has_role(roles.OFFICE) else TABS


def _other_days(request, plan: Plan, when: AsAt) -> list[tuple[str, str]]:
    links = [("today", _address(request, None))] if when.is_past else []
    if when.day != plan.dated:
        links.append((f"the plan’s own date, {plan.dated:%-d %B %Y}", _address(request, plan.dated)))
    return links


def _address(request, day: date | None) -> str:
    """This same page on another day, its filters kept."""
    query = request.GET.copy()
    query.pop("as_at", None)
    query.pop("page", None)
    if day is not None:
        query["as_at"] = day.isoformat()
    return f"{request.path}?{query.urlencode()}" if query else request.path
