"""The figures of one publication, as plain values: counts, what adds up to what, and the percentages made from them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

# The shorthand of official statistics for a number that is not shown. c, x, z and k as the Department for Education's
# explore-education-statistics methodology pages use them; u as in StatsWales, "Shorthand for labelling data values"
# (stats.gov.wales/en-GB/shorthand), which gives the other four the same meanings.
CODES = {
    "c": "confidential: hidden to protect people",
    "k": "rounds to 0 but is not 0",
    "u": "low reliability",
    "x": "not available",
    "z": "not applicable",
}


@dataclass(frozen=True)
class Rule:
    """How a council protects small numbers. Thresholds differ between bodies, so each value is a setting.

    threshold: counts from 1 to this are hidden. Councils commonly hide 1 to 4 or 1 to 5; UK LLC and ONS LS use 10.
    zero: "show" (the Department for Education shows true zeros) or "hide".
    round_to: counts that stay are rounded to the nearest multiple, halves up; 0 leaves them as they are, as the
        Department does for local authorities (it rounds national and regional counts to 10).
    least_values: what is promised of every hidden count: its lowest and highest possible value span at least so many.
    reliable_from: a percentage of fewer than this is shown as u; 0 for never.
    """

    threshold: int = 5
    zero: str = "show"
    round_to: int = 0
    least_values: int = 2
    reliable_from: int = 0

    def __post_init__(self):
        if self.zero not in {"show", "hide"}:
            raise ValueError("A rule says of zero either “show” or “hide”.")
        if self.threshold < 0 or self.round_to < 0 or self.reliable_from < 0 or self.least_values < 2:
            raise ValueError("A rule's numbers are not negative, and its least values are 2 or more.")

    def is_small(self, count: "Count") -> bool:
        """A change between two periods is no count of people, and is never small in this sense."""
        if count.value is None or count.signed:
            return False
        return 1 <= count.value <= self.threshold or (count.value == 0 and self.zero == "hide")


@dataclass(frozen=True)
class Count:
    """One whole number. Without a value it has the code x or z, and adds nothing to a total.

    code "u" withholds a value as unreliable. published=False: never shown, but to be protected (the month between two
    year-to-date figures). fixed: shown elsewhere already and not ours to hide (an England total). signed: a change,
    which may be negative.
    """

    key: str
    value: int | None = None
    code: str = ""
    published: bool = True
    fixed: bool = False
    signed: bool = False

    def __post_init__(self):
        if (self.value is None) != (self.code in {"x", "z"}) or self.code not in {"", "u", "x", "z"}:
            raise ValueError(f"“{self.key}” needs either a value or one of the codes x and z.")
        if self.value is not None and self.value < 0 and not self.signed:
            raise ValueError(f"“{self.key}” counts {self.value}: only a change may be below zero.")


@dataclass(frozen=True)
class Sum:
    """The total is the sum of its parts: a row, a column, areas in England; or later = earlier + change."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Share:
    """A percentage that is published, rounded half up to so many decimals."""

    key: str
    numerator: str
    denominator: str
    decimals: int = 0


@dataclass(frozen=True)
class Figures:
    """Everything that readers can put side by side. Refused with ValueError where it does not add up."""

    counts: tuple[Count, ...]
    sums: tuple[Sum, ...] = ()
    shares: tuple[Share, ...] = ()

    def __post_init__(self):
        keys = [count.key for count in self.counts] + [share.key for share in self.shares]
        if len(keys) != len(set(keys)):
            raise ValueError("Two figures have the same key.")
        known = self.by_key()
        for each in self.sums:
            total, parts = known[each.total].value or 0, sum(known[key].value or 0 for key in each.parts)
            if known[each.total].value is not None and total != parts:
                raise ValueError(f"“{each.total}” is {total}, but its parts add up to {parts}.")
        for share in self.shares:
            numerator, denominator = known[share.numerator].value, known[share.denominator].value
            if numerator is not None and denominator is not None and numerator > denominator:
                raise ValueError(f"“{share.key}” is {numerator} of {denominator}, more than the whole.")

    def by_key(self) -> dict[str, Count]:
        return {count.key: count for count in self.counts}


@dataclass(frozen=True)
class Shown:
    """What a reader may see of one figure: a value, or a code with the reason why there is none."""

    key: str
    value: int | Decimal | None = None
    code: str = ""
    why: str = ""
    published: bool = True
    signed: bool = False


@dataclass(frozen=True)
class Publication:
    """The figures as they may be shown, in their order, with how they hang together, which readers know too.

    exposed holds a sentence for each number that cannot be protected because the rest is published elsewhere.
    """

    counts: tuple[Shown, ...]
    shares: tuple[Shown, ...]
    sums: tuple[Sum, ...]
    made_of: tuple[Share, ...]
    rule: Rule
    exposed: tuple[str, ...] = ()

    def __getitem__(self, key: str) -> Shown:
        return next(shown for shown in (*self.counts, *self.shares) if shown.key == key)


def table(rows: dict[str, dict[str, int | None]], *, total: str = "Total") -> Figures:
    """A table of counts with its totals; keys are "row / column". An empty cell is not applicable (z)."""
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    cells = {(name, column): row.get(column) for name, row in rows.items() for column in columns}
    for name in rows:
        cells[name, total] = total_of(cells[name, column] for column in columns)
    for column in [*columns, total]:
        cells[total, column] = total_of(cells[name, column] for name in rows)
    keys = {place: " / ".join(place) for place in cells}
    by_row = {name: tuple(keys[name, column] for column in columns) for name in [*rows, total]}
    by_column = {column: tuple(keys[name, column] for name in rows) for column in [*columns, total]}
    sums = [Sum(keys[name, total], parts) for name, parts in by_row.items()]
    sums += [Sum(keys[total, column], parts) for column, parts in by_column.items()]
    return Figures(
        tuple(Count(keys[place], value, "z" if value is None else "") for place, value in cells.items()),
        tuple(sums),
    )


def total_of(values: Iterable[int | None]) -> int | None:
    """The total of what is not applicable is not applicable, rather than none."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def rest_of(share: Share) -> str:
    """The key of those who are in the denominator and not in the numerator."""
    return f"{share.key}: the rest"


def with_rests(figures: Figures) -> Figures:
    """The figures, with the rest of each percentage as a count of its own: 98 of 100 tells of two."""
    known = figures.by_key()
    counts, sums = list(figures.counts), list(figures.sums)
    for share in figures.shares:
        numerator, denominator = known[share.numerator].value, known[share.denominator].value
        if numerator is not None and denominator is not None:
            counts.append(Count(rest_of(share), denominator - numerator, published=False))
            sums.append(Sum(share.denominator, (share.numerator, rest_of(share))))
    return replace(figures, counts=tuple(counts), sums=tuple(sums))


def percentage(numerator: int, denominator: int, decimals: int) -> Decimal:
    exact = Decimal(100) * numerator / denominator
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def rounded(value: int, base: int) -> int:
    """To the nearest multiple, halves up."""
    return (2 * value + base) // (2 * base) * base
