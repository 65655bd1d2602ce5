"""Sending an update back."""

from django import forms

from improvement.forms.updates import Prose


class SendBackForm(forms.Form):
    """What is asked for."""

    note = Prose(
        "What is asked for", "Say what is asked for, such as “Say how many were trained, and by whom”"
    )
