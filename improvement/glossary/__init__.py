"""The words of the product and the short forms of the plans, each with its meaning. Plain values only."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from improvement.glossary.acronyms import key

FILE = Path(__file__).with_name("glossary.toml")
# How the meaning of a fixed term opens where nobody has yet said what it stands for.
NOT_SPELT_OUT = "Not spelt out"


@dataclass(frozen=True)
class Term:
    """A word or short form, what it means, and where the meaning comes from if it is not common use.

    `short_form` is the row's number where the programme office explained it.
    """

    term: str
    meaning: str
    source: str = ""
    short_form: int | None = None

    @property
    def is_spelt_out(self) -> bool:
        return not self.meaning.startswith(NOT_SPELT_OUT)


@cache
def terms() -> tuple[Term, ...]:
    """Every fixed term, in the order of a dictionary."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["entry"]
    return tuple(sorted((Term(**entry) for entry in entries), key=_place))


def with_short_forms(explained: Iterable[Term]) -> tuple[Term, ...]:
    """The fixed terms and those that the office explained, which stand in place of fixed ones not spelt out."""
    explained = list(explained)
    given = {key(term.term) for term in explained}
    fixed = (term for term in terms() if term.is_spelt_out or key(term.term) not in given)
    return tuple(sorted([*fixed, *explained], key=_place))


def fixed_meaning(short_form: str) -> str:
    """What the fixed terms say that a short form stands for, or nothing."""
    same = key(short_form)
    return next((term.meaning for term in terms() if key(term.term) == same and term.is_spelt_out), "")


def by_letter(terms: Iterable[Term]) -> list[tuple[str, list[Term]]]:
    """The terms under the letters they begin with."""
    return [(letter, list(group)) for letter, group in groupby(terms, key=_letter)]


def _letter(term: Term) -> str:
    return term.term[0].upper()


def _place(term: Term) -> tuple[str, str]:
    return term.term.casefold(), term.term
