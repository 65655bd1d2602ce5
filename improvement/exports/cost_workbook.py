"""A plan's costs as a workbook: each cost, and the sums with what they do not hold."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO

from django.conf import settings
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.exports import workbook_sheet as sheets
from improvement.models import Plan
from improvement.money import Money, Sums
from improvement.money.words import total_sentences

COSTS = [
    ("Ref", 8),
    ("Action", 50),
    ("As printed", 44),
    ("Amount, £", 14),
    ("Funding", 14),
    ("How often", 14),
    ("In the total", 12),
    ("Doubt", 40),
]
SUMS = [
    ("", 50),
    ("One-off, £", 14),
    ("Recurring, £", 14),
    ("How often not stated, £", 16),
    ("Total, £", 14),
    ("Costs", 9),
    ("In budget", 11),
    ("No amount", 11),
]
POUNDS = "#,##0.00"
TITLE = Font(bold=True, size=16)


def cost_workbook(plan: Plan, when: AsAt, money: Money, *, made_at: datetime) -> bytes:
    book = Workbook()
    frame = then.frame_of(plan, when)
    book.properties.title = f"Costs of {frame['title']}, as at {when.day:%-d %B %Y}"
    book.properties.creator = settings.COUNCIL_NAME
    summary, costs = book.active, book.create_sheet("Costs")
    summary.title = "Sums"
    _write_sums(summary, plan, when, money, frame, made_at)
    _write_costs(costs, plan, money)
    for sheet in book.worksheets:
        sheet.page_setup.orientation, sheet.page_setup.paperSize = sheet.ORIENTATION_LANDSCAPE, 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.oddFooter.right.text = "Page &P of &N"
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _write_sums(
    sheet: Worksheet, plan: Plan, when: AsAt, money: Money, frame: dict, made_at: datetime
) -> None:
    widths = [width for _, width in SUMS]
    sheets.set_widths(sheet, widths)
    sheets.put(sheet, 1, 1, f"Costs of {frame['title']}", font=TITLE, wraps=False)
    made = f"{timezone.localtime(made_at):%-d %B %Y, %H:%M}, by {settings.PRODUCT_NAME}"
    lines = [f"As at {when.day:%-d %B %Y}. Made {made}.", *total_sentences(money)]
    if frame["illustrative_note"] and when.day > frame["begins"]:
        lines.append(f"Illustrative. {frame['illustrative_note']}")
    for row, line in enumerate(lines, start=2):
        sheets.put(sheet, row, 1, line, wraps=False)
    row = len(lines) + 3
    for name, parts in [(plan.deepest_level.capitalize(), money.themes), ("Funding", money.fundings)]:
        sheets.put_head(sheet, row, [name, *(heading for heading, _ in SUMS[1:])])
        for part in [*(getattr(part, "sums", part) for part in parts), money.all]:
            row += 1
            _put_sums(sheet, row, part, widths)
        row += 2


def _put_sums(sheet: Worksheet, row: int, part: Sums, widths: list[float]) -> None:
    amounts = [part.one_off, part.recurring, part.unstated, part.total]
    counts = [part.number, part.in_budget, part.without_amount]
    sheets.put_row(sheet, row, [part.label, *amounts, *counts], widths)
    _as_pounds(sheet, row)


def _write_costs(sheet: Worksheet, plan: Plan, money: Money) -> None:
    widths = [34, *(width for _, width in COSTS)]
    sheets.set_widths(sheet, widths)
    sheets.put_head(sheet, 1, [plan.deepest_level.capitalize(), *(heading for heading, _ in COSTS)])
    row = 1
    for theme in money.themes:
        for line in theme.lines:
            row += 1
            whole = line.title or f"The whole {plan.deepest_level}"
            read = [line.funding_words, line.recurrence_words, "yes" if line.is_summed else "no", line.doubt]
            values = [theme.name, line.address, whole, line.words, line.amount, *read]
            sheets.put_row(sheet, row, values, widths)
            _as_pounds(sheet, row)
    sheets.make_list(sheet, len(widths), row)


def _as_pounds(sheet: Worksheet, row: int) -> None:
    for cell in sheet[row]:
        if isinstance(cell.value, Decimal):
            cell.number_format = POUNDS
