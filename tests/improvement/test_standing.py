"""Where a plan stands: counts, movement, attention and coverage, on small plans and on Bury's."""

from datetime import date

import pytest

from improvement.as_at import AsAt
from improvement.models import Plan
from improvement.ratings import Code, Movement, movement
from improvement.services.completion import accept_complete
from improvement.services.progress import report_progress
from improvement.services.rounds import close_round, open_round
from improvement.standing import standing
from tests import builders


def stand(plan: Plan, day: date):
    plan = Plan.objects.select_related("scheme", "inspection").get(pk=plan.pk)
    return standing(plan, AsAt(day, date(2022, 6, 20)))


def say(plan, reference, code, people, today, **words):
    needs = (
        {"reason": "It slipped.", "recovery": "We will catch up."} if code in ("at-risk", "off-track") else {}
    )
    return report_progress(
        plan.actions.get(reference=reference),
        rating=builders.rating(plan, code),
        narrative="It moved.",
        round=plan.rounds.order_by("-opens").first(),
        by=builders.system(today),
        on=today,
        **needs | words,
    )


HIGHER = {Code.OFF_TRACK: 0, Code.AT_RISK: 1, Code.ON_TRACK: 2}


@pytest.mark.parametrize("before", [None, *Code])
@pytest.mark.parametrize("now", [None, *Code])
def test_every_move_between_two_ratings_has_its_name(before, now):
    moved = movement(before, now)
    if before == now:
        assert moved == Movement.SAME
    elif now == Code.COMPLETE:
        assert moved == Movement.COMPLETED
    elif before is None:
        assert moved == Movement.FIRST
    elif before == Code.NOT_STARTED and now is not None:
        assert moved == Movement.STARTED
    elif before in HIGHER and now in HIGHER:
        assert moved == (Movement.UP if HIGHER[now] > HIGHER[before] else Movement.DOWN)
    else:
        assert moved == Movement.DOWN


def test_a_plan_nobody_rated_is_not_rated_not_not_started(plan, today):
    found = stand(plan, today)
    assert found.total == found.not_rated.number == 4
    assert [count.number for count in found.counts] == [0, 0, 0, 0, 0]


def test_counts_add_up_to_the_actions(plan, people, today):
    say(plan, "1.1", "on-track", people, today)
    say(plan, "2.1", "off-track", people, today)
    found = stand(plan, today)
    assert {count.code: count.number for count in found.counts if count.number} == {
        "on-track": 1,
        "off-track": 1,
    }
    assert sum(count.number for count in found.counts) + found.not_rated.number == found.total
    assert sum(theme.total for theme in found.themes) == found.total


def test_movement_is_counted_from_the_round_before(plan, people, today):
    say(plan, "1.1", "on-track", people, today)
    close_round(plan.rounds.get(), by=people["office"], on=today)
    open_round(plan, "July 2022", opens=today, closes=today, by=people["office"], on=today)
    say(plan, "1.2", "at-risk", people, today)
    found = stand(plan, today)
    assert found.since.title == "June 2022"
    assert found.round.round.title == "July 2022"


def test_what_needs_attention(plan, people, today):
    say(plan, "2.1", "off-track", people, today)
    attention = stand(plan, today).attention
    assert [concern.reference for concern in attention.off_track] == ["2.1"]
    assert attention.off_track[0].reason == "It slipped."
    assert [(concern.reference, concern.days_over) for concern in attention.overdue] == [("1.2", 20)]
    assert [group.label for group in attention.no_end] == ["Waiting for “PSW appointed”", "No deadline set"]
    assert [(g.label, g.state, len(g.concerns)) for g in attention.no_lead] == [("PSW", "vacant", 2)]
    assert sorted(c.reference for g in attention.no_update for c in g.concerns) == ["1.1", "1.2", "2.2"]


def test_what_is_complete_needs_no_attention(plan, people, today):
    update = say(plan, "1.2", "complete", people, today)
    assert [concern.reference for concern in stand(plan, today).attention.overdue] == ["1.2"]
    accept_complete(update, by=builders.system(today), on=today)
    found = stand(plan, today)
    assert found.number_complete == 1
    assert found.attention.overdue == []


def test_findings_say_how_many_claim_them_alone(plan, today):
    (finding,) = stand(plan, today).findings
    assert (finding.total, finding.alone, finding.primary) == (4, 4, 0)


def numbers(found) -> list[int]:
    return [count.number for count in found.counts] + [found.not_rated.number]


def test_bury_month_by_month(bury):
    """The must-show days: nothing rated on 12 March, March's round on the 20th, May's at its end."""
    assert numbers(stand(bury, date(2022, 3, 12))) == [0, 0, 0, 0, 0, 69]
    assert numbers(stand(bury, date(2022, 3, 20))) == [1, 30, 23, 0, 12, 3]
    assert numbers(stand(bury, date(2022, 4, 20))) == [2, 32, 19, 4, 12, 0]
    assert numbers(stand(bury, date(2022, 5, 31))) == [5, 37, 16, 5, 6, 0]
    april = stand(bury, date(2022, 4, 20))
    assert {moved.kind: moved.number for moved in april.movements} == {
        "up": 5,
        "down": 7,
        "started": 3,
        "completed": 1,
        "first": 3,
        "same": 50,
    }
    assert (april.round.updated, april.round.asked) == (55, 68)
    assert [concern.reference for concern in april.attention.off_track] == ["3.8", "3.11", "5.3", "5.16"]


def test_bury_today(bury):
    today = stand(bury, date(2022, 6, 20))
    assert (today.round.updated, today.round.asked) == (46, 64)
    assert [(finding.reference, finding.total) for finding in today.findings][-1] == ("9", 58)
    assert today.findings[-1].alone == 17
    assert today.total == 69
    assert len(today.themes) == 7


def test_two_ratings_of_one_code_are_counted_apart(plan, people, today):
    """As where a body splits amber: both count as at risk, and no action is counted twice."""
    from improvement.models import Rating
    from improvement.services import plans

    split = Rating(
        scheme=plan.scheme, code=Code.AT_RISK, label="At risk, in hand", meaning="Being mended", position=9
    )
    plans.save_part(split, reason="Test", by=people["office"], on=today)
    report_progress(
        plan.actions.get(reference="1.2"),
        rating=split,
        narrative="In hand.",
        reason="Late.",
        recovery="Mending.",
        by=people["office"],
        on=today,
    )
    found = stand(plan, today)
    assert {count.label: count.number for count in found.counts if count.number} == {"At risk, in hand": 1}
    assert sum(count.number for count in found.counts) + found.not_rated.number == found.total
    assert sum(theme.counts.get("at-risk", 0) for theme in found.themes) == 1
