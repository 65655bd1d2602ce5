"""One demonstration account per role."""

from datetime import date

from django.conf import settings

from improvement.demo import files
from improvement.models import Plan, User
from improvement.services import people
from improvement.services.rules import rules_of, set_rules


def load_accounts(*, by: User, on: date) -> dict[str, User]:
    """The accounts by e-mail address, with the one demonstration password. Refused outside demonstration mode."""
    if not settings.DEMONSTRATION:
        raise RuntimeError(
            "Demonstration accounts have a known password. Set DEMONSTRATION=true to load them."
        )
    wanted = files.read("demonstration.toml")
    accounts = {}
    for account in wanted["account"]:
        person = User.objects.filter(email=account["email"]).first()
        if person is None:
            person = people.invite(
                account["email"], account["name"], account["role"], by=by, on=on, is_demonstration=True
            )
            person.set_password(wanted["password"])
            person.save(update_fields=["password"])
        accounts[person.email] = person
    return accounts


def share_plans(accounts: dict[str, User], *, by: User, on: date) -> None:
    """Let the accounts read the plans that the file names for them, and chair the boards of those that it says."""
    for account in files.read("demonstration.toml")["account"]:
        if slugs := account.get("plans"):
            plans = set(Plan.objects.filter(slug__in=slugs))
            people.share_plans(accounts[account["email"]], plans, by=by, on=on)
            if account.get("chairs"):
                _let_chair(accounts[account["email"]], by=by, on=on)


def _let_chair(person: User, *, by: User, on: date) -> None:
    for row in person.shared_plans.select_related("plan"):
        set_rules(row.plan, rules_of(row.plan), chairs={row}, reason="Chairs the board", by=by, on=on)
