"""A plan as an Excel workbook: a summary, every action, the findings and the key."""

from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from improvement.exports import workbook_sheet as sheets
from improvement.exports.document import PlanDocument
from improvement.exports.workbook_actions import write_actions
from improvement.standing.facts import Concern, Group

SUMMARY_WIDTHS = [34, 70, 12, 12, 12, 12, 12, 12]
KEY_WIDTHS = [24, 90]
FINDING_COLUMNS = [
    ("No.", 8),
    ("Short title", 28),
    ("Finding, in the report’s words", 70),
    ("Place", 14),
    ("Actions", 10),
    ("Claim only this", 12),
    ("Primary", 10),
    ("Actions that claim it", 70),
]
BESIDE_THE_RATINGS = [
    ("Not rated", "Nobody had rated the action by this day: the absence of a rating, counted apart."),
    ("vacant", "Nobody held the post on this day."),
    ("interim, acting", "Somebody held the post for a while, until it is filled."),
    ("not confirmed", "The plan does not yet say which post or body it is."),
]
TITLE = Font(bold=True, size=16)
SECTION = Font(bold=True, size=12)
# What Excel calls the papers.
A3, A4 = 8, 9


@dataclass(frozen=True)
class WorkbookFile:
    content: bytes
    rows: int


def plan_workbook(plan: PlanDocument) -> WorkbookFile:
    """The plan as a workbook; `rows` counts its actions."""
    book = Workbook()
    heading = f"{plan.title}, as at {plan.day:%-d %B %Y}"
    book.properties.title = heading
    book.properties.creator = settings.COUNCIL_NAME
    summary, actions = book.active, book.create_sheet("Actions")
    findings, key = book.create_sheet("Findings"), book.create_sheet("Key")
    summary.title = "Summary"
    _write_summary(summary, plan)
    rows = write_actions(actions, plan)
    _write_findings(findings, plan)
    _write_key(key, plan)
    if plan.passages:
        _write_passages(book.create_sheet("Also printed"), plan)
    for sheet in book.worksheets:
        paper = A3 if sheet is actions else A4
        sheets.set_up_print(sheet, heading, is_illustrative=plan.is_illustrative, paper=paper)
    made = BytesIO()
    book.save(made)
    return WorkbookFile(made.getvalue(), rows)


def _write_summary(sheet: Worksheet, plan: PlanDocument) -> None:
    sheets.set_widths(sheet, SUMMARY_WIDTHS)
    sheets.put(sheet, 1, 1, plan.title, font=TITLE, wraps=False)
    row = 3
    for name, value in _facts(plan):
        sheets.put_row(sheet, row, [name, value], SUMMARY_WIDTHS)
        sheet.cell(row, 1).font = sheets.HEAD
        row += 1
    row = _write_counts(sheet, plan, row + 1)
    row = _write_priorities(sheet, plan, row + 1)
    _write_attention(sheet, plan, row + 1)


def _facts(plan: PlanDocument) -> list[tuple[str, object]]:
    facts = [
        ("As at", plan.day),
        ("Version", plan.version),
        ("Dated", plan.dated),
        ("Illustrative", plan.illustrative_note),
        ("Source of the words", plan.source),
        ("Made", f"{plan.made_at:%-d %B %Y, %H:%M}, by {settings.PRODUCT_NAME}"),
        ("Record reached", plan.head.number if plan.head else "nothing recorded yet"),
        ("Head of the record", plan.head.hash if plan.head else ""),
    ]
    return [fact for fact in facts if fact[1]]


def _write_counts(sheet: Worksheet, plan: PlanDocument, top: int) -> int:
    since = plan.standing.since
    before = f"In {since.month}" if since else ""
    _put_section(sheet, top, f"Where {plan.standing.total} actions stand")
    sheets.put_head(sheet, top + 1, ["Rating", "Meaning", "Actions", "Percent", before])
    counts = [*plan.key, plan.standing.not_rated]
    for row, count in enumerate(counts, start=top + 2):
        earlier = count.before if since else None
        values = [count.label, count.meaning, count.number, count.share, earlier]
        sheets.put_row(sheet, row, values, SUMMARY_WIDTHS)
        sheets.paint_rating(sheet.cell(row, 1), count.code)
    return top + 2 + len(counts)


def _write_priorities(sheet: Worksheet, plan: PlanDocument, top: int) -> int:
    counts = [*plan.key, plan.standing.not_rated]
    _put_section(sheet, top, f"Actions of each {plan.priority_word} by rating")
    sheets.put_head(sheet, top + 1, [plan.priority_word.capitalize(), "All", *(one.label for one in counts)])
    for row, theme in enumerate(plan.standing.themes, start=top + 2):
        numbers = [theme.rated.get(count.rating_id, 0) for count in counts]
        sheets.put_row(sheet, row, [theme.name, theme.total, *numbers], SUMMARY_WIDTHS)
    return top + 2 + len(plan.standing.themes)


def _write_attention(sheet: Worksheet, plan: PlanDocument, top: int) -> None:
    attention = plan.standing.attention
    lists = {
        "Off track": attention.off_track,
        "Overdue": attention.overdue,
        "No update this round": _of_groups(attention.no_update),
        "No end date": _of_groups(attention.no_end),
        "No one in the lead post": _of_groups(attention.no_lead),
        "Stale updates": attention.stale,
    }
    _put_section(sheet, top, "What needs attention")
    sheets.put_head(sheet, top + 1, ["List", "Actions", "How many"])
    for row, (name, concerns) in enumerate(lists.items(), start=top + 2):
        references = ", ".join(concern.address for concern in concerns)
        sheets.put_row(sheet, row, [name, references, len(concerns)], SUMMARY_WIDTHS)


def _of_groups(groups: list[Group]) -> list[Concern]:
    return [concern for group in groups for concern in group.concerns]


def _put_section(sheet: Worksheet, row: int, title: str) -> None:
    sheets.put(sheet, row, 1, title, font=SECTION, wraps=False)


def _write_findings(sheet: Worksheet, plan: PlanDocument) -> None:
    sheets.set_widths(sheet, [width for _, width in FINDING_COLUMNS])
    sheets.put_head(sheet, 1, [heading for heading, _ in FINDING_COLUMNS])
    for row, finding in enumerate(plan.findings, start=2):
        told = finding.coverage
        numbers = [told.total, told.alone, told.primary]
        claims = ", ".join([*finding.primary, *finding.contributing])
        values = [told.reference, told.short_title, told.words, finding.place, *numbers, claims]
        sheets.put_row(sheet, row, values, [width for _, width in FINDING_COLUMNS])
    sheets.make_list(sheet, len(FINDING_COLUMNS), 1 + len(plan.findings))


def _write_passages(sheet: Worksheet, plan: PlanDocument) -> None:
    """What stands beside the table, a line to a row."""
    sheets.set_widths(sheet, KEY_WIDTHS)
    sheets.put_head(sheet, 1, ["Where", "Words"])
    rows = [(passage.heading, line.words) for passage in plan.passages for line in passage.lines]
    for row, values in enumerate(rows, start=2):
        sheets.put_row(sheet, row, list(values), KEY_WIDTHS)
    sheets.make_list(sheet, len(KEY_WIDTHS), 1 + len(rows))


def _write_key(sheet: Worksheet, plan: PlanDocument) -> None:
    sheets.set_widths(sheet, KEY_WIDTHS)
    sheets.put_head(sheet, 1, ["Word", "Meaning"])
    rows = [(rating.code, rating.label, rating.meaning) for rating in plan.key]
    rows += [(None, word, meaning) for word, meaning in BESIDE_THE_RATINGS]
    for row, (code, word, meaning) in enumerate(rows, start=2):
        sheets.put_row(sheet, row, [word, meaning], KEY_WIDTHS)
        sheets.paint_rating(sheet.cell(row, 1), code)
    sheets.make_list(sheet, len(KEY_WIDTHS), 1 + len(rows))
