"""Whether a completed action has made the difference that it was for."""

from django.db import models
from django.db.models import Q

from improvement.models.actions import Action
from improvement.models.people import User
from improvement.models.progress import ProgressUpdate
from improvement.record.history import Recorded


class ImpactCheck(Recorded):
    """One look, due some months after an action was accepted as complete, at whether its impact is evidenced."""

    class State(models.TextChoices):
        DUE = "due", "Impact to be checked"
        EMBEDDED = "embedded", "Embedded"
        NOT_YET = "not-yet", "Not embedded yet"

    action = models.ForeignKey(Action, models.PROTECT, related_name="impact_checks")
    accepted = models.ForeignKey(
        ProgressUpdate,
        models.PROTECT,
        related_name="impact_checks",
        help_text="The update that completed it.",
    )
    due = models.DateField()
    measures = models.TextField(help_text="What will be looked at.")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DUE)
    found = models.TextField(blank=True, help_text="What was seen.")
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    checked_by_name = models.CharField(max_length=120, blank=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["action"], condition=Q(state="due"), name="one_impact_check_of_an_action_is_due"
            ),
        ]
        indexes = [models.Index(fields=["state", "due"], name="impact_check_by_due")]

    def __str__(self):
        return f"Impact check of {self.action.address}, due {self.due}"
