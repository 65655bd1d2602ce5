"""The visit bundle: in time order, nothing outside its days, no evidence for those who may not read it."""

from datetime import date, timedelta

import pikepdf
import pytest
from pdfua import validate

from improvement.deadlines import Kind, Precision, Reading
from improvement.models import FindingLink, Plan, User
from improvement.services import evidence as evidence_services
from improvement.services.completion import accept_complete
from improvement.services.deadlines import set_deadline
from improvement.services.progress import report_progress
from tests import builders
from tests.improvement.test_findings_matrix import add, add_finding, claim

ADDRESS = "/plans/small/bundle/"


@pytest.fixture
def told(people, today) -> Plan:
    """A plan of a month ago with a story: an update, evidence, a move, and a completion accepted."""
    start = today - timedelta(days=30)
    plan = builders.small_plan(people, on=start, slug="told")
    first, second = plan.actions.get(address="1.1"), plan.actions.get(address="1.2")
    by = builders.system(start)
    say(first, "at-risk", start + timedelta(days=5), by, reason="Nobody came.", recovery="Ask again.")
    later = Reading(Kind.BY, ends=date(2022, 9, 30), precision=Precision.MONTH)
    moved = {"agreed_by": "Improvement Board", "reason": "Slipped.", "by": by}
    set_deadline(first, "September 2022", later, on=start + timedelta(days=8), **moved)
    evidence_services.add_link(
        second, "https://example.org/minutes", title="Minutes of May", by=by, on=start + timedelta(days=9)
    )
    proposed = say(second, "complete", start + timedelta(days=10), by)
    accept_complete(proposed, by=by, on=start + timedelta(days=12))
    return plan


def say(action, code, on, by, **words):
    rating = builders.rating(action.plan, code)
    return report_progress(action, rating=rating, narrative="It moved.", by=by, on=on, **words)


def bundle_of(client, **asked):
    response = client.get("/plans/told/bundle/", asked)
    assert response.status_code == 200
    return response.context["bundle"]


def told_in(bundle) -> list[tuple]:
    return [
        (entry.item.day.day, entry.action and entry.action.reference, entry.item.opening)
        for entry in bundle.entries
    ]


def test_everything_stands_in_time_order(told, people, sign_in):
    bundle = bundle_of(sign_in(people["office"]), finding="1")
    assert told_in(bundle) == [
        (21, None, "Inspected by Ofsted:"),
        *[(21, ref, "Enters the plan. Contributes to finding 1.") for ref in ("1.1", "1.2", "2.1", "2.2")],
        (26, "1.1", "First rating."),
        (29, "1.1", "Deadline moved"),
        (30, "1.2", "Evidence added."),
        (31, "1.2", "Proposed complete."),
        (2, "1.2", "Accepted as complete."),
    ]
    assert bundle.summary == "1 report, 4 actions, 3 updates, 1 deadline move, 1 piece of evidence"


def test_bury_is_in_time_order_and_shows_every_action(bury, sign_in):
    client = sign_in(User.objects.get(email="office@demo.example"))
    bundle = client.get("/plans/bury-2022/bundle/?finding=9").context["bundle"]
    days = [entry.item.day for entry in bundle.entries]
    assert days == sorted(days)
    assert (days[0], bundle.since) == (date(2021, 12, 17), date(2021, 12, 17))
    assert len({entry.action.id for entry in bundle.entries if entry.action}) == 58
    part = Plan.objects.get(slug="bury-2022").themes.get(reference="5", depth=2)
    of_theme = client.get(f"/plans/bury-2022/bundle/?theme={part.pk}").context["bundle"]
    shown = {entry.action.id for entry in of_theme.entries if entry.action}
    assert shown == set(part.actions.values_list("id", flat=True))
    assert len(of_theme.entries[0].findings) > 1
    above = client.get(f"/plans/bury-2022/bundle/?theme={part.parent_id}").context["bundle"]
    assert shown < {entry.action.id for entry in above.entries if entry.action}


def test_nothing_stands_outside_the_days(told, people, sign_in):
    client = sign_in(people["office"])
    bundle = bundle_of(client, finding="1", **{"from": "2022-05-29", "to": "2022-05-30"})
    assert told_in(bundle) == [(29, "1.1", "Deadline moved"), (30, "1.2", "Evidence added.")]
    empty = client.get("/plans/told/bundle/?finding=1&from=2022-06-10&to=2022-06-11")
    assert empty.context["bundle"].entries == []
    assert "Nothing happened" in empty.text


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("office", True),
        ("auditor", True),
        ("chair", True),
        ("lead", True),
        ("clerk", False),
        ("admin", False),
    ],
)
def test_evidence_is_for_those_who_may_read_it(told, people, sign_in, who, may):
    response = sign_in(people[who]).get("/plans/told/bundle/?finding=1")
    piece = told.actions.get(address="1.2").evidence.get()
    assert (piece.title in response.text) is may
    assert ("Evidence added" in response.text) is may
    assert ("1 piece of evidence is not shown." in response.text) is not may
    assert response.context["bundle"].hidden == (0 if may else 1)


def test_a_lead_reads_evidence_of_their_own_actions_only(told, people, sign_in):
    other = told.actions.get(address="2.1")
    by = builders.system(date(2022, 6, 1))
    evidence_services.add_link(other, "https://example.org/x", title="Secret", by=by, on=date(2022, 6, 1))
    response = sign_in(people["lead"]).get("/plans/told/bundle/?finding=1")
    assert "Minutes of May" in response.text
    assert "Secret" not in response.text


def test_files_show_their_whole_hash(told, people, sign_in, today):
    from django.core.files.uploadedfile import SimpleUploadedFile

    upload = SimpleUploadedFile("notes.txt", b"Words of the board")
    by = builders.system(today)
    piece = evidence_services.add_file(
        told.actions.get(address="1.1"), upload, title="Notes", by=by, on=today
    )
    assert len(piece.sha256) == 64
    assert piece.sha256 in sign_in(people["office"]).get("/plans/told/bundle/?finding=1").text
    assert piece.sha256 not in sign_in(people["clerk"]).get("/plans/told/bundle/?finding=1").text


def test_claims_made_strengthened_and_taken_back_are_told(told, people, sign_in):
    second = add_finding(told, "2", date(2022, 5, 22))
    link = claim(told, "1.1", second, date(2022, 6, 1), FindingLink.Strength.CONTRIBUTES)
    link.strength = FindingLink.Strength.PRIMARY
    add(link, date(2022, 6, 2))
    link.withdrawn_on, link.withdrawn_because = date(2022, 6, 3), "It answers another."
    add(link, date(2022, 6, 3))
    told_of = told_in(bundle_of(sign_in(people["office"]), finding="2"))
    assert told_of[-3:] == [
        (1, "1.1", "Contributes to finding 2."),
        (2, "1.1", "Primary action on finding 2."),
        (3, "1.1", "No longer claims finding 2."),
    ]


def test_the_past_shows_what_stood_then(told, people, sign_in):
    bundle = bundle_of(sign_in(people["office"]), finding="1", as_at="2022-05-27")
    assert bundle.until == date(2022, 5, 27)
    assert [opening for *_, opening in told_in(bundle)][-1] == "First rating."


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"finding": "77"}, "Choose a finding or a theme of this plan"),
        ({"theme": "x"}, "Choose a finding or a theme of this plan"),
        ({"finding": "1", "from": "May"}, "Enter the first day as year, month and day, such as 2022-03-31"),
        ({"finding": "1", "to": "2022-13-01"}, "Enter the last day as year, month and day"),
        (
            {"finding": "1", "from": "2022-06-02", "to": "2022-06-01"},
            "a first day that is not after the last",
        ),
        ({"finding": "1", "to": "2022-06-21"}, "Enter 20 June 2022 or a day before it."),
        ({"from": "2022-06-01"}, "Choose a finding or a theme"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(plan, people, sign_in, asked, said):
    client = sign_in(people["office"])
    response = client.get(ADDRESS, asked)
    assert response.status_code == 200
    assert response.context["bundle"] is None
    assert said in response.text
    assert "There is a problem" in response.text
    refused = client.get(f"{ADDRESS}pdf/", asked)
    assert refused.status_code == 404
    assert said in refused.text


def test_the_page_opens_without_a_word_of_reproach(plan, people, sign_in):
    response = sign_in(people["office"]).get(ADDRESS)
    assert "Nothing chosen yet." in response.text
    assert "There is a problem" not in response.text
    assert "Choose a finding or a theme." in sign_in(people["office"]).get(f"{ADDRESS}pdf/").text


def test_markup_stays_text(told, people, sign_in):
    action = told.actions.get(address="2.1")
    words = {"reason": "<i>why</i>", "recovery": "{{ settings.SECRET_KEY }}"}
    say(action, "off-track", date(2022, 6, 19), builders.system(date(2022, 6, 19)), **words)
    text = sign_in(people["office"]).get("/plans/told/bundle/?finding=1").text
    assert "<i>why</i>" not in text
    assert "&lt;i&gt;why&lt;/i&gt;" in text
    assert "{{ settings.SECRET_KEY }}" in text


def test_on_paper(told, people, sign_in, tmp_path):
    response = sign_in(people["chair"]).get("/plans/told/bundle/pdf/?finding=1")
    assert response["Content-Type"] == "application/pdf"
    named = 'attachment; filename="told-finding-1-2022-05-21-to-2022-06-20.pdf"'
    assert response["Content-Disposition"] == named
    file = tmp_path / "bundle.pdf"
    file.write_bytes(response.content)
    assert validate(str(file)).findings == ()
    with pikepdf.open(file) as pdf:
        assert str(pdf.docinfo.Title) == "Finding 1. Front door, 21 May 2022 to 20 June 2022"
    assert sign_in(people["chair"]).post("/plans/told/bundle/pdf/?finding=1").status_code == 405


def test_paper_says_what_was_left_out(told, people, sign_in, monkeypatch):
    printed = {}
    monkeypatch.setattr(
        "improvement.exports.bundle_pdf.print_pdf", lambda template, context: printed.update(context) or FAKE
    )
    sign_in(people["clerk"]).get("/plans/told/bundle/pdf/?finding=1")
    from django.template.loader import render_to_string

    words = render_to_string("print/bundle.html", printed)
    assert "1 piece of evidence, which the person who made this may not open" in words
    assert "Minutes of May" not in words


class FAKE:
    content = b""


def test_too_much_is_not_printed_at_once(told, people, sign_in, monkeypatch):
    monkeypatch.setattr("improvement.exports.bundle_pdf.MOST_ENTRIES", 3)
    client = sign_in(people["office"])
    assert "at most 3 are printed at once" in client.get("/plans/told/bundle/?finding=1").text
    assert client.get("/plans/told/bundle/pdf/?finding=1").status_code == 404


def test_a_long_bundle_comes_in_pages(told, people, sign_in, monkeypatch):
    monkeypatch.setattr("improvement.views.bundles.ENTRIES_TO_A_PAGE", 4)
    response = sign_in(people["office"]).get("/plans/told/bundle/?finding=1&page=2")
    assert "Entries 5 to 8 of 10" in response.text
