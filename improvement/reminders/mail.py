"""A reminder as an e-mail in text and HTML, and what the mail server says when it does not take it."""

import smtplib
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from improvement.reminders.due import Letter
from improvement.reminders.words import sections_of, subject_of
from improvement.site import MY_ACTIONS, absolute, address_of

# From here on an answer of a mail server is final (RFC 5321, 4.2.1); below, it may be tried again.
FINAL = 500


@dataclass(frozen=True)
class Trouble:
    """Why a mail was not taken, in the server's words; `is_final` where trying again cannot help."""

    words: str
    is_final: bool


def mail_of(letter: Letter, day: date) -> EmailMultiAlternatives:
    """The one e-mail that holds everything due to a person."""
    choices = address_of("account_reminders")
    sections = sections_of(letter, day)
    words = {
        "person": letter.person,
        "subject": subject_of(letter),
        "sections": sections,
        "is_illustrative": any(section.is_illustrative for section in sections),
        "my_actions": absolute(MY_ACTIONS),
        "choices": choices,
        "product": settings.PRODUCT_NAME,
        "council": settings.COUNCIL_NAME,
    }
    mail = EmailMultiAlternatives(
        subject=words["subject"],
        body=render_to_string("mail/reminder.txt", words),
        to=[letter.person.email],
        # RFC 3834: no out-of-office answers. RFC 2369: where one says that one wants no more.
        headers={"Auto-Submitted": "auto-generated", "List-Unsubscribe": f"<{choices}>"},
    )
    mail.attach_alternative(render_to_string("mail/reminder.html", words), "text/html")
    return mail


def hand_over(mail: EmailMultiAlternatives) -> Trouble | None:
    """Give a mail to the server; None where it took it."""
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as failure:
        answers = list(failure.recipients.values())
        words = "; ".join(f"{code} {_text(said)}" for code, said in answers)
        return Trouble(words, is_final=all(code >= FINAL for code, _ in answers))
    except smtplib.SMTPResponseException as failure:
        # Only what it says to the message itself is about this mail; the rest is about us, and can be put right.
        is_final = isinstance(failure, smtplib.SMTPDataError) and failure.smtp_code >= FINAL
        return Trouble(f"{failure.smtp_code} {_text(failure.smtp_error)}", is_final)
    except OSError as failure:  # what every other failure of a mail server is
        return Trouble(str(failure) or type(failure).__name__, is_final=False)
    except ValueError as failure:  # an address that no mail can be written to
        return Trouble(str(failure), is_final=True)
    return None


def _text(said: bytes | str) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join(words.split())
