"""Words for a row of the table of actions (see improvement/actions/rows.py for what a row carries)."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.http import urlencode

from improvement.deadlines.asked import asked_mark
from improvement.deadlines.moves import by_how_much
from improvement.deadlines.words import days_over, overdue_words, reading_words, short
from improvement.posts import post_state
from improvement.ratings import Code, Movement, movement, movement_words
from improvement.templatetags.ratings import movement as draw_movement
from improvement.wording.twin_page import SAME

register = template.Library()


@register.simple_tag
def row_movement(row):
    """How the rating moved since the round before, drawn; nothing where it did not or was never given."""
    kind = movement(row.code_before, row.code)
    if kind in {Movement.SAME, Movement.FIRST}:
        return ""
    return draw_movement(kind, movement_words(kind, row.label_before))


@register.filter
def lead_state(row) -> str:
    return post_state(row.lead_kind, row.lead_held)


@register.simple_tag
def row_reading(row, when):
    """How the printed deadline was read, bold and with the days over where an unfinished action is overdue."""
    reading = reading_words(row.deadline_kind, row.deadline_starts, row.due, row.condition or "")
    over = days_over(when.day, row.due) if row.code != Code.COMPLETE else 0
    return draw_reading(reading, overdue_words(over) if over > 0 else "")


@register.simple_tag
def row_asked(row):
    """The deadline that somebody asks for, until it is agreed."""
    mark = asked_mark(row.asked_words, row.asked_ends)
    return format_html(' <span class="second strong">{}</span>', mark) if mark else ""


@lru_cache(maxsize=512)
def draw_reading(reading: str, over: str):
    return render_to_string("improvement/_row_reading.html", {"reading": reading, "over": over})


@register.filter
def moved_line(page) -> str:
    """The newest change of rating and its day."""
    return f"{page.moved_words}, {short(page.moved_on)}"


@register.filter
def due_words(page, when) -> str:
    """“Due 31 August 2022, in 42 days”, “Overdue 20 days”, or why there is no end."""
    due = page.action.due
    if page.is_complete:
        return ""
    if due is None:
        deadline = page.action.current_deadline
        reading = (
            reading_words(deadline.kind, deadline.starts, None, deadline.condition)
            if deadline
            else "no deadline set"
        )
        return reading[:1].upper() + reading[1:]
    over = days_over(when.day, due)
    if over > 0:
        return f"Due {due:%-d %B %Y}, {overdue_words(over)}"
    return f"Due {due:%-d %B %Y}, " + ("today" if over == 0 else f"in {-over} day{'' if over == -1 else 's'}")


@register.filter
def in_order(items, newest_first: bool):
    return list(reversed(items)) if newest_first else items


@register.filter
def same(one, other) -> bool:
    return one == other


@register.filter
def holds(role_names, role: str) -> bool:
    return role in role_names


@register.filter
def same_as(twin, plan) -> str:
    """The query that fills in a link to a twin: shown in two places on purpose."""
    where = twin.address if twin.plan == plan.slug else f"{twin.plan} {twin.address}"
    because = "The plan prints it twice; it is shown in both places and has one deadline"
    return urlencode({"to": where, "words": f"{SAME} {twin.address}", "because": because})


register.filter("by_how_much", by_how_much)
register.filter("overdue_words", overdue_words)
