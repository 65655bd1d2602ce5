"""What a load has made so far, by the names that the files use."""

from dataclasses import dataclass, field
from datetime import date

from improvement.models import Action, Finding, Outcome, Plan, Post, PrintedLead, Theme, Trigger, User
from improvement.services import plans

AS_PRINTED = "As the plan states it"


@dataclass
class Loading:
    by: User
    on: date
    plan: Plan | None = None
    posts: dict[str, Post] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    leads: dict[str, PrintedLead] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)

    def keep(self, row):
        return plans.save_part(row, reason=AS_PRINTED, by=self.by, on=self.on)


def words_of(printed: dict, name: str) -> str:
    """A printed cell without the line breaks that the file's own quotation marks add."""
    return printed.get(name, "").strip("\n")
