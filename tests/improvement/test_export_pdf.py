"""The plan on paper: what it says, how it is tagged, and who may take it away."""

import subprocess
import sys
from datetime import date

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pdfua import validate

from improvement import roles
from improvement.as_at import AsAt
from improvement.exports.formats import export_plan
from improvement.exports.gather import gather
from improvement.exports.plan_pdf import PdfUnavailable, plan_pdf
from improvement.models import Action, Plan
from improvement.record.ledger import head
from improvement.services import people as people_services
from improvement.services import plans
from tests import builders, volume

MARCH = date(2022, 3, 11)
# This release of the checker cannot run this check beside this release of pikepdf; a test here does its work.
CANNOT_RUN = {"UA-14-001"}
HEADINGS = {f"/H{level}" for level in range(1, 7)}


def exported(plan: Plan, day: date, today: date) -> bytes:
    return export_plan(plan, AsAt(day, today), "pdf", made_at=timezone.now()).content


def pages_of(content: bytes, tmp_path) -> list[str]:
    """The words of each page in the order of its cells, parted by single spaces."""
    file = tmp_path / "plan.pdf"
    file.write_bytes(content)
    words = subprocess.run(
        ["pdftotext", "-raw", file, "-"], check=True, capture_output=True, text=True
    ).stdout
    return [" ".join(page.split()) for page in words.split("\f")[:-1]]


def test_the_whole_of_bury_is_printed_as_at_each_day(bury, today, tmp_path):
    june = pages_of(exported(bury, today, today), tmp_path)
    words = " ".join(june)
    for action in bury.actions.all():
        opening = " ".join(f"{action.reference} {action.words}".split()[:4])
        assert opening in words, action.reference
    for rating in bury.scheme.ratings.all():
        assert rating.label in words
        assert rating.meaning in words
    assert f"Page 1 of {len(june)}" in june[0]
    assert f"Page {len(june)} of {len(june)}" in june[-1]
    assert all("Illustrative: see the note on page 1" in page for page in june)
    assert bury.illustrative_note.split(";")[0] in june[0]
    assert all(f"Record {head().number:,}, head {head().hash[:8]}" in page for page in june)
    assert sum(head().hash in page for page in june) == 1
    assert head().hash in june[-1]
    assert "moved from March 2022" in words
    assert "overdue 20 days" in words
    assert "1. Multi-agency governance and partnership continued" in words

    march = pages_of(exported(bury, MARCH, today), tmp_path)
    words = " ".join(march)
    assert "as at 11 March 2022" in march[0]
    assert "As printed, 11 Mar 2022" in words
    assert "moved from" not in words
    assert words.count("Not rated") > 69
    assert not any("Illustrative: see the note" in page for page in march)
    assert head().hash in march[-1]


@pytest.fixture
def tagged(plan, today, tmp_path):
    """The small plan's PDF, in a file."""
    file = tmp_path / "plan.pdf"
    file.write_bytes(exported(plan, today, today))
    return file


def test_a_machine_finds_no_fault_in_its_tags(tagged):
    report = validate(str(tagged))
    assert report.findings == ()
    assert {outcome.rule_id for outcome in report.skipped} <= CANNOT_RUN


def elements(kids):
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid.get("/K", []))


def marks_content(element) -> bool:
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    return any(
        isinstance(kid, int) or (isinstance(kid, pikepdf.Dictionary) and marks_content(kid)) for kid in kids
    )


def test_its_structure_says_what_the_checker_does_not_ask(tagged, plan):
    with pikepdf.open(tagged) as pdf:
        found = list(elements(pdf.Root.StructTreeRoot.K))
        headings = [element for element in found if str(element.S) in HEADINGS]
        assert len(headings) > 8
        assert all(marks_content(heading) for heading in headings)
        assert {str(cell.A.Scope) for cell in found if cell.S == "/TH"} == {"/Column", "/Row"}
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        assert all(link.F & 4 for link in links)
        assert "What needs attention" in {str(link.Contents) for link in links}
        first = next(iter(elements(pdf.Root.StructTreeRoot.K)))
        assert first.S == "/Document"
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo.Title) == f"{plan.title}, as at 20 June 2022"
        assert str(pdf.Root.Outlines.First.Title) == "Where 4 actions stand"


def test_what_stands_in_the_margins_is_no_part_of_the_text(tagged):
    with pikepdf.open(tagged) as pdf:
        in_tree = {element.objgen for element in elements(pdf.Root.StructTreeRoot.K)}
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        listed = dict(zip(list(numbers)[::2], list(numbers)[1::2], strict=True))
        for page in pdf.pages:
            assert b"/Pagination" in page.Contents.read_bytes()
            parents = [parent for parent in listed[page.StructParents] if parent is not None]
            assert {parent.objgen for parent in parents} <= in_tree


def test_markup_in_words_is_printed_as_words(plan, today, tmp_path):
    action = Action(
        plan=plan,
        theme=plan.themes.first(),
        reference="9.9",
        address="9.9",
        position=9,
        title="<b>Bold</b>",
        words='<img src="https://elsewhere.example/x"> & <script>alert(1)</script>\n- a step',
        impact="{{ settings.SECRET_KEY }}",
        extra={"Links & <i>dependencies</i>": "6.1b"},
    )
    plans.add_action(action, steps=[(1, "a step")], by=builders.system(today), on=today)
    words = " ".join(pages_of(exported(plan, today, today), tmp_path))
    assert action.words.split("\n")[0] in words
    assert action.impact in words
    assert "Links & <i>dependencies</i>: 6.1b" in words


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "https://elsewhere.example/x.png", "data:text/css,p{}", "ftp://a/b"]
)
def test_only_our_own_files_are_fetched(address):
    from improvement.exports.own_files import OwnFiles

    with pytest.raises(PermissionError):
        OwnFiles().fetch(address)


@pytest.mark.parametrize("name", ["nothing.css", "../config/settings.py", "%2e%2e/config/settings.py"])
def test_nothing_outside_the_static_files_is_fetched(name):
    from improvement.exports.own_files import BASE, OwnFiles

    with pytest.raises(Exception, match=r"No static file|outside of the base path"):
        OwnFiles().fetch(BASE + name)


def test_gathering_asks_as_often_for_69_actions_as_for_4(plan, today, django_assert_num_queries):
    plan = Plan.objects.select_related("scheme", "inspection").get(pk=plan.pk)
    for wanted in (4, 69):
        volume.add_actions(plan, wanted - plan.actions.count(), on=today) if wanted > 4 else None
        with django_assert_num_queries(26):
            document = gather(plan, AsAt(today, today), made_at=timezone.now())
        assert len(document.actions) == wanted


def test_a_server_without_the_style_sheet_says_so(plan, people, sign_in, today, settings, tmp_path):
    settings.PRINT_STYLES = tmp_path / "print.css"
    with pytest.raises(PdfUnavailable, match="npm run styles"):
        plan_pdf(gather(plan, AsAt(today, today), made_at=timezone.now()))
    response = sign_in(people["office"]).get("/plans/small/export/pdf/")
    assert response.status_code == 503
    assert "npm run styles" in response.content.decode()


def test_a_server_without_pango_says_so(plan, today, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(PdfUnavailable, match=r"Pango is missing.*take the Excel workbook"):
        plan_pdf(gather(plan, AsAt(today, today), made_at=timezone.now()))


def test_who_may_read_a_plan_may_take_it_away(plan, people, sign_in, today):
    outsider = people_services.invite(
        "outsider@council.example", "Otto Outsider", roles.BOARD_MEMBER, by=builders.system(today), on=today
    )
    assert sign_in(outsider).get("/plans/small/export/pdf/").status_code == 404
    response = sign_in(people["chair"]).get("/plans/small/export/pdf/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="small-as-at-2022-06-20.pdf"'
    assert response.content.startswith(b"%PDF-1.7")
    assert sign_in(people["office"]).post("/plans/small/export/pdf/").status_code == 405


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("docx/", "pdf or xlsx, not as “docx”"),
        ("pdf/?as_at=yesterday", "Enter the year, month and day"),
        ("pdf/?as_at=2022-06-21", "has not come yet"),
        ("pdf/?as_at=2022-06-19", "The plan is dated 20 June 2022"),
    ],
)
def test_what_cannot_be_exported_says_why(plan, people, sign_in, address, said):
    response = sign_in(people["office"]).get(f"/plans/small/export/{address}")
    assert response.status_code == 404
    assert said in response.content.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["elsewhere"], "There is no plan “elsewhere”. There are: .*small"),
        (["small", "--as-at", "20/6/2022"], "“20/6/2022” is not a date"),
        (["small", "--as-at", "2022-06-21"], "has not come yet"),
        (["small", "--as-at", "2022-06-19"], "The plan is dated 20 June 2022"),
        (["small", "--output", "/nowhere/plan.pdf"], "cannot be written: there is no such folder"),
    ],
)
def test_the_command_says_what_is_wrong(plan, arguments, said):
    with pytest.raises(CommandError, match=said):
        call_command("export_plan", *arguments, "--format", "pdf")


def test_the_command_says_what_it_wrote(plan, tmp_path, capsys):
    call_command("export_plan", "small", "--format", "pdf", "--output", str(tmp_path))
    written = tmp_path / "small-as-at-2022-06-20.pdf"
    size = f"{written.stat().st_size:,} bytes"
    said = capsys.readouterr().out
    assert said.startswith(f"{written}: ")
    assert size in said
    assert "pages" in said
    assert "seconds" in said
