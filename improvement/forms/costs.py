"""What a plan says it costs: one cost of an action or of a whole theme."""

from decimal import Decimal

from django import forms
from django.core.validators import MinValueValidator

from improvement.forms.posts import reason_field
from improvement.models import Action, Cost, Plan, Theme
from improvement.services.costs import Said

AMOUNT = "Enter the amount in pounds, such as 28000 or 28,000.50"
NO_UNSEEN = {"null_characters_not_allowed": "Take out the characters that cannot be seen"}


class PoundsField(forms.DecimalField):
    """An amount as people type it: with a pound sign, commas and spaces, or without."""

    widget = forms.TextInput

    def to_python(self, value):
        typed = str(value or "").replace("£", "").replace(",", "")
        return super().to_python("".join(typed.split()))


class CostForm(forms.Form):
    """The words of a cost and how they are read."""

    words = forms.CharField(
        label="The cost, as printed",
        max_length=300,
        help_text="The plan’s own words, such as “Agency SW x 6 months £24,000”.",
        error_messages={
            "required": "Enter the words of the cost, as the plan prints them",
            "max_length": "Shorten the words to 300 characters",
            **NO_UNSEEN,
        },
    )
    amount = PoundsField(
        label="Amount in pounds",
        required=False,
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(), "Enter an amount that is not below nothing")],
        help_text="Leave it empty where the plan states none. The cost is then counted, never summed.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            ("invalid", "max_digits", "max_decimal_places", "max_whole_digits"), AMOUNT
        ),
    )
    funding = forms.ChoiceField(
        choices=Cost.Funding.choices,
        initial=Cost.Funding.UNSTATED,
        label="Where the money comes from",
        help_text="What is in budget already is counted, never summed.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where the money comes from"},
    )
    recurrence = forms.ChoiceField(
        choices=Cost.Recurrence.choices,
        initial=Cost.Recurrence.UNSTATED,
        label="How often it is paid",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often it is paid"},
    )
    doubt = forms.CharField(
        label="What about it is doubtful",
        required=False,
        help_text="For whoever has to settle it, such as “It may be for one post or for two”.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=NO_UNSEEN,
    )
    reason = reason_field("Printed beside action 5a, and left out when the plan was brought in")

    def said(self) -> Said:
        kept = self.cleaned_data
        return Said(**{name: kept[name] for name in ("words", "amount", "funding", "recurrence", "doubt")})


class AddCostForm(CostForm):
    action = forms.CharField(
        label="Of which action",
        max_length=20,
        required=False,
        help_text="Its reference in the plan, such as 5.1 or 5a.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages=NO_UNSEEN,
    )
    theme = forms.ModelChoiceField(
        queryset=Theme.objects.none(),
        required=False,
        empty_label="None: it is of one action",
        error_messages={"invalid_choice": "Choose one from the list"},
    )
    field_order = ("action", "theme", "words", "amount", "funding", "recurrence", "doubt", "reason")

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        theme = self.fields["theme"]
        theme.queryset = Theme.objects.filter(plan=plan, withdrawn_on__isnull=True)
        theme.label = f"Or of a whole {plan.deepest_level}"
        theme.label_from_instance = lambda row: row.name

    def clean_action(self) -> Action | None:
        address = self.cleaned_data["action"]
        if not address:
            return None
        action = self.plan.actions.filter(address__iexact=address, withdrawn_on__isnull=True).first()
        if action is None:
            raise forms.ValidationError(
                f"This plan has no action “{address}”. Enter a reference such as {self._example()}."
            )
        return action

    def clean(self):
        kept = super().clean()
        action, theme = kept.get("action"), kept.get("theme")
        if action and theme:
            self.add_error("theme", "Enter an action or choose from this list, not both")
        elif not action and not theme and not {"action", "theme"} & self.errors.keys():
            self.add_error("action", "Enter an action’s reference, or choose from the list below")
        return kept

    def _example(self) -> str:
        first = self.plan.actions.filter(withdrawn_on__isnull=True).values_list("address", flat=True).first()
        return first or "1.1"


class WithdrawCostForm(forms.Form):
    because = reason_field("The post was never filled, and the money went back")
