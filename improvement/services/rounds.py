"""Update rounds: opened with a closing date, and closed for good: what one holds then is frozen."""

from datetime import date

from improvement import roles
from improvement.models import Plan, UpdateRound, User
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.rounds.counts import counts_of
from improvement.services.refusals import refuse_unless_allowed

LONGEST_DAYS = 92  # a quarter: boards that oversee an improvement plan meet more often


def reason_not_to_keep_rounds(*, by: User) -> str:
    if by.is_system or by.has_role(roles.OFFICE):
        return ""
    return "Only the programme office opens and closes rounds."


def reason_not_to_open(plan: Plan, *, opens: date, closes: date, by: User, on: date) -> str:
    """Why a round of a plan may not run on these days, or nothing."""
    if refusal := reason_not_to_keep_rounds(by=by):
        return refusal
    if closes < opens:
        return "A round closes on the day it opens or later. Enter a later closing date."
    # What is loaded bears the documents' own dates.
    if refusal := "" if by.is_system else _reason_not_so_far(opens, closes, on=on):
        return refusal
    if running := plan.rounds.filter(closed_on__isnull=True).first():
        return f"The {running.title} round is open. Close it first: an update belongs to one round."
    if later := plan.rounds.filter(closes__gte=opens, closed_on__gt=opens).first():
        return f"The {later.title} round ran until {later.closed_on:%-d %B %Y}. Open this one after that."
    return ""


def _reason_not_so_far(opens: date, closes: date, *, on: date) -> str:
    """A slip of the year would ask for updates for years, and a round's opening day cannot be changed."""
    if (opens - on).days > LONGEST_DAYS:
        return (
            f"It opens more than {LONGEST_DAYS} days from today. Check the year, or open it nearer the time."
        )
    if (closes - opens).days > LONGEST_DAYS:
        return f"A round of more than {LONGEST_DAYS} days is no round. Check the day on which it closes."
    return ""


def open_round(
    plan: Plan, title: str, *, opens: date, closes: date, by: User, on: date, is_illustrative: bool = False
) -> UpdateRound:
    """A spell in which every action of a plan is to be brought up to date."""
    with writing(by=by, reason="Round opened", on=on):
        lock(plan)
        refuse_unless_allowed(reason_not_to_open(plan, opens=opens, closes=closes, by=by, on=on))
        round = UpdateRound(
            plan=plan, title=title, opens=opens, closes=closes, is_illustrative=is_illustrative
        )
        round.save()
    return round


def move_closing(round: UpdateRound, closes: date, *, reason: str, by: User, on: date) -> None:
    """The round closes on another day."""
    with writing(by=by, reason=reason, on=on):
        lock(round)
        refuse_unless_allowed(reason_not_to_close(round, by=by))
        refuse_unless_allowed(_reason_not_to_move(round, closes, on=on))
        round.closes = closes
        round.save(update_fields=["closes"])


def _reason_not_to_move(round: UpdateRound, closes: date, *, on: date) -> str:
    if closes == round.closes:
        return "It closes on that day already. Enter another, or leave it as it is."
    if closes < round.opens:
        return f"It opens on {round.opens:%-d %B %Y}. Enter that day or a later one."
    if closes < on:
        return "Enter a closing date that is not past already."
    return _reason_not_so_far(round.opens, closes, on=on)


def reason_not_to_close(round: UpdateRound, *, by: User) -> str:
    if refusal := reason_not_to_keep_rounds(by=by):
        return refusal
    if round.closed_on:
        return f"The {round.title} round was closed on {round.closed_on:%-d %B %Y} already."
    return ""


def close_round(round: UpdateRound, *, by: User, on: date) -> None:
    """No more updates belong to it, and how many it asked and received stands from now on."""
    with writing(by=by, reason="Round closed", on=on):
        lock(round)
        refuse_unless_allowed(reason_not_to_close(round, by=by))
        counts = counts_of(round, on)
        round.closed_on, round.asked, round.received = on, counts.asked, counts.received
        round.save(update_fields=["closed_on", "asked", "received"])
