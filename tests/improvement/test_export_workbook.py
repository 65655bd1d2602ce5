"""The plan as a workbook: dates are dates, text is text, and nothing is ever worked out."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from openpyxl import load_workbook

from improvement.as_at import AsAt
from improvement.exports.formats import export_plan
from improvement.models import Action, Plan
from improvement.record.ledger import head
from improvement.services import plans, progress
from tests import builders

MARCH = date(2022, 3, 11)
DANGEROUS = ["=1+1", "+44 161", "-2", "@SUM(A1)", "=HYPERLINK(“x”)"]


def workbook(plan: Plan, day: date, today: date):
    made = export_plan(plan, AsAt(day, today), "xlsx", made_at=timezone.now())
    return load_workbook(BytesIO(made.content))


def rows_of(sheet) -> list[dict]:
    """Each row by the words at the heads of its columns."""
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_the_whole_of_bury_stands_in_it_as_at_each_day(bury, today):
    book = workbook(bury, today, today)
    assert book.sheetnames == ["Summary", "Actions", "Findings", "Key", "Also printed"]
    june = {row["ID"]: row for row in rows_of(book["Actions"])}
    assert list(june) == list(bury.actions.values_list("reference", flat=True))
    assert june["1.10"]["ID"] == "1.10", "a reference is no number"
    assert june["2.4"]["Deadline, as printed"] == "31 May 2022"
    assert june["2.4"]["Due"] == datetime(2022, 5, 31)
    assert june["2.4"]["Original deadline, as printed"] == "March 2022"
    assert (june["2.4"]["Times moved"], june["2.4"]["Days overdue"]) == (1, 20)
    assert june["3.8"]["Rating"] == "Off track"
    assert june["3.8"]["Deadline, as read"] == "waits for “PSW appointed”"
    assert june["3.8"]["How the post is held"].startswith("vacant")
    assert len(rows_of(book["Findings"])) == 9
    assert next(row for row in rows_of(book["Findings"]) if row["No."] == "9")["Actions"] == 58
    assert {rating.label for rating in bury.scheme.ratings.all()} <= {
        row["Word"] for row in rows_of(book["Key"])
    }
    summary = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True)}
    assert summary["As at"] == datetime(2022, 6, 20)
    assert summary["Head of the record"] == head().hash
    assert summary["Illustrative"] == bury.illustrative_note

    book = workbook(bury, MARCH, today)
    march = {row["ID"]: row for row in rows_of(book["Actions"])}
    assert {row["Rating"] for row in march.values()} == {"Not rated"}
    assert march["2.4"]["Due"] == datetime(2022, 3, 31)
    assert march["2.4"]["Said by"] == "Printed in the plan"
    summary = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True)}
    assert summary["Head of the record"] == head().hash, "the head is always the newest"


def test_sheets_are_ready_to_read_and_to_print(plan, today):
    book = workbook(plan, today, today)
    for name in ("Actions", "Findings", "Key"):
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.right.text == "Page &P of &N"
    sheet = book["Actions"]
    assert sheet["F1"].value == "Action, as printed"
    assert sheet["F2"].alignment.wrap_text
    assert sheet.row_dimensions[2].height >= 3 * 15, "three lines of words need the room of three"
    assert sheet.column_dimensions["F"].width == 60


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_stays_text(plan, people, today, text):
    action = Action(
        plan=plan,
        theme=plan.themes.first(),
        reference="9.9",
        address="9.9",
        position=9,
        title=text,
        words=text,
        impact=text + "\x0b and a bell \x07",
        extra={text: text},
    )
    plans.add_action(action, steps=[], by=builders.system(today), on=today)
    progress.report_progress(action, rating=None, narrative=text, by=people["office"], on=today)
    sheet = workbook(plan, today, today)["Actions"]
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    row = next(row for row in rows_of(sheet) if row["ID"] == "9.9")
    assert [row["Short title"], row["Action, as printed"], row["Last words on progress"], row[text]] == [
        text
    ] * 4
    assert row["What it means for children and families"] == f"{text} and a bell "


def test_a_text_longer_than_a_cell_says_that_it_was_cut(plan, people, today):
    action = plan.actions.first()
    progress.report_progress(action, rating=None, narrative="x" * 40_000, by=people["office"], on=today)
    words = rows_of(workbook(plan, today, today)["Actions"])[0]["Last words on progress"]
    assert len(words) == 32_767
    assert words.endswith("(cut here: a cell holds no more)")


def test_it_is_taken_away_by_address_and_by_command(plan, people, sign_in, tmp_path, capsys):
    response = sign_in(people["clerk"]).get("/plans/small/export/xlsx/?as_at=2022-06-20")
    assert response.status_code == 200
    assert response["Content-Disposition"] == 'attachment; filename="small-as-at-2022-06-20.xlsx"'
    assert len(rows_of(load_workbook(BytesIO(response.content))["Actions"])) == 4
    target = tmp_path / "plan.xlsx"
    call_command("export_plan", "small", "--format", "xlsx", "--output", str(target))
    assert f"{target}: 4 rows, {target.stat().st_size:,} bytes" in capsys.readouterr().out
