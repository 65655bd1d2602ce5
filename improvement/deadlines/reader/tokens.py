"""The words of a deadline cut into words, numbers and signs, each knowing where it stands."""

import re
from typing import NamedTuple

# One sign for each family that documents print in several ways; every change is of one character for one.
SAME = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’ʼ′`", "'"),
        **dict.fromkeys("“”„«»", '"'),
        "\u00a0": " ",
        "\u200b": " ",
        "\ufeff": " ",
    }
)
# In “2022 - 31 March” the 31 is no short year.
NO_MONTH_BEHIND = r"(?! ?(?:st|nd|rd|th|of)\b|[-./ ]{0,2}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
DATED = (
    r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:[ T]00:00(?::00)?)?",  # 2022-03-31, as spreadsheets tell it too
    r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})",  # 31/03/2022, 31.3.22
    r"[0-9]{4} ?/ ?(?:[0-9]{4}|[0-9]{2}" + NO_MONTH_BEHIND + ")",  # 2022/23
    r"[0-9]{4} ?- ?[0-9]{2}" + NO_MONTH_BEHIND,  # 2022-23, 2022-03
    r"[0-9]{1,2}[-/.][0-9]{4}",  # 03/2022
    r"[0-9]{1,2}/[0-9]{2}",  # 22/23, 31/03
)
KINDS = {
    "dated": rf"(?<![0-9])(?:{'|'.join(DATED)})(?![0-9])",
    "clock": r"[0-9]{1,2}(?:[:.][0-9]{2})? ?[ap]m\b|[0-9]{1,2}:[0-9]{2}",
    "ordinal": r"(?P<digits>[0-9]+) ?(?:st|nd|rd|th)\b",
    "number": r"[0-9]+",
    "short": r"w ?/ ?[cbe]\b|n/a\b|(?:[a-z]\.){2,}[a-z]?",  # w/c, n/a, T.B.C.
    "word": r"[^\W\d_]+(?:'[^\W\d_]+)*",
    "sign": r"\S",
}
TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in KINDS.items()), re.IGNORECASE)
LOOKAHEAD = 12


class Token(NamedTuple):
    """`kind` is dated, clock, ordinal, number, word, sign or end; `text` is in small letters."""

    kind: str
    text: str
    at: int
    to: int


def tokens_of(words: str) -> list[Token]:
    """The tokens of words, with empty ones after them so that any rule may look ahead.

    >>> [token.text for token in tokens_of("w/c 29th Nov")][:3]
    ['w/c', '29', 'nov']
    """
    found = []
    for match in TOKEN.finditer(words.translate(SAME)):
        kind = match.lastgroup
        text = match["digits"] or match[kind].lower()
        if kind == "short":
            kind, text = "word", text.replace(" ", "").replace(".", "")
        found.append(Token(kind, text, match.start(), match.end()))
    end = Token("end", "", len(words), len(words))
    return found + [end] * LOOKAHEAD
