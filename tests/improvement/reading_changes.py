"""Reading what changed as people get it: the page, the words of the PDF, the rows of the workbook."""

import subprocess
from datetime import date
from io import BytesIO

from django.utils import timezone
from openpyxl import load_workbook

from improvement.as_at import AsAt
from improvement.exports.changes_files import export_changes
from improvement.models import Plan


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def workbook(plan: Plan, since: date, today: date):
    made = export_changes(plan, since, AsAt(today, today), "xlsx", made_at=timezone.now())
    return load_workbook(BytesIO(made.content))


def rows_of(sheet) -> list[dict]:
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def words_of(plan: Plan, since: date, today: date, tmp_path) -> str:
    made = export_changes(plan, since, AsAt(today, today), "pdf", made_at=timezone.now())
    file = tmp_path / "changes.pdf"
    file.write_bytes(made.content)
    text = subprocess.run(["pdftotext", "-raw", file, "-"], check=True, capture_output=True, text=True).stdout
    return " ".join(text.split())
