"""What a plan says it costs."""

from django.db import models
from django.db.models import Q

from improvement.models.actions import Action
from improvement.models.plans import Plan, Theme
from improvement.record.history import Withdrawable


class Cost(Withdrawable):
    """One cost as printed, of one action or of a whole theme. Without an amount it is counted, never summed."""

    class Funding(models.TextChoices):
        NEW = "new", "New money"
        IN_BUDGET = "in-budget", "In budget"
        UNSTATED = "unstated", "Not stated"

    class Recurrence(models.TextChoices):
        ONE_OFF = "one-off", "One-off"
        RECURRING = "recurring", "Recurring"
        UNSTATED = "unstated", "Not stated"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="costs")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="costs")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="costs")
    words = models.CharField(max_length=300, help_text="As printed.")
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True, help_text="Pounds.")
    funding = models.CharField(max_length=10, choices=Funding.choices, default=Funding.UNSTATED)
    recurrence = models.CharField(max_length=10, choices=Recurrence.choices, default=Recurrence.UNSTATED)
    doubt = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(theme__isnull=True) ^ Q(action__isnull=True),
                name="a_cost_is_of_one_action_or_one_theme",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="a_cost_is_not_negative"
            ),
        ]

    def __str__(self):
        return f"Cost “{self.words}”"
