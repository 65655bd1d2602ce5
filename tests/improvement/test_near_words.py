"""Near-sameness of texts: what makes no difference, and what does."""

import string
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from improvement.wording.near_words import bare_words, near_same, same_words

WORDS = st.text(string.ascii_letters + string.digits + " .,;:–’“”()\n", max_size=120)
LETTERS = st.text(string.ascii_letters + " .,;", max_size=80)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
FORMATS = ["%-d %B %Y", "%-d %b", "%A %-d %B", "%d/%m/%Y", "%d.%m.%y", "%Y-%m-%d", "%B %Y", "%B", "%Y"]
LONG = (
    "The workshop met with partners and agreed the scope of the review, the posts and the order of the work."
)
# A busy machine is no fault of a text.
CALMLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
LIKE = st.lists(st.sampled_from(LONG.split()), max_size=15)


@CALMLY
@given(WORDS)
def test_a_text_is_the_same_as_itself(text):
    assert near_same(text, text)
    assert same_words(text, text)


@CALMLY
@given(WORDS, WORDS)
def test_it_does_not_matter_which_is_first(one, other):
    assert near_same(one, other) == near_same(other, one)


@CALMLY
@given(LIKE, LIKE)
def test_it_does_not_matter_which_of_two_like_texts_is_first(one, other):
    one, other = " ".join(one), " ".join(other)
    assert near_same(one, other) == near_same(other, one)


@CALMLY
@given(WORDS)
def test_case_and_punctuation_make_no_difference(text):
    assert same_words(text, text.upper())
    assert same_words(text, f"  – {text.swapcase()} !?")


@CALMLY
@given(LETTERS, LETTERS, DAYS, DAYS, st.sampled_from(FORMATS), st.sampled_from(FORMATS))
def test_dates_make_no_difference(before, after, day, other, form, another):
    first = f"{before} {day.strftime(form)} {after}"
    assert same_words(first, f"{before} {other.strftime(another)} {after}")
    assert near_same(first, f"{before} {after}")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("", "", True),
        ("", "On track.", False),
        ("12 May 2022", "9th June", True),
        ("Interviews are planned for 12 May.", "interviews are planned for 9 June", True),
        ("The 1st to 3rd of May and 12-14 June", "The 4th to 5th of July and 1-2 August", True),
        (LONG, LONG.replace("posts", "roles"), True),
        (LONG, LONG.replace("agreed", "ended in a quarrel about"), False),
        (LONG, f"{LONG} Two posts were filled and a third is advertised again.", False),
        (LONG, LONG.replace("agreed the scope", "agreed 4 scopes"), False),
        ("4 of 12 audits are done.", "5 of 12 audits are done.", False),
        (f"4 audits. {LONG}", f"5 audits. {LONG}", False),
        ("Recruitment goes on.", "Recruitment has stopped.", False),
        ("Work goes on.", "Work goes on well.", False),
    ],
)
def test_examples(one, other, same):
    assert near_same(one, other) is near_same(other, one) is same


def test_figures_of_no_date_stay():
    assert bare_words("In 2021/22, 40% of 12 posts by 1 May, 5 more") == (
        "in",
        "22",
        "40%",
        "of",
        "12",
        "posts",
        "by",
        "5",
        "more",
    )
