"""When an action is to be finished, in the plan's words and as they were read."""

from django.db import models
from django.db.models import F, Q

from improvement.deadlines import Kind, Precision
from improvement.models.actions import Action
from improvement.models.people import Post, User
from improvement.models.plans import Plan
from improvement.record.history import Recorded, Withdrawable


class Trigger(Withdrawable):
    """One event that deadlines of a plan wait for. When it happens, each gets its date in one step."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="triggers")
    name = models.CharField(max_length=200, help_text="The event in few words: “PSW appointed”.")
    owner = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="triggers")
    expected = models.DateField(null=True, blank=True)
    happened_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "name"], name="a_plan_names_a_trigger_once"),
        ]

    def __str__(self):
        return self.name


class Deadline(Recorded):
    """One deadline of an action: the words as printed and their reading. The first is the original, the newest
    agreed one is in force; none is ever changed, a move is a new row."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="deadlines")
    words = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=8, choices=Precision.choices, blank=True)
    condition = models.CharField(max_length=200, blank=True, help_text="The event it waits for.")
    trigger = models.ForeignKey(Trigger, models.PROTECT, null=True, blank=True, related_name="deadlines")
    recurrence = models.CharField(max_length=40, blank=True, help_text="How often it comes round: termly.")
    follow_up = models.DateField(null=True, blank=True, help_text="A second date, such as an audit after it.")
    assumed = models.TextField(
        blank=True, help_text="What the reading took for granted, for a person to settle."
    )
    agreed_on = models.DateField()
    agreed_by = models.CharField(max_length=120, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["agreed_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="a_deadline_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["action", "-agreed_on", "-id"], name="deadline_newest_first")]

    def __str__(self):
        return f"Deadline of {self.action.address}: {self.words or 'none set'}"
