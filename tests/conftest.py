"""What every test may ask for: the six people, one small plan, and the whole of Bury 2022."""

import gc
from contextlib import contextmanager
from datetime import date

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from improvement.models import Plan, User
from tests import builders

TODAY = date(2022, 6, 20)
# Two workers take file after file; what takes longest must not be what is left at the end.
LONGEST = (
    "tests/improvement/test_query_counts.py",
    "tests/journeys/test_pages.py",
    "tests/improvement/test_export_pdf.py",
)
FILES = "django.core.files.storage.FileSystemStorage"


def pytest_configure():
    """What saves half of the suite's time: quick passwords, static files looked for when asked for, and memory
    searched for lost rings a hundredth as often, because every search walks all of Django."""
    gc.set_threshold(70_000, 10, 10)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True


def pytest_addoption(parser):
    parser.addoption(
        "--only-database", action="store_true", help="leave out the tests that ask for no database"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    if config.getoption("only_database"):
        left_out = [item for item in items if not _asks_for_a_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _asks_for_a_database(item)]


def _asks_for_a_database(item) -> bool:
    return bool({"db", "transactional_db"} & set(item.fixturenames)) or (
        item.get_closest_marker("django_db") is not None
    )


@pytest.fixture(autouse=True)
def house(settings, tmp_path):
    """Tests stand on the demonstration's own day, keep files apart and send static files unhashed."""
    settings.DEMONSTRATION = True
    settings.DEMONSTRATION_DAYS = [TODAY]
    settings.SECURE_SSL_REDIRECT = False
    settings.STORAGES = {
        "default": {
            "BACKEND": FILES,
            "OPTIONS": {"location": str(tmp_path / "media")},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()  # the sign-in page counts attempts there, and thirty a minute are allowed in all


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture(scope="module")
def people_of_module(django_db_setup, django_db_blocker):
    """The six, written once for a module's tests and gone after them."""
    with for_a_module(django_db_blocker):
        builders.people(on=TODAY)
        yield


@pytest.fixture
def people(people_of_module, db) -> dict[str, User]:
    """The six: office, lead, chair, clerk, auditor, admin. What a test writes is gone after it."""
    return builders.cast()


@pytest.fixture(scope="module")
def plan_of_module(people_of_module, django_db_blocker):
    """The small plan, written once for a module's tests and gone after them."""
    with for_a_module(django_db_blocker):
        builders.small_plan(builders.cast(), on=TODAY)
        yield


@pytest.fixture
def plan(plan_of_module, people) -> Plan:
    """A small plan: two priorities, four actions, led by the lead's post, shared with chair and clerk."""
    return Plan.objects.get(slug="small")


@contextmanager
def for_a_module(blocker):
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def bury_of_module(django_db_setup, django_db_blocker, tmp_path_factory):
    """Bury 2022 as load_demo loads it, once for a module's tests and gone after them."""
    storage = {"BACKEND": FILES, "OPTIONS": {"location": str(tmp_path_factory.mktemp("evidence"))}}
    stored = override_settings(DEMONSTRATION=True, STORAGES={**settings.STORAGES, "default": storage})
    with for_a_module(django_db_blocker):
        with stored:
            call_command("load_demo", "bury-2022", quiet=True)
        yield


@pytest.fixture
def bury(bury_of_module, db) -> Plan:
    """Bury 2022 with its accounts. What a test writes is gone after it."""
    return Plan.objects.get(slug="bury-2022")


@pytest.fixture
def sign_in():
    """Returns a browser signed in as somebody."""

    def signed_in(person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in
