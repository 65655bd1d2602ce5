"""The words around a time that say what it is for: data, and the rule that finds them."""

from enum import Enum, auto

from improvement.deadlines.reader.tokens import Token


class Mark(Enum):
    """What a phrase makes of the times and words beside it."""

    START = auto()  # what follows is when it starts
    BEGUN = auto()  # it has started already
    FROM = auto()  # a start, or an event that it starts from
    BY = auto()  # an end
    UNTIL = auto()  # an end, or an event that ends it
    DONE = auto()  # says that it is to be finished
    WAS_DONE = auto()  # the same, or that it was
    BEFORE = auto()  # an end that is not counted in
    AFTER = auto()  # a start that is not counted in, or an event
    ON = auto()  # a day, or an event
    TO = auto()  # the other end of a range
    AND = auto()
    BETWEEN = auto()
    DURING = auto()
    FOLLOW = auto()  # a second date comes after the end
    FOLLOW_NAMED = auto()  # the same, said by what is done then
    REPLACED = auto()  # the dates before it hold no longer
    ONGOING = auto()
    GRADUAL = auto()  # going on, by our reading
    IMMEDIATE = auto()
    TO_BE_SET = auto()  # the date is still to be agreed
    NONE = auto()  # says that there is no deadline
    URGENT = auto()  # urgent, and no date
    EVENT = auto()  # it waits for what follows
    STOP = auto()  # a sign that ends a clause
    PLAIN = auto()  # words that are known and mean nothing for the date

    __hash__ = object.__hash__  # Enum's own hashes the name each time, at a tenth of the whole reading.


WORDS = {
    Mark.START: "commence|commences|commencing|commencement|start|starts|starting|start date|begin|begins|beginning"
    "|with effect from|wef|effective from|no earlier than|not earlier than|not before|onwards|onward",
    Mark.BEGUN: "commenced|started|begun|began|since",
    Mark.FROM: "from",
    Mark.BY: "by|no later than|not later than|latest by",
    Mark.UNTIL: "until|till|up to",
    Mark.DONE: "complete|completes|completing|completion|finish|finishes|conclude|end|ends|ending|in place"
    "|at the latest|to be completed|to be finished|to be concluded|to be delivered|to be achieved|to be done",
    Mark.WAS_DONE: "completed|finished|concluded|delivered|achieved|done",
    Mark.BEFORE: "before|prior to|ahead of|in advance of",
    Mark.AFTER: "after|following",
    Mark.ON: "on",
    Mark.TO: "to|through to|through|thru",
    Mark.AND: "and|or",
    Mark.BETWEEN: "between",
    Mark.DURING: "during|throughout|over the course of|in the course of|across|over",
    Mark.FOLLOW: "then|and then|followed by|with|and again|thereafter",
    Mark.FOLLOW_NAMED: "review|reviewed|reviews|re-review|audit|audited|re-audit|evaluation|evaluated|follow-up"
    "|follow up|refresh|re-evaluate",
    Mark.REPLACED: "revised to|extended to|moved to|slipped to|changed to|deferred to|deferred until|postponed to"
    "|postponed until|rescheduled to|rescheduled for|put back to|brought forward to|now|revised|extended|new date"
    "|revised date",
    Mark.ONGOING: "ongoing|on-going|continuous|continuously|continual|continually|continuing|continues|continue",
    Mark.GRADUAL: "progressive|progressively|gradual|gradually|rolling|phased|in progress|underway|under way"
    "|business as usual|bau|as required|as needed|as necessary|as and when|as and when required"
    "|as and when needed|when required|when needed|if required|where required|as appropriate",
    Mark.IMMEDIATE: "immediate|immediately|with immediate effect|at once|straight away|forthwith",
    Mark.TO_BE_SET: "tbc|tba|tbd|to be confirmed|to be agreed|to be determined|to be decided|to be advised"
    "|to be announced|to be set|to follow|not yet agreed|not yet confirmed|not yet known|not yet set|not known|unknown",
    Mark.NONE: "n/a|na|none|nil|no deadline|no deadline set|no date|no date set|no end|no end date|no end agreed"
    "|not applicable|not set|no timescale",
    Mark.URGENT: "asap|as soon as possible|as soon as practicable|as soon as practical|as a priority|urgent|urgently",
    Mark.EVENT: "subject to|dependent on|dependent upon|dependant on|dependant upon|depends on|depends upon"
    "|depending on|depending upon|contingent on|contingent upon|conditional on|conditional upon|reliant on"
    "|reliant upon|pending|awaiting|awaits|await|waits for|waiting for|wait for|once|upon|when|whenever|as soon as"
    "|if|provided that|provided|linked to|aligned to|in line with|at the point of",
    Mark.PLAIN: "if possible|where possible|wherever possible|when possible|on track|on target|on hold|on schedule"
    "|on time|on site|on line",
}
# Words of grammar, which say nothing by themselves.
GRAMMAR = (
    "the a an in of at for is are be will would should has have been being within this that it its their all next"
    " year years month months date dates per due deadline target timescale timeline basis"
)
SILENT = set(GRAMMAR.split())
# What any action may call itself: a date for these is the action's own.
OWN_NAMES = (
    "work works programme programmes project projects action actions task tasks activity activities delivery"
    " implementation implement implemented everything full fully final finally whole"
)
GENERIC = set(OWN_NAMES.split())
# These turn the sense of a date round, or say that it holds no longer.
TURNS = "not never no cancelled canceled superseded withdrawn removed deleted unlikely hold paused without"
AGAINST = set(TURNS.split())


def _index() -> dict[str, list[tuple[tuple[str, ...], Mark]]]:
    """Every phrase under its first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Mark]]] = {}
    for mark, phrases in WORDS.items():
        for phrase in phrases.split("|"):
            first, *rest = phrase.replace("-", " ").split()
            found.setdefault(first, []).append((tuple(rest), mark))
    for phrases in found.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return found


PHRASES = _index()


def phrase_at(tokens: list[Token], at: int) -> tuple[Mark, int] | None:
    """The longest phrase that begins at a token and the place after it. A hyphen counts as a space."""
    for rest, mark in PHRASES.get(tokens[at].text, ()):
        then = at + 1
        for word in rest:
            then += tokens[then].text == "-" and tokens[then].at == tokens[then - 1].to
            if tokens[then].text != word:
                break
            then += 1
        else:
            return mark, then
    return None
