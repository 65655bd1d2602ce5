"""What changed between two days as a workbook: a summary, then a sheet for each kind of change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from improvement.changes.facts import DeadlineChange, RatingChange
from improvement.changes.words import (
    lead_words,
    moved_by,
    plan_tallies,
    posts_in_words,
    rating_tallies,
    rating_words,
)
from improvement.exports import workbook_sheet as sheets
from improvement.exports.changes_document import ChangesDocument
from improvement.exports.plan_workbook import A4, WorkbookFile
from improvement.ratings import Movement
from improvement.wording.word_changes import word_changes

SUMMARY_WIDTHS = [34, 90]
TITLE = Font(bold=True, size=16)
SECTION = Font(bold=True, size=12)
BESIDE_ITS_WORDS = Alignment(horizontal="left", vertical="top")
ELLIPSIS = " … "


@dataclass(frozen=True)
class Table:
    """One sheet: its name, its columns (heading and width in characters), its rows, and which cells are ratings."""

    name: str
    columns: Sequence[tuple[str, float]]
    rows: list[list]
    rated: dict[int, list[str | None]] | None = None


def changes_workbook(document: ChangesDocument) -> WorkbookFile:
    """The changes as a workbook; `rows` counts them."""
    book = Workbook()
    book.properties.title, book.properties.creator = document.heading, settings.COUNCIL_NAME
    book.active.title = "Summary"
    _write_summary(book.active, document)
    tables = [make(document) for make in TABLES]
    for table in tables:
        _write_table(book.create_sheet(table.name), table)
    for sheet in book.worksheets:
        illustrative = document.is_illustrative
        sheets.set_up_print(sheet, document.heading, is_illustrative=illustrative, paper=A4)
    made = BytesIO()
    book.save(made)
    return WorkbookFile(made.getvalue(), sum(len(table.rows) for table in tables))


def _write_summary(sheet: Worksheet, document: ChangesDocument) -> None:
    sheets.set_widths(sheet, SUMMARY_WIDTHS)
    sheets.put(sheet, 1, 1, f"{document.title}: what changed", font=TITLE, wraps=False)
    row = 3
    for name, value in _facts(document):
        sheets.put_row(sheet, row, [name, value], SUMMARY_WIDTHS)
        sheet.cell(row, 1).font = sheets.HEAD
        row += 1
    for title, tallies in (
        ("Ratings", rating_tallies(document.found)),
        ("The plan itself", plan_tallies(document.found)),
    ):
        sheets.put(sheet, row + 1, 1, title, font=SECTION, wraps=False)
        row += 2
        for tally in tallies:
            words = f"{tally.words} ({tally.note})" if tally.note else tally.words
            sheets.put_row(sheet, row, [words[:1].upper() + words[1:], tally.number], SUMMARY_WIDTHS)
            sheet.cell(row, 2).alignment = BESIDE_ITS_WORDS
            row += 1


def _facts(document: ChangesDocument) -> list[tuple[str, object]]:
    period, head = document.found.period, document.head
    facts = [
        ("Since the end of", period.since),
        ("Until the end of", period.until),
        ("Illustrative", document.plan.illustrative_note),
        ("Made", f"{document.made_at:%-d %B %Y, %H:%M}, by {settings.PRODUCT_NAME}"),
        ("Record reached", head.number if head else "nothing recorded yet"),
        ("Head of the record", head.hash if head else ""),
    ]
    return [fact for fact in facts if fact[1]]


def _write_table(sheet: Worksheet, table: Table) -> None:
    widths = [width for _, width in table.columns]
    sheets.set_widths(sheet, widths)
    sheets.put_head(sheet, 1, [heading for heading, _ in table.columns])
    for row, values in enumerate(table.rows, start=2):
        sheets.put_row(sheet, row, values, widths)
    for column, codes in (table.rated or {}).items():
        for row, code in enumerate(codes, start=2):
            sheets.paint_rating(sheet.cell(row, column), code)
    sheets.make_list(sheet, len(widths), 1 + len(table.rows))


def _ratings(document: ChangesDocument) -> Table:
    changes = [change for _, rows in document.found.ratings_by_kind for change in rows]
    return Table(
        "Ratings",
        [
            ("ID", 8),
            ("Action", 44),
            ("What happened", 22),
            ("Before", 14),
            ("Now", 14),
            ("In words", 26),
            ("What was said last", 60),
            ("Why", 40),
            ("Way back", 40),
            ("Said on", 13),
            ("Said by", 24),
            ("Illustrative", 11),
        ],
        [_rating(change) for change in changes],
        {4: [change.before.code for change in changes], 5: [change.now.code for change in changes]},
    )


def _rating(change: RatingChange) -> list:
    return [
        change.action.reference,
        change.action.title,
        Movement(change.kind).label,
        change.before.label,
        change.now.label,
        rating_words(change),
        change.said,
        change.reason,
        change.recovery,
        change.on,
        change.by,
        "yes" if change.is_illustrative else "",
    ]


def _deadlines(document: ChangesDocument) -> Table:
    return Table(
        "Deadlines",
        [
            ("ID", 8),
            ("Action", 44),
            ("What happened", 20),
            ("From, as printed", 22),
            ("From, as read", 24),
            ("Due before", 13),
            ("To, as printed", 22),
            ("To, as read", 24),
            ("Due now", 13),
            ("Months", 9),
            ("By how much", 20),
            ("Why", 50),
            ("Agreed by", 26),
            ("Agreed on", 13),
            ("Illustrative", 11),
        ],
        [_deadline(change) for change in document.found.deadlines],
    )


def _deadline(change: DeadlineChange) -> list:
    before, now, steps = change.before, change.now, change.steps
    return [
        change.action.reference,
        change.action.title,
        change.kind.label,
        before.words,
        before.reading,
        before.ends,
        now.words,
        now.reading,
        now.ends,
        change.months,
        moved_by(change),
        "\n".join(step.reason for step in steps if step.reason),
        "\n".join(dict.fromkeys(step.agreed_by for step in steps if step.agreed_by)),
        steps[-1].agreed_on,
        "yes" if any(step.is_illustrative for step in steps) else "",
    ]


def _leads(document: ChangesDocument) -> Table:
    rows = [
        [
            change.action.reference,
            change.action.title,
            lead_words(change),
            posts_in_words(change.before),
            posts_in_words(change.now),
            change.on,
            change.reason,
        ]
        for change in document.found.leads
    ]
    rows += [
        [None, f"{holder.title}, leading {holder.actions}", "Held", holder.before, holder.now, None, ""]
        for holder in document.found.holders
    ]
    columns = [("ID", 8), ("Action or post", 50), ("What", 16), ("Before", 34), ("Now", 34), ("From", 13)]
    return Table("Leads", [*columns, ("Why", 50)], rows)


def _wording(document: ChangesDocument) -> Table:
    rows = []
    for change in document.found.wording:
        runs = word_changes(change.before, change.now)
        removed, added = (
            ELLIPSIS.join(run.words.strip() for run in runs if run.kind == kind)
            for kind in ("removed", "added")
        )
        named = [change.of.reference, change.of.title, change.what]
        rows.append([*named, removed, added, change.before, change.now])
    columns = [("ID", 8), ("Title now", 36), ("Text", 24), ("Words removed", 40), ("Words added", 40)]
    return Table("Wording", [*columns, ("Before", 60), ("Now", 60)], rows)


def _structure(document: ChangesDocument) -> Table:
    rows = [
        [
            kind.label,
            change.what,
            change.of.reference,
            change.of.title,
            change.detail,
            f"{change.into.reference} {change.into.title}" if change.into else "",
            change.on,
            change.because,
        ]
        for kind, changes in document.found.structure_by_kind
        for change in changes
    ]
    columns = [
        ("What happened", 20),
        ("To what", 16),
        ("ID", 8),
        ("Title", 44),
        ("Detail", 44),
        ("Merged into", 36),
        ("On", 13),
        ("Why", 50),
    ]
    return Table("Structure", columns, rows)


TABLES: list[Callable[[ChangesDocument], Table]] = [_ratings, _deadlines, _leads, _wording, _structure]
