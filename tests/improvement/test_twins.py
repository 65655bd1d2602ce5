"""Texts that say the same, or nearly, among many."""

import random
import resource
import time
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.wording.twins import twins
from tests.improvement.printed_plan import corpus, printed

# From Bury's SEND Priority Impact Plan of July 2024, and the action after each.
SEND = {
    "2.1c": "Complete revision of the Local Offer and develop system to monitor ongoing use/access",
    "2.1d": "Increase SEND and wider Health Visitor capacity with new investment",
    "7.2a": "Complete revision of the Local Offer and develop system to monitor ongoing use/access",
    "7.1a": "Review local SEND system communications",
}
REVIEW = "Review the sufficiency strategy for children in care with partners and report it to the board"


def found(texts, **how) -> list[tuple]:
    return [group.members for group in twins(texts, **how)]


def test_the_same_words_of_two_actions_are_found_among_all_of_a_plan():
    actions = printed("words")
    same, near = twins(actions)
    assert (same.members, same.is_same, same.likeness) == (("6.3", "6.5"), True, 1)
    # Printed with a bullet in one and without in the other: word for word all the same.
    assert actions["6.3"] != actions["6.5"]
    assert (near.members, near.is_same) == (("1.8", "1.10"), False)
    assert 0.9 < near.likeness < 0.95


def test_the_same_words_under_two_priorities_are_found():
    (group,) = twins(SEND)
    assert group.members == ("2.1c", "7.2a")
    assert group.is_same


def test_a_wording_shows_how_like_it_is_to_the_first():
    texts = {"a": REVIEW, "b": "Start", "c": f"- {REVIEW.upper()}.", "d": REVIEW.replace("board", "cabinet")}
    (group,) = twins(texts)
    first, second = group.wordings
    assert (first.keys, first.likeness) == (("a", "c"), 1)
    assert second.keys == ("d",)
    assert second.likeness == group.likeness == pytest.approx(2 * 15 / (17 + 17))
    assert group.members == ("a", "c", "d")


def test_how_alike_is_for_the_caller_to_say():
    texts = [REVIEW, REVIEW.replace("partners", "schools").replace("board", "cabinet")]
    assert found(dict(enumerate(texts)), alike=0.75) == [(0, 1)]
    assert found(dict(enumerate(texts)), alike=0.8) == []


@pytest.mark.parametrize("alike", [0, -1, 1.1])
def test_a_share_is_asked_for(alike):
    with pytest.raises(ValueError, match="Give alike as a share"):
        twins({}, alike=alike)


def test_few_words_must_be_the_same():
    texts = dict(
        enumerate(["Review the policy", "review the policy.", "Review the policies", "Review policy"])
    )
    assert found(texts, alike=0.1) == [(0, 1)]


def test_nothing_written_is_nobodys_twin():
    assert twins({}) == []
    assert twins({1: "", 2: " \n", 3: "–", 4: "…"}) == []


def test_a_text_said_twice_is_not_like_itself_said_once():
    assert twins({1: REVIEW, 2: f"{REVIEW} {REVIEW}"}) == []


def test_whoever_is_like_one_of_a_group_is_in_it():
    words = REVIEW.split()
    chain = [" ".join([*"xyz"[:at], *words[at:]]) for at in (0, 1, 2, 3)]
    (group,) = twins(dict(enumerate(chain)), alike=0.85)
    assert group.members == (0, 1, 2, 3)
    assert group.likeness < 0.85


def test_the_most_alike_come_first():
    near, nearer = SEND["7.1a"] + " and outcomes", REVIEW.replace("board", "cabinet")
    texts = dict(
        enumerate([SEND["7.1a"], near, SEND["2.1d"], REVIEW, nearer, *[SEND["2.1c"]] * 2, SEND["2.1d"]])
    )
    assert found({**texts, 8: SEND["2.1c"]}, alike=0.7) == [(5, 6, 8), (2, 7), (3, 4), (0, 1)]


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcde"), min_size=4, max_size=14), max_size=12), st.floats(0.05, 1))
def test_none_is_missed(texts, alike):
    """The same groups as by comparing all with all."""
    group_of = {number: {number} for number in range(len(texts))}
    for one, other in combinations(group_of, 2):
        if likeness(texts[one], texts[other]) >= alike:
            merged = group_of[one] | group_of[other]
            group_of.update(dict.fromkeys(merged, merged))
    expected = {frozenset(group) for group in group_of.values() if len(group) > 1}
    joined = {number: " ".join(words) for number, words in enumerate(texts)}
    assert {frozenset(members) for members in found(joined, alike=alike)} == expected


def likeness(one: list[str], other: list[str]) -> float:
    bags = [Counter(zip(["", *words], [*words, ""], strict=True)) for words in (one, other)]
    return 2 * (bags[0] & bags[1]).total() / (bags[0].total() + bags[1].total())


def many(kind: str) -> dict[int, str]:
    """Two thousand texts of sixty words."""
    chance = random.Random(3)
    words = corpus()
    base = words[:60]

    def differing(*places):
        return [[f"w{n}x{at}" if at in places else word for at, word in enumerate(base)] for n in range(2000)]

    texts = {
        "unlike": [chance.choices(words, k=60) for _ in range(2000)],
        "the same": [base] * 2000,
        "one word differs": differing(30),
        "just not alike": differing(*range(5, 60, 8)),
        "seven words in all": [chance.choices("abcdefg", k=60) for _ in range(2000)],
    }[kind]
    return {number: " ".join(words) for number, words in enumerate(texts)}


@pytest.mark.parametrize(
    ("kind", "groups"),
    [
        ("unlike", 0),
        ("the same", 1),
        ("one word differs", 1),
        ("just not alike", 0),
        ("seven words in all", 0),
    ],
)
def test_two_thousand_texts_take_under_five_seconds(kind, groups):
    """Seen: half a second, the worst one and a half, and 32 MB. Processor time, as others may share the machine."""
    texts = many(kind)
    memory, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    assert len(twins(texts)) == groups
    assert time.process_time() - start < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 300 * 1024
