"""A plan's own ratings: reworded, added and withdrawn by the office, each with a reason, and nothing lost."""

from datetime import timedelta

import pytest

from improvement.as_at import AsAt
from improvement.models import Plan, Rating
from improvement.record.verify import problems
from improvement.services import schemes
from improvement.services.progress import report_progress
from improvement.services.refusals import Refused
from improvement.standing import standing
from tests import builders
from tests.pages import text

PAGE = "/plans/small/ratings/"
WHY = {"reason": "Agreed by the board"}
PAUSED = {"label": "Paused", "meaning": "It waits on purpose", "code": "not-started"}
OTHERS = ["lead", "chair", "clerk", "auditor", "admin"]


@pytest.fixture
def office(people, plan, sign_in):
    return sign_in(people["office"])


@pytest.fixture
def by(people, today) -> dict:
    return {"by": people["office"], "on": today}


def sent(plan, **other) -> dict:
    said = {}
    for rating in plan.scheme.ratings.all():
        said |= {f"label_{rating.position}": rating.label, f"meaning_{rating.position}": rating.meaning}
    return said | other | WHY


def give(plan, code, by, address="1.1", **rating) -> None:
    chosen = plan.scheme.ratings.get(code=code, **rating)
    report_progress(plan.actions.get(address=address), rating=chosen, narrative="Well", **by)


def fresh(plan) -> Plan:
    return Plan.objects.select_related("scheme", "inspection").get(pk=plan.pk)


def test_ratings_get_the_plans_own_words(plan, office):
    said = sent(plan, label_2="Going well")
    assert office.post(PAGE, said).status_code == 302
    assert plan.scheme.ratings.get(code="on-track").label == "Going well"
    twice = office.post(PAGE, said | {"label_3": "going well"})
    assert "Another rating has this label" in twice.text


def test_ratings_that_plans_share_are_left_to_the_others(plan, people, office, by, today):
    other = builders.small_plan(people, on=today, slug="other")
    assert other.scheme == plan.scheme
    office.post(PAGE, sent(plan, label_2="Going well"))
    plan.refresh_from_db()
    assert plan.scheme != other.scheme
    assert other.scheme.ratings.get(code="on-track").label == "On track"
    third = builders.small_plan(people, on=today, slug="third")
    assert third.scheme == other.scheme
    give(other, "on-track", by)
    assert "Their words stay" in office.get("/plans/other/ratings/").text
    assert office.post("/plans/other/ratings/", sent(other)).status_code == 200
    assert "Their words stay" in office.get("/plans/other/ratings/add/").text
    with pytest.raises(Refused, match="Their words stay"):
        schemes.add_rating(fresh(other), **PAUSED, **WHY, **by)


def test_a_rating_is_added_the_last_and_can_be_given(plan, office, by, today):
    assert office.post(f"{PAGE}add/", PAUSED | WHY)["Location"] == PAGE
    added = plan.scheme.ratings.last()
    assert (added.label, added.code, added.position) == ("Paused", "not-started", 6)
    assert added.history.get().history_change_reason == "Agreed by the board"
    assert "“Paused” can be given from now on" in text(office.get(PAGE))
    assert "Paused" in office.get("/plans/small/actions/1.1/update/").text
    give(plan, "not-started", by, label="Paused")
    counts = {count.label: count.number for count in standing(fresh(plan), AsAt(today, today)).counts}
    assert (counts["Paused"], counts["Not started"]) == (1, 0)
    assert list(problems()) == []


def test_a_label_is_used_once_even_after_it_was_withdrawn(plan, office, by):
    schemes.withdraw_rating(plan, plan.scheme.ratings.get(code="at-risk"), because="Unused", **by)
    for label in ("on TRACK", "At risk"):
        refused = office.post(f"{PAGE}add/", PAUSED | WHY | {"label": label})
        assert f"Another rating is or was called “{label}”" in text(refused)
    for missing in (*PAUSED, "reason"):
        assert office.post(f"{PAGE}add/", {**PAUSED, **WHY, missing: ""}).status_code == 200
    assert plan.scheme.ratings.count() == 5


def test_a_rating_is_withdrawn_and_what_was_said_with_it_keeps_it(plan, office, by, today):
    rating = plan.scheme.ratings.get(code="on-track")
    give(plan, "on-track", by)
    give(plan, "on-track", by, address="1.2")
    address = f"{PAGE}{rating.pk}/withdraw/"
    assert "2 actions have the rating “On track” now. Update them first." in text(office.get(address))
    assert "2 actions have" in text(office.post(address, WHY))
    give(plan, "not-started", by)
    assert "1 action has the rating “On track” now. Update it first." in text(office.post(address, WHY))
    give(plan, "not-started", by, address="1.2")
    assert "Say why" in office.post(address, {}).text
    assert office.post(address, WHY)["Location"] == PAGE
    rating.refresh_from_db()
    assert (rating.withdrawn_on, rating.withdrawn_because) == (today, "Agreed by the board")
    assert "Withdrawn on 20 June 2022: Agreed by the board" in text(office.get(PAGE))
    assert "On track" not in text(office.get("/plans/small/actions/1.1/update/"))
    assert "On track" in text(office.get("/plans/small/actions/1.1/")), "its story"
    assert "was withdrawn already" in text(office.post(address, WHY))
    assert "On track" not in [count.label for count in standing(fresh(plan), AsAt(today, today)).counts]
    assert not Rating.objects.on(today).filter(pk=rating.pk).exists()
    assert Rating.objects.on(today - timedelta(days=1)).filter(pk=rating.pk).exists()
    assert list(problems()) == []


def test_what_completion_gives_stays(plan, by):
    with pytest.raises(Refused, match="accepted as complete"):
        schemes.withdraw_rating(plan, plan.scheme.ratings.get(code="complete"), because="x", **by)


def test_withdrawing_a_shared_rating_leaves_it_to_the_others(plan, people, by, today):
    other = builders.small_plan(people, on=today, slug="other")
    shared = plan.scheme.ratings.get(code="at-risk")
    schemes.withdraw_rating(plan, shared, because="Unused", **by)
    shared.refresh_from_db()
    assert shared.withdrawn_on is None
    assert fresh(plan).scheme != other.scheme
    assert fresh(plan).scheme.ratings.get(code="at-risk").withdrawn_on == today


@pytest.mark.parametrize("who", OTHERS)
def test_only_the_office_keeps_ratings(plan, people, sign_in, today, who):
    client, rating = sign_in(people[who]), plan.scheme.ratings.get(code="at-risk")
    for address in (PAGE, f"{PAGE}add/", f"{PAGE}{rating.pk}/withdraw/"):
        assert client.get(address).status_code == 403, address
        assert client.post(address, PAUSED | WHY).status_code == 403, address
    by = {"by": people[who], "on": today}
    for refused in (
        lambda: schemes.add_rating(plan, **PAUSED, **WHY, **by),
        lambda: schemes.withdraw_rating(plan, rating, because="x", **by),
        lambda: schemes.word_ratings(plan, {}, **WHY, **by),
    ):
        with pytest.raises(Refused, match="programme office"):
            refused()


def test_a_rating_of_another_plan_is_not_found(plan, office, people, today):
    builders.small_plan(people, on=today, slug="other")
    office.post("/plans/other/ratings/", sent(plan, label_2="Going well"))
    theirs = Plan.objects.get(slug="other").scheme.ratings.first()
    assert office.get(f"{PAGE}{theirs.pk}/withdraw/").status_code == 404


def test_another_rating_of_a_code_leaves_its_plain_name_alone(plan, office, by, today):
    """Only the actions that were given it bear it: lists by code go by the first rating of the code."""
    give(plan, "not-started", by)
    schemes.add_rating(plan, **PAUSED, reason="Agreed by the board", **by)
    shown = standing(fresh(plan), AsAt(today, today))
    assert shown.labels["not-started"] == "Not started"
    assert [(count.label, count.number) for count in shown.counts if count.code == "not-started"] == [
        ("Not started", 1),
        ("Paused", 0),
    ]
    assert "Not started" in text(office.get("/plans/small/actions/"))
    assert "Paused" not in text(office.get("/plans/small/actions/"))
    yesterday = standing(fresh(plan), AsAt(today - timedelta(days=1), today))
    assert yesterday.labels["not-started"] == "Not started"
