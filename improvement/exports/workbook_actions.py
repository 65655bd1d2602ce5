"""The workbook's sheet of actions: every column of the plan, printed words beside what they were read as."""

from collections.abc import Callable
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from improvement.exports import workbook_sheet as sheets
from improvement.exports.document import Lead, Part, PlanDocument, PrintedAction, Priority
from improvement.posts import held_words


@dataclass(frozen=True)
class Column:
    """One column: its heading, its width in characters, and what it holds of an action in its place."""

    heading: str
    width: float
    value: Callable[[Part, Priority, PrintedAction], object]


RATING = "Rating"
COLUMNS = [
    Column("ID", 8, lambda part, priority, action: action.address),
    Column("ID, as printed", 10, lambda part, priority, action: action.reference),
    Column("Part", 24, lambda part, priority, action: part.title),
    Column("Priority", 30, lambda part, priority, action: priority.name),
    Column("Short title", 34, lambda part, priority, action: action.title),
    Column("Action, as printed", 60, lambda part, priority, action: action.words),
    Column(RATING, 13, lambda part, priority, action: action.label),
    Column("Accountable lead", 30, lambda part, priority, action: _posts(action.leads)),
    Column("How the post is held", 16, lambda part, priority, action: _states(action)),
    Column("Supported by", 30, lambda part, priority, action: _posts(action.supporting)),
    Column("Lead, as printed", 30, lambda part, priority, action: _printed_leads(part, priority, action)),
    Column("Deadline, as printed", 22, lambda part, priority, action: action.deadline.words),
    Column("Deadline, as read", 26, lambda part, priority, action: action.deadline.read_as),
    Column("Another deadline asked for", 22, lambda part, priority, action: action.deadline.asked),
    Column("Starts", 13, lambda part, priority, action: action.deadline.starts),
    Column("Due", 13, lambda part, priority, action: action.deadline.ends),
    Column("Days overdue", 9, lambda part, priority, action: action.deadline.days_over or None),
    Column("Original deadline, as printed", 22, lambda part, priority, action: action.deadline.original),
    Column("Times moved", 9, lambda part, priority, action: action.deadline.times_moved),
    Column("Last words on progress", 60, lambda part, priority, action: _said(action, "narrative")),
    Column("Said on", 13, lambda part, priority, action: _said(action, "on")),
    Column("Said by", 22, lambda part, priority, action: _said(action, "source")),
    Column("Why", 40, lambda part, priority, action: _said(action, "reason")),
    Column("Way back", 40, lambda part, priority, action: _said(action, "recovery")),
    Column("Forecast", 18, lambda part, priority, action: _said(action, "forecast")),
    Column("Steps done", 8, lambda part, priority, action: action.steps_done),
    Column("Steps", 8, lambda part, priority, action: action.steps),
    Column("Findings", 14, lambda part, priority, action: ", ".join(action.findings)),
    Column("Findings, as printed", 16, lambda part, priority, action: action.findings_printed),
    Column("What it means for children and families", 50, lambda part, priority, action: action.impact),
    Column("Desired outcome", 50, lambda part, priority, action: action.outcome),
    Column("How it is measured", 50, lambda part, priority, action: action.measures),
    Column("Links, as printed", 20, lambda part, priority, action: action.links),
    Column("Costs, as printed", 30, lambda part, priority, action: "\n".join(action.costs)),
    Column("Pieces of evidence", 10, lambda part, priority, action: action.evidence),
    Column("Read with doubt", 44, lambda part, priority, action: "\n".join(action.doubts)),
]
EXTRA_WIDTH = 30


def write_actions(sheet: Worksheet, plan: PlanDocument) -> int:
    """One row for each action, in the plan's order; returns how many. Columns we do not know come last."""
    extras = list(dict.fromkeys(heading for action in plan.actions for heading in action.extra))
    widths = [column.width for column in COLUMNS] + [EXTRA_WIDTH] * len(extras)
    sheets.set_widths(sheet, widths)
    sheets.put_head(sheet, 1, [column.heading for column in COLUMNS] + extras)
    sheet.row_dimensions[1].height = 3 * sheets.LINE
    rating = [column.heading for column in COLUMNS].index(RATING) + 1
    row = 1
    for part in plan.parts:
        for priority in part.priorities:
            for action in priority.actions:
                row += 1
                values = [column.value(part, priority, action) for column in COLUMNS]
                sheets.put_row(sheet, row, values + [action.extra.get(key, "") for key in extras], widths)
                sheets.paint_rating(sheet.cell(row, rating), action.code)
    sheets.make_list(sheet, len(widths), row)
    return row - 1


def _posts(leads: list[Lead]) -> str:
    return "\n".join(
        lead.title if lead.name == lead.title else f"{lead.title} ({lead.name})" for lead in leads
    )


def _printed_leads(part: Part, priority: Priority, action: PrintedAction) -> str:
    """The nearest cell that names a lead: the action's own or its run's, else that of a branch above it."""
    return action.leads_printed or priority.leads or part.leads


def _states(action: PrintedAction) -> str:
    """How each leading post is held, in the order of the posts; nothing where all are held for good."""
    if not action.leads:
        return "not confirmed"
    states = [held_words(lead.state, lead.covered_by) for lead in action.leads]
    return "\n".join(state or "held" for state in states) if any(states) else ""


def _said(action: PrintedAction, what: str):
    return getattr(action.said, what) if action.said else ""
