"""Going through a page by keyboard alone."""

NAME_OF_FOCUSED = """() => {
    const at = document.activeElement;
    const label = at.labels && at.labels.length ? at.labels[0].innerText : "";
    return (at.getAttribute("aria-label") || label || at.innerText || "").trim();
}"""
MOST_STOPS = 250


def tab_to(page, name: str) -> None:
    """Press Tab until the focus is on what has a name that begins so."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(NAME_OF_FOCUSED).startswith(name):
            return
    raise AssertionError(f"“{name}” cannot be reached by Tab on {page.url}")


def press(page, name: str) -> None:
    """Go to a link or a button, and press Enter on it."""
    tab_to(page, name)
    page.keyboard.press("Enter")


def type_into(page, label: str, words: str) -> None:
    tab_to(page, label)
    page.keyboard.type(words)
