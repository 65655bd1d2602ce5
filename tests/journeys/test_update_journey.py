"""A lead says that an action is at risk, from signing in to the record of it, without a mouse."""

import re

from playwright.sync_api import expect

from improvement.models import Action
from tests.journeys.axe import assert_sound_at_both_widths
from tests.journeys.error_summary import assert_refused
from tests.journeys.keyboard import press, tab_to, type_into
from tests.journeys.readings import counts, row_of
from tests.journeys.update_form import assert_saved, story

ADDRESS = "5.10"
NARRATIVE = "Two of the three posts are still advertised."
REASON = "Nobody fit applied."
RECOVERY = "Agency cover from July."


def test_a_lead_updates_an_action_by_keyboard(visitor):
    before = given_an_action_on_track(visitor("chair"))
    lead = visitor()

    when_signed_in_and_at_the_form(lead)
    when_saved_as_at_risk_without_a_reason(lead)
    then_the_summary_leads_to_the_reason(lead)

    when_the_reason_and_the_way_back_are_given(lead)
    then_the_action_says_so(lead)
    then_the_counts_have_moved_by_one(lead, before)
    then_the_auditor_finds_it_in_the_record(visitor("auditor"))


def given_an_action_on_track(page) -> dict[str, int]:
    assert Action.objects.get(address=ADDRESS).current_rating.code == "on-track"
    return counts(page)


def when_signed_in_and_at_the_form(page):
    page.goto("/")
    press(page, "Accountable lead")
    expect(page.get_by_role("heading", level=1)).to_have_text("My actions")
    press(page, ADDRESS)
    expect(page.get_by_role("heading", level=1)).to_contain_text(ADDRESS)
    press(page, "Update")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Update {ADDRESS}")


def when_saved_as_at_risk_without_a_reason(page):
    tab_to(page, "On track")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name=re.compile("^At risk"))).to_be_checked()
    type_into(page, "What has happened", NARRATIVE)
    press(page, "Save")


def then_the_summary_leads_to_the_reason(page):
    assert_refused(page, "Say why it is at risk", "Say what the way back is")
    expect(page.get_by_label("What has happened")).to_have_value(NARRATIVE)
    assert_sound_at_both_widths(page)


def when_the_reason_and_the_way_back_are_given(page):
    page.locator("[data-focus-first]").focus()
    press(page, "Say why it is at risk")
    expect(page.get_by_label("Why it is at risk")).to_be_focused()
    page.keyboard.type(REASON)
    type_into(page, "The way back", RECOVERY)
    press(page, "Save")


def then_the_action_says_so(page):
    assert_saved(page, ADDRESS, "At risk")
    for words in (NARRATIVE, REASON, RECOVERY, "Leo Lead"):
        assert words in story(page)
    expect(row_of(page, ADDRESS)).to_contain_text("At risk")


def then_the_counts_have_moved_by_one(page, before):
    moved = {"On track": before["On track"] - 1, "At risk": before["At risk"] + 1}
    assert counts(page) == before | moved


def then_the_auditor_finds_it_in_the_record(page):
    page.goto("/audit/")
    entries = page.get_by_role("row").filter(has_text="Leo Lead").filter(has_text="Progress reported")
    expect(entries.filter(has_text=ADDRESS).first).to_be_visible()
