"""The command that reads deadlines against a file of what they should say, and one of them to try out."""

import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from improvement.deadlines.reader import read
from improvement.management.commands.read_deadlines import differences

EXPECTED = Path(__file__).with_name("deadlines_expected.tsv")
HEADER = "source_doc\taction_ref\ttext\tkind\tstart\tend\tnote"
ONE = "001_abc\t1.1\tSept 2022\tmonth_end\t\t2022-09-30\tmonth and year"


def run(*words, **options) -> str:
    out = StringIO()
    call_command("read_deadlines", *words, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def table(tmp_path):
    """Returns the path of a file with these rows under the header."""

    def written(*rows, header=HEADER) -> str:
        path = tmp_path / "deadlines.tsv"
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return str(path)

    return written


def test_the_published_plans_agree():
    assert run(against=str(EXPECTED)).splitlines() == [
        "Not read, because the file holds no words for them: 1.",
        "213 / 213",
    ]


def test_a_row_that_differs_is_shown_and_the_command_fails(table):
    wrong = "001_abc\t1.2\tOct 2022\tmonth_end\t\t2022-11-30\t"
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("read_deadlines", against=table(ONE, wrong), dated=["2022-03-11"], stdout=out)
    assert ended.value.code == 1
    assert out.getvalue().splitlines() == [
        "001_abc 1.2 “Oct 2022”: ends: wanted 2022-11-30. Read: by 31 Oct 2022 (By a date to the month).",
        "1 / 2",
    ]


@pytest.mark.parametrize(
    ("words", "row", "differs"),
    [
        ("Sept 2022", ("start_only", "2022-09-01", ""), ["kind", "starts", "ends"]),
        ("Sept 2022", ("date", "", "2022-09-30"), ["precision"]),
        ("Sept 2022", ("month_end_recurring", "", "2022-09-30"), ["recurrence"]),
        ("Sept 2022 and termly", ("month_end", "", "2022-09-30"), ["recurrence"]),
        ("Sept 2022 (subject to funding)", ("month_end", "", "2022-09-30"), ["condition"]),
        ("Sept 2022 then Oct 2022", ("month_end", "", "2022-09-30"), ["follow_up"]),
        ("once PSW appointed", ("conditional", "", ""), []),
        ("w/c 14 March 2022", ("week", "2022-03-14", "2022-03-20"), []),
        ("w/c 14 March 2022", ("week", "2022-03-14", "2022-03-18"), ["ends"]),
    ],
)
def test_every_kind_of_difference_is_seen(words, row, differs):
    """A week of the file runs to its Sunday and a deadline to its Friday; all else is compared as it stands."""
    kind, start, end = row
    found = differences(
        {"kind": kind, "start": start, "end": end}, read(words, dated=date(2022, 3, 11), quarters="financial")
    )
    assert [difference.split(":")[0] for difference in found] == differs


def test_the_longest_key_gives_a_row_its_date(table):
    rows = ["001_a\t1\tJuly\tmonth_end\t\t2022-07-31\t", "001_b\t1\tJuly\tmonth_end\t\t2024-07-31\t"]
    dated = ["001=2022-03-11", "001_b=2024-01-01", "2010-01-01"]
    assert run(against=table(*rows), dated=dated) == "2 / 2\n"


def test_the_file_may_hold_its_own_date_and_kind_of_year(table):
    header = "plan\tdated\tquarters\taction_ref\ttext\tkind\tstart\tend"
    row = "one\t2022-03-11\tcalendar\t1\tTo commence Q3\tstart_only\t2022-07-01\t"
    assert run(against=table(row, header=header), dated=["1999-01-01"]) == "1 / 1\n"


@pytest.mark.parametrize(
    ("rows", "options", "sentence"),
    [
        ([ONE], {}, "The date of 001_abc is not known. Add --dated 001_abc=DATE."),
        ([ONE], {"dated": ["001=soon"]}, "“soon” is not a date. Enter it such as 2022-03-11."),
        ([ONE.replace("month_end", "lunar")], {"dated": ["2022-03-11"]}, "kinds that are not known: lunar."),
        ([ONE.replace("2022-09-30", "?")], {"dated": ["2022-03-11"]}, "“?” is not a date."),
        ([], {}, "lacks columns: end, kind, start, text."),
    ],
)
def test_a_file_that_cannot_be_used_says_why(table, rows, options, sentence):
    with pytest.raises(CommandError, match=re.escape(sentence)):
        run(against=table(*rows), **options)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run(against=str(tmp_path / "none.tsv"))


def test_one_deadline_is_tried_out():
    assert run("Dec", "2016", "with", "an", "audit", "in", "January", dated=["2016-06-01"]).splitlines() == [
        "“Dec 2016 with an audit in January”: by 31 Dec 2016 (By a date to the month), followed up by 2017-01-31",
        "No year is printed for January: read as 2017, the next after December 2016. Two dates are printed: read as "
        "by 31 December 2016, and “with an audit in January” as what follows by 31 January 2017.",
    ]
    assert "Nothing was taken for granted." in run("May", "2022", "and", "termly")
    assert "from 1 Jul 2022" in run("Commence Q3 2022", quarters="calendar")


def test_without_a_date_it_is_read_as_of_today(today):
    assert "by 30 Jun 2022" in run("June")
    assert "by 31 May 2023" in run("May")


def test_without_words_it_says_what_to_enter():
    with pytest.raises(CommandError, match="Enter the words of a deadline"):
        run()
