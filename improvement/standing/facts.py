"""What a standing holds. Screen, PDF and workbook all render these."""

from dataclasses import dataclass, field
from datetime import date

from improvement.as_at import AsAt
from improvement.models import Plan, UpdateRound
from improvement.ratings import Code
from improvement.wording.stale_green import Stale


@dataclass(frozen=True)
class RatingCount:
    """How many actions bear one rating, now and at the end of the round compared with."""

    rating_id: int | None
    code: str | None
    label: str
    meaning: str
    number: int
    before: int
    of: int

    @property
    def share(self) -> int:
        """Percent of all actions, rounded."""
        return round(100 * self.number / self.of) if self.of else 0

    @property
    def change(self) -> int:
        return self.number - self.before


@dataclass(frozen=True)
class MovementCount:
    kind: str
    number: int
    actions: str = ""


@dataclass(frozen=True)
class ThemeStanding:
    """One branch of the plan's tree with its actions by code, for bars, and by rating, for numbers."""

    theme_id: int
    name: str
    counts: dict[str | None, int]
    rated: dict[int | None, int]
    movements: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class RoundProgress:
    """How far a round got: actions updated, of those asked (complete ones are not)."""

    round: UpdateRound
    updated: int
    asked: int

    @property
    def share(self) -> int:
        return round(100 * self.updated / self.asked) if self.asked else 100


@dataclass(frozen=True)
class Concern:
    """One action that needs attention, with what is needed to say why."""

    address: str
    reference: str
    title: str
    code: str | None
    due: date | None
    days_over: int
    lead: str
    lead_title: str
    lead_state: str
    reason: str = ""
    recovery: str = ""
    forecast: str = ""
    deadline_kind: str = ""
    condition: str = ""
    starts: date | None = None
    updated: bool = False
    lead_covered: str = ""


@dataclass(frozen=True)
class Group:
    """Concerns that share a cause: one lead, one event waited for."""

    label: str
    state: str
    concerns: list[Concern]
    covered_by: str = ""


@dataclass(frozen=True)
class Attention:
    off_track: list[Concern] = field(default_factory=list)
    overdue: list[Concern] = field(default_factory=list)
    no_update: list[Group] = field(default_factory=list)
    no_end: list[Group] = field(default_factory=list)
    no_lead: list[Group] = field(default_factory=list)
    stale: list[Stale] = field(default_factory=list)


@dataclass(frozen=True)
class FindingCoverage:
    """How many actions claim a finding, by rating code; how many claim it alone, how many as primary."""

    finding_id: int
    reference: str
    short_title: str
    words: str
    counts: dict[str | None, int]
    alone: int
    primary: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Standing:
    """Where a plan stands on a day, in one object."""

    plan: Plan
    as_at: AsAt
    total: int
    counts: list[RatingCount]
    not_rated: RatingCount
    movements: list[MovementCount]
    since: UpdateRound | None
    themes: list[ThemeStanding]
    round: RoundProgress | None
    earlier_rounds: list[RoundProgress]
    attention: Attention
    findings: list[FindingCoverage]

    @property
    def is_illustrative(self) -> bool:
        return bool(self.plan.illustrative_note)

    @property
    def labels(self) -> dict[str, str]:
        """The scheme's label for each code: that of its first rating, which is its plain one."""
        return {count.code: count.label for count in reversed(self.counts)}

    @property
    def number_complete(self) -> int:
        return sum(count.number for count in self.counts if count.code == Code.COMPLETE)
