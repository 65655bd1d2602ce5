"""Texts as bare words."""

import pytest

from improvement.wording.plain_words import plain_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Children’s voice", "CHILDREN'S  VOICE."),
        ("“High support”, high challenge", '"high support" – High challenge;'),
        ("co-ordinated offer", "Co ordinated\noffer"),
        ("the ﬁrst cafe\u0301", "the first café"),
        ("partner\u00adship work", "partnership\u00a0work"),
        ("to monitor use/access", "- to monitor use / access"),
    ],
)
def test_case_quotes_punctuation_and_spaces_make_no_difference(one, other):
    assert plain_words(one) == plain_words(other)


@pytest.mark.parametrize(
    ("one", "other"), [("5%", "5"), ("£5", "5"), ("1.5", "15"), ("resign", "re sign"), ("v1", "v2")]
)
def test_other_words_stay_other(one, other):
    assert plain_words(one) != plain_words(other)


def test_marks_alone_are_no_words():
    assert plain_words(" – … “” £ % _ \n") == ()
