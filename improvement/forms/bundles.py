"""What a visit bundle is asked for: one finding or one theme, and two dates."""

from django import forms

from improvement.as_at import AsAt
from improvement.bundle.subject import FINDING, THEME, earliest, subjects
from improvement.deadlines.words import day_in_words
from improvement.forms.widgets import DayInput
from improvement.models import Plan

NOT_A_DAY = "Enter the {} day as year, month and day, such as 2022-03-31"


class BundleForm(forms.Form):
    """Reads an address: ?finding=9 or ?theme=12, and &from=…&to=…; days left out are all there is.

    Its own select sends ?about=finding:9, because a page without scripts has one box for both.
    """

    about = forms.ChoiceField(label="About", error_messages={"required": "Choose a finding or a theme"})

    def __init__(self, query, *, plan: Plan, when: AsAt):
        self.plan, self.when = plan, when
        findings, themes = subjects(plan, when)
        self.subjects = {subject.key: subject for subject in [*findings, *themes]}
        asked = self._asked(query)
        # Nobody has asked for anything yet where the page is opened without a word.
        is_asked = asked["about"] or query.keys() & {"from", "to"}
        super().__init__(asked if is_asked else None, initial=asked)
        about = self.fields["about"]
        about.choices = [
            ("", "Choose a finding or a theme"),
            ("Findings", [(subject.key, subject.name) for subject in findings]),
            (plan.level_one.capitalize(), [(subject.key, subject.name) for subject in themes]),
        ]
        about.error_messages["invalid_choice"] = "Choose a finding or a theme of this plan"
        # “from” is a word of the language, so it cannot be declared above.
        self.fields["from"] = self._day("From", "first")
        self.fields["to"] = self._day("To", "last")

    def _asked(self, query) -> dict:
        chosen = {FINDING: query.get(FINDING), THEME: query.get(THEME)}
        named = next((f"{kind}:{value}" for kind, value in chosen.items() if value), "")
        return {
            "about": query.get("about") or named,
            "from": query.get("from") or earliest(self.plan).isoformat(),
            "to": query.get("to") or self.when.day.isoformat(),
        }

    @staticmethod
    def _day(label: str, which: str) -> forms.DateField:
        return forms.DateField(
            label=label, widget=DayInput, error_messages={"invalid": NOT_A_DAY.format(which)}
        )

    @property
    def subject(self):
        return self.subjects[self.cleaned_data["about"]]

    def clean_to(self):
        last = self.cleaned_data["to"]
        if last > self.when.day:
            raise forms.ValidationError(
                f"{day_in_words(last)} is after the day shown. Enter {day_in_words(self.when.day)} or a day before it."
            )
        return last

    def clean(self):
        kept = super().clean()
        first, last = kept.get("from"), kept.get("to")
        if first and last and first > last:
            self.add_error("from", "Enter a first day that is not after the last")
        return kept
