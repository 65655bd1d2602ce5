"""Without a mouse: past the menu in one press, everything in reach, and always to be seen where one is."""

import pytest
from playwright.sync_api import expect

from tests.journeys.keyboard import NAME_OF_FOCUSED, press, tab_to
from tests.journeys.update_form import ACTIONS, PLAN
from tests.journeys.visitors import PHONE

# The place of the focus, and how it is marked. The end of the page gives the focus back to its body.
MARK_OF_FOCUS = """() => {
    const at = document.activeElement;
    if (at === document.body) return null;
    const mark = style => style.outlineStyle !== "none" && style.outlineWidth !== "0px"
        || style.boxShadow !== "none" || style.backgroundColor === "rgb(255, 221, 0)";
    const beside = at.nextElementSibling;
    const place = at.getBoundingClientRect();
    return {
        name: at.outerHTML.slice(0, 120),
        marked: mark(getComputedStyle(at)) || Boolean(beside) && mark(getComputedStyle(beside, "::before")),
        shown: place.width > 0 && place.bottom > 0 && place.top < innerHeight,
    };
}"""
MOST_STOPS = 120


def test_the_first_press_leads_past_the_menu(visitor):
    page = visitor("chair")
    page.goto(PLAN)
    page.keyboard.press("Tab")
    assert page.evaluate(NAME_OF_FOCUSED) == "Skip to the page"
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_the_rows_are_one_press_behind_the_filters(visitor):
    page = visitor("chair")
    page.goto(ACTIONS)
    press(page, "Skip the filters")
    expect(page.locator("#rows")).to_be_focused()


@pytest.mark.parametrize("address", [PLAN, f"{ACTIONS}?rating=off-track", f"{ACTIONS}5.10/update/"])
def test_the_focus_is_always_seen(address, visitor):
    page = visitor("lead")
    page.goto(address)
    unseen = [stop["name"] for stop in stops(page) if not (stop["marked"] and stop["shown"])]
    assert unseen == []


def test_the_menu_of_a_phone_opens_by_key(visitor):
    page = visitor("chair", width=PHONE)
    page.goto(PLAN)
    press(page, "Menu")
    press(page, "Help")
    page.wait_for_url("**/help/")


def test_a_wide_table_can_be_scrolled_by_key(visitor):
    page = visitor("office", width=PHONE)
    page.goto("/who-may-do-what/")
    region = page.locator(".scroll-region").first
    region.evaluate("part => part.addEventListener('scroll', () => { part.dataset.scrolled = 'yes'; })")
    tab_to(page, region.get_attribute("aria-label"))
    page.keyboard.press("ArrowRight")
    expect(region).to_have_attribute("data-scrolled", "yes")


def stops(page) -> list[dict]:
    """Every place that Tab leads to, from the top of the page to its end."""
    found = []
    while len(found) < MOST_STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate(MARK_OF_FOCUS)
        if stop is None:
            break
        found.append(stop)
    return found
