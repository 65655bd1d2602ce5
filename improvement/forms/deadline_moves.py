"""A new deadline for an action, in words; how they are read is shown before anything is saved."""

from dataclasses import dataclass
from datetime import date

from django import forms

from improvement.deadlines import Kind, Reading
from improvement.deadlines.entered import read_on, reason_not_to_enter
from improvement.deadlines.moves import how_far
from improvement.deadlines.words import days_over, overdue_words, reading_words
from improvement.forms.few_words import LONGEST_WORDS, agreed_by, few_words
from improvement.forms.people import WHY_HINT
from improvement.forms.updates import Prose
from improvement.models import Action, Trigger, User

EXAMPLE = "Enter a deadline such as October 2022, 31 May 2022 or On appointment of the PSW"


@dataclass(frozen=True)
class Preview:
    """What saving would write: the words, their reading, by how much it moves, and what to look at first."""

    words: str
    said: str
    how_far: str
    trigger: Trigger | None
    assumed: str
    follow_up: date | None
    recurrence: str
    notes: list[str]


class DeadlineMoveForm(forms.Form):
    """A deadline in words. `read` holds the words whose reading was in view when the form was sent."""

    words = few_words(
        "The new deadline, in words",
        LONGEST_WORDS,
        required=EXAMPLE,
        help_text="As the plan would print it: October 2022, 31 May 2022, Q3 2022, On appointment of the PSW.",
    )
    keep_unread = forms.BooleanField(
        required=False,
        label="Keep as unreadable",
        help_text="Only where the words cannot be read and must stand as they are. "
        "The action is then listed with those without an end date.",
    )
    trigger = forms.ModelChoiceField(
        Trigger.objects.none(),
        required=False,
        label="The event it waits for",
        empty_label="No event",
        help_text="Only where the words say that it waits for one.",
        error_messages={"invalid_choice": "Choose one of the events in the list"},
    )
    reason = Prose("Why it moves", "Say why, such as “The review waits for the new Assistant Director”")
    asked_by = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        label="Who asked for it",
        empty_label="Nobody who signs in here",
        error_messages={"invalid_choice": "Choose one of the people in the list"},
    )
    agreed_by = agreed_by()
    read = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, action: Action, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.action, self.today = action, today
        self.reading: Reading | None = None
        self.fields["reason"].help_text = WHY_HINT
        self.fields["asked_by"].queryset = User.objects.filter(is_active=True, is_system=False).order_by(
            "name"
        )
        if action.current_deadline is None:
            self.fields["reason"].required = False
        self._offer_events()

    def _offer_events(self) -> None:
        events = Trigger.objects.filter(plan_id=self.action.plan_id, happened_on=None, withdrawn_on=None)
        if not events.exists():
            del self.fields["trigger"]
            return
        former = self.action.current_deadline
        self.fields["trigger"].queryset = events
        self.fields["trigger"].initial = former and former.trigger_id

    def clean_words(self):
        return " ".join(self.cleaned_data["words"].split())

    def clean(self):
        sent = super().clean()
        if words := sent.get("words"):
            self.reading = read_on(words, self.today, quarters=self.action.plan.quarters)
            if refusal := reason_not_to_enter(words, self.reading, keep_unread=sent["keep_unread"]):
                self.add_error("words", f"{refusal} {EXAMPLE}")
        return sent

    def is_looked_at(self) -> bool:
        """Whether its writer had the reading of exactly these words in view."""
        return self.cleaned_data["read"] == self.cleaned_data["words"]

    def preview(self) -> Preview | None:
        """What saving would write; nothing while something is wrong."""
        if not self.is_bound or self.reading is None or "words" in self.errors:
            return None
        read_as, former = self.reading, self.action.current_deadline
        return Preview(
            words=self.cleaned_data["words"],
            said=reading_words(read_as.kind, read_as.starts, read_as.ends, read_as.condition),
            how_far=how_far(former.ends, read_as.ends) if former else "",
            trigger=self._trigger(),
            assumed=read_as.assumed,
            follow_up=read_as.follow_up,
            recurrence=read_as.recurrence,
            notes=self._notes(),
        )

    def _notes(self) -> list[str]:
        notes, former = [], self.action.current_deadline
        over = days_over(self.today, self.reading.ends)
        if over > 0:
            notes.append(f"This is past already: {overdue_words(over)}.")
        if former and former.trigger and self._trigger() != former.trigger:
            notes.append(f"It no longer waits for “{former.trigger.name}”.")
        return notes

    def _trigger(self) -> Trigger | None:
        """The event chosen, or the one that the words name; none where they wait for nothing."""
        condition = self.reading.condition
        if "trigger" not in self.fields or not (condition or self.reading.kind == Kind.CONDITIONAL):
            return None
        named = (
            event for event in self.fields["trigger"].queryset if event.name.lower() == condition.lower()
        )
        return self.cleaned_data.get("trigger") or next(named, None)

    def said(self) -> dict:
        """What was entered, as the service takes it."""
        sent, seen = self.cleaned_data, self.cleaned_data["seen"]
        return {
            "words": sent["words"],
            "reading": self.reading,
            "trigger": self._trigger(),
            "reason": sent["reason"],
            "asked_by": sent["asked_by"],
            "agreed_by": sent["agreed_by"],
            "seen": int(seen) if seen.isdecimal() and len(seen) < 20 else None,
        }
