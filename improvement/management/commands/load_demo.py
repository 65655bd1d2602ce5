"""Load the demonstration: accounts, plans and illustrative rounds. Safe to run twice."""

from django.core.management.base import BaseCommand
from django.db.models import Count, Sum

from improvement import clock
from improvement.demo.accounts import load_accounts, share_plans
from improvement.demo.plan import load_plan
from improvement.demo.requests import load_requests
from improvement.demo.rounds import load_rounds
from improvement.doubts import doubts
from improvement.models import FindingLink, Plan
from improvement.record.writing import writing
from improvement.services.people import system_user
from improvement.services.plans import is_written

# Posts and aliases are defined where a plan first names them: the fullest first.
PLANS = ["bury-2022", "bury-2016", "bury-2021", "bury-2024-send"]


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("plans", nargs="*", choices=[*PLANS, []], help="All of them without a name.")
        parser.add_argument("--quiet", action="store_true", help="do not list what was loaded and its doubts")

    def handle(self, *args, **options):
        today, wanted = clock.today(), options["plans"] or PLANS
        by = system_user("load_demo", on=today)
        with writing(by=by, reason="Demonstration loaded", on=today):
            missing = [slug for slug in wanted if not is_written(slug)]
            accounts = load_accounts(by=by, on=today)
            for slug in missing:
                load = load_plan(slug, accounts=accounts, by=by)
                load_rounds(slug, load)
                load_requests(slug, load)
            if missing:
                share_plans(accounts, by=by, on=today)
        for slug in [] if options["quiet"] else wanted:
            self._report(Plan.objects.get(slug=slug), is_new=slug in missing)

    def _report(self, plan, *, is_new):
        self.stdout.write(f"{plan.slug}: {'loaded' if is_new else 'here already, nothing changed'}.")
        self.stdout.write(f"  {'; '.join(_what_it_holds(plan))}.")
        found = doubts(plan)
        self.stdout.write(f"  {len(found)} doubts for a person to settle:")
        for doubt in found:
            where = f" of {', '.join(doubt.actions)}" if doubt.actions else ""
            self.stdout.write(f"  {doubt.about}{where}: {doubt.reason}")


def _what_it_holds(plan: Plan) -> list[str]:
    """69 actions; 9 findings of its inspection, finding 9 linked 58 times; costs of £290,000."""
    held = [f"{plan.actions.count()} actions"]
    if plan.inspection:
        held.append(f"{plan.inspection.findings.count()} findings of its inspection")
    if sources := plan.sources.count():
        held.append(f"{sources} sources")
    links = FindingLink.objects.filter(action__plan=plan).order_by().values_list("finding__reference")
    if most := links.annotate(number=Count("id")).order_by("-number").first():
        held.append(f"finding {most[0]} linked {most[1]} times")
    if costs := plan.costs.aggregate(total=Sum("amount"))["total"]:
        held.append(f"costs of £{costs:,.0f}")
    return held
