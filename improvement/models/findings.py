"""What inspectors found, word for word, and which actions answer it."""

from django.db import models
from django.db.models import F, Q

from improvement.record.history import Recorded


class Inspection(Recorded):
    """One inspection of the council's services and the report it led to."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    framework = models.CharField(max_length=120)
    inspectorate = models.CharField(max_length=120)
    starts = models.DateField()
    ends = models.DateField()
    published = models.DateField(null=True, blank=True)
    judgement = models.CharField(max_length=120, blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["-starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="an_inspection_ends_after_it_starts"
            ),
        ]

    def __str__(self):
        return self.title


class Finding(Recorded):
    """One thing that an inspection or another source says must improve, in its own words."""

    class Kind(models.TextChoices):
        NEEDS_TO_IMPROVE = "needs-to-improve", "What needs to improve"
        BODY_PARAGRAPH = "body-paragraph", "Body paragraph"
        RECOMMENDATION = "recommendation", "Recommendation"
        PRIORITY_ACTION = "priority-action", "Area for priority action"
        AREA_FOR_IMPROVEMENT = "area-for-improvement", "Area for improvement"
        OTHER = "other", "Other source"

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    words = models.TextField(help_text="As the report prints them.")
    short_title = models.CharField(max_length=80)
    place = models.CharField(max_length=200, blank=True, help_text="Page and paragraph in the report.")
    responsible_body = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["inspection", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "reference"], name="a_finding_is_numbered_once_in_its_inspection"
            ),
        ]

    def __str__(self):
        return f"Finding {self.reference}"
