"""The meaning of words without a time: going on, waiting for an event, at once, within so long, or nothing."""

from datetime import date

from improvement.deadlines import Kind, Precision
from improvement.deadlines.reader import sentences
from improvement.deadlines.reader.clauses import Clauses
from improvement.deadlines.reader.days import FIRST_YEAR, LAST_YEAR, DeadlineRefused, the_day
from improvement.deadlines.reader.draft import GOING_ON, Draft
from improvement.deadlines.reader.phrases import Mark
from improvement.deadlines.reader.printed import Bearings

FROM_AN_EVENT = {Mark.AFTER, Mark.FROM, Mark.BEFORE}


def from_marks(draft: Draft, found: Clauses, bearings: Bearings) -> None:
    marks = found.marks
    follows_event = any(event.opener in FROM_AN_EVENT for event in found.events)
    if found.durations and not follows_event:
        _within(draft, found, bearings)
    elif not GOING_ON.isdisjoint(marks) or found.recurrences or Mark.BEGUN in marks:
        _going_on(draft, found)
    elif found.events or Mark.TO_BE_SET in marks:
        draft.kind = Kind.CONDITIONAL
        if found.durations:
            draft.uses_duration = True
            is_before = any(event.opener == Mark.BEFORE for event in found.events)
            draft.said.append(sentences.from_event(str(found.durations[0][0]), is_before))
    elif Mark.IMMEDIATE in marks:
        _at_once(draft, found, bearings.dated)
    elif Mark.NONE in marks:
        draft.kind = Kind.MISSING
        draft.said.append(sentences.no_deadline(marks[Mark.NONE]))
    else:
        raise DeadlineRefused(_why_unreadable(found))


def _within(draft: Draft, found: Clauses, bearings: Bearings) -> None:
    duration, words = found.durations[0]
    draft.kind, draft.precision, draft.uses_duration = Kind.BY, Precision.DAY, True
    draft.ends = duration.after(bearings.dated)
    draft.said.append(sentences.counted_from_plan(words, bearings.dated, draft.ends))
    if duration.is_working:
        draft.said.append(sentences.NO_BANK_HOLIDAYS)


def _going_on(draft: Draft, found: Clauses) -> None:
    draft.kind = Kind.ONGOING
    if Mark.ONGOING in found.marks or found.recurrences:
        return
    words = found.marks.get(Mark.GRADUAL) or found.marks[Mark.BEGUN]
    draft.said.append(sentences.going_on(words))


def _at_once(draft: Draft, found: Clauses, dated: date) -> None:
    dated = the_day(dated.year, dated.month, dated.day)
    draft.precision = Precision.DAY
    if Mark.START in found.marks:
        draft.kind, draft.starts = Kind.START_ONLY, dated
    else:
        draft.kind, draft.ends = Kind.BY, dated
    draft.said.append(sentences.at_once(found.marks[Mark.IMMEDIATE], dated))


def _why_unreadable(found: Clauses) -> str:
    words, marks = found.words, found.marks
    numbers = [words for words in found.unread_words() if words.isdecimal()]
    years = [number for number in numbers if len(number) == 4 and not FIRST_YEAR <= int(number) <= LAST_YEAR]
    if years:
        return sentences.year_out_of_reach(years[0])
    if Mark.URGENT in marks:
        return sentences.only_urgent(marks[Mark.URGENT])
    done = marks.get(Mark.WAS_DONE) or marks.get(Mark.DONE, "end")
    if not found.unread and not done.lower().startswith("end"):
        return sentences.only_done(done)
    return sentences.unreadable(words)
