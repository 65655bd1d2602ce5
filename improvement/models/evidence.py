"""Files and links that show what was done."""

from django.db import models
from django.db.models import Q

from improvement.models.actions import Action
from improvement.models.people import User
from improvement.models.progress import ProgressUpdate
from improvement.record.history import Recorded


class Evidence(Recorded):
    """One file or link attached to an action. Withdrawing destroys its contents, here, in storage and in the
    record, and keeps the hash, the actor and the reason."""

    # What withdrawal empties, in this row's versions as well.
    withdrawable = ("title", "url", "file", "file_name")

    action = models.ForeignKey(Action, models.PROTECT, related_name="evidence")
    update = models.ForeignKey(ProgressUpdate, models.PROTECT, null=True, blank=True, related_name="evidence")
    title = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500, blank=True)
    file = models.FileField(upload_to="evidence/%Y/%m/", max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    size = models.PositiveIntegerField(default=0, help_text="Bytes.")
    sha256 = models.CharField(max_length=64, blank=True)
    added_on = models.DateField()
    dated = models.DateField(
        null=True, blank=True, help_text="The day that it tells of, where that was said."
    )
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["added_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=False) | ~Q(url="", file=""),
                name="evidence_is_a_file_or_a_link_until_withdrawn",
            ),
        ]

    def __str__(self):
        return f"Evidence {self.pk} of {self.action.address}"
