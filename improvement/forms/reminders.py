"""Which reminders one wants."""

from django import forms

from improvement.models import Reminder

Kind = Reminder.Kind
HINTS = {
    Kind.OPENED: "Once, when you lead actions in it that are not up to date.",
    Kind.CLOSING: "Once, some days before, where any of yours still wait.",
    Kind.MISSED: "Once, the day after, where any of yours were left out.",
    Kind.ESCALATED: "Once, some days later: the leads who report to your post, and their actions.",
}


class KindSelect(forms.CheckboxSelectMultiple):
    """Kinds to tick, each with a sentence on when it comes."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = HINTS[value]
        if option["attrs"].get("id"):
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_hint"
        return option


class RemindersForm(forms.Form):
    kinds = forms.MultipleChoiceField(
        label="E-mail me when",
        choices=Kind.choices,
        required=False,
        widget=KindSelect,
        error_messages={"invalid_choice": "Choose from the reminders in the list"},
    )
