"""Sentences that stand on several actions."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.wording.copied_sentences import copied_sentences
from tests.improvement.printed_plan import printed

SCOPING = "Scoping work has commenced January 2022 with an initial report drafted."
# The first lines of three progress cells of Bury's plan of March 2022.
BURY = {
    "2.4": f"- {SCOPING}\n- PSW job description drafted out to add by mid-March",
    "3.1": "- Scoping work has commenced January 2022 with an initial report drafted; recruitment activity is in "
    "place to support this.\n- Disestablished the ATM role in IRT and Safeguarding teams.",
    "3.2": "- Baseline data is available and will be further developed",
    "3.3": f"- {SCOPING}\n- Additional funding has been secured to grow our Team Manager establishment",
}


def found(*texts, **how) -> list[tuple]:
    return [(copied.words, copied.keys) for copied in copied_sentences(dict(enumerate(texts)), **how)]


def test_one_sentence_on_three_actions_is_found_even_where_more_follows_it():
    (copied,) = copied_sentences(BURY)
    assert copied.words == SCOPING
    assert copied.keys == ("2.4", "3.1", "3.3")


def test_of_a_whole_plan_the_copied_progress_is_found():
    found = {copied.words[:30]: copied.keys for copied in copied_sentences(printed("progress"))}
    assert len(found) == 6
    assert found[SCOPING[:30]] == ("2.4", "3.1", "3.3")
    assert found["Additional resource has been a"] == ("6.2", "6.7")


@pytest.mark.parametrize(
    "again",
    [
        "scoping work has commenced January 2022, with an initial report drafted",
        f"•\t{SCOPING}",
        f"  - {SCOPING}",
        f"3. {SCOPING}",
        f"(b) {SCOPING}",
        f"\uf0b7 {SCOPING}",
        f"o\t{SCOPING}",
        "“Scoping  work has commenced January\u00a02022 with an ‘initial’ report drafted”.",
        f"It was late. {SCOPING} It is done.",
        f"It was late (as said.) {SCOPING}",
        "All well – scoping work has commenced January 2022 with an initial report drafted",
    ],
)
def test_case_punctuation_quotes_bullets_and_spaces_make_no_difference(again):
    assert found(SCOPING, again) == [(SCOPING, (0, 1))]
    assert found(again, SCOPING)[0][1] == (0, 1)


def test_words_stand_as_first_printed():
    assert found(f"- “{SCOPING}”", SCOPING.upper()) == [(f"“{SCOPING}”", (0, 1))]


def test_less_than_a_sentence_is_not_copied():
    assert found("The report has been drafted and is with partners.", "The report has been drafted.") == []


def test_short_ones_are_everybodys_words():
    five = "Independent Chair to be advertised."
    assert found(five, five) == []
    assert found(five, five, at_least_words=5) == [(five, (0, 1))]


def test_twice_on_one_action_is_not_copied():
    assert found(f"{SCOPING}\n{SCOPING}", "Nothing yet.") == []


def test_a_clause_that_goes_with_its_sentence_is_not_named_again():
    whole = "The first half has six words; the second half has six too."
    assert found(whole, whole) == [(whole, (0, 1))]
    alone = "The second half has six too"
    assert found(whole, whole, alone) == [("the second half has six too.", (0, 1, 2)), (whole, (0, 1))]


def test_a_clause_that_also_stands_elsewhere_is_named():
    clause = "the second half has six too"
    whole, unparted = f"The first half has six words – {clause}", f"The first half has six words {clause}"
    assert found(whole, clause, unparted) == [(whole, (0, 2)), (clause, (0, 1))]


def test_the_most_copied_come_first_and_then_the_first_printed():
    one, two, three = (f"Report number {n} goes to the board." for n in (1, 2, 3))
    assert found(f"{one}\n{two}\n{three}", f"{three}\n{two}\n{one}", two) == [
        (two, (0, 1, 2)),
        (one, (0, 1)),
        (three, (0, 1)),
    ]


def test_abbreviations_end_no_sentence():
    words = "Partners, e.g. Ofsted, schools and i.e. Bury Council approx.  twenty in all."
    assert found(words, words) == [(words, (0, 1))]


WORDS = st.sampled_from(
    ["Work", "has", "begun", "10%", "-", "–", ";", ".", "\n", "- ", "a)", " ", "\u0301", "½"]
)


@settings(deadline=None)
@given(st.dictionaries(st.integers(), st.lists(WORDS, max_size=30).map(" ".join) | st.text(), max_size=5))
def test_whatever_is_written_is_read(texts):
    for copied in copied_sentences(texts, at_least_words=1):
        assert len(copied.keys) > 1
        assert list(copied.keys) == [key for key in texts if key in copied.keys]
        assert copied.words in texts[copied.keys[0]]


@pytest.mark.parametrize("odd", [" ", "\t- ", ". ", "; ", "…”)", " – ", ". a", "e.g. ", "a;", "(i) "])
def test_time_grows_with_the_words(odd):
    """Seen: 0.3 s for the slowest, with two thousand sentences."""
    texts = dict.fromkeys(range(5), f"{odd * 20_000}a")
    texts |= {5 + number: f"{SCOPING} Number {number}." for number in range(2000)}
    start = time.process_time()
    assert copied_sentences(texts)
    assert time.process_time() - start < 5
