"""Whatever a reading of a deadline takes for granted is said in a sentence, and so is every word it cannot use."""

from datetime import date

import pytest

from improvement.deadlines import Kind
from improvement.deadlines.reader import read
from improvement.deadlines.reader.events import event_name

DATED = date(2022, 3, 11)


def assumed(words, dated=DATED, quarters="financial") -> str:
    return read(words, dated=dated, quarters=quarters).assumed


SAID = {
    "July": "No year is printed: read as 2022, the next July after the plan’s date.",
    "March": "No year is printed: read as 2022, the March in which the plan is dated.",
    "Commenced in January": "read as 2022, the last January before the plan’s date, because it has begun.",
    "w/c 29th Nov": "No year is printed: read as 2021, in which 29 November is a Monday.",
    "Nov – Feb 2023": "No year is printed for November: read as 2022, the last before February 2023.",
    "Nov 2022 to Feb": "No year is printed for February: read as 2023, the next after November 2022.",
    "April 2022 (Cabinet on 14th March)": "No year is printed for 14 March: read as 2022, the nearest to April 2022.",
    "October half term 2023": "“2023” was read as the year of October, though other words stand between.",
    "2023": "“2023” names a whole year: read as its last day; it may mean the financial year 2023/24.",
    "Start in 2023": "read as its first day",
    "2022/23": "“2022/23” was read as the financial year, April 2022 to March 2023; it may mean the academic year.",
    "2016 - 2017": "in calendar years it would be January 2016 to December 2017.",
    "Q3": "“Q3” was read as October to December 2022, by the financial year; "
    "in a calendar year it would be July to September 2022.",
    "Q4 2022": "“Q4 2022” was read as January to March 2023, by the financial year; "
    "in a calendar year it would be October to December 2022.",
    "Autumn term 2022": "“Autumn term 2022” was read as September to December 2022; a school’s own dates may differ.",
    "Spring 2023": "“Spring 2023” was read as March to May 2023; a season has no fixed end.",
    "mid-June 2022": "“mid-June 2022” was read as by 15 June 2022.",
    "w/c 14 March 2022": "was read as due by the Friday of that week, 18 March 2022.",
    "w/c 15 March 2022": "15 March 2022 is a Tuesday, not a Monday.",
    "Monday 31 March 2023": "31 March 2023 is a Friday, not a Monday.",
    "04/05/2022": "“04/05/2022” was read as 4 May 2022, with the day printed first.",
    "Aug 22": "“Aug 22” was read as August 2022; it may mean 22 August.",
    "Febuary 2023": "“Febuary 2023” was read as February 2023.",
    "Before April 2022": "“Before” was read strictly, as by 31 March 2022.",
    "March 2022 and June 2022": "Two dates are printed: read as by the last of them, 30 June 2022.",
    "March 2022 now June 2022": "An earlier date is said to be replaced: read as by 30 June 2022.",
    "Commence April 2022, Cabinet June 2022": "“June 2022” was read as the end.",
    "Completed March 2022": "it may say that it was done then.",
    "Ongoing until March 2023": "It is called ongoing and dated: read as going on until 31 March 2023.",
    "Plan to be established by April 2022": "The date is for “Plan to be established”, read as a part of the action; "
    "no date is printed for the whole.",
    "Within 3 months": "“3 months” was counted from the plan’s date, 11 March 2022, to 11 June 2022.",
    "6 weeks from DfE approval": "It falls 6 weeks after that event.",
    "10 working days": "Working days were counted without bank holidays.",
    "Immediate": "“Immediate” was read as the plan’s own date, 11 March 2022.",
    "Immediate / Ongoing": "“Immediate” prints no day for the start.",
    "Progressive Implementation": "“Progressive” was read as going on without an end.",
    "bi-monthly": "“bi-monthly” was read as every 2 months; the word has two senses.",
    "On appointment": "Whose appointment it waits for is not said.",
    "To commence once PSW appointed": "Only the start is said to wait for this; no end is printed.",
    "Following the March 2022 Cabinet": "was read as a part of the event and not as the deadline.",
    "Once PSW appointed by June 2022": "read as the deadline; it may be when that is expected.",
    "TBC": "No event is named: it waits for somebody to agree a date.",
    "March 2023 (TBC)": "The date is printed as still to be agreed.",
    "n/a": "“n/a” was read as no deadline.",
    "October 2022 (Children Act 2004)": "“Children Act 2004” was not read.",
    "Dec 2022 review, complete by Jan 2023": "“review” was not read.",
    "Dec 2022 with an audit in Jan 2023 and review in March 2023": "“March 2023” was not read.",
    "n/a (March 2022)": "“n/a” was not read.",
    "Rolling programme from May 2022": "“Rolling” was read as going on without an end.",
    "March 2022?": "“?” was not read.",
    "Quarterly to June 2022, then monthly": "“monthly” was not read.",
    # Why it could not be read at all.
    "hello world": "“hello world” names no month, no date and no event.",
    "ASAP": "“ASAP” says that it is urgent, not when it is due.",
    "Complete": "“Complete” says that it is to be finished, not when.",
    "31 February 2022": "There is no 31 February 2022.",
    "March 1922": "The year 1922 is not between 2000 and 2099.",
    "1989": "The year 1989 is not between 2000 and 2099.",
    "31/13/2022": "There is no month 13: write the day first, such as 31/03/2022.",
    "Dec 2022 to March 2022": "It ends on 31 March 2022, before it starts on 1 December 2022.",
    "May 2022 " * 300: "is too long to be a deadline: 2,700 characters.",
    "Not April 2022": "“not” may mean that the date does not hold.",
}


@pytest.mark.parametrize("words", SAID)
def test_what_was_taken_for_granted_is_said(words):
    assert SAID[words] in assumed(words)


def test_a_calendar_plan_counts_its_quarters_and_years_from_january():
    reading = read("To commence Q3 2022", dated=DATED, quarters="calendar")
    assert reading.starts == date(2022, 7, 1)
    assert "by the calendar year; in a financial year it would be October to December 2022" in reading.assumed
    assert read("Q3 2022/23", dated=DATED, quarters="calendar").ends == date(2022, 12, 31)
    years = read("2016 - 2017", dated=DATED, quarters="calendar")
    assert (years.starts, years.ends, years.assumed) == (date(2016, 1, 1), date(2017, 12, 31), "")
    assert read("year end", dated=DATED, quarters="calendar").ends == date(2022, 12, 31)


@pytest.mark.parametrize(
    ("dated", "ends"),
    [
        (date(2022, 7, 1), 2022),
        (date(2022, 7, 31), 2022),
        (date(2022, 8, 1), 2023),
        (date(2021, 12, 31), 2022),
    ],
)
def test_a_month_without_a_year_is_the_next_whose_end_is_to_come(dated, ends):
    assert read("July", dated=dated, quarters="financial").ends == date(ends, 7, 31)


@pytest.mark.parametrize(
    ("name", "wordings"),
    {
        "PSW appointed": "To be agreed once PSW appointed|More detailed work to commence on appointment of PSW"
        "|when the PSW has been appointed|after the PSW’s appointment|dependent upon PSW being appointed",
        "ADSC recruited": "Upon recruitment of ADSC|once an ADSC is recruited|Pending ADSC recruitment",
        "DfE approval": "Subject to DfE approval|Subject to approval from the DfE|once approved by DfE|DfE Approval",
        "recruitment": "Subject to recruitment|on recruitment|once recruited|when they are recruited",
        "appointment": "On appointment|once appointed|from appointment",
        "restructure completed": "following completion of the restructure|once the restructure is completed"
        "|when restructure complete",
    }.items(),
)
def test_one_event_has_one_name(name, wordings):
    for words in wordings.split("|"):
        words = words if words != "DfE Approval" else f"awaiting {words}"
        reading = read(words, dated=DATED, quarters="financial")
        assert (reading.kind, reading.condition) == (Kind.CONDITIONAL, name), words
        assert event_name(reading.condition) == name
