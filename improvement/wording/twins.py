"""Which of many texts say the same, or nearly: each must be compared with few others, not with all.

Likeness is the share of word pairs that two texts have in common (Dice): 1 for the same words, about 0.97 for one
word changed in sixty. Candidates come from an index of rare pairs alone, the prefix filter of Chaudhuri, Ganti and
Kaushik (A Primitive Operator for Similarity Joins, 2006), which misses none.
"""

import math
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from improvement.wording.plain_words import plain_words

# Of fewer words, one more or less is another meaning.
AT_LEAST_WORDS = 4
# Enough that the pairs of a text seldom share a bit.
BITS = 1021
ROUNDING = 1e-9


@dataclass(frozen=True)
class Wording:
    """The texts with the same words, and how like they are to the group's first wording, 0 to 1."""

    keys: tuple[Hashable, ...]
    likeness: float


@dataclass(frozen=True)
class TwinGroup:
    """Texts that are alike, by wording: a page shows the first, and the others as changes to it."""

    wordings: tuple[Wording, ...]

    @property
    def members(self) -> tuple[Hashable, ...]:
        """All keys, those of one wording side by side."""
        return tuple(chain.from_iterable(wording.keys for wording in self.wordings))

    @property
    def is_same(self) -> bool:
        """Word for word, whatever the case, punctuation and line breaks."""
        return len(self.wordings) == 1

    @property
    def likeness(self) -> float:
        """The lowest to the first wording. It can be under what was asked for: A is like B, and B like C."""
        return min(wording.likeness for wording in self.wordings)


def twins(texts: Mapping[Hashable, str], *, alike: float = 0.8) -> list[TwinGroup]:
    """Groups of at least two texts that are alike, the most alike first. No text is in two groups.

    Texts of under four words must be the same; empty ones are nobody's twin.
    """
    if not 0 < alike <= 1:
        raise ValueError("Give alike as a share: above 0, and 1 at the most.")
    same = _same_words(texts)
    keys, bags = list(same.values()), _bags(same)
    groups = [
        TwinGroup(tuple(Wording(tuple(keys[n]), _likeness(bags[group[0]], bags[n])) for n in group))
        for group in _groups(bags, alike)
        if len(group) > 1 or len(keys[group[0]]) > 1
    ]
    return sorted(groups, key=lambda group: (not group.is_same, -group.likeness, -len(group.members)))


def _same_words(texts: Mapping[Hashable, str]) -> dict[tuple[str, ...], list[Hashable]]:
    """Keys by words. Two thousand identical texts are one wording from here on."""
    same: dict[tuple[str, ...], list[Hashable]] = {}
    for key, text in texts.items():
        if words := plain_words(text):
            same.setdefault(words, []).append(key)
    return same


def _bags(wordings) -> list[frozenset[int]]:
    """Each wording's pairs as numbers, the rarest pair of all wordings the lowest; none for a short one."""
    pairs = [list(_pairs(words)) if len(words) >= AT_LEAST_WORDS else [] for words in wordings]
    often = Counter(chain.from_iterable(pairs))
    rank = {pair: number for number, pair in enumerate(sorted(often, key=often.__getitem__))}
    return [frozenset(rank[pair] for pair in found) for found in pairs]


def _pairs(words: tuple[str, ...]) -> Iterator[tuple[str, str, int]]:
    """Neighbours, the edges counted as words; numbered, as a text said twice is not like itself said once."""
    seen: Counter = Counter()
    for pair in zip(("", *words), (*words, ""), strict=True):
        seen[pair] += 1
        yield (*pair, seen[pair])


def _groups(bags: list[frozenset[int]], alike: float) -> list[list[int]]:
    """Numbers of wordings, together where a chain of likeness joins them; in the order given."""
    group_of = [[number] for number in range(len(bags))]
    marks = [_mark(bag) for bag in bags]
    with_pair: dict[int, list[int]] = {}
    for number, bag in enumerate(bags):
        rare, mark = sorted(bag)[: _prefix(len(bag), alike)], marks[number]
        for other in set().union(*(with_pair.get(pair, ()) for pair in rare)):
            # Whoever is in the group already need not be compared: of many near-identical texts, hardly any is.
            if group_of[other] is group_of[number]:
                continue
            may_differ = (1 - alike) * (len(bag) + len(bags[other])) + ROUNDING
            if (mark ^ marks[other]).bit_count() <= may_differ and _likeness(bags[other], bag) >= alike:
                _join(group_of, number, other)
        for pair in rare:
            with_pair.setdefault(pair, []).append(number)
    return sorted(sorted(group) for group in {id(group): group for group in group_of}.values())


def _prefix(size: int, alike: float) -> int:
    """How many of its rarest pairs a text of this size must be looked up by, so that no twin is missed.

    A twin shares at least size x alike / (2 - alike) pairs: with one fewer than those left out, one is still in.
    """
    return size - math.ceil(size * alike / (2 - alike) - ROUNDING) + 1


def _mark(bag: frozenset[int]) -> int:
    """A bit for each pair. Two bags differ in at least as many pairs as their marks in bits, and bits are quick."""
    mark = 0
    for pair in bag:
        mark |= 1 << pair % BITS
    return mark


def _join(group_of: list[list[int]], one: int, other: int) -> None:
    small, large = sorted((group_of[one], group_of[other]), key=len)
    large.extend(small)
    for number in small:
        group_of[number] = large


def _likeness(one: frozenset[int], other: frozenset[int]) -> float:
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 1.0
