"""What one does with the update form, and with the pages before and after it."""

import re

from playwright.sync_api import expect

PLAN = "/plans/bury-2022/"
ACTIONS = f"{PLAN}actions/"


def open_form(page, address: str) -> None:
    page.goto(f"{ACTIONS}{address}/update/")


def choose(page, rating: str) -> None:
    page.get_by_role("radio", name=re.compile(f"^{rating}")).check()


def write(page, label: str, words: str) -> None:
    box(page, label).fill(words)


def box(page, label: str):
    """The box whose label begins so."""
    return page.get_by_label(re.compile(f"^{label}"))


def save(page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def assert_saved(page, address: str, rating: str) -> None:
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_contain_text(f"{address} is {rating}.")
    assert page.url.endswith(f"{ACTIONS}{address}/")


def story(page) -> str:
    return page.locator("#story").inner_text()
