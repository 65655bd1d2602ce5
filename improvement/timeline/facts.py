"""What the page of a plan's time is made of."""

from dataclasses import dataclass
from datetime import date

from improvement import gantt
from improvement.as_at import AsAt
from improvement.deadlines.words import short


@dataclass(frozen=True)
class Branch:
    """One theme of the plan's tree with what its actions, and those of the themes under it, span and number."""

    theme_id: int
    parent_id: int | None
    reference: str
    name: str
    own: int
    total: int
    without_end: int
    starts: date | None
    ends: date | None


@dataclass(frozen=True)
class TimelineRow:
    """One row as it is drawn, with the words of the table beneath the picture."""

    drawn: gantt.Row
    printed: str = ""
    reading: str = ""
    original: str = ""
    moved: str = ""
    over: str = ""
    doubt: str = ""

    @property
    def is_action(self) -> bool:
        return self.drawn.kind == gantt.ACTION

    @property
    def is_head(self) -> bool:
        return self.drawn.kind == gantt.THEME


@dataclass(frozen=True)
class Timeline:
    """What the page shows. `total` counts the plan's actions, `in_view` those of the theme chosen."""

    when: AsAt
    branches: list[Branch]
    rows: list[TimelineRow]
    chosen: Branch | None
    total: int
    in_view: int
    page: int
    pages: int
    themes_only: bool

    def picture(self, by: str, frame: gantt.Frame) -> gantt.Picture:
        return gantt.picture_of([row.drawn for row in self.rows], self.when.day, by, frame)

    @property
    def day_words(self) -> str:
        """What stands over the day's mark."""
        return f"{'As at' if self.when.is_past else 'Today,'} {short(self.when.day)}"

    @property
    def shown(self) -> int:
        return sum(row.is_action for row in self.rows)

    @property
    def groups(self) -> list[tuple[TimelineRow | None, list[TimelineRow]]]:
        """Each heading with the rows under it."""
        found: list[tuple[TimelineRow | None, list[TimelineRow]]] = []
        for row in self.rows:
            if row.is_head or not found:
                found.append((row if row.is_head else None, []))
            if not row.is_head:
                found[-1][1].append(row)
        return found

    @property
    def page_numbers(self) -> range:
        return range(1, self.pages + 1)

    @property
    def has_moves(self) -> bool:
        return any(row.original for row in self.rows)

    @property
    def codes(self) -> list[tuple[str, str]]:
        """Each rating shown, as code and the scheme's word."""
        return list(dict.fromkeys((row.drawn.code, row.drawn.label) for row in self.rows if row.drawn.code))
