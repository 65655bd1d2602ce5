"""What was typed into the search, and how what was found is marked."""

import re

import pytest

from improvement.search import asked, marks
from tests.improvement.test_search import shown

SEARCH = "/search/"
MARKUP = "<script>alert(1)</script>"


# What was typed.


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("front door", ("front", "door")),
        ("  Front\tfront\nDOOR ", ("Front", "DOOR")),
        ('minutes "terms of  reference"', ("minutes", "terms of reference")),
        ("“terms of reference”", ("terms of reference",)),
        ('an unclosed " mark', ("an", "unclosed", "mark")),
        ("child’s", ("child’s",)),
        ("a\0b\u202ec", ("a", "b", "c")),
        ("100% C&YP", ("100%", "C&YP")),
        ('""', ()),
        ("", ()),
    ],
)
def test_words_typed_become_terms(typed, terms):
    assert asked.read(typed).terms == terms


def test_what_is_too_long_is_shortened_and_says_so():
    assert asked.read(" ".join(f"word{n}" for n in range(13))).is_shortened
    assert len(asked.read("a " * 50 + " ".join(f"w{n}" for n in range(30))).terms) == asked.MOST_WORDS
    assert asked.read("x" * 300).is_shortened
    assert not asked.read("front door").is_shortened


@pytest.mark.parametrize(
    ("typed", "reference"),
    [("5.10", "5.10"), ("Action 2.1c", "2.1c"), ("a)", "a)"), ("front door", ""), ("x" * 21, "")],
)
def test_one_word_may_name_an_action(typed, reference):
    assert asked.read(typed).reference == reference


# What is marked.


def test_words_are_marked_and_nothing_is_lost():
    pattern = re.compile("board|the", re.I)
    assert shown(marks.marked("The board of the board", pattern)) == "[The] [board] of [the] [board]"
    assert shown(marks.marked("Nothing", pattern)) == "Nothing"
    assert marks.marked("", pattern) == []


@pytest.mark.parametrize("place", [0, 30, 400, 990])
def test_an_excerpt_shows_what_was_found_wherever_it_stands(place):
    words = ["word"] * 1000
    words[place] = "needle"
    pieces = marks.excerpt(" ".join(words), re.compile("needle"))
    line = shown(pieces)
    assert "[needle]" in line
    assert len(line) < marks.SHOWN + 12
    assert line.startswith("… ") == (place >= 30)
    assert line.endswith(" …") == (place < 990)
    assert not re.search(r"\b(w|wo|wor|ord|rd|d)\b", line), "cut between words"


def test_an_excerpt_of_one_endless_word_shows_the_match_whole():
    pieces = marks.excerpt("x" * 500 + "needle" + "x" * 500, re.compile("needle"))
    assert "[needle]" in shown(pieces)
    assert "· " in shown(marks.excerpt("- one\n- two", re.compile("two")))
