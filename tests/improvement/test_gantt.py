"""Positions of a picture of time, from plain values and dates."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.deadlines import Kind
from improvement.gantt import BY_MONTH, BY_WEEK, PAPERS, SCREEN, Dates, Row, picture_of
from improvement.gantt.axis import MOST_MONTHS, axis_of
from improvement.gantt.shapes import drawn, said
from improvement.gantt.words import lines_of, width_of

TODAY = date(2022, 6, 20)
MARCH, JULY = date(2022, 3, 31), date(2022, 7, 31)
YEAR = axis_of([date(2022, 1, 1), date(2022, 12, 31)], TODAY, BY_MONTH, 730)
ANY_DAY = st.dates()


def action(reference: str, dates: Dates, title="Establish the board") -> Row:
    return Row("action", reference, reference, title, dates, "on-track", "On track")


def theme(reference: str, dates=None) -> Row:
    return Row(
        "theme", reference, reference, f"{reference}. Leadership", dates or Dates(Kind.RANGE), note="2"
    )


# The axis.


def test_an_axis_holds_whole_months_and_today():
    axis = axis_of([MARCH, JULY], date(2022, 9, 2), BY_MONTH, 730)
    assert (axis.start, axis.last) == (date(2022, 3, 1), date(2022, 9, 30))
    assert [tick.words for tick in axis.ticks] == ["Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"]
    assert [group.words for group in axis.groups] == ["2022"]


def test_an_axis_by_week_opens_on_a_monday():
    axis = axis_of([date(2022, 1, 26)], date(2022, 2, 10), BY_WEEK, 100)
    assert (axis.start, axis.stop) == (date(2022, 1, 24), date(2022, 2, 14))
    assert [tick.words for tick in axis.ticks] == ["24", "31", "7"]


def test_what_is_due_on_a_day_has_all_of_it():
    assert YEAR.x(date(2022, 1, 1)) == 0
    assert YEAR.x_after(date(2022, 12, 31)) == YEAR.width
    assert YEAR.x_after(MARCH) == YEAR.x(date(2022, 4, 1))


@pytest.mark.parametrize(
    ("day", "side"), [(date(2016, 6, 1), "before"), (TODAY, ""), (date(2030, 1, 1), "after")]
)
def test_a_today_far_off_is_pointed_to_and_does_not_squeeze_the_picture(day, side):
    axis = axis_of([MARCH, JULY], day, BY_MONTH, 730)
    assert axis.today_side == side
    assert (axis.stop - axis.start).days < 200


def test_on_a_screen_columns_stay_apart_and_on_paper_everything_fits():
    years = [date(2022, 1, 1), date(2028, 12, 31)]
    assert axis_of(years, TODAY, BY_WEEK, 740).width > 3 * 740
    paper = axis_of(years, TODAY, BY_WEEK, 640, fits=True)
    assert paper.width == 640
    assert all(tick.words == "" or tick.x < 640 for tick in paper.ticks)


@pytest.mark.parametrize("by", [BY_MONTH, BY_WEEK])
@settings(deadline=None)  # A busy machine is no fault of a position.
@given(days=st.lists(ANY_DAY, max_size=5), day=ANY_DAY)
def test_every_day_has_a_place_on_every_axis(by, days, day):
    axis = axis_of(days, day, by, 740)
    assert axis.start < axis.stop
    assert len(axis.ticks) <= 7 * MOST_MONTHS
    for one in [*days, day]:
        assert 0 <= axis.x(one) <= axis.x_after(one) <= axis.width


# The shapes of a row.


def test_a_moved_deadline_keeps_its_former_one_with_an_arrow_between():
    row = drawn(Dates(Kind.BY, ends=JULY, former=(MARCH,)), YEAR, 13)
    assert [(mark.x, mark.style) for mark in row.marks] == [
        (YEAR.x_after(MARCH), "former"),
        (YEAR.x_after(JULY), "now"),
    ]
    assert row.moves == [(YEAR.x_after(MARCH), YEAR.x_after(JULY))]
    assert row.note.lines == ["+4 months"]


def test_a_range_is_a_bar_that_ends_in_its_deadline():
    row = drawn(Dates(Kind.RANGE, date(2022, 1, 1), MARCH), YEAR, 13)
    assert [(bar.x, bar.right, bar.style) for bar in row.bars] == [(0, YEAR.x_after(MARCH), "range")]
    assert [mark.style for mark in row.marks] == ["now"]


def test_a_start_without_an_end_fades_by_its_dashes_and_has_no_diamond():
    row = drawn(Dates(Kind.START_ONLY, starts=MARCH), YEAR, 13)
    widths = [bar.width for bar in row.bars]
    gaps = [later.x - bar.right for bar, later in pairwise(row.bars)]
    assert widths == sorted(widths, reverse=True)
    assert gaps == sorted(gaps)
    assert {bar.style for bar in row.bars} == {"dash"}
    assert row.marks == []
    assert row.note.lines == ["No end agreed"]


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (Dates(Kind.BY, ends=JULY), ""),
        (Dates(Kind.CONDITIONAL, condition="PSW appointed"), "Waits for “PSW appointed”"),
        (Dates(Kind.CONDITIONAL, printed="Subject to it"), "Waits for an event: “Subject to it”"),
        (Dates(Kind.BY, ends=JULY, condition="GM leads"), "Waits for “GM leads”"),
        (Dates(Kind.ONGOING), "Ongoing, no end"),
        (Dates(Kind.ONGOING, starts=MARCH), "Ongoing, no end"),
        (Dates(Kind.MISSING), "No deadline set"),
        (Dates(Kind.UNREADABLE, printed="…2024"), "Could not be read: “…2024”"),
        (Dates(Kind.UNREADABLE), "No date could be read"),
        (Dates(Kind.MILESTONE), "A part of it, no end agreed"),
        (Dates(Kind.MISSING, former=(MARCH,)), "No deadline set"),
        (Dates(Kind.BY, ends=JULY, recurrence="termly"), "Termly"),
        (Dates(Kind.BY, ends=JULY, former=(MARCH,), condition="GM leads"), "+4 months, waits for “GM leads”"),
    ],
)
def test_what_no_shape_says_is_written(dates, words):
    assert said(dates) == words
    note = drawn(dates, YEAR, 13).note
    assert (" ".join(note.lines) if note else "") == words


@pytest.mark.parametrize(
    ("dates", "styles"),
    [
        (Dates(Kind.MILESTONE, ends=MARCH), ["part"]),
        (Dates(Kind.BY, ends=MARCH, follow_up=JULY), ["now", "follow-up"]),
        (Dates(Kind.CONDITIONAL, condition="it"), ["waits"]),
        (Dates(Kind.BY, ends=MARCH, condition="it"), ["now", "waits"]),
        (Dates(Kind.MISSING), []),
        (Dates(Kind.MISSING, former=(MARCH,)), ["former"]),
        (Dates(Kind.BY, ends=date(2099, 1, 1), former=(date(1999, 1, 1),)), ["before", "after"]),
    ],
)
def test_marks(dates, styles):
    assert [mark.style for mark in drawn(dates, YEAR, 13).marks] == styles


def test_the_mark_that_waits_stands_at_the_side_where_there_is_no_date():
    assert drawn(Dates(Kind.CONDITIONAL, condition="it"), YEAR, 13).marks[0].x < 20


@settings(deadline=None)  # A busy machine is no fault of a position.
@given(
    kind=st.sampled_from(list(Kind)),
    starts=st.none() | ANY_DAY,
    ends=st.none() | ANY_DAY,
    former=st.lists(ANY_DAY, max_size=3),
    condition=st.text(max_size=200),
)
def test_nothing_is_drawn_off_the_axis(kind, starts, ends, former, condition):
    dates = Dates(kind, starts, ends, tuple(former), condition=condition, printed=condition)
    row = drawn(dates, YEAR, 13)
    for bar in row.bars:
        assert 0 <= bar.x <= bar.right <= YEAR.width
    for mark in row.marks:
        assert -1 <= mark.x <= YEAR.width
    if row.note:
        assert row.note.left >= -4
        assert row.note.left + row.note.width <= YEAR.width + 5


# Words.


@settings(deadline=None)  # A busy machine is no fault of a position.
@given(words=st.text(max_size=120), room=st.integers(20, 300))
def test_words_in_lines_lose_nothing_and_fit(words, room):
    lines = lines_of(words, room, 14)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(width_of(line, 14) <= room or len(line) == 1 for line in lines)


# The whole picture.


def test_a_row_is_as_high_as_its_words_and_rows_do_not_overlap():
    long = (
        "Review the governance arrangements, terms of reference and priorities of each meeting and board " * 2
    )
    rows = [theme("1"), action("1.1", Dates(Kind.BY, ends=JULY), long), action("1.2", Dates(Kind.MISSING))]
    picture = picture_of(rows, TODAY, BY_MONTH, SCREEN)
    placed = picture.bands[0].rows
    assert placed[1].height > placed[2].height
    for above, below in pairwise(placed):
        assert above.y + above.height == below.y
    assert placed[0].y == SCREEN.head
    assert placed[-1].y + placed[-1].height == picture.bands[0].height
    assert not picture.is_wide


def many(number: int) -> list[Row]:
    rows = []
    for place in range(number):
        if place % 12 == 0:
            rows.append(theme(f"{place // 12 + 1}"))
        rows.append(action(f"{place // 12 + 1}.{place % 12}", Dates(Kind.BY, ends=JULY)))
    return rows


@pytest.mark.parametrize("paper", PAPERS)
def test_bands_fill_sheets_and_never_outgrow_one(paper):
    frame = PAPERS[paper]
    bands = picture_of(many(60), TODAY, BY_MONTH, frame).bands
    assert bands[0].height <= frame.first
    assert all(band.height <= frame.tallest for band in bands)
    drawn_rows = [row.row.key for band in bands for row in band.rows if row.row.kind == "action"]
    assert drawn_rows == [row.key for row in many(60) if row.kind == "action"]


def test_no_heading_stands_last_and_on_paper_a_theme_that_goes_on_says_so():
    bands = picture_of(many(60), TODAY, BY_MONTH, PAPERS["a4"]).bands
    assert all(band.rows[-1].row.kind == "action" for band in bands)
    assert all(band.rows[0].row.kind == "theme" for band in bands)
    went_on = [band for band in bands if [words for _, words in band.rows[0].notes] == ["continued"]]
    assert went_on
    assert all(band.rows[0].row.key == band.rows[1].row.reference.split(".")[0] for band in went_on)


def test_a_picture_by_week_is_wide_on_a_screen_and_fits_paper():
    rows = [theme("1"), action("1.1", Dates(Kind.RANGE, date(2022, 1, 1), date(2023, 12, 31)))]
    assert picture_of(rows, TODAY, BY_WEEK, SCREEN).is_wide
    assert not picture_of(rows, TODAY, BY_WEEK, PAPERS["a3"]).is_wide


def test_a_picture_of_nothing_dated_stands_on_today():
    picture = picture_of([theme("1"), action("1.1", Dates(Kind.MISSING))], TODAY, BY_MONTH, SCREEN)
    assert picture.axis.start <= TODAY <= picture.axis.last
    assert picture.axis.start > TODAY - timedelta(31)


def test_gantt_needs_no_database_and_no_page():
    import ast
    from pathlib import Path

    import improvement.gantt

    for file in Path(improvement.gantt.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom):
                assert not node.module.startswith(("django", "improvement.models")), file
