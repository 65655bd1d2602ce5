"""What a page may turn into: nothing there, nothing found, not allowed, overtaken by time."""

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import expect

from tests.journeys.axe import assert_sound, assert_sound_at_both_widths
from tests.journeys.error_summary import assert_refused
from tests.journeys.signing_in import sign_in
from tests.journeys.update_form import ACTIONS, PLAN, box, choose, open_form, save
from tests.journeys.visitors import PHONE

# Who goes where, the status of the answer, and words of the page.
STATES = {
    "nothing at this address": ("chair", "/nothing/", 404, "front page"),
    "no such plan": ("chair", "/plans/nothing/", 404, "There is no plan “nothing” that you may read."),
    "no such action": ("chair", f"{ACTIONS}9.9/", 404, "There was no action “9.9”"),
    "a day that is none": ("chair", f"{PLAN}?as_at=yesterday", 404, "such as 2022-03-23"),
    "somebody else’s page": ("chair", "/people/", 403, "You may not do this"),
    "somebody else’s action": ("lead", f"{ACTIONS}3.2/update/", 403, "You may not update this action"),
    "a day before the plan": ("chair", f"{PLAN}?as_at=2021-01-01", 200, "There was no plan yet"),
    "the standing of the past": ("chair", f"{PLAN}?as_at=2022-03-20", 200, "Nothing can be changed here."),
    "the table of the past": ("chair", f"{ACTIONS}?as_at=2022-03-20", 200, "Nothing can be changed here."),
    "an action of the past": (
        "lead",
        f"{ACTIONS}5.10/?as_at=2022-03-20",
        200,
        "Nothing can be changed here.",
    ),
    "filters in force": ("chair", f"{ACTIONS}?rating=off-track&held=vacant&sort=-deadline", 200, "Take away"),
    "nothing found": ("chair", f"{ACTIONS}?q=unheard+of", 200, "No action fits these filters."),
    "nothing found in the record": ("auditor", "/audit/?words=unheard+of", 200, "Nothing in the record fits"),
    "nobody found": ("admin", "/people/?words=unheard+of", 200, ""),
    "no post found": ("office", "/posts/?words=unheard+of", 200, ""),
}


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_sound(state, visitor):
    person, address, status, words = STATES[state]
    page = visitor(person)
    assert page.goto(address).status == status
    assert words in page.locator("body").inner_text()
    assert_sound_at_both_widths(page)


def test_a_filter_that_cannot_be_read(visitor):
    page = visitor("auditor", width=PHONE)
    page.goto("/audit/?since=yesterday")
    assert_refused(page, "Enter a day as year, month and day")
    assert_sound(page)


def test_a_form_whose_token_is_gone(visitor):
    page = visitor(width=PHONE)
    page.goto("/sign-in/")
    page.context.clear_cookies()
    sign_in(page, "chair")
    expect(page.get_by_role("heading", level=1)).to_have_text("This form was out of date")
    assert_sound(page)


def test_a_fault_of_ours(visitor):
    """The page stands alone, so that it can be shown whatever broke."""
    page = visitor(width=PHONE)
    page.goto("/sign-in/")
    page.set_content(render_to_string("errors/500.html"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Something went wrong")
    assert_sound(page)


def test_a_completion_proposed_and_accepted(visitor):
    lead, office = visitor("lead", width=PHONE), visitor("office")
    given_a_proposal(lead)
    expect(lead.get_by_role("main")).to_contain_text("Proposed complete")
    assert_sound(lead)

    office.goto(f"{ACTIONS}5.10/")
    assert_sound(office)
    office.get_by_role("link", name="Accept as complete").click()
    assert_sound(office)
    office.get_by_role("button", name="Accept as complete").click()
    expect(office.get_by_role("main").locator(".rating--large")).to_have_text("Complete")
    assert_sound(office)


def given_a_proposal(page):
    open_form(page, "5.10")
    choose(page, "Complete")
    box(page, "What has happened").fill("All three have begun.")
    box(page, "What it has changed").fill("Every new manager is met in the first week.")
    page.get_by_text("Add a file or a link").click()
    box(page, "Or a link").fill("https://www.bury.gov.uk/minutes")
    save(page)
