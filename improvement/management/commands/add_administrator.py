"""Make the first administrator of an installation, and print the link with which they choose a password."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from improvement import clock, roles
from improvement.models import User
from improvement.services import people
from improvement.services.invitations import days_to_choose, password_link
from improvement.services.refusals import Refused


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--site", help="Where the product is reached, such as https://plan.example/")

    def handle(self, *args, email, name, site, **options):
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(
                f"“{email}” is no e-mail address. Give one, such as name@council.gov.uk."
            ) from error
        person = self._waiting(email) or self._invited(email, name)
        site = site or f"{'https' if settings.HTTPS else 'http'}://{settings.ALLOWED_HOSTS[0]}/"
        self.stdout.write(f"{person.name} is an administrator. They choose a password here:")
        self.stdout.write(password_link(person, site=site))
        self.stdout.write(f"The link works for {days_to_choose()} days. Run this again for a new one.")

    def _waiting(self, email) -> User | None:
        """An administrator whose first link ran out before they chose a password."""
        person = User.objects.filter(email__iexact=email, is_active=True).first()
        if person and person.has_role(roles.ADMINISTRATOR) and not person.has_usable_password():
            return person
        return None

    def _invited(self, email, name) -> User:
        today = clock.today()
        by = people.system_user("add_administrator", on=today)
        try:
            return people.invite(email, name, roles.ADMINISTRATOR, by=by, on=today)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
