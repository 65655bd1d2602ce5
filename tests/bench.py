"""How long the main pages take, as multiples of an empty page with the same middleware.

Run by `make bench`, on a scratch database that it makes and drops: DATABASE_URL's server where it names one,
SQLite otherwise. Every figure is a median of paired runs, so that a busy machine slows both sides.
"""

import os
import resource
import statistics
import sys
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ |= {"DEMONSTRATION": "true", "HTTPS": "false"}

import django
from django.http import HttpResponse

TODAY = date(2022, 6, 20)
PER_PLAN = 100
ROUNDS = 15
AIMS = {"table page": 20, "standing": 15, "action page": 12, "save": 9}


def empty_page(request):
    """What every page pays: middleware, session, person, roles."""
    return HttpResponse(f"<p>{request.user.name}, {len(request.user.role_names)} role")


def main() -> None:
    django.setup()
    from django.conf import settings
    from django.test.utils import get_runner

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        _bench()
    finally:
        runner.teardown_databases(databases)


def _bench() -> None:
    from django.test import Client

    from tests import builders

    people = builders.people(on=TODAY - timedelta(days=40))
    client = Client()
    client.force_login(people["office"])
    _route_empty_page()
    made = 0
    for size in (100, 10_000):
        made = _plans_until(people, made, size)
        print(f"\n{size:,} actions in plans of {PER_PLAN} (multiples of an empty page; aim)")
        for name, times in _paired(client).items():
            multiple, page, empty = times
            print(f"  {name:<12} {multiple:5.1f}   (aim {AIMS[name]}; {page:.1f} ms against {empty:.1f} ms)")
    _documents()
    _deadlines()


def _plans_until(people, made: int, size: int) -> int:
    from tests import builders
    from tests.volume import add_actions

    for number in range(made, size // PER_PLAN):
        plan = builders.small_plan(people, on=TODAY - timedelta(days=30), slug=f"plan-{number}")
        add_actions(plan, PER_PLAN - 4, on=TODAY - timedelta(days=8))
    return size // PER_PLAN


def _route_empty_page() -> None:
    from django.urls import clear_url_caches, path

    from config import urls

    urls.urlpatterns.append(path("empty/", empty_page))
    clear_url_caches()


def _paired(client) -> dict[str, tuple[float, float, float]]:
    """Each page timed in turn with the empty one: multiple, its median and the empty page's, in ms."""
    from improvement.models import Action

    asked = {
        "table page": lambda: client.get("/plans/plan-0/actions/"),
        "standing": lambda: client.get("/plans/plan-0/"),
        "action page": lambda: client.get("/plans/plan-0/actions/9.7/"),
        "save": lambda: _save(client, Action.objects.get(plan__slug="plan-0", address="9.7")),
    }
    results = {}
    for name, ask in asked.items():
        page, empty = [], []
        for turn in range(ROUNDS + 2):
            empty.append(_timed(lambda: client.get("/empty/")))
            page.append(_timed(ask))
            if turn < 2:
                page.clear()
                empty.clear()
        mine, base = statistics.median(page), statistics.median(empty)
        results[name] = (mine / base, mine * 1000, base * 1000)
    return results


def _timed(ask) -> float:
    start = time.perf_counter()
    response = ask()
    spent = time.perf_counter() - start
    assert response.status_code in {200, 302}, response.status_code
    return spent


def _save(client, action):
    rating = action.plan.scheme.ratings.get(code="on-track")
    fields = {"rating": rating.pk, "narrative": "It moved again.", "seen": action.current_update_id or ""}
    return client.post(f"/plans/plan-0/actions/{action.address}/update/", fields)


def _documents() -> None:
    """The PDF and the workbook of Bury's 69 actions."""
    import io
    import tempfile

    from django.core.management import call_command

    print("\nBury 2022, 69 actions")
    call_command("load_demo", quiet=True)
    for format, aim in (("xlsx", "under 1 s"), ("pdf", "under 3 s and 250 MB")):
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            asked = {"format": format, "output": f"{folder}/plan", "stdout": io.StringIO()}
            call_command("export_plan", "bury-2022", **asked)
            spent = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  {format:<12} {spent:5.2f} s   (aim {aim}; this process has reached {peak:.0f} MB)")


def _deadlines() -> None:
    """Ten thousand deadlines, no two the same, in wordings of every kind."""
    from improvement.deadlines.reader import read

    wordings = [
        "{day} March {year}",
        "Sept {year}, action {day}",
        "w/c {day} May {year}",
        "by end of Q2 {year}, team {day}",
        "Commenced in January {year} – to be completed by {day} March {year}",
        "October {year} (dependent on GM leading review {day} of the strategy)",
        "To be agreed once PSW {day} appointed in team {year}",
        "Dec {year} with an audit of {day} cases in January",
    ]
    days = [(day, year) for day in range(1, 29) for year in range(2010, 2056)]
    words = [wording.format(day=day, year=year) for wording in wordings for day, year in days][:10_000]
    start = time.process_time()
    for one in words:
        read(one, dated=TODAY, quarters="financial")
    spent = time.process_time() - start
    print(f"\n{len(set(words)):,} deadlines read in {spent:.2f} s (aim under 1 s)")


if __name__ == "__main__":
    main()
