"""The rules of a plan, each with what it means."""

from dataclasses import asdict, fields

from django import forms

from improvement.forms.posts import reason_field
from improvement.models import Plan, PlanReader
from improvement.services.rules import BOUNDS, Rules, may_chair, reason_not_as_rules, rules_of

# Label and meaning, by the name of the rule.
MEANINGS = {
    "lead_may_move_days": (
        "Days that a lead may move a deadline alone",
        "So much later takes force at once, with its reason. 0: every later date is asked for.",
    ),
    "director_may_move_days": (
        "Days that a director may agree",
        "So much later is agreed by the director whom the lead reports to. Whatever goes further is the board’s.",
    ),
    "impact_check_months": (
        "Months until impact is checked",
        "So long after an action is accepted as complete, someone looks whether the change has lasted.",
    ),
    "remind_days_before": (
        "Days before a round closes that leads are reminded",
        "Those who have not updated yet get an e-mail then. 0: on its last day.",
    ),
    "escalate_days_after": (
        "Days after a round closes that directors are told",
        "Each director then gets a list of what is missing from those who report to them.",
    ),
}


class ReaderChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, row: PlanReader) -> str:
        return row.reader.name


class RulesForm(forms.Form):
    """Every rule of a plan, and who chairs its board."""

    def __init__(self, *args, plan: Plan, **kwargs):
        readers = may_chair(plan)
        as_kept = asdict(rules_of(plan))
        as_kept["chairs"] = [row.pk for row in readers if row.is_chair]
        kwargs["initial"] = as_kept | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for name, (label, meaning) in MEANINGS.items():
            self.fields[name] = _number(name, label, meaning)
        self.fields["chairs"] = ReaderChoice(
            readers,
            required=False,
            label="Who chairs the board",
            help_text="A chair agrees for the board, and may accept what is proposed complete. Board members with "
            "whom the plan is shared can be chosen.",
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "Choose among the people in the list"},
        )
        if not readers:
            del self.fields["chairs"]
        self.fields["reason"] = reason_field("Agreed by the board on 26 May 2022")

    def clean(self):
        sent = super().clean()
        if not self.errors.keys() & MEANINGS.keys() and (refusal := reason_not_as_rules(self.rules())):
            self.add_error("director_may_move_days", refusal)
        return sent

    def rules(self) -> Rules:
        return Rules(**{field.name: self.cleaned_data[field.name] for field in fields(Rules)})

    def chairs(self) -> set[PlanReader]:
        return set(self.cleaned_data.get("chairs", []))


def _number(name: str, label: str, meaning: str) -> forms.IntegerField:
    least, most = BOUNDS[name]
    sentence = f"{label}: enter a number from {least} to {most}"
    return forms.IntegerField(
        label=label,
        help_text=meaning,
        min_value=least,
        max_value=most,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence),
    )
