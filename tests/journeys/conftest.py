"""What every journey stands on: the demonstration, a server, a browser, and visitors who report each fault.

Journeys run on SQLite alone: what a browser sees does not depend on the database.
"""

import shutil

import pytest
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import expect, sync_playwright

from improvement.models import Plan
from tests.journeys.database import Demonstration
from tests.journeys.visitors import DESKTOP, come_in, report_faults, resize, send_home

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 10_000  # milliseconds: two workers share two cores


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    made = Demonstration(tmp_path_factory.mktemp("demonstration") / "media")
    yield made
    made.close()


@pytest.fixture
def transactional_db(django_db_setup, django_db_blocker, house, demonstration, tmp_path, monkeypatch):
    """In place of the plug-in's own, which empties every table after a test: see database.py."""
    # Playwright keeps an event loop in this thread, and Django would refuse every query beside it.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    cache.clear()  # Sign-in attempts are counted there.
    assert connection.vendor == "sqlite", "Run the journeys with DATABASE_URL empty."
    with django_db_blocker.unblock():
        demonstration.lay_out(tmp_path / "media")
        yield
        demonstration.clear_away()


@pytest.fixture
def bury(transactional_db) -> Plan:
    return Plan.objects.get(slug="bury-2022")


@pytest.fixture(scope="package")
def browser():
    """One Chromium for the journeys of this worker, gone before any other test runs beside its event loop."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def faults() -> list[str]:
    """What went wrong in any window since the journey began."""
    return []


@pytest.fixture(scope="package")
def windows(browser, live_server, faults):
    """Returns a window that nobody in `taken` sits at. Kept for all journeys: one costs more than many pages."""
    kept = []

    def window(taken, **options):
        for page, its_options in kept:
            if its_options == options and page not in taken:
                return page
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        report_faults(page, faults)
        kept.append((page, options))
        return page

    return window


@pytest.fixture
def visitor(live_server, bury, windows, faults):
    """Returns a window onto the product for somebody, signed in already.

    Takes the name before the @ of a demonstration account, or nothing for nobody; a width; and whatever else
    Playwright knows of a window, such as java_script_enabled. Two visitors of one journey share nothing. A
    fault that the browser reports fails the journey at its end.
    """
    faults.clear()
    taken = []

    def visit(person: str = "", *, width: int = DESKTOP, **options):
        page = windows(taken, **options)
        taken.append(page)
        resize(page, width)
        if person:
            come_in(page, person, live_server.url)
        return page

    yield visit
    for page in taken:
        send_home(page)
    assert faults == []
