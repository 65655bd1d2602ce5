"""What an export of changes holds beside the changes: what its front page and its margins say."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from improvement.as_at import AsAt
from improvement.changes import Changes, changes
from improvement.changes.words import period_words
from improvement.exports.document import RecordHead
from improvement.models import Plan
from improvement.record.ledger import head


@dataclass(frozen=True)
class ChangesDocument:
    """Changes ready to be written. `day` is the last day compared, `key` the plan's ratings in order."""

    found: Changes
    made_at: datetime
    head: RecordHead | None
    key: list

    @property
    def plan(self) -> Plan:
        return self.found.plan

    @property
    def title(self) -> str:
        return self.plan.title

    @property
    def heading(self) -> str:
        """“Title, changes from 17 March 2022 to 20 June 2022”."""
        return f"{self.title}, changes {period_words(self.found)}"

    @property
    def day(self) -> date:
        return self.found.period.until

    @property
    def is_illustrative(self) -> bool:
        """All after the plan's own date is invented, where the plan says that something is."""
        return bool(self.plan.illustrative_note)


def gather_changes(plan: Plan, since: date, until: AsAt, *, made_at: datetime) -> ChangesDocument:
    """Two queries more than the changes themselves."""
    newest = head()
    return ChangesDocument(
        found=changes(plan, since, until),
        made_at=timezone.localtime(made_at),
        head=newest and RecordHead(newest.number, newest.hash),
        key=list(plan.scheme.ratings.on(until.day)),
    )
