"""The letter that brings a partner their link. It leaves once the link itself is kept."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from improvement.models import PartnerLink

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Made:
    """A new link and its address, which nobody can find out again."""

    link: PartnerLink
    address: str


class LetterNotSent(Exception):
    """The link is made, but the mail server did not take the letter. `made` still holds its address."""

    def __init__(self, made: Made):
        self.made = made
        super().__init__(f"The e-mail to {made.link.email} could not be sent. Send the address yourself.")


def send_letter(made: Made) -> None:
    """Send a partner the address of their link. Raises LetterNotSent."""
    words = {
        "link": made.link,
        "action": made.link.action,
        "address": made.address,
        "product": settings.PRODUCT_NAME,
        "council": settings.COUNCIL_NAME,
    }
    subject = " ".join(render_to_string("improvement/email/partner_link_subject.txt", words).split())
    plain = render_to_string("improvement/email/partner_link_message.txt", words)
    marked_up = render_to_string("improvement/email/partner_link_message.html", words)
    try:
        send_mail(subject, plain, None, [made.link.email], html_message=marked_up)
    except OSError as failure:  # what every failure of a mail server is, SMTP's own included
        logger.exception("The letter about partner link %s could not be sent", made.link.pk)
        raise LetterNotSent(made) from failure
