"""Giving back what somebody had typed before they were signed out."""

from django.contrib import messages

from improvement import kept_typing
from improvement.kept_typing import Kept


def words_kept(request) -> Kept | None:
    """The words kept for this person and this page, if any; the page says so."""
    kept = kept_typing.take(request)
    if kept and kept.sentence:
        messages.info(request, kept.sentence)
    return kept
