"""How far one round has got, and whose actions are missing: what its page shows and what a clerk reads out."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists
from django.db.models.functions import Coalesce

from improvement.as_at import AsAt, lead_columns
from improvement.deadlines.words import days_over
from improvement.models import Action, Post, Tenure, UpdateRound
from improvement.posts import post_state
from improvement.rounds.counts import Counts, asked_in, received_in

NO_LEAD = "No lead"


@dataclass
class LeadInRound:
    """One post in a round: what it was asked, what it has said, and the actions still missing, overdue first."""

    title: str
    state: str = ""
    holder: str = ""
    slug: str = ""
    asked: int = 0
    missing: list[Action] = field(default_factory=list)

    @property
    def received(self) -> int:
        return self.asked - len(self.missing)


@dataclass(frozen=True)
class RoundPage:
    """One round on a day. What a closed one asked and received stands as it was when it closed."""

    round: UpdateRound
    counts: Counts
    leads: list[LeadInRound]
    days_left: int

    @property
    def missing(self) -> int:
        return self.counts.asked - self.counts.received

    @property
    def lacking(self) -> list[LeadInRound]:
        return [lead for lead in self.leads if lead.missing]

    @property
    def settled(self) -> list[LeadInRound]:
        return [lead for lead in self.leads if not lead.missing]

    @property
    def is_late(self) -> bool:
        """Whether its closing day is past though nobody has closed it."""
        return self.round.closed_on is None and self.days_left < 0


def round_page(round: UpdateRound, on: date) -> RoundPage:
    """Two queries, however many actions."""
    day = round.closed_on or on
    rows = (
        asked_in(round, day)
        .annotate(got=Exists(received_in(round, day)), **lead_columns(AsAt(day, on)))
        .annotate(slip=Coalesce("due", date.max))
        .defer("words", "impact", "extra")
        .order_by("slip", "position")
    )
    leads: dict[int | None, LeadInRound] = {}
    asked = received = 0
    for row in rows:
        asked, received = asked + 1, received + row.got
        lead = leads.setdefault(row.lead_id, _lead(row))
        lead.asked += 1
        if not row.got:
            row.over = days_over(on, row.due)
            lead.missing.append(row)
    _name_holders(leads, day)
    counts = Counts(
        asked if round.asked is None else round.asked, received if round.received is None else round.received
    )
    listed = sorted(leads.values(), key=lambda lead: (-len(lead.missing), lead.title))
    return RoundPage(round, counts, listed, (round.closes - on).days)


def _lead(row) -> LeadInRound:
    title = row.lead_acronym or row.lead_title or NO_LEAD
    return LeadInRound(title, post_state(row.lead_kind, row.lead_held) if row.lead_id else "")


def _name_holders(leads: dict[int | None, LeadInRound], day: date) -> None:
    """Who holds each post on the day, by name."""
    held = Tenure.objects.on(day).filter(post__in=[pk for pk in leads if pk]).select_related("post")
    for tenure in held:
        leads[tenure.post_id].holder = tenure.holder
    for post in Post.objects.filter(pk__in=[pk for pk in leads if pk]).values("pk", "slug"):
        leads[post["pk"]].slug = post["slug"]
