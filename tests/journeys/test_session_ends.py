"""A session ends while somebody is writing: their words outlive it."""

from django.conf import settings
from playwright.sync_api import expect

from tests.journeys.signing_in import sign_in
from tests.journeys.update_form import assert_saved, box, choose, open_form, save, story, write

ADDRESS = "5.10"
WORDS = "Half a morning’s words."


def test_words_typed_before_the_session_ended_are_there_after_signing_in(visitor):
    lead = visitor("lead")
    given_a_form_filled_in(lead)

    lead.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(lead)
    expect(lead.get_by_role("heading", level=1)).to_have_text("Sign in")
    sign_in(lead, "lead")

    then_the_words_are_there(lead)
    save(lead)
    assert_saved(lead, ADDRESS, "Off track")
    assert WORDS in story(lead)


def given_a_form_filled_in(page):
    open_form(page, ADDRESS)
    choose(page, "Off track")
    write(page, "What has happened", WORDS)
    write(page, "Why it is", "The post is vacant.")
    write(page, "The way back", "An interim from July.")


def then_the_words_are_there(page):
    expect(page.get_by_role("status")).to_contain_text(["Your words were kept while you signed in."])
    expect(page.get_by_role("radio", name="Off track")).to_be_checked()
    expect(box(page, "What has happened")).to_have_value(WORDS)
    expect(box(page, "Why it is")).to_have_value("The post is vacant.")
    expect(box(page, "The way back")).to_have_value("An interim from July.")
