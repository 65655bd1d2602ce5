"""A form sent back: the summary of what is wrong, and where its lines lead."""

from playwright.sync_api import expect

FOCUSED = "document.activeElement.id"


def assert_refused(page, *sentences: str) -> None:
    """The summary says these sentences and has the focus; each of its links leads into the field it is about."""
    summary = page.get_by_role("alert").filter(has_text="There is a problem")
    expect(summary).to_be_focused()
    assert page.title().startswith("Error: ")
    for sentence in sentences:
        expect(summary).to_contain_text(sentence)
    for link in summary.get_by_role("link").all():
        link.click()
        assert f"#{page.evaluate(FOCUSED)}" == link.get_attribute("href")
