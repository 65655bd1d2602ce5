"""The table of actions as a file: every row that the filter shows, streamed."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse

from improvement.as_at import AsAt
from improvement.deadlines.asked import asked_mark
from improvement.deadlines.words import reading_words
from improvement.exports.cells import plain_csv, text_cell
from improvement.models import Plan
from improvement.posts import held_words, post_state

BATCH = 500
HEADINGS = [
    "Ref",
    "Action",
    "Rating",
    "Rating in the round before",
    "Lead",
    "Lead post",
    "Deadline, as printed",
    "Deadline, as read",
    "Due",
    "Another deadline asked for",
    "Findings",
    "Evidence",
    "Updated this round",
]


def row_values(row) -> list:
    """One action's cells under HEADINGS; the due date is a date."""
    return [
        row.address,
        row.title,
        row.label or "Not rated",
        row.label_before or "Not rated",
        row.lead_title or "No lead",
        held_words(post_state(row.lead_kind, row.lead_held), row.lead_covered),
        row.deadline_words or "",
        reading_words(row.deadline_kind, row.deadline_starts, row.due, row.condition or ""),
        row.due,
        asked_mark(row.asked_words, row.asked_ends),
        row.finding_count,
        row.evidence_count,
        "yes" if row.updated else "no",
    ]


class _Line:
    """A file for the csv writer that hands each line straight on."""

    def write(self, line: str) -> str:
        return line


def as_csv(plan: Plan, when: AsAt, rows) -> StreamingHttpResponse:
    writer = csv.writer(_Line())

    def lines() -> Iterable[str]:
        yield "\ufeff"  # so that Excel reads the file as UTF-8
        yield writer.writerow(HEADINGS)
        for row in rows.iterator(BATCH):
            yield writer.writerow([plain_csv(value) for value in row_values(row)])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    return _named(response, plan, when, "csv")


def as_xlsx(plan: Plan, when: AsAt, rows) -> HttpResponse:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Actions")
    sheet.freeze_panes = "C2"
    for letter, width in zip(
        "ABCDEFGHIJKLM", (8, 60, 14, 14, 34, 14, 30, 34, 13, 22, 10, 10, 10), strict=True
    ):
        sheet.column_dimensions[letter].width = width
    sheet.append([text_cell(sheet, heading, bold=True) for heading in HEADINGS])
    count = 1
    for row in rows.iterator(BATCH):
        count += 1
        sheet.append([text_cell(sheet, value, wrap=True) for value in row_values(row)])
    sheet.auto_filter.ref = f"A1:L{count}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = _fit()
    response = HttpResponse(content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    book.save(response)
    return _named(response, plan, when, "xlsx")


def _fit():
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def _named(response, plan: Plan, when: AsAt, ending: str):
    name = f"{plan.slug}-actions-as-at-{when.day.isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


FORMATS = {"xlsx": as_xlsx, "csv": as_csv}
