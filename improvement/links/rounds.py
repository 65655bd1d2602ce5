"""Links that lead back to where they began, in a sentence each."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from improvement.links.cycles import cycles, one_way_round
from improvement.links.ends import ACTION, THEME, End, Link


@dataclass(frozen=True)
class Round:
    """One way round. `is_stuck`: each waits for the next, so none can be finished first. `others` names what
    else belongs to it and is not on the shortest way, which the words tell."""

    words: str
    is_stuck: bool
    others: list[str]


def rounds_in(links: Collection[Link], plan: str) -> list[Round]:
    """The ways round that pass through a plan, in the order of its links. A theme leads to the actions it holds."""
    links = [link for link in links if link.target.kind in {ACTION, THEME}]
    ends = {end.key: end for link in links for end in (link.source, link.target)}
    steps: dict[tuple, str] = {}
    for link in links:
        steps.setdefault((link.source.key, link.target.key), link.kind_words)
    holds = _holds(ends.values())
    waiting = [(link.source.key, link.target.key) for link in links if link.waits]
    stuck = cycles([*waiting, *holds])
    found = []
    for members in cycles([*steps, *holds]):
        if all(ends[key].plan != plan for key in members):
            continue
        inner = [group for group in stuck if set(group) <= set(members)]
        for group, edges in [(group, [*waiting, *holds]) for group in inner] or [(members, [*steps, *holds])]:
            found.append(_round(_action_first(group), edges, members, steps, ends, plan, bool(inner)))
    return found


def _holds(ends: Collection[End]) -> list[tuple]:
    """From each theme that is linked to, to the linked actions that it holds."""
    themes = {end.key[1]: end.key for end in ends if end.kind == THEME}
    return [
        (themes[theme], end.key)
        for end in ends
        if end.kind == ACTION
        for theme in end.theme_path
        if theme in themes
    ]


def _action_first(group: list) -> list:
    return sorted(group, key=lambda key: key[0] != ACTION)


def _round(
    group: list, edges: list, members: list, steps: dict, ends: dict, plan: str, is_stuck: bool
) -> Round:
    walk = one_way_round(edges, group)
    words = _named(ends[walk[0]], plan)
    for number, (one, other) in enumerate(pairwise(walk)):
        how = "waits for" if is_stuck and one[0] == ACTION else steps.get((one, other), "holds")
        words += f"{', which ' if number else ' '}{how} {_named(ends[other], plan)}"
    others = [_named(ends[key], plan) for key in members if key not in walk]
    return Round(f"{words}.", is_stuck, others)


def _named(end: End, plan: str) -> str:
    return end.label if end.plan == plan else f"{end.label} of {end.plan_title}"
