"""A deadline in the council's own words."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from improvement.deadlines import Kind, Reading
from improvement.deadlines.reader import read
from improvement.forms.evidence import NO_UNSEEN
from improvement.models import Deadline

LONGEST = Deadline._meta.get_field("words").max_length
WHAT_TO_ENTER = (
    "Enter the month, such as October 2022, or what it waits for, such as “once the PSW is appointed”."
)


class DeadlineField(forms.CharField):
    """Words that clean into (words, Reading). What cannot be read is refused, with the reason and what to enter.

    `dated` is the day from which a missing year is told, the plan's own as a rule; `quarters` is where its years begin.
    """

    def __init__(self, *, dated: date, quarters: str, error_messages: dict | None = None, **kwargs):
        self.dated, self.quarters = dated, quarters
        messages = {
            "required": WHAT_TO_ENTER,
            "max_length": f"Shorten this to {LONGEST} characters, such as October 2022",
            **NO_UNSEEN,
            **(error_messages or {}),
        }
        super().__init__(max_length=LONGEST, error_messages=messages, **kwargs)

    def widget_attrs(self, widget):
        """No maxlength: a browser would cut off pasted words in silence."""
        return {"autocomplete": "off"}

    def clean(self, value) -> tuple[str, Reading]:
        words = super().clean(value)
        reading = read(words, dated=self.dated, quarters=self.quarters)
        if reading.kind == Kind.UNREADABLE:
            raise ValidationError(f"{reading.assumed} {WHAT_TO_ENTER}", code="unreadable")
        if self.required and reading.kind == Kind.MISSING:
            raise ValidationError(self.error_messages["required"], code="required")
        return words, reading
