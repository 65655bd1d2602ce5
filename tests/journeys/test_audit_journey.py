"""The record, read and taken away by an auditor."""

from openpyxl import load_workbook
from playwright.sync_api import expect

from improvement.models import LedgerEntry


def test_an_auditor_narrows_the_trail_and_takes_it_away(visitor):
    auditor = visitor("auditor")
    wanted = given_entries_about_evidence()

    auditor.goto("/audit/")
    auditor.get_by_label("Kind of object").select_option(label="Evidence")
    auditor.get_by_role("button", name="Apply").click()
    assert numbers_shown(auditor) == wanted[:50]

    assert numbers_in_the_workbook(auditor) == wanted


def test_older_entries_are_one_link_away(visitor):
    auditor = visitor("auditor")
    auditor.goto("/audit/")
    newest = numbers_shown(auditor)
    auditor.get_by_role("link", name="Older").click()
    older = numbers_shown(auditor)
    assert max(older) == min(newest) - 1
    auditor.get_by_role("link", name="Newer").click()
    assert numbers_shown(auditor) == newest


def test_who_may_not_export_is_told_so(visitor):
    admin = visitor("admin")
    admin.goto("/audit/")
    expect(admin.get_by_role("link", name="Excel")).to_have_count(0)
    expect(admin.locator(".list-head__downloads")).to_contain_text("auditor")


def given_entries_about_evidence() -> list[int]:
    entries = LedgerEntry.objects.filter(model__endswith="evidence").order_by("-number")
    return list(entries.values_list("number", flat=True))


def numbers_shown(page) -> list[int]:
    return [int(number.replace(",", "")) for number in page.locator("tbody th").all_inner_texts()]


def numbers_in_the_workbook(page) -> list[int]:
    with page.expect_download() as started:
        page.get_by_role("link", name="Excel").click()
    with open(started.value.path(), "rb") as file:
        cells = [row[0] for row in load_workbook(file).worksheets[0].iter_rows(values_only=True)]
    return [cell for cell in cells if isinstance(cell, int)]
