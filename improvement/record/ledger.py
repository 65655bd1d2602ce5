"""The ledger: one link per version of a domain row, each covering the one before it."""

import secrets
from decimal import Decimal

from django.db import connection, models
from django.dispatch import receiver
from django.utils import timezone
from simple_history.signals import post_create_historical_record

from improvement.record.canonical import canonical_text, digest_of, link_hash
from improvement.record.writing import current_writing

# PostgreSQL serialises the ledger's writers on this key; SQLite does so by BEGIN IMMEDIATE.
LOCK_KEY = 20_220_311
GENESIS = "0" * 64
CHANGES = {"+": "Added", "~": "Changed", "-": "Removed"}


class LedgerEntry(models.Model):
    """One link of the chain: which version was written, truly when, by whom and why. Text, not foreign keys,
    so that it outlives what it describes."""

    number = models.PositiveBigIntegerField(primary_key=True)
    model = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    version_id = models.BigIntegerField()
    change = models.CharField(max_length=1, choices=list(CHANGES.items()))
    subject = models.CharField(max_length=200)
    dated = models.DateTimeField(
        help_text="The day the change counts from: earlier than written when loaded."
    )
    written_at = models.DateTimeField()
    actor = models.CharField(max_length=254)
    actor_id = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True)
    canonical = models.TextField(null=True, help_text="Emptied when the contents were withdrawn.")  # noqa: DJ001
    salt = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["model", "version_id"], name="a_version_is_chained_once"),
        ]
        indexes = [
            models.Index(fields=["model", "object_id", "number"], name="ledger_by_object"),
            models.Index(fields=["actor_id", "-number"], name="ledger_by_actor"),
            models.Index(fields=["-written_at"], name="ledger_by_time"),
        ]

    def __str__(self):
        return f"Record {self.number}"

    def facts(self) -> dict:
        """Everything that the hash covers besides the previous link."""
        names = (
            "number model object_id version_id change subject dated written_at actor actor_id reason digest"
        )
        return {name: getattr(self, name) for name in names.split()}

    @property
    def is_withdrawn(self) -> bool:
        return self.canonical is None


@receiver(post_create_historical_record)
def collect_version(sender, instance, history_instance, **kwargs):
    """Each version joins the act it was written in; the act chains them when it ends."""
    history_instance.subject = str(instance)[:200]
    current_writing().versions.append((history_instance, current_writing()))


def head() -> LedgerEntry | None:
    """The newest link, whose hash covers all before it."""
    return LedgerEntry.objects.defer("canonical").order_by("-number").first()


def append_many(versions: list) -> None:
    """Chain versions in the order they were written."""
    _wait_for_other_writers()
    newest = LedgerEntry.objects.order_by("-number").values_list("number", "hash").first()
    number, previous = newest or (0, GENESIS)
    written_at = timezone.now()
    entries = []
    for version, act in versions:
        number += 1
        entries.append(_entry(number, version, act, written_at, previous))
        previous = entries[-1].hash
    LedgerEntry.objects.bulk_create(entries, batch_size=500)
    versions.clear()


def stored_fields(version) -> dict:
    """A version's own fields by name, as the database gives them back: a file field is its name, money has pence."""
    return {field.attname: _stored(field, version) for field in version.tracked_fields}


def _stored(field, version):
    value = field.value_from_object(version)
    if isinstance(field, models.DecimalField) and value is not None:
        return field.to_python(value).quantize(Decimal(1).scaleb(-field.decimal_places))
    return value.name if hasattr(value, "storage") else value


def _entry(number, version, act, written_at, previous) -> LedgerEntry:
    canonical, salt = canonical_text(stored_fields(version)), secrets.token_hex(16)
    entry = LedgerEntry(
        number=number,
        model=version.instance_type._meta.label_lower,
        object_id=str(getattr(version, version.instance_type._meta.pk.attname)),
        version_id=version.history_id,
        change=version.history_type,
        subject=version.subject,
        dated=version.history_date,
        written_at=written_at,
        actor=str(act.by),
        actor_id=act.by.pk,
        reason=act.reason,
        canonical=canonical,
        salt=salt,
        digest=digest_of(canonical, salt),
        previous=previous,
    )
    entry.hash = link_hash(previous, entry.facts())
    return entry


def _wait_for_other_writers() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_KEY])
