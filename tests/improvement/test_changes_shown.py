"""The page and the files of what changed: who reads them, what they cost, and words that stay words."""

from datetime import datetime, timedelta

import pytest
from pdfua import validate

from improvement import roles
from improvement.models import Plan, Post
from improvement.services import keeping, plans
from improvement.services import people as people_services
from improvement.services.claims import set_leads
from tests import builders
from tests.improvement.reading_changes import page, rows_of, words_of, workbook

# This release of the checker cannot run this check beside this release of pikepdf.
CANNOT_RUN = {"UA-14-001"}


@pytest.fixture
def small(plan):
    return Plan.objects.select_related("scheme", "inspection").get(pk=plan.pk)


def test_a_plan_of_today_has_nothing_to_compare_with(small, people, sign_in):
    shown = page(sign_in(people["office"]), "/plans/small/changes/")
    assert "This is the plan’s first day, so there is nothing earlier to compare it with." in shown
    assert "Compare rounds" not in shown


def test_who_may_read_a_plan_may_read_and_take_away_what_changed(small, people, sign_in, today):
    outsider = people_services.invite(
        "outsider@council.example", "Otto Outsider", roles.BOARD_MEMBER, by=builders.system(today), on=today
    )
    chair, office = sign_in(people["chair"]), sign_in(people["office"])
    for address in ("/plans/small/changes/", "/plans/small/changes/export/xlsx/"):
        assert sign_in(outsider).get(address).status_code == 404
        assert office.post(address).status_code == 405
    assert chair.get("/plans/small/changes/").status_code == 200
    response = office.get("/plans/small/changes/export/docx/")
    assert response.status_code == 404
    assert "pdf or xlsx, not as “docx”" in response.content.decode()


@pytest.fixture
def reworded(people, today):
    """A plan of a month ago with markup and a formula in its new words, and an action merged and one taken out."""
    then = today - timedelta(days=30)
    plan = builders.small_plan(people, on=then, slug="older")
    one, other, third, _ = plan.actions.all()
    one.words, one.title = "=1+1 <b>bold</b> & “kept”\n- Appoint an independent chair", "<i>New</i>"
    other.withdrawn_on, other.withdrawn_because, other.merged_into = today, "Twice <u>here</u>.", one
    third.withdrawn_on, third.withdrawn_because = today, "-2 posts"
    for row in (one, other, third):
        plans.save_part(row, reason="Test", by=people["office"], on=today)
    return Plan.objects.select_related("scheme", "inspection").get(pk=plan.pk)


def test_words_stay_words_wherever_they_are_shown(reworded, people, sign_in, today, tmp_path):
    since = today - timedelta(days=1)
    shown = page(sign_in(people["office"]), f"/plans/older/changes/?since={since}")
    assert "=1+1 &lt;b&gt;bold&lt;/b&gt; &amp; “kept”" in shown
    assert "&lt;i&gt;New&lt;/i&gt;" in shown
    assert "Twice &lt;u&gt;here&lt;/u&gt;." in shown
    assert f'actions/1.2/?as_at={since}">1.2</a>' in shown, "a merged action is shown as it was"

    printed = words_of(reworded, since, today, tmp_path)
    assert "=1+1 <b>bold</b> & “kept”" in printed
    assert "1.1 <i>New</i>" in printed
    assert "Twice <u>here</u>." in printed

    book = workbook(reworded, since, today)
    texts = [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)
    ]
    assert {cell.data_type for cell in texts} == {"s"}
    words = next(row for row in rows_of(book["Wording"]) if row["Text"] == "Action")
    assert words["Now"].startswith("=1+1 <b>bold</b>")
    assert "Establish the board" in words["Words removed"]
    assert words["Words added"].startswith("=1+1")
    merged, removed = rows_of(book["Structure"])
    assert (merged["What happened"], merged["Merged into"]) == ("Merged", "1.1 <i>New</i>")
    assert (removed["Why"], removed["On"]) == ("-2 posts", datetime(2022, 6, 20))


def test_why_a_lead_changed_stands_on_screen_and_in_both_files(reworded, people, sign_in, today, tmp_path):
    worker, why = Post.objects.get(slug="social-worker"), "Handed <b>on"
    led = [("accountable", worker)]
    set_leads(reworded.actions.get(address="1.1"), led, reason=why, by=people["office"], on=today)
    finding = reworded.inspection.findings.get()
    keeping.edit(finding, {"words": "Risk is seen late."}, reason="Test", by=people["office"], on=today)
    since = today - timedelta(days=1)
    shown = page(sign_in(people["office"]), f"/plans/older/changes/?since={since}")
    assert "Handed &lt;b&gt;on" in shown
    assert "Finding, in the inspectors’ words" in shown
    printed = words_of(reworded, since, today, tmp_path)
    assert why in printed
    assert "Finding, in the inspectors’ words" in printed
    book = workbook(reworded, since, today)
    assert [row["Why"] for row in rows_of(book["Leads"])] == [why]
    assert [row["Now"] for row in rows_of(book["Wording"]) if row["ID"] == "1"] == ["Risk is seen late."]


def test_every_sheet_is_ready_to_read_and_to_print(reworded, today):
    book = workbook(reworded, today - timedelta(days=1), today)
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.oddHeader.left.text == "Small plan, changes from 19 June 2022 to 20 June 2022"
        assert sheet.oddFooter.right.text == "Page &P of &N"
        if sheet.title != "Summary":
            assert (sheet.freeze_panes, sheet.print_title_rows) == ("B2", "$1:$1")


def test_a_machine_finds_no_fault_in_the_tags(reworded, today, tmp_path):
    words_of(reworded, today - timedelta(days=1), today, tmp_path)
    report = validate(str(tmp_path / "changes.pdf"))
    assert report.findings == ()
    assert {outcome.rule_id for outcome in report.skipped} <= CANNOT_RUN
