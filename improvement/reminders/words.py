"""What a reminder says: its subject, and a section for each round with the actions that wait. Writes nothing."""

from dataclasses import dataclass
from datetime import date

from improvement.deadlines.words import day_in_words, days_over, reading_words
from improvement.models import Action, Reminder
from improvement.reminders.due import Due, Letter, Missing, ended_on
from improvement.site import address_of

Kind = Reminder.Kind
RUNNING = {Kind.OPENED, Kind.CLOSING}


@dataclass(frozen=True)
class Row:
    """One action of a letter; `link` leads to its update, or to the action itself for those above its lead."""

    reference: str
    title: str
    deadline: str
    leads: str
    link: str


@dataclass(frozen=True)
class Section:
    """What waits in one round of one plan."""

    heading: str
    says: str
    link_words: str
    rows: tuple[Row, ...]
    is_illustrative: bool


def subject_of(letter: Letter) -> str:
    """What is wanted, and by when.

    “3 actions need your update by 23 June” · “2 updates are missing from those who report to you”
    """
    own = [due for due in _told(letter) if due.kind != Kind.ESCALATED]
    if not own:
        return f"{_missing_updates(_count(letter.dues))} from those who report to you"
    number = _count(own)
    need = f"{number} {'action needs' if number == 1 else 'actions need'}"
    days = sorted({due.round.closes for due in own if due.kind in RUNNING})
    if not days:
        return f"{need.replace('need', 'still need')} your update"
    by = "by" if len(days) == 1 and all(due.kind in RUNNING for due in own) else "the first by"
    return f"{need} your update{',' if by != 'by' else ''} {by} {days[0]:%-d %B}"


def sections_of(letter: Letter, day: date) -> list[Section]:
    return [_section(due, day) for due in _told(letter)]


def deadline_words(action: Action, day: date) -> str:
    """When an action is to be finished, and how long ago that was where it is overdue.

    “By 31 May 2022, overdue by 20 days”
    """
    deadline = action.current_deadline
    if deadline is None:
        return "No deadline set"
    said = reading_words(
        deadline.kind, deadline.starts, deadline.ends, deadline.condition, named=day_in_words
    )
    said = said[:1].upper() + said[1:]
    over = days_over(day, deadline.ends)
    if over > 0:
        return f"{said}, overdue by {over} day{'' if over == 1 else 's'}"
    return f"{said}, due today" if deadline.ends == day else said


def _told(letter: Letter) -> list[Due]:
    """A round that closes soon is told once, though word of its opening may be due with it."""
    closing = {due.round for due in letter.dues if due.kind == Kind.CLOSING}
    return [due for due in letter.dues if due.kind != Kind.OPENED or due.round not in closing]


def _count(dues) -> int:
    return len({missing.action.pk for due in dues for missing in due.missing})


def _missing_updates(number: int) -> str:
    return "1 update is missing" if number == 1 else f"{number} updates are missing"


def _section(due: Due, day: date) -> Section:
    round = due.round
    name, last = f"{round.title} round", day_in_words(ended_on(round))
    number = len(due.missing)
    these = "this action" if number == 1 else f"these {number} actions"
    heading, says = {
        Kind.OPENED: (f"The {name} is open", f"Say by {last} where {these} stand{_s(number)}."),
        Kind.CLOSING: (
            f"The {name} closes {_in_days((round.closes - day).days)}",
            f"Say by {last} where {these} stand{_s(number)}.",
        ),
        Kind.MISSED: (
            f"The {name} has ended",
            f"It ended on {last}, and no update came for {these}. It is still wanted: say where "
            f"{'it stands' if number == 1 else 'they stand'}.",
        ),
        Kind.ESCALATED: (
            f"Missing in the {name}, from those who report to you",
            f"It ended on {last}, and no update has come for {these}. Please ask the lead"
            f"{'' if number == 1 else 's'} for {'it' if number == 1 else 'them'}.",
        ),
    }[due.kind]
    return Section(
        heading=f"{round.plan.title}: {heading[:1].lower()}{heading[1:]}",
        says=says,
        link_words="Read it" if due.kind == Kind.ESCALATED else "Update it",
        rows=tuple(_row(missing, due.kind, day) for missing in due.missing),
        is_illustrative=round.is_illustrative,
    )


def _s(number: int) -> str:
    return "s" if number == 1 else ""


def _in_days(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def _row(missing: Missing, kind: str, day: date) -> Row:
    action = missing.action
    route = "action-detail" if kind == Kind.ESCALATED else "action-update"
    return Row(
        reference=action.address,
        title=action.title,
        deadline=deadline_words(action, day),
        leads=" and ".join(missing.leads) if kind == Kind.ESCALATED else "",
        link=address_of(f"improvement:{route}", plan=action.plan.slug, address=action.address),
    )
