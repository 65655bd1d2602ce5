"""What somebody typed into a search, read as words to be found. Plain values only."""

import re
from dataclasses import dataclass

LONGEST, MOST_WORDS, LONGEST_REFERENCE = 200, 12, 20
# A phrase in quotation marks is one term; so is every other word.
TERM = re.compile(r"[\"“”„]([^\"“”„]+)[\"“”„]|([^\s\"“”„]+)")
ACTION = re.compile(r"^actions?\s+", re.I)


@dataclass(frozen=True)
class Asked:
    """The words as typed, the terms that must all be found, and what they are if they name an action."""

    text: str = ""
    terms: tuple[str, ...] = ()
    reference: str = ""
    is_shortened: bool = False


def read(typed: str) -> Asked:
    """Terms of a search, each once however it is capitalised.

    >>> read('front door "terms of reference"').terms
    ('front', 'door', 'terms of reference')
    """
    seen = "".join(letter if letter.isprintable() else " " for letter in typed)
    words = " ".join(seen.split())
    text = words[:LONGEST].strip()
    terms = {}
    for phrase, word in TERM.findall(text):
        if term := " ".join((phrase or word).split()):
            terms.setdefault(term.casefold(), term)
    found = tuple(terms.values())
    is_shortened = len(words) > LONGEST or len(found) > MOST_WORDS
    return Asked(text, found[:MOST_WORDS], _reference(text), is_shortened)


def _reference(text: str) -> str:
    """“5.10”, “2.1c” and “action 1.1” may name an action; a sentence names none."""
    name = ACTION.sub("", text)
    return name if len(name) <= LONGEST_REFERENCE and " " not in name else ""
