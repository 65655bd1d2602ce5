"""When an action is to be finished, in the plan's words and as they were read."""

from django.db import models
from django.db.models import F, Q

from improvement.deadlines import Kind, Precision
from improvement.models.actions import Action
from improvement.models.people import User
from improvement.record.history import Recorded


class Deadline(Recorded):
    """One deadline of an action: the words as printed and their reading. The first is the original, the newest
    agreed one is in force; none is ever changed, a move is a new row."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="deadlines")
    words = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=8, choices=Precision.choices, blank=True)
    condition = models.CharField(max_length=200, blank=True, help_text="The event it waits for.")
    assumed = models.TextField(
        blank=True, help_text="What the reading took for granted, for a person to settle."
    )
    agreed_on = models.DateField()
    agreed_by = models.CharField(max_length=120, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["agreed_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="a_deadline_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["action", "-agreed_on", "-id"], name="deadline_newest_first")]

    def __str__(self):
        return f"Deadline of {self.action.reference}: {self.words or 'none set'}"
