"""Say where the demonstration is served and which accounts open it."""

from django.conf import settings
from django.core.management.base import BaseCommand

from improvement import clock, roles
from improvement.demo import files


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--port", default="8000")

    def handle(self, *args, **options):
        self.stdout.write(f"\n{settings.PRODUCT_NAME}: http://127.0.0.1:{options['port']}/\n")
        if not settings.DEMONSTRATION:
            return
        demonstration = files.read("demonstration.toml")
        self.stdout.write(f"Today is {clock.today():%-d %B %Y} in the demonstration. Sign in as:")
        for account in demonstration["account"]:
            self.stdout.write(f"  {account['email']:<22} {roles.ROLES[account['role']]}")
        self.stdout.write(f"with the password {demonstration['password']}. End with Ctrl+C.\n")
