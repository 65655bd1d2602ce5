"""How an action's deadline moved, and where its dates stand on a line of months."""

from dataclasses import dataclass
from datetime import date

from improvement.deadline_words import reading_words


@dataclass(frozen=True)
class Move:
    """One row of the ledger of moves: the first is the original."""

    before: date | None
    words: str
    reading: str
    ends: date | None
    months: int | None
    reason: str
    agreed_by: str
    agreed_on: date
    is_original: bool
    is_illustrative: bool


@dataclass(frozen=True)
class DeadlineMoves:
    moves: list[Move]

    @property
    def summary(self) -> str:
        """“Moved 2 times, +5 months”, or nothing."""
        moved = len(self.moves) - 1
        if moved < 1:
            return ""
        times = "once" if moved == 1 else f"{moved} times"
        first, last = self.moves[0].ends, self.moves[-1].ends
        return (
            f"Moved {times}, {by_how_much(months_between(first, last))}"
            if first and last
            else f"Moved {times}"
        )


def moves_of(deadlines: list) -> DeadlineMoves:
    """Deadlines in the order agreed, as moves."""
    moves, before = [], None
    for deadline in deadlines:
        moved = months_between(before, deadline.ends) if before and deadline.ends else None
        moves.append(
            Move(
                before,
                deadline.words,
                reading_words(deadline.kind, deadline.starts, deadline.ends, deadline.condition),
                deadline.ends,
                moved,
                deadline.reason,
                deadline.agreed_by,
                deadline.agreed_on,
                not moves,
                deadline.is_illustrative,
            )
        )
        before = deadline.ends
    return DeadlineMoves(moves)


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another, a month's last day to another month's last day counting as whole.

    >>> months_between(date(2022, 3, 31), date(2022, 5, 31))
    2
    """
    return (last.year - first.year) * 12 + last.month - first.month


def by_how_much(months: int) -> str:
    """“+2 months”, “−1 month”, “within the month”."""
    if months == 0:
        return "within the month"
    sign = "+" if months > 0 else "−"
    return f"{sign}{abs(months)} month{'' if abs(months) == 1 else 's'}"
