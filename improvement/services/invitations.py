"""Letters that let an invited person choose a password. They leave once the invitation itself is kept."""

import logging
from datetime import date
from urllib.parse import urljoin

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from improvement import roles
from improvement.models import Organisation, User
from improvement.record.writing import writing
from improvement.services import people
from improvement.services.refusals import refuse_unless_allowed

logger = logging.getLogger(__name__)
A_DAY_IN_SECONDS = 24 * 60 * 60


class LetterNotSent(Exception):
    """The person is invited, but the mail server did not take the letter. It can be sent again."""

    def __init__(self, person: User):
        self.person = person
        super().__init__(
            f"The e-mail to {person.name} could not be sent. Their invitation is kept: send it again later."
        )


def invite_by_letter(
    email: str,
    name: str,
    role: str,
    *,
    site: str,
    by: User,
    on: date,
    organisation: Organisation | None = None,
    new_organisation: str = "",
) -> User:
    """A new person with one role, who is sent a link to choose a password.

    `site` is where the product is reached, such as https://plan.example/. Raises LetterNotSent when the
    person is kept and the letter could not be sent.
    """
    with writing(by=by, reason="Invited", on=on):
        refuse_unless_allowed(people.reason_not_to_invite(role, by=by))
        if new_organisation:
            organisation = people.organisation_named(new_organisation, by=by, on=on)
        person = people.invite(email, name, role, by=by, on=on, organisation=organisation)
        _send_after_commit(person, site=site, by=by)
    return person


def reason_not_to_invite_again(person: User, *, by: User) -> str:
    for role in person.role_names or {roles.LEAD}:
        if refusal := people.reason_not_to_invite(role, by=by):
            return refusal
    if person.is_system:
        return people.NEVER_SIGNS_IN
    if not person.is_active:
        return f"{person.name} is deactivated. Reactivate them first."
    if person.has_usable_password():
        return f"{person.name} has chosen a password already. “Forgotten password” sends them a new link."
    return ""


def invite_again(person: User, *, site: str, by: User) -> None:
    """Send another link to someone who has not chosen a password yet. Nothing of the record changes."""
    refuse_unless_allowed(reason_not_to_invite_again(person, by=by))
    _send_after_commit(person, site=site, by=by)


def password_link(person: User, *, site: str) -> str:
    """Where a person chooses a password: works once, and for `days_to_choose()` days."""
    key = default_token_generator.make_token(person)
    path = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key}
    )
    return urljoin(site, path)


def days_to_choose() -> int:
    return settings.PASSWORD_RESET_TIMEOUT // A_DAY_IN_SECONDS


def _send_after_commit(person: User, *, site: str, by: User) -> None:
    transaction.on_commit(lambda: _send(person, site=site, by=by))


def _send(person: User, *, site: str, by: User) -> None:
    words = {
        "person": person,
        "by": by,
        "roles": [roles.ROLES[role].lower() for role in sorted(person.role_names)],
        "link": password_link(person, site=site),
        "days": days_to_choose(),
        "product": settings.PRODUCT_NAME,
        "council": settings.COUNCIL_NAME,
    }
    subject = " ".join(render_to_string("account/email/invitation_subject.txt", words).split())
    message = render_to_string("account/email/invitation_message.txt", words)
    try:
        send_mail(subject, message, None, [person.email])
    except OSError as failure:  # what every failure of a mail server is, SMTP's own included
        logger.exception("The invitation of person %s could not be sent", person.pk)
        raise LetterNotSent(person) from failure
