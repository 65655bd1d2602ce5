"""Closing an action: what will be looked at later, what is missing, and what the later look showed."""

from django import forms

from improvement.forms.updates import Prose
from improvement.forms.widgets import HintedRadioSelect
from improvement.services.completion import NO_NOTE, NOTHING_FOUND


class AcceptForm(forms.Form):
    """What the check of its impact will look at. `seen` is the proposal that the person had in view."""

    measures = Prose("What the check of its impact will look at")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "measures"
        ].help_text = (
            "Name what can be counted, read or heard by then. Left empty, it is what stands here now."
        )


class ReturnForm(forms.Form):
    """What is missing before an action can be accepted as complete."""

    note = Prose("What is missing", NO_NOTE)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class ImpactForm(forms.Form):
    """What a look at a completed action's impact showed."""

    embedded = forms.TypedChoiceField(
        label="Has it lasted?",
        choices=[("yes", "Embedded"), ("no", "Not embedded yet")],
        coerce=lambda answer: answer == "yes",
        widget=HintedRadioSelect,
        error_messages={
            "required": "Choose whether it is embedded",
            "invalid_choice": "Choose whether it is embedded",
        },
    )
    found = Prose("What was seen", NOTHING_FOUND)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["embedded"].widget.hints = {
            "yes": "Evidence from after its completion shows that the change holds.",
            "no": "Another check falls due later.",
        }

    def said(self) -> dict:
        """What was entered, as the service takes it."""
        return {name: self.cleaned_data[name] for name in ("embedded", "found")}
