"""The pages of evidence: adding, opening and withdrawing, for each of the six and for nobody."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from improvement import roles
from improvement.models import Evidence
from improvement.services import evidence
from improvement.services import people as people_services
from improvement.services.attachments import Attachment
from improvement.services.refusals import Refused
from tests import builders
from tests.pages import text

ACTION = "/plans/small/actions/1.1/"
ADD = f"{ACTION}evidence/add/"
MARKUP = "<script>alert(1)</script>"
PDF = b"%PDF-1.7\n"


@pytest.fixture
def action(plan):
    return plan.actions.get(reference="1.1")


@pytest.fixture
def lead(people, sign_in):
    return sign_in(people["lead"])


@pytest.fixture
def office(people, sign_in):
    return sign_in(people["office"])


@pytest.fixture
def file(action, people, today):
    upload = SimpleUploadedFile("Minutes of May.pdf", PDF)
    return evidence.add_file(action, upload, title="Minutes", by=people["lead"], on=today)


@pytest.fixture
def link(action, people, today):
    address = "https://example.org/minutes"
    return evidence.add_link(action, address, title="Minutes", by=people["lead"], on=today)


def read(answer) -> bytes:
    """The whole of a file sent, as a browser takes it; the file is closed then."""
    return b"".join(answer.streaming_content)


def opens(row) -> str:
    return f"{ACTION}evidence/{row.pk}/"


def withdraws(row) -> str:
    return f"{opens(row)}withdraw/"


# The ladder: signed out, outsider, reader, owner, wrong method.

ALLOWED = {
    "add": {"office", "lead"},
    "open": {"office", "lead", "chair", "auditor"},
    "withdraw": {"office"},
}
METHODS = {"add": ["put", "delete"], "open": ["post", "put", "delete"], "withdraw": ["put", "delete"]}


def address_of(route: str, row) -> str:
    return {"add": ADD, "open": opens(row), "withdraw": withdraws(row)}[route]


@pytest.mark.parametrize("route", ALLOWED)
def test_signed_out_people_are_asked_to_sign_in(file, route):
    for answer in (Client().get(address_of(route, file)), Client().post(address_of(route, file))):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("route", ALLOWED)
def test_a_plan_not_shared_is_not_found(file, people, sign_in, today, route):
    admin = people["admin"]
    stranger = people_services.invite("s@council.example", "Sam", roles.BOARD_MEMBER, by=admin, on=today)
    assert sign_in(stranger).get(address_of(route, file)).status_code == 404


@pytest.mark.parametrize("route", ALLOWED)
@pytest.mark.parametrize("who", builders.CAST)
def test_each_of_the_six(file, people, sign_in, route, who):
    browser, address = sign_in(people[who]), address_of(route, file)
    answer = browser.get(address)
    if answer.streaming:
        read(answer)
    if who in ALLOWED[route]:
        assert answer.status_code == 200
        return
    assert answer.status_code == 403
    assert "may not" in text(answer) or "Only the programme office may" in text(answer)
    if route != "open":
        refused = browser.post(address, {"link": "https://example.org/", "because": "So"})
        assert refused.status_code == 403
    assert Evidence.objects.get().withdrawn_on is None


@pytest.mark.parametrize("route", ALLOWED)
def test_wrong_methods_are_refused(file, office, route):
    for method in METHODS[route]:
        assert getattr(office, method)(address_of(route, file)).status_code == 405


@pytest.mark.parametrize("route", ["open", "withdraw"])
def test_evidence_is_found_under_its_own_action_only(file, office, route):
    elsewhere = address_of(route, file).replace("/1.1/", "/1.2/")
    answer = office.get(elsewhere)
    assert answer.status_code == 404
    assert "1.2 has no such evidence" in text(answer)


# Adding.


def test_a_file_and_a_link_are_added(action, people, lead, today):
    upload = SimpleUploadedFile("minutes.pdf", PDF)
    answer = lead.post(ADD, {"file": upload, "link": "https://example.org/", "title": "Minutes"})
    assert (answer.status_code, answer["Location"]) == (302, ACTION)
    assert [str(said) for said in get_messages(answer.wsgi_request)] == [
        "Added “Minutes” and “Minutes” to 1.1."
    ]
    file, link = action.evidence.all()
    assert (file.file_name, file.added_by, file.added_on) == ("minutes.pdf", people["lead"], today)
    assert link.url == "https://example.org/"
    assert file.history.get().history_user == people["lead"]


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({}, "file", "Choose a file, or enter a link"),
        ({"title": "Minutes"}, "title", "Choose a file or enter a link to go with this title"),
        ({"file": ("run.exe", b"MZ")}, "file", "A .exe file cannot be kept."),
        ({"file": ("minutes.doc", b"x")}, "file", "Save it as .docx and choose that copy."),
        ({"file": ("minutes.pdf", b"<html>")}, "file", "is not a PDF inside"),
        ({"file": ("minutes.pdf", b"")}, "file", "“minutes.pdf” is empty."),
        ({"file": ("a" * 230 + ".pdf", PDF)}, "file", "The file’s name is 234 characters long."),
        ({"file": ("minutes.txt", b"a" * 1024 * 1024 + b"a")}, "file", "and the most is 1 MB"),
        ({"link": "javascript:alert(1)"}, "link", "Enter an address that begins with https://"),
        ({"link": "https://olive:secret@example.org/"}, "link", "Take it out."),
        ({"link": "https://example.org/", "title": "a" * 201}, "title", "Shorten the title"),
        ({"link": "https://example.org/\0"}, "link", "Take out the characters that cannot be seen"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_what_to_do(action, lead, settings, sent, field, said):
    settings.EVIDENCE_MAX_MEGABYTES = 1
    if "file" in sent:
        sent = {**sent, "file": SimpleUploadedFile(*sent["file"])}
    answer = lead.post(ADD, sent)
    assert answer.status_code == 200
    assert said in " ".join(answer.context["form"].errors[field])
    assert text(answer).count(said) == 2, "in the summary and beside the field"
    assert not Evidence.objects.exists()
    assert not default_storage.exists("evidence")


def test_markup_is_shown_as_text(action, lead, office):
    assert lead.post(ADD, {"link": "https://example.org/<script>", "title": MARKUP}).status_code == 302
    page = office.get(withdraws(Evidence.objects.get()))
    again = lead.post(ADD, {"link": MARKUP, "title": MARKUP})
    for answer in (page, again):
        assert b"<script>alert" not in answer.content
        assert b"&lt;script&gt;" in answer.content


# Opening.


def test_a_file_comes_to_be_saved_and_never_to_be_shown(file, lead):
    answer = lead.get(opens(file))
    assert read(answer) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="Minutes of May.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert "default-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("name", ['a"; filename="b.exe', "Protokoll für Mai.pdf", "a;b=c.pdf", "page.html"])
def test_a_name_cannot_break_out_of_its_header(action, people, lead, today, name):
    upload = SimpleUploadedFile("x.pdf", PDF)
    upload._name = name
    kept = evidence.add_file(action, upload, title="", by=people["lead"], on=today)
    answer = lead.get(opens(kept))
    assert read(answer) == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "\n" not in answer["Content-Disposition"]
    if not name.endswith(".pdf"):
        assert answer["Content-Type"] == "application/octet-stream"


def test_a_link_leads_on(link, lead):
    answer = lead.get(opens(link))
    assert (answer.status_code, answer["Location"]) == (302, "https://example.org/minutes")


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_was_withdrawn_says_when_and_why(request, people, lead, today, kind):
    row = request.getfixturevalue(kind)
    evidence.withdraw(row, because="It names a child.", by=people["office"], on=today)
    answer = lead.get(opens(row))
    assert answer.status_code == 404
    assert f"This {kind} was withdrawn on 20 June 2022 because: It names a child." in text(answer)


def test_a_file_gone_from_storage_says_whom_to_tell(file, lead):
    default_storage.delete(file.file.name)
    answer = lead.get(opens(file))
    assert answer.status_code == 404
    assert "missing from storage. Tell the programme office." in text(answer)


# Withdrawing.


def test_the_page_says_what_is_destroyed_and_what_is_kept(file, office):
    page = text(office.get(withdraws(file)))
    assert "The file Minutes of May.pdf" in page
    assert "That Leo Lead added it to 1.1 on 20 June 2022" in page
    assert "It cannot be brought back." in page


def test_withdrawing_asks_why_and_destroys(file, office):
    stored = file.file.name
    refused = office.post(withdraws(file), {"because": " "})
    assert refused.context["form"].errors == {"because": ["Say why, such as “It names a child”"]}
    assert default_storage.exists(stored)
    answer = office.post(withdraws(file), {"because": "It names a child"})
    assert (answer.status_code, answer["Location"]) == (302, ACTION)
    assert not default_storage.exists(stored)
    again = office.get(withdraws(file))
    assert again.status_code == 403
    assert "This was withdrawn on 20 June 2022 already." in text(again)


def test_the_story_names_no_evidence_to_those_who_may_not_open_it(plan, people, sign_in, today):
    action = plan.actions.get(address="1.1")
    evidence.add_link(
        action, "https://example.org/", title="Minutes of a family", by=people["lead"], on=today
    )
    address = "/plans/small/actions/1.1/"
    assert "Minutes of a family" in sign_in(people["lead"]).get(address).text
    assert "Minutes of a family" not in sign_in(people["clerk"]).get(address).text


# The day that it tells of.

LINK = {"link": "https://example.org/audit", "title": "Audit"}


@pytest.mark.parametrize(
    ("dated", "kept"), [("", None), ("2022-05-31", date(2022, 5, 31)), ("2022-06-20", date(2022, 6, 20))]
)
def test_evidence_tells_of_a_day_where_that_is_said(action, lead, dated, kept):
    lead.post(ADD, {**LINK, "dated": dated})
    assert Evidence.objects.get().dated == kept
    assert ("tells of 31 May 2022" in text(lead.get(ACTION))) is (dated == "2022-05-31")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({**LINK, "dated": "2022-06-21"}, "21 June 2022 has not come yet."),
        ({**LINK, "dated": "31 May"}, "Enter the day as year, month and day"),
        ({"dated": "2022-05-31"}, "Choose a file or enter a link to go with this day"),
    ],
)
def test_a_day_that_cannot_be_is_refused(action, lead, sent, sentence):
    assert sentence in text(lead.post(ADD, sent))
    assert not Evidence.objects.exists()


def test_the_service_refuses_a_day_to_come_too(action, people, today):
    piece = Attachment(url="https://example.org/audit", dated=date(2022, 6, 21))
    with pytest.raises(Refused, match="has not come yet"):
        evidence.add_evidence(action, [piece], by=people["lead"], on=today)
