"""Ways round in links: things that lead, one to the next, back to where they began. Plain values only."""

from collections import deque
from collections.abc import Hashable, Iterable, Iterator

Link = tuple[Hashable, Hashable]


def cycles(links: Iterable[Link]) -> list[list[Hashable]]:
    """Groups of things that all lead to one another, each in the order in which it was first named.

    They are the strongly connected components of more than one thing (Tarjan, 1972), and whatever is linked to
    itself. Walked without recursion: a chain of links may be as long as a plan.

    >>> cycles([("a", "b"), ("b", "a"), ("b", "c")])
    [['a', 'b']]
    """
    onward = _onward(links)
    place = {thing: number for number, thing in enumerate(onward)}
    found = [
        sorted(group, key=place.__getitem__)
        for group in _components(onward)
        if len(group) > 1 or group[0] in onward[group[0]]
    ]
    return sorted(found, key=lambda group: place[group[0]])


def one_way_round(links: Iterable[Link], members: list[Hashable]) -> list[Hashable]:
    """A shortest walk from the first of a group through its members back to itself, both ends named.

    >>> one_way_round([("a", "b"), ("b", "c"), ("b", "a"), ("c", "a")], ["a", "b", "c"])
    ['a', 'b', 'a']
    """
    inside, start = set(members), members[0]
    onward = _onward((one, other) for one, other in links if one in inside and other in inside)
    came_from, waiting = {}, deque([start])
    while waiting:
        here = waiting.popleft()
        for there in onward.get(here, ()):
            if there == start:
                return [*_walked(came_from, start, here), start]
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    return []


def _onward(links: Iterable[Link]) -> dict[Hashable, dict[Hashable, None]]:
    """What each thing leads to, in the order named; those that lead nowhere are in it too."""
    onward: dict[Hashable, dict[Hashable, None]] = {}
    for one, other in links:
        onward.setdefault(one, {})[other] = None
        onward.setdefault(other, {})
    return onward


def _components(onward: dict[Hashable, dict[Hashable, None]]) -> Iterator[list[Hashable]]:
    number: dict[Hashable, int] = {}
    lowest: dict[Hashable, int] = {}
    kept: dict[Hashable, None] = {}
    for start in onward:
        if start in number:
            continue
        path = [(start, iter(onward[start]))]
        number[start] = lowest[start] = len(number)
        kept[start] = None
        while path:
            here, rest = path[-1]
            there = next(rest, None)
            if there is None:
                path.pop()
                if path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], lowest[here])
                if lowest[here] == number[here]:
                    yield list(_taken(kept, here))
            elif there not in number:
                number[there] = lowest[there] = len(number)
                kept[there] = None
                path.append((there, iter(onward[there])))
            elif there in kept:
                lowest[here] = min(lowest[here], number[there])


def _taken(kept: dict[Hashable, None], down_to: Hashable) -> Iterator[Hashable]:
    """What was kept last, down to and with one thing."""
    while True:
        thing, _ = kept.popitem()
        yield thing
        if thing == down_to:
            return


def _walked(came_from: dict[Hashable, Hashable], start: Hashable, end: Hashable) -> list[Hashable]:
    back = [end]
    while back[-1] != start:
        back.append(came_from[back[-1]])
    return back[::-1]
