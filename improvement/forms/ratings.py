"""What the office enters about a plan’s own ratings."""

from django import forms

from improvement.forms.posts import reason_field
from improvement.models import Rating


class RatingsForm(forms.Form):
    """The label and the meaning of each rating of a plan, in its own words, by the rating's place."""

    reason = reason_field("The key that the board agreed on 26 May 2022")

    def __init__(self, *args, ratings, **kwargs):
        super().__init__(*args, **kwargs)
        self.ratings = list(ratings)
        for rating in self.ratings:
            self.fields[f"label_{rating.position}"] = forms.CharField(
                label=f"{rating.label}: label",
                max_length=40,
                initial=rating.label,
                error_messages={"required": f"Enter a label for “{rating.label}”"},
            )
            self.fields[f"meaning_{rating.position}"] = forms.CharField(
                label=f"{rating.label}: meaning",
                max_length=200,
                initial=rating.meaning,
                error_messages={"required": f"Say what “{rating.label}” means here"},
            )
        self.order_fields([name for name in self.fields if name != "reason"])

    def clean(self):
        said = super().clean()
        labels = [said.get(f"label_{rating.position}", "").casefold() for rating in self.ratings]
        for rating, label in zip(self.ratings, labels, strict=True):
            if label and labels.count(label) > 1:
                self.add_error(
                    f"label_{rating.position}", "Another rating has this label. Enter one of its own"
                )
        return said

    def wanted(self) -> dict[int, tuple[str, str]]:
        said, places = self.cleaned_data, [rating.position for rating in self.ratings]
        return {place: (said[f"label_{place}"], said[f"meaning_{place}"]) for place in places}


class RatingForm(forms.ModelForm):
    """One more rating."""

    reason = reason_field("The board tells a pause from a late start")

    class Meta:
        model = Rating
        fields = ("label", "meaning", "code")
        labels = {"meaning": "What it means", "code": "Counts as"}
        help_texts = {"code": "Its symbol and shape are those of what it counts as."}
        error_messages = {
            "label": {"required": "Enter its label, such as Paused"},
            "meaning": {"required": "Say what it means here"},
            "code": {"required": "Choose what it counts as"},
        }
