"""Updates that stand still: on track in the same words for three rounds, on track past the deadline, or in a sentence
that others have too. Plain values only."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from improvement.ratings import Code
from improvement.wording.copied_sentences import copied_sentences
from improvement.wording.near_words import near_same, same_words

ROUNDS = 3
MOST_NAMED = 4
LONGEST_QUOTED = 70


@dataclass(frozen=True)
class Said:
    """The last word on an action in one round."""

    on: date
    words: str
    is_green: bool
    is_no_change: bool = False
    is_proposed: bool = False


@dataclass(frozen=True)
class Known:
    """What has to be known of an unfinished action: its update in force, and its last words in the newest rounds that
    ran one after the other, newest first. `words` is empty where nothing was said, or nothing but “no change”."""

    address: str
    title: str
    code: str | None
    label: str
    due: date | None
    words: str = ""
    is_proposed: bool = False
    rounds: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Stale:
    """An action whose last update is worth a second look, and why, in sentences."""

    address: str
    title: str
    code: str | None
    label: str
    reasons: tuple[str, ...]


def stale(actions: Iterable[Known], *, on: date) -> list[Stale]:
    """Those of a plan's unfinished actions that stand still on a day, in the order given. What is proposed complete
    waits for somebody else and is left out."""
    asked = [action for action in actions if not action.is_proposed]
    copied = _copied({action.address: action.words for action in asked if action.words})
    found = []
    for action in asked:
        reasons = [_same_words(action, on), _past_deadline(action, on), *copied.get(action.address, [])]
        if told := tuple(filter(None, reasons)):
            found.append(Stale(action.address, action.title, action.code, action.label, told))
    return found


def _same_words(action: Known, on: date) -> str:
    said = action.rounds[:ROUNDS]
    if action.code != Code.ON_TRACK or len(said) < ROUNDS:
        return ""
    if any(not one.is_green or one.is_proposed for one in said):
        return ""
    news = [one.words for one in said if not one.is_no_change]
    # What “no change” in the oldest round left as it was is not known here: words after it may be news.
    if news and said[-1].is_no_change:
        return ""
    if not all(near_same(news[0], other) for other in news[1:]):
        return ""
    nearly = "" if all(same_words(one, other) for one, other in pairwise(news)) else "nearly "
    return f"{action.label} for three rounds in {nearly}the same words since {_day(said[-1].on, on)}"


def _past_deadline(action: Known, on: date) -> str:
    if action.code != Code.ON_TRACK or action.due is None or action.due >= on:
        return ""
    days = (on - action.due).days
    label = action.label[:1].lower() + action.label[1:]
    return f"Still {label}, {days:,} day{'s' if days > 1 else ''} past its deadline"


def _copied(texts: dict[str, str]) -> dict[str, list[str]]:
    """For each action, one reason for each set of others that it shares sentences with: the first of them."""
    shared: dict[tuple, str] = {}
    for sentence in copied_sentences(texts):
        shared.setdefault(sentence.keys, _shortened(sentence.words))
    found = defaultdict(list)
    for addresses, words in shared.items():
        for address in addresses:
            found[address].append(f"The same sentence as {_others(address, addresses)}: ‘{words}’")
    return found


def _others(address: str, addresses: tuple[str, ...]) -> str:
    """The others by their references; of many, the first few and how many more there are."""
    shown = [other for other in addresses[: MOST_NAMED + 1] if other != address][:MOST_NAMED]
    more = len(addresses) - 1 - len(shown)
    if more:
        shown.append(f"{more:,} other{'s' if more > 1 else ''}")
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]


def _shortened(words: str) -> str:
    if len(words) <= LONGEST_QUOTED:
        return words
    return f"{words[:LONGEST_QUOTED].rpartition(' ')[0] or words[:LONGEST_QUOTED]}…"


def _day(day: date, on: date) -> str:
    return f"{day:%-d %B}" if day.year == on.year else f"{day:%-d %B %Y}"
