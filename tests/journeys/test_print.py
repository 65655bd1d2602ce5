"""A page sent to a printer: what one reads stays, what one presses goes."""

import pytest
from playwright.sync_api import expect

from tests.journeys.update_form import ACTIONS, PLAN


@pytest.mark.parametrize("address", [PLAN, f"{ACTIONS}5.10/", ACTIONS, f"{PLAN}timeline/"])
def test_paper_holds_the_words_and_no_controls(address, visitor):
    page = visitor("lead")
    page.goto(address)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main .rating").first).to_be_visible()
    assert visible(page.get_by_role("navigation")) == []
    assert visible(page.get_by_role("button")) == []
    assert visible(page.locator("form")) == []


def test_nothing_that_needs_attention_is_folded_away_on_paper(visitor):
    page = visitor("chair", width=320)
    page.goto(PLAN)
    folded = page.locator("details.attention:not([open])")
    assert folded.count() > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(folded).to_have_count(0)


def visible(parts) -> list[str]:
    return [
        part.evaluate("part => part.outerHTML.slice(0, 120)") for part in parts.all() if part.is_visible()
    ]
