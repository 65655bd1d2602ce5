"""Keeping links: where one leads, what kind it is, and why."""

from django import forms

from improvement.forms.evidence import NO_UNSEEN
from improvement.forms.kept import KeptForm
from improvement.forms.widgets import HintedRadioSelect
from improvement.links.targets import EXAMPLES, NotFound, Target, find_target
from improvement.models import Action, Dependency

KIND_HINTS = {
    Dependency.Kind.LINKED: "They have to do with each other.",
    Dependency.Kind.WAITS: "It cannot be finished before the other is. It says so while the other is late.",
}


def kind_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="What kind of link it is",
        choices=Dependency.Kind.choices,
        widget=HintedRadioSelect(hints=KIND_HINTS),
        initial=Dependency.Kind.LINKED,
        error_messages={"required": "Choose what kind of link it is"},
    )


def because_field(example: str) -> forms.CharField:
    return forms.CharField(
        label="Why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept in the audit trail.",
        error_messages={
            "required": f"Say why, such as “{example}”",
            "max_length": "Shorten this to 500 characters",
            **NO_UNSEEN,
        },
    )


class LinkForm(KeptForm):
    """A new link of one action. `plans`: those in which the writer may look for what it leads to."""

    to = forms.CharField(
        label="What it leads to",
        max_length=200,
        help_text="A number of this plan, such as 6.5; another plan’s address and a number, such as "
        "bury-2016 1a; or a programme outside and a number, such as PSV 10.",
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": EXAMPLES, "max_length": "Shorten this to 200 characters", **NO_UNSEEN},
    )
    as_words = forms.BooleanField(
        required=False, label="Nothing held here goes by that name: keep the words alone"
    )
    kind = kind_field()
    words = forms.CharField(
        required=False,
        max_length=200,
        label="How the plan prints it",
        help_text="Where it differs from what you entered above.",
        error_messages={"max_length": "Shorten this to 200 characters", **NO_UNSEEN},
    )
    because = because_field("Agreed by both leads on 3 May 2022")

    def __init__(self, *args, action: Action, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.action, self.plans = action, plans
        self.target = Target()

    def clean(self):
        sent = super().clean()
        if sent.get("to") and not sent.get("as_words"):
            try:
                self.target = find_target(sent["to"], self.action.plan, self.plans)
            except NotFound as not_found:
                self.add_error("to", str(not_found))
        sent["words"] = sent.get("words") or sent.get("to", "")
        return sent


class LinkKindForm(KeptForm):
    """What kind of link it is after all."""

    kind = kind_field()
    because = because_field("Cannot begin before the training is bought")


class LinkWithdrawForm(KeptForm):
    """Why a link stands no longer."""

    because = because_field("Misread: the plan prints PSV 1, not PSV 10")
