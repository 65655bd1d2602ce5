"""One change to several actions of a plan: what each of them would become, worked out before anything is written."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django.db.models import Exists, OuterRef, Prefetch

from improvement.deadlines import Reading
from improvement.deadlines.moves import how_far
from improvement.deadlines.words import days_over, overdue_words, reading_words
from improvement.models import (
    Action,
    Assignment,
    Deadline,
    DeadlineRequest,
    Finding,
    FindingLink,
    Plan,
    Post,
    Theme,
    Trigger,
    User,
)
from improvement.services.deadlines import reason_not_to_move_deadline, says

NO_ANSWER = "does not answer it"


@dataclass(frozen=True)
class NewLead:
    """Another post becomes accountable; joint and supporting posts stay."""

    post: Post


@dataclass(frozen=True)
class NewTheme:
    """They go to another theme, behind the actions that stand there."""

    theme: Theme


@dataclass(frozen=True)
class NewClaim:
    """They answer a finding this strongly; not at all where `strength` is empty."""

    finding: Finding
    strength: str


@dataclass(frozen=True)
class NewDeadline:
    """They get a deadline in words, as it was read on the day of entry; `trigger` is the event it waits for."""

    words: str
    reading: Reading
    trigger: Trigger | None


Change = NewLead | NewTheme | NewClaim | NewDeadline


@dataclass(frozen=True)
class Row:
    """One action now and after. `refusal` says why it cannot change, `stays` why nothing changes.

    `known` is what the change depends on, for telling whether it has moved since.
    """

    action: Action
    now: str
    after: str
    known: tuple
    now_note: str = ""
    notes: list[str] = field(default_factory=list)
    refusal: str = ""
    stays: str = ""

    @property
    def changes(self) -> bool:
        return not self.refusal and not self.stays

    @property
    def seen(self) -> str:
        """What a person had in view of this action, in a few characters."""
        shown = (self.action.title, self.known, self.refusal, self.stays)
        return f"{self.action.pk}-{sha256(repr(shown).encode()).hexdigest()[:16]}"


def rows_of(
    plan: Plan, keys: set[int], change: Change, *, by: User, on: date, hold: bool = False
) -> list[Row]:
    """What a change would make of these actions, in the plan's order; `hold` keeps others from changing them.

    Three queries, however many actions.
    """
    make = ROWS[type(change)]
    return [make(action, change, by=by, on=on) for action in _gathered(plan, keys, on, hold)]


def _gathered(plan: Plan, keys: set[int], on: date, hold: bool):
    running = Assignment.objects.on(on).select_related("post").order_by("role", "position", "id")
    claims = FindingLink.objects.filter(withdrawn_on__isnull=True).select_related("finding")
    asked = DeadlineRequest.objects.filter(action=OuterRef("pk"), state=DeadlineRequest.State.WAITING)
    actions = (
        plan.actions.filter(pk__in=keys)
        .select_related("theme", "current_rating", "current_deadline__trigger")
        .prefetch_related(
            Prefetch("assignments", running, to_attr="running"),
            Prefetch("finding_links", claims, to_attr="claims"),
        )
        .annotate(waits_to_move=Exists(asked))
        .order_by("position")
    )
    return actions.select_for_update(of=("self",)) if hold else actions


def _withdrawn(action: Action) -> str:
    if not action.withdrawn_on:
        return ""
    return f"It was withdrawn on {action.withdrawn_on:%-d %B %Y}: put it back first."


def _lead_row(action: Action, change: NewLead, *, by: User, on: date) -> Row:
    role = Assignment.Role
    led = next((one.post for one in action.running if one.role == role.ACCOUNTABLE), None)
    other = next((one for one in action.running if one.post == change.post), None)
    is_beside = other is not None and other.role != role.ACCOUNTABLE
    return Row(
        action,
        now=led.short_name if led else "No lead",
        after=change.post.short_name,
        known=tuple((one.role, one.post_id) for one in action.running),
        notes=[f"It was {other.get_role_display().lower()} until now."] if is_beside else [],
        refusal=_withdrawn(action),
        stays=f"{change.post.short_name} leads it already." if led == change.post else "",
    )


def leads_wanted(action: Action, change: NewLead) -> list[tuple[str, Post]]:
    """Who leads and supports an action once another post is accountable."""
    role = Assignment.Role
    others = [
        (one.role, one.post)
        for one in action.running
        if one.role != role.ACCOUNTABLE and one.post != change.post
    ]
    return [(role.ACCOUNTABLE, change.post), *others]


def _theme_row(action: Action, change: NewTheme, *, by: User, on: date) -> Row:
    return Row(
        action,
        now=action.theme.name,
        after=change.theme.name,
        known=(action.theme_id,),
        refusal=_withdrawn(action),
        stays="It stands there already." if action.theme_id == change.theme.pk else "",
    )


def _claim_row(action: Action, change: NewClaim, *, by: User, on: date) -> Row:
    strength = {link.finding_id: link.strength for link in action.claims}.get(change.finding.pk, "")
    stays = ""
    if strength == change.strength:
        stays = f"It answers it so already: {strength}." if strength else "It does not answer it."
    return Row(
        action,
        now=strength or NO_ANSWER,
        after=change.strength or NO_ANSWER,
        known=(strength,),
        refusal=_withdrawn(action),
        stays=stays,
    )


def claims_wanted(action: Action, change: NewClaim) -> dict[Finding, str]:
    """How strongly an action answers each finding once this one has changed."""
    others = {link.finding: link.strength for link in action.claims if link.finding != change.finding}
    return others | ({change.finding: change.strength} if change.strength else {})


def _deadline_row(action: Action, change: NewDeadline, *, by: User, on: date) -> Row:
    former, reading = action.current_deadline, change.reading
    wanted = Deadline(
        words=change.words,
        kind=reading.kind,
        starts=reading.starts,
        ends=reading.ends,
        trigger=change.trigger,
    )
    same = former is not None and says(former) == says(wanted)
    return Row(
        action,
        now=f"“{former.words}”" if former and former.words else "None printed",
        now_note=_read(former.reading) if former else "",
        after=f"“{change.words}”",
        known=(action.current_deadline_id, action.waits_to_move),
        notes=_deadline_notes(action, change, on),
        refusal=_withdrawn(action) or reason_not_to_move_deadline(action, by=by),
        stays="It is the deadline already." if same else "",
    )


def _deadline_notes(action: Action, change: NewDeadline, on: date) -> list[str]:
    former, over = action.current_deadline, days_over(on, change.reading.ends)
    moved = how_far(former.ends, change.reading.ends) if former else ""
    notes = [_read(change.reading) + (f", {moved}" if moved else "")]
    if over > 0:
        notes.append(f"This is past already: {overdue_words(over)}.")
    if former and former.trigger and former.trigger != change.trigger:
        notes.append(f"It no longer waits for “{former.trigger.name}”.")
    if action.waits_to_move:
        notes.append("A request to move it waits: this deadline is set instead.")
    return notes


def _read(reading: Reading) -> str:
    return reading_words(reading.kind, reading.starts, reading.ends, reading.condition)


ROWS = {NewLead: _lead_row, NewTheme: _theme_row, NewClaim: _claim_row, NewDeadline: _deadline_row}
