"""How an action's deadline moved: each move, how often, and by how much in all. Plain values only."""

from dataclasses import dataclass
from datetime import date

from improvement.deadlines.words import reading_words

GIVEN, TAKEN_AWAY, NONE_YET = "given an end date", "end date taken away", "still no end date"


@dataclass(frozen=True)
class Move:
    """One row of the ledger of moves: the first is the original. `former` and `former_reading` tell the row before."""

    before: date | None
    former: str
    former_reading: str
    words: str
    reading: str
    ends: date | None
    months: int | None
    reason: str
    asked_by: str
    agreed_by: str
    agreed_on: date
    is_original: bool
    is_illustrative: bool

    @property
    def how_far(self) -> str:
        """“+2 months”, or what became of the end date where there are not two to compare."""
        return "Original" if self.is_original else how_far(self.before, self.ends)


@dataclass(frozen=True)
class DeadlineMoves:
    moves: list[Move]

    @property
    def times(self) -> int:
        return max(0, len(self.moves) - 1)

    @property
    def later(self) -> list[Move]:
        """The moves without the original."""
        return self.moves[1:]

    @property
    def months(self) -> int:
        """Months from the first end date that was agreed to the newest; 0 where there are not two."""
        first, last = self._first_and_last
        return months_between(first, last) if first and last else 0

    @property
    def lost_its_end(self) -> bool:
        first, last = self._first_and_last
        return first is not None and last is None

    @property
    def was_given_an_end(self) -> bool:
        """Whether it has its first end date now, so that nothing slipped."""
        return bool(self.times and self.moves[-1].ends and not any(move.ends for move in self.moves[:-1]))

    @property
    def summary(self) -> str:
        """“Moved 2 times, +5 months”, or nothing."""
        if not self.times:
            return ""
        times = "once" if self.times == 1 else f"{self.times} times"
        first, last = self._first_and_last
        return f"Moved {times}, {how_far(None if self.was_given_an_end else first, last)}"

    @property
    def _first_and_last(self) -> tuple[date | None, date | None]:
        ends = [move.ends for move in self.moves]
        return next((end for end in ends if end), None), ends[-1] if ends else None


def moves_of(deadlines: list) -> DeadlineMoves:
    """Deadlines in the order agreed, as moves. Rows come with whoever asked loaded."""
    moves, former = [], None
    for deadline in deadlines:
        before = former.ends if former else None
        moves.append(
            Move(
                before=before,
                former=former.words if former else "",
                former_reading=moves[-1].reading if moves else "",
                words=deadline.words,
                reading=reading_words(deadline.kind, deadline.starts, deadline.ends, deadline.condition),
                ends=deadline.ends,
                months=months_between(before, deadline.ends) if before and deadline.ends else None,
                reason=deadline.reason,
                asked_by=deadline.asked_by.name if deadline.asked_by else "",
                agreed_by=deadline.agreed_by,
                agreed_on=deadline.agreed_on,
                is_original=not moves,
                is_illustrative=deadline.is_illustrative,
            )
        )
        former = deadline
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


def how_far(before: date | None, ends: date | None) -> str:
    """A move from one end date to another, where either may be missing.

    >>> how_far(None, date(2022, 5, 31))
    'given an end date'
    """
    if before and ends:
        return by_how_much(months_between(before, ends))
    return GIVEN if ends else TAKEN_AWAY if before else NONE_YET
