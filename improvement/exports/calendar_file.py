"""A calendar as programs subscribe to it: iCalendar (RFC 5545), with what RFC 7986 adds for subscribing."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import icalendar
from django.conf import settings

from improvement.calendar_events import Event

CONTENT_TYPE = "text/calendar; charset=utf-8"
ASK_AGAIN = timedelta(hours=12)
A_DAY = timedelta(days=1)


def calendar_file(events: Iterable[Event], *, name: str, site: str) -> bytes:
    """Whole-day events that take up no time. `site` is where the product is reached, such as https://plan.example/."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{settings.PRODUCT_NAME}//EN")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(ASK_AGAIN))
    for event in events:
        calendar.add_component(_event(event, site))
    return calendar.to_ical()


def _event(event: Event, site: str) -> icalendar.Event:
    """DTEND is the day after the last one: it is not part of an event. The host keeps UIDs of two places apart."""
    made, url = icalendar.Event(), urljoin(site, event.path)
    made.add("uid", f"{event.name}@{urlsplit(site).netloc}")
    made.add("dtstamp", event.changed)
    made.add("last-modified", event.changed)
    made.add("dtstart", event.first)
    made.add("dtend", event.last + A_DAY)
    made.add("summary", " ".join(event.title.split()))
    made.add("description", f"{event.words}\n{url}")
    made.add("url", url)
    made.add("transp", "TRANSPARENT")
    return made
