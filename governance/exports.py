"""The audit trail as a workbook, written row by row so that its length does not matter."""

from collections.abc import Iterable
from datetime import datetime
from itertools import count, islice
from tempfile import TemporaryFile
from typing import BinaryIO

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from improvement.kinds import words_for
from improvement.models import LedgerEntry, User
from improvement.record.ledger import head

COLUMNS = [
    ("Number", 10),
    ("Written", 21),
    ("Counts from", 21),
    ("Who", 36),
    ("Kind of object", 22),
    ("Object", 44),
    ("Object number", 14),
    ("Change", 11),
    ("Reason", 44),
    ("Contents", 12),
    ("Digest of contents", 68),
    ("Previous hash", 68),
    ("Hash", 68),
]
# A sheet of a workbook ends at 1,048,576 rows; the record goes on on the next one.
ROWS_ON_A_SHEET = 1_000_000
LONGEST_CELL = 32_767
MOMENT = "d mmm yyyy hh:mm:ss"
ROWS_READ_AT_ONCE = 2_000


def ledger_workbook(
    found: QuerySet[LedgerEntry],
    *,
    asked: str,
    by: User,
    at: datetime,
    sheet_rows: int = ROWS_ON_A_SHEET,
) -> BinaryIO:
    """A workbook of these entries in their order, then a sheet that says what was asked, by whom and when."""
    book = Workbook(write_only=True)
    rows = found.iterator(chunk_size=ROWS_READ_AT_ONCE)
    for number in count(1):
        sheet = book.create_sheet("Audit trail" if number == 1 else f"Audit trail {number}")
        if _write_entries(sheet, islice(rows, sheet_rows)) < sheet_rows:
            break
    _write_about(book.create_sheet("About"), asked, by, at)
    file = TemporaryFile()  # noqa: SIM115 the response that sends it closes it
    book.save(file)
    file.seek(0)
    return file


def _write_entries(sheet, found: Iterable[LedgerEntry]) -> int:
    """Write entries under a frozen head with a filter on it. Returns how many there were."""
    sheet.freeze_panes = "A2"
    for place, (_, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_head(sheet, words) for words, _ in COLUMNS])
    written = 0
    for entry in found:
        sheet.append([_cell(sheet, value) for value in _values(entry)])
        written += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{written + 1}"
    return written


def _write_about(sheet, asked: str, by: User, at: datetime) -> None:
    newest = head()
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
    lines = [
        ("Audit trail of", f"{settings.PRODUCT_NAME}, {settings.COUNCIL_NAME}"),
        ("Exported by", str(by)),
        ("Exported", at),
        ("What was asked", asked),
        ("Newest entry then", newest.number if newest else "none"),
        ("Its hash", newest.hash if newest else ""),
        ("Times", f"{settings.TIME_ZONE}, to the second"),
    ]
    for words, value in lines:
        sheet.append([_head(sheet, words), _cell(sheet, value)])


def _values(entry: LedgerEntry) -> list:
    return [
        entry.number,
        entry.written_at,
        entry.dated,
        entry.actor,
        words_for(entry.model),
        entry.subject,
        entry.object_id,
        entry.get_change_display(),
        entry.reason,
        "withdrawn" if entry.was_withdrawn else "kept",
        entry.digest,
        entry.previous,
        entry.hash,
    ]


def _head(sheet, words: str) -> WriteOnlyCell:
    cell = _cell(sheet, words)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet, value) -> WriteOnlyCell:
    """Numbers and moments as what they are; words as words, even where they open with “=”."""
    if isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, timezone.localtime(value).replace(tzinfo=None, microsecond=0))
        cell.number_format = MOMENT
    elif isinstance(value, str):
        cell = WriteOnlyCell(sheet)
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL]
        cell.data_type = "s"
    else:
        cell = WriteOnlyCell(sheet, value)
    return cell
