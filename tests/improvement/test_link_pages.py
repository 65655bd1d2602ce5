"""The pages of links: who may read and keep them, what each refuses, and what the forms understand."""

import pytest
from django.test import Client

from improvement import roles
from improvement.links.ends import PROGRAMME
from improvement.links.targets import NotFound, Target, find_target
from improvement.models import Dependency, Plan, Programme
from improvement.services import links, plans
from improvement.services import people as people_services
from improvement.services.refusals import Refused
from tests import builders
from tests.pages import text

PAGE = "/plans/small/links/"
ACTION = "/plans/small/actions/1.1/"
ADD = f"{ACTION}links/add/"
MARKUP = "<script>alert(1)</script>"


@pytest.fixture
def office(people, sign_in):
    return sign_in(people["office"])


@pytest.fixture
def link(plan, people, today):
    target = Target(action=plan.actions.get(reference="1.2"))
    return links.add_link(
        plan.actions.get(reference="1.1"),
        target,
        kind=Dependency.Kind.LINKED,
        words="1.2",
        because="Printed so",
        by=people["office"],
        on=today,
    )


@pytest.fixture
def other(people, plan, today) -> Plan:
    return builders.small_plan(people, on=today, slug="other")


@pytest.fixture
def safety(people, today) -> Programme:
    row = Programme(slug="psv", title="Project Safety Valve", acronym="PSV")
    return plans.save_part(row, reason="Test", by=people["office"], on=today)


def address_of(route, link) -> str:
    edit = f"{ACTION}links/{link.pk}/"
    return {"page": PAGE, "add": ADD, "edit": edit, "withdraw": f"{edit}withdraw/"}[route]


KEEPING = ["add", "edit", "withdraw"]
METHODS = {"page": ["post", "put", "delete"], "add": ["put"], "edit": ["put"], "withdraw": ["put"]}


# The ladder: signed out, outsider, reader, owner, wrong method.


@pytest.mark.parametrize("route", METHODS)
def test_signed_out_people_are_asked_to_sign_in(link, route):
    answer = Client().get(address_of(route, link))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("route", METHODS)
def test_a_plan_not_shared_is_not_found(link, people, sign_in, today, route):
    admin = people["admin"]
    stranger = people_services.invite("s@council.example", "Sam", roles.BOARD_MEMBER, by=admin, on=today)
    assert sign_in(stranger).get(address_of(route, link)).status_code == 404


@pytest.mark.parametrize("who", builders.CAST)
def test_each_of_the_six_reads_the_page(link, people, sign_in, who):
    assert "Is linked to" in text(sign_in(people[who]).get(PAGE))


@pytest.mark.parametrize("route", KEEPING)
@pytest.mark.parametrize("who", builders.CAST)
def test_the_office_alone_keeps_links(link, people, sign_in, route, who):
    browser, address = sign_in(people[who]), address_of(route, link)
    answer = browser.get(address)
    if who == "office":
        assert answer.status_code == 200
        return
    assert answer.status_code == 403
    assert "Only the programme office keeps the links of a plan." in text(answer)
    assert browser.post(address, {"to": "2.1", "kind": "waits", "because": "So"}).status_code == 403
    link.refresh_from_db()
    assert (Dependency.objects.count(), link.kind, link.withdrawn_on) == (1, "linked", None)


@pytest.mark.parametrize("route", METHODS)
def test_wrong_methods_are_refused(link, office, route):
    for method in METHODS[route]:
        assert getattr(office, method)(address_of(route, link)).status_code == 405


def test_a_link_is_found_under_its_own_action_only(link, office):
    answer = office.get(address_of("edit", link).replace("/1.1/", "/1.2/"))
    assert answer.status_code == 404
    assert "1.2 has no such link" in text(answer)


# Keeping them.


def test_the_office_adds_changes_and_withdraws(plan, office, today):
    sent = {"to": "1.2", "kind": "linked", "because": "Both leads agreed"}
    said = text(office.post(ADD, sent, follow=True))
    assert "1.1 now has the link “1.2”." in said
    link = Dependency.objects.get()
    assert (link.words, link.position, link.history.first().history_change_reason) == (
        "1.2",
        1,
        "Link added: Both leads agreed",
    )
    said = text(office.post(address_of("edit", link), {"kind": "waits", "because": "It does"}, follow=True))
    assert "Waits for 1.2 , which is 20 days over." in said
    said = text(office.post(address_of("withdraw", link), {"because": "Misread"}, follow=True))
    assert "The link “1.2” of 1.1 is withdrawn." in said
    link.refresh_from_db()
    assert (link.withdrawn_on, link.withdrawn_because) == (today, "Misread")
    again = office.post(address_of("withdraw", link), {"because": "Misread"})
    assert again.status_code == 403
    assert "This link was withdrawn on 20 June 2022 already." in text(again)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"to": ""}, "Enter a number of this plan"),
        ({"to": "8.8"}, "Nothing held here is called “8.8”."),
        ({"to": "other 8.8"}, "Small plan has no “8.8”."),
        ({"to": "1.1"}, "An action cannot be linked to itself."),
        ({"to": "2.1", "because": ""}, "Say why"),
        ({"to": "2.1", "kind": ""}, "Choose what kind of link it is"),
        ({"to": "x" * 201}, "Shorten this to 200 characters"),
        ({"to": "1.2"}, "1.1 is linked to “1.2” already. Change the kind of that link instead."),
    ],
)
def test_what_cannot_be_added_says_what_to_do(link, other, office, sent, said):
    answer = office.post(ADD, {"kind": "linked", "because": "So"} | sent)
    assert answer.status_code == 200
    assert said in text(answer)
    assert Dependency.objects.count() == 1


def test_words_alone_are_kept_when_asked(plan, office):
    office.post(ADD, {"to": "The housing strategy", "as_words": "on", "kind": "linked", "because": "Printed"})
    link = Dependency.objects.get()
    assert (link.words, link.to_action, link.to_theme, link.programme) == ("The housing strategy",) + (
        None,
    ) * 3
    assert "Nothing held here goes by that name" in text(office.get(PAGE))


def test_markup_stays_text(plan, office):
    office.post(ADD, {"to": MARKUP, "as_words": "on", "kind": "linked", "because": MARKUP})
    for address in (PAGE, ACTION):
        assert MARKUP not in office.get(address).content.decode()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1.2", ("action", "small", "1.2")),
        (" other  2.1 ", ("action", "other", "2.1")),
        ("OTHER 2.1", ("action", "other", "2.1")),
        ("Priority 2", ("theme", "small", "2")),
        ("2", ("theme", "small", "2")),
        ("other priority 1", ("theme", "other", "1")),
        ("PSV 10", (PROGRAMME, "psv", "10")),
        ("PSV1", (PROGRAMME, "psv", "1")),
        ("Project Safety Valve", (PROGRAMME, "psv", "")),
    ],
)
def test_what_is_typed_is_understood(plan, other, safety, typed, found):
    target = find_target(typed, plan, Plan.objects.all())
    held = target.action or target.theme
    kind = "action" if target.action else "theme" if target.theme else PROGRAMME
    named = (held.plan.slug, held.reference) if held else (target.programme.slug, target.item)
    assert (kind, *named) == found


@pytest.mark.parametrize("typed", ["other 2.1", "PSV", "PSVX 10", "nothing 1"])
def test_what_one_may_not_open_or_is_not_there_is_not_found(plan, other, typed):
    with pytest.raises(NotFound):
        find_target(typed, plan, Plan.objects.filter(pk=plan.pk))


def test_an_ambiguous_number_asks_for_an_address(plan, people, today):
    for reference, address in (("1.1", "5a"), ("1.2", "6a")):
        action = plan.actions.get(reference=reference)
        action.reference, action.address = "a)", address
        plans.save_part(action, reason="Test", by=people["office"], on=today)
    with pytest.raises(NotFound, match=r"names 2 actions of Small plan\. Enter one of 5a, 6a\."):
        find_target("a)", plan, Plan.objects.all())


def test_withdrawing_needs_a_reason(link, people, today):
    with pytest.raises(Refused, match="Say why"):
        links.withdraw_link(link, because="", by=people["office"], on=today)


# What the page shows.


def test_an_empty_page_says_what_to_do_first(plan, people, sign_in):
    assert "No links yet." in text(sign_in(people["chair"]).get(PAGE))


def test_too_many_to_draw_are_still_listed(plan, people, office, today, monkeypatch, link):
    monkeypatch.setattr("improvement.links.map.MOST_LINKS", 0)
    monkeypatch.setattr("improvement.links.drawing.MOST_LINKS", 0)
    said = text(office.get(PAGE))
    assert "nobody could follow more than 0 with the eye" in said
    assert "Is linked to" in said


@pytest.mark.parametrize("theme", ["", "x", "99999999999999999999", "²"])
def test_a_theme_that_is_none_shows_the_whole_plan(link, office, theme):
    answer = office.get(PAGE, {"theme": theme})
    assert answer.status_code == 200
    assert len(answer.context["map"].shown) == 1


def test_a_past_day_offers_no_changes(link, people, today, sign_in):
    answer = sign_in(people["office"]).get(ACTION)
    assert "Add a link" in text(answer)
    assert answer.context["page"].links.onward[0].words == "1.2"
