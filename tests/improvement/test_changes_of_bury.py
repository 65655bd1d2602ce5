"""What changed, as shown: the page, the PDF and the workbook say the same, and days that cannot be are refused."""

import re
from datetime import date, datetime

import pytest

from improvement.as_at import AsAt
from improvement.changes import changes
from improvement.changes.words import moved_by, plan_tallies, rating_tallies
from improvement.models import User
from improvement.record.ledger import head
from improvement.standing import standing
from tests.improvement.reading_changes import page, rows_of, words_of, workbook

MARCH = date(2022, 3, 17)
BURY = "/plans/bury-2022/changes/"
PERIOD = "?since=2022-03-17&until=2022-06-20"
TOLD = {
    "went down": 9,
    "went up": 5,
    "completed": 5,
    "started": 9,
    "rated for the first time": 3,
    "moved and came back": 6,
    "deadlines moved": 2,
    "leads changed": 0,
    "texts reworded": 0,
    "added to the plan": 0,
    "merged into another": 0,
    "removed from the plan": 0,
}
DOWN = ["1.6", "3.1", "3.2", "3.4", "3.8", "5.2", "5.3", "5.16", "6.6"]
# This release of the checker cannot run this check beside this release of pikepdf.
CANNOT_RUN = {"UA-14-001"}


@pytest.fixture
def office(bury, sign_in):
    return sign_in(User.objects.get(email="office@demo.example"))


def test_the_counts_of_bury_between_the_march_round_and_june(bury, today):
    changed = changes(bury, MARCH, AsAt(today, today))
    assert {one.words: one.number for one in [*rating_tallies(changed), *plan_tallies(changed)]} == TOLD
    assert [change.action.reference for change in changed.ratings if change.kind == "down"] == DOWN
    assert [(one.action.reference, moved_by(one), one.steps[0].agreed_by) for one in changed.deadlines] == [
        ("2.4", "+2 months", "Improvement Board"),
        ("7.2", "+3 months", "Improvement Board"),
    ]


@pytest.mark.parametrize("day", [date(2022, 6, 20), date(2022, 5, 30), date(2022, 4, 20)])
def test_it_says_what_the_standing_says(bury, today, day):
    stands = standing(bury, AsAt(day, today))
    since = stands.since.closed_on if stands.since else bury.dated
    changed = changes(bury, since, AsAt(day, today))
    told = {tally.key: tally.number for tally in rating_tallies(changed) if tally.number}
    told.pop("same", None)
    moved = {count.kind: count.number for count in stands.movements if count.kind != "same"}
    assert stands.since is None or told == moved


def test_screen_pdf_and_workbook_say_the_same(bury, office, today, tmp_path):
    shown = page(office, BURY + PERIOD)
    tallies = re.findall(r'tallies__number[^>]*>(\d+)</b>\s*(?:<span class="muted">)?([a-z ]+)<', shown)
    assert {words.strip(): int(number) for number, words in tallies} == TOLD
    assert "From 17 March 2022 to 20 June 2022" in shown
    for heading in ("Went down: 9", "Went up: 5", "Completed: 5", "Started: 9", "Deadlines: 2"):
        assert heading in shown

    printed = words_of(bury, MARCH, today, tmp_path)
    for heading in ("Went down: 9", "Went up: 5", "Completed: 5", "Started: 9", "Deadlines: 2"):
        assert heading in printed
    assert "In numbers Ratings Went down Went up Completed Started" in printed
    assert "9 5 5 9 3 6" in printed
    assert "+5 months in all" in printed
    assert "From 17 March 2022 to 20 June 2022" in printed
    assert f"Record {head().number:,}, head {head().hash[:8]}" in printed
    assert head().hash in printed
    assert "Page 1 of " in printed
    assert "Illustrative: see the note on page 1" in printed

    book = workbook(bury, MARCH, today)
    assert book.sheetnames == ["Summary", "Ratings", "Deadlines", "Leads", "Wording", "Structure"]
    summary = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True)}
    assert summary["Since the end of"] == datetime(2022, 3, 17)
    assert summary["Head of the record"] == head().hash
    numbers = {words.split(" (")[0].lower(): number for words, number in summary.items() if words}
    assert {words: numbers[words] for words in TOLD} == TOLD
    ratings = rows_of(book["Ratings"])
    assert [row["ID"] for row in ratings if row["What happened"] == "Down"] == DOWN
    assert len(ratings) == sum(list(TOLD.values())[:6])
    assert {row["Illustrative"] for row in ratings} == {"yes"}
    moved = rows_of(book["Deadlines"])
    assert [(row["ID"], row["Due before"], row["Due now"], row["Months"]) for row in moved] == [
        ("2.4", datetime(2022, 3, 31), datetime(2022, 5, 31), 2),
        ("7.2", datetime(2022, 6, 30), datetime(2022, 9, 30), 3),
    ]
    assert rows_of(book["Wording"]) == rows_of(book["Structure"]) == rows_of(book["Leads"]) == []


def test_it_begins_with_the_last_closed_round(office):
    assert "From 19 May 2022 to 20 June 2022" in page(office, BURY)
    assert "From 21 April 2022 to 1 May 2022" in page(office, f"{BURY}?as_at=2022-05-01")
    assert "From 11 March 2022 to 17 March 2022" in page(office, f"{BURY}?as_at=2022-03-17")
    assert "Deadlines: 1" in page(office, f"{BURY}?since=2022-05-25&until=2022-06-12")
    assert "Nothing changed." in page(office, f"{BURY}?since=2022-05-26&until=2022-06-12")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "since=2022-06-20&until=2022-03-17",
            "17 March 2022 is before 20 June 2022. Choose a day after that.",
        ),
        (
            "until=2022-06-21",
            "21 June 2022 has not come yet. Choose today, 20 June 2022, or a day before it.",
        ),
        (
            "as_at=2022-05-01&until=2022-05-02",
            "2 May 2022 is after the day shown, 1 May 2022. Choose that day or one before it.",
        ),
        (
            "since=2022-03-10",
            "The plan begins on 11 March 2022, so there is nothing of it on 10 March 2022. "
            "Choose that day or a later one.",
        ),
        ("since=2022-06-20", "Both days are 20 June 2022, so nothing can differ. Choose a day after that."),
        ("since=yesterday", "Enter a day as year, month and day, such as 2022-03-17"),
        ("since=2022-02-30&until=31/6/22", "Enter a day as year, month and day, such as 2022-03-17"),
    ],
)
def test_days_that_cannot_be_compared_are_refused(office, asked, said):
    shown = page(office, f"{BURY}?{asked}")
    assert shown.count(said) >= 2, "in the summary of errors and beside the field"
    assert "<title>Error: Changes" in shown
    assert "tallies" not in shown
    for format in ("pdf", "xlsx"):
        response = office.get(f"{BURY}export/{format}/?{asked}")
        assert response.status_code == 404
        assert said in response.content.decode()


@pytest.mark.parametrize(
    ("format", "kind"),
    [
        ("pdf", "application/pdf"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_files_are_named_by_plan_and_days(bury, sign_in, format, kind):
    client = sign_in(User.objects.get(email="chair@demo.example"))
    response = client.get(f"{BURY}export/{format}/{PERIOD}")
    assert response.status_code == 200
    assert response["Content-Type"] == kind
    name = f"bury-2022-changes-2022-03-17-to-2022-06-20.{format}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_server_without_the_style_sheet_says_so(office, settings, tmp_path):
    settings.PRINT_STYLES = tmp_path / "print.css"
    response = office.get(f"{BURY}export/pdf/")
    assert response.status_code == 503
    assert "npm run styles" in response.content.decode()
