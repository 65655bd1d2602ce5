"""The main navigation and the footer's links, as data: who sees which."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from improvement.roles import ADMINISTRATOR, AUDITOR, LEAD, OFFICE, ROLES

EVERYONE = frozenset(ROLES)

MAIN = [
    ("My actions", "improvement:my-actions", {LEAD}),
    ("Plans", "improvement:plan-list", EVERYONE),
    ("People", "improvement:person-list", {OFFICE, ADMINISTRATOR}),
    ("Posts", "improvement:post-list", {OFFICE, LEAD, AUDITOR, ADMINISTRATOR}),
    ("Audit", "governance:audit-list", {OFFICE, AUDITOR, ADMINISTRATOR}),
    ("Help", "improvement:help", EVERYONE),
]
FOOT = [
    ("Help", "improvement:help"),
    ("Glossary", "improvement:glossary"),
    ("Accessibility statement", "improvement:accessibility"),
    ("Who may do what", "improvement:who-may-do-what"),
]


@dataclass(frozen=True)
class Item:
    """One entry of the main navigation; current where the page lies under its address."""

    label: str
    url: str
    is_current: bool


def main_items(role_names: set[str], path: str) -> list[Item]:
    """What a person with these roles sees, the entry of the page at `path` marked."""
    shown = [(label, _address(name)) for label, name, roles in MAIN if roles & role_names]
    return [Item(label, url, path.startswith(url)) for label, url in shown if url]


def foot_links() -> list[tuple[str, str]]:
    """Label and address of what stands at the foot of every page."""
    return [(label, url) for label, url in ((label, _address(name)) for label, name in FOOT) if url]


def _address(name: str) -> str:
    """Where a page is, or nothing where this installation leaves it out."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
