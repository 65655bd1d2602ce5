"""What leaves by e-mail or stands at a private address: reminders, links for partners, calendar feeds."""

from django.db import models
from django.db.models import Q

from improvement.models.actions import Action
from improvement.models.people import User
from improvement.models.progress import ProgressUpdate, UpdateRound
from improvement.record.history import History, Recorded, WrittenInServices


class Reminder(Recorded):
    """One e-mail to one person about one round: what waits for them, or for those who report to them."""

    class Kind(models.TextChoices):
        OPENED = "opened", "A round has opened"
        CLOSING = "closing", "A round closes soon"
        MISSED = "missed", "A round closed and updates are missing"
        ESCALATED = "escalated", "Updates of those who report to you are missing"

    class State(models.TextChoices):
        LEAVING = "leaving", "Leaving"
        SENT = "sent", "Sent"
        REFUSED = "refused", "Could not be delivered"

    round = models.ForeignKey(UpdateRound, models.PROTECT, related_name="reminders")
    person = models.ForeignKey(User, models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    address = models.EmailField(max_length=254)
    state = models.CharField(max_length=12, choices=State.choices, default=State.LEAVING)
    sent_on = models.DateField()
    trouble = models.TextField(blank=True, help_text="What the mail server said when it did not take it.")

    class Meta:
        ordering = ["sent_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person", "kind"], name="a_person_is_reminded_of_a_thing_once"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.person.name}, {self.round}"


class ReminderRefusal(Recorded):
    """One kind of reminder that a person does not want."""

    person = models.ForeignKey(User, models.PROTECT, related_name="reminder_refusals")
    kind = models.CharField(max_length=12, choices=Reminder.Kind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="a_kind_of_reminder_is_refused_once"),
        ]

    def __str__(self):
        return f"{self.person.name} wants none of: {self.get_kind_display()}"


class PartnerLink(WrittenInServices):
    """An address by which one named person without an account says once where one action stands in one round.

    The address itself is known to its bearer alone: here stands its SHA-256, which is no part of the record.
    """

    action = models.ForeignKey(Action, models.PROTECT, related_name="partner_links")
    round = models.ForeignKey(UpdateRound, models.PROTECT, related_name="partner_links")
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120)
    email = models.EmailField(max_length=254, blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    expires_on = models.DateField(help_text="The last day on which it can be used.")
    revoked_on = models.DateField(null=True, blank=True)
    update = models.OneToOneField(
        ProgressUpdate, models.PROTECT, null=True, blank=True, related_name="partner_link"
    )

    history = History(excluded_fields=["token_digest"])

    class Meta:
        ordering = ["made_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | Q(update__isnull=True),
                name="a_used_partner_link_is_not_revoked",
            ),
        ]

    def __str__(self):
        return f"Link for {self.name}, {self.organisation}, to {self.action.address}"


class CalendarFeed(models.Model):
    """A person's private calendar address, as its SHA-256. It is no part of the record: it reads and nothing else."""

    person = models.OneToOneField(User, models.CASCADE, related_name="calendar_feed")
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"Calendar feed of {self.person.name}"
