"""How long words are in a picture, where nothing wraps by itself. Widths are those of Source Sans 3."""

# Width of a character as a share of the type's size, rounded up; what is not listed is as wide as most capitals.
WIDTHS = {
    letter: share
    for letters, share in [
        (" |',.:;ij‘’Il!f", 0.27),
        ("()[]{}•-t/r", 0.35),
        ("szcvxy“”", 0.46),
        ("aegkJLFYEST0123456789–£", 0.52),
        ("bdhnopquVXZA", 0.56),
        ("CDGHKNOPQRUBw&", 0.67),
        ("mMW—%@…", 0.84),
    ]
    for letter in letters
}
MOST = 0.6
BOLD = 1.06


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide words are in type of a size, in its unit; never less than they turn out to be."""
    wide = sum(WIDTHS.get(letter, MOST) for letter in text) * size
    return round(wide * (BOLD if bold else 1), 1)


def lines_of(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Words in lines that fit a room. A word longer than the room is broken, so that nothing is cut off.

    >>> lines_of("Establish the board", 60, 14)
    ['Establish', 'the board']
    """
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".lstrip()
            if width_of(longer, size, bold=bold) <= room:
                line = longer
                continue
            lines += [line] if line else []
            *broken, line = _pieces(word, room, size, bold)
            lines += broken
        lines += [line] if line else []
    return lines


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    pieces, piece = [], ""
    for letter in word:
        if piece and width_of(piece + letter, size, bold=bold) > room:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]
