"""The condition of a deadline: the events it waits for under one name, and what was taken for granted in it."""

from improvement.deadlines.reader import sentences
from improvement.deadlines.reader.clauses import Clauses
from improvement.deadlines.reader.events import LONGEST, says_of_whom
from improvement.deadlines.reader.items import Event
from improvement.deadlines.reader.phrases import Mark

DATE_TO_BE_AGREED = "date to be agreed"


def condition_of(found: Clauses, *, has_end: bool, has_start: bool) -> tuple[str, list[str]]:
    """The event's name, or "" where it waits for none, and the sentences about it."""
    is_unset = Mark.TO_BE_SET in found.marks
    if not found.events:
        if not is_unset:
            return "", []
        return DATE_TO_BE_AGREED, [
            sentences.DATE_UNSURE if has_end or has_start else sentences.NO_EVENT_NAMED
        ]
    names = list(dict.fromkeys(event.name for event in found.events))
    said = [sentence for event in found.events for sentence in _doubts(event)]
    if len(names) > 1:
        said.append(sentences.several_events(len(names)))
    if Mark.START in found.marks and not has_end and not has_start:
        said.append(sentences.ONLY_THE_START_WAITS)
    if Mark.UNTIL in {event.opener for event in found.events}:
        said.append(sentences.UNTIL_THAT_EVENT)
    return " and ".join(names)[:LONGEST], said


def _doubts(event: Event) -> list[str]:
    said = []
    if not says_of_whom(event.name):
        said.append(sentences.of_whom(event.name))
    if event.opener in {Mark.BEFORE, Mark.BY}:
        said.append(sentences.by_an_event(event.name))
    if event.has_date_after:
        said.append(sentences.date_after_event(event.words))
    if event.holds_date:
        said.append(sentences.date_in_event(event.words))
    return said
