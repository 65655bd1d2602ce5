"""A plan's own timeline, beside the deadlines of its actions."""

from django.db import models
from django.db.models import F, Q

from improvement.models.plans import Plan
from improvement.record.history import Withdrawable


class Phase(Withdrawable):
    """One stretch of a plan's timeline, as its own picture names it."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="phases")
    title = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField()
    position = models.PositiveSmallIntegerField()
    doubt = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="a_phase_ends_after_it_starts"),
            models.UniqueConstraint(fields=["plan", "position"], name="phases_of_a_plan_are_in_order"),
        ]

    def __str__(self):
        return self.title


class Milestone(Withdrawable):
    """One objective on a plan's timeline, with its words and such dates as could be read."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="milestones")
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, blank=True, related_name="milestones")
    reference = models.CharField(max_length=20)
    words = models.TextField()
    when_printed = models.CharField(max_length=200, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()
    doubt = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="milestones_of_a_plan_are_in_order"),
        ]

    def __str__(self):
        return f"Milestone {self.reference}"
