"""How a sheet of the workbook is written: text as text, dates as dates, rows as tall as their words need."""

import math
from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from improvement.exports.cells import clean
from improvement.ratings import Code

# Excel's own limits: characters of a cell, points of a row.
LONGEST_TEXT, TALLEST_ROW = 32_767, 409
CUT = " … (cut here: a cell holds no more)"
LINE, AIR = 15, 3
# Letters that fit into one unit of a column's width: Calibri's average against its figures.
LETTERS_PER_UNIT = 1.1

TOP = Alignment(vertical="top", wrap_text=True)
HEAD = Font(bold=True)
HEAD_FILL = PatternFill("solid", fgColor="E8F0F2")
RULE = Border(bottom=Side(style="medium", color="17212B"))
# Fill and text of each rating's cell; the word is always there, so no meaning hangs on the colour.
RATINGS = {
    Code.COMPLETE: ("DFE9F6", "12386B"),
    Code.ON_TRACK: ("DEF1E5", "0B4226"),
    Code.AT_RISK: ("FFE9B8", "3A2700"),
    Code.OFF_TRACK: ("9B1C1F", "FFFFFF"),
    Code.NOT_STARTED: ("FFFFFF", "3C4850"),
}


def put(sheet: Worksheet, row: int, column: int, value, *, font: Font | None = None, wraps: bool = True):
    """Write one cell. Text is marked as text, so that nothing that begins with “=” is ever worked out."""
    if value is None or value == "":
        return None
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        text = clean(value)
        cell.value = text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(CUT)] + CUT
        cell.data_type = "s"
    else:
        cell.value = value
    if isinstance(value, date):
        cell.number_format = "d mmm yyyy"
    if wraps:
        cell.alignment = TOP
    if font:
        cell.font = font
    return cell


def paint_rating(cell, code: str | None) -> None:
    if code in RATINGS:
        fill, text = RATINGS[code]
        cell.fill, cell.font = PatternFill("solid", fgColor=fill), Font(bold=True, color=text)


def put_head(sheet: Worksheet, row: int, headings: Iterable[str]) -> None:
    for column, heading in enumerate(headings, start=1):
        if cell := put(sheet, row, column, heading, font=HEAD):
            cell.fill, cell.border = HEAD_FILL, RULE


def put_row(sheet: Worksheet, row: int, values: Sequence, widths: Sequence[float]) -> None:
    """Write a row and make it as tall as its longest cell: no program does so for a file it did not write."""
    for column, value in enumerate(values, start=1):
        put(sheet, row, column, value)
    lines = max((_lines(value, width) for value, width in zip(values, widths, strict=False)), default=1)
    sheet.row_dimensions[row].height = min(TALLEST_ROW, lines * LINE + AIR)


def set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def make_list(sheet: Worksheet, columns: int, last_row: int, *, freeze: str = "B2") -> None:
    """Freeze and repeat the head, and let every column be filtered."""
    sheet.freeze_panes = freeze
    sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{last_row}"
    sheet.print_title_rows = "1:1"


def set_up_print(sheet: Worksheet, heading: str, *, is_illustrative: bool, paper: int) -> None:
    """Landscape, as wide as the paper, with what the workbook is of and the page on every sheet."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = sheet.ORIENTATION_LANDSCAPE, paper
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    note = " – Illustrative, see Summary" if is_illustrative else ""
    # In headers an ampersand opens a code, so a written one is doubled.
    title = f"{heading}{note}".replace("&", "&&")
    sheet.oddHeader.left.text, sheet.oddFooter.left.text = title, sheet.title
    sheet.oddFooter.right.text = "Page &P of &N"


def _lines(value, width: float) -> int:
    if not isinstance(value, str):
        return 1
    room = max(1, width * LETTERS_PER_UNIT)
    return sum(max(1, math.ceil(len(line) / room)) for line in value.split("\n"))
