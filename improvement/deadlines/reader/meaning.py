"""From what words hold to what they mean: the kind of deadline, its days, and what was taken for granted."""

from improvement.deadlines import Kind, Reading
from improvement.deadlines.reader import sentences
from improvement.deadlines.reader.clauses import Clauses, clauses_of
from improvement.deadlines.reader.days import DeadlineRefused
from improvement.deadlines.reader.draft import Draft
from improvement.deadlines.reader.items import Item, Word, items_of
from improvement.deadlines.reader.phrases import AGAINST, Mark
from improvement.deadlines.reader.printed import Bearings
from improvement.deadlines.reader.timed import from_times, settle_stray_years
from improvement.deadlines.reader.untimed import from_marks
from improvement.deadlines.reader.waiting import condition_of

LONGEST = 2000


def meaning_of(words: str, bearings: Bearings) -> Reading:
    """The reading of words that are not empty. Raises DeadlineRefused with a sentence where they are no deadline."""
    if len(words) > LONGEST:
        raise DeadlineRefused(sentences.too_long(words))
    items = items_of(words, bearings)
    _refuse_what_turns_round(items)
    found = clauses_of(words, items)
    draft = Draft()
    settle_stray_years(draft, found, bearings.dated)
    if found.times:
        from_times(draft, found, bearings)
    else:
        from_marks(draft, found, bearings)
    has_start = draft.starts is not None
    condition, said = condition_of(found, has_end=draft.ends is not None, has_start=has_start)
    draft.said += said
    _say_the_rest(draft, found, items)
    return Reading(
        kind=draft.kind,
        starts=draft.starts,
        ends=draft.ends,
        precision=draft.precision,
        condition=condition,
        assumed=" ".join(dict.fromkeys(draft.said)),
        recurrence=found.recurrences[0][0].often if found.recurrences else "",
        follow_up=draft.follow_up,
    )


def _refuse_what_turns_round(items: list[Item]) -> None:
    for item in items:
        if isinstance(item.value, Word) and not AGAINST.isdisjoint(item.value.text.split()):
            raise DeadlineRefused(sentences.turned_round(item.value.text))


def _say_the_rest(draft: Draft, found: Clauses, items: list[Item]) -> None:
    immediate = found.marks.get(Mark.IMMEDIATE)
    if immediate and (found.times or draft.kind == Kind.ONGOING):
        draft.said.append(sentences.no_day_of_start(immediate))
    unused = [*draft.unused, *_say_how_often(draft, found)]
    unused += [words for _, words in found.durations[draft.uses_duration :]]
    unused += [found.marks[Mark.URGENT]] if Mark.URGENT in found.marks else []
    unused += [found.marks[Mark.NONE]] if Mark.NONE in found.marks and draft.ends else []
    unused += _runs(found, items)
    if unused:
        draft.said.append(sentences.unread(unused))


def _say_how_often(draft: Draft, found: Clauses) -> list[str]:
    """The doubt of the first recurrence; those that differ from it, as printed."""
    for recurrence, words in found.recurrences[:1]:
        if recurrence.is_doubtful:
            draft.said.append(sentences.doubtful_recurrence(words, recurrence.often))
        return [other for repeated, other in found.recurrences[1:] if repeated.often != recurrence.often]
    return []


def _runs(found: Clauses, items: list[Item]) -> list[str]:
    """Unread words that stand together, as printed."""
    unread, runs, first = set(found.unread), [], None
    for item in items:
        if item not in unread:
            first = None
            continue
        if first is None:
            first = item
            runs.append("")
        runs[-1] = found.words[first.at : item.to]
    return runs
