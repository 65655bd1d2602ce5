"""Asking for another deadline, and what is said in answer."""

from django import forms

from improvement.forms.deadline_moves import DeadlineMoveForm
from improvement.forms.updates import Prose
from improvement.services.authority import needed_for
from improvement.services.deadline_requests import Wish


class DeadlineAskForm(DeadlineMoveForm):
    """Another deadline in words, asked for. Whoever agrees says so on the page of the request."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["asked_by"], self.fields["agreed_by"]
        self.fields["words"].label = "The deadline that you ask for, in words"
        self.fields["reason"].label = "Why it should move"
        self.fields["reason"].required = True

    def authority(self) -> str:
        """Who may agree to what was entered, once it can be read."""
        return needed_for(self.action, self.reading) if self.preview() else ""

    def wish(self) -> Wish:
        said = self.cleaned_data
        return Wish(said["words"], self.reading, said["reason"], trigger=self._trigger())


class DecisionForm(forms.Form):
    """What is said when a request is agreed or refused."""

    decision = Prose("Your words")
