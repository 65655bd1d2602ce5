"""Cells that a plan prints once beside several actions: what is to come of them, and who leads them."""

from django.db import models

from improvement.models.plans import Plan, Theme
from improvement.record.history import Withdrawable


class Outcome(Withdrawable):
    """One desired outcome as printed, beside the run of actions that is to bring it about."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="outcomes")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="outcomes")
    words = models.TextField()
    position = models.PositiveSmallIntegerField()
    doubt = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="outcomes_of_a_plan_are_in_order"),
        ]

    def __str__(self):
        return f"Desired outcome {self.position} of {self.plan}"


class PrintedLead(Withdrawable):
    """One printed cell of leads that stands beside a run of actions. Who leads each is its assignments."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="printed_leads")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="printed_leads")
    words = models.TextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="printed_leads_of_a_plan_are_in_order"),
        ]

    def __str__(self):
        return f"“{self.words}”, lead printed in {self.plan}"
