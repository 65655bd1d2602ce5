"""A plan, its tree of themes, and who else may read it."""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from improvement import roles
from improvement.models.findings import Finding, Inspection
from improvement.models.people import User
from improvement.models.ratings import RatingScheme
from improvement.ratings import Code
from improvement.record.history import Recorded, RecordedQuerySet, Withdrawable

READ_EVERY_PLAN = {roles.OFFICE, roles.LEAD, roles.AUDITOR, roles.ADMINISTRATOR}


class PlanQuerySet(RecordedQuerySet):
    def visible_to(self, user):
        """The plans a person may read: all, or those shared with them."""
        if user.role_names & READ_EVERY_PLAN:
            return self
        return self.filter(readers__reader=user)

    def begun_by(self, moment):
        """Those whose first version is no later: a demonstration may stand on a day before a plan's own."""
        versions = Plan.history.model._default_manager.filter(id=OuterRef("pk"), history_date__lte=moment)
        return self.filter(Exists(versions))

    def with_counts(self):
        """Each with `action_count` and `complete_count`."""
        kept = Q(actions__withdrawn_on__isnull=True)
        complete = Q(actions__current_rating__code=Code.COMPLETE)
        return self.annotate(
            action_count=Count("actions", filter=kept),
            complete_count=Count("actions", filter=kept & complete),
        )


class Plan(Recorded):
    """One version of an improvement plan that the council has published or is writing, with its own level names."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        APPROVED = "approved", "Approved"
        CLOSED = "closed", "Closed"

    class YearConvention(models.TextChoices):
        FINANCIAL = "financial", "Financial: Q1 is April to June"
        CALENDAR = "calendar", "Calendar: Q1 is January to March"

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    framework = models.CharField(max_length=120, blank=True)
    version_label = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    dated = models.DateField(help_text="The date the plan itself bears.")
    level_one = models.CharField(max_length=40, help_text="What the top of its tree is called: part, theme.")
    level_two = models.CharField(max_length=40, blank=True)
    level_three = models.CharField(max_length=40, blank=True)
    quarters = models.CharField(
        max_length=12, choices=YearConvention.choices, default=YearConvention.FINANCIAL
    )
    scheme = models.ForeignKey(RatingScheme, models.PROTECT)
    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, blank=True, related_name="plans")
    lead_may_move_days = models.PositiveSmallIntegerField(
        default=0, help_text="How many days a lead may move a deadline without asking."
    )
    director_may_move_days = models.PositiveSmallIntegerField(
        default=31, help_text="How many days a lead’s director may agree; anything longer is the board’s."
    )
    impact_check_months = models.PositiveSmallIntegerField(
        default=6, help_text="How long after completion its impact is checked."
    )
    remind_days_before = models.PositiveSmallIntegerField(
        default=3, help_text="How long before a round closes its leads are reminded."
    )
    escalate_days_after = models.PositiveSmallIntegerField(
        default=3, help_text="How long after it closes a lead’s director is told what is missing."
    )
    source = models.TextField(blank=True, help_text="Where its words come from, and under what licence.")
    illustrative_note = models.TextField(blank=True, help_text="What about it was made up for demonstration.")
    loaded_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was truly entered, where its history bears older dates."
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-dated", "title"]

    def __str__(self):
        return self.title

    @property
    def deepest_level(self) -> str:
        """What the theme directly above an action is called: priority."""
        return self.level_three or self.level_two or self.level_one


class PlanReader(Recorded):
    """The office's word that one person may read one plan, and whether they speak for its board."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="readers")
    reader = models.ForeignKey(User, models.PROTECT, related_name="shared_plans")
    is_chair = models.BooleanField(default=False, help_text="Chairs the board that oversees the plan.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "reader"], name="a_plan_is_shared_once")]

    def __str__(self):
        return f"{self.plan} shared with {self.reader.name}"


class PlanVersion(Recorded):
    """One version of a plan that was approved: its label, its date, and who approved it when."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    label = models.CharField(max_length=40)
    dated = models.DateField(help_text="The date the version bears.")
    approved_on = models.DateField()
    approved_by = models.CharField(max_length=120, help_text="A board, a committee or a post, in words.")

    class Meta:
        ordering = ["approved_on", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "label"], name="a_version_is_approved_once")]

    def __str__(self):
        return f"{self.label} of {self.plan}"


class PlanPassage(Recorded):
    """Words that the plan's document prints beside its tables: a list of contents, a note, a heading."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="passages")
    heading = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="passages_of_a_plan_are_in_order")
        ]

    def __str__(self):
        return self.heading


class Theme(Withdrawable):
    """One branch of a plan's tree, at most three levels deep: a part, a priority, a recommendation."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="themes")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    reference = models.CharField(
        max_length=20, blank=True, help_text="As printed; unique among its siblings."
    )
    title = models.TextField(help_text="As printed, however long.")
    short_title = models.CharField(max_length=80, blank=True)
    depth = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveIntegerField(help_text="Its place in the plan, read from top to bottom.")
    leads_printed = models.TextField(blank=True, help_text="Leads that the plan prints for the whole of it.")
    answers = models.ForeignKey(
        Finding,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="themes",
        help_text="The finding that it answers as a whole, in the inspectors' own words.",
    )
    doubt = models.TextField(blank=True, help_text="What about its wording a person should settle.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="themes_of_a_plan_are_in_order"),
            models.UniqueConstraint(
                fields=["parent", "reference"],
                condition=~Q(reference=""),
                name="a_reference_is_used_once_among_siblings",
            ),
            models.UniqueConstraint(
                fields=["plan", "reference"],
                condition=~Q(reference="") & Q(parent__isnull=True),
                name="a_reference_is_used_once_at_the_top",
            ),
            models.CheckConstraint(condition=Q(depth__range=(1, 3)), name="a_plan_has_at_most_three_levels"),
        ]

    def __str__(self):
        return f"{self.reference}. {self.title}" if self.reference else self.title

    @property
    def name(self) -> str:
        """For lists: the short title where there is one."""
        words = self.short_title or self.title
        return f"{self.reference}. {words}" if self.reference else words
