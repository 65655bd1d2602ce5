"""When an action is to be finished, in the plan's words and as they were read."""

from dataclasses import fields

from django.db import models
from django.db.models import F, Q

from improvement.deadlines import Authority, Kind, Precision, Reading
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


class DatedWords(Recorded):
    """When an action is to be finished: the words of it and their reading (improvement.deadlines.Reading)."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="%(class)ss")
    words = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=8, choices=Precision.choices, blank=True)
    condition = models.CharField(max_length=200, blank=True, help_text="The event it waits for.")
    trigger = models.ForeignKey(Trigger, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    recurrence = models.CharField(max_length=40, blank=True, help_text="How often it comes round: termly.")
    follow_up = models.DateField(null=True, blank=True, help_text="A second date, such as an audit after it.")
    assumed = models.TextField(
        blank=True, help_text="What the reading took for granted, for a person to settle."
    )
    reason = models.TextField(blank=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="a_%(class)s_ends_after_it_starts",
            ),
        ]

    @property
    def reading(self) -> Reading:
        """What its words were read as."""
        return Reading(**{field.name: getattr(self, field.name) for field in fields(Reading)})


class Deadline(DatedWords):
    """One deadline of an action: the words as printed and their reading. The first is the original, the newest
    agreed one is in force; none is ever changed, a move is a new row."""

    agreed_on = models.DateField()
    agreed_by = models.CharField(max_length=120, blank=True)
    agreed_within = models.CharField(
        max_length=12,
        choices=Authority.choices,
        blank=True,
        help_text="Whose tolerance it was agreed under, if any: slippage is measured from the last that was not.",
    )
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(DatedWords.Meta):
        ordering = ["agreed_on", "id"]
        indexes = [models.Index(fields=["action", "-agreed_on", "-id"], name="deadline_newest_first")]

    def __str__(self):
        return f"Deadline of {self.action.address}: {self.words or 'none set'}"


class DeadlineRequest(DatedWords):
    """A lead's request to move a deadline. Until somebody with the authority agrees, the old one stands."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waits to be agreed"
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Refused"
        TAKEN_BACK = "taken-back", "Taken back"
        OVERTAKEN = "overtaken", "Overtaken by another decision"

    former = models.ForeignKey(Deadline, models.PROTECT, null=True, blank=True, related_name="requests")
    deadline = models.OneToOneField(
        Deadline,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="request",
        help_text="The deadline that it became.",
    )
    authority = models.CharField(max_length=12, choices=Authority.choices, help_text="Who may agree.")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=120, help_text="Name and post of the day.")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_by_name = models.CharField(max_length=120, blank=True)
    decision = models.TextField(blank=True, help_text="Why it was agreed, refused or taken back.")

    class Meta(DatedWords.Meta):
        ordering = ["asked_on", "id"]
        constraints = [
            *DatedWords.Meta.constraints,
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(state="waiting"),
                name="one_request_of_an_action_waits_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "authority"], name="deadline_request_waiting")]

    def __str__(self):
        return f"Request to move the deadline of {self.action.address} to {self.words or 'none'}"
