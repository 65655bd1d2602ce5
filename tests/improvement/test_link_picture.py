"""The layout of a plan's links: nothing overlaps, nothing is lost, the same every time."""

from itertools import pairwise

import pytest

from improvement.links.picture import LINE, MOST_LINKS, Drawn, Side, link_picture


def picture(pairs, *, waits=(), late=()):
    sources = {one: Side(("a", one), one, f"Priority {one[0]}") for one, _ in pairs}
    targets = {other: Side(("b", other), other, "Outside", f"What {other} is about") for _, other in pairs}
    drawn = [Drawn(sources[p[0]], targets[p[1]], p in waits or p in late, p in late) for p in pairs]
    return link_picture(drawn, sources=list(sources.values()), targets=list(targets.values()))


SEND = [
    (f"{number // 8 + 1}.{number % 8}", f"PSV {number * step % 14}")
    for step in (1, 3)
    for number in range(32)
]


def test_none_where_there_is_nothing_and_where_there_is_too_much():
    assert link_picture([], sources=[], targets=[]) is None
    pairs = [(f"1.{number}", f"PSV {number % 7}") for number in range(MOST_LINKS + 1)]
    assert picture(pairs) is None
    assert picture(pairs[:-1]) is not None


def test_nothing_overlaps_and_everything_is_inside():
    drawn = picture(SEND)
    for edge in ([place.y for place in drawn.sources], [bundle.place.y for bundle in drawn.bundles]):
        assert edge == sorted(edge)
        assert min(b - a for a, b in pairwise(edge)) >= LINE
        assert edge[0] > 0
        assert edge[-1] < drawn.height
    words = [y for bundle in drawn.bundles for y, _ in bundle.place.lines]
    assert max(words) < drawn.height


def test_every_link_is_drawn_and_counted():
    drawn = picture(SEND)
    assert sum(place.number for place in drawn.sources) == len(SEND)
    assert sum(bundle.place.number for bundle in drawn.bundles) == len(SEND)
    assert sum(len(bundle.curves) for bundle in drawn.bundles) == len(set(SEND))
    assert drawn == picture(SEND)


def test_two_links_between_the_same_two_are_one_line_drawn_as_the_graver():
    one = ("1.1", "PSV 1")
    drawn = picture([one, one], late=[one])
    (bundle,) = drawn.bundles
    assert [(curve.is_late, curve.waits) for curve in bundle.curves] == [(True, True)]
    assert (bundle.place.number, bundle.has_arrow) == (2, True)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("1.1", "PSV 1")], "Nothing is linked to twice."),
        ([("1.1", "PSV 1"), ("1.2", "PSV 1"), ("1.1", "PSV 2")], "The most, 2, lead to PSV 1."),
    ],
)
def test_the_words_say_what_is_drawn(pairs, said):
    assert picture(pairs).more == said


def test_long_words_are_broken_and_never_cut():
    side = Side("b", "AFI 1", "Themes", "word " * 40)
    drawn = link_picture(
        [Drawn(Side("a", "1.1", "Priority 1"), side)],
        sources=[Side("a", "1.1", "Priority 1")],
        targets=[side],
    )
    lines = drawn.bundles[0].place.lines
    assert " ".join(words for _, words in lines).split() == ["word"] * 40
    assert lines[-1][0] < drawn.height
