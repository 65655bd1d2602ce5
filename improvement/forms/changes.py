"""Choosing the two days between which a plan is compared. Both forms send the same names."""

from django import forms

from improvement.changes.periods import Span, reason_not_to_begin, reason_not_to_end
from improvement.forms.widgets import DayInput

NOT_A_DAY = "Enter a day as year, month and day, such as 2022-03-17"


class PeriodForm(forms.Form):
    """Any two days of the plan; the day that is left out is the usual one."""

    since = forms.DateField(
        label="Since the end of",
        widget=DayInput,
        error_messages={"required": NOT_A_DAY, "invalid": NOT_A_DAY},
    )
    until = forms.DateField(
        label="Until the end of",
        widget=DayInput,
        error_messages={"required": NOT_A_DAY, "invalid": NOT_A_DAY},
    )

    def __init__(self, asked, *, span: Span):
        self.usual = {"since": span.usual_since.isoformat(), "until": span.when.day.isoformat()}
        super().__init__({name: asked.get(name, "").strip() or day for name, day in self.usual.items()})
        self.span = span

    def clean_since(self):
        since = self.cleaned_data["since"]
        if refusal := reason_not_to_begin(self.span, since):
            raise forms.ValidationError(refusal)
        return since

    def clean(self):
        kept = super().clean()
        if {"since", "until"} <= kept.keys() and (
            refusal := reason_not_to_end(self.span, kept["since"], kept["until"])
        ):
            self.add_error("until", refusal)
        return kept

    @property
    def sentences(self) -> str:
        """Everything wrong with it, where there is no page to show it on."""
        return " ".join(error for errors in self.errors.values() for error in errors)


class RoundsForm(forms.Form):
    """Two of the days that mattered: the plan's first, the closes of its rounds, today."""

    since = forms.ChoiceField(label="Since")
    until = forms.ChoiceField(label="Until")

    def __init__(self, period: PeriodForm):
        days = [(day.isoformat(), words) for day, words in period.span.days]
        super().__init__(initial=self._nearest(period, dict(days)), auto_id="round_%s")
        self.fields["since"].choices, self.fields["until"].choices = days[:-1], days[1:]

    def _nearest(self, period: PeriodForm, days: dict[str, str]) -> dict[str, str]:
        """The days asked for; where one is none of these, the usual one."""
        return {
            name: period.data[name] if period.data[name] in days else usual
            for name, usual in period.usual.items()
        }
