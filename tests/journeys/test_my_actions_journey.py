"""A lead brings their actions up to date: in few clicks, by keyboard alone, without scripts, on a phone."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from improvement import clock
from improvement.deadlines import Kind, Precision, Reading
from improvement.models import Action, Assignment, UpdateDraft, UpdateRound, User
from improvement.services.deadlines import set_deadline
from improvement.services.rounds import close_round, open_round
from tests.journeys.axe import assert_sound, assert_sound_at_both_widths
from tests.journeys.keyboard import press, tab_to, type_into
from tests.journeys.update_form import box, choose, write
from tests.journeys.visitors import PHONE

PAGE = "/my-actions/"
COUNT_PRESSES = """if (!window.countsPresses) {
    window.countsPresses = true;
    addEventListener("pointerdown", () => {
        sessionStorage.presses = Number(sessionStorage.presses || 0) + 1;
    }, true);
}"""


@pytest.fixture
def office(bury) -> User:
    return User.objects.get(email="office@demo.example")


@pytest.fixture
def ten(bury, office) -> UpdateRound:
    """A round of July in which the lead is asked about ten actions, none of them overdue."""
    today = clock.today()
    posts = User.objects.get(email="lead@demo.example").tenures.values("post")
    led = Assignment.objects.on(today).leading().filter(post__in=posts).values("action")
    overdue = Action.objects.filter(pk__in=led, plan=bury, due__lt=today)
    for action in overdue.exclude(current_rating__code="complete"):
        reading = Reading(Kind.BY, ends=date(2023, 3, 31), precision=Precision.MONTH)
        set_deadline(action, "March 2023", reading, reason="Agreed", agreed_by="Board", by=office, on=today)
    close_round(bury.rounds.get(closed_on=None), by=office, on=today)
    return open_round(bury, "July 2022", opens=today, closes=date(2022, 7, 21), by=office, on=today)


def presses(page) -> int:
    return int(page.evaluate("sessionStorage.presses || 0"))


def counted(page, words: str) -> None:
    expect(page.locator("[data-counted]")).to_have_text(words)


def test_ten_times_no_change_in_four_clicks_from_signing_in(ten, visitor):
    page = visitor()
    page.add_init_script(COUNT_PRESSES)
    page.goto("/")
    page.evaluate("sessionStorage.presses = 0")
    page.get_by_role("button", name="Accountable lead").click()
    counted(page, "0 of 10 done")
    page.get_by_role("link", name="Tick all 10").click()
    expect(page.locator("[data-tick]:checked")).to_have_count(10)
    page.get_by_role("button", name="Record “No change” for 10 ticked").click()
    counted(page, "10 of 10 done")
    assert 3 <= presses(page) <= 4
    expect(page.locator("#said")).to_contain_text("No change recorded for 10 actions")
    expect(page.locator("#said")).to_contain_text("10 of 10 done")
    narratives = ten.updates.values_list("narrative", flat=True)
    assert all(re.fullmatch(r"No change since \d+ \w+ 2022\.", words) for words in narratives)
    assert ten.updates.count() == 10
    assert_sound_at_both_widths(page)


def test_one_full_update_in_three_clicks_after_signing_in(visitor):
    page = visitor("lead")
    page.add_init_script(COUNT_PRESSES)
    page.goto("/")
    page.evaluate("sessionStorage.presses = 0")
    page.get_by_role("link", name="Update 5.10").click()
    choose(page, "At risk")
    expect(box(page, "Why it is at risk")).to_be_visible()
    type_into(page, "What has happened", "Two of three posts are advertised still.")
    type_into(page, "Why it is at risk", "Nobody fit applied.")
    type_into(page, "The way back", "Agency cover from July.")
    page.get_by_role("button", name="Save and go to").click()
    counted(page, "8 of 10 done")
    assert presses(page) == 3
    update = Action.objects.get(plan__slug="bury-2022", address="5.10").current_update
    assert (update.rating.code, update.reason) == ("at-risk", "Nobody fit applied.")


def test_saving_goes_on_to_the_next_and_the_focus_with_it(visitor):
    page = visitor("lead")
    page.goto(PAGE)
    assert_sound_at_both_widths(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("link", name="Update 4.3").click()
    expect(page.get_by_role("heading", name="Update 4.3")).to_be_focused()
    page.wait_for_url("**/my-actions/bury-2022/4.3/")
    assert_sound_at_both_widths(page)
    write(page, "What has happened", "The definitions are done.")
    page.get_by_role("button", name="Save and go to 5.10").click()
    expect(page.get_by_role("heading", name="Update 5.10")).to_be_focused()
    expect(page.locator("#said")).to_contain_text("Saved. 4.3 is On track")
    expect(page.locator("#said")).to_contain_text("8 of 10 done")
    page.go_back()
    expect(page.get_by_role("heading", name="Update 4.3")).to_be_attached()


def test_what_is_wrong_is_said_in_its_row_and_nothing_typed_is_lost(visitor):
    page = visitor("lead", width=PHONE)
    page.goto(PAGE)
    page.get_by_role("link", name="Update 5.10").click()
    choose(page, "Off track")
    write(page, "What has happened", "Stopped.")
    page.get_by_role("button", name="Save and close").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Say why it is off track")
    expect(box(page, "What has happened")).to_have_value("Stopped.")
    assert_sound(page)
    write(page, "Why it is off track", "No money.")
    write(page, "The way back", "The board decides in July.")
    page.get_by_role("button", name="Save and close").click()
    counted(page, "8 of 10 done")
    expect(page.get_by_role("link", name="5.10", exact=True)).to_be_focused()


def test_by_keyboard_alone(ten, visitor):
    page = visitor()
    page.goto("/")
    press(page, "Accountable lead")
    counted(page, "0 of 10 done")
    press(page, "Update")
    expect(page.locator("#update-form")).to_be_visible()
    for label in ("What has happened", "Why it is at risk", "The way back"):
        type_into(page, label, "It moved on.")
    press(page, "Save and close")
    counted(page, "1 of 10 done")
    tab_to(page, "No change")
    page.keyboard.press("Space")
    press(page, "Record “No change” for 1 ticked")
    counted(page, "2 of 10 done")


def test_without_scripts(ten, visitor):
    page = visitor("lead", java_script_enabled=False)
    page.goto(PAGE)
    page.get_by_role("link", name="Tick all 10").click()
    page.get_by_role("checkbox", name="No change of 5.10").uncheck()
    page.get_by_role("button", name="Record “No change” for those ticked").click()
    counted(page, "9 of 10 done")
    expect(page.get_by_role("main")).to_contain_text("No change recorded for 9 actions")
    page.get_by_role("link", name="Update 5.10").click()
    write(page, "What has happened", "Half a sentence")
    page.get_by_role("button", name="Save as draft").click()
    expect(box(page, "What has happened")).to_have_value("Half a sentence")
    write(page, "What has happened", "A whole sentence.")
    page.get_by_role("button", name="Save", exact=True).click()
    counted(page, "10 of 10 done")
    assert not UpdateDraft.objects.exists()


def test_what_one_types_is_kept_without_a_press(visitor):
    page = visitor("lead")
    page.goto(f"{PAGE}bury-2022/5.10/")
    type_into(page, "What has happened", "Half a sentence")
    expect(page.locator("[data-draft-said]")).to_contain_text("Draft kept")
    page.goto(PAGE)
    expect(page.get_by_role("row").filter(has_text="5.10").filter(has_text="Draft kept")).to_be_visible()
    page.get_by_role("link", name="Update 5.10").click()
    expect(box(page, "What has happened")).to_have_value("Half a sentence")
    assert_sound_at_both_widths(page)
    page.get_by_role("button", name="Forget this draft").click()
    expect(box(page, "What has happened")).to_have_value("")


def test_a_round_closed_while_someone_types(bury, office, visitor):
    page = visitor("lead")
    page.goto(f"{PAGE}bury-2022/5.10/")
    write(page, "What has happened", "Typed for an hour.")
    close_round(bury.rounds.get(closed_on=None), by=office, on=clock.today())
    page.get_by_role("button", name="Save and close").click()
    expect(page.get_by_role("alert")).to_contain_text("was closed on 20 June 2022, while you were typing")
    expect(box(page, "What has happened")).to_have_value("Typed for an hour.")
    assert_sound(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Saved. 5.10 is On track")


def test_the_office_closes_a_round_with_what_is_missing_in_view(visitor):
    page = visitor("office")
    page.goto("/plans/bury-2022/rounds/")
    page.get_by_role("link", name="See what the June 2022 round lacks").click()
    expect(page.get_by_role("row").filter(has_text="EDCS")).to_contain_text("4.3")
    assert_sound_at_both_widths(page)
    page.get_by_role("link", name="Close this round").click()
    assert_sound_at_both_widths(page)
    page.get_by_role("button", name="Close it with 46 of 64").click()
    expect(page.get_by_role("main")).to_contain_text("46 of 64 actions updated")
    expect(page.get_by_role("main")).to_contain_text("What was missing, by lead")


def test_a_save_pressed_twice_is_one_update(visitor):
    page = visitor("lead")
    page.goto(f"{PAGE}bury-2022/5.10/")
    write(page, "What has happened", "Pressed twice.")
    page.get_by_role("button", name="Save and close").dblclick()
    counted(page, "8 of 10 done")
    action = Action.objects.get(plan__slug="bury-2022", address="5.10")
    assert action.updates.filter(narrative="Pressed twice.").count() == 1


def test_ticks_stay_and_typing_is_kept_when_another_row_is_opened(visitor):
    page = visitor("lead")
    page.goto(PAGE)
    page.get_by_role("checkbox", name="No change of 5.11").check()
    page.get_by_role("link", name="Update 5.10").click()
    expect(page.get_by_role("checkbox", name="No change of 5.11")).to_be_checked()
    box(page, "What has happened").press_sequentially("Half")
    page.get_by_role("link", name="Close the form of 5.10").click()
    expect(page.locator("#update-form")).to_have_count(0)
    expect(page.locator("#work")).to_be_focused()
    page.get_by_role("link", name="Update 5.10").click()
    expect(box(page, "What has happened")).to_have_value("Half")
