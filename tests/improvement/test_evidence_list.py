"""A plan's evidence in one list: who reads it, what it says, how it is narrowed and taken away."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from improvement import roles
from improvement.models import Evidence, Theme
from improvement.services import evidence, plans
from improvement.services import people as people_services
from improvement.services.attachments import Attachment
from tests import builders
from tests.pages import text

LIST = "/plans/small/evidence/"
EXCEL = f"{LIST}download/"
MARKUP = "<script>alert(1)</script>"
READERS = {"office", "lead", "chair", "auditor"}


def add(plan, reference, title, people, on, *, url="", is_illustrative=False):
    """A file, or a link where an address is given."""
    action = plan.actions.get(reference=reference)
    upload = None if url else SimpleUploadedFile("Minutes.pdf", b"%PDF-1.7\n")
    wanted = [Attachment(title=title, upload=upload, url=url)]
    return evidence.add_evidence(action, wanted, is_illustrative=is_illustrative, by=people["office"], on=on)[
        0
    ]


@pytest.fixture
def pieces(plan, people, today):
    """A link of 2.1, then two files of 1.1: one illustrative, one withdrawn."""
    add(plan, "2.1", "Rota", people, today, url="https://www.bury.gov.uk/rota")
    add(plan, "1.1", "Minutes of May", people, today, is_illustrative=True)
    gone = add(plan, "1.1", "A child’s file", people, today)
    evidence.withdraw(gone, because="It names a child", by=people["office"], on=today)


def rows(answer) -> list:
    return [row.record for row in answer.context["table"].rows]


# The ladder: signed out, outsider, reader, owner, wrong method.


@pytest.mark.parametrize("address", [LIST, EXCEL])
def test_signed_out_people_are_asked_to_sign_in(db, address):
    assert Client().get(address)["Location"].startswith("/sign-in/?next=")


@pytest.mark.parametrize("address", [LIST, EXCEL])
def test_a_plan_not_shared_is_not_found(pieces, people, sign_in, today, address):
    by = people["admin"]
    stranger = people_services.invite("s@council.example", "Sam", roles.BOARD_MEMBER, by=by, on=today)
    assert sign_in(stranger).get(address).status_code == 404


@pytest.mark.parametrize("address", [LIST, EXCEL])
@pytest.mark.parametrize("who", builders.CAST)
def test_each_of_the_six(pieces, people, sign_in, address, who):
    answer = sign_in(people[who]).get(address)
    if who in READERS:
        assert answer.status_code == 200
        return
    assert answer.status_code == 403
    assert "You may not read the evidence of this plan." in text(answer)
    for word in ("Minutes of May", "Rota", "SHA-256"):
        assert word not in text(answer)


@pytest.mark.parametrize("address", [LIST, EXCEL])
def test_wrong_methods_are_refused(pieces, people, sign_in, address):
    for method in ("post", "put", "delete"):
        assert getattr(sign_in(people["office"]), method)(address).status_code == 405


def test_a_lead_reads_the_evidence_of_their_own_actions_only(pieces, people, sign_in):
    answer = sign_in(people["lead"]).get(LIST)
    assert {row.reference for row in rows(answer)} == {"1.1"}
    assert "2 pieces of evidence · of your own actions only" in text(answer)
    book = load_workbook(BytesIO(sign_in(people["lead"]).get(EXCEL).content))
    assert {row[0].value for row in list(book.active)[1:]} == {"1.1"}


# What it says.


def test_each_piece_stands_with_its_action_and_its_fingerprint(pieces, people, sign_in):
    answer = sign_in(people["office"]).get(LIST)
    page, digest = text(answer), Evidence.objects.get(title="Rota").sha256
    assert [row.reference for row in rows(answer)] == ["1.1", "1.1", "2.1"]
    assert "Minutes of May PDF, 9 bytes · illustrative" in page
    assert "Rota Link to www.bury.gov.uk" in page
    assert "20 Jun 2022 by Olive Office" in page
    assert f"{digest[:12]}… Show all of it {digest}" in page
    assert "File withdrawn on 20 June 2022: It names a child" in page
    assert "A child’s file" not in page


def test_without_any_it_says_what_to_do(plan, people, sign_in):
    assert "No evidence yet. Open an action and add a file" in text(sign_in(people["office"]).get(LIST))
    assert "No evidence of your actions yet." in text(sign_in(people["lead"]).get(LIST))


def test_markup_stays_text(plan, people, today, sign_in):
    row = add(plan, "1.1", MARKUP, people, today, url="https://example.org/<script>")
    office = sign_in(people["office"])
    assert b"<script>alert" not in office.get(LIST).content
    evidence.withdraw(row, because=MARKUP, by=people["office"], on=today)
    assert b"<script>alert" not in office.get(LIST, {"q": MARKUP}).content
    assert b"&lt;script&gt;alert" in office.get(LIST).content


def test_on_a_past_day_it_holds_what_was_there(people, today, sign_in):
    before = today - timedelta(days=30)
    plan, by = builders.small_plan(people, on=before, slug="older"), builders.system(today)
    old = add(plan, "1.1", "Early", {"office": by}, today - timedelta(days=10))
    add(plan, "1.1", "Late", people, today)
    office, address = sign_in(people["office"]), LIST.replace("small", "older")
    answer = office.get(address, {"as_at": (today - timedelta(days=5)).isoformat()})
    assert rows(answer) == [old]
    assert "Nothing can be changed here" in text(answer)
    asked = {"as_at": (today - timedelta(days=20)).isoformat()}
    assert "No evidence yet." in text(office.get(address, asked))


# Narrowed, sorted, taken away.


def test_every_filter_narrows(pieces, plan, people, sign_in):
    office = sign_in(people["office"])

    def titles(**asked):
        return [row.title for row in rows(office.get(LIST, asked))]

    assert titles(q="MAY minutes") == ["Minutes of May"]
    assert titles(q="%") == []
    assert titles(theme=plan.themes.get(reference="2").pk) == ["Rota"]
    assert titles(theme=plan.themes.get(reference="1").pk, q="rota") == []
    page = text(office.get(LIST, {"q": "nothing"}))
    assert "0 pieces of evidence of 3" in page
    assert "No evidence fits these filters." in page


def test_a_theme_holds_what_lies_beneath_it(pieces, plan, people, today, sign_in):
    part = Theme(plan=plan, reference="A", title="Part", position=9)
    plans.save_part(part, reason="Test", by=builders.system(today), on=today)
    theme = plan.themes.get(reference="2")
    theme.parent = part
    plans.save_part(theme, reason="Test", by=builders.system(today), on=today)
    answer = sign_in(people["office"]).get(LIST, {"theme": part.pk})
    assert [row.title for row in rows(answer)] == ["Rota"]


@pytest.mark.parametrize("sort", ["action", "title", "added"])
def test_it_sorts_on_every_column(pieces, people, sign_in, sort):
    office = sign_in(people["office"])
    up, down = (rows(office.get(LIST, {"sort": order})) for order in (sort, f"-{sort}"))
    assert up == list(reversed(down))
    assert len(up) == 3


def test_the_workbook_holds_what_the_filter_shows(pieces, people, sign_in):
    answer = sign_in(people["office"]).get(EXCEL, {"q": "rota"})
    assert answer["Content-Disposition"] == 'attachment; filename="small-evidence-as-at-2022-06-20.xlsx"'
    sheet = load_workbook(BytesIO(answer.content)).active
    head, row = ([cell.value for cell in line] for line in sheet)
    found = dict(zip(head, row, strict=True))
    assert (found["Action"], found["Theme"], found["Kind"]) == ("2.1", "2. Practice", "Link")
    assert found["File’s name, or address"] == "https://www.bury.gov.uk/rota"
    assert (found["Added by"], found["Illustrative"]) == ("Olive Office", "no")
    assert len(found["SHA-256"]) == 64
    everything = load_workbook(BytesIO(sign_in(people["office"]).get(EXCEL).content)).active
    withdrawn = [line for line in everything.iter_rows(values_only=True) if line[12] == "It names a child"]
    assert [(line[3], line[5]) for line in withdrawn] == [(None, None)]


def test_a_title_is_never_worked_out(plan, people, today, sign_in):
    add(plan, "1.1", '=HYPERLINK("https://example.org")', people, today)
    cell = load_workbook(BytesIO(sign_in(people["office"]).get(EXCEL).content)).active["D2"]
    assert (cell.data_type, cell.value[0]) == ("s", "=")
