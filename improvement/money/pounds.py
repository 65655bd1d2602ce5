"""Amounts of money as councils write them. Plain values only."""

from decimal import Decimal


def in_pounds(amount: Decimal) -> str:
    """£290,000, with pence only where there are some.

    >>> in_pounds(Decimal("1234.50"))
    '£1,234.50'
    """
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"
