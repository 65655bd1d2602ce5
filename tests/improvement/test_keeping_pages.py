"""The pages on which the office keeps a plan: who may, what each does, and what it says when it will not."""

from datetime import date

import pytest
from django.urls import reverse

from improvement.models import Action, Assignment, Plan, Post
from tests.pages import text
from tests.volume import add_actions

WHY = {"reason": "Agreed by the board"}
KEEP = "/plans/small/keep/"


@pytest.fixture
def office(people, plan, sign_in):
    return sign_in(people["office"])


def theme(plan, reference="1"):
    return plan.themes.get(reference=reference)


def pages(plan) -> list[str]:
    first = plan.actions.get(address="1.1")
    names = ["plan-keep", "plan-edit", "theme-add", "action-add", "finding-add"]
    own = [f"/plans/small/actions/1.1/{verb}/" for verb in ("edit", "leads", "findings", "merge")]
    parts = [f"{KEEP}theme/{theme(plan).pk}/withdraw/", f"{KEEP}action/{first.pk}/withdraw/"]
    return [reverse(f"improvement:{name}", args=["small"]) for name in names] + own + parts + ["/plans/add/"]


@pytest.mark.parametrize("who", ["lead", "chair", "clerk", "auditor", "admin"])
def test_nobody_else_comes_in(plan, people, sign_in, who):
    client = sign_in(people[who])
    for address in pages(plan):
        assert client.get(address).status_code == 403, address
        assert client.post(address, WHY).status_code == 403, address
    assert client.post(f"{KEEP}action/{plan.actions.first().pk}/move/", {"way": "up"}).status_code == 403
    assert "Keep" not in [label for label, _ in client.get("/plans/small/").context["tabs"]]


def test_the_office_opens_every_page(plan, office):
    for address in pages(plan):
        assert office.get(address).status_code == 200, address


def test_every_form_asks_why(plan, office):
    for address in pages(plan)[1:]:
        page = office.post(address, {})
        assert page.status_code == 200, address
        if "refusal" not in page.text:
            assert "Say why" in page.text, address


def test_editing_writes_what_differs(plan, office):
    action = plan.actions.get(address="1.1")
    sent = {"reference": "1.1", "title": "Another title", "words": action.words, **WHY}
    assert office.post("/plans/small/actions/1.1/edit/", sent).status_code == 302
    action.refresh_from_db()
    assert action.title == "Another title"
    assert action.history.first().history_change_reason == "Agreed by the board"


def test_an_action_is_added_under_its_theme(plan, office):
    sent = {
        "theme": theme(plan).pk,
        "reference": "1.3",
        "address": "1.3",
        "title": "New",
        "words": "New",
        **WHY,
    }
    assert office.post("/plans/small/actions/add/", sent)["Location"] == "/plans/small/actions/1.3/leads/"
    again = office.post("/plans/small/actions/add/", sent)
    assert "Another action of this plan has this number" in again.text
    odd = office.post("/plans/small/actions/add/", {**sent, "address": "a/b"})
    assert "letters, figures, full stops and hyphens" in odd.text


def test_leads_are_named_and_old_ones_keep_their_days(plan, office, today):
    action = plan.actions.get(address="1.1")
    Assignment.objects.filter(action=action)
    other = Post.objects.get(slug="social-worker")
    sent = {"accountable": other.pk, "supporting": [Post.objects.get(slug="director").pk], **WHY}
    assert office.post("/plans/small/actions/1.1/leads/", sent).status_code == 302
    running = action.assignments.on(today)
    assert {(one.role, one.post.slug) for one in running} == {
        ("accountable", "social-worker"),
        ("supporting", "director"),
    }
    twice = office.post("/plans/small/actions/1.1/leads/", {**sent, "joint": [other.pk]})
    assert "A post stands there twice" in twice.text


def test_findings_are_claimed_more_strongly_and_let_go(plan, office):
    action = plan.actions.get(address="1.1")
    link = action.finding_links.get()
    name = f"finding_{link.finding_id}"
    office.post("/plans/small/actions/1.1/findings/", {name: "primary", **WHY})
    link.refresh_from_db()
    assert link.strength == "primary"
    office.post("/plans/small/actions/1.1/findings/", {name: "", **WHY})
    link.refresh_from_db()
    assert link.withdrawn_because == "Agreed by the board"
    office.post("/plans/small/actions/1.1/findings/", {name: "contributes", **WHY})
    assert action.finding_links.filter(withdrawn_on__isnull=True).get().strength == "contributes"


@pytest.mark.parametrize(("into", "says"), [("9.9", "no action “9.9”"), ("nowhere 1.1", "that you may read")])
def test_merging_into_nothing_says_what_to_enter(office, into, says):
    assert says in office.post("/plans/small/actions/1.1/merge/", {"into": into, **WHY}).text


def test_merging_leads_to_the_other(plan, office):
    went = office.post("/plans/small/actions/1.1/merge/", {"into": "1.2", **WHY})
    assert went["Location"] == "/plans/small/actions/1.2/"
    assert "Part of 1.2 now" in text(office.get(KEEP))
    assert office.get("/plans/small/actions/1.1/").status_code == 200


def test_withdrawing_and_putting_back(plan, office):
    action = plan.actions.get(address="2.2")
    address = f"{KEEP}action/{action.pk}/withdraw/"
    assert office.post(address, WHY).status_code == 302
    office.get(KEEP)  # shows what was saved, once
    assert "actions/2.2/" not in office.get("/plans/small/actions/").text
    assert "Put it back" in office.get(address).text
    assert office.post(address, WHY).status_code == 302
    assert "actions/2.2/" in office.get("/plans/small/actions/").text


def test_a_theme_with_actions_says_why_it_stays(plan, office):
    assert "It still holds 2 actions" in office.get(f"{KEEP}theme/{theme(plan).pk}/withdraw/").text


def test_moving_up_and_down(plan, office):
    second = plan.actions.get(address="1.2")
    office.post(f"{KEEP}action/{second.pk}/move/", {"way": "up"})
    assert list(plan.actions.order_by("position").values_list("address", flat=True))[:2] == ["1.2", "1.1"]
    page = office.post(f"{KEEP}action/{second.pk}/move/", {"way": "up"}, follow=True)
    assert "is the first already" in page.text
    finding = plan.inspection.findings.get()
    assert f'action="{KEEP}finding/{finding.pk}/move/"' in page.text
    last = office.post(f"{KEEP}finding/{finding.pk}/move/", {"way": "down"}, follow=True)
    assert "Finding 1 is the last already" in last.text
    assert office.post(f"{KEEP}step/1/move/", {"way": "up"}).status_code == 404
    assert office.get(f"{KEEP}action/{second.pk}/move/").status_code == 405


def test_a_plan_is_drafted_approved_and_refreshed(plan, office):
    sent = {
        "title": "Next plan",
        "slug": "next",
        "dated": "2022-06-20",
        "level_one": "theme",
        "quarters": "financial",
        "scheme": plan.scheme_id,
        **WHY,
    }
    assert office.post("/plans/add/", {**sent, "slug": "add"}).status_code == 200
    assert office.post("/plans/add/", sent)["Location"] == "/plans/next/keep/"
    assert "Nothing stands in this plan yet" in office.get("/plans/next/keep/").text
    office.post("/plans/next/themes/add/", {"reference": "1", "title": "First", **WHY})
    again = office.post("/plans/next/themes/add/", {"reference": "1", "title": "Second", **WHY})
    assert "There is a 1 beside it already" in again.text
    approved = {"label": "v1", "dated": "2022-06-20", "approved_on": "2022-06-20", "approved_by": "Cabinet"}
    office.post("/plans/next/versions/", approved | WHY)
    assert Plan.objects.get(slug="next").status == "approved"
    office.post("/plans/next/versions/", {"label": "v2 draft", **WHY})
    assert Plan.objects.get(slug="next").version_label == "v1", "the next version's date was not given"
    office.post("/plans/next/versions/", {"label": "v2 draft", "dated": "2022-07-01", **WHY})
    refreshed = Plan.objects.get(slug="next")
    assert (refreshed.version_label, refreshed.dated) == ("v2 draft", date(2022, 7, 1))
    assert "Next plan begins on 20 June 2022" in text(office.get("/plans/next/?as_at=2022-06-19"))
    assert office.get("/plans/next/").status_code == 200


def test_who_reads_versions_may_not_approve_them(plan, people, sign_in):
    chair = sign_in(people["chair"])
    assert "Only the programme office" in chair.get("/plans/small/versions/").text
    assert chair.post("/plans/small/versions/", WHY).status_code == 403


def test_words_with_markup_stay_words(plan, office):
    sent = {"reference": "1.1", "title": "<b>Bold</b>", "words": "<script>", **WHY}
    office.post("/plans/small/actions/1.1/edit/", sent)
    assert "<b>Bold</b>" not in office.get(KEEP).text
    assert Action.objects.get(plan=plan, address="1.1").title == "<b>Bold</b>"


def test_the_tree_costs_the_same_however_large(plan, office, today, django_assert_num_queries):
    office.get(KEEP)
    with django_assert_num_queries(8):
        office.get(KEEP)
    add_actions(plan, 60, on=today)
    with django_assert_num_queries(8):
        office.get(KEEP)


def test_a_finding_is_edited(plan, office):
    finding = plan.inspection.findings.get()
    sent = {"reference": "1", "kind": finding.kind, "short_title": "Door", "words": finding.words, **WHY}
    address = f"{KEEP}finding/{finding.pk}/edit/"
    assert office.post(address, sent).status_code == 302
    finding.refresh_from_db()
    assert finding.short_title == "Door"
