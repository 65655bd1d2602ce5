"""Where everything stands in the picture of a plan's links: what they begin at left, what they lead to right.

Plain values only: y in pixels, x in percent of the width. The same links always give the same picture.
"""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field
from textwrap import wrap

MOST_LINKS = 150
LINE = 20
GAP = 8
LETTERS = 42  # of the long words beside a label, in the room that a wide screen has


@dataclass(frozen=True)
class Side:
    """One thing at an edge of the picture: its label, longer words where there is room, and its group.
    A group has a name too, and a short one for narrow screens."""

    key: Hashable
    label: str
    group: str
    words: str = ""
    group_short: str = ""


@dataclass(frozen=True)
class Drawn:
    """One link to draw."""

    source: Side
    target: Side
    waits: bool = False
    is_late: bool = False


@dataclass(frozen=True)
class Heading:
    """The name of a group over its things. `lines` are pairs of y and words."""

    y: int
    short: str
    lines: list[tuple[int, str]]


@dataclass(frozen=True)
class Place:
    """A thing where it stands. `lines` are its longer words; `number` counts its links."""

    y: int
    label: str
    number: int
    lines: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Curve:
    """A link from left to right, as an SVG path in a box 100 wide."""

    path: str
    is_late: bool
    waits: bool


@dataclass(frozen=True)
class Bundle:
    """What leads to one thing at the right."""

    place: Place
    curves: list[Curve]
    has_arrow: bool


@dataclass(frozen=True)
class LinkPicture:
    """The whole picture; `words` says what it shows to those who cannot see it."""

    height: int
    left: list[Heading]
    sources: list[Place]
    right: list[Heading]
    bundles: list[Bundle]
    words: str
    more: str
    has_waits: bool
    has_late: bool


def link_picture(links: list[Drawn], *, sources: list[Side], targets: list[Side]) -> LinkPicture | None:
    """The picture of links, each edge in the order given; None where there are none, or too many to follow."""
    if not 0 < len(links) <= MOST_LINKS:
        return None
    counts = Counter(link.source.key for link in links), Counter(link.target.key for link in links)
    sources, targets = _grouped(sources, counts[0]), _grouped(targets, counts[1])
    height = max(_height(sources), _height(targets))
    left, placed = _column(sources, height)
    right, reached = _column(targets, height)
    bundles = [
        _bundle(reached[key], [link for link in links if link.target.key == key], placed) for key in reached
    ]
    return LinkPicture(
        height=height,
        left=left,
        sources=list(placed.values()),
        right=right,
        bundles=bundles,
        words=f"{_many(len(links), 'link')} of {_many(len(placed), 'action')} to {_many(len(reached), 'thing')}",
        more=_most_linked(list(reached.values())),
        has_waits=any(link.waits for link in links),
        has_late=any(link.is_late for link in links),
    )


def _grouped(sides: list[Side], counts: Counter) -> dict[str, list[tuple[Side, int]]]:
    """Things by group, each with the number of its links, in the order given."""
    groups: dict[str, list[tuple[Side, int]]] = {}
    for side in sides:
        groups.setdefault(side.group, []).append((side, counts[side.key]))
    return groups


def _lines(words: str) -> list[str]:
    return wrap(words, LETTERS)


def _heights(groups) -> list[int]:
    """Of each heading and each thing beneath, from top to bottom."""
    heights = []
    for name, things in groups.items():
        heights.append(LINE * max(1, len(_lines(name))) if name else 0)
        heights += [LINE * (1 + len(_lines(side.words))) + (GAP if side.words else 0) for side, _ in things]
    return heights


def _height(groups) -> int:
    return sum(_heights(groups)) + GAP * 2 * len(groups)


def _column(groups, height: int) -> tuple[list[Heading], dict[Hashable, Place]]:
    """Headings and places of one edge; what room is left over stands between the groups and their things."""
    heights = iter(_heights(groups))
    steps = sum(len(things) for things in groups.values()) + len(groups)
    spare = (height - _height(groups)) / max(steps, 1)
    headings, places, y = [], {}, 0.0
    for name, things in groups.items():
        y += GAP * 2
        headings.append(Heading(round(y) + 14, things[0][0].group_short or name, _from(y, _lines(name))))
        y += next(heights) + spare
        for side, number in things:
            places[side.key] = Place(round(y) + 14, side.label, number, _from(y + LINE, _lines(side.words)))
            y += next(heights) + spare
    return headings, places


def _from(y: float, lines: list[str]) -> list[tuple[int, str]]:
    return [(round(y) + 14 + LINE * number, words) for number, words in enumerate(lines)]


def _bundle(place: Place, links: list[Drawn], placed: dict[Hashable, Place]) -> Bundle:
    # Two links between the same two things are one curve, drawn as the graver.
    graver = {}
    for link in sorted(links, key=lambda link: (link.is_late, link.waits)):
        graver[link.source.key] = link
    curves = [
        Curve(_path(placed[key].y - 5, place.y - 5), link.is_late, link.waits) for key, link in graver.items()
    ]
    return Bundle(
        place, sorted(curves, key=lambda curve: (curve.is_late, curve.waits)), any(c.waits for c in curves)
    )


def _path(start: int, end: int) -> str:
    return f"M0 {start}C45 {start} 55 {end} 100 {end}"


def _most_linked(places: list[Place]) -> str:
    most = max(place.number for place in places)
    if most == 1:
        return "Nothing is linked to twice."
    labels = [place.label for place in places if place.number == most]
    return f"The most, {most}, lead to {' and to '.join(labels)}."


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
