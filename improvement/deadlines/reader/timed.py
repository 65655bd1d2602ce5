"""The meaning of words with a time in them: from when, until when, and what for."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from improvement.deadlines import Kind, Precision
from improvement.deadlines.reader import remarks, sentences
from improvement.deadlines.reader.clauses import STARTS, Clauses, Role, Time
from improvement.deadlines.reader.days import DeadlineRefused, Span, moved, part_of
from improvement.deadlines.reader.draft import GOING_ON, Draft
from improvement.deadlines.reader.phrases import Mark
from improvement.deadlines.reader.printed import Bearings
from improvement.deadlines.reader.years import spans_of

NOT_TO_THE_DAY = {Precision.WEEK, Precision.QUARTER, Precision.YEAR}


def settle_stray_years(draft: Draft, found: Clauses, dated: date) -> None:
    """The 2004 of “October 2022 (Children Act 2004)” is no deadline; that of “October half term 2022” is October's."""
    strays = [time for time in found.times if time.role == Role.PLAIN and time.printed.is_bare_year]
    if len(strays) == len(found.times):
        strays = [time for time in strays if found.unread and time.printed.year < dated.year]
    for before, after in pairwise(found.times):
        stray, other = (after, before) if after in strays else (before, after)
        if stray in strays and other.printed.year is None:
            other.printed = replace(other.printed, year=stray.printed.year)
            draft.said.append(sentences.year_apart(stray.words, other.printed.name))
            found.times.remove(stray)
            strays.remove(stray)
            break
    found.times = [time for time in found.times if time not in strays]
    found.unread = sorted([*found.unread, *(time.item for time in strays)], key=lambda item: item.at)


def from_times(draft: Draft, found: Clauses, bearings: Bearings) -> None:
    days = [_Days(time, span, draft) for time, span in _read_times(draft, found, bearings)]
    starts = [one for one in days if one.role in STARTS]
    follows = [one for one in days if one.role == Role.FOLLOW]
    ends = _holding([one for one in days if one.role not in {*STARTS, Role.FOLLOW}], draft)
    if ends:
        _end(draft, ends, starts, found)
    elif starts:
        _start(draft, starts[0], found)
    else:
        draft.kind = Kind.ONGOING
    if follows:
        draft.follow_up = follows[0].end
        draft.said.append(sentences.followed(draft.ends, follows[0].end, follows[0].time.lead))
    draft.unused += [one.time.words for one in (*starts[1:], *follows[1:])]
    if draft.starts and draft.ends and draft.starts > draft.ends:
        raise DeadlineRefused(sentences.ends_before_it_starts(draft.starts, draft.ends))


def _read_times(draft: Draft, found: Clauses, bearings: Bearings) -> list[tuple[Time, Span]]:
    """Each time with its span, saying what its year and its notes take for granted."""
    read = []
    for time, (whole, about_year) in zip(found.times, spans_of(found.times, bearings.dated), strict=True):
        printed, is_start = time.printed, time.role in STARTS
        span = part_of(whole, printed.part) if printed.part else whole
        noted = found.words[printed.core_at : time.item.to] if printed.part else time.words
        said = [about_year, *(note(noted, whole, is_start) for note in printed.notes)]
        said.append(remarks.part(printed.part, time.words, span, is_start) if printed.part else "")
        draft.said += [sentence for sentence in said if sentence]
        read.append((time, span))
    return read


class _Days:
    """The first and last day of a time, as its role counts them."""

    def __init__(self, time: Time, span: Span, draft: Draft):
        self.time, self.role, self.span = time, time.role, span
        self.start, self.end = span
        if time.role == Role.BEFORE and time.printed.part != "end":
            self.end = moved(span.starts, -1)
            draft.said.append(sentences.strictly("Before", "by", self.end))
        elif time.role == Role.AFTER:
            self.start = moved(span.ends, 1)
            draft.said.append(sentences.strictly("After", "from", self.start))

    @property
    def precision(self) -> str:
        if self.time.printed.part in {"start", "early", "mid"}:
            return Precision.DAY
        return self.time.printed.precision

    @property
    def keeps_start(self) -> bool:
        """Whether the words name a stretch of time, whose first day is worth keeping beside its last."""
        is_plain = self.role == Role.PLAIN and not self.time.printed.part
        return is_plain and self.time.printed.precision in NOT_TO_THE_DAY


def _holding(ends: list[_Days], draft: Draft) -> list[_Days]:
    """The ends that hold: those from the last that replaces others on."""
    newest = max((place for place, one in enumerate(ends) if one.time.replaces), default=0)
    if newest:
        draft.said.append(sentences.replaced(ends[newest].end))
    return ends[newest:]


def _end(draft: Draft, ends: list[_Days], starts: list[_Days], found: Clauses) -> None:
    last = max(ends, key=lambda one: one.end)
    if len(ends) > 1:
        draft.said.append(sentences.several_ends(len(ends), last.end))
    draft.kind, draft.ends, draft.precision = Kind.BY, last.end, last.precision
    if starts:
        draft.kind, draft.starts = Kind.RANGE, starts[0].start
        if last.role == Role.PLAIN and last.time.printed.part != "end":
            draft.said.append(sentences.as_the_end(last.time.words))
    elif last.role == Role.DURING and last.start != last.end:
        draft.kind, draft.starts = Kind.RANGE, last.start
    elif all(one.time.subject for one in ends):
        draft.kind = Kind.MILESTONE
        draft.said.append(sentences.part_of_action([one.time.subject for one in ends]))
    elif last.keeps_start:
        draft.starts = min(one.start for one in ends)
    if draft.kind != Kind.MILESTONE:
        draft.unused += [one.time.subject for one in ends if one.time.subject]
    _doubt_end(draft, last, found)


def _doubt_end(draft: Draft, last: _Days, found: Clauses) -> None:
    if Mark.WAS_DONE in found.marks and Mark.BY not in found.marks:
        draft.said.append(sentences.was_done(found.marks[Mark.WAS_DONE], last.end))
    if not GOING_ON.isdisjoint(found.marks) and draft.kind == Kind.BY:
        draft.said.append(sentences.ongoing_until(last.end))


def _start(draft: Draft, start: _Days, found: Clauses) -> None:
    draft.starts, draft.precision = start.start, start.precision
    if found.durations:
        duration, words = found.durations[0]
        draft.kind, draft.ends, draft.uses_duration = Kind.RANGE, moved(duration.after(start.start), -1), True
        draft.said.append(sentences.counted_from_start(words, draft.ends))
    elif start.role == Role.BEGUN or found.recurrences or not GOING_ON.isdisjoint(found.marks):
        draft.kind = Kind.ONGOING
        if Mark.GRADUAL in found.marks:
            draft.said.append(sentences.going_on(found.marks[Mark.GRADUAL]))
    else:
        draft.kind = Kind.START_ONLY
