"""Sentences that stand on several actions: copied words say little about any one of them."""

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field

from improvement.wording.plain_words import plain_words

# What opens a line of a list: a dash, a word processor's bullets, “2.”, “b)”, “(iv)”.
BULLET = re.compile(
    r"\s*+(?:[•▪●◦·\uf0a7\uf0b7]|(?:[-–—*o]|\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})[.)])(?=\s))\s*+"
)
# A full stop ends a sentence unless a small letter follows. Possessive, so that no text takes more than linear time.
SENTENCE_END = re.compile(r"(?<=[.!?…])(?<!\be\.g\.)(?<!\bi\.e\.)[”\"’)\]]*+\s++(?![a-z])")
CLAUSE_END = re.compile(r";(?=\s)|(?<=\s)[-–—](?=\s)")


@dataclass(frozen=True)
class CopiedSentence:
    """Words as first printed, and the keys of the texts they stand in, in the order given."""

    words: str
    keys: tuple[Hashable, ...]


@dataclass
class _Found:
    """One sentence or clause: where it was seen, and which sentences it is a part of."""

    words: str
    keys: dict[Hashable, None] = field(default_factory=dict)
    parts_of: set[tuple[str, ...]] = field(default_factory=set)


def copied_sentences(texts: Mapping[Hashable, str], *, at_least_words: int = 6) -> list[CopiedSentence]:
    """What stands in at least two texts, the most copied first; then in the order given.

    Counted are sentences, bullet lines and clauses parted by a semicolon or a dash, but no clause that is copied
    with its whole sentence only. Case, punctuation, quotation marks and spaces make no difference.
    """
    found: dict[tuple[str, ...], _Found] = {}
    for key, text in texts.items():
        for sentence in _sentences(text):
            whole = plain_words(sentence)
            for clause in _with_clauses(sentence):
                words = plain_words(clause)
                if len(words) >= at_least_words:
                    seen = found.setdefault(words, _Found(clause))
                    seen.keys[key] = None
                    if words != whole:
                        seen.parts_of.add(whole)
    copied = [seen for seen in found.values() if len(seen.keys) > 1 and not _goes_with_a_whole(seen, found)]
    copied.sort(key=lambda seen: -len(seen.keys))
    return [CopiedSentence(seen.words, tuple(seen.keys)) for seen in copied]


def _goes_with_a_whole(seen: _Found, found: dict[tuple[str, ...], _Found]) -> bool:
    """Whether one sentence has the clause wherever it stands: naming both would say the same twice."""
    wholes = [found[whole].keys for whole in seen.parts_of if len(found[whole].keys) >= len(seen.keys)]
    return any(whole.keys() >= seen.keys.keys() for whole in wholes)


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        start = bullet.end() if (bullet := BULLET.match(line)) else 0
        for sentence in SENTENCE_END.split(line[start:]):
            yield sentence.strip()


def _with_clauses(sentence: str) -> Iterator[str]:
    """The sentence, then its clauses where it has several."""
    yield sentence
    clauses = CLAUSE_END.split(sentence)
    if len(clauses) > 1:
        yield from (clause.strip() for clause in clauses)
