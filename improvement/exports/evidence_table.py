"""A plan's evidence as a workbook: every row that the filter shows, without the files themselves."""

from django.http import HttpResponse

from improvement.as_at import AsAt
from improvement.evidence_list import Branch, what_it_is
from improvement.exports.action_table import BATCH
from improvement.exports.cells import text_cell
from improvement.models import Evidence, Plan

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = [
    ("Action", 9),
    ("Action’s title", 48),
    ("Theme", 34),
    ("Evidence", 48),
    ("Kind", 18),
    ("File’s name, or address", 48),
    ("Added", 13),
    ("Added by", 26),
    ("Size in bytes", 13),
    ("SHA-256", 68),
    ("Illustrative", 12),
    ("Withdrawn", 13),
    ("Why withdrawn", 40),
]


def row_values(piece: Evidence, theme_names: dict[int, str]) -> list:
    """One piece's cells under COLUMNS; days are dates, sizes numbers."""
    return [
        piece.reference,
        piece.action_title,
        theme_names.get(piece.theme_then, ""),
        piece.title,
        what_it_is(piece),
        piece.url or piece.file_name,
        piece.added_on,
        piece.adder,
        piece.size or None,
        piece.sha256,
        "yes" if piece.is_illustrative else "no",
        piece.withdrawn_on,
        piece.withdrawn_because,
    ]


def as_xlsx(plan: Plan, when: AsAt, rows, branches: list[Branch]) -> HttpResponse:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Evidence")
    sheet.freeze_panes = "B2"
    for place, (_, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([text_cell(sheet, heading, bold=True) for heading, _ in COLUMNS])
    names, count = {branch.id: branch.name for branch in branches}, 1
    for piece in rows.iterator(BATCH):
        count += 1
        sheet.append([text_cell(sheet, value, wrap=True) for value in row_values(piece, names)])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{count}"
    sheet.print_title_rows = "1:1"
    response = HttpResponse(content_type=WORKBOOK)
    book.save(response)
    name = f"{plan.slug}-evidence-as-at-{when.day.isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
