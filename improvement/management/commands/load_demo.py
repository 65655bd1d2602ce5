"""Load the demonstration: accounts, plans and illustrative rounds. Safe to run twice."""

from django.core.management.base import BaseCommand

from improvement import clock
from improvement.demo.accounts import load_accounts, share_plans
from improvement.demo.plan import load_plan
from improvement.demo.rounds import load_rounds
from improvement.doubts import doubts
from improvement.models import FindingLink, Plan
from improvement.record.writing import writing
from improvement.services.people import system_user
from improvement.services.plans import is_written

PLANS = ["bury-2022"]


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--quiet", action="store_true", help="do not list what was loaded and its doubts")

    def handle(self, *args, **options):
        today = clock.today()
        by = system_user("load_demo", on=today)
        with writing(by=by, reason="Demonstration loaded", on=today):
            missing = [slug for slug in PLANS if not is_written(slug)]
            accounts = load_accounts(by=by, on=today)
            for slug in missing:
                load_rounds(slug, load_plan(slug, accounts=accounts, by=by))
            if missing:
                share_plans(accounts, by=by, on=today)
        for slug in [] if options["quiet"] else PLANS:
            self._report(Plan.objects.get(slug=slug), is_new=slug in missing)

    def _report(self, plan, *, is_new):
        self.stdout.write(f"{plan.slug}: {'loaded' if is_new else 'here already, nothing changed'}.")
        findings = plan.inspection.findings.all()
        links = FindingLink.objects.filter(action__plan=plan)
        ninth = links.filter(finding__reference="9").count()
        self.stdout.write(
            f"  {plan.actions.count()} actions, {findings.count()} findings, finding 9 linked {ninth} times."
        )
        found = doubts(plan)
        self.stdout.write(f"  {len(found)} doubts for a person to settle:")
        for doubt in found:
            self.stdout.write(f"  {doubt.reference} {doubt.about}: {doubt.reason}")
