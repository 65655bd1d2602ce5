"""Everything works where scripts are switched off or never arrive."""

import pytest
from playwright.sync_api import expect

from tests.journeys.update_form import ACTIONS, PLAN, assert_saved, choose, open_form, save, story, write
from tests.journeys.visitors import PHONE

ADDRESS = "5.10"


@pytest.fixture
def plain(visitor):
    """Returns a visitor whose browser runs no script."""

    def visit(person="", **options):
        return visitor(person, java_script_enabled=False, **options)

    return visit


def test_signing_in_and_filtering(plain):
    chair = plain()
    chair.goto(ACTIONS)
    chair.get_by_role("button", name="Board member").click()
    chair.get_by_label("Off track").check()
    chair.get_by_role("button", name="Apply").click()
    assert set(chair.locator("tbody .rating").all_inner_texts()) == {"Off track"}


def test_updating_an_action(plain):
    lead = plain("lead")
    open_form(lead, ADDRESS)
    choose(lead, "At risk")
    write(lead, "What has happened", "One of three has begun.")
    save(lead)
    expect(lead.get_by_role("alert")).to_contain_text("Say why it is at risk")
    write(lead, "Why it is at risk or off track", "Nobody fit applied.")
    write(lead, "The way back", "Agency cover from July.")
    save(lead)
    assert_saved(lead, ADDRESS, "At risk")
    assert "Nobody fit applied." in story(lead)


def test_attaching_a_link_in_a_folded_part(plain):
    lead = plain("lead")
    open_form(lead, ADDRESS)
    lead.get_by_text("Add a file or a link").click()
    write(lead, "Or a link", "https://www.bury.gov.uk/minutes")
    write(lead, "What has happened", "The minutes are out.")
    save(lead)
    assert_saved(lead, ADDRESS, "On track")
    expect(lead.get_by_role("link", name="https://www.bury.gov.uk/minutes")).to_be_visible()


def test_opening_the_numbers_behind_the_bars(plain):
    chair = plain("chair")
    chair.goto(PLAN)
    numbers = chair.get_by_role("region", name="Actions by rating, in numbers")
    expect(numbers).to_be_hidden()
    chair.get_by_text("Show as a table of numbers").click()
    expect(numbers.get_by_role("row").last).to_contain_text("69")


def test_nothing_that_needs_attention_is_folded_away(plain):
    chair = plain("chair", width=PHONE)
    chair.goto(PLAN)
    lists = chair.locator("details.attention")
    assert lists.count() == chair.locator("details.attention[open]").count() > 0


def test_the_menu_of_a_phone(plain):
    chair = plain("chair", width=PHONE)
    chair.goto(PLAN)
    chair.get_by_text("Menu", exact=True).click()
    chair.get_by_role("navigation", name="Menu").get_by_role("link", name="Help").click()
    assert chair.url.endswith("/help/")
