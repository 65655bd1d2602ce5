"""A deadline typed into a form: kept word for word, read at once, and refused where it cannot be read."""

from datetime import date

import pytest
from django import forms

from improvement.deadlines import Kind
from improvement.forms.deadlines import LONGEST, WHAT_TO_ENTER, DeadlineField


class MoveForm(forms.Form):
    def __init__(self, *args, dated=date(2022, 3, 11), quarters="financial", required=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deadline"] = DeadlineField(dated=dated, quarters=quarters, required=required)


def sent(words, **options) -> MoveForm:
    form = MoveForm({"deadline": words}, **options)
    form.is_valid()
    return form


@pytest.mark.parametrize("typed", ["Sept  2022", "to be agreed once PSW appointed", "July", " 31/3/2023 "])
def test_the_words_are_kept_as_typed_with_their_reading(typed):
    words, reading = sent(typed).cleaned_data["deadline"]
    assert words == typed.strip()
    assert reading.kind in {Kind.BY, Kind.CONDITIONAL}


def test_it_reads_by_the_plan_it_is_made_for():
    assert sent("July", dated=date(2024, 6, 7)).cleaned_data["deadline"][1].ends == date(2024, 7, 31)
    assert sent("Q3 2022", quarters="calendar").cleaned_data["deadline"][1].ends == date(2022, 9, 30)
    assert sent("Q3 2022").cleaned_data["deadline"][1].ends == date(2022, 12, 31)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("soonish", "“soonish” names no month, no date and no event."),
        ("31 February 2023", "There is no 31 February 2023."),
        ("March 1923", "The year 1923 is not between 2000 and 2099."),
        ("ASAP", "“ASAP” says that it is urgent, not when it is due."),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_enter(words, reason):
    assert sent(words).errors["deadline"] == [f"{reason} {WHAT_TO_ENTER}"]
    assert WHAT_TO_ENTER == (
        "Enter the month, such as October 2022, or what it waits for, such as “once the PSW is appointed”."
    )


@pytest.mark.parametrize("words", ["", "   ", "n/a", "–", "no deadline"])
def test_no_deadline_is_one_only_where_none_is_needed(words):
    assert sent(words).errors["deadline"] == [WHAT_TO_ENTER]
    assert sent(words, required=False).cleaned_data["deadline"][1].kind == Kind.MISSING


def test_words_are_as_long_as_their_column_and_can_all_be_seen():
    fits = f"October 2022 ({'x' * (LONGEST - 15)})"
    assert "deadline" in sent(fits).cleaned_data
    assert sent(fits + "x").errors["deadline"] == ["Shorten this to 300 characters, such as October 2022"]
    assert sent("October\x002022").errors["deadline"] == ["Take out the characters that cannot be seen"]


def test_the_page_does_not_cut_words_off_and_shows_an_error_as_text():
    form = sent("<b>soon</b>")
    assert "maxlength" not in str(form["deadline"])
    assert "&lt;b&gt;soon&lt;/b&gt;" in str(form["deadline"].errors)


def test_typed_words_stand_in_the_form_again():
    assert 'value="soonish"' in str(sent("soonish")["deadline"])
