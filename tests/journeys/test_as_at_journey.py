"""The plan as it was: chosen by a form, kept from page to page, left by one link."""

from collections import Counter

from playwright.sync_api import expect

from improvement.models import ProgressUpdate
from tests.journeys.readings import counts, counts_shown, references

THEN = "2022-03-20"
BANNER = "As at 20 March 2022. Nothing can be changed here."


def test_the_past_is_kept_from_page_to_page_and_left_by_one_link(visitor):
    chair = visitor("chair")
    today = counts(chair)

    when_a_day_in_march_is_chosen(chair)
    then_the_counts_are_those_of_march(chair, today)

    chair.locator(".counts__cell", has_text="On track").get_by_role("link").click()
    then_the_banner_stays(chair)
    first = references(chair)[0]
    chair.get_by_role("link", name=first, exact=True).click()
    then_the_banner_stays(chair)
    then_nothing_can_be_changed(chair)

    chair.get_by_role("link", name="Back to today").click()
    expect(chair.get_by_role("heading", level=1)).to_contain_text(first)
    expect(chair.get_by_text(BANNER)).to_have_count(0)
    assert "as_at" not in chair.url


def when_a_day_in_march_is_chosen(page):
    page.get_by_label("As at").fill(THEN)
    page.get_by_role("button", name="Show").click()


def then_the_counts_are_those_of_march(page, today):
    then_the_banner_stays(page)
    assert counts_shown(page) == {label: ratings_said_by(THEN)[label] for label in today}
    assert counts_shown(page) != today


def ratings_said_by(day: str) -> Counter:
    said = ProgressUpdate.objects.filter(said_on__lte=day).select_related("rating").order_by("said_on", "pk")
    newest = {update.action_id: update.rating for update in said}
    return Counter(rating.label for rating in newest.values() if rating)


def then_the_banner_stays(page):
    expect(page.locator(".as-at-banner")).to_contain_text(BANNER)
    assert f"as_at={THEN}" in page.url


def then_nothing_can_be_changed(page):
    expect(page.get_by_role("link", name="Update", exact=True)).to_have_count(0)
