"""What holds of every reading, whatever the words."""

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from improvement.deadlines import Kind, Precision
from improvement.deadlines.reader import read
from improvement.deadlines.reader.days import MONTHS, easter_span
from improvement.deadlines.reader.phrases import GENERIC, SILENT, WORDS
from improvement.deadlines.words import reading_words

PHRASES = [phrase for phrases in WORDS.values() for phrase in phrases.split("|")]
# What times are made of, and words and signs that stand near them.
MATTER = (
    "2022|2023|22|31|14th|1|0|99|1989|2100|2022/23|22/23|31/03/2022|2022-03-31|’22|Q3|Q|4|w/c|term|mid|early|end of|-|–"
    "|/|,|.|(|)|;|“|”|?|PSW|DfE|appointed|approval of|Plan|draft|6|months|weeks|every|half|bi|5pm|12:30|Christmas|this"
    "|Easter|financial year|autumn term|winter|Friday|next|year|year end|may|May|Sept|october|Dec|new|first|quarter"
)
SCRAPS = MATTER.split("|")
SOUP = st.lists(st.sampled_from(PHRASES + SCRAPS), max_size=10).flatmap(
    lambda scraps: st.sampled_from([" ", " ", ""]).map(lambda gap: gap.join(scraps))
)
ANYTHING = st.one_of(st.text(max_size=80), SOUP)
DAYS = st.dates(date(2001, 1, 1), date(2097, 12, 31))
CONVENTIONS = st.sampled_from(["financial", "calendar"])
QUICKLY = settings(deadline=None, max_examples=150)

NUMBERS = st.integers(1, 12)
YEARS = st.integers(2000, 2099)


def spellings(month: int) -> list[str]:
    name = MONTHS[month - 1]
    return [
        name,
        name.upper(),
        name.lower(),
        name[:3],
        f"{name[:3]}.",
        *(["Sept", "SEPT."] if month == 9 else []),
    ]


@QUICKLY
@given(ANYTHING, st.dates(), CONVENTIONS)
def test_any_words_are_read_without_fail_and_the_same_each_time(words, dated, quarters):
    reading = read(words, dated=dated, quarters=quarters)
    assert reading.kind in Kind.values
    assert reading == read(words, dated=dated, quarters=quarters)
    assert len(reading.condition) <= 200
    assert reading.precision in {"", *Precision.values}


@QUICKLY
@given(ANYTHING, DAYS, CONVENTIONS)
def test_a_reading_is_whole(words, dated, quarters):
    """Days are in order and in this century, and each kind has the days that it is about."""
    reading = read(words, dated=dated, quarters=quarters)
    days = [day for day in (reading.starts, reading.ends, reading.follow_up) if day]
    assert all(2000 <= day.year <= 2099 for day in days)
    assert not (reading.starts and reading.ends) or reading.starts <= reading.ends
    assert bool(reading.ends) == (reading.kind in {Kind.BY, Kind.RANGE, Kind.MILESTONE})
    assert bool(reading.condition) or reading.kind != Kind.CONDITIONAL
    assert bool(reading.starts) or reading.kind not in {Kind.RANGE, Kind.START_ONLY}
    if reading.kind in {Kind.UNREADABLE, Kind.MISSING, Kind.CONDITIONAL}:
        assert days == []
        assert reading.precision == ""
    if reading.kind == Kind.UNREADABLE:
        assert reading.assumed


@QUICKLY
@given(st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=12), YEARS)
def test_no_word_is_dropped_in_silence(word, year):
    """A word that the reader does not know stands in what was assumed."""
    alone = read(word, dated=date(2022, 3, 11), quarters="financial")
    assume(alone.kind == Kind.UNREADABLE and "names no month" in alone.assumed)
    assert word in alone.assumed
    assume(read(f"{word} 1", dated=date(2022, 3, 11), quarters="financial").kind == Kind.UNREADABLE)
    with_date = read(f"October {year}, {word}", dated=date(2022, 3, 11), quarters="financial")
    assert f"“{word}” was not read." in with_date.assumed or word.casefold() in KNOWN


KNOWN = SILENT | GENERIC | {word for phrase in [*PHRASES, *SCRAPS] for word in phrase.casefold().split()}


@QUICKLY
@given(NUMBERS, YEARS, st.data())
def test_a_month_and_year_mean_the_last_day_however_they_are_spelt(month, year, data):
    name = data.draw(st.sampled_from(spellings(month)))
    print_year = data.draw(
        st.sampled_from(["{} {}", "{}{}", "{} of {}", "{}, {}", "by {} {}", "End of {} {}", " {}  {} "])
    )
    reading = read(print_year.format(name, year), dated=date(2022, 3, 11), quarters="financial")
    assert (reading.kind, reading.ends) == (Kind.BY, date(year, month, monthrange(year, month)[1]))
    assert reading.precision == Precision.MONTH
    assert reading.assumed == ""


@QUICKLY
@given(NUMBERS, st.integers(2015, 2030), DAYS)
def test_spreadsheets_print_a_month_with_two_digits_of_its_year(month, year, dated):
    reading = read(f"{MONTHS[month - 1][:3]}-{year % 100}", dated=dated, quarters="financial")
    assert reading.ends == date(year, month, monthrange(year, month)[1])


@QUICKLY
@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.data())
def test_a_day_means_itself_however_it_is_written(day, data):
    form = data.draw(
        st.sampled_from(
            [
                "%d/%m/%Y",
                "%Y-%m-%d",
                "%-d.%-m.%Y",
                "%d-%m-%y",
                "%-d %B %Y",
                "%b %d, %Y",
                "%A %-d %b %Y",
                "%d%b%Y",
            ]
        )
    )
    reading = read(day.strftime(form), dated=date(2022, 3, 11), quarters="calendar")
    assert (reading.kind, reading.ends, reading.precision) == (Kind.BY, day, Precision.DAY)


@QUICKLY
@given(
    NUMBERS,
    DAYS,
    st.sampled_from(["{}", "by {}", "to commence in {}", "Commenced in {}", "14 {}", "mid-{}", "w/c 5 {}"]),
)
def test_a_year_that_is_not_printed_is_always_said(month, dated, words):
    reading = read(words.format(MONTHS[month - 1]), dated=dated, quarters="financial")
    assert "No year is printed" in reading.assumed
    day = reading.ends or reading.starts
    assert abs(day - dated) <= timedelta(days=375)


@QUICKLY
@given(
    DAYS,
    DAYS,
    st.sampled_from(
        ["{} - {}", "{} to {}", "from {} until {}", "between {} and {}", "Start {}; complete by {}"]
    ),
)
def test_two_days_are_a_range_only_in_their_order(one, other, words):
    print_day = "{0.day} {0:%B} {0.year}".format
    reading = read(
        words.format(print_day(one), print_day(other)), dated=date(2022, 3, 11), quarters="financial"
    )
    if one <= other:
        assert (reading.kind, reading.starts, reading.ends) == (Kind.RANGE, one, other)
    else:
        assert reading.kind == Kind.UNREADABLE
        assert "before it starts" in reading.assumed


@QUICKLY
@given(SOUP, DAYS, CONVENTIONS)
@example("Dec 2016 (dependent on X)", date(2016, 6, 1), "financial")
def test_our_own_words_for_a_reading_are_read_as_the_same_end(words, dated, quarters):
    reading = read(words, dated=dated, quarters=quarters)
    ours = reading_words(reading.kind, reading.starts, reading.ends, reading.condition)
    again = read(ours, dated=dated, quarters=quarters)
    assert again.ends == reading.ends, ours


@given(YEARS)
def test_easter_is_a_sunday_between_its_two_bounds(year):
    day = easter_span(year).ends
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


def test_easter_of_known_years():
    known = [
        (2000, 4, 23),
        (2008, 3, 23),
        (2016, 3, 27),
        (2022, 4, 17),
        (2024, 3, 31),
        (2025, 4, 20),
        (2038, 4, 25),
    ]
    assert [easter_span(year).ends for year, _, _ in known] == [date(*day) for day in known]
