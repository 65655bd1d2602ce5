"""Cells that no spreadsheet can take for a formula."""

import re
from datetime import date

# Characters that XML does not allow; a workbook holding one cannot be opened.
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
OPENS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def clean(value: str) -> str:
    return NOT_IN_XML.sub("", value)


def text_cell(sheet, value, *, bold: bool = False, wrap: bool = False):
    """A cell for a write-only sheet: text stays text, a date a date, a number a number."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    is_text = isinstance(value, str)
    cell = WriteOnlyCell(sheet, value=clean(value) if is_text else value)
    if is_text:
        cell.data_type = "s"
    if isinstance(value, date):
        cell.number_format = "dd mmm yyyy"
    if bold:
        cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=wrap or bold, vertical="top")
    return cell


def plain_csv(value) -> str:
    """Text that a spreadsheet opening the file will not run: an apostrophe before what opens a formula."""
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, date) else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(OPENS_A_FORMULA) else text
