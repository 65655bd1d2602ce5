"""The attack on a publication: what values can a hidden count still have, given all that is shown?

Every value reported as possible comes with a complete set of counts that agrees with all that is shown, so a range is
never wider than it really is: where the search gives up, it reports less room, and suppression hides more.
What a reader may conclude from how the second cell is chosen is left out, as it is in the usual methods (Handbook on
Statistical Disclosure Control, chapters on tables, sdctools.github.io/HandbookSDC).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kpis.counts import Publication, Share, Shown

PASSES = 40
STEPS = 400
TRIES = 40

# The whole numbers x with least <= sum of factor * x[place] <= most; None for no limit.
Limit = tuple[tuple[tuple[int, int], ...], int | None, int | None]


@dataclass(frozen=True)
class Range:
    """The lowest and highest value found possible. highest is None where nothing shown sets a limit."""

    lowest: int
    highest: int | None

    def spans(self, values: int) -> bool:
        return self.highest is None or self.highest - self.lowest + 1 >= values


def possible_values(publication: Publication, *, enough: int | None = None) -> dict[str, Range]:
    """The range of every count that is hidden (c or u) or never published.

    With `enough`, a range is not widened further once it spans so many values. ValueError where what is shown
    contradicts itself, or is too large to find one answer.
    """
    ceiling = highest_considered(publication)
    places = {shown.key: place for place, shown in enumerate(publication.counts)}
    limits = [*limits_of_sums(publication, places), *limits_of_shares(publication, places)]
    low, high = map(
        list, zip(*(bounds(shown, publication, ceiling) for shown in publication.counts), strict=True)
    )
    if not tighten(low, high, limits) or (first := answer(low, high, limits)) is None:
        raise ValueError("No counts were found that agree with what is shown.")
    least, most = list(first), list(first)
    for shown in publication.counts:
        if is_hidden(shown):
            widen(places[shown.key], (low, high), (least, most), limits, enough)
    return {
        shown.key: Range(least[place], None if most[place] >= ceiling else most[place])
        for shown, place in zip(publication.counts, range(len(least)), strict=True)
        if is_hidden(shown)
    }


def is_hidden(shown: Shown) -> bool:
    return not shown.published or shown.code in {"c", "u"}


def highest_considered(publication: Publication) -> int:
    """Above every total that shown numbers could make; a count without any limit is tried up to here."""
    return 2 * sum(abs(int(shown.value)) for shown in publication.counts if shown.value is not None) + 1000


def bounds(shown: Shown, publication: Publication, ceiling: int) -> tuple[int, int]:
    base, zero_shown = publication.rule.round_to, publication.rule.zero == "show"
    if shown.code in {"x", "z"}:
        return 0, 0
    if is_hidden(shown):
        at_least = 1 if zero_shown and shown.published and shown.code == "c" else 0
        return (-ceiling if shown.signed else at_least), ceiling
    if shown.code == "k":
        return (-(base // 2) if shown.signed else 1), (base - 1) // 2
    value = int(shown.value)
    if base and value:
        low = value - base // 2
        return (low if shown.signed else max(0, low)), value + (base - 1) // 2
    return value, value


def limits_of_sums(publication: Publication, places: dict[str, int]) -> Iterator[Limit]:
    for each in publication.sums:
        if publication[each.total].code not in {"x", "z"}:
            yield ((places[each.total], 1), *((places[key], -1) for key in each.parts)), 0, 0


def limits_of_shares(publication: Publication, places: dict[str, int]) -> Iterator[Limit]:
    """A shown percentage p of d decimals says: p - half <= 100 numerator / denominator < p + half."""
    for share in publication.made_of:
        shown = publication[share.key]
        if shown.value is not None:
            yield from limits_of_share(share, shown, places)


def limits_of_share(share: Share, shown: Shown, places: dict[str, int]) -> Iterator[Limit]:
    above, below = places[share.numerator], places[share.denominator]
    units, whole = int(shown.value.scaleb(share.decimals)), 200 * 10**share.decimals
    yield ((above, whole), (below, 1 - 2 * units)), 0, None
    yield ((above, whole), (below, -1 - 2 * units)), None, -1


def widen(place: int, outer, found, limits: list[Limit], enough: int | None) -> None:
    """Look for answers with a lower and with a higher value at this place; every answer widens all ranges."""
    (low, high), (least, most) = outer, found
    for outward in (
        lambda: range(low[place], min(least[place], low[place] + TRIES)),
        lambda: range(high[place], max(most[place], high[place] - TRIES), -1),
        lambda: range(least[place] - 1, max(low[place] - 1, least[place] - 4), -1),
        lambda: range(most[place] + 1, min(high[place] + 1, most[place] + 4)),
    ):
        for value in outward():
            if enough and most[place] - least[place] + 1 >= enough:
                return
            lower, upper = list(low), list(high)
            lower[place] = upper[place] = value
            one = answer(lower, upper, limits)
            if one is not None:
                least[:] = map(min, least, one)
                most[:] = map(max, most, one)
                break


def answer(low: list[int], high: list[int], limits: list[Limit]) -> list[int] | None:
    """Counts within the bounds that keep every limit; None where there are none, or the search gave up."""
    return search(list(low), list(high), limits, [STEPS])


def search(low: list[int], high: list[int], limits: list[Limit], steps: list[int]) -> list[int] | None:
    steps[0] -= 1
    if steps[0] < 0 or not tighten(low, high, limits):
        return None
    open_places = [place for place in range(len(low)) if low[place] < high[place]]
    if not open_places:
        return low if all(keeps(low, limit) for limit in limits) else None
    place = min(open_places, key=lambda each: high[each] - low[each])
    for value in (low[place], high[place], *range(low[place] + 1, high[place])):
        if steps[0] < 0:
            return None
        lower, upper = list(low), list(high)
        lower[place] = upper[place] = value
        if (found := search(lower, upper, limits, steps)) is not None:
            return found
    return None


def keeps(values: list[int], limit: Limit) -> bool:
    terms, least, most = limit
    total = sum(factor * values[place] for place, factor in terms)
    return (least is None or total >= least) and (most is None or total <= most)


def tighten(low: list[int], high: list[int], limits: list[Limit]) -> bool:
    """Narrow the bounds in place by each limit in turn; False where nothing is left."""
    for _ in range(PASSES):
        before = (tuple(low), tuple(high))
        if not all(narrow(low, high, limit) for limit in limits):
            return False
        if before == (tuple(low), tuple(high)):
            break
    return True


def narrow(low: list[int], high: list[int], limit: Limit) -> bool:
    terms, least, most = limit
    smallest = sum(factor * (low if factor > 0 else high)[place] for place, factor in terms)
    largest = sum(factor * (high if factor > 0 else low)[place] for place, factor in terms)
    for place, factor in terms:
        near, far = (low[place], high[place]) if factor > 0 else (high[place], low[place])
        if most is not None:
            room = most - smallest + factor * near
            if factor > 0:
                high[place] = min(high[place], room // factor)
            else:
                low[place] = max(low[place], -(-room // factor))
        if least is not None:
            need = least - largest + factor * far
            if factor > 0:
                low[place] = max(low[place], -(-need // factor))
            else:
                high[place] = min(high[place], need // factor)
        if low[place] > high[place]:
            return False
    return True
