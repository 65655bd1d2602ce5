"""The words of the product and the short forms of the plan, each with its meaning."""

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Term:
    """A word or short form, what it means, and where the meaning comes from if it is not common use."""

    term: str
    meaning: str
    source: str = ""


@cache
def terms() -> tuple[Term, ...]:
    """Every term, in the order of a dictionary."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["entry"]
    return tuple(sorted((Term(**entry) for entry in entries), key=_place))


def terms_by_letter() -> list[tuple[str, list[Term]]]:
    """The terms under the letters they begin with."""
    return [
        (letter, list(group)) for letter, group in groupby(terms(), key=lambda term: term.term[0].upper())
    ]


def _letter(term: Term) -> str:
    return term.term[0].upper()


def _place(term: Term) -> tuple[str, str]:
    return term.term.casefold(), term.term
