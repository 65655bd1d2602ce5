"""The short name of the event that a deadline waits for, the same however a plan puts it."""

import re

LONGEST = 200
# What is done, and the word for its doing: “appointment of X” and “X is appointed” are one event.
DOINGS = {
    "appointment": "appointed",
    "recruitment": "recruited",
    "approval": "approved",
    "agreement": "agreed",
    "completion": "completed",
    "confirmation": "confirmed",
    "publication": "published",
    "receipt": "received",
    "implementation": "implemented",
    "launch": "launched",
    "adoption": "adopted",
    "introduction": "introduced",
    "establishment": "established",
    "commencement": "commenced",
}
DONE = {done: doing for doing, done in DOINGS.items()}
OF_A_PERSON = {"appointment", "recruitment"}
ARTICLES = {"the", "a", "an", "our", "their"}
NOBODY = {"they", "he", "she", "it", "this", "these"}
HELPING = {"is", "are", "was", "were", "been", "being", "has", "have", "gets", "become", "becomes"}
AFTER_HELPING = {"in", "complete", "available", "known", "ready", "place", "finalised", "finalized"}
LAST_WORDS = {"and", "to", "be", "is", "are", "with", "then", "or", "of", "by", "in", "the"}
EDGES = " \t\n,;:.-–—\"'“”‘’()[]"


def event_name(words: str) -> str:
    """The event without its grammar.

    >>> event_name("appointment of a PSW"), event_name("the PSW has been appointed")
    ('PSW appointed', 'PSW appointed')
    """
    found = re.sub(r"[\s\"“”„«»]+", " ", words).strip(EDGES).split(" ")
    while found and found[0].lower() in ARTICLES | NOBODY:
        found = found[1:]
    while len(found) > 1 and found[-1].lower() in LAST_WORDS:
        found = found[:-1]
    found = _without_helping(found)
    if not found or not found[0]:
        return ""
    if len(found) > 1 and found[-1].lower() == "complete":
        found[-1] = "completed"
    name = " ".join(_of_something(found) or _by_somebody(found) or _somebodys(found))
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def says_of_whom(name: str) -> bool:
    """Whether an event is more than a bare doing: “PSW appointed”, not “appointment”."""
    return name not in DOINGS


def _without_helping(found: list[str]) -> list[str]:
    """“is”, “has been” and their like taken away before what is done."""
    kept = []
    for place, word in enumerate(found):
        following = next((other.lower() for other in found[place + 1 :] if other.lower() not in HELPING), "")
        if word.lower() in HELPING and (following.endswith("ed") or following in AFTER_HELPING):
            continue
        kept.append(word)
    while kept and kept[0].lower() in NOBODY:
        kept = kept[1:]
    return kept


def _of_something(found: list[str]) -> list[str]:
    """Appointment of the PSW: PSW appointed; approval from DfE: DfE approval."""
    doing = found[0].lower()
    if doing not in DOINGS or len(found) < 3:
        return []
    link, rest = found[1].lower(), found[2:]
    while rest and rest[0].lower() in ARTICLES:
        rest = rest[1:]
    if link == "of" and rest:
        return [*rest, DOINGS[doing]]
    return [*rest, doing] if link in {"by", "from", "with"} and rest else []


def _by_somebody(found: list[str]) -> list[str]:
    """Approved by DfE: DfE approval; appointed: appointment."""
    doing = DONE.get(found[0].lower())
    if doing is None:
        return []
    if len(found) == 1:
        return [doing]
    rest = [word for word in found[2:] if word.lower() not in ARTICLES]
    return [*rest, doing] if found[1].lower() == "by" and rest else []


def _somebodys(found: list[str]) -> list[str]:
    """PSW's appointment: PSW appointed; other names stay as they are printed."""
    last = found[-1].lower()
    if last in OF_A_PERSON and len(found) > 1:
        owner = re.sub(r"['’]s$", "", found[-2])
        return [*found[:-2], owner, DOINGS[last]]
    return [*found[:-1], last] if last in DOINGS or last in DONE else found
