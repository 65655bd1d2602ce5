"""Asking for something in a form: typing outlives a session's end, and a refusal is the form's own error."""

from django import forms

from improvement import kept_typing
from improvement.services.refusals import Refused
from improvement.views.kept_words import words_kept


def asked(request, form_class, *, initial: dict | None = None, **options) -> forms.BaseForm:
    """The form as it was sent, or a fresh one beginning with what its writer had typed before signing in."""
    data = request.POST if request.method == "POST" else None
    kept = words_kept(request) if data is None else None
    if kept:
        initial = {**(initial or {}), **_typed(kept, form_class)}
    form = form_class(data, initial=initial, **options)
    form.fields[kept_typing.FIELD] = forms.CharField(
        required=False, widget=forms.HiddenInput, initial=kept_typing.token_for(request.user)
    )
    return form


def accepted(form, act, *args, **kwargs) -> bool:
    """Whether a service did it."""
    try:
        act(*args, **kwargs)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _typed(kept: kept_typing.Kept, form_class) -> dict:
    several = {
        name
        for name, field in form_class.base_fields.items()
        if getattr(field.widget, "allow_multiple_selected", False)
    }
    return {name: values if name in several else values[-1] for name, values in kept.fields.items()}
