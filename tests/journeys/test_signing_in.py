"""Coming in, not being let in, going out, and a password forgotten."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from improvement.roles import ROLES
from tests.journeys.axe import assert_sound
from tests.journeys.error_summary import assert_refused
from tests.journeys.signing_in import ACCOUNTS, choose_password, sign_in, sign_out

NEW_PASSWORD = "three unrelated words"


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account["role"])
def test_one_press_signs_a_demonstration_account_in(account, visitor):
    page = visitor()
    page.goto("/")
    page.get_by_role("button", name=ROLES[account["role"]]).click()
    arrives_at = "My actions" if account["role"] == "lead" else account["name"]
    expect(page.get_by_role("heading", level=1)).to_have_text(arrives_at)
    expect(page.get_by_role("banner").get_by_role("link", name=account["name"]).first).to_be_visible()


def test_signing_in_leads_to_the_page_asked_for(visitor):
    page = visitor()
    page.goto("/plans/bury-2022/actions/?rating=off-track")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    sign_in(page, "chair")
    assert page.url.endswith("/plans/bury-2022/actions/?rating=off-track")


def test_a_wrong_password_says_what_to_do(visitor):
    page = visitor()
    page.goto("/sign-in/")
    sign_in(page, "chair", "not my password")
    assert_refused(page, "Check both, or choose a new password.")
    expect(page.get_by_label("E-mail address")).to_have_value("chair@demo.example")


def test_after_signing_out_every_page_asks_again(visitor):
    page = visitor("chair")
    page.goto("/plans/bury-2022/")
    sign_out(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.goto("/plans/bury-2022/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_forgotten_password_is_replaced_by_a_letter(visitor, live_server):
    page = visitor()
    when_a_letter_is_asked_for(page)
    when_a_password_is_chosen_by_its_link(page, live_server.url)
    page.goto("/sign-in/")
    sign_in(page, "chair", NEW_PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Cora Chair")


def when_a_letter_is_asked_for(page):
    page.goto("/sign-in/")
    page.get_by_role("link", name="I have forgotten my password").click()
    page.get_by_label("E-mail address").fill("chair@demo.example")
    page.get_by_role("button", name="Send the link").click()
    page.wait_for_url("**/sent/")
    assert mail.outbox[-1].to == ["chair@demo.example"]


def when_a_password_is_chosen_by_its_link(page, site):
    page.goto(re.search(rf"{site}/\S+", mail.outbox[-1].body)[0])
    assert_sound(page)
    choose_password(page, NEW_PASSWORD)
    page.wait_for_url("**/password/chosen/")
