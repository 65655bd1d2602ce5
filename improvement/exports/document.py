"""What an exported plan holds: plain values, gathered once, which PDF and workbook both render."""

from dataclasses import dataclass, field
from datetime import date, datetime

from improvement.deadlines.words import repeats
from improvement.exports.printed_words import Line, lines_of
from improvement.standing import Standing
from improvement.standing.facts import FindingCoverage, RatingCount

# How many letters a line of the printed columns Action, Progress and What it means holds, and lines half a page.
LETTERS_IN_A_LINE = (43, 34, 28)
HALF_A_PAGE = 17


@dataclass(frozen=True)
class Lead:
    """A post that leads or supports an action, how it was held on the day (vacant, interim or nothing) and who
    covered it."""

    name: str
    title: str
    state: str
    covered_by: str = ""


@dataclass(frozen=True)
class DeadlineShown:
    """The deadline in force on the day: printed words, what they were read as, what it was before, what is asked."""

    words: str
    read_as: str
    moved: str
    original: str
    times_moved: int
    starts: date | None
    ends: date | None
    days_over: int
    asked: str = ""

    @property
    def reading(self) -> str:
        """What stands beneath the printed words: nothing where it would only say them again."""
        return "" if repeats(self.words, self.read_as) else self.read_as


@dataclass(frozen=True)
class Said:
    """The newest word on an action by the day; the plan's printed progress where nothing came later."""

    narrative: str
    reason: str
    recovery: str
    forecast: str
    on: date
    by: str
    is_printed: bool
    proposes_complete: bool

    @property
    def source(self) -> str:
        return "Printed in the plan" if self.is_printed else self.by

    @property
    def lines(self) -> list[Line]:
        return lines_of(self.narrative)


@dataclass(frozen=True)
class PrintedAction:
    """One row of the plan as at the day. Its address is unique in the plan, its printed reference among siblings."""

    address: str
    reference: str
    title: str
    words: str
    lines: list[Line]
    steps_done: int
    steps: int
    findings: list[str]
    findings_printed: str
    leads: list[Lead]
    supporting: list[Lead]
    leads_printed: str
    deadline: DeadlineShown
    code: str | None
    label: str
    said: Said | None
    outcome: str
    measures: str
    links: str
    costs: list[str]
    impact: str
    evidence: int
    doubts: list[str]
    extra: dict[str, str]

    @property
    def is_long(self) -> bool:
        """Whether its row takes about half a page or more, and so may go on over the page's end."""
        said = len(self.said.narrative) if self.said else 0
        letters = zip(LETTERS_IN_A_LINE, (len(self.words), said, len(self.effect)), strict=True)
        return max(number / room for room, number in letters) > HALF_A_PAGE

    @property
    def effect(self) -> str:
        """All that it prints of what is to come of it."""
        return "\n".join(filter(None, [self.outcome, self.impact, self.measures]))

    @property
    def outcome_lines(self) -> list[Line]:
        return lines_of(self.outcome)

    @property
    def measure_lines(self) -> list[Line]:
        return lines_of(self.measures)

    @property
    def impact_lines(self) -> list[Line]:
        return lines_of(self.impact)


@dataclass(frozen=True)
class Priority:
    """The branch of the tree directly above some actions, with the actions by rating."""

    key: str
    reference: str
    title: str
    name: str
    leads: str
    actions: list[PrintedAction]
    counts: list[tuple[str | None, str, int]]


@dataclass(frozen=True)
class Part:
    """The branches above one or more priorities; without a title where the plan has only one level. `words` are
    the topmost branch's own, in full, with the leads that it prints."""

    key: str
    title: str
    words: str
    leads: str
    priorities: list[Priority]

    @property
    def words_lines(self) -> list[Line]:
        return lines_of(self.words)


@dataclass(frozen=True)
class FindingShown:
    """A finding in its own words, how well it is covered, and the references of the actions that claim it."""

    coverage: FindingCoverage
    place: str
    primary: list[str]
    contributing: list[str]


@dataclass(frozen=True)
class Passage:
    """Words that the plan prints beside its table, or that were said of it as a whole."""

    heading: str
    lines: list[Line]


@dataclass(frozen=True)
class RecordHead:
    """The newest link of the record when the document was made."""

    number: int
    hash: str

    @property
    def short_hash(self) -> str:
        return f"{self.hash[:8]}…"


@dataclass(frozen=True)
class PlanDocument:
    """A whole plan as at a day, ready to be written."""

    slug: str
    title: str
    version: str
    dated: date
    begins: date
    source: str
    illustrative_note: str
    priority_word: str
    day: date
    made_at: datetime
    standing: Standing
    parts: list[Part]
    findings: list[FindingShown]
    passages: list[Passage]
    head: RecordHead | None
    glossary: list = field(default_factory=list)

    @property
    def is_illustrative(self) -> bool:
        """Whether what it shows was invented: all after its first version's date, where the plan says so."""
        return bool(self.illustrative_note) and self.day > self.begins

    @property
    def priorities(self) -> list[Priority]:
        return [priority for part in self.parts for priority in part.priorities]

    @property
    def actions(self) -> list[PrintedAction]:
        return [action for priority in self.priorities for action in priority.actions]

    @property
    def prints_progress(self) -> bool:
        return any(action.said for action in self.actions)

    @property
    def effect_heading(self) -> str:
        """What the column of effects is called: the plan's own words where it prints them for every action."""
        if any(action.impact for action in self.actions):
            return "What it means for children and families"
        return "Desired outcome, and how it is measured"

    @property
    def key(self) -> list[RatingCount]:
        """The plan's ratings in order, each with its own meaning."""
        return self.standing.counts
