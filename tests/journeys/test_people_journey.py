"""Somebody is invited, comes in by the letter, and is stopped again."""

import re

from django.core import mail
from playwright.sync_api import expect

from tests.journeys.axe import assert_sound
from tests.journeys.signing_in import choose_password, sign_in
from tests.journeys.visitors import PHONE

NAME, EMAIL, PASSWORD = "Petra Partner", "petra@police.example", "four unrelated long words"


def test_a_person_is_invited_comes_in_and_is_stopped(visitor, live_server):
    admin, newcomer = visitor("admin"), visitor(width=PHONE)

    when_invited(admin)
    when_the_letter_is_followed(newcomer, live_server.url)
    sign_in(newcomer, EMAIL, PASSWORD)
    expect(newcomer.get_by_role("heading", level=1)).to_have_text(NAME)

    when_stopped(admin)
    then_the_next_page_asks_to_sign_in(newcomer)
    then_signing_in_says_the_account_is_closed(newcomer)


def when_invited(page):
    page.goto("/people/")
    page.get_by_role("link", name="Invite someone").click()
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Another organisation").fill("Greater Manchester Police")
    page.get_by_role("radio", name="Accountable lead").check()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("status").first).to_contain_text(f"on its way to {NAME}")
    expect(page.get_by_role("row").filter(has_text=NAME)).to_contain_text("Invited")


def when_the_letter_is_followed(page, site):
    letter = mail.outbox[-1]
    assert letter.to == [EMAIL]
    page.goto(re.search(rf"{site}/\S+", letter.body)[0])
    assert_sound(page)
    choose_password(page, PASSWORD)
    page.get_by_role("main").get_by_role("link", name="Sign in").click()


def when_stopped(page):
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("link", name="Deactivate").click()
    page.get_by_label("Why").fill("Left the force on 17 June 2022")
    page.get_by_role("button", name="Deactivate").click()
    expect(page.get_by_role("status").first).to_contain_text(f"{NAME} may no longer sign in.")


def then_the_next_page_asks_to_sign_in(page):
    page.goto("/plans/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def then_signing_in_says_the_account_is_closed(page):
    sign_in(page, EMAIL, PASSWORD)
    page.wait_for_url("**/account/inactive/")
    assert_sound(page)
