"""Words, days and times as the pages write them."""

from datetime import datetime

from django import template
from django.template.loader import render_to_string
from django.utils import dateformat, timezone

from improvement.wording.prose import blocks
from improvement.wording.word_changes import word_changes as changes_between

register = template.Library()


@register.filter
def prose(text):
    """Words as they were written, in paragraphs and bullets."""
    return render_to_string("parts/prose.html", {"blocks": blocks(text or "")})


@register.inclusion_tag("parts/word_changes.html")
def word_changes(before, after):
    """Two wordings as one text, with what was removed and what was added; a browser's line breaks are no change."""
    before, after = ((text or "").replace("\r\n", "\n") for text in (before, after))
    return {"runs": changes_between(before, after)}


@register.filter
def long_date(day):
    """31 March 2022, as in sentences."""
    return dateformat.format(_local(day), "j F Y") if day else ""


@register.filter
def short_date(day):
    """31 Mar 2022, as in tables."""
    return dateformat.format(_local(day), "j M Y") if day else ""


@register.filter
def clock_time(moment):
    """4.52 pm; a full hour is 5 pm."""
    if not moment:
        return ""
    moment = _local(moment)
    half = "am" if moment.hour < 12 else "pm"
    minutes = f".{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes} {half}"


@register.filter
def moment_words(moment):
    """4.52 pm today; 21 Nov 2026, 4.52 pm before."""
    said = clock_time(moment)
    return said if _local(moment).date() == timezone.localdate() else f"{short_date(moment)}, {said}"


def _local(moment):
    """A moment in the council's own time; a plain day is what it is."""
    return (
        timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment
    )
