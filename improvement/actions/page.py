"""Everything about one action as at a day, gathered in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Subquery

from improvement import as_at as then
from improvement.actions.answers import agreed_of, answers_of, checks_of
from improvement.actions.steps import BULLET
from improvement.actions.story import StoryItem, story_of
from improvement.as_at import AsAt
from improvement.deadlines.line import Line, line_of
from improvement.deadlines.moves import DeadlineMoves, moves_of
from improvement.deadlines.requests import Asked, asked_of
from improvement.impact_words import impact_words
from improvement.links.map import ActionLinks, action_links
from improvement.models import (
    Action,
    Assignment,
    Cover,
    Deadline,
    DeadlineRequest,
    Evidence,
    FindingLink,
    ImpactCheck,
    Plan,
    ProgressUpdate,
    Step,
    Tenure,
    Theme,
    UpdateReview,
)
from improvement.posts import post_state
from improvement.ratings import Code, Movement, movement, movement_words

WAITING = DeadlineRequest.State.WAITING


@dataclass(frozen=True)
class Lead:
    """One post leading or supporting an action, how it is held on the day and who covers it."""

    slug: str
    name: str
    title: str
    role: str
    state: str
    holder: str
    covered_by: str
    doubt: str


@dataclass(frozen=True)
class ActionPage:
    """One action on a day. `action` is today's row or the version of the day; both have its columns."""

    action: object
    theme: str
    previous: str | None
    following: str | None
    code: str | None
    label: str
    moved: str
    moved_words: str
    moved_on: date | None
    is_complete: bool
    leads: list[Lead]
    steps: list
    findings: list
    moves: DeadlineMoves
    line: Line | None
    asked: Asked | None
    checks: list
    reviews: list
    updates: list
    evidence: list
    links: ActionLinks
    story: list[StoryItem]

    @property
    def newest(self):
        return self.updates[-1] if self.updates else None

    @property
    def proposal(self):
        """The update that proposes completion and waits to be accepted, if the newest does."""
        newest = self.newest
        return newest if newest and newest.proposes_complete else None

    @property
    def returned(self):
        """Why the newest update was not accepted as complete or was sent back, if it was."""
        newest = self.newest
        reviews = [review for review in self.reviews if newest and review.update_id == newest.pk]
        return reviews[-1] if reviews else None

    @property
    def shown(self) -> list:
        """The evidence that a proposal of completion brings or found there."""
        return [piece for piece in self.evidence if piece.withdrawn_on is None]

    @property
    def impact(self) -> str:
        return impact_words(self.checks)

    @property
    def check(self):
        """The check of its impact that is still to come, if any."""
        return next((check for check in self.checks if check.state == ImpactCheck.State.DUE), None)

    @property
    def steps_done(self) -> int:
        return sum(1 for step in self.steps if step.done_on)

    @property
    def task(self) -> str:
        """What is to be done, without the bullets that stand as steps beside it."""
        lines = self.action.words.splitlines()
        return "\n".join(line for line in lines if not line.lstrip().startswith(BULLET)) or self.action.words

    @property
    def accountable(self) -> list[Lead]:
        return [lead for lead in self.leads if lead.role in Assignment.LEADING]

    @property
    def supporting(self) -> list[Lead]:
        return [lead for lead in self.leads if lead.role == Assignment.Role.SUPPORTING]


def find_action(plan: Plan, address: str, when: AsAt):
    """The action of an address as at a day, with its neighbours' addresses; None where there was none."""
    rows = then.rows(Action, when).filter(plan_id=plan.pk).order_by()
    theme = then.rows(Theme, when).filter(id=OuterRef("theme_id")).order_by()
    standing = rows.filter(withdrawn_on__isnull=True)
    before = standing.filter(position__lt=OuterRef("position")).order_by("-position")
    after = standing.filter(position__gt=OuterRef("position")).order_by("position")
    return (
        rows.filter(address=address)
        .select_related(
            "current_rating",
            "current_update",
            "current_deadline",
            "outcome",
            "printed_lead",
            "merged_into__plan",
        )
        .annotate(
            theme_reference=Subquery(theme.values("reference")[:1]),
            theme_title=Subquery(theme.values("title")[:1]),
            theme_short_title=Subquery(theme.values("short_title")[:1]),
            previous=Subquery(before.values("address")[:1]),
            following=Subquery(after.values("address")[:1]),
        )
        .first()
    )


def action_page(plan: Plan, action, when: AsAt, *, plans=None) -> ActionPage:
    """The page of an action found by `find_action`, its links within `plans` too. Ten queries."""
    updates = list(
        ProgressUpdate.objects.filter(action_id=action.id, said_on__lte=when.day)
        .select_related("rating", "round", "post", "partner_link")
        .order_by("said_on", "id")
    )
    agreed = Deadline.objects.filter(action_id=action.id, agreed_on__lte=when.day)
    deadlines = list(agreed.select_related("asked_by"))
    evidence = list(Evidence.objects.filter(action_id=action.id, added_on__lte=when.day))
    reviews = list(UpdateReview.objects.filter(update__action_id=action.id, said_on__lte=when.day))
    requests = then.rows(DeadlineRequest, when).filter(action_id=action.id)
    requests = list(requests.select_related("action__plan", "former").order_by("asked_on", "id"))
    checks = list(then.rows(ImpactCheck, when).filter(action_id=action.id).order_by("due", "id"))
    code = action.current_rating.code if action.current_rating else None
    kind, before, moved_on = _last_move(updates)
    is_complete = code == Code.COMPLETE
    findings = _findings(action, when)
    return ActionPage(
        action=action,
        theme=_theme_name(action),
        previous=action.previous,
        following=action.following,
        code=code,
        label=action.current_rating.label if action.current_rating else "",
        moved=kind,
        moved_words=movement_words(kind, before),
        moved_on=moved_on,
        is_complete=is_complete,
        leads=leads_of(action, when),
        steps=list(then.rows(Step, when).filter(action_id=action.id).order_by("position")),
        findings=findings,
        moves=moves_of(deadlines),
        line=line_of([deadline.ends for deadline in deadlines if deadline.ends], when.day),
        asked=next((asked_of(row, "") for row in requests if row.state == WAITING), None),
        checks=checks,
        reviews=reviews,
        updates=updates,
        evidence=evidence,
        links=action_links(plan, action, when, plans=plans),
        story=story_of(
            plan,
            [link.finding for link in findings],
            updates,
            deadlines,
            evidence,
            when.day,
            is_complete,
            [*agreed_of(requests), *answers_of(reviews), *checks_of(checks)],
        ),
    )


def _theme_name(action) -> str:
    words = action.theme_short_title or action.theme_title
    return f"{action.theme_reference}. {words}" if action.theme_reference else words


def leads_of(action, when: AsAt) -> list[Lead]:
    """Who leads and supports an action on a day. One query."""
    held = Tenure.objects.on(when.day).filter(post_id=OuterRef("post_id")).order_by("-starts")
    covered = Cover.objects.on(when.day).filter(post_id=OuterRef("post_id")).order_by("starts", "id")
    assignments = (
        Assignment.objects.on(when.day)
        .filter(action_id=action.id)
        .select_related("post")
        .annotate(
            held=Subquery(held.values("kind")[:1]),
            holder=Subquery(held.values("holder")[:1]),
            covered_by=Subquery(covered.values("name")[:1]),
        )
    )
    return [
        Lead(
            assignment.post.slug,
            assignment.post.short_name,
            assignment.post.title,
            assignment.role,
            post_state(assignment.post.kind, assignment.held),
            assignment.holder or "",
            assignment.covered_by or "",
            assignment.doubt,
        )
        for assignment in assignments
    ]


def _findings(action, when: AsAt) -> list:
    links = then.in_force(FindingLink, when).filter(action_id=action.id)
    return list(links.select_related("finding__inspection").order_by(F("finding__position")))


def _last_move(updates: list) -> tuple[str, str, date | None]:
    """The newest change of rating: its kind, the label before, its day. Empty where there was none."""
    for earlier, later in zip(reversed(updates[:-1]), reversed(updates[1:]), strict=True):
        kind = movement(_code(earlier), _code(later))
        if kind not in {Movement.SAME, Movement.FIRST}:
            return kind, earlier.rating.label if earlier.rating else "", later.said_on
    return "", "", None


def _code(update) -> str | None:
    return update.rating.code if update.rating else None
