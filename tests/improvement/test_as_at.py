"""The plan as at a day: ratings, words, leads, deadlines and structure of then, and pages that say so."""

from datetime import date, timedelta

import pytest

from improvement.as_at import AsAt, rows
from improvement.models import Action, Assignment
from improvement.record.writing import writing
from improvement.services import people as people_services
from improvement.services import plans
from improvement.services.progress import report_progress
from tests import builders

MAY = date(2022, 5, 1)
JUNE = date(2022, 6, 10)


@pytest.fixture
def old_plan(people):
    """A plan of 1 May 2022 whose first action was reworded and handed over on 10 June."""
    system = builders.system(MAY)
    plan = builders.small_plan(people, on=MAY)
    action = plan.actions.get(reference="1.1")
    report_progress(
        action, rating=builders.rating(plan, "on-track"), narrative="Well in May.", by=system, on=MAY
    )
    action.refresh_from_db()
    action.title = "Establish the board anew"
    plans.save_part(action, reason="Reworded", by=system, on=JUNE)
    assignment = action.assignments.get()
    assignment.ends = JUNE
    with writing(by=system, reason="Handed over", on=JUNE):
        assignment.save()
    vacant = people_services.Post.objects.get(slug="social-worker")
    plans.assign(
        action, vacant, role=Assignment.Role.ACCOUNTABLE, position=1, starts=JUNE, by=system, on=JUNE
    )
    return plan


def page(client, address, day=None) -> str:
    response = client.get(address + (f"?as_at={day}" if day else ""))
    assert response.status_code == 200
    return response.content.decode()


def test_the_action_page_tells_the_words_and_lead_of_the_day(old_plan, people, sign_in):
    client = sign_in(people["office"])
    then = page(client, "/plans/small/actions/1.1/", "2022-05-15")
    now = page(client, "/plans/small/actions/1.1/")
    assert "Establish the board 1.1" in then
    assert "Establish the board anew" in now
    assert "DCS" in then
    assert "vacant" not in then
    assert "vacant" in now
    assert "As at 15 May 2022." in then
    assert "Nothing can be changed here" in then
    assert "As at" not in now.split("<main")[0]


def test_a_past_page_offers_no_way_to_change_anything(old_plan, people, sign_in):
    then = page(sign_in(people["office"]), "/plans/small/actions/1.1/", "2022-05-15")
    assert "/update/" not in then
    assert "evidence/add" not in then


def test_the_table_shows_the_day(old_plan, people, sign_in):
    client = sign_in(people["office"])
    then = page(client, "/plans/small/actions/", "2022-05-15")
    assert "Establish the board 1.1" in then
    assert "anew" not in then
    assert "anew" in page(client, "/plans/small/actions/")


def test_a_removed_row_stands_in_the_past_only(old_plan, people, today):
    link = old_plan.actions.get(reference="1.1").finding_links.get()
    with writing(by=people["office"], reason="Wrongly linked", on=today):
        link.delete()
    when, now = AsAt(MAY, today), AsAt(today, today)
    assert rows(type(link), when).filter(action__plan=old_plan).count() == 4
    assert rows(type(link), now).filter(action__plan=old_plan).count() == 3


def test_two_versions_of_one_moment_give_the_later(people, today):
    system = builders.system(today)
    plan = builders.small_plan(people, on=MAY)
    action = plan.actions.get(reference="1.1")
    with writing(by=system, reason="Twice", on=JUNE) as act:
        for title in ("First", "Second"):
            action.title = title
            action.save()
    assert act.moment
    versions = rows(Action, AsAt(JUNE, today)).filter(id=action.pk)
    assert [version.title for version in versions] == ["Second"]


@pytest.mark.parametrize("address", ["/plans/bury-2022/", "/plans/bury-2022/actions/"])
def test_a_day_before_the_plan_says_so(bury, sign_in, address):
    from improvement.models import User

    client = sign_in(User.objects.get(email="office@demo.example"))
    response = client.get(f"{address}?as_at=2021-01-01")
    assert "There was no plan yet on 1 January 2021" in response.content.decode()


@pytest.mark.parametrize("asked", ["yesterday", "2022-13-01", "31/03/2022", "2022-02-30"])
def test_an_unreadable_day_is_a_helpful_404(plan, people, sign_in, asked):
    response = sign_in(people["office"]).get("/plans/small/", {"as_at": asked})
    assert response.status_code == 404
    assert "such as 2022-03-23" in response.content.decode()


def test_a_day_to_come_is_a_helpful_404(plan, people, sign_in, today):
    response = sign_in(people["office"]).get("/plans/small/", {"as_at": today + timedelta(days=1)})
    assert response.status_code == 404
    assert "has not come yet" in response.content.decode()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/plans/nothing/", "There is no plan"),
        ("/plans/small/actions/9.9/", "There was no action"),
        ("/plans/small/actions/download/docx/", "not as “docx”"),
    ],
)
def test_what_is_not_there_is_a_helpful_404(plan, people, sign_in, address, said):
    response = sign_in(people["office"]).get(address)
    assert response.status_code == 404
    assert said in response.content.decode()
