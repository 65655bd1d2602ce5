"""Events that deadlines wait for: what they are, what waits for them, and what follows when they happen."""

from datetime import date

from django import forms

from improvement.deadlines.words import day_in_words, reading_words
from improvement.forms.few_words import LONGEST_WORDS, Day, agreed_by, few_words
from improvement.forms.posts import reason_field
from improvement.forms.updates import Prose
from improvement.models import Action, Post, Trigger
from improvement.services.triggers import Happening

LONGEST_NAME = 200


class TriggerForm(forms.Form):
    """An event of a plan. `trigger` is the one that is changed, or a new one."""

    name = few_words(
        "What is waited for",
        LONGEST_NAME,
        required="Enter the event in few words, such as PSW appointed",
        help_text="As something that happens on one day, such as PSW appointed.",
    )
    owner = forms.ModelChoiceField(
        Post.objects.all(),
        required=False,
        label="Who sees to it",
        empty_label="Nobody yet",
        error_messages={"invalid_choice": "Choose one of the posts in the list"},
    )
    expected = Day(label="Expected on", help_text="Leave it empty where nobody knows.")
    note = Prose("Note")
    reason = reason_field("The panel has met")

    def __init__(self, *args, trigger: Trigger, **kwargs):
        as_kept = {"name": trigger.name, "owner": trigger.owner_id}
        as_kept |= {"expected": trigger.expected, "note": trigger.note}
        kwargs["initial"] = as_kept | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.trigger = trigger
        if not trigger.pk:
            del self.fields["reason"]

    @property
    def why(self) -> str:
        return self.cleaned_data.get("reason") or "Deadlines wait for it"

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        others = Trigger.objects.filter(plan_id=self.trigger.plan_id, name__iexact=name)
        if others.exclude(pk=self.trigger.pk).exists():
            raise forms.ValidationError(f"This plan has an event “{name}” already. Edit that one")
        return name

    def written(self) -> Trigger:
        """The event as it was entered, not saved yet."""
        for name in ("name", "owner", "expected", "note"):
            setattr(self.trigger, name, self.cleaned_data[name])
        return self.trigger


class ActionSelect(forms.CheckboxSelectMultiple):
    """Actions to tick, each with the words of its deadline."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(value, "")
        return option


class WaitingForm(forms.Form):
    """Which deadlines wait for an event."""

    actions = forms.TypedMultipleChoiceField(
        required=False,
        coerce=int,
        widget=ActionSelect,
        label="Actions whose deadline waits for it",
        error_messages={
            "invalid_choice": "The actions that may wait have changed since. Check them and save again"
        },
    )

    def __init__(self, *args, trigger: Trigger, actions: list[Action], condition: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.actions = {action.pk: action for action in actions}
        field = self.fields["actions"]
        field.choices = [(pk, f"{action.address} {action.title}") for pk, action in self.actions.items()]
        field.widget.hints = {pk: _hint(action, trigger) for pk, action in self.actions.items()}
        field.initial = [
            pk
            for pk, action in self.actions.items()
            if action.current_deadline.trigger_id == trigger.pk or _says(action.current_deadline, condition)
        ]

    def chosen(self) -> set[Action]:
        return {self.actions[pk] for pk in self.cleaned_data["actions"]}


class HappenedForm(forms.Form):
    """The day on which an event happened, and the deadline that each waiting action gets."""

    rule = few_words(
        "The deadline that all of them get",
        LONGEST_WORDS,
        help_text="A time after the event, such as 3 months after, or a deadline, such as October 2022.",
    )
    agreed_by = agreed_by()

    def __init__(self, *args, waiting: list[Action], today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.waiting, self.today = waiting, today
        self.fields["happened_on"] = Day(
            label="It happened on", required="Enter the day on which it happened"
        )
        self.fields["happened_on"].initial = today
        for action in waiting:
            self.fields[_own(action)] = few_words(f"{action.address} {action.title}", LONGEST_WORDS)
        if not waiting:
            del self.fields["rule"], self.fields["agreed_by"]
        self.order_fields(["happened_on", "rule", *map(_own, waiting), "agreed_by"])

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > self.today:
            raise forms.ValidationError(
                f"{day_in_words(day)} has not come yet. Enter the day on which it happened"
            )
        return day

    def clean(self):
        sent = super().clean()
        without = [action.address for action in self.waiting if not sent.get(_own(action))]
        if without and not sent.get("rule") and "rule" not in self.errors:
            self.add_error(
                "rule", f"Say what {_listed(without)} would get: one deadline for all, or one for each"
            )
        return sent

    def own_fields(self):
        """The boxes for single actions, each with its action."""
        return [(action, self[_own(action)]) for action in self.waiting]

    def said(self) -> dict:
        """What was entered, as the service takes it; `seen` is what the preview had listed."""
        own = {action.pk: self.cleaned_data[_own(action)] for action in self.waiting}
        return {
            "happening": Happening(self.cleaned_data["happened_on"], self.cleaned_data.get("rule", ""), own),
            "agreed_by": self.cleaned_data.get("agreed_by", ""),
            "seen": {int(key) for key in self.data.getlist("seen") if key.isdecimal() and len(key) < 20},
        }


def _own(action: Action) -> str:
    return f"words_{action.pk}"


def _says(deadline, condition: str) -> bool:
    return bool(condition) and deadline.condition == condition and deadline.trigger_id is None


def _hint(action: Action, trigger: Trigger) -> str:
    deadline = action.current_deadline
    read_as = reading_words(deadline.kind, deadline.starts, deadline.ends, deadline.condition)
    said = f"“{deadline.words}”: {read_as}" if deadline.words else read_as
    other = deadline.trigger if deadline.trigger_id not in {None, trigger.pk} else None
    return f"{said}. It waits for “{other.name}” now." if other else said


def _listed(references: list[str]) -> str:
    return f"{', '.join(references[:-1])} and {references[-1]}" if len(references) > 1 else references[0]
