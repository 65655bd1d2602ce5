"""What the office enters about a plan’s versions and the words of its ratings."""

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


class RatingsForm(forms.Form):
    """The label and the meaning of each rating of a plan, in its own words."""

    reason = reason_field("The key that the board agreed on 26 May 2022")

    def __init__(self, *args, ratings, **kwargs):
        super().__init__(*args, **kwargs)
        self.ratings = list(ratings)
        for rating in self.ratings:
            code = rating.get_code_display()
            self.fields[f"label_{rating.code}"] = forms.CharField(
                label=f"{code}: label",
                max_length=40,
                initial=rating.label,
                error_messages={"required": f"Enter a label for “{code}”"},
            )
            self.fields[f"meaning_{rating.code}"] = forms.CharField(
                label=f"{code}: meaning",
                max_length=200,
                initial=rating.meaning,
                error_messages={"required": f"Say what “{code}” means here"},
            )
        self.order_fields([name for name in self.fields if name != "reason"])

    def clean(self):
        said = super().clean()
        labels = [said.get(f"label_{rating.code}", "").casefold() for rating in self.ratings]
        for rating, label in zip(self.ratings, labels, strict=True):
            if label and labels.count(label) > 1:
                self.add_error(f"label_{rating.code}", "Another rating has this label. Enter one of its own")
        return said

    def wanted(self) -> dict[str, tuple[str, str]]:
        said = self.cleaned_data
        return {one.code: (said[f"label_{one.code}"], said[f"meaning_{one.code}"]) for one in self.ratings}
