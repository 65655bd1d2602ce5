"""Updates of a whole plan in prose, as a council or a committee was given them."""

from django.db import models

from improvement.models.plans import Plan, Theme
from improvement.record.history import Recorded


class NarrativeUpdate(Recorded):
    """What was said of a plan as a whole, to whom and when, word for word."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="narratives")
    title = models.CharField(max_length=200)
    given_on = models.DateField()
    given_to = models.CharField(max_length=120)
    given_by = models.CharField(max_length=120, blank=True, help_text="The post, not the person.")
    words = models.TextField()
    source = models.TextField(blank=True)
    doubt = models.TextField(blank=True)

    class Meta:
        ordering = ["given_on", "id"]

    def __str__(self):
        return self.title


class NarrativePoint(Recorded):
    """One principle, priority, condition or area that a narrative update names."""

    class Kind(models.TextChoices):
        PRINCIPLE = "principle", "Principle"
        PRIORITY = "priority", "Priority"
        CONDITION = "condition", "Underpinning condition"
        IMMEDIATE_ACTION = "immediate-action", "Area for immediate action"

    narrative = models.ForeignKey(NarrativeUpdate, models.PROTECT, related_name="points")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    words = models.TextField()
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="narrative_points")
    doubt = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.words}"
