"""What changed in wording between two texts: words kept, added and removed, every space and line break included."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise, takewhile
from typing import Literal

Kind = Literal["same", "added", "removed"]

# A word, and the space between it and the next.
WORD = re.compile(r"(\S+)(\s*)")
# The matcher's time can grow with the words times the places where words could match, to minutes. With more places
# than this, fixed points are found first, and it is asked only about what lies between two of them.
AT_MOST_PLACES = 2000
# A word is a fixed point if it stands at most so many times, and equally often in both texts.
SELDOM = 3
# One or two words that happen to stand in both, between changes of three times as many: “the” parts nothing.
BY_CHANCE = 2
LONGER = 3


@dataclass(frozen=True)
class Run:
    """Words that follow each other and had the same done to them."""

    kind: Kind
    words: str

    @property
    def space_alone(self) -> str:
        """“line break” or “space” where nothing else was added or removed: a page must name what nobody sees."""
        if self.kind == "same" or self.words.strip():
            return ""
        return "line break" if "\n" in self.words else "space"


def word_changes(before: str, after: str) -> list[Run]:
    """Runs in reading order, what was removed before what came in its place.

    Runs that are the same or removed make up `before`, those that are the same or added `after`, to the letter.
    """
    old, new = _words(before), _words(after)
    runs: list[Run] = []
    removed = added = ""
    for same, gone, come in _pieces(old, new):
        removed, added = removed + gone, added + come
        if same:
            runs += _change(removed, added)
            runs.append(Run("same", same))
            removed = added = ""
    return _joined([*runs, *_change(removed, added)])


def _words(text: str) -> list[tuple[str, str]]:
    """Words, each with the space after it; the first is empty and has the space that the text opens with."""
    return [("", _opening_space(text)), *WORD.findall(text)]


def _pieces(old, new) -> Iterator[tuple[str, str, str]]:
    """What is the same, what went and what came: always either the first or the others."""
    end = (len(old), len(new))
    places = _not_by_chance(_matches([word for word, _ in old], [word for word, _ in new]), end)
    for (i, j), (next_i, next_j) in pairwise([*places, end]):
        (word, space), (_, new_space) = old[i], new[j]
        yield word, "", ""
        yield (space, "", "") if space == new_space else ("", space, new_space)
        yield "", _text(old[i + 1 : next_i]), _text(new[j + 1 : next_j])


def _text(words) -> str:
    return "".join(word + space for word, space in words)


def _change(removed: str, added: str) -> list[Run]:
    """Runs of one change; space that both open or end with is no part of it."""
    opening = _space_both_open_with(removed, added)
    removed, added = removed[len(opening) :], added[len(opening) :]
    ending = _space_both_open_with(removed[::-1], added[::-1])[::-1]
    removed, added = removed.removesuffix(ending), added.removesuffix(ending)
    return [Run("same", opening), Run("removed", removed), Run("added", added), Run("same", ending)]


def _space_both_open_with(one: str, other: str) -> str:
    return one[: _same_at_start(_opening_space(one), _opening_space(other))]


def _opening_space(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbours of one kind as one run; empty ones left out."""
    by_kind = groupby((run for run in runs if run.words), key=lambda run: run.kind)
    return [Run(kind, "".join(run.words for run in found)) for kind, found in by_kind]


def _matches(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Places of words that stand in both, in the order of both."""
    head = _same_at_start(old, new)
    tail = _same_at_start(old[: head - 1 : -1], new[: head - 1 : -1])
    ends = len(old) - tail, len(new) - tail
    middle = _matches_within(old[head : ends[0]], new[head : ends[1]])
    return [
        *((place, place) for place in range(head)),
        *((head + i, head + j) for i, j in middle),
        *((ends[0] + place, ends[1] + place) for place in range(tail)),
    ]


def _same_at_start(old: Sequence[str], new: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _matches_within(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    if _is_quick(old, new):
        yield from _matched(old, new)
        return
    fixed = [(-1, -1), *_fixed_points(old, new), (len(old), len(new))]
    for (i, j), (next_i, next_j) in pairwise(fixed):
        if i >= 0:
            yield i, j
        part, new_part = old[i + 1 : next_i], new[j + 1 : next_j]
        if _is_quick(part, new_part):
            yield from ((i + 1 + x, j + 1 + y) for x, y in _matched(part, new_part))


def _is_quick(old: list[str], new: list[str]) -> bool:
    often = Counter(new)
    return len(old) + len(new) + sum(often[word] for word in old) <= AT_MOST_PLACES


def _matched(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    for i, j, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        yield from ((i + n, j + n) for n in range(size))


def _fixed_points(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Words that stand seldom and equally often, the second with the second; as many as keep their order."""
    seldom, new_seldom = _seldom(old), _seldom(new)
    found = [word for word in seldom if len(seldom[word]) == len(new_seldom.get(word, ()))]
    pairs = (pair for word in found for pair in zip(seldom[word], new_seldom[word], strict=True))
    return _longest_rising(sorted(pairs))


def _seldom(words: list[str]) -> dict[str, list[int]]:
    """Places of each word that stands at most a few times."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word, []).append(place)
    return {word: found for word, found in places.items() if len(found) <= SELDOM}


def _longest_rising(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of points whose second numbers rise as the first do, by laying out patience."""
    tops: list[int] = []
    piles: list[tuple] = []
    for point in points:
        pile = bisect_left(tops, point[1])
        # A chain: the point, then the chain that it goes on from.
        chain = (point, piles[pile - 1] if pile else None)
        tops[pile : pile + 1], piles[pile : pile + 1] = [point[1]], [chain]
    chain, rising = piles[-1] if piles else None, []
    while chain:
        point, chain = chain
        rising.append(point)
    return rising[::-1]


def _not_by_chance(places: list[tuple[int, int]], end: tuple[int, int]) -> list[tuple[int, int]]:
    """Without the few words that two rewritten passages share: they would tear both to shreds."""
    along = groupby(enumerate(places), key=lambda item: (item[1][0] - item[0], item[1][1] - item[0]))
    together = [[place for _, place in found] for _, found in along]
    kept = together[0]
    for same, (following, *_) in pairwise([*together[1:], [end]]):
        shorter = min(_between(kept[-1], same[0]), _between(same[-1], following))
        if len(same) > BY_CHANCE or shorter < LONGER * len(same):
            kept += same
    return kept


def _between(one: tuple[int, int], other: tuple[int, int]) -> int:
    """The words between two places, in the text that has more."""
    return max(other[0] - one[0], other[1] - one[1]) - 1
