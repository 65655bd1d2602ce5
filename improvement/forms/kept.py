"""Forms whose words outlive a session: a fresh one begins from what its writer had typed."""

from django import forms

from improvement import kept_typing


class KeptForm(forms.Form):
    """A form that says who types in it. `by` is that person."""

    typist = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["typist"].initial = kept_typing.token_for(by)
