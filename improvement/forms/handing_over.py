"""A post goes to its next holder, or is covered for a while."""

from datetime import date

from django import forms

from improvement import roles
from improvement.forms.few_words import Day, few_words
from improvement.forms.posts import TenureForm, name_and_email, reason_field
from improvement.models import Cover, Post, User

LONGEST_BECAUSE = 200
WHO = "Choose who covers the post"


class HandOverForm(TenureForm):
    """Who takes a post over, and from when; the holder's last day is the day before."""

    last_day = None
    reason = reason_field("The new director began on 1 July 2022")

    class Meta(TenureForm.Meta):
        labels = {**TenureForm.Meta.labels, "person": "New holder", "starts": "Their first day"}
        help_texts = {
            **TenureForm.Meta.help_texts,
            "starts": "The present holder’s last day is the day before.",
        }

    field_order = ("person", "holder", "kind", "starts", "reason")


class CoverForm(forms.Form):
    """Who speaks for a post while its holder is away. Offered are the people who may update actions."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        label="Who covers it",
        empty_label="Choose a person",
        help_text="They may update the post’s actions on these days, and see what waits for it.",
        error_messages={"required": WHO, "invalid_choice": WHO},
    )
    starts = Day(label="First day", required="Enter the first day")
    ends = Day(label="Last day", required="Enter the last day", help_text="It can be ended earlier.")
    because = few_words(
        "Why",
        LONGEST_BECAUSE,
        required="Say why, such as “Annual leave”",
        help_text="In a word or two: leave, sickness. Everybody who reads posts sees it, so no details.",
    )

    def __init__(self, *args, post: Post, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.post = post
        speaking = User.objects.filter(
            is_active=True, is_system=False, roles__role__in=(roles.LEAD, roles.OFFICE)
        )
        person = self.fields["person"]
        person.queryset = speaking.distinct().order_by("name")
        person.label_from_instance = name_and_email
        self.fields["starts"].initial = today

    def clean(self):
        sent = super().clean()
        starts, ends = sent.get("starts"), sent.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "Enter a last day that is not before the first")
        return sent

    def entered(self) -> Cover:
        """The cover as it was entered, not saved yet."""
        sent = self.cleaned_data
        return Cover(
            post=self.post,
            person=sent["person"],
            starts=sent["starts"],
            ends=sent["ends"],
            because=sent["because"],
        )


class EndCoverForm(forms.Form):
    last_day = Day(label="Last day", required="Enter the last day")
    reason = reason_field("Back from leave a week early")

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = today
