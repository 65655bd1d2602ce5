"""What a service says when it will not do a thing."""

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """A person may not do this, or not now. Its text is the sentence that the page shows."""


def refuse_unless_allowed(sentence: str) -> None:
    """Raise Refused with the rule's own sentence; an empty one lets the caller go on."""
    if sentence:
        raise Refused(sentence)
