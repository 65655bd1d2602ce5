"""One change to several actions: which actions, which change, and what it needs to be told."""

from datetime import date

from django import forms

from improvement.bulk_changes import NewClaim, NewDeadline, NewLead, NewTheme
from improvement.deadlines import Reading
from improvement.deadlines.entered import read_on, reason_not_to_enter
from improvement.forms.deadline_moves import EXAMPLE
from improvement.forms.few_words import LONGEST_WORDS, few_words
from improvement.forms.posts import reason_field
from improvement.forms.widgets import HintedRadioSelect
from improvement.models import Finding, FindingLink, Plan, Post, Theme, Trigger
from improvement.plan_tree import PlanTree

NONE_TICKED = "Tick an action, or all of a {level}"


class Change(forms.Form):
    """What one change needs to be told. `heading` opens its page."""

    heading = ""
    reason = reason_field("New structure agreed by the board on 26 May 2022")

    def __init__(self, *args, plan: Plan, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.today = plan, today
        self.offer()

    def offer(self) -> None:
        """Fill in the choices that come from the plan."""

    def change(self):
        """What was entered, as the service takes it."""
        raise NotImplementedError


class LeadChange(Change):
    heading = "Another lead"
    post = forms.ModelChoiceField(
        Post.objects.all(),
        label="New accountable lead",
        empty_label="Choose a post",
        help_text="Posts that lead jointly or support stay as they are.",
        error_messages={"required": "Choose a post", "invalid_choice": "Choose one of the posts in the list"},
    )
    field_order = ("post", "reason")

    def change(self) -> NewLead:
        return NewLead(self.cleaned_data["post"])


class ThemeChange(Change):
    heading = "Another place in the plan"
    theme = forms.ModelChoiceField(
        Theme.objects.none(),
        label="Where they go",
        empty_label="Choose",
        help_text="They stand behind its last action, and keep their numbers.",
        error_messages={"required": "Choose where they go", "invalid_choice": "Choose one in the list"},
    )
    field_order = ("theme", "reason")

    def offer(self) -> None:
        theme = self.fields["theme"]
        theme.queryset = self.plan.themes.filter(withdrawn_on__isnull=True).order_by("position")
        theme.label_from_instance = lambda theme: theme.name

    def change(self) -> NewTheme:
        return NewTheme(self.cleaned_data["theme"])


class FindingChange(Change):
    heading = "A finding that they answer"
    finding = forms.ModelChoiceField(
        Finding.objects.none(),
        label="Finding",
        empty_label="Choose a finding",
        error_messages={
            "required": "Choose a finding",
            "invalid_choice": "Choose one of the findings in the list",
        },
    )
    strength = forms.ChoiceField(
        label="What they are to it",
        choices=[*FindingLink.Strength.choices, ("none", "They do not answer it: withdraw the link")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they are to it"},
    )
    field_order = ("finding", "strength", "reason")

    def offer(self) -> None:
        findings = Finding.objects.of(self.plan).filter(withdrawn_on__isnull=True)
        self.fields["finding"].queryset = findings.order_by("position")
        self.fields["finding"].label_from_instance = lambda one: f"{one.reference}. {one.short_title}"

    def change(self) -> NewClaim:
        strength = self.cleaned_data["strength"]
        return NewClaim(self.cleaned_data["finding"], "" if strength == "none" else strength)


class DeadlineChange(Change):
    heading = "Another deadline"
    words = few_words(
        "The new deadline, in words",
        LONGEST_WORDS,
        required=EXAMPLE,
        help_text="As the plan would print it: October 2022, 31 May 2022, Q3 2022. "
        "It is kept as agreed by the programme office.",
    )
    field_order = ("words", "reason")
    reading: Reading

    def clean_words(self):
        words = " ".join(self.cleaned_data["words"].split())
        self.reading = read_on(words, self.today, quarters=self.plan.quarters)
        if refusal := reason_not_to_enter(words, self.reading):
            raise forms.ValidationError(f"{refusal} {EXAMPLE}")
        return words

    def change(self) -> NewDeadline:
        return NewDeadline(self.cleaned_data["words"], self.reading, self._trigger())

    def _trigger(self) -> Trigger | None:
        """The event of the plan that the words name, if any."""
        condition = self.reading.condition
        events = Trigger.objects.filter(plan=self.plan, happened_on=None, withdrawn_on=None)
        return events.filter(name__iexact=condition).first() if condition else None


CHANGES = {
    "lead": (LeadChange, "Who leads them", "Another post becomes accountable."),
    "theme": (ThemeChange, "Where they stand in the plan", "They go to another {level}."),
    "finding": (
        FindingChange,
        "A finding that they answer",
        "Add a link, change its strength, or withdraw it.",
    ),
    "deadline": (DeadlineChange, "Their deadline", "New words, with their reading shown before it is saved."),
}


class ChoiceForm(forms.Form):
    """Which actions, singly or all of a theme, and what changes. It is sent by GET, so its address can be kept."""

    action = forms.MultipleChoiceField(
        required=False,
        error_messages={"invalid_choice": "This plan has no action “%(value)s”. Tick from the list"},
    )
    theme = forms.TypedMultipleChoiceField(
        required=False,
        coerce=int,
        error_messages={"invalid_choice": "The plan’s parts have changed since. Tick again"},
    )
    change = forms.ChoiceField(
        label="What changes",
        choices=[(kind, label) for kind, (_, label, _) in CHANGES.items()],
        widget=HintedRadioSelect,
        error_messages={
            "required": "Choose what changes",
            "invalid_choice": "Choose what changes from the list",
        },
    )

    field_order = ("change", "action", "theme")

    def __init__(self, *args, plan: Plan, tree: PlanTree, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.tree = plan, tree
        everything = [
            *(action for branch in tree.branches for action in branch.actions),
            *tree.withdrawn_actions,
        ]
        self.actions = {action.address: action for action in everything}
        self.fields["action"].choices = [(address, address) for address in self.actions]
        self.fields["theme"].choices = [(branch.theme.pk, branch.theme.name) for branch in tree.branches]
        hints = {kind: hint.format(level=plan.deepest_level) for kind, (_, _, hint) in CHANGES.items()}
        self.fields["change"].widget.hints = hints

    def clean(self):
        sent = super().clean()
        if not sent.get("action") and not sent.get("theme") and not {"action", "theme"} & self.errors.keys():
            self.add_error("action", NONE_TICKED.format(level=self.plan.deepest_level))
        return sent

    def keys(self) -> set[int]:
        """The ids of the actions chosen, singly or with their theme."""
        ticked = {self.actions[address].pk for address in self.cleaned_data["action"]}
        whole = {
            action.pk
            for branch in self.tree.branches
            if branch.theme.pk in self.cleaned_data["theme"]
            for action in branch.actions
        }
        return ticked | whole
