"""What changed in a plan between two days. Screen, PDF and workbook all render these."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from improvement.deadlines import Kind
from improvement.deadlines.moves import Move
from improvement.models import Plan
from improvement.ratings import Movement


@dataclass(frozen=True)
class Period:
    """From the end of one day to the end of another, and the day it is."""

    since: date
    until: date
    today: date


@dataclass(frozen=True)
class Named:
    """An action or a branch of the tree as it is called at the end (one that is gone: as it was last called).

    `address` is that of an action's own page; a branch has none.
    """

    key: int
    reference: str
    title: str
    position: int
    address: str = ""


@dataclass(frozen=True)
class Stand:
    """A rating as it stood: its id, code and the scheme's label; all nothing where never rated."""

    key: int | None = None
    code: str | None = None
    label: str = "Not rated"


@dataclass(frozen=True)
class RatingChange:
    """An action whose rating is another than before, or came back to what it was: then `between` is set."""

    action: Named
    kind: str
    before: Stand
    now: Stand
    between: Stand | None
    said: str
    reason: str
    recovery: str
    on: date
    by: str
    is_illustrative: bool


class DeadlineKind(TextChoices):
    """What became of a deadline."""

    MOVED = "moved", "Moved"
    SET = "set", "Given an end date"
    LOST = "lost", "End date taken away"
    REWORDED = "reworded", "Written anew"


@dataclass(frozen=True)
class DeadlineShown:
    """A deadline's printed words, its reading and its end."""

    words: str = ""
    reading: str = "no deadline set"
    ends: date | None = None
    kind: str = Kind.MISSING


@dataclass(frozen=True)
class DeadlineChange:
    """An action's deadline before and now, with each step that was agreed in between."""

    action: Named
    kind: str
    before: DeadlineShown
    now: DeadlineShown
    months: int | None
    steps: list[Move]


@dataclass(frozen=True)
class PostNamed:
    """A post in a list of leads; `is_joint` where it leads beside another."""

    name: str
    title: str
    is_joint: bool = False


@dataclass(frozen=True)
class LeadChange:
    """An action's leading posts before and now, or those that support it; `on` is the first day of the new."""

    action: Named
    supports: bool
    before: list[PostNamed]
    now: list[PostNamed]
    on: date
    reason: str


@dataclass(frozen=True)
class HolderChange:
    """A leading post that is held otherwise: by nobody, by somebody, for a while, or by another person."""

    name: str
    title: str
    before: str
    now: str
    actions: int


@dataclass(frozen=True)
class WordingChange:
    """One text of an action or of a branch of the tree, before and now. `what` says which text."""

    of: Named
    what: str
    before: str
    now: str


class Structural(TextChoices):
    """What became of a part of the plan."""

    ADDED = "added", "Added"
    MERGED = "merged", "Merged"
    REMOVED = "removed", "Removed"
    PLACED = "placed", "Moved or renumbered"
    STRENGTH = "strength", "Strength of a link"


@dataclass(frozen=True)
class StructureChange:
    """An action, a branch of the tree or a link to a finding that came, went or lies elsewhere.

    `what` is the part in the plan's own word: action, priority, link. `detail` says from where to where, or
    which finding; `into` is the action that a merged one went into.
    """

    kind: str
    what: str
    of: Named
    detail: str = ""
    into: Named | None = None
    on: date | None = None
    because: str = ""


@dataclass(frozen=True)
class Tally:
    """One number of the summary: how many, of what, and a word more."""

    key: str
    number: int
    words: str
    note: str = ""


# Ratings in the order in which a board asks; the rest are worth a line only where there are any.
RATINGS_IN_ORDER = [
    Movement.DOWN,
    Movement.UP,
    Movement.COMPLETED,
    Movement.STARTED,
    Movement.FIRST,
    Movement.SAME,
]


@dataclass(frozen=True)
class Changes:
    """Everything that is otherwise at the end of one day than it was at the end of another."""

    plan: Plan
    period: Period
    ratings: list[RatingChange]
    deadlines: list[DeadlineChange]
    leads: list[LeadChange]
    holders: list[HolderChange]
    wording: list[WordingChange]
    structure: list[StructureChange]

    @property
    def is_empty(self) -> bool:
        return not any([self.ratings, self.deadlines, self.leads, self.holders, self.wording, self.structure])

    @property
    def ratings_by_kind(self) -> list[tuple[Movement, list[RatingChange]]]:
        """Those kinds of movement that there were, in the order in which a board asks."""
        found = [(kind, [row for row in self.ratings if row.kind == kind]) for kind in RATINGS_IN_ORDER]
        return [(kind, rows) for kind, rows in found if rows]

    @property
    def structure_by_kind(self) -> list[tuple[Structural, list[StructureChange]]]:
        found = [(kind, [row for row in self.structure if row.kind == kind]) for kind in Structural]
        return [(kind, rows) for kind, rows in found if rows]

    def rated(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.ratings)

    def dated(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.deadlines)

    def structured(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.structure)
