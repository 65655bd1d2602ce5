"""What changed, counted and in sentences: the same numbers for the screen, paper and the workbook."""

from improvement.changes.facts import (
    Changes,
    DeadlineChange,
    DeadlineKind,
    LeadChange,
    PostNamed,
    RatingChange,
    Structural,
    Tally,
)
from improvement.deadlines.moves import by_how_much
from improvement.deadlines.words import day_in_words
from improvement.ratings import Movement, movement_words

# Kind, words beside its number, and whether it is worth a place where there are none.
OF_RATINGS = [
    (Movement.DOWN, "went down", True),
    (Movement.UP, "went up", True),
    (Movement.COMPLETED, "completed", True),
    (Movement.STARTED, "started", True),
    (Movement.FIRST, "rated for the first time", False),
    (Movement.SAME, "moved and came back", False),
]
OF_DEADLINES = [
    (DeadlineKind.MOVED, "moved", True),
    (DeadlineKind.SET, "given an end date", False),
    (DeadlineKind.LOST, "that lost their end date", False),
    (DeadlineKind.REWORDED, "written anew", False),
]
OF_STRUCTURE = [
    (Structural.ADDED, "added to the plan", True),
    (Structural.MERGED, "merged into another", True),
    (Structural.REMOVED, "removed from the plan", True),
    (Structural.PLACED, "moved or renumbered", False),
    (Structural.STRENGTH, "links given another strength", False),
]


def rating_tallies(found: Changes) -> list[Tally]:
    """Ratings by what became of them; the first four always, with nought where there were none."""
    return _tallies(OF_RATINGS, found.rated)


def plan_tallies(found: Changes) -> list[Tally]:
    """Deadlines, leads, wording and structure."""
    deadlines = [
        Tally(
            f"deadlines-{one.key}",
            one.number,
            _of_deadlines(one),
            _months(found) if one.key == "moved" else "",
        )
        for one in _tallies(OF_DEADLINES, found.dated)
    ]
    leads = [Tally("leads", len(found.leads), _several("lead changed", "leads changed", len(found.leads)))]
    if number := len(found.holders):
        leads.append(Tally("holders", number, f"lead post{_s(number)} held otherwise"))
    number = len(found.wording)
    words = [Tally("wording", number, _several("text reworded", "texts reworded", number))]
    return [*deadlines, *leads, *words, *_tallies(OF_STRUCTURE, found.structured)]


def period_words(found: Changes) -> str:
    """“from 17 March 2022 to 20 June 2022”, the end of each day being meant."""
    return f"from {day_in_words(found.period.since)} to {day_in_words(found.period.until)}"


def rating_words(change: RatingChange) -> str:
    """“Down from On track”, “Started”, “On track in between”."""
    if change.between:
        return f"{change.between.label} in between"
    if change.kind == Movement.SAME:
        return f"From {change.before.label}, which counts the same"
    return movement_words(change.kind, change.before.label)


def moved_by(change: DeadlineChange) -> str:
    """“+2 months”, “+5 months in 2 moves”, or what else became of it."""
    if change.months is None or change.kind != DeadlineKind.MOVED:
        return DeadlineKind(change.kind).label
    how = by_how_much(change.months)
    return how if len(change.steps) < 2 else f"{how} in {len(change.steps)} moves"


def lead_words(change: LeadChange) -> str:
    return "Supported by" if change.supports else "Led by"


def posts_in_words(posts: list[PostNamed]) -> str:
    """“EDCS, jointly with ADSC”; “nobody”."""
    return (
        ", ".join(f"jointly with {post.name}" if post.is_joint else post.name for post in posts) or "nobody"
    )


def _tallies(kinds: list[tuple], number_of) -> list[Tally]:
    numbers = [(kind, words, always, number_of(kind)) for kind, words, always in kinds]
    return [Tally(str(kind), number, words) for kind, words, always, number in numbers if number or always]


def _of_deadlines(one: Tally) -> str:
    return f"deadline{_s(one.number)} {one.words}"


def _months(found: Changes) -> str:
    """How far the deadlines moved in all, or nothing."""
    months = [change.months for change in found.deadlines if change.kind == DeadlineKind.MOVED]
    return f"{by_how_much(sum(months))}{' in all' if len(months) > 1 else ''}" if months else ""


def _several(one: str, many: str, number: int) -> str:
    return one if number == 1 else many


def _s(number: int) -> str:
    return "" if number == 1 else "s"
