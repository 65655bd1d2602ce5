"""Private calendar addresses: one a person, kept as a digest. They read and nothing else."""

import secrets

from improvement.models import CalendarFeed, User
from improvement.services.partner_links import digest


def make_feed(*, by: User) -> str:
    """A new address of one's own, in place of any before it: the token that it ends with, known to nobody else."""
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(person=by, defaults={"token_digest": digest(token)})
    return token


def revoke_feed(*, by: User) -> None:
    """One's address opens nothing any more."""
    CalendarFeed.objects.filter(person=by).delete()


def has_feed(person: User) -> bool:
    return CalendarFeed.objects.filter(person=person).exists()


def person_of(token: str) -> User | None:
    """Whose calendar an address opens; nobody's where they may not sign in any more."""
    feeds = CalendarFeed.objects.select_related("person").filter(token_digest=digest(token))
    feed = feeds.filter(person__is_active=True).first()
    return feed.person if feed else None
