"""The office gives two actions another deadline: ticked in the table, looked at, saved, without a mouse."""

from playwright.sync_api import expect

from improvement.models import Action
from tests.journeys.axe import assert_sound_at_both_widths
from tests.journeys.keyboard import press, type_into
from tests.journeys.update_form import ACTIONS

TICKED = ["2.4", "3.3"]


def test_the_office_changes_two_deadlines_by_keyboard(visitor):
    office = visitor("office")
    office.goto(ACTIONS)
    for address in TICKED:
        tick(office, f"Tick {address}")
    press(office, "Change several actions")
    expect(office.get_by_role("heading", level=1)).to_have_text("Change several actions")
    assert [box.input_value() for box in office.locator("[name=action]:checked").all()] == TICKED

    tick(office, "Their deadline")
    press(office, "Continue")
    expect(office.get_by_role("heading", level=1)).to_have_text("Another deadline")
    type_into(office, "The new deadline, in words", "December 2022")
    type_into(office, "Why", "The panel meets in November.")
    press(office, "See what would change")
    expect(office.get_by_text("2 actions change. Nothing is saved yet.")).to_be_visible()
    assert_sound_at_both_widths(office)

    press(office, "Change 2 actions")
    expect(office.get_by_text("2 actions are changed.")).to_be_visible()
    words = Action.objects.filter(plan__slug="bury-2022", address__in=TICKED)
    assert set(words.values_list("current_deadline__words", flat=True)) == {"December 2022"}


def tick(page, name: str) -> None:
    page.get_by_label(name, exact=True).focus()
    page.keyboard.press("Space")
