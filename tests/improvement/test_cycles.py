"""Ways round in links, whatever their number and length."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from improvement.links.cycles import cycles, one_way_round

LINKS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40)


def test_no_way_round():
    assert cycles([]) == []
    assert cycles([("a", "b"), ("b", "c"), ("a", "c")]) == []


def test_two_rings_and_what_only_leads_to_them():
    links = [("x", "b"), ("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("d", "c"), ("d", "y")]
    assert cycles(links) == [["b", "a"], ["c", "d"]]


def test_rings_that_share_a_thing_are_one_group():
    assert cycles([("a", "b"), ("b", "a"), ("b", "c"), ("c", "b")]) == [["a", "b", "c"]]


def test_what_is_linked_to_itself():
    assert cycles([("a", "a"), ("a", "b")]) == [["a"]]
    assert one_way_round([("a", "a")], ["a"]) == ["a", "a"]


def test_the_same_link_twice():
    assert cycles([("a", "b"), ("a", "b")]) == []


def test_a_ring_longer_than_any_stack():
    ring = [(number, (number + 1) % 50_000) for number in range(50_000)]
    assert [len(group) for group in cycles(ring)] == [50_000]
    assert len(one_way_round(ring, list(range(50_000)))) == 50_001


def test_the_shortest_way_is_told():
    links = [("a", "b"), ("b", "c"), ("c", "a"), ("b", "a")]
    assert one_way_round(links, cycles(links)[0]) == ["a", "b", "a"]


def reaches(links, start) -> set[int]:
    """What can be come to from a thing, in one step or more."""
    seen, ahead = set(), [there for here, there in links if here == start]
    while ahead:
        here = ahead.pop()
        if here not in seen:
            seen.add(here)
            ahead += [there for one, there in links if one == here]
    return seen


@given(LINKS)
def test_groups_are_exactly_what_leads_to_one_another(links):
    things = {thing for link in links for thing in link}
    reach = {thing: reaches(links, thing) for thing in things}
    expected = {
        frozenset(other for other in reach[thing] if thing in reach[other])
        for thing in things
        if thing in reach[thing]
    }
    found = cycles(links)
    assert {frozenset(group) for group in found} == expected
    assert len(found) == len(expected)


@given(LINKS)
def test_a_way_round_goes_along_the_links(links):
    for group in cycles(links):
        walk = one_way_round(links, group)
        assert walk[0] == walk[-1] == group[0]
        assert set(pairwise(walk)) <= set(links)
        assert len(set(walk[1:])) == len(walk) - 1
