"""What tests of reminders share: rounds on days, mails read back from files, a mail server that says no."""

import smtplib
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command

from improvement import roles
from improvement.models import Action, Post, UpdateRound, User
from improvement.record.writing import writing
from improvement.services import people as people_services
from improvement.services.progress import report_progress
from tests import builders

FILES = "django.core.mail.backends.filebased.EmailBackend"
BETWEEN = b"\n" + b"-" * 79 + b"\n"


def change(row, *, on, **columns):
    """Write columns of a row, as a service would."""
    with writing(by=builders.system(on), reason="Test", on=on):
        for name, value in columns.items():
            setattr(row, name, value)
        row.save(update_fields=list(columns))


def person_in(post: Post | None, email: str, *, on, role=roles.LEAD) -> User:
    """Somebody new, holding a post."""
    person = people_services.invite(
        email, email.partition("@")[0].title(), role, by=builders.system(on), on=on
    )
    if post:
        builders.holding(person, post, on=on)
    return person


def say(plan, address: str, *, on, round: UpdateRound | None = None):
    action = Action.objects.get(plan=plan, address=address)
    return report_progress(
        action,
        rating=builders.rating(plan, "on-track"),
        narrative="It goes on.",
        round=round,
        by=builders.system(on),
        on=on,
    )


def run(capturing, *words) -> None:
    """What a scheduler runs; letters leave once what is due is kept."""
    with capturing(execute=True):
        call_command("send_reminders", *words)


def mails(folder: Path) -> list[EmailMessage]:
    """What the mailer of files wrote, in the order of its recipients."""
    written = [mail for file in folder.glob("*") for mail in file.read_bytes().split(BETWEEN) if mail.strip()]
    parsed = [message_from_bytes(mail, policy=policy.default) for mail in written]
    return sorted(parsed, key=lambda mail: mail["To"])


def words_of(mail: EmailMessage, kind: str = "plain") -> str:
    return mail.get_body([kind]).get_content()


class Server(BaseEmailBackend):
    """A mail server that answers some recipients with an error of its own, and takes everything else."""

    answers: dict[str, Exception] = {}
    taken: list[str] = []

    def send_messages(self, messages):
        for message in messages:
            if failure := self.answers.get(message.to[0]):
                raise failure
            self.taken.append(message.to[0])
        return len(messages)


def unknown(address: str, code: int = 550) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({address: (code, b"5.1.1 No such\r\n mailbox here")})
