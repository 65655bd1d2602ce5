"""What an action leans on: other actions, whole themes, other plans, programmes outside."""

from django.db import models
from django.db.models import Q

from improvement.models.actions import Action
from improvement.models.plans import Theme
from improvement.record.history import Recorded, Withdrawable


class Programme(Recorded):
    """A programme or plan that is not held here but that actions are linked to."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=120, unique=True)
    acronym = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return f"{self.title} ({self.acronym})" if self.acronym else self.title


class Dependency(Withdrawable):
    """One link of an action as printed, to an action or a theme of this plan or another, or to a programme
    outside. A link that waits holds its action up while what it waits for is late."""

    class Kind(models.TextChoices):
        LINKED = "linked", "is linked to"
        WAITS = "waits", "waits for"

    action = models.ForeignKey(Action, models.PROTECT, related_name="dependencies")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.LINKED)
    words = models.CharField(max_length=200, help_text="As printed: “AFI 1”, “2.1c”, “PSV 10”.")
    to_action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="dependents")
    to_theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="dependents")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="dependents")
    item = models.CharField(max_length=40, blank=True, help_text="Its number in the programme outside.")
    position = models.PositiveSmallIntegerField(default=1)
    doubt = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_action__isnull=False, to_theme__isnull=True, programme__isnull=True)
                | Q(to_action__isnull=True, to_theme__isnull=False, programme__isnull=True)
                | Q(to_action__isnull=True, to_theme__isnull=True),
                name="a_link_leads_to_one_thing",
            ),
        ]

    def __str__(self):
        return f"{self.action.address} {self.get_kind_display()} “{self.words}”"
