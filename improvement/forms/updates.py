"""Saying where an action stands."""

from datetime import date

from django import forms

from improvement.deadlines import Kind
from improvement.deadlines.entered import read_on
from improvement.forms.evidence import NO_UNSEEN, AttachmentForm
from improvement.forms.widgets import RatingRadioSelect
from improvement.kept_typing import Kept
from improvement.models import Action, ProgressUpdate, UpdateDraft, UpdateRound
from improvement.ratings import NEEDS_REASON, Code
from improvement.services.completion import NO_EVIDENCE, proposes_complete, reason_not_to_propose_complete
from improvement.services.deadline_requests import Wish

LONGEST = 10_000
ENTER_A_DAY = "Enter a day or a month, such as 31 May 2022 or October 2022"
LAST_WORDS = ("narrative", "reason", "recovery", "forecast")


class ProposingRatingSelect(RatingRadioSelect):
    """Ratings, the one that would only be proposed saying so."""

    label_template = "improvement/_update_rating.html"
    action: Action

    def create_option(self, *args, **kwargs):
        option = super().create_option(*args, **kwargs)
        option["is_proposed"] = proposes_complete(self.action, option["rating"])
        option["standing"] = self.action.current_rating
        return option


class StepSelect(forms.CheckboxSelectMultiple):
    """Steps to tick, those done before saying when."""

    def __init__(self, steps):
        super().__init__(choices=[(step.pk, step.words) for step in steps])
        self.hints = {step.pk: f"Done {step.done_on:%-d %B %Y}" for step in steps if step.done_on}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(value, "")
        return option


class Prose(forms.CharField):
    """A box for words, with their lines as typed. Required where there is a sentence for its being empty."""

    widget = forms.Textarea

    def __init__(self, label: str, required: str = ""):
        too_long = f"Shorten this to {LONGEST:,} characters"
        messages = {"required": required, "max_length": too_long, **NO_UNSEEN}
        super().__init__(label=label, required=bool(required), max_length=LONGEST, error_messages=messages)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")

    def widget_attrs(self, widget):
        """No maxlength: a browser would cut off pasted words in silence."""
        return {"rows": 3}


class FewWords(forms.CharField):
    """A line of words. No maxlength for the browser, which would cut off pasted words in silence."""

    def widget_attrs(self, widget):
        return {}


class UpdateForm(AttachmentForm):
    """One update of an action, with its steps and a piece of evidence."""

    rating = forms.TypedChoiceField(
        label="Rating now",
        widget=ProposingRatingSelect,
        error_messages={
            "required": "Choose the rating that fits now",
            "invalid_choice": "Choose the rating that fits now",
        },
    )
    narrative = Prose("What has happened", "Say what has happened, or that nothing has")
    reason = Prose("Why")
    recovery = Prose("The way back")
    forecast = FewWords(
        required=False,
        max_length=120,
        label="Finished by",
        help_text="Later than the deadline, it also asks to move it; until that is agreed, the old one stands.",
        error_messages={"max_length": "Shorten this to 120 characters, such as 31 May 2022", **NO_UNSEEN},
    )
    impact = Prose("When complete: what it has changed for children and families")
    steps_done = forms.TypedMultipleChoiceField(
        required=False,
        coerce=int,
        label="Steps done",
        error_messages={"invalid_choice": "The steps have changed since. Check them and save again"},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    round = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = [
        "rating",
        *LAST_WORDS,
        "impact",
        "steps_done",
        "file",
        "link",
        "title",
        "dated",
        "seen",
        "round",
        "typist",
    ]

    def __init__(self, *args, action: Action, today: date, round: UpdateRound | None, **kwargs):
        super().__init__(*args, today=today, **kwargs)
        self.action = action
        self.fields["round"].initial = round.pk if round else ""
        self._offer_ratings()
        self._offer_steps()
        self.fields["seen"].initial = action.current_update_id or ""
        if action.current_update:
            self.fields["narrative"].label += f" since {action.current_update.said_on:%-d %B}"

    def _offer_ratings(self) -> None:
        ratings = {rating.pk: rating for rating in self.action.plan.scheme.ratings.on(self.today)}
        needing = [rating for rating in ratings.values() if rating.code in NEEDS_REASON]
        field = self.fields["rating"]
        field.widget.action = self.action
        field.choices = list(ratings.items())
        field.coerce = lambda key: ratings[int(key)]
        field.initial = self.action.current_rating_id
        # The script shows the boxes at these ratings only; without it their labels say which need them.
        self.ratings_needing_reasons = [rating.pk for rating in needing]
        self.ratings_proposing = [
            pk for pk, rating in ratings.items() if proposes_complete(self.action, rating)
        ]
        labels = " or ".join(in_a_sentence(rating.label) for rating in needing)
        self.fields["reason"].label = f"Why it is {labels}"

    def _offer_steps(self) -> None:
        self.steps = list(self.action.steps.all())
        self.steps_done_before = [step.pk for step in self.steps if step.done_on]
        if not self.steps:
            del self.fields["steps_done"]
            return
        field = self.fields["steps_done"]
        field.widget = StepSelect(self.steps)
        field.choices = field.widget.choices
        field.initial = self.steps_done_before

    def clean_forecast(self):
        """Words that say no day, or of which a part was not read, would say less than their writer meant."""
        words = " ".join(self.cleaned_data["forecast"].split())
        if not words:
            return ""
        reading = read_on(words, self.today, quarters=self.action.plan.quarters)
        if reading.kind == Kind.UNREADABLE:
            raise forms.ValidationError(f"“{words}” could not be read. {ENTER_A_DAY}")
        if "was not read" in reading.assumed:
            raise forms.ValidationError(f"A part of “{words}” was not read. {ENTER_A_DAY}")
        return words

    def clean(self):
        sent = super().clean()
        rating = sent.get("rating")
        if rating and rating.code in NEEDS_REASON:
            self._require("reason", f"Say why it is {in_a_sentence(rating.label)}")
            self._require("recovery", "Say what the way back is")
        if proposes_complete(self.action, rating) and not self.errors.keys() & {"file", "link"}:
            refusal = reason_not_to_propose_complete(
                self.action, attaching=self.has_attachment(), impact=sent.get("impact", "")
            )
            if refusal:
                self.add_error("file" if refusal == NO_EVIDENCE else "impact", refusal)
        return sent

    def _require(self, name: str, sentence: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, sentence)

    def said(self) -> dict:
        """What was said, as the service takes it."""
        sent, names = self.cleaned_data, ("rating", *LAST_WORDS)
        ticked = set(sent.get("steps_done", []))
        return {
            **{name: sent[name] for name in names},
            "steps_done": None if ticked == set(self.steps_done_before) else ticked,
            "impact": sent.get("impact", ""),
            "wish": self._wish(),
            "attached": self.attached(),
            "seen": _key(sent["seen"]),
        }

    @property
    def round_in_view(self) -> int | None:
        """The round that was open when the form was opened."""
        return _key(self.cleaned_data["round"])

    def _wish(self) -> Wish | None:
        """The deadline that a forecast later than the one in force asks for, with what was said as its reason."""
        sent, due = self.cleaned_data, self.action.due
        words = sent["forecast"]
        if not words or due is None or proposes_complete(self.action, sent["rating"]):
            return None
        reading = read_on(words, self.today, quarters=self.action.plan.quarters)
        if reading.kind != Kind.BY or reading.ends is None or reading.ends <= due:
            return None
        if self.action.deadlinerequests.filter(state="waiting", words=words).exists():
            return None
        return Wish(words, reading, sent["reason"] or sent["narrative"])

    def overtake(self, sentence: str) -> None:
        """Show what was typed again; saved once more, it goes in after what others have said meanwhile.

        Steps that others have ticked stand ticked, so that saving again does not undo them.
        """
        self.add_error(None, sentence)
        self.data = self.data.copy()
        self.data["seen"] = self.action.current_update_id or ""
        if "steps_done" in self.fields:
            done = self.action.steps.filter(done_on__isnull=False).values_list("pk", flat=True)
            self.data.setlist("steps_done", {*map(str, done), *self.data.getlist("steps_done")})

    def move_to_round(self, round: UpdateRound | None, sentence: str) -> None:
        """Show what was typed again; saved once more, it counts in the round that is open now, if any."""
        self.add_error(None, sentence)
        self.data = self.data.copy()
        self.data["round"] = round.pk if round else ""


def _key(sent: str) -> int | None:
    return int(sent) if sent.isdecimal() and len(sent) < 20 else None


def in_a_sentence(label: str) -> str:
    """A rating's label where it does not open a sentence.

    >>> in_a_sentence("At risk")
    'at risk'
    """
    return label[:1].lower() + label[1:]


def start_from(update: ProgressUpdate | None) -> dict:
    """The words of an update, to begin a new one from; a proposal begins as one."""
    if update is None:
        return {}
    said = {name: getattr(update, name) for name in (*LAST_WORDS, "impact")}
    if not update.proposes_complete:
        return said
    complete = update.action.plan.scheme.ratings.filter(code=Code.COMPLETE).first()
    return said | {"rating": complete.pk}


def start_from_draft(draft: UpdateDraft) -> dict:
    """What somebody had typed and not saved."""
    several = {"steps_done": draft.typed.get("steps_done", [])}
    return {name: values[-1] for name, values in draft.typed.items() if values} | several


def start_from_kept(kept: Kept) -> dict:
    """What somebody had typed before they were signed out. No box ticked is an answer too."""
    return {**kept.values(), "steps_done": kept.fields.get("steps_done", [])}
