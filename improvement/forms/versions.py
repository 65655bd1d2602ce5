"""What the office enters about a plan’s versions."""

from django import forms

from improvement.forms.keeping import DAY
from improvement.forms.posts import reason_field
from improvement.forms.widgets import DayInput
from improvement.models import PlanVersion


class VersionForm(forms.ModelForm):
    reason = reason_field("Cabinet, 23 March 2022, item 7")

    class Meta:
        model = PlanVersion
        fields = ("label", "dated", "approved_on", "approved_by")
        labels = {
            "label": "Version",
            "dated": "Date that it bears",
            "approved_on": "Approved on",
            "approved_by": "Approved by",
        }
        widgets = {"dated": DayInput, "approved_on": DayInput}
        error_messages = {
            "label": {"required": "Enter the version, such as v1.26"},
            "dated": DAY,
            "approved_on": DAY,
            "approved_by": {"required": "Enter who approved it, such as Cabinet"},
        }


class NextVersionForm(forms.Form):
    label = forms.CharField(
        label="Next version", max_length=40, error_messages={"required": "Enter its label, such as v2 draft"}
    )
    dated = forms.DateField(label="Date that it bears", widget=DayInput, error_messages=DAY)
    reason = reason_field("Refreshed after the monitoring visit")
