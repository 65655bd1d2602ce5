"""What each time is for: the start, the end, a part, or what follows the end."""

from dataclasses import dataclass, field
from enum import Enum, auto

from improvement.deadlines.reader.items import Event, Item, Word
from improvement.deadlines.reader.phrases import Mark
from improvement.deadlines.reader.printed import Printed
from improvement.deadlines.reader.recurrences import Duration, Recurrence


class Role(Enum):
    """What one time is to the deadline. A plain one, said by no word, is its end."""

    PLAIN = auto()
    START = auto()
    BEGUN = auto()
    END = auto()
    BEFORE = auto()
    AFTER = auto()
    DURING = auto()
    FOLLOW = auto()

    __hash__ = object.__hash__


STARTS = {Role.START, Role.BEGUN, Role.AFTER}
ENDS = {Role.PLAIN, Role.END, Role.BEFORE, Role.DURING}
ROLES = {
    Mark.START: Role.START,
    Mark.BEGUN: Role.BEGUN,
    Mark.BETWEEN: Role.START,
    Mark.BY: Role.END,
    Mark.UNTIL: Role.END,
    Mark.DONE: Role.END,
    Mark.WAS_DONE: Role.END,
    Mark.FROM: Role.START,
    Mark.BEFORE: Role.BEFORE,
    Mark.AFTER: Role.AFTER,
    Mark.DURING: Role.DURING,
}
BESIDE = {Mark.TO, Mark.AND, Mark.STOP}  # between the times of a range or list
FOLLOWING = {Mark.FOLLOW, Mark.FOLLOW_NAMED}
# Done words that do not end in -ed; a date for these alone is the action's own.
DOINGS = {"set", "held", "made", "sent", "built", "written", "drawn", "met", "put", "run"}


@dataclass
class Time:
    """A printed time with its place in the words. `subject` is the part of the action that it alone is for;
    `lead` the words that bring in what follows the end, such as “with an audit in January 2017”."""

    printed: Printed
    role: Role
    item: Item
    words: str
    is_joined: bool = False  # the other end of a range that the time before it begins, or the next of a list
    replaces: bool = False
    subject: str = ""
    lead: str = ""


@dataclass
class Clauses:
    """Everything that words hold, sorted by what it is for; `unread` are the words that stand for nothing."""

    words: str
    times: list[Time] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    marks: dict[Mark, str] = field(default_factory=dict)
    recurrences: list[tuple[Recurrence, str]] = field(default_factory=list)
    durations: list[tuple[Duration, str]] = field(default_factory=list)
    unread: list[Item] = field(default_factory=list)

    def unread_words(self) -> list[str]:
        return [self.words[item.at : item.to] for item in self.unread]

    def with_role(self, *roles: Role) -> list[Time]:
        return [time for time in self.times if time.role in roles]


def clauses_of(words: str, items: list[Item]) -> Clauses:
    walk = Walk(words)
    for item in items:
        walk.step(item)
        walk.before = item
    return walk.finished()


class Walk:
    """From item to item: what has been said decides what the next time is for."""

    def __init__(self, words: str):
        self.found = Clauses(words)
        self.before: Item | None = None
        self.clause: list[Item] = []  # unknown words since the last sign or time
        self.loose: list[Item] = []  # marks that stand for nothing unless a time comes
        self.is_between = self.is_beside = False
        self._expect_anything()

    def _expect_anything(self) -> None:
        self.role, self.lead = Role.PLAIN, None
        self.subject: list[Item] = []
        self.replaces = self.is_behind = self.has_from = False

    def step(self, item: Item) -> None:
        value, found = item.value, self.found
        if not isinstance(value, Printed) and value not in BESIDE:
            self.is_beside = False
        if isinstance(value, Printed):
            self._time(item)
        elif isinstance(value, Mark):
            found.marks.setdefault(value, self._text(item, item))
            self._mark(item)
        elif isinstance(value, Word):
            self.clause.append(item)
            found.unread += [] if value.is_generic else [item]
        elif isinstance(value, Event):
            found.events.append(value)
            self.clause, self.is_behind = [], False
        elif isinstance(value, Recurrence):
            found.recurrences.append((value, self._text(item, item)))
        else:
            found.durations.append((value, self._text(item, item)))

    def _text(self, first: Item, last: Item) -> str:
        return self.found.words[first.at : last.to]

    def _time(self, item: Item) -> None:
        lasts = item.value.lasts and (self.role in {Role.PLAIN, Role.END} or self.has_from)
        role = Role.DURING if lasts else self.role
        time = Time(item.value, role, item, self._text(item, item), self.is_beside, self.replaces)
        if self.lead and role == Role.FOLLOW:
            time.lead = self._text(self.lead, item)
            self._use(word for word in self.found.unread if word.at > self.lead.at)
        if role == Role.END and any(is_named(word) for word in self.subject):
            time.subject = self._text(self.subject[0], self.subject[-1])
        if role == Role.END:
            self._use(self.subject)
        if role != Role.FOLLOW and not self.replaces:
            self.found.unread += self.loose
        self.found.times.append(time)
        self.clause, self.loose, self.is_beside = [], [], True
        self._expect_anything()

    def _use(self, words) -> None:
        used = set(words)
        self.found.unread = [word for word in self.found.unread if word not in used]

    def _mark(self, item: Item) -> None:
        mark = item.value
        if mark == Mark.STOP:
            self.clause = []
            self._settle_behind()
        elif mark in FOLLOWING:
            self._following(item)
        elif mark == Mark.REPLACED:
            self.replaces = bool(self.found.with_role(*ENDS))
            (self.loose if self.replaces else self.found.unread).append(item)
        elif mark == Mark.TO:
            self._to()
        elif mark == Mark.AND and self.is_between and self._is_behind_time():
            self.role, self.is_between = Role.END, False
        elif mark in ROLES:
            self._lead(item)

    def _is_behind_time(self) -> bool:
        return bool(self.before and isinstance(self.before.value, Printed))

    def _lead(self, item: Item) -> None:
        mark = item.value
        if mark == Mark.BY:
            self.subject = list(self.clause)
            if self.role in {Role.START, Role.FOLLOW}:
                return
        self.role, self.has_from = ROLES[mark], mark in {Mark.FROM, Mark.BETWEEN}
        self.is_between = self.is_between or mark == Mark.BETWEEN
        self.is_behind = self.role in STARTS and self._is_behind_time()

    def _following(self, item: Item) -> None:
        is_named = item.value == Mark.FOLLOW_NAMED
        if self.found.with_role(*ENDS) or Mark.ONGOING in self.found.marks:
            self.lead = self.lead if self.role == Role.FOLLOW else item
            self.role = Role.FOLLOW
            self.loose += [item] if is_named else []
        elif is_named:
            self.clause.append(item)
            self.found.unread.append(item)

    def _to(self) -> None:
        if self._is_behind_time():
            last = self.found.times[-1]
            last.role = Role.START if last.role in {Role.PLAIN, Role.END} else last.role
        if self.role == Role.PLAIN:
            self.role = Role.END

    def _settle_behind(self) -> None:
        """“September 2022 onwards”: a start behind its time, with no time after it, is that time's."""
        if self.is_behind:
            last = self.found.times[-1]
            last.role = self.role if last.role in ENDS else last.role
            self._expect_anything()

    def finished(self) -> Clauses:
        self._settle_behind()
        found = self.found
        loose = [] if found.recurrences else self.loose
        found.unread = sorted({*found.unread, *loose}, key=lambda item: item.at)
        return found


def is_named(item: Item) -> bool:
    """Whether a word names a thing: neither a generic word nor something done."""
    if not isinstance(item.value, Word):
        return True
    text = item.value.text
    return not (item.value.is_generic or text.endswith("ed") or text in DOINGS)
