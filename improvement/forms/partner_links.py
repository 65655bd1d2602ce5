"""Making a link for a partner, and what a partner says by one."""

from datetime import date

from django import forms
from django.contrib.auth.models import AnonymousUser

from improvement.forms.evidence import NO_UNSEEN, AttachmentForm
from improvement.forms.few_words import Day, few_words
from improvement.forms.updates import LAST_WORDS, FewWords, Prose, in_a_sentence
from improvement.forms.widgets import RatingRadioSelect
from improvement.models import Action, UpdateRound
from improvement.ratings import NEEDS_REASON, Code
from improvement.services.partner_links import LONGEST_NAME, Partner

CHOOSE = "Choose the rating that fits now"


class PartnerLinkForm(forms.Form):
    """Whom a link is for, and how long it can be used."""

    name = few_words("Name", LONGEST_NAME, required="Enter the name of the person who will say it")
    organisation = few_words(
        "Organisation", LONGEST_NAME, required="Enter their organisation, such as Greater Manchester Police"
    )
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        max_length=254,
        help_text="The link goes there. Without one, you copy it from the next page and send it yourself.",
        error_messages={"invalid": "Enter an e-mail address, such as name@gmp.police.uk", **NO_UNSEEN},
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args, round: UpdateRound, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.round, self.today = round, today
        closes = f"{round.closes:%-d %B %Y}"
        self.fields["expires_on"] = Day(
            label="Last day",
            required="Enter the last day on which it can be used",
            help_text=f"The round closes on {closes}: until then at the latest.",
        )
        self.fields["expires_on"].initial = round.closes

    def clean_expires_on(self):
        day = self.cleaned_data["expires_on"]
        if not self.today <= day <= self.round.closes:
            raise forms.ValidationError(
                f"Enter a day from {self.today:%-d %B %Y} to {self.round.closes:%-d %B %Y}, when the round closes"
            )
        return day

    def said(self) -> dict:
        """What was entered, as the service takes it."""
        sent = self.cleaned_data
        name, organisation = (" ".join(sent[part].split()) for part in ("name", "organisation"))
        return {"partner": Partner(name, organisation, sent["email"]), "expires_on": sent["expires_on"]}


class PartnerUpdateForm(AttachmentForm):
    """One update of one action by somebody who cannot sign in, so nothing here is kept while they do."""

    rating = forms.TypedChoiceField(
        label="Rating now",
        widget=RatingRadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    narrative = Prose("What has happened", "Say what has happened, or that nothing has")
    reason = Prose("Why")
    recovery = Prose("The way back")
    forecast = FewWords(
        required=False,
        max_length=120,
        label="Finished by",
        help_text="When you expect it to be finished, such as 31 August 2022. It moves no deadline.",
        error_messages={"max_length": "Shorten this to 120 characters, such as 31 August 2022", **NO_UNSEEN},
    )

    field_order = ["rating", *LAST_WORDS, "file", "link", "title", "dated"]

    def __init__(self, *args, action: Action, today: date, **kwargs):
        super().__init__(*args, today=today, by=AnonymousUser(), **kwargs)
        del self.fields["typist"]
        ratings = action.plan.scheme.ratings.on(today).exclude(code=Code.COMPLETE)
        offered = {rating.pk: rating for rating in ratings}
        field = self.fields["rating"]
        field.choices = list(offered.items())
        field.coerce = lambda key: offered[int(key)]
        needing = [rating for rating in offered.values() if rating.code in NEEDS_REASON]
        self.ratings_needing_reasons = [rating.pk for rating in needing]
        self.fields["reason"].label = f"Why it is {' or '.join(in_a_sentence(r.label) for r in needing)}"

    def clean(self):
        sent = super().clean()
        rating = sent.get("rating")
        if rating and rating.code in NEEDS_REASON:
            self._require("reason", f"Say why it is {in_a_sentence(rating.label)}")
            self._require("recovery", "Say what the way back is")
        return sent

    def _require(self, name: str, sentence: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, sentence)

    def said(self) -> dict:
        """What was said, as the service takes it."""
        names = ("rating", *LAST_WORDS)
        return {**{name: self.cleaned_data[name] for name in names}, "attached": self.attached()}
