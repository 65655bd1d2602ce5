"""One action's page: facts, ledger of deadlines, story, what one may do and what one may not."""

from datetime import date

import pytest

from improvement.deadlines import Kind, Precision, Reading
from improvement.models import User
from improvement.services import evidence as evidence_services
from improvement.services import keeping
from improvement.services.deadlines import set_deadline
from improvement.services.progress import report_progress
from tests import builders

ADDRESS = "/plans/small/actions/1.1/"


def words_of(client, address=ADDRESS, **asked) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_story_is_told_in_time_order(bury, sign_in):
    client = sign_in(User.objects.get(email="office@demo.example"))
    page = client.get("/plans/bury-2022/actions/2.4/").context["page"]
    days = [item.day for item in page.story]
    assert days == sorted(days)
    assert [(item.day, item.opening) for item in page.story if item.opening] == [
        (date(2022, 3, 11), "In the plan, Draft v1.26. Progress as published:"),
        (date(2022, 3, 17), "First rating."),
        (date(2022, 4, 28), "Deadline moved"),
        (date(2022, 5, 19), "Up from At risk."),
        (date(2022, 6, 20), "Down from On track."),
    ]
    assert page.moves.summary == "Moved once, +2 months"
    assert (page.steps_done, len(page.steps)) == (2, 4)


@pytest.mark.parametrize(
    ("inspectorate", "told"),
    [
        ("Ofsted", "Ofsted publishes its findings, 1 among them."),
        (
            "Ofsted and the Care Quality Commission",
            "Ofsted and the Care Quality Commission publish their findings, 1 among them.",
        ),
    ],
)
def test_the_story_opens_with_who_found_it(plan, people, sign_in, today, inspectorate, told):
    by = {"reason": "Test", "by": people["office"], "on": today}
    keeping.edit(plan.inspection, {"inspectorate": inspectorate, "published": today}, **by)
    assert told in words_of(sign_in(people["office"]), "/plans/small/actions/1.1/")


def test_a_past_story_ends_on_its_day(bury, sign_in):
    client = sign_in(User.objects.get(email="office@demo.example"))
    page = client.get("/plans/bury-2022/actions/2.4/", {"as_at": "2022-04-20"}).context["page"]
    assert max(item.day for item in page.story) == date(2022, 4, 20)
    assert page.label == "At risk"
    assert page.moves.summary == ""
    before = client.get("/plans/bury-2022/actions/2.4/", {"as_at": "2022-04-19"}).context["page"]
    assert before.steps_done == 0


def test_newest_first_on_request(bury, sign_in):
    client = sign_in(User.objects.get(email="office@demo.example"))
    words = words_of(client, "/plans/bury-2022/actions/2.4/", story="newest")
    assert words.index("20 Jun 2022</time>") < words.index("17 Mar 2022</time>")


def test_a_moved_deadline_shows_both_and_who_agreed(plan, people, sign_in, today):
    action = plan.actions.get(reference="1.1")
    later = Reading(Kind.BY, ends=date(2022, 9, 30), precision=Precision.MONTH)
    set_deadline(
        action,
        "September 2022",
        later,
        agreed_by="Improvement Board",
        reason="Late.",
        by=people["office"],
        on=today,
    )
    words = words_of(sign_in(people["lead"]))
    assert "“July 2022”" in words
    assert "“September 2022”" in words
    assert "+2 months" in words
    assert "Improvement Board" in words
    assert "Due 30 September 2022, in 102 days" in words


@pytest.mark.parametrize(
    ("who", "may"), [("office", True), ("lead", True), ("chair", False), ("clerk", False), ("auditor", False)]
)
def test_who_may_not_update_reads_why(plan, people, sign_in, who, may):
    words = words_of(sign_in(people[who]))
    assert (f'href="{ADDRESS}update/"' in words) is may
    assert ("You may not update this action" in words) is not may


def test_a_lead_may_not_update_what_they_do_not_lead(plan, people, sign_in):
    assert "You may not update this action" in words_of(sign_in(people["lead"]), "/plans/small/actions/2.1/")


@pytest.mark.parametrize("who", ["chair", "clerk"])
def test_a_plan_not_shared_is_not_found(plan, people, sign_in, who, today):
    for row in plan.readers.all():
        from improvement.services.people import share_plans

        share_plans(row.reader, set(), by=people["admin"], on=today)
    client = sign_in(people[who])
    for address in ("/plans/small/", "/plans/small/actions/", ADDRESS):
        assert client.get(address).status_code == 404
    assert "No plan is open to you yet" in client.get("/plans/").content.decode()


def propose(plan, people, today):
    action = plan.actions.get(reference="1.1")
    evidence_services.add_link(
        action, "https://example.org/minutes", title="Minutes", by=people["lead"], on=today
    )
    return report_progress(
        action,
        rating=builders.rating(plan, "complete"),
        narrative="Done.",
        impact="Every child's risk is recognised on the day.",
        by=people["lead"],
        on=today,
    )


def test_complete_is_proposed_by_one_and_accepted_by_another(plan, people, sign_in, today):
    update = propose(plan, people, today)
    lead, office = sign_in(people["lead"]), sign_in(people["office"])
    assert "It counts as Not rated until someone else accepts." in words_of(lead)
    assert "Accept as complete" not in words_of(lead)
    assert "Accept as complete" in words_of(office)
    refused = lead.post(f"{ADDRESS}accept/", {"seen": update.pk})
    assert refused.status_code == 403
    accepted = office.post(f"{ADDRESS}accept/", {"seen": update.pk}, follow=True)
    assert "Accepted. 1.1 is complete." in accepted.content.decode()
    plan.actions.get(reference="1.1").refresh_from_db()
    assert plan.actions.get(reference="1.1").current_rating.code == "complete"


def test_what_was_overtaken_is_not_accepted(plan, people, sign_in, today):
    update = propose(plan, people, today)
    action = plan.actions.get(reference="1.1")
    report_progress(
        action, rating=builders.rating(plan, "on-track"), narrative="Not yet.", by=people["lead"], on=today
    )
    response = sign_in(people["office"]).post(f"{ADDRESS}accept/", {"seen": update.pk})
    assert response.status_code == 403
    assert "Something newer has been said" in response.content.decode()


def test_what_nobody_proposed_is_not_accepted(plan, people, sign_in):
    answer = sign_in(people["office"]).get(f"{ADDRESS}accept/")
    assert answer.status_code == 403
    assert "Nothing proposes that this action is complete." in answer.content.decode()


READ_EVIDENCE = {"office", "auditor", "lead", "chair"}


@pytest.mark.parametrize("who", builders.CAST)
def test_evidence_is_named_to_those_who_may_read_it(plan, people, sign_in, today, who):
    evidence_services.add_link(
        plan.actions.get(reference="1.1"),
        "https://example.org/minutes",
        title="Minutes of May",
        by=people["office"],
        on=today,
    )
    words = words_of(sign_in(people[who]))
    listed = words.split('<h2 class="side__head">Evidence')[1]
    assert ("Minutes of May" in listed) is (who in READ_EVIDENCE)
