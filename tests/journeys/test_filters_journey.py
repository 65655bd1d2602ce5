"""Narrowing the table of actions, putting it in order, and taking away exactly what it shows."""

import csv
from datetime import date

from openpyxl import load_workbook
from playwright.sync_api import expect

from improvement.models import Action
from tests.journeys.readings import references
from tests.journeys.update_form import ACTIONS


def test_narrowing_by_a_rating_and_taking_it_back(visitor):
    chair = visitor("chair")
    off_track = given_actions_off_track()

    when_off_track_is_ticked(chair)
    assert references(chair) == off_track
    expect(chair.locator("tbody .rating")).to_have_text(["Off track"] * len(off_track))
    expect(chair.get_by_text(f"{len(off_track)} actions of 69")).to_be_visible()

    chair.get_by_role("link", name="Take away Off track").click()
    expect(chair.get_by_text("69 actions of 69")).to_be_visible()
    expect(chair.get_by_role("checkbox", name="Off track")).not_to_be_checked()


def test_the_order_of_deadlines(visitor):
    chair = visitor("chair")
    chair.goto(ACTIONS)
    for order, last_first in (("ascending", False), ("descending", True)):
        chair.get_by_role("link", name="Deadline, as printed").click()
        head = chair.get_by_role("columnheader", name="Deadline, as printed")
        expect(head).to_have_attribute("aria-sort", order)
        dated = [due for due in map(deadline_of, references(chair)) if due]
        assert dated == sorted(dated, reverse=last_first)


def test_files_hold_the_rows_shown_in_the_order_shown(visitor):
    chair = visitor("chair")
    when_off_track_is_ticked(chair)
    chair.get_by_role("link", name="Deadline, as printed").click()
    shown = references(chair)
    expect(chair.get_by_text(f"Download these {len(shown)}")).to_be_visible()
    assert rows_of_workbook(taken_away(chair, "Excel")) == shown
    assert rows_of_csv(taken_away(chair, "CSV")) == shown


def given_actions_off_track() -> list[str]:
    rows = Action.objects.filter(current_rating__code="off-track").order_by("position")
    return [action.reference for action in rows]


def when_off_track_is_ticked(page):
    page.goto(ACTIONS)
    page.get_by_role("checkbox", name="Off track").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("list", name="Filters in force")).to_contain_text("Off track")


def deadline_of(reference: str) -> date | None:
    return Action.objects.get(plan__slug="bury-2022", reference=reference).due


def taken_away(page, link: str):
    with page.expect_download() as started:
        page.get_by_role("link", name=link, exact=True).click()
    return started.value.path()


def rows_of_workbook(path) -> list[str]:
    with open(path, "rb") as file:
        sheet = load_workbook(file).worksheets[0]
        return [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]


def rows_of_csv(path) -> list[str]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [row[0] for row in csv.reader(file)][1:]
