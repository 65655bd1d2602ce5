"""A plan on paper: paged, tagged, with contents and bookmarks."""

import gc
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from improvement.exports.document import PlanDocument

WITHOUT_PANGO = (
    "A PDF cannot be made on this server, because the library Pango is missing. Whoever looks after the "
    "server can install it (on Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0). Until then, take the Excel workbook."
)
WITHOUT_SHEET = (
    "A PDF cannot be made on this server, because its style sheet is missing. Run “npm run styles”."
)
# Uncompressed, because mending would only unpack it again.
TAGGED = {"pdf_variant": "pdf/ua-1", "uncompressed_pdf": True}


class PdfUnavailable(RuntimeError):
    """Something that making a PDF needs is missing; the text says what to do."""


@dataclass(frozen=True)
class PdfFile:
    content: bytes
    pages: int


def plan_pdf(plan: PlanDocument) -> PdfFile:
    """The plan as a PDF. Raises PdfUnavailable where the server lacks what that takes."""
    return print_pdf("print/plan.html", {"plan": plan})


def print_pdf(template: str, context: dict) -> PdfFile:
    """Any template of templates/print/ as a tagged PDF. Raises PdfUnavailable as `plan_pdf` does."""
    if not settings.PRINT_STYLES.is_file():
        raise PdfUnavailable(WITHOUT_SHEET)
    try:
        # Only here: everything but PDF works on a server without Pango.
        import weasyprint

        from improvement.exports.own_files import BASE, OwnFiles
        from improvement.exports.pdf_structure import mend
    except (ImportError, OSError) as missing:
        raise PdfUnavailable(WITHOUT_PANGO) from missing
    names = {"product_name": settings.PRODUCT_NAME, "council_name": settings.COUNCIL_NAME}
    page = render_to_string(template, context | names)
    with _without_collector():
        document = weasyprint.HTML(string=page, base_url=BASE, url_fetcher=OwnFiles()).render(**TAGGED)
        written = document.write_pdf(**TAGGED)
        return PdfFile(mend(written), len(document.pages))


@contextmanager
def _without_collector():
    """Layout makes a million objects that all live to its end: looking for garbage among them costs 15 %."""
    was_enabled = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
        gc.unfreeze()
