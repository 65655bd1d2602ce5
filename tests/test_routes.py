"""Every address is closed to people not signed in, unless it is listed here with its reason."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

OPEN = {
    "account_login": "one signs in here",
    "account_reset_password": "one has forgotten a password",
    "account_reset_password_done": "one has asked for a new password",
    "account_reset_password_from_key": "one chooses a password by an e-mailed link",
    "account_reset_password_from_key_done": "one has chosen a password",
    "account_inactive": "one learns that the account is closed",
    "account_logout": "signing out twice is no error",
    "improvement:accessibility": "the 2018 Regulations want it open",
    "improvement:calendar-feed": "calendar programs do not sign in: the address itself is the permission",
    "improvement:health": "monitors ask it",
    "improvement:partner-update": "partners have no account: the address itself is the permission",
}
ARGUMENTS = {
    "plan": "small",
    "address": "1.1",
    "reference": "1",
    "pk": 1,
    "kind": "theme",
    "slug": "director",
    "format": "xlsx",
    "topic": "leads",
    "uidb36": "1",
    "key": "set-password",
    "token": "unknown",
}


def routes(patterns=None, namespace=""):
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern


def address_of(name: str, pattern: URLPattern) -> str:
    from django.urls import reverse

    wanted = pattern.pattern.converters or pattern.pattern.regex.groupindex
    return reverse(name, kwargs={argument: ARGUMENTS[argument] for argument in wanted})


ROUTES = dict(routes())


def test_the_list_of_open_routes_names_only_routes_there_are():
    assert OPEN.keys() - ROUTES.keys() == set()


@pytest.mark.parametrize("name", sorted(ROUTES.keys() - OPEN.keys()))
def test_closed_routes_lead_to_the_sign_in_page(db, name):
    response = Client().get(address_of(name, ROUTES[name]))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/?next=")


@pytest.mark.parametrize("name", sorted(ROUTES.keys() - OPEN.keys()))
def test_closed_routes_refuse_posting_too(db, name):
    response = Client().post(address_of(name, ROUTES[name]))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/?next=")


@pytest.mark.parametrize("name", sorted(OPEN))
def test_open_routes_ask_nobody_to_sign_in(db, name):
    response = Client().get(address_of(name, ROUTES[name]))
    assert "next=" not in response.get("Location", "")
