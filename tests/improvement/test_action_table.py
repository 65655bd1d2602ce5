"""The table of actions: every column sorts, every filter narrows, files hold exactly what is shown."""

import csv
import io

import pytest
from openpyxl import load_workbook

from improvement.filters.actions import ActionFilter
from improvement.models import User
from improvement.tables.actions import ActionTable

ADDRESS = "/plans/bury-2022/actions/"
NARROWS = {
    "q": "Threshold Document",
    "rating": "off-track",
    "deadline": "overdue",
    "lead": "edcs",
    "held": "vacant",
    "theme": None,
    "finding": "6",
    "round": "waiting",
}


@pytest.fixture
def client(bury, sign_in):
    return sign_in(User.objects.get(email="office@demo.example"))


def shown(client, **asked) -> list[str]:
    table = client.get(ADDRESS, asked).context["table"]
    return [row.record.reference for row in table.rows]


def test_every_filter_has_a_sample_here():
    assert set(ActionFilter.base_filters) == set(NARROWS)


@pytest.mark.parametrize("name", NARROWS)
def test_each_filter_narrows(client, bury, name):
    value = NARROWS[name] or bury.themes.get(reference="5").pk
    rows = shown(client, **{name: value})
    assert 0 < len(rows) < 69


def test_choices_of_one_filter_are_either_or_and_filters_add_up(client):
    red, amber = shown(client, rating="off-track"), shown(client, rating="at-risk")
    assert set(shown(client, rating=["off-track", "at-risk"])) == {*red, *amber}
    assert set(shown(client, rating="off-track", held="vacant")) <= set(red)


@pytest.mark.parametrize("column", list(ActionTable.base_columns))
def test_each_column_sorts_both_ways(client, column):
    up, down = shown(client, sort=column), shown(client, sort=f"-{column}")
    assert sorted(up) == sorted(down)
    assert up != down


def test_fifty_to_a_page(client):
    first, second = client.get(ADDRESS), client.get(ADDRESS, {"page": 2})
    assert len(first.context["table"].page.object_list) == 50
    assert len(second.context["table"].page.object_list) == 19


def test_every_filter_says_how_many_it_would_show(client):
    counts = client.get(ADDRESS).context["filter"].form.fields
    for name, choices in {"rating": ["off-track", "at-risk"], "deadline": ["overdue", "no-end"]}.items():
        for choice in choices:
            assert counts[name].widget.counts[choice] == len(shown(client, **{name: choice}))


def test_chips_take_one_condition_away(client):
    response = client.get(ADDRESS, {"rating": ["off-track", "at-risk"], "q": "social"})
    words = [chip.words for chip in response.context["chips"]]
    assert words == ["Words or reference: “social”", "Off track", "At risk"]
    kept = response.context["chips"][1].query
    assert "rating=at-risk" in kept
    assert "off-track" not in kept


def test_nothing_found_says_what_to_do(client):
    assert "No action fits these filters" in client.get(ADDRESS, {"q": "zeppelin"}).content.decode()


def test_a_wrong_choice_is_no_crash(client):
    assert client.get(ADDRESS, {"rating": "purple", "theme": "x", "page": "99"}).status_code in {200, 404}


@pytest.mark.parametrize(
    "asked", [{}, {"rating": "off-track"}, {"sort": "-deadline"}, {"as_at": "2022-04-20"}]
)
def test_the_csv_holds_what_the_filter_shows(client, asked):
    response = client.get(f"{ADDRESS}download/csv/", asked)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Ref"] for row in rows] == shown(client, **asked)


def test_the_workbook_holds_what_the_filter_shows(client):
    response = client.get(f"{ADDRESS}download/xlsx/", {"rating": "off-track"})
    sheet = load_workbook(io.BytesIO(response.content)).active
    values = list(sheet.values)
    assert [row[0] for row in values[1:]] == shown(client, rating="off-track")
    assert values[1][8] is None or values[1][8].year == 2022
    assert "attachment" in response["Content-Disposition"]


def test_text_never_becomes_a_formula(plan, people, sign_in, today):
    from improvement.services import plans

    action = plan.actions.first()
    action.title = "=HYPERLINK(0)"
    plans.save_part(action, reason="Test", by=people["office"], on=today)
    office = sign_in(people["office"])
    book = load_workbook(io.BytesIO(office.get("/plans/small/actions/download/xlsx/").content))
    assert book.active["B2"].data_type == "s"
    lines = b"".join(office.get("/plans/small/actions/download/csv/").streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK(0)" in lines


def test_markup_is_text(plan, people, sign_in, today):
    from improvement.services import plans

    action = plan.actions.first()
    action.title = "<script>alert(1)</script>"
    plans.save_part(action, reason="Test", by=people["office"], on=today)
    office = sign_in(people["office"])
    for address in ("/plans/small/", "/plans/small/actions/", "/plans/small/actions/1.1/"):
        assert "<script>alert(1)" not in office.get(address).content.decode()
