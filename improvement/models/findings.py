"""What inspectors found, word for word, and which actions answer it."""

from django.db import models
from django.db.models import F, Q

from improvement.record.history import Recorded, RecordedQuerySet, Withdrawable


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


class FindingQuerySet(RecordedQuerySet):
    def of(self, plan):
        """What a plan answers: the sources it lists itself, else the findings of its inspection."""
        return self.filter(findings_of(plan))


class Finding(Withdrawable):
    """One thing that an inspection or another source says must improve, in its own words."""

    class Kind(models.TextChoices):
        NEEDS_TO_IMPROVE = "needs-to-improve", "What needs to improve"
        BODY_PARAGRAPH = "body-paragraph", "Body paragraph"
        RECOMMENDATION = "recommendation", "Recommendation"
        PRIORITY_ACTION = "priority-action", "Area for priority action"
        AREA_FOR_IMPROVEMENT = "area-for-improvement", "Area for improvement"
        OTHER = "other", "Other source"

    class Response(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        PARTLY = "partly", "Accepted in part"
        REFUSED = "refused", "Not accepted"

    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, blank=True, related_name="findings")
    listed_in = models.ForeignKey(
        "Plan",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        help_text="The plan that lists it among its own sources, where it is no finding of one inspection.",
    )
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    words = models.TextField(help_text="As the report prints them.")
    short_title = models.CharField(max_length=80)
    place = models.CharField(max_length=200, blank=True, help_text="Page and paragraph in the report.")
    responsible_body = models.CharField(max_length=200, blank=True)
    response = models.CharField(max_length=8, choices=Response.choices, blank=True)
    doubt = models.TextField(blank=True, help_text="What about its words or place a person should settle.")
    position = models.PositiveSmallIntegerField()

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["inspection", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(inspection__isnull=True) ^ Q(listed_in__isnull=True),
                name="a_finding_stands_in_one_report_or_one_plan",
            ),
            models.UniqueConstraint(
                fields=["listed_in", "reference"], name="a_source_is_numbered_once_in_its_plan"
            ),
            models.UniqueConstraint(
                fields=["inspection", "reference"], name="a_finding_is_numbered_once_in_its_inspection"
            ),
        ]

    def __str__(self):
        return f"Finding {self.reference}"


def findings_of(plan) -> Q:
    """The condition for a plan's findings, on rows of today and on versions alike."""
    own = Q(listed_in_id=plan.pk)
    if plan.inspection_id is None:
        return own
    return own | Q(inspection_id=plan.inspection_id)
