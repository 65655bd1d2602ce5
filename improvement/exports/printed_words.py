"""Printed words line by line, with the day on which each step was done. Plain values only."""

from dataclasses import dataclass, replace
from datetime import date

from improvement.wording.prose import Bullets, blocks


@dataclass(frozen=True)
class Line:
    """A paragraph (depth 0), a bullet or step (1), or a bullet beneath one (2)."""

    words: str
    depth: int = 0
    done_on: date | None = None

    @property
    def is_step(self) -> bool:
        return self.depth > 0


def lines_of(words: str) -> list[Line]:
    """The words in order, without the marks that made them bullets.

    >>> lines_of("Done:\\n- advert")
    [Line(words='Done:', depth=0, done_on=None), Line(words='advert', depth=1, done_on=None)]
    """
    lines = []
    for block in blocks(words):
        if isinstance(block, Bullets):
            for bullet in block.items:
                lines += [Line(bullet.text, 1), *(Line(inner.text, 2) for inner in bullet.items)]
        else:
            lines.append(Line(block.text))
    return lines


def with_steps(words: str, steps: list[tuple[str, date | None]]) -> list[Line]:
    """The lines of an action's words, each bullet with the day its step was done.

    Steps are read from these words, so they agree in number and order; where somebody has since changed one
    and not the other, no bullet is called done.
    """
    lines = lines_of(words)
    if [line.words for line in lines if line.is_step] != [words for words, _ in steps]:
        return lines
    done = iter(done_on for _, done_on in steps)
    return [replace(line, done_on=next(done)) if line.is_step else line for line in lines]
