"""Composition bars: how wide each code's part is. One length stands for one action in every row."""

import re
from dataclasses import dataclass

from improvement.ratings import Code

# The bar on the narrowest phone, in pixels: a part too narrow there for its number goes without.
NARROWEST = 280
DIGIT = 8


@dataclass(frozen=True)
class Segment:
    """One code's part: x and width in percent of the whole length."""

    code: str
    count: int
    x: float
    width: float

    @property
    def shows_count(self) -> bool:
        return self.width * NARROWEST / 100 >= DIGIT * len(str(self.count)) + 5

    @property
    def chip_width(self) -> int:
        return DIGIT * len(str(self.count)) + 10

    @property
    def chip_half(self) -> int:
        """Half the chip and the pixel by which its part is short."""
        return self.chip_width // 2 + 1


@dataclass(frozen=True)
class Bar:
    """A drawn bar with the words that a screen reader hears."""

    id: str
    title: str
    segments: list[Segment]


def bar(id: str, counts: dict[str, int], longest: int, labels: dict[str, str] | None = None) -> Bar:
    """The bar of a row. `counts` by code; `longest` is the largest total of all rows; `labels` by code.

    Whatever an address cannot hold is taken out of `id`, because the fills are found by it.

    >>> bar("p1", {"on-track": 1, "at-risk": 1}, 4).segments[1].x
    25.0
    """
    names = {code.value: code.label for code in Code} | (labels or {})
    shown = [(code.value, counts.get(code, 0)) for code in Code if counts.get(code, 0)]
    segments, x = [], 0.0
    for code, count in shown:
        width = 100 * count / max(longest, 1)
        segments.append(Segment(code, count, round(x, 3), round(width, 3)))
        x += width
    title = ", ".join(f"{count} {names[code].lower()}" for code, count in shown)
    return Bar(re.sub(r"[^A-Za-z0-9_-]+", "-", id), title or "No rated actions", segments)
