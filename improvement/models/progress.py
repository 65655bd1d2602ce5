"""What leads say about their actions, round by round. Nothing said is ever changed."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from improvement.models.actions import Action
from improvement.models.people import Post, User
from improvement.models.plans import Plan
from improvement.models.ratings import Rating
from improvement.record.history import Recorded, RecordedQuerySet


class UpdateRoundQuerySet(RecordedQuerySet):
    def open_on(self, day):
        """Those that take updates: opened by a day, and until the office closes them, late ones too."""
        return self.filter(opens__lte=day, closed_on__isnull=True)

    def closed_by(self, day):
        return self.filter(closed_on__lte=day)


class UpdateRound(Recorded):
    """A spell in which every action of a plan is to be brought up to date."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=60)
    opens = models.DateField()
    closes = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    asked = models.PositiveIntegerField(null=True, blank=True, help_text="Actions asked, once it is closed.")
    received = models.PositiveIntegerField(
        null=True, blank=True, help_text="Those brought up to date by then."
    )
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


class ProgressUpdateQuerySet(RecordedQuerySet):
    def sent_back_by(self, day):
        """Those that a director or the office had sent back by a day."""
        return self.filter(Exists(_sent_back(day)))

    def standing_on(self, day):
        """What counts in its round: said by a day, and not sent back by then."""
        return self.filter(~Exists(_sent_back(day)), said_on__lte=day)


def _sent_back(day):
    return UpdateReview.objects.filter(
        update=OuterRef("pk"), kind=UpdateReview.Kind.SENT_BACK, said_on__lte=day
    )


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
    impact = models.TextField(
        blank=True, help_text="What it has changed for children, when proposed complete."
    )
    is_no_change = models.BooleanField(default=False, help_text="Recorded as “no change”.")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=120, help_text="The author's name and post of the day.")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    is_on_behalf = models.BooleanField(default=False)
    is_printed = models.BooleanField(default=False, help_text="Progress as the plan itself printed it.")
    is_illustrative = models.BooleanField(default=False)

    objects = ProgressUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["said_on", "id"]
        indexes = [
            models.Index(fields=["action", "-said_on", "-id"], name="update_newest_first"),
            models.Index(fields=["round", "action"], name="update_by_round"),
        ]

    def __str__(self):
        return f"Update of {self.action.address} on {self.said_on}"


class UpdateReview(Recorded):
    """An update sent back with a note, or a proposal of completion returned. What was said stays as it was."""

    class Kind(models.TextChoices):
        SENT_BACK = "sent-back", "Sent back"
        RETURNED = "returned", "Not accepted as complete"

    update = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    note = models.TextField(help_text="What is asked for.")
    said_on = models.DateField()
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=120, help_text="The author's name and post of the day.")

    class Meta:
        ordering = ["said_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["update", "kind"], name="an_update_is_sent_back_once"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.update}"


class UpdateDraft(models.Model):
    """What somebody is typing about an action. It is no part of the record, and nobody else sees it."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="drafts")
    author = models.ForeignKey(User, models.CASCADE, related_name="drafts")
    typed = models.JSONField(help_text="Field names, each with the list of values typed.")
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "author"], name="one_draft_of_an_action_each"),
        ]

    def __str__(self):
        return f"Draft of {self.action.address}"
