"""The words, marks and forms that stand where a number is expected."""

import re
from decimal import Decimal

# Words that say outright which code is meant. The letters are those of official statistics: kpis.counts.CODES.
CODED_WORDS = {
    **{mark.format(code): code for code in "ckuxz" for mark in ("{}", "[{}]", "({})")},
    "confidential": "c",
    "suppressed": "c",
    "not available": "x",
    "not known": "x",
    "not applicable": "z",
    "low reliability": "u",
}
DASHES = frozenset({"-", "–", "—", "−", "--", "‐", "‑"})
# Words that leave open which code is meant, or whether the number is zero: (codes, values) to choose from.
OPEN_WORDS = {
    **{dash: (("x", "z", "c"), (Decimal(0),)) for dash in DASHES},
    **dict.fromkeys(("n/a", "na", "n.a.", "#n/a"), (("x", "z"), ())),
    **{word: (("x",), (Decimal(0),)) for word in ("nil", "none", "no data", "nothing")},
    **dict.fromkeys(("tbc", "tba", "awaited", "pending", "?", "..", "…"), (("x",), ())),
    **dict.fromkeys(("*", "**", "#"), (("c", "u"), ())),
}
MEANINGS = {
    "c": "confidential (c)",
    "x": "not available (x)",
    "z": "not applicable (z)",
    "u": "of low reliability (u)",
}

PLAIN = re.compile(r"[+-]?(\d+(\.\d+)?|\.\d+)")
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
SPACED = re.compile(r"[+-]?[1-9]\d{0,2}( \d{3})+(\.\d+)?")
COMMA = re.compile(r"[+-]?\d+,\d+")
BRACKETED = re.compile(r"\((\d[\d,]*(\.\d+)?)\)")
BELOW = re.compile(r"(<|<=|≤|fewer than|less than|under) ?\d+%?")
SHORTENED = re.compile(r"£? ?(\d+(\.\d+)?) ?(k|m|million|thousand)")
POWER = re.compile(r"[+-]?\d+(\.\d+)?e[+-]?\d{1,2}")
TWO_NUMBERS = re.compile(r"\d[\d,.]*%? ?(/|of|out of|to|-|–|:|;) ?\d[\d,.]*%?")
WORKBOOK_ERROR = re.compile(r"#(div/0!|ref!|value!|name\?|num!|null!|spill!|calc!|#+)")
ANY_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")

ENTER = {
    "count": "Enter a whole number, such as 12.",
    "percent": "Enter a percentage, such as 83%.",
    "rate": "Enter a rate, such as 54.2.",
    "days": "Enter a number of days, such as 45.",
    "money": "Enter an amount in pounds, such as 1,200.",
    "score": "Enter a score, such as 42.9.",
}
