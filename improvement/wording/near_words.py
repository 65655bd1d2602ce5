"""Whether two texts say the same in the same words, or nearly. Plain values only.

Case, punctuation and dates make no difference: “On 12 May the board met.” is “On 9 June the board met”. A figure
that is no part of a date is news, however alike the rest.
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from improvement.wording.plain_words import plain_words

ALIKE = 0.9
MONTHS = ["january", "february", "march", "april", "may", "june", "july"]
MONTHS += ["august", "september", "october", "november", "december"]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTH_WORDS = {*MONTHS, *(name[:3] for name in MONTHS), "sept"}
WEEKDAY_WORDS = {*WEEKDAYS, *(name[:3] for name in WEEKDAYS), "tues", "thur", "thurs"}
# 12/05/2022, 12.5.22, 2022-05-12.
NUMERIC = re.compile(r"\b(?:\d{1,2}([./-])\d{1,2}\1\d{2}(?:\d{2})?|\d{4}-\d{2}-\d{2})\b")
YEAR = re.compile(r"(?:19|20)\d\d")
DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")


@lru_cache(maxsize=1024)  # A text is compared with several, one after the other.
def bare_words(text: str) -> tuple[str, ...]:
    """The words of a text without those of its dates.

    >>> bare_words("By 12 May 2022, 4 of 5 posts were filled!")
    ('by', '4', 'of', '5', 'posts', 'were', 'filled')
    """
    kept: list[str] = []
    for word in plain_words(NUMERIC.sub(" ", text)):
        if word in MONTH_WORDS:
            _drop_days(kept)
        elif word not in WEEKDAY_WORDS and not YEAR.fullmatch(word):
            kept.append(word)
    return tuple(kept)


def _drop_days(words: list[str]) -> None:
    """Take off the days before a month: 12; 12th of; 12 to 14; 12 and 14."""
    if _ends_with_day_and(words, "of"):
        words.pop()
    while words and DAY.fullmatch(words[-1]):
        words.pop()
        if _ends_with_day_and(words, "to") or _ends_with_day_and(words, "and"):
            words.pop()


def _ends_with_day_and(words: list[str], last: str) -> bool:
    return len(words) > 1 and words[-1] == last and bool(DAY.fullmatch(words[-2]))


def near_same(one: str, other: str) -> bool:
    """Whether two texts have the same words, or nine in ten of them in the same order, or in common."""
    first, second = sorted((bare_words(one), bare_words(other)))
    if first == second:
        return True
    if not first or _figures(first) != _figures(second):
        return False
    in_common = len(set(first) & set(second)) / len(set(first) | set(second))
    return in_common >= ALIKE or _in_order(first, second) >= ALIKE


def same_words(one: str, other: str) -> bool:
    return bare_words(one) == bare_words(other)


def _figures(words: tuple[str, ...]) -> list[str]:
    return sorted(word for word in words if any(letter.isdigit() for letter in word))


def _in_order(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """The share of words that stand in both in one order, 0 to 1; what its upper bounds rule out is not counted."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    bound = min(matcher.real_quick_ratio(), matcher.quick_ratio())
    return matcher.ratio() if bound >= ALIKE else bound
