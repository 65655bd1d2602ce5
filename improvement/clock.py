"""What day it is. Views and commands ask here; services and arithmetic are given the day."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.conf import settings
from django.utils import timezone

_chosen: ContextVar[date | None] = ContextVar("demonstration_day", default=None)


def today() -> date:
    """The day that pages and new rows take: in demonstration mode, one day of the documents' own time."""
    if not settings.DEMONSTRATION:
        return timezone.localdate()
    return _chosen.get() or settings.DEMONSTRATION_DAYS[0]


def other_days() -> list[date]:
    """The days that a demonstration may be taken to instead; none outside demonstration mode."""
    return [day for day in settings.DEMONSTRATION_DAYS if day != today()] if settings.DEMONSTRATION else []


def day_with(plan_dated: date) -> date:
    """The first day that has come to a plan of that date: a demonstration's later day where today is too early."""
    return next((day for day in [today(), *other_days()] if day >= plan_dated), today())


def may_be_behind() -> bool:
    """Whether rows may have been written on a later day than today: only where somebody can go back in time."""
    return any(day > today() for day in other_days())


@contextmanager
def standing_on(day: date | None) -> Iterator[None]:
    """Within it, a demonstration's today is `day`, where that is one of its days."""
    token = _chosen.set(day if day in settings.DEMONSTRATION_DAYS else None)
    try:
        yield
    finally:
        _chosen.reset(token)
