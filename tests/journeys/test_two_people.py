"""Two people have the form of one action open: the second to save sees what the first said, and loses nothing."""

from playwright.sync_api import expect

from tests.journeys.axe import assert_sound_at_both_widths
from tests.journeys.error_summary import assert_refused
from tests.journeys.update_form import assert_saved, box, choose, open_form, save, story, write

ADDRESS = "5.10"
OFFICE_WORDS = "The panel met on Friday."
LEAD_WORDS = "The chair of the panel has resigned."


def test_the_second_to_save_is_shown_what_the_first_said(visitor):
    lead, office = visitor("lead"), visitor("office")
    open_form(lead, ADDRESS)
    open_form(office, ADDRESS)

    write(office, "What has happened", OFFICE_WORDS)
    save(office)
    assert_saved(office, ADDRESS, "On track")
    when_the_lead_saves_what_stood_in_the_form(lead)

    then_the_lead_sees_both_and_lost_nothing(lead)
    save(lead)
    assert_saved(lead, ADDRESS, "At risk")
    then_both_are_in_the_story(lead)


def when_the_lead_saves_what_stood_in_the_form(page):
    choose(page, "At risk")
    write(page, "What has happened", LEAD_WORDS)
    write(page, "Why it is", "He gave no reason.")
    write(page, "The way back", "The deputy chairs.")
    write(page, "Finished by", "31 August 2022")
    save(page)


def then_the_lead_sees_both_and_lost_nothing(page):
    assert_refused(page, "was updated after you opened this form")
    expect(page.get_by_role("region", name="Said since you opened this form")).to_contain_text(OFFICE_WORDS)
    expect(page.get_by_role("radio", name="At risk")).to_be_checked()
    expect(box(page, "What has happened")).to_have_value(LEAD_WORDS)
    expect(box(page, "Why it is")).to_have_value("He gave no reason.")
    expect(box(page, "The way back")).to_have_value("The deputy chairs.")
    expect(box(page, "Finished by")).to_have_value("31 August 2022")
    assert_sound_at_both_widths(page)


def then_both_are_in_the_story(page):
    told = story(page)
    assert told.index(OFFICE_WORDS) < told.index(LEAD_WORDS)
