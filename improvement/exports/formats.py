"""The files that a plan can be taken away as, and making one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from improvement.as_at import AsAt
from improvement.exports.document import PlanDocument
from improvement.exports.gather import gather
from improvement.models import Plan


@dataclass(frozen=True)
class Export:
    """A finished file: what to call it, what it is, what it holds, and how much that is in words."""

    name: str
    content_type: str
    content: bytes
    extent: str


def export_plan(plan: Plan, when: AsAt, format: str, *, made_at: datetime) -> Export:
    """A plan as at a day as a file of one of FORMATS. `plan` comes with its scheme and inspection selected.

    Raises PdfUnavailable where the server lacks what a PDF takes.
    """
    content_type, make = FORMATS[format]
    content, extent = make(gather(plan, when, made_at=made_at))
    return Export(file_name(plan, when, format), content_type, content, extent)


def file_name(plan: Plan, when: AsAt, format: str) -> str:
    return f"{plan.slug}-as-at-{when.day.isoformat()}.{format}"


# Each imports its own library only when it is used: a page that links to them need not wait for either.
def _pdf(document: PlanDocument) -> tuple[bytes, str]:
    from improvement.exports.plan_pdf import plan_pdf

    made = plan_pdf(document)
    return made.content, counted(made.pages, "page")


def _workbook(document: PlanDocument) -> tuple[bytes, str]:
    from improvement.exports.plan_workbook import plan_workbook

    made = plan_workbook(document)
    return made.content, counted(made.rows, "row")


def counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


FORMATS: dict[str, tuple[str, Callable[[PlanDocument], tuple[bytes, str]]]] = {
    "pdf": ("application/pdf", _pdf),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _workbook),
}
