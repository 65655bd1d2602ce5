"""Searching from any page: at a desk, on a phone, without a script; and explaining what nobody had explained."""

from playwright.sync_api import expect

from tests.journeys.axe import assert_sound, assert_sound_at_both_widths
from tests.journeys.update_form import PLAN
from tests.journeys.visitors import PHONE


def test_searching_from_the_header_and_opening_an_action(visitor):
    page = visitor("chair")
    page.goto(PLAN)
    page.get_by_role("banner").get_by_role("searchbox").fill("front door")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("results for “front door”")
    assert page.locator("mark").first.inner_text().lower() in {"front", "door"}
    assert_sound_at_both_widths(page)
    page.get_by_role("main").get_by_role(
        "link", name="5.2 Further transformation of the front door"
    ).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("front door")


def test_searching_on_a_phone_stands_in_the_menu(visitor):
    page = visitor("chair", width=PHONE)
    page.goto(PLAN)
    expect(page.get_by_role("banner").get_by_role("searchbox")).to_be_hidden()
    page.get_by_text("Menu", exact=True).click()
    assert_sound(page)
    page.get_by_role("banner").get_by_role("searchbox").fill("5.10")
    page.get_by_role("banner").get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("Action “5.10”")


def test_searching_without_a_script(visitor):
    page = visitor("clerk", java_script_enabled=False)
    page.goto(PLAN)
    page.get_by_role("banner").get_by_role("searchbox").fill("unheard of")
    page.get_by_role("banner").get_by_role("button", name="Search").click()
    expect(page.get_by_role("main")).to_contain_text("Nothing found for “unheard of”")


def test_nothing_found_and_nothing_asked_are_sound(visitor):
    page = visitor("clerk")
    for address in ("/search/", "/search/?q=unheard+of", "/search/?q=the&plan=bury-2022&kind=action&page=2"):
        page.goto(address)
        assert_sound_at_both_widths(page)


def test_evidence_that_one_may_not_read_says_why(visitor):
    page = visitor("clerk")
    assert page.goto(f"{PLAN}evidence/").status == 403
    expect(page.get_by_role("main")).to_contain_text("You may not read the evidence of this plan.")
    assert_sound_at_both_widths(page)


def test_a_fingerprint_opens_in_full(visitor):
    page = visitor("auditor", width=PHONE)
    page.goto(f"{PLAN}evidence/")
    page.locator(".hash > summary").first.click()
    assert len(page.locator(".hash__all").first.inner_text()) == 64
    assert_sound(page)


def test_a_missing_short_form_is_explained(visitor):
    page = visitor("office")
    page.goto("/glossary/")
    page.get_by_text("See them, with where each is used").click()
    assert_sound_at_both_widths(page)
    page.get_by_role("link", name="Explain WIFI").click()
    expect(page.get_by_label("Short form")).to_have_value("WIFI")
    page.get_by_role("button", name="Add it to the glossary").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter what it stands for")
    assert_sound(page)
    page.get_by_label("What it stands for").fill("Internet without a cable")
    page.get_by_role("button", name="Add it to the glossary").click()
    expect(page.locator(".messages")).to_contain_text("WIFI is explained")
