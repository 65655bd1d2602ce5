"""Which day a page is asked about."""

from datetime import date

from django.http import Http404

from improvement import clock
from improvement.as_at import AsAt


def asked_day(request) -> AsAt:
    """The day in ?as_at=2022-03-23, or today. A day that cannot be read or has not come is a helpful 404."""
    today, asked = clock.today(), request.GET.get("as_at", "").strip()
    if not asked:
        return AsAt(today, today)
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        raise Http404(
            f"“{asked}” is not a date. Enter the year, month and day, such as 2022-03-23."
        ) from None
    if day > today:
        raise Http404(
            f"{day:%-d %B %Y} has not come yet. Choose today, {today:%-d %B %Y}, or a day before it."
        )
    return AsAt(day, today)
