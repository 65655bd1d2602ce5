"""Slippage: what moved and by how much, what is overdue, and what has no end, as at any day."""

from datetime import date, timedelta

import pytest
from django.test import Client

from improvement import roles
from improvement.as_at import AsAt
from improvement.deadlines import Kind, Precision, Reading
from improvement.deadlines.moves import DeadlineMoves, how_far, moves_of
from improvement.deadlines.slippage import slippage
from improvement.models import Deadline
from improvement.services import people as people_services
from improvement.services.completion import accept_complete
from improvement.services.deadlines import set_deadline
from improvement.services.progress import report_progress
from tests import builders
from tests.pages import text

ADDRESS = "/plans/small/deadlines/"
NO_END = Reading(Kind.ONGOING)


def by(day: date) -> Reading:
    return Reading(Kind.BY, ends=day, precision=Precision.DAY)


def moved(plan, reference: str, reading: Reading, *, office, on: date, **more):
    words = f"{reading.ends:%-d %B %Y}" if reading.ends else "Ongoing"
    action = plan.actions.get(reference=reference)
    more = {"reason": "Nobody applied.", "agreed_by": "Improvement Board", **more}
    return set_deadline(action, words, reading, by=office, on=on, **more)


def moves(*ends: date | None) -> DeadlineMoves:
    """Moves of deadlines that end so."""
    rows = [
        Deadline(kind=Kind.BY if end else Kind.ONGOING, ends=end, agreed_on=date(2022, 1, 1)) for end in ends
    ]
    return moves_of(rows)


# Words, on plain values.

MAR, MAY, AUG = date(2022, 3, 31), date(2022, 5, 31), date(2022, 8, 31)


@pytest.mark.parametrize(
    ("ends", "said", "months"),
    [
        ([], "", 0),
        ([MAR], "", 0),
        ([MAR, MAY], "Moved once, +2 months", 2),
        ([MAR, AUG, MAY], "Moved 2 times, +2 months", 2),
        ([MAY, MAR], "Moved once, −2 months", -2),
        ([MAY, date(2022, 5, 1)], "Moved once, within the month", 0),
        ([None, MAY], "Moved once, given an end date", 0),
        ([None, MAY, AUG], "Moved 2 times, +3 months", 3),
        ([MAY, None], "Moved once, end date taken away", 0),
        ([MAY, None, AUG], "Moved 2 times, +3 months", 3),
        ([None, None], "Moved once, still no end date", 0),
    ],
)
def test_moves_are_summed_up_in_words(ends, said, months):
    assert moves(*ends).summary == said
    assert moves(*ends).months == months


def test_each_move_says_how_far_it_went():
    assert [move.how_far for move in moves(None, MAR, MAY, None).moves] == [
        "Original",
        "given an end date",
        "+2 months",
        "end date taken away",
    ]
    assert how_far(None, None) == "still no end date"


# One plan on a day.


@pytest.fixture
def slipped(plan, people, today):
    """1.1 moved twice by 2 months, 1.2 once by 5, 2.1 given an end, 2.2 not moved."""
    moved(plan, "1.1", by(date(2022, 8, 31)), office=people["office"], on=today)
    moved(
        plan,
        "1.1",
        by(date(2022, 9, 30)),
        office=people["office"],
        on=today,
        asked_by=people["lead"],
        reason="Late.",
    )
    moved(plan, "1.2", by(date(2022, 10, 31)), office=people["office"], on=today)
    moved(plan, "2.1", by(date(2022, 12, 31)), office=people["office"], on=today)
    return plan


def on(day: date, today: date) -> AsAt:
    return AsAt(day, today)


def test_the_worst_stands_first_and_what_never_moved_is_not_listed(slipped, today):
    found = slippage(slipped, on(today, today))
    assert [(row.action.address, row.moves.summary) for row in found.slipped] == [
        ("1.2", "Moved once, +5 months"),
        ("1.1", "Moved 2 times, +2 months"),
        ("2.1", "Moved once, given an end date"),
    ]
    assert found.totals == (
        "3 of 4 deadlines have moved, 4 times in all: +7 months together. 1 was given a first end date. "
        "The other 1 never moved and is not listed."
    )


def test_more_moves_stand_before_fewer_of_as_many_months(plan, people, today):
    for reference, ends in (("1.1", [date(2022, 9, 30)]), ("1.2", [date(2022, 6, 30), date(2022, 7, 31)])):
        for end in ends:
            moved(plan, reference, by(end), office=people["office"], on=today)
    found = slippage(plan, on(today, today))
    assert [(row.action.address, row.moves.months, row.moves.times) for row in found.slipped] == [
        ("1.2", 2, 2),
        ("1.1", 2, 1),
    ]


def test_an_end_taken_away_is_worse_than_any_number_of_months(slipped, people, today):
    moved(slipped, "1.1", NO_END, office=people["office"], on=today)
    found = slippage(slipped, on(today, today))
    assert found.slipped[0].action.address == "1.1"
    assert "1 has no end date any more." in found.totals


def test_every_move_says_from_to_why_who_asked_and_who_agreed(slipped, today):
    row = slippage(slipped, on(today, today)).slipped[1]
    first, second = row.moves.later
    assert (first.former, first.words, first.how_far) == ("July 2022", "31 August 2022", "+1 month")
    assert (second.former_reading, second.reading) == ("by 31 Aug 2022", "by 30 Sep 2022")
    assert (second.reason, second.asked_by, second.agreed_by) == ("Late.", "Leo Lead", "Improvement Board")
    assert second.agreed_on == today


def test_the_action_page_says_the_same_words(slipped, people, sign_in, today):
    client = sign_in(people["office"])
    for row in slippage(slipped, on(today, today)).slipped:
        page = client.get(f"/plans/small/actions/{row.action.address}/")
        assert page.context["page"].moves == row.moves
        assert row.moves.summary in text(page)
        assert row.moves.summary in text(client.get(ADDRESS))
        for move in row.moves.moves:
            assert move.how_far in text(page)


def test_overdue_says_by_how_long_and_complete_is_not_overdue(plan, people, today):
    assert [(a.address, a.days_over) for a in slippage(plan, on(today, today)).overdue] == [("1.2", 20)]
    system, action = builders.system(today), plan.actions.get(reference="1.2")
    proposed = report_progress(
        action, rating=builders.rating(plan, "complete"), narrative="Done.", by=system, on=today
    )
    accept_complete(proposed, by=system, on=today)
    assert slippage(plan, on(today, today)).overdue == []


@pytest.mark.parametrize(
    "kind", [Kind.START_ONLY, Kind.ONGOING, Kind.CONDITIONAL, Kind.MISSING, Kind.UNREADABLE]
)
def test_deadlines_without_an_end_are_listed_by_kind(plan, people, today, kind):
    def counts():
        return {group.kind: len(group.actions) for group in slippage(plan, on(today, today)).endless}

    before = counts()
    moved(plan, "1.1", Reading(kind), office=people["office"], on=today)
    assert counts() == {**before, kind: before[kind] + 1}
    assert list(counts()) == ["start-only", "ongoing", "conditional", "missing", "unreadable"]


def test_a_past_day_knows_no_later_move(people, today):
    before = today - timedelta(days=30)
    plan = builders.small_plan(people, on=before, slug="older")
    moved(plan, "1.2", by(date(2022, 10, 31)), office=people["office"], on=today)
    then = slippage(plan, on(today - timedelta(days=5), today))
    assert then.slipped == []
    assert then.totals == "No deadline has moved."
    assert [(a.address, a.days_over) for a in then.overdue] == [("1.2", 15)]
    assert [a.address for a in slippage(plan, on(today, today)).overdue] == []


def test_a_withdrawn_action_is_left_out(slipped, people, today):
    from improvement.services.plans import save_part

    action = slipped.actions.get(reference="1.2")
    action.withdrawn_on, action.withdrawn_because = today, "Merged."
    save_part(action, reason="Merged", by=people["office"], on=today)
    found = slippage(slipped, on(today, today))
    assert found.total == 3
    assert "1.2" not in [row.action.address for row in found.slipped]


def test_bury_moved_twice_as_the_demonstration_says(bury, today):
    found = slippage(bury, on(today, today))
    assert [(row.action.address, row.moves.summary) for row in found.slipped][:2] == [
        ("7.2", "Moved once, +3 months"),
        ("2.4", "Moved once, +2 months"),
    ]


# The page: signed out, outsider, reader, wrong method.


def test_signed_out_people_are_asked_to_sign_in(plan):
    assert Client().get(ADDRESS)["Location"].startswith("/sign-in/?next=")


def test_an_outsider_does_not_find_it(plan, people, sign_in, today):
    stranger = people_services.invite(
        "s@council.example", "Sam", roles.BOARD_MEMBER, by=people["admin"], on=today
    )
    assert sign_in(stranger).get(ADDRESS).status_code == 404


@pytest.mark.parametrize("who", builders.CAST)
def test_whoever_reads_the_plan_reads_it(slipped, people, sign_in, who):
    page = text(sign_in(people[who]).get(ADDRESS))
    for words in (
        "Moved 2 times, +2 months",
        "“July 2022”",
        "Leo Lead",
        "Improvement Board",
        "Late.",
        "20 Jun 2022",
    ):
        assert words in page


def test_it_is_only_read(plan, people, sign_in):
    assert sign_in(people["office"]).post(ADDRESS).status_code == 405


def test_markup_stays_text(plan, people, sign_in, today):
    markup = "<script>alert(1)</script>"
    moved(plan, "1.1", NO_END, office=people["office"], on=today, reason=markup, agreed_by=markup)
    page = sign_in(people["office"]).get(ADDRESS).content
    assert b"<script>alert" not in page
    assert page.count(b"&lt;script&gt;alert(1)") == 2


def test_a_plan_without_moves_or_actions_says_so(plan, people, sign_in, today):
    page = text(sign_in(people["office"]).get(ADDRESS))
    assert "No deadline has moved." in page
    assert "None: A start, no end agreed" in page
