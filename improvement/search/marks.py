"""Words with what was found in them, as pieces that a page may mark. Plain values only."""

import re
from dataclasses import dataclass

# Letters shown of a long text, and how many of them before the first word found.
SHOWN, BEFORE = 240, 70
BULLET = re.compile(r"^\s*-\s+", re.M)


@dataclass(frozen=True)
class Piece:
    """A run of words; `is_found`: it is what was looked for."""

    words: str
    is_found: bool = False


def marked(text: str, pattern: re.Pattern) -> list[Piece]:
    """The text in order, what the pattern finds apart from the rest.

    >>> marked("The front door", re.compile("front"))
    [Piece(words='The ', is_found=False), Piece(words='front', is_found=True), Piece(words=' door', is_found=False)]
    """
    pieces, end = [], 0
    for found in pattern.finditer(text):
        if found.start() == found.end():
            continue
        pieces += [Piece(text[end : found.start()]), Piece(found.group(), True)]
        end = found.end()
    return [piece for piece in [*pieces, Piece(text[end:])] if piece.words]


def excerpt(text: str, pattern: re.Pattern) -> list[Piece]:
    """The part of a text round the first thing found, in one line, cut between words."""
    line = " ".join(BULLET.sub("· ", text).split()).removeprefix("· ")
    if len(line) <= SHOWN:
        return marked(line, pattern)
    found = pattern.search(line)
    start = max(0, found.start() - BEFORE) if found else 0
    end = start + SHOWN
    if start:
        start = line.find(" ", start, found.start()) + 1 or found.start()
    if end < len(line):
        # Never inside what was found, however long it is.
        last = line.rfind(" ", start, end)
        end = max(last if last > start else end, found.end() if found else 0)
    return marked(f"{'… ' if start else ''}{line[start:end]}{' …' if end < len(line) else ''}", pattern)
