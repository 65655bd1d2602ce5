"""A plan's timeline on paper: the picture page by page, then the same in words."""

from datetime import datetime

from django.utils import timezone

from improvement import gantt
from improvement.as_at import frame_of
from improvement.exports.document import RecordHead
from improvement.exports.plan_pdf import PdfFile, print_pdf
from improvement.models import Plan
from improvement.record.ledger import head
from improvement.timeline import Timeline


def timeline_pdf(plan: Plan, timeline: Timeline, *, by: str, paper: str, made_at: datetime) -> PdfFile:
    """The timeline as a PDF on one of gantt.PAPERS. Raises PdfUnavailable where the server lacks what that takes."""
    when, newest = timeline.when, head()
    then = frame_of(plan, when)
    return print_pdf(
        "print/timeline.html",
        {
            "title": then["title"],
            "version": then["version_label"],
            "illustrative_note": then["illustrative_note"] if when.day > then["begins"] else "",
            "theme_word": plan.deepest_level,
            "timeline": timeline,
            "picture": timeline.picture(by, gantt.PAPERS[paper]),
            "day_words": timeline.day_words,
            "paper": paper,
            "when": when,
            "made_at": timezone.localtime(made_at),
            "head": newest and RecordHead(newest.number, newest.hash),
        },
    )
