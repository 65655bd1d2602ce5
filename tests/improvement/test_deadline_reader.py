"""Deadlines read as councils write them: every one of five published plans, and many that they never printed."""

import csv
from datetime import date
from pathlib import Path

import pytest

from improvement.deadlines import Kind, Reading
from improvement.deadlines.reader import read
from improvement.deadlines.words import reading_words
from improvement.demo import files
from improvement.management.commands.read_deadlines import WANTED, differences, is_remark

DATED = date(2022, 3, 11)
EXPECTED = Path(__file__).with_name("deadlines_expected.tsv")
LINES = EXPECTED.read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))


def reading_of(words, dated=DATED, quarters="financial") -> Reading:
    return read(words, dated=dated, quarters=quarters)


def said(reading: Reading) -> str:
    """A reading in one line: its words, then how often, what follows and a stretch's first day."""
    more = [reading.recurrence, f"then {reading.follow_up}" if reading.follow_up else ""]
    if reading.kind == Kind.BY and reading.starts:
        more.append(f"a stretch since {reading.starts}")
    words = reading_words(reading.kind, reading.starts, reading.ends, reading.condition)
    return ", ".join([words, *filter(None, more)])


def test_every_deadline_of_the_published_plans_is_read_as_it_was_by_eye():
    wrong, read_rows = [], 0
    for row in ROWS:
        if is_remark(row):
            continue
        reading = read(row["text"], dated=date.fromisoformat(row["dated"]), quarters=row["quarters"])
        read_rows += 1
        wrong += [
            (row["plan"], row["action_ref"], row["text"], differs) for differs in differences(row, reading)
        ]
    assert wrong == []
    assert (len(ROWS), read_rows) == (214, 213)
    assert {row["kind"] for row in ROWS} == set(WANTED)


def test_the_second_date_and_the_recurrence_of_the_published_plans():
    audit = read("Dec 2016 with an audit in January 2017", dated=date(2016, 6, 1), quarters="financial")
    termly = read("May 2016 and termly", dated=date(2016, 6, 1), quarters="financial")
    assert (audit.ends, audit.follow_up) == (date(2016, 12, 31), date(2017, 1, 31))
    assert (termly.ends, termly.recurrence) == (date(2016, 5, 31), "termly")


# What a rule cannot know: whose appointment it is where nobody is named.
BY_EYE_ALONE = {"4.8": "recruitment", "5.3": "recruitment", "5.9": "appointment"}


def test_the_reader_agrees_with_every_reading_of_the_demonstration_plan():
    readings = files.read("bury-2022/readings.toml")
    for action in files.plan_actions("bury-2022"):
        by_eye, reading = readings[action["ref"]]["deadline"], reading_of(action["deadline"])
        wanted = {"starts": None, "ends": None, "precision": "", "condition": "", **by_eye}
        wanted["condition"] = BY_EYE_ALONE.get(action["ref"], wanted["condition"])
        assert {name: getattr(reading, name) for name in wanted} == wanted, action["ref"]
        assert reading.assumed or not readings[action["ref"]].get("assumed"), action["ref"]


WORDINGS = {
    # Months, days and weeks.
    "End of March 2023": "by 31 Mar 2023",
    "by end Sept": "by 30 Sep 2022",
    "May": "by 31 May 2022",
    "JAN2023": "by 31 Jan 2023",
    "Febuary 2023": "by 28 Feb 2023",
    "Aug ’22": "by 31 Aug 2022",
    "03/2023": "by 31 Mar 2023",
    "31/03/2023": "by 31 Mar 2023",
    "31.3.23": "by 31 Mar 2023",
    "2023-03-31 00:00:00": "by 31 Mar 2023",
    "Friday 31st of March 2023": "by 31 Mar 2023",
    "March 31, 2023": "by 31 Mar 2023",
    "31-Mar-23": "by 31 Mar 2023",
    "March 2022/23": "by 31 Mar 2023",
    "Sept 2022/23": "by 30 Sep 2022",
    "11/12": "by 11 Dec 2022",
    "16-Aug": "by 16 Aug 2022",
    "29 Feb": "by 29 Feb 2024",
    "by 5pm on 31 March 2023": "by 31 Mar 2023",
    "No later than 30 June 2022": "by 30 Jun 2022",
    "Before April 2022": "by 31 Mar 2022",
    "before the end of April 2022": "by 30 Apr 2022",
    "mid-June 2022": "by 15 Jun 2022",
    "beginning of June 2022": "by 1 Jun 2022",
    "w/c 14 March 2022": "by 18 Mar 2022, a stretch since 2022-03-14",
    "week commencing Monday 14/03/2022": "by 18 Mar 2022, a stretch since 2022-03-14",
    "W/E 18 March": "by 18 Mar 2022, a stretch since 2022-03-14",
    "by Christmas": "by 25 Dec 2022",
    "Easter 2024": "by 31 Mar 2024",
    # Quarters, terms, seasons and years.
    "by end of Q2 2023/24": "by 30 Sep 2023",
    "Q4 2022": "by 31 Mar 2023, a stretch since 2023-01-01",
    "third quarter of 2022/23": "by 31 Dec 2022, a stretch since 2022-10-01",
    "Q1-Q2 2023/24": "from 1 Apr 2023 to 30 Sep 2023",
    "Q4 2022/23 – Q1 2023/24": "from 1 Jan 2023 to 30 Jun 2023",
    "Autumn term 2023": "by 31 Dec 2023, a stretch since 2023-09-01",
    "end of the summer term 2022/23": "by 31 Jul 2023",
    "Spring 2023": "by 31 May 2023, a stretch since 2023-03-01",
    "2022/23": "by 31 Mar 2023, a stretch since 2022-04-01",
    "FY22/23": "by 31 Mar 2023, a stretch since 2022-04-01",
    "by the end of the financial year": "by 31 Mar 2022",
    "academic year 2022/23": "by 31 Aug 2023, a stretch since 2022-09-01",
    "municipal year 2022/23": "by 30 Apr 2023, a stretch since 2022-05-01",
    "calendar year 2023": "by 31 Dec 2023, a stretch since 2023-01-01",
    "next financial year": "by 31 Mar 2023, a stretch since 2022-04-01",
    "early 2023": "by 31 Mar 2023",
    "by 2023": "by 31 Dec 2023",
    "throughout 2022/23": "from 1 Apr 2022 to 31 Mar 2023",
    # Ranges and starts.
    "Sept 2022 to March 2023": "from 1 Sep 2022 to 31 Mar 2023",
    "Nov – Feb 2023": "from 1 Nov 2022 to 28 Feb 2023",
    "between April and June 2022": "from 1 Apr 2022 to 30 Jun 2022",
    "14-18 March 2022": "from 14 Mar 2022 to 18 Mar 2022",
    "May - 16 June 2022": "from 1 May 2022 to 16 Jun 2022",
    "1st April 2022 - 31st March 2023": "from 1 Apr 2022 to 31 Mar 2023",
    "from 2022 to 2024": "from 1 Apr 2022 to 31 Mar 2024",
    "12 months from April 2022": "from 1 Apr 2022 to 31 Mar 2023",
    "March 2022 start, June 2022 finish": "from 1 Mar 2022 to 30 Jun 2022",
    "From September 2022 onwards": "from 1 Sep 2022, no end agreed",
    "To commence by April 2022": "from 1 Apr 2022, no end agreed",
    "Not before April 2022": "from 1 Apr 2022, no end agreed",
    "After March 2022": "from 1 Apr 2022, no end agreed",
    # Going on, and coming again.
    "Ongoing": "ongoing, no end",
    "On an on-going basis": "ongoing, no end",
    "on a six monthly basis": "ongoing, no end, half-yearly",
    "In progress": "ongoing, no end",
    "As and when required": "ongoing, no end",
    "Started in November, ongoing": "ongoing since 1 Nov 2021, no end",
    "Ongoing until March 2023": "by 31 Mar 2023",
    "Review March 2023": "by 31 Mar 2023",
    "Training on neglect, April 2022": "by 30 Apr 2022",
    "Ongoing – review March 2023": "ongoing, no end, then 2023-03-31",
    "Dec-22 then quarterly": "by 31 Dec 2022, quarterly",
    "Six-monthly": "ongoing, no end, half-yearly",
    "every 6 weeks": "ongoing, no end, every 6 weeks",
    "Monthly from April 2022": "ongoing since 1 Apr 2022, no end, monthly",
    "each September": "by 30 Sep 2022, annually",
    # Several dates.
    "April 2022/31 May 2022": "by 31 May 2022",
    "June 2022 brought forward to April 2022": "by 30 Apr 2022",
    "April 2022 then September 2022": "by 30 Apr 2022, then 2022-09-30",
    "March/April 2022": "by 30 Apr 2022",
    "March 2022 (extended to June 2022)": "by 30 Jun 2022",
    "Draft by April 2022, final by June 2022": "by 30 Jun 2022",
    # A part of the action, or the action itself.
    "Strategy agreed by Cabinet by May 2022": "a part of it by 31 May 2022",
    "Business case to be written by 1 June 2022": "a part of it by 1 Jun 2022",
    "To be established by April 2022": "by 30 Apr 2022",
    "Work to be completed by April 2022": "by 30 Apr 2022",
    # Events.
    "TBC": "waits for “date to be agreed”",
    "Awaiting Cabinet decision": "waits for “Cabinet decision”",
    "once the PSW is appointed": "waits for “PSW appointed”",
    "TBC following the restructure": "waits for “restructure”",
    "Commence when funding is available": "waits for “funding available”",
    "Once sign-off is complete – October 2022": "by 31 Oct 2022, waits for “sign-off completed”",
    "By the next inspection": "waits for “next inspection”",
    "Within 6 weeks of appointment of a PSW": "waits for “PSW appointed”",
    "following DfE approval, October 2022": "by 31 Oct 2022, waits for “DfE approval”",
    "Once PSW in post; subject to funding": "waits for “PSW in post and funding”",
    "March 2023 (TBC)": "by 31 Mar 2023, waits for “date to be agreed”",
    # Counted from the plan's date.
    "Within 3 months": "by 11 Jun 2022",
    "10 working days": "by 25 Mar 2022",
    "within 7 working days": "by 22 Mar 2022",
    "Immediate": "by 11 Mar 2022",
    "Immediate start": "from 11 Mar 2022, no end agreed",
    # None.
    "n/a": "no deadline set",
    "–": "no deadline set",
    "": "no deadline set",
    "may be later": "could not be read",
    "hello world": "could not be read",
    "ASAP": "could not be read",
    "On hold": "could not be read",
    "31 February 2022": "could not be read",
    "March 1922": "could not be read",
    "Dec 2022 to March 2022": "could not be read",
    "03/31/2023": "could not be read",
    "Children Act 2004": "could not be read",
}


@pytest.mark.parametrize("words", WORDINGS)
def test_wordings_that_no_plan_here_prints(words):
    assert said(reading_of(words)) == WORDINGS[words]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "End of March 2023",
            "Sept 2022",
            "Aug-22",
            "31/03/2023",
            "Friday 31 March 2023",
            "by end of Q2 2022/23",
        ),
        *(
            "September - December 2024",
            "Commenced in January 2022 – to be completed by March 2022",
            "Ongoing",
        ),
        *(
            "Subject to DfE approval",
            "academic year 2022/23",
            "Work to commence in April 2022",
            "monthly",
            "",
        ),
    ],
)
def test_what_is_plain_is_not_doubted(words):
    assert reading_of(words).assumed == ""
