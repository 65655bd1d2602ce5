"""What leads say about their actions, round by round. Nothing said is ever changed."""

from django.db import models
from django.db.models import F, Q

from improvement.models.actions import Action
from improvement.models.people import Post, User
from improvement.models.plans import Plan
from improvement.models.ratings import Rating
from improvement.record.history import Recorded, RecordedQuerySet


class UpdateRoundQuerySet(RecordedQuerySet):
    def open_on(self, day):
        return self.filter(opens__lte=day, closes__gte=day, closed_on__isnull=True)

    def closed_by(self, day):
        return self.filter(closed_on__lte=day)


class UpdateRound(Recorded):
    """A spell in which every action of a plan is to be brought up to date."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=60)
    opens = models.DateField()
    closes = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    is_illustrative = models.BooleanField(default=False)

    objects = UpdateRoundQuerySet.as_manager()

    class Meta:
        ordering = ["closes"]
        constraints = [
            models.CheckConstraint(condition=Q(closes__gte=F("opens")), name="a_round_closes_after_it_opens"),
            models.UniqueConstraint(fields=["plan", "title"], name="a_plan_names_a_round_once"),
        ]

    def __str__(self):
        return f"{self.title} round"

    @property
    def month(self) -> str:
        return self.title.split()[0]


class ProgressUpdate(Recorded):
    """What one person said about one action on one day. A row is added, never changed.

    `rating` is the rating in force once it was said; proposing completion leaves the rating as it stood.
    """

    action = models.ForeignKey(Action, models.PROTECT, related_name="updates")
    round = models.ForeignKey(UpdateRound, models.PROTECT, null=True, blank=True, related_name="updates")
    said_on = models.DateField()
    rating = models.ForeignKey(Rating, models.PROTECT, null=True, blank=True, related_name="+")
    narrative = models.TextField()
    reason = models.TextField(blank=True, help_text="Why it is at risk or off track.")
    recovery = models.TextField(blank=True, help_text="The way back.")
    forecast = models.CharField(max_length=120, blank=True, help_text="When it will be finished, in words.")
    proposes_complete = models.BooleanField(default=False)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=120, help_text="The author's name and post of the day.")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    is_on_behalf = models.BooleanField(default=False)
    is_printed = models.BooleanField(default=False, help_text="Progress as the plan itself printed it.")
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["said_on", "id"]
        indexes = [
            models.Index(fields=["action", "-said_on", "-id"], name="update_newest_first"),
            models.Index(fields=["round", "action"], name="update_by_round"),
        ]

    def __str__(self):
        return f"Update of {self.action.address} on {self.said_on}"
