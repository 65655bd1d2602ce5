"""The links of an action for partners, as those who keep them see them."""

from dataclasses import dataclass
from datetime import date

from improvement.models import Action, PartnerLink
from improvement.services.partner_links import named


@dataclass(frozen=True)
class Line:
    """One link: whom it is for, and what has become of it. `is_open`: it can be used, and so revoked."""

    pk: int
    named: str
    email: str
    made: str
    state: str
    is_open: bool


def partner_links(action: Action, *, on: date) -> list[Line]:
    """Every link that an action ever had, the newest first. One query."""
    links = action.partner_links.select_related("update", "round", "made_by").order_by("-made_on", "-pk")
    return [_line(link, on) for link in links]


def _line(link: PartnerLink, on: date) -> Line:
    over = _over(link, on)
    return Line(
        pk=link.pk,
        named=named(link),
        email=link.email,
        made=f"Made {_short(link.made_on)} by {link.made_by.name}",
        state=over or f"Open until {_short(link.expires_on)}",
        is_open=not over,
    )


def _over(link: PartnerLink, on: date) -> str:
    """Why it cannot be used any more, or nothing."""
    if link.update:
        return f"Used {_short(link.update.said_on)}"
    if link.revoked_on:
        return f"Revoked {_short(link.revoked_on)}"
    if link.expires_on < on:
        return f"Not used, expired {_short(link.expires_on)}"
    return "Not used, its round has closed" if link.round.closed_on or link.round.closes < on else ""


def _short(day: date) -> str:
    return f"{day:%-d %b %Y}"
