"""Words read from left to right as times, events, marks and what is left over."""

from typing import NamedTuple

from improvement.deadlines.reader.dates import date_at
from improvement.deadlines.reader.days import MONTH_NUMBERS
from improvement.deadlines.reader.events import event_name
from improvement.deadlines.reader.phrases import GENERIC, SILENT, Mark, phrase_at
from improvement.deadlines.reader.printed import Bearings, Printed
from improvement.deadlines.reader.recurrences import Duration, Recurrence, duration_at, recurrence_at
from improvement.deadlines.reader.tokens import Token, tokens_of

STOPS = set(";,.()[]{}•·|\uf0b7")
SILENT_SIGNS = set("\"'*:/\\_#!…")
# What may stand between “by” and its date; a clock time may too.
HEDGES = {"the", "around", "approx", "approximately", "about", "circa", "expected", "on", "noon", ":"}
# These end an event where a date follows: “once appointed, by June”. The words that such marks begin with.
BEFORE_DATES = {Mark.BY, Mark.UNTIL, Mark.BEFORE}
OPEN_DATES = {"by", "no", "not", "latest", "until", "till", "up", "before", "prior", "ahead", "in"}
# After “and” these go on with the event: “consultation and on-site review”.
SAME_CLAUSE = {Mark.ON, Mark.TO, Mark.PLAIN, Mark.AND, Mark.AFTER, Mark.FROM}


class Event(NamedTuple):
    """What it waits for; `opener` is the mark that said so, `words` the clause as printed."""

    name: str
    opener: Mark
    words: str
    holds_date: bool
    has_date_after: bool


class Word(NamedTuple):
    """A word that the grammar does not know, or a generic one that says nothing new."""

    text: str
    is_generic: bool


class Item(NamedTuple):
    """`value` is a Printed, Event, Mark, Recurrence, Duration or Word; `at` and `to` are places in the words."""

    value: Printed | Event | Mark | Recurrence | Duration | Word
    at: int
    to: int


def items_of(words: str, bearings: Bearings) -> list[Item]:
    scan = Scan(words, bearings)
    while scan.tokens[scan.at].kind != "end":
        scan.step()
    return scan.items


class Scan:
    """One pass over the tokens: each step takes the longest thing that begins at `at`."""

    def __init__(self, words: str, bearings: Bearings):
        self.words, self.bearings = words, bearings
        self.tokens = tokens_of(words)
        self.items: list[Item] = []
        self.at = 0

    def step(self) -> None:
        tokens, at = self.tokens, self.at
        if tokens[at].kind == "sign":
            return self._sign(tokens[at])
        for rule in (self._date, recurrence_at, duration_at):
            if found := rule(tokens, at):
                return self._take(*found)
        if found := phrase_at(tokens, at):
            mark, after = found
            return RULES.get(mark, Scan._plain_mark)(self, mark, after)
        return self._word(at + 1)

    def _date(self, tokens: list[Token], at: int):
        return date_at(tokens, at, self.bearings)

    def _take(self, value, after: int) -> None:
        self.items.append(Item(value, self.tokens[self.at].at, self.tokens[after - 1].to))
        self.at = after

    def _skip(self, after: int) -> None:
        self.at = after

    def _plain_mark(self, mark: Mark, after: int) -> None:
        self._take(mark, after)

    def _word(self, after: int) -> None:
        text = " ".join(token.text for token in self.tokens[self.at : after])
        if text == "of" and self._last(Duration):
            return self._after(Mark.AFTER, after)
        return self._skip(after) if text in SILENT else self._take(Word(text, text in GENERIC), after)

    def _sign(self, token: Token) -> None:
        if token.text == "-":
            return self._dash()
        if token.text in STOPS:
            return self._take(Mark.STOP, self.at + 1)
        if token.text in {"&", "+"}:
            return self._take(Mark.AND, self.at + 1)
        return self._skip(self.at + 1) if token.text in SILENT_SIGNS else self._word(self.at + 1)

    def _dash(self) -> None:
        is_range = self._last(Printed) and self._date_follows(self.at + 1)
        if is_range:
            return self._take(Mark.TO, self.at + 1)
        return self._take(Mark.STOP, self.at + 1) if self._is_spaced(self.at) else self._skip(self.at + 1)

    def _is_spaced(self, at: int) -> bool:
        tokens = self.tokens
        return at == 0 or tokens[at - 1].to < tokens[at].at or tokens[at].to < tokens[at + 1].at

    def _last(self, kind: type) -> bool:
        return bool(self.items) and isinstance(self.items[-1].value, kind)

    def _date_follows(self, at: int) -> int:
        """The place after a date that begins here, behind no more than an article; 0 without one."""
        for _ in range(3):
            if found := date_at(self.tokens, at, self.bearings):
                return found[1]
            if self.tokens[at].text not in HEDGES and self.tokens[at].kind != "clock":
                return 0
            at += 1
        return 0

    # What a phrase means where a date follows it, and where none does.

    def _to(self, mark: Mark, after: int) -> None:
        """To: a range before a date, else the grammar of a verb."""
        return self._take(Mark.TO, after) if self._date_follows(after) else self._skip(after)

    def _during(self, mark: Mark, after: int) -> None:
        return self._take(mark, after) if self._date_follows(after) else self._skip(after)

    def _from(self, mark: Mark, after: int) -> None:
        if self._date_follows(after) or not self._opens_clause():
            return self._take(mark, after) if self._date_follows(after) else self._word(after)
        return self._event(mark, after)

    def _on(self, mark: Mark, after: int) -> None:
        if self._date_follows(after) or self._is_basis(after):
            return self._skip(after)
        return self._event(mark, after) if self._opens_clause() else self._word(after)

    def _is_basis(self, at: int) -> bool:
        """On an ongoing basis, on a six monthly basis."""
        if self.tokens[at].text not in {"a", "an"}:
            return False
        found = phrase_at(self.tokens, at + 1)
        return bool(recurrence_at(self.tokens, at + 1)) or bool(
            found and found[0] in {Mark.ONGOING, Mark.GRADUAL}
        )

    def _by(self, mark: Mark, after: int) -> None:
        if self._date_follows(after):
            return self._take(mark, after)
        return self._event(mark, after) if not self.items else self._word(after)

    def _before(self, mark: Mark, after: int) -> None:
        return self._take(mark, after) if self._date_follows(after) else self._event(mark, after)

    def _after(self, mark: Mark, after: int) -> None:
        """After March 2022 is a start; after the March 2022 Cabinet is an event."""
        end = self._date_follows(after)
        if end and (self._ends_clause(end) or self._stops_event(end)):
            return self._take(mark, after)
        return self._event(mark, after)

    def _to_be_set(self, mark: Mark, after: int) -> None:
        """“To be agreed by May 2022” says when it is agreed, so it is no date to be agreed."""
        if self.tokens[after].text == "by":
            return self._word(after)
        return self._take(mark, after)

    def _opens_clause(self) -> bool:
        return not self._last(Word)

    def _ends_clause(self, at: int) -> bool:
        return self.tokens[at].kind == "end" or self.tokens[at].text in STOPS

    def _event(self, mark: Mark, after: int) -> None:
        """What is waited for: from here to the end of the clause, or what stands between quotation marks."""
        end = self._end_of_event(after)
        clause = self.words[self.tokens[after].at : self.tokens[end - 1].to] if end > after else ""
        name = event_name(clause)
        if not name:
            return self._word(after)
        inside = self.tokens[after:end]
        holds_date = any(token.text in MONTH_NUMBERS or token.kind == "dated" for token in inside)
        date_after = self.tokens[end].text in OPEN_DATES
        return self._take(Event(name, mark, clause, holds_date, date_after), end)

    def _end_of_event(self, at: int) -> int:
        if self.tokens[at].text == '"':
            closing = at + 1
            while self.tokens[closing].kind != "end" and self.tokens[closing].text != '"':
                closing += 1
            if self.tokens[closing].kind != "end":
                return closing
        end = at
        while self.tokens[end].kind != "end" and not self._stops_event(end):
            end += 1
        return end

    def _stops_event(self, at: int) -> bool:
        token = self.tokens[at]
        if token.text == ",":
            return bool(self._date_follows(at + 1) or phrase_at(self.tokens, at + 1))
        if token.text == "-":
            return self._is_spaced(at)
        if token.text in {"and", "then", "but"}:
            found = phrase_at(self.tokens, at + 1)
            return bool(found) and found[0] not in SAME_CLAUSE
        if token.text not in OPEN_DATES:
            return token.text in STOPS
        found = phrase_at(self.tokens, at)
        return bool(found) and found[0] in BEFORE_DATES and bool(self._date_follows(found[1]))


RULES = {
    Mark.TO: Scan._to,
    Mark.DURING: Scan._during,
    Mark.FROM: Scan._from,
    Mark.ON: Scan._on,
    Mark.BY: Scan._by,
    Mark.UNTIL: Scan._before,
    Mark.BEFORE: Scan._before,
    Mark.AFTER: Scan._after,
    Mark.TO_BE_SET: Scan._to_be_set,
    Mark.EVENT: Scan._event,
    Mark.PLAIN: lambda scan, mark, after: scan._word(after),
}
