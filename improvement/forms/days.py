"""One day, entered as year, month and day."""

from datetime import date

from django import forms

from improvement.forms.widgets import DayInput

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


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
