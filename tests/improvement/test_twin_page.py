"""Actions that say the same: which are found, what the page offers, who sees what, and what it costs."""

from datetime import timedelta

import pytest
from django.test import Client

from improvement import roles
from improvement.as_at import AsAt
from improvement.models import Dependency, Plan, User
from improvement.services import people as people_services
from improvement.services import plans
from improvement.services.progress import report_progress
from improvement.wording.twin_page import twin_page
from tests import builders
from tests.pages import text

PAGE = "/plans/small/twins/"
OTHER = "Recruit three experienced managers to the front door and keep them for a year at least"
WORDS = [f"Alone number {number}: say {number} things that nobody else says {number}" for number in range(4)]


@pytest.fixture
def now(today) -> AsAt:
    return AsAt(today, today)


@pytest.fixture
def apart(plan, people, today) -> Plan:
    """The small plan with other words on each of its actions."""
    for action, words in zip(plan.actions.all(), WORDS, strict=True):
        say(plan, action.reference, words, people["office"], today)
    return plan


def say(plan, reference, words, by, on):
    action = plan.actions.get(reference=reference)
    action.words = words
    return plans.save_part(action, reason="Test", by=by, on=on)


def found(plan, when, **options) -> list[list[tuple[str, str]]]:
    page = twin_page(plan, when, **options)
    return [[(twin.plan, twin.address) for twin in group.members] for group in page.groups]


def test_the_same_words_and_nearly_the_same(apart, people, today, now):
    say(apart, "1.1", OTHER, people["office"], today)
    say(apart, "2.2", f"{OTHER}.", people["office"], today)
    (group,) = twin_page(apart, now).groups
    assert ([twin.address for twin in group.members], group.is_same) == (["1.1", "2.2"], True)
    assert group.differ == ["lead", "deadline"]
    say(apart, "2.2", OTHER.replace("three", "two"), people["office"], today)
    (group,) = twin_page(apart, now).groups
    assert group.is_same is False
    assert 80 <= group.percent < 100


def test_other_plans_that_one_may_read_are_compared(apart, people, today, now):
    other = builders.small_plan(people, on=today, slug="other")
    say(apart, "2.1", other.actions.first().words, people["office"], today)
    assert found(apart, now) == []
    within = [("small", "2.1"), *[("other", address) for address in ("1.1", "1.2", "2.1", "2.2")]]
    assert found(apart, now, plans=Plan.objects.all()) == [within]
    assert found(apart, now, plans=Plan.objects.filter(pk=apart.pk)) == []
    assert twin_page(apart, now, plans=Plan.objects.all()).compared == 4


def test_twins_of_other_plans_alone_are_not_shown(apart, people, today, now):
    builders.small_plan(people, on=today, slug="other")
    assert found(apart, now, plans=Plan.objects.all()) == []


def test_too_many_are_cut_and_said(apart, people, today, now, monkeypatch):
    builders.small_plan(people, on=today, slug="other")
    monkeypatch.setattr("improvement.wording.twin_page.MOST_COMPARED", 2)
    page = twin_page(apart, now, plans=Plan.objects.all())
    assert (page.compared, page.left_out) == (2, True)


def test_the_past_is_compared_as_it_stood(people, today):
    early = builders.small_plan(people, on=today - timedelta(days=9), slug="early")
    for action, words in zip(early.actions.all(), WORDS, strict=True):
        say(early, action.reference, words, people["office"], today)
    assert found(early, AsAt(today, today)) == []
    assert len(found(early, AsAt(today - timedelta(days=1), today))[0]) == 4


def test_copied_sentences_by_where_they_stand(apart, people, today, now):
    copied = "We shall listen to children in every meeting that we hold."
    for reference in ("1.1", "1.2", "2.1"):
        report_progress(
            apart.actions.get(reference=reference),
            rating=None,
            narrative=f"{copied} It is {reference}.",
            by=people["office"],
            on=today,
        )
    sections = {heading: sentences for heading, sentences, _ in twin_page(apart, now).copied}
    assert [(one.words, one.addresses) for one in sections["In the progress said last"]] == [
        (copied, ["1.1", "1.2", "2.1"])
    ]
    assert "In what is to be done" not in sections


def test_what_twins_share_is_not_told_twice(plan, now):
    page = twin_page(plan, now)
    assert len(page.groups[0].members) == 4
    assert page.copied == []


def test_the_office_is_offered_both_ways_out(plan, people, sign_in, today):
    office = sign_in(people["office"])
    said = office.get(PAGE)
    assert "Merge 1.2 into 1.1" in text(said)
    assert "/plans/small/actions/1.2/merge/" in said.content.decode()
    for who in ("lead", "chair", "auditor"):
        assert "Merge" not in text(sign_in(people[who]).get(PAGE))


def test_a_past_day_offers_nothing(people, sign_in, today):
    builders.small_plan(people, on=today - timedelta(days=9), slug="early")
    past = sign_in(people["office"]).get(
        "/plans/early/twins/", {"as_at": (today - timedelta(days=1)).isoformat()}
    )
    assert "word for word the same" in text(past)
    assert "Merge" not in text(past)


def test_shown_in_two_places_on_purpose(apart, people, sign_in, today):
    for reference in ("1.1", "2.2"):
        say(apart, reference, OTHER, people["office"], today)
    office = sign_in(people["office"])
    html = office.get(PAGE).content.decode()
    start = html.index("/plans/small/actions/2.2/links/add/")
    address = html[start : html.index('"', start)].replace("&amp;", "&")
    form = office.get(address).context["form"]
    sent = {name: form[name].value() for name in ("to", "kind", "words", "because")}
    assert (sent["to"], sent["words"]) == ("1.1", "Same action as 1.1")
    office.post(address, sent)
    link = Dependency.objects.get()
    assert (link.action.reference, link.to_action.reference, link.kind) == ("2.2", "1.1", "linked")
    said = text(office.get(PAGE))
    assert "Shown in two places on purpose. Their deadlines still differ: move one of them." in said
    assert "Merge" not in said


# The ladder.


def test_signed_out_people_are_asked_to_sign_in(plan):
    answer = Client().get(PAGE)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_a_plan_not_shared_is_not_found(plan, people, sign_in, today):
    admin = people["admin"]
    stranger = people_services.invite("s@council.example", "Sam", roles.BOARD_MEMBER, by=admin, on=today)
    assert sign_in(stranger).get(PAGE).status_code == 404


@pytest.mark.parametrize("who", builders.CAST)
def test_each_of_the_six_reads_it(plan, people, sign_in, who):
    assert "word for word the same" in text(sign_in(people[who]).get(PAGE))


def test_wrong_methods_are_refused(plan, people, sign_in):
    for method in ("post", "put", "delete"):
        assert getattr(sign_in(people["office"]), method)(PAGE).status_code == 405


def test_markup_stays_text(apart, people, sign_in, today):
    for reference in ("1.1", "2.2"):
        say(apart, reference, f"<script>alert(1)</script> {OTHER}", people["office"], today)
    assert "<script>alert(1)" not in sign_in(people["office"]).get(PAGE).content.decode()


# The demonstration.


def test_bury_has_the_twins_that_it_prints(bury, sign_in):
    office = sign_in(User.objects.get(email="office@demo.example"))
    page = office.get("/plans/bury-2022/twins/").context["page"]
    first = page.groups[0]
    assert ([twin.address for twin in first.members], first.is_same) == (["6.3", "6.5"], True)
    assert first.differ == []
    printed = {one.words: one.addresses for _, sentences, _ in page.copied for one in sentences}
    assert printed["Scoping work has commenced January 2022 with an initial report drafted."] == [
        "2.4",
        "3.1",
        "3.3",
    ]
