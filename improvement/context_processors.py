"""What every page's frame shows."""

from django.conf import settings

from improvement import clock, roles
from improvement.demo import files
from improvement.record.ledger import head


def product(request):
    """The product's name, the council's, today, and the newest link of the record for the footer."""
    return {
        "product_name": settings.PRODUCT_NAME,
        "council_name": settings.COUNCIL_NAME,
        "is_demonstration": settings.DEMONSTRATION,
        "today": clock.today(),
        "other_days": clock.other_days(),
        "record_head": head,
        "session_idle_minutes": settings.SESSION_IDLE_MINUTES,
        "demonstration": demonstration,
    }


def demonstration() -> dict:
    """The accounts that the sign-in page offers, and their password; nothing outside demonstration mode."""
    if not settings.DEMONSTRATION:
        return {}
    wanted = files.read("demonstration.toml")
    accounts = [account | {"role": roles.ROLES[account["role"]]} for account in wanted["account"]]
    return {"accounts": accounts, "password": wanted["password"]}
