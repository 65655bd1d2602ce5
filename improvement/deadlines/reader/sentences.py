"""What a whole reading took for granted, each as a sentence that a person can confirm or deny."""

from datetime import date

from improvement.deadlines.reader.days import FIRST_YEAR, LAST_YEAR, Span, day_in_words, in_words
from improvement.deadlines.reader.events import OF_A_PERSON
from improvement.deadlines.reader.remarks import quoted

# Years that are not printed.


def year_next(name: str, span: Span, dated: date) -> str:
    holds = span.starts <= dated <= span.ends
    which = f"the {name} in which the plan is dated" if holds else f"the next {name} after the plan’s date"
    if span == (dated, dated):
        which = "the plan’s own date"
    return f"No year is printed: read as {span.ends.year}, {which}."


def year_last(name: str, year: int) -> str:
    return (
        f"No year is printed: read as {year}, the last {name} before the plan’s date, because it has begun."
    )


def year_of_monday(name: str, year: int) -> str:
    return f"No year is printed: read as {year}, in which {name} is a Monday."


def year_before(name: str, year: int, other: Span) -> str:
    return f"No year is printed for {name}: read as {year}, the last before {in_words(other)}."


def year_nearest(name: str, year: int, other: Span) -> str:
    return f"No year is printed for {name}: read as {year}, the nearest to {in_words(other)}."


def year_apart(year: str, name: str) -> str:
    return f"“{year}” was read as the year of {name}, though other words stand between."


def year_after(name: str, year: int, other: Span) -> str:
    return f"No year is printed for {name}: read as {year}, the next after {in_words(other)}."


# Several times in one deadline.


def replaced(day: date) -> str:
    return f"An earlier date is said to be replaced: read as by {day_in_words(day)}."


def several_ends(count: int, day: date) -> str:
    many = "Two" if count == 2 else "Several"
    return f"{many} dates are printed: read as by the last of them, {day_in_words(day)}."


def as_the_end(words: str) -> str:
    return f"{quoted(words)} was read as the end."


def followed(ends: date | None, later: date, lead: str) -> str:
    first = f"Two dates are printed: read as by {day_in_words(ends)}, and" if ends else "Read as ongoing, and"
    return f"{first} {quoted(lead)} as what follows by {day_in_words(later)}."


def ends_before_it_starts(starts: date, ends: date) -> str:
    return f"It ends on {day_in_words(ends)}, before it starts on {day_in_words(starts)}."


def part_of_action(subjects: list[str]) -> str:
    what = " and ".join(quoted(subject) for subject in subjects)
    dates = "date is" if len(subjects) == 1 else "dates are"
    return f"The {dates} for {what}, read as a part of the action; no date is printed for the whole."


def ongoing_until(day: date) -> str:
    return f"It is called ongoing and dated: read as going on until {day_in_words(day)}."


def strictly(word: str, how: str, day: date) -> str:
    return f"“{word}” was read strictly, as {how} {day_in_words(day)}."


# Lengths of time.


def counted_from_start(words: str, ends: date) -> str:
    return f"{quoted(words)} was counted from the start, to {day_in_words(ends)}."


def counted_from_plan(words: str, dated: date, ends: date) -> str:
    return (
        f"{quoted(words)} was counted from the plan’s date, {day_in_words(dated)}, to {day_in_words(ends)}."
    )


def from_event(length: str, is_before: bool) -> str:
    return f"It falls {length} {'before' if is_before else 'after'} that event."


NO_BANK_HOLIDAYS = "Working days were counted without bank holidays."


# Events.

NO_EVENT_NAMED = "No event is named: it waits for somebody to agree a date."
DATE_UNSURE = "The date is printed as still to be agreed."
ONLY_THE_START_WAITS = "Only the start is said to wait for this; no end is printed."
UNTIL_THAT_EVENT = "It is said to last until that event."


def of_whom(doing: str) -> str:
    if doing in OF_A_PERSON:
        return f"Whose {doing} it waits for is not said."
    return f"The {doing} of what it waits for is not said."


def by_an_event(name: str) -> str:
    return f"It is said to be due by {quoted(name)}, for which no day is printed."


def date_in_event(words: str) -> str:
    return f"The date in {quoted(words)} was read as a part of the event and not as the deadline."


def date_after_event(words: str) -> str:
    return f"The date after {quoted(words)} was read as the deadline; it may be when that is expected."


def several_events(count: int) -> str:
    return f"It waits for {'two' if count == 2 else 'several'} events."


# No date and no event.


def going_on(words: str) -> str:
    return f"{quoted(words)} was read as going on without an end."


def at_once(words: str, dated: date) -> str:
    return f"{quoted(words)} was read as the plan’s own date, {day_in_words(dated)}."


def no_day_of_start(words: str) -> str:
    return f"{quoted(words)} prints no day for the start."


def was_done(words: str, ends: date) -> str:
    return (
        f"{quoted(words)} was read as to be done by {day_in_words(ends)}; it may say that it was done then."
    )


def no_deadline(words: str) -> str:
    return f"{quoted(words)} was read as no deadline."


def doubtful_recurrence(words: str, often: str) -> str:
    return f"{quoted(words)} was read as {often}; the word has two senses."


# What could not be read.


def unread(words: list[str]) -> str:
    named = ", ".join(quoted(run) for run in words)
    return f"{named} {'was' if len(words) == 1 else 'were'} not read."


def turned_round(word: str) -> str:
    return f"{quoted(word)} may mean that the date does not hold."


def year_out_of_reach(year: str) -> str:
    return f"The year {year} is not between {FIRST_YEAR} and {LAST_YEAR}."


def too_long(words: str) -> str:
    return f"{quoted(words)} is too long to be a deadline: {len(words):,} characters."


def only_urgent(words: str) -> str:
    return f"{quoted(words)} says that it is urgent, not when it is due."


def only_done(words: str) -> str:
    return f"{quoted(words)} says that it is to be finished, not when."


def unreadable(words: str) -> str:
    return f"{quoted(words)} names no month, no date and no event."
