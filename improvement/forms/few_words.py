"""Fields that forms of deadlines share: one line of words, one day, and who agreed."""

from datetime import date

from django import forms

from improvement.forms.evidence import NO_UNSEEN
from improvement.forms.updates import FewWords
from improvement.forms.widgets import DayInput

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
LONGEST_WORDS, LONGEST_AGREED = 300, 120


class Day(forms.DateField):
    """One day of this century; a slip such as 0022 is refused with a sentence."""

    widget = DayInput

    def __init__(self, *, label: str, required: str = "", help_text: str = ""):
        example = "Enter the day as year, month and day, such as 2022-09-30"
        messages = {"required": required, "invalid": example}
        super().__init__(label=label, required=bool(required), help_text=help_text, error_messages=messages)

    def clean(self, value):
        day = super().clean(value)
        if day and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(
                f"The year {day.year} is not between {EARLIEST.year} and {LATEST.year}. Check the day"
            )
        return day


def few_words(label: str, longest: int, *, required: str = "", help_text: str = "") -> FewWords:
    """One line of words. Required where there is a sentence for its being empty."""
    return FewWords(
        label=label,
        max_length=longest,
        required=bool(required),
        help_text=help_text,
        error_messages={
            "required": required,
            "max_length": f"Shorten this to {longest} characters",
            **NO_UNSEEN,
        },
    )


def agreed_by() -> FewWords:
    return few_words(
        "Who agreed it",
        LONGEST_AGREED,
        required="Say who agreed it, such as Improvement Board, 28 April 2022",
        help_text="A board, a committee or a post, and when: Improvement Board, 28 April 2022.",
    )
