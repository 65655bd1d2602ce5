"""Send what is due today: rounds that opened, close soon or were missed, and what directors need to know."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from improvement import clock
from improvement.reminders.due import Letter, letters_due, unreached
from improvement.reminders.words import subject_of
from improvement.services import people, reminders


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="list who would get what; send nothing")

    def handle(self, *args, dry_run, **options):
        today = clock.today()
        letters = letters_due(today)
        if dry_run:
            for letter in letters:
                self._list(letter)
            self.stdout.write(f"Nothing was sent: {_number(len(letters), 'e-mail')} would leave.")
            self._tell_of_unreached(today)
            return
        run = reminders.send(letters, by=people.system_user("send_reminders", on=today), on=today)
        # Letters leave once what is due is kept, so the tally waits for that too.
        transaction.on_commit(lambda: self._tell(run, today))

    def _list(self, letter: Letter) -> None:
        self.stdout.write(f"{letter.person.name} <{letter.person.email}>: {subject_of(letter)}")
        for due in letter.dues:
            actions = ", ".join(missing.action.address for missing in due.missing)
            self.stdout.write(f"  {due.kind}: {due.round.title} of {due.round.plan.title}: {actions}")

    def _tell(self, run: reminders.Run, today) -> None:
        told = sum(len(letter.dues) for letter in run.sent)
        self.stdout.write(
            f"{_number(len(run.sent), 'e-mail')} sent with {_number(told, 'reminder')}, "
            f"{len(run.refused)} refused, {len(run.kept)} to be tried again."
        )
        for letter, words in [*run.refused, *run.kept]:
            self.stderr.write(f"{letter.person.name} <{letter.person.email}>: {words}")
        self._tell_of_unreached(today)
        if run.refused or run.kept:
            raise CommandError("Not every reminder left. The programme office sees which on its front page.")

    def _tell_of_unreached(self, today) -> None:
        for post in unreached(today):
            whose = "the posts that report to it" if post.is_above else post.plan_title
            verb = "tell" if post.is_above else "remind"
            number = _number(post.waiting, "action")
            self.stdout.write(f"Nobody to {verb} for {post.post_name}: {number} of {whose}.")


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
