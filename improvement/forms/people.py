"""Inviting people, and what an administrator or the office sets for one of them."""

from django import forms

from improvement import roles
from improvement.forms.widgets import HintedRadioSelect
from improvement.models import Organisation, Plan
from improvement.services.people import reason_not_to_invite

WHY = "Why"
WHY_HINT = "Kept in the audit trail for good, so write nothing about a person’s health or family."


class InviteForm(forms.Form):
    name = forms.CharField(
        max_length=120,
        error_messages={"required": "Enter the person’s name"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="They sign in with it, and the invitation goes there.",
        error_messages={
            "required": "Enter their e-mail address",
            "invalid": "Enter an e-mail address, such as name@bury.gov.uk",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.all(), required=False, empty_label="Not in this list"
    )
    new_organisation = forms.CharField(
        label="Another organisation",
        max_length=120,
        required=False,
        help_text="Only when it is not in the list above.",
    )
    role = forms.ChoiceField(
        widget=HintedRadioSelect,
        help_text="An administrator can give more roles later.",
        error_messages={"required": "Choose a role"},
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        allowed = [role for role in roles.ROLES if not reason_not_to_invite(role, by=by)]
        self.fields["role"].choices = [(role, roles.ROLES[role]) for role in allowed]
        self.fields["role"].widget.hints = {role: what_it_lets(role) for role in allowed}
        if len(allowed) == 1:
            self.fields["role"].initial = allowed[0]

    def clean(self):
        kept = super().clean()
        if kept.get("organisation") and kept.get("new_organisation"):
            self.add_error("new_organisation", "Choose an organisation or enter another one, not both")
        return kept


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        choices=list(roles.ROLES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Somebody without a role can read nothing but help and their own page.",
    )


class PlansForm(forms.Form):
    plans = forms.ModelMultipleChoiceField(
        queryset=Plan.objects.all(),
        required=False,
        label="Plans they may read",
        widget=forms.CheckboxSelectMultiple,
    )


class AddressForm(forms.Form):
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="They sign in with it, and their mail goes there. Their password stays as it is.",
        error_messages={
            "required": "Enter their e-mail address",
            "invalid": "Enter an e-mail address, such as name@bury.gov.uk",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    reason = forms.CharField(
        label=WHY,
        help_text=WHY_HINT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why, such as “Mistyped when invited”"},
    )


class ActiveForm(forms.Form):
    """What is wanted stands in the form, so that sending it twice does not undo it."""

    is_active = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")],
        coerce=lambda answer: answer == "yes",
        widget=forms.HiddenInput,
    )
    reason = forms.CharField(
        label=WHY,
        help_text=WHY_HINT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why, such as “Left the council on 31 May 2022”"},
    )


def what_it_lets(role: str) -> str:
    """The words of the table of who may do what, for one role."""
    lets = [f"{what}: {how_far[role]}" for what, how_far in roles.WHO_MAY.items() if role in how_far]
    words = "; ".join(lets)
    return f"{words[:1].upper()}{words[1:]}."
