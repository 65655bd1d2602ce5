"""Explaining a short form, changing its meaning, and taking it out."""

import re

from django import forms

from improvement.exports.short_forms import is_short_form
from improvement.forms.evidence import NO_UNSEEN

LETTERS = re.compile(r"[A-Za-z0-9&]+")
LONGEST_MEANING = 299  # The full stop that may be added is the 300th.
EXAMPLE = "Enter the letters alone as plans print them, such as PSW or C&YP"


def meaning_field() -> forms.CharField:
    return forms.CharField(
        label="What it stands for",
        max_length=LONGEST_MEANING,
        help_text="In full, such as “Principal social worker”, with a few words more where those do not say enough.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Enter what it stands for",
            "max_length": f"Shorten this to {LONGEST_MEANING} characters",
            **NO_UNSEEN,
        },
    )


class ShortFormForm(forms.Form):
    """A short form with its meaning, for every plan that uses it."""

    acronym = forms.CharField(
        label="Short form",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the short form",
            "max_length": "Enter a short form of 20 letters or fewer",
            "null_characters_not_allowed": EXAMPLE,
        },
    )
    meaning = meaning_field()

    def clean_acronym(self):
        acronym = self.cleaned_data["acronym"]
        if not LETTERS.fullmatch(acronym) or not is_short_form(acronym):
            raise forms.ValidationError(EXAMPLE)
        return acronym

    def clean_meaning(self):
        return as_sentence(self.cleaned_data["meaning"])


class MeaningForm(forms.Form):
    meaning = meaning_field()

    def clean_meaning(self):
        return as_sentence(self.cleaned_data["meaning"])


class TakeOutForm(forms.Form):
    because = forms.CharField(
        label="Why",
        max_length=300,
        help_text="Kept in the audit trail for good.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Say why, such as “The plans no longer use it”",
            "max_length": "Shorten this to 300 characters",
            **NO_UNSEEN,
        },
    )


def as_sentence(words: str) -> str:
    """In one line, with a full stop: meanings stand below each other in the glossary."""
    line = " ".join(words.split())
    return line if line.endswith((".", "!", "?", "…")) else f"{line}."
