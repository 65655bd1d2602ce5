"""A visit bundle on paper: the same entries as on the screen, with the record's head."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from improvement.bundle import VisitBundle
from improvement.exports.document import RecordHead
from improvement.exports.plan_pdf import PdfFile, print_pdf
from improvement.record.ledger import head

# Some 120 pages: longer ones take longer than a browser waits.
MOST_ENTRIES = 1000


@dataclass(frozen=True)
class BundleDocument:
    """A bundle ready to be printed, with what its first and last pages say about how it was made."""

    bundle: VisitBundle
    made_at: datetime
    head: RecordHead | None

    @property
    def title(self) -> str:
        return self.bundle.subject.name

    @property
    def day(self):
        return self.bundle.when.day

    @property
    def is_illustrative(self) -> bool:
        return self.bundle.is_illustrative


def reason_not_to_print(bundle: VisitBundle) -> str:
    """Why a bundle is not printed, or nothing."""
    if not bundle.entries:
        return "Nothing happened between these dates, so there is nothing to print."
    if len(bundle.entries) > MOST_ENTRIES:
        return (
            f"These are {len(bundle.entries):,} entries, and at most {MOST_ENTRIES:,} are printed at once. "
            "Choose dates that are closer together."
        )
    return ""


def bundle_pdf(bundle: VisitBundle, *, made_at: datetime) -> PdfFile:
    """The bundle as a PDF. Raises PdfUnavailable where the server lacks what that takes. One query."""
    newest = head()
    document = BundleDocument(
        bundle, timezone.localtime(made_at), newest and RecordHead(newest.number, newest.hash)
    )
    return print_pdf("print/bundle.html", {"plan": document, "bundle": bundle})
