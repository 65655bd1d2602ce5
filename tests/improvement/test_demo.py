"""The demonstration: four published plans, held without loss, and the days that it stands on."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import Sum
from django.test import override_settings

from improvement import clock
from improvement.demo import files
from improvement.demo.comparing import missing_from
from improvement.models import Action, Cost, Finding, LedgerEntry, Plan, Theme, User
from improvement.record.verify import problems
from improvement.services import plans
from tests.conftest import FILES, for_a_module

PLANS = {"bury-2016": 74, "bury-2021": 34, "bury-2022": 69, "bury-2024-send": 52}
SEND = "/plans/bury-2024-send/"


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """All four plans, as load_demo loads them."""
    storage = {"BACKEND": FILES, "OPTIONS": {"location": str(tmp_path_factory.mktemp("evidence"))}}
    with for_a_module(django_db_blocker):
        with override_settings(DEMONSTRATION=True, STORAGES={**settings.STORAGES, "default": storage}):
            call_command("load_demo", quiet=True)
        yield


@pytest.fixture
def all_plans(loaded, db):
    return Plan.objects.all()


@pytest.fixture
def both_days(settings):
    settings.DEMONSTRATION_DAYS = [clock.today(), clock.date(2024, 7, 8)]


def test_every_plan_is_there_with_all_that_it_prints(all_plans):
    assert {plan.slug: plan.actions.count() for plan in all_plans} == PLANS
    assert Finding.objects.filter(inspection__isnull=False).count() == 29
    assert Finding.objects.filter(listed_in__slug="bury-2021").count() == 34
    assert Cost.objects.filter(plan__slug="bury-2016").aggregate(sum=Sum("amount"))["sum"] == 290_000
    assert Theme.objects.filter(plan__slug="bury-2024-send", depth=2).count() == 14
    assert Plan.objects.get(slug="bury-2021").phases.count() == 3
    assert Plan.objects.get(slug="bury-2021").milestones.count() == 8
    kinds = Plan.objects.get(slug="bury-2022").narratives.get().points.values_list("kind", flat=True)
    assert [list(kinds).count(kind) for kind in ("principle", "priority", "condition")] == [7, 3, 4]


def test_loading_again_changes_nothing(all_plans):
    before = LedgerEntry.objects.count()
    call_command("load_demo", quiet=True)
    assert LedgerEntry.objects.count() == before


def test_its_record_is_whole(all_plans):
    assert list(problems()) == []


def test_a_recommendation_stands_beside_the_inspectors_own_words(all_plans):
    sixth = Theme.objects.get(plan__slug="bury-2016", reference="6")
    assert sixth.answers.reference == "6"
    assert sixth.title != sixth.answers.words
    assert "recommendation 7" in sixth.doubt


def test_an_unreadable_date_is_said_to_be_unreadable(all_plans):
    deadline = Action.objects.get(plan__slug="bury-2024-send", address="5.1a").current_deadline
    assert (deadline.kind, deadline.ends) == ("unreadable", None)
    assert "2024" in deadline.words
    assert deadline.assumed


@pytest.mark.parametrize("slug", PLANS)
def test_a_workbook_holds_every_printed_cell(all_plans, both_days, slug, tmp_path):
    file = tmp_path / "plan.xlsx"
    call_command("export_plan", slug, format="xlsx", output=str(file))
    cells, missing = missing_from(file, slug)
    assert cells > PLANS[slug]
    assert missing == []


def test_a_pdf_holds_every_printed_word(all_plans, tmp_path, capsys):
    file = tmp_path / "plan.pdf"
    call_command("export_plan", "bury-2016", format="pdf", output=str(file))
    call_command("compare_export", "bury-2016", str(file))
    assert "nothing is missing" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_a_word_that_was_lost_is_missed(all_plans, kind, tmp_path, today, capsys):
    action = Action.objects.get(plan__slug="bury-2021", address="1.5")
    action.words = action.title = action.words.replace("insights", "")
    office = User.objects.get(email="office@demo.example")
    plans.save_part(action, reason="Test", by=office, on=today)
    file = tmp_path / f"plan.{kind}"
    call_command("export_plan", "bury-2021", format=kind, output=str(file))
    with pytest.raises(CommandError, match="1 of 68 printed cells"):
        call_command("compare_export", "bury-2021", str(file))
    assert capsys.readouterr().out.splitlines()[-1].startswith("1.5 words:")


def test_every_theme_and_address_of_the_files_is_known():
    for slug, number in PLANS.items():
        addresses = [action["address"] for action in files.plan_actions(slug)]
        assert len(set(addresses)) == len(addresses) == number


# Its days


def test_a_plan_of_a_later_day_is_not_there_yet(all_plans, sign_in, both_days):
    client = sign_in(User.objects.get(email="office@demo.example"))
    early = client.get(SEND).text
    assert "There was no plan yet on 20 June 2022" in early
    assert "Go to 8 July 2024" in early
    assert "SEND" not in client.get("/plans/").text
    went = client.post("/demonstration/day/", {"day": "2024-07-08", "next": SEND})
    assert went["Location"] == SEND
    assert "today is 8 July 2024" in client.get(SEND).text
    assert "SEND" in client.get("/plans/").text


@pytest.mark.parametrize("day", ["", "2023-01-01", "yesterday"])
def test_the_demonstration_goes_to_its_own_days_only(all_plans, sign_in, both_days, day):
    client = sign_in(User.objects.get(email="office@demo.example"))
    assert client.post("/demonstration/day/", {"day": day}).status_code == 404


def test_it_leads_to_its_own_pages_only(all_plans, sign_in, both_days):
    client = sign_in(User.objects.get(email="office@demo.example"))
    went = client.post("/demonstration/day/", {"day": "2024-07-08", "next": "https://elsewhere.example/"})
    assert went["Location"] == "/"


def test_nothing_is_written_behind_a_later_version(all_plans, sign_in, both_days):
    """On the later day a post is renamed; back on the earlier one nobody can rename it."""
    client = sign_in(User.objects.get(email="office@demo.example"))
    address = "/posts/adsc/edit/"
    form = client.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {
        "title": "Assistant Director",
        "reason": "New",
    }
    client.post("/demonstration/day/", {"day": "2024-07-08"})
    assert client.post(address, sent).status_code == 302
    client.post("/demonstration/day/", {"day": "2022-06-20"})
    refused = client.post(address, sent | {"title": "Something else"})
    assert refused.status_code == 409
    assert "Nothing was saved" in refused.text
    assert list(problems()) == []


def test_outside_demonstration_there_are_no_such_days(people, sign_in, settings):
    settings.DEMONSTRATION = False
    assert clock.other_days() == []
    assert not clock.may_be_behind()
    assert sign_in(people["office"]).post("/demonstration/day/", {"day": "2024-07-08"}).status_code == 404


def test_what_else_a_plan_prints_has_a_page(all_plans, sign_in):
    client = sign_in(User.objects.get(email="chair@demo.example"))
    told = client.get("/plans/bury-2022/also-printed/").text
    assert "striving to do ‘with’ children and families" in told
    assert "PHASE 2 – IP DETAILED ACTION PLAN" in client.get("/plans/bury-2021/also-printed/").text
    assert "Nothing else." in client.get("/plans/bury-2016/also-printed/").text


def test_an_actions_page_shows_the_cells_it_shares(all_plans, sign_in):
    client = sign_in(User.objects.get(email="office@demo.example"))
    page = client.get("/plans/bury-2016/actions/1b/").text
    assert "Sufficient management capacity" in page
    assert "<dd>SH</dd>" in page
