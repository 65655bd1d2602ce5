"""A plan's timeline on paper: its sizes, its tags, its words."""

from datetime import date

import pikepdf
import pytest
from pdfua import validate

from improvement.models import User
from tests.improvement.test_export_pdf import CANNOT_RUN, pages_of

SMALL = "/plans/small/timeline/export/pdf/"
MILLIMETRES = 72 / 25.4


@pytest.fixture
def office(people, sign_in):
    return sign_in(people["office"])


def test_every_action_of_bury_is_drawn_and_told(bury, sign_in, tmp_path):
    client = sign_in(User.objects.get(email="office@demo.example"))
    answer = client.get("/plans/bury-2022/timeline/export/pdf/", {"paper": "a3"})
    assert answer["Content-Type"] == "application/pdf"
    assert (
        answer["Content-Disposition"] == 'attachment; filename="bury-2022-timeline-a3-as-at-2022-06-20.pdf"'
    )
    pages = pages_of(answer.content, tmp_path)
    words = " ".join(pages)
    for action in bury.actions.all():
        opening = " ".join(action.title.split()[:2])
        assert words.count(opening) >= 2, action.address
    assert "Waits for “PSW appointed”" in words
    assert "Moved once, +2 months" in words
    assert all("Illustrative: see the note on page 1" in page for page in pages)
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


@pytest.mark.parametrize(
    ("paper", "by", "width", "height"), [("a4", "month", 297, 210), ("a3", "week", 420, 297)]
)
def test_it_lies_on_the_paper_asked_for_and_a_machine_finds_no_fault(
    plan, office, tmp_path, paper, by, width, height
):
    file = tmp_path / "timeline.pdf"
    file.write_bytes(office.get(SMALL, {"paper": paper, "by": by}).content)
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            box = [float(side) / MILLIMETRES for side in page.mediabox]
            assert box == pytest.approx([0, 0, width, height], abs=1)
        assert str(pdf.docinfo.Title) == "Timeline of Small plan, as at 20 June 2022"
    report = validate(str(file))
    assert report.findings == ()
    assert {outcome.rule_id for outcome in report.skipped} <= CANNOT_RUN


def test_a_theme_and_a_past_day_are_kept(bury, sign_in, tmp_path):
    client = sign_in(User.objects.get(email="office@demo.example"))
    theme = bury.themes.get(reference="2")
    asked = {"theme": theme.pk, "as_at": date(2022, 4, 20).isoformat()}
    words = " ".join(pages_of(client.get("/plans/bury-2022/timeline/export/pdf/", asked).content, tmp_path))
    assert f"Timeline: {theme.name}" in words
    assert "as at 20 April 2022" in words
    assert "Moved once" not in words
    assert "Establish the Improvement Board" not in words


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("?paper=a5", "on a4 or a3, not on “a5”"),
        ("?as_at=2022-06-19", "The plan is dated 20 June 2022"),
        ("?theme=0", "There is no such part"),
    ],
)
def test_what_cannot_be_printed_says_why(plan, office, asked, said):
    answer = office.get(f"{SMALL}{asked}")
    assert answer.status_code == 404
    assert said in answer.content.decode()


def test_a_server_without_the_style_sheet_says_so(plan, office, settings, tmp_path):
    settings.PRINT_STYLES = tmp_path / "print.css"
    answer = office.get(SMALL)
    assert answer.status_code == 503
    assert "npm run styles" in answer.content.decode()
