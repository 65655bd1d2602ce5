"""The files that a plan's changes can be taken away as, and making one."""

from datetime import date, datetime

from improvement.as_at import AsAt
from improvement.exports.changes_document import ChangesDocument, gather_changes
from improvement.exports.formats import Export, counted
from improvement.models import Plan


def export_changes(plan: Plan, since: date, until: AsAt, format: str, *, made_at: datetime) -> Export:
    """What changed between two days as a file of one of FORMATS. `plan` comes with its scheme selected.

    Raises PdfUnavailable where the server lacks what a PDF takes.
    """
    content_type, make = FORMATS[format]
    content, extent = make(gather_changes(plan, since, until, made_at=made_at))
    days = f"{since.isoformat()}-to-{until.day.isoformat()}"
    return Export(f"{plan.slug}-changes-{days}.{format}", content_type, content, extent)


# Each imports its own library only when it is used: a page that links to them need not wait for either.
def _pdf(document: ChangesDocument) -> tuple[bytes, str]:
    from improvement.exports.plan_pdf import print_pdf

    made = print_pdf("print/changes.html", {"plan": document, "found": document.found})
    return made.content, counted(made.pages, "page")


def _workbook(document: ChangesDocument) -> tuple[bytes, str]:
    from improvement.exports.changes_workbook import changes_workbook

    made = changes_workbook(document)
    return made.content, counted(made.rows, "row")


FORMATS = {
    "pdf": ("application/pdf", _pdf),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _workbook),
}
