"""What a plan's pages say, read off the screen."""

from tests.journeys.update_form import ACTIONS, PLAN


def counts(page, as_at: str = "") -> dict[str, int]:
    """How many actions stand at each rating, as the plan's front page says."""
    page.goto(PLAN + (f"?as_at={as_at}" if as_at else ""))
    return counts_shown(page)


def counts_shown(page) -> dict[str, int]:
    links = page.locator(".counts__number a").all_inner_texts()
    words = (words.replace("\n", " ").rpartition(": ") for words in links)
    return {rating.strip(): int(number) for rating, _, number in words}


def row_of(page, reference: str):
    """An action's row in the table of all actions."""
    page.goto(f"{ACTIONS}?q={reference}")
    return page.get_by_role("row").filter(has=page.get_by_role("link", name=reference, exact=True))


def references(page) -> list[str]:
    """The references in the first column of the table, in the order shown."""
    return page.locator("tbody th").all_inner_texts()
