"""A plan's links as the sides and curves of its picture."""

import re

from improvement.links.ends import ACTION, CLOSED, PROGRAMME, THEME, UNKNOWN, End, Link
from improvement.links.picture import MOST_LINKS, Drawn, LinkPicture, Side, link_picture
from improvement.links.themes import Themes

ORDER = [THEME, ACTION, PROGRAMME, CLOSED, UNKNOWN]
HERE = {THEME: ("Whole themes of this plan", "Themes"), ACTION: ("Actions of this plan", "Actions")}
LONGEST_LABEL = 24


def picture_of(links: list[Link], plan: str, themes: Themes) -> LinkPicture | None:
    """The picture of a plan's links; None where there are none or too many."""
    if len(links) > MOST_LINKS:
        return None
    printed: dict[tuple, dict[str, None]] = {}
    for link in links:
        printed.setdefault(link.target.key, {})[link.words] = None
    sources = _sorted({link.source.key: link.source for link in links}.values(), plan)
    begin = {end.key: _source(end, plan, themes) for end in sources}
    lead = {
        end.key: _target(end, plan, list(printed[end.key]))
        for end in _sorted({link.target.key: link.target for link in links}.values(), plan)
    }
    drawn = [
        Drawn(begin[link.source.key], lead[link.target.key], link.waits, bool(link.held_up)) for link in links
    ]
    return link_picture(drawn, sources=list(begin.values()), targets=list(lead.values()))


def _sorted(ends, plan: str) -> list[End]:
    """This plan's own first, in its order; then other plans, programmes by number, and what is not held."""
    return sorted(
        ends,
        key=lambda end: (
            ORDER.index(end.kind) if end.plan == plan or not end.is_held else ORDER.index(PROGRAMME) - 0.5,
            end.plan_title,
            end.title if end.kind == PROGRAMME else "",
            end.position,
            _natural(end.label),
        ),
    )


def _natural(label: str) -> list:
    """“PSV 10” comes after “PSV 9”."""
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in re.split(r"(\d+)", label)]


def _source(end: End, plan: str, themes: Themes) -> Side:
    if end.plan != plan:
        return Side(end.key, end.label, end.plan_title, group_short="Other plan")
    branch = themes.branch(end.theme_path[0])
    return Side(end.key, end.label, themes.name(branch), group_short=themes.short(branch))


def _target(end: End, plan: str, printed: list[str]) -> Side:
    if end.is_held:
        group, short = HERE[end.kind] if end.plan == plan else (end.plan_title, "Other plan")
        return Side(end.key, end.label, group, end.title, group_short=short)
    as_printed = " / ".join(printed)
    label = as_printed if len(as_printed) <= LONGEST_LABEL else end.label or printed[0]
    if end.kind == PROGRAMME:
        return Side(end.key, label, f"{end.title}, not held here", group_short="Outside")
    if end.kind == CLOSED:
        return Side(end.key, label, "In plans not shared with you", group_short="Not shared")
    return Side(end.key, label, "Not held here", group_short="Not held")
