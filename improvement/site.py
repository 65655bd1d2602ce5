"""Absolute addresses for what leaves the product, where no request says how it was reached."""

from django.conf import settings
from django.urls import reverse

MY_ACTIONS = "/my-actions/"


def absolute(path: str) -> str:
    """A path of the product as one follows it from an e-mail.

    >>> absolute("/my-actions/")
    'http://127.0.0.1:8000/my-actions/'
    """
    return f"{settings.SITE_ADDRESS}{path}"


def address_of(name: str, **arguments) -> str:
    """The absolute address of a route."""
    return absolute(reverse(name, kwargs=arguments))
