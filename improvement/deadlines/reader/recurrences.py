"""How often something comes again, and how long it may take: “termly”, “every 6 weeks”, “within 3 months”."""

from datetime import date
from typing import NamedTuple

from improvement.deadlines.reader.days import MONTH_NUMBERS, months_after, moved, working_days_after
from improvement.deadlines.reader.tokens import Token

OFTEN = {
    "daily": "daily",
    "weekly": "weekly",
    "fortnightly": "fortnightly",
    "monthly": "monthly",
    "bimonthly": "every 2 months",
    "quarterly": "quarterly",
    "termly": "termly",
    "annual": "annually",
    "annually": "annually",
    "yearly": "annually",
    "biannual": "half-yearly",
    "biannually": "half-yearly",
    "biennial": "every 2 years",
    "biennially": "every 2 years",
}
UNITS = {"day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly", "term": "termly"}
UNITS |= {"year": "annually"}
COUNTED = {"weekly": "week", "monthly": "month", "yearly": "year", "termly": "term", "annual": "year"}
COUNTED |= {"annually": "year"}
NAMED_COUNTS = {(2, "week"): "fortnightly", (3, "month"): "quarterly", (6, "month"): "half-yearly"}
NAMED_COUNTS |= {(12, "month"): "annually", (4, "quarter"): "annually"}
NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
}
DOUBTFUL = {"bimonthly", "bi-monthly", "biannual", "biannually", "bi-annual", "bi-annually", "bi-weekly"}
LENGTHS = {"day": "day", "week": "week", "month": "month", "year": "year", "wk": "week", "mth": "month"}


class Recurrence(NamedTuple):
    """How often, in the one word that all spellings share; `is_doubtful` where the word has two senses."""

    often: str
    is_doubtful: bool = False


class Duration(NamedTuple):
    """At most so many days, weeks, months or years."""

    count: int
    unit: str
    is_working: bool = False

    def after(self, day: date) -> date:
        """The day so much later."""
        if self.unit in {"month", "year"}:
            return months_after(day, self.count * (12 if self.unit == "year" else 1))
        if self.is_working:
            return working_days_after(day, self.count)
        return moved(day, self.count * (7 if self.unit == "week" else 1))

    def __str__(self):
        return (
            f"{self.count} {'working ' if self.is_working else ''}{self.unit}{'' if self.count == 1 else 's'}"
        )


def recurrence_at(tokens: list[Token], at: int) -> tuple[Recurrence, int] | None:
    """Termly, six-monthly, half-termly, every other month, each term, twice a year."""
    text = tokens[at].text
    if text in OFTEN:
        return Recurrence(OFTEN[text], text in DOUBTFUL), at + 1
    then = at + 1 + (tokens[at + 1].text == "-")
    if text in {"half", "bi"}:
        return _by_half_or_two(text, tokens[then].text, then + 1)
    if text in {"every", "each", "per"}:
        return _every(tokens, at + 1)
    if text in {"once", "twice"} and tokens[at + 1].text in {"a", "per", "every", "each"}:
        unit = tokens[at + 2].text
        twice = {"year": "half-yearly", "term": "half-termly"}.get(unit, f"twice a {unit}")
        return (Recurrence(UNITS[unit] if text == "once" else twice), at + 3) if unit in UNITS else None
    number = number_at(tokens, at)
    if number and tokens[then].text in COUNTED:
        return Recurrence(_counted(number, COUNTED[tokens[then].text])), then + 1
    return None


def _by_half_or_two(text: str, unit: str, after: int) -> tuple[Recurrence, int] | None:
    if text == "half":
        often = {"termly": "half-termly", "yearly": "half-yearly"}.get(unit)
        return (Recurrence(often), after) if often else None
    return (Recurrence(_counted(2, COUNTED[unit]), is_doubtful=True), after) if unit in COUNTED else None


def _every(tokens, at) -> tuple[Recurrence, int] | None:
    if tokens[at].text in MONTH_NUMBERS:
        return Recurrence("annually"), at  # “each September”: the month is still to be read.
    number = 2 if tokens[at].text == "other" else number_at(tokens, at)
    then = at + bool(number)
    unit = tokens[then].text.removesuffix("s")
    return (Recurrence(_counted(number or 1, unit)), then + 1) if unit in UNITS else None


def _counted(number: int, unit: str) -> str:
    if number == 1:
        return UNITS[unit]
    return NAMED_COUNTS.get((number, unit), f"every {number} {unit}s")


def number_at(tokens: list[Token], at: int) -> int | None:
    """A small number in digits or words."""
    token = tokens[at]
    if token.kind == "number" and len(token.text) <= 3:
        return int(token.text) or None
    return NUMBERS.get(token.text)


def duration_at(tokens: list[Token], at: int) -> tuple[Duration, int] | None:
    """3 months, six weeks, 6-12 months (the longer), 10 working days, within a year."""
    a_one = tokens[at].text in {"a", "one"} and tokens[at - 1].text == "within" and at > 0
    number, then = (1 if a_one else number_at(tokens, at)), at + 1
    if number is None:
        return None
    if tokens[then].text in {"-", "to"} and number_at(tokens, then + 1):
        number, then = number_at(tokens, then + 1), then + 2
    then += tokens[then].text == "-"
    is_working = tokens[then].text == "working"
    then += is_working or tokens[then].text == "calendar"
    unit = LENGTHS.get(tokens[then].text.removesuffix("s"))
    return (Duration(number, unit, is_working), then + 1) if unit else None
