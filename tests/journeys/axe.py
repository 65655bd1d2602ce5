"""Whether a page is sound: readable by everyone as far as a machine can tell, named, and no wider than its window."""

from functools import cache

from django.conf import settings

from tests.journeys.visitors import DESKTOP, PHONE, resize_and_wait

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCRIPT = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
RUN = """tags => axe.run(document, {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], preload: false
})"""
OVERFLOWING = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
        .filter(part => part.getBoundingClientRect().right > width + 1)
        .map(part => part.outerHTML.slice(0, 120));
}"""


def assert_sound_at_both_widths(page) -> None:
    """Sound on a desk, then on a phone, where the page stays."""
    for width in (DESKTOP, PHONE):
        resize_and_wait(page, width)
        assert_sound(page)


def assert_sound(page) -> None:
    """No violation, one heading, a title that ends with the product's name, no sideways scroll."""
    where = f"{page.url} at {page.viewport_size['width']} px"
    found = violations(page)
    assert not found, "\n".join([where, *found])
    assert page.locator("h1").count() == 1, where
    about, _, product = page.title().rpartition(" – ")
    assert about.strip(), f"{where} has no title"
    assert product == settings.PRODUCT_NAME, where
    wide = page.evaluate(OVERFLOWING)
    assert not wide, "\n".join([f"{where} is wider than its window:", *wide])


def violations(page) -> list[str]:
    """Each rule of WCAG 2.2 AA that a machine sees broken, with the first places."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    found = page.evaluate(RUN, TAGS)["violations"]
    return [
        f"{rule['id']}: {rule['help']}: " + " | ".join(node["html"][:160] for node in rule["nodes"][:3])
        for rule in found
    ]


@cache
def _script() -> str:
    return SCRIPT.read_text(encoding="utf-8")
