"""Actions of a plan: what is to be done, its steps, who leads it and which findings it answers."""

from django.db import models
from django.db.models import F, Q

from improvement.models.findings import Finding
from improvement.models.outcomes import Outcome, PrintedLead
from improvement.models.people import Post
from improvement.models.plans import Plan, Theme
from improvement.models.ratings import Rating
from improvement.record.history import Recorded, RecordedQuerySet, Withdrawable


class Action(Withdrawable):
    """One row of the plan. Its printed cells are kept word for word; the rating, update and deadline in force
    are carried here for fast lists, and `verify_audit` proves that they agree with the rows they come from."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="actions")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="actions")
    reference = models.CharField(max_length=20, help_text="As printed: “1.1”, “a)”.")
    address = models.CharField(max_length=20, help_text="Unique in the plan, for links: “1.1”, “1a”.")
    position = models.PositiveIntegerField(help_text="Its place in the plan, read from top to bottom.")
    title = models.CharField(max_length=200, help_text="A short title for lists.")
    words = models.TextField(help_text="As printed. A line that opens with “- ” is a bullet.")
    impact = models.TextField(blank=True, help_text="What it means for children and families, as printed.")
    measures = models.TextField(blank=True, help_text="How its impact will be measured, as printed.")
    outcome = models.ForeignKey(
        Outcome, models.PROTECT, null=True, blank=True, related_name="actions", help_text="Desired outcome."
    )
    leads_printed = models.TextField(blank=True)
    printed_lead = models.ForeignKey(
        PrintedLead, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    links_printed = models.TextField(blank=True, help_text="Links and dependencies, as printed.")
    findings_printed = models.CharField(max_length=200, blank=True)
    doubt = models.TextField(
        blank=True, help_text="What about the printed row is doubtful, for a person to settle."
    )
    extra = models.JSONField(default=dict, blank=True, help_text="Columns we do not know: heading and text.")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")

    current_update = models.ForeignKey("ProgressUpdate", models.PROTECT, null=True, related_name="+")
    current_rating = models.ForeignKey(Rating, models.PROTECT, null=True, related_name="+")
    current_deadline = models.ForeignKey("Deadline", models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True, help_text="The end of the deadline in force, where it has one.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "address"], name="an_address_names_one_action_of_a_plan"),
            models.UniqueConstraint(fields=["plan", "position"], name="actions_of_a_plan_are_in_order"),
        ]
        indexes = [models.Index(fields=["plan", "due"], name="action_by_due")]

    def __str__(self):
        return f"Action {self.address} {self.title}"


class Step(Recorded):
    """One bullet of an action that can be ticked when it is done."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    depth = models.PositiveSmallIntegerField(default=1)
    words = models.TextField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["action", "position"], name="steps_of_an_action_are_in_order"),
        ]

    def __str__(self):
        return f"Step {self.position} of {self.action.address}"


class FindingLink(Withdrawable):
    """An action's claim to answer a finding, and how strongly: primary, or contributes."""

    class Strength(models.TextChoices):
        PRIMARY = "primary", "primary"
        CONTRIBUTES = "contributes", "contributes"

    action = models.ForeignKey(Action, models.PROTECT, related_name="finding_links")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="links")
    strength = models.CharField(max_length=12, choices=Strength.choices, default=Strength.CONTRIBUTES)
    doubt = models.TextField(blank=True, help_text="Why the printed link may have been misread.")

    class Meta:
        ordering = ["finding__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "finding"],
                condition=Q(withdrawn_on__isnull=True),
                name="an_action_claims_a_finding_once",
            ),
        ]

    def __str__(self):
        return f"{self.action.address} answers finding {self.finding.reference}"


class AssignmentQuerySet(RecordedQuerySet):
    def on(self, day):
        """Assignments in force on a day. The last day of one is the day before `ends`."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gt=day), starts__lte=day)

    def leading(self):
        return self.filter(role__in=Assignment.LEADING)


class Assignment(Recorded):
    """A post leading or supporting an action from a day until a day."""

    class Role(models.TextChoices):
        ACCOUNTABLE = "accountable", "Accountable"
        JOINT = "joint", "Jointly accountable"
        SUPPORTING = "supporting", "Supporting"

    LEADING = (Role.ACCOUNTABLE, Role.JOINT)

    action = models.ForeignKey(Action, models.PROTECT, related_name="assignments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.ACCOUNTABLE)
    position = models.PositiveSmallIntegerField(default=1)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    doubt = models.TextField(blank=True, help_text="Why the printed lead may have been misread.")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")),
                name="an_assignment_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(role="accountable", ends__isnull=True),
                name="an_action_has_one_accountable_lead",
            ),
        ]
        indexes = [models.Index(fields=["post", "ends"], name="assignment_by_post")]

    def __str__(self):
        return f"{self.post.short_name} on {self.action.address}"
