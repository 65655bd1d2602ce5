"""What day it is. Views and commands ask here; services and arithmetic are given the day."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The day that pages and new rows take: in demonstration mode, one day of the documents' own time."""
    return settings.DEMONSTRATION_TODAY if settings.DEMONSTRATION else timezone.localdate()
