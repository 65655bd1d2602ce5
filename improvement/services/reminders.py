"""Reminders by e-mail: written down before they leave, sent after that is kept, and what became of them."""

from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction

from improvement.models import Reminder, ReminderRefusal, User
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.reminders.due import Due, Letter
from improvement.reminders.mail import hand_over, mail_of
from improvement.services.refusals import refuse_unless_allowed

State = Reminder.State


@dataclass
class Run:
    """What became of the letters of one run. Filled in as each leaves, which is after its rows are kept."""

    sent: list[Letter] = field(default_factory=list)
    refused: list[tuple[Letter, str]] = field(default_factory=list)
    kept: list[tuple[Letter, str]] = field(default_factory=list)


def reason_not_to_send(*, by: User) -> str:
    return "" if by.is_system else "Reminders leave by themselves: a scheduler runs send_reminders."


def send(letters: list[Letter], *, by: User, on: date) -> Run:
    """One e-mail to each person, its reminders recorded as sent or refused with the mail server's words.

    Two runs may do this at once: whichever writes a reminder down first decides, by the constraint that a person is
    reminded of a thing once; and whoever sends holds that person's rows under a lock until the outcome is kept.

    A letter leaves at least once. A run that dies between the mail server's yes and its record leaves the row
    “leaving”, and a later run sends it again: a person reminded twice loses a minute, one never reminded misses a
    round. For the same reason a server that cannot be reached, or says “later”, leaves it leaving, with its words.
    """
    refuse_unless_allowed(reason_not_to_send(by=by))
    run = Run()
    for letter in letters:
        _begin(letter, run, by=by, on=on)
    return run


def _begin(letter: Letter, run: Run, *, by: User, on: date) -> None:
    with writing(by=by, reason="Reminder due", on=on):
        for due in letter.dues:
            _write_down(due, letter.person, on)
        transaction.on_commit(lambda: _deliver(letter, run, by=by, on=on))


def _write_down(due: Due, person: User, on: date) -> None:
    key = {"round": due.round, "person": person, "kind": due.kind}
    try:
        with transaction.atomic():
            Reminder(**key, address=person.email, sent_on=on).save()
    except IntegrityError:
        row = Reminder.objects.get(**key)
        lock(row)
        # Leaving already, by this run's elder or by one beside it; or to an address corrected since.
        if row.state != State.SENT and row.address != person.email:
            row.state, row.address, row.trouble = State.LEAVING, person.email, ""
            row.save(update_fields=["state", "address", "trouble"])


def _deliver(letter: Letter, run: Run, *, by: User, on: date) -> None:
    with writing(by=by, reason="What became of a reminder", on=on):
        leaving = Reminder.objects.select_for_update().filter(person=letter.person, state=State.LEAVING)
        rows = {(row.kind, row.round_id): row for row in leaving.order_by("pk")}
        dues = tuple(due for due in letter.dues if (due.kind, due.round.pk) in rows)
        if not dues:
            return
        letter = Letter(letter.person, dues)
        trouble = hand_over(mail_of(letter, on))
        state = State.SENT if not trouble else State.REFUSED if trouble.is_final else State.LEAVING
        for due in dues:
            _record(rows[due.kind, due.round.pk], state, trouble.words if trouble else "", on)
    if not trouble:
        run.sent.append(letter)
    else:
        (run.refused if trouble.is_final else run.kept).append((letter, trouble.words))


def _record(row: Reminder, state: str, trouble: str, on: date) -> None:
    row.state, row.trouble, row.sent_on = state, trouble, on
    row.save(update_fields=["state", "trouble", "sent_on"])


def record_bounce(address: str, words: str, *, by: User, on: date) -> list[Reminder]:
    """A mail came back: what was last sent to an address was refused, in these words. Everything that went to it on
    that day was one letter. Returns those rows; none where no reminder went there. Told twice, it is recorded once."""
    refuse_unless_allowed(reason_not_to_send(by=by))
    gone = Reminder.objects.filter(address__iexact=address).exclude(state=State.LEAVING)
    newest = gone.order_by("-sent_on", "-pk").first()
    if newest is None:
        return []
    with writing(by=by, reason="A reminder came back", on=on):
        rows = list(gone.filter(sent_on=newest.sent_on).select_for_update().order_by("pk"))
        for row in rows:
            if row.state == State.SENT:
                _record(row, State.REFUSED, words, row.sent_on)
    return rows


def set_wanted(person: User, kinds: set[str], *, by: User, on: date) -> None:
    """A person wants exactly these kinds of reminder."""
    refuse_unless_allowed("" if by == person else "Everybody chooses their own reminders.")
    with writing(by=by, reason="Reminders chosen", on=on):
        # Held, so that a form sent twice at once does not refuse a kind twice.
        person = User.objects.select_for_update().get(pk=person.pk)
        refused = {refusal.kind: refusal for refusal in person.reminder_refusals.all()}
        unwanted = set(Reminder.Kind.values) - kinds
        for kind in sorted(unwanted - refused.keys()):
            ReminderRefusal(person=person, kind=kind).save()
        for kind in sorted(refused.keys() - unwanted):
            refused[kind].delete()
