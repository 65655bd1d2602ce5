"""What every domain model inherits: a version of each row for every save, and no way round it."""

from functools import cache

from django.db import models
from django.db.models import Exists, OuterRef, Q
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from improvement import clock
from improvement.record.writing import DatedBack, WriteOutsideService, current_writing


class Versions(HistoryManager):
    """The library's manager; it makes a class whenever `.history` is read, and here makes it once."""

    from_queryset = classmethod(cache(HistoryManager.from_queryset.__func__))


class History(HistoricalRecords):
    """The library's history, with a whole-number key and the index that as-at questions need."""

    def __init__(self, **options):
        super().__init__(
            history_manager=Versions,
            history_id_field=models.BigAutoField(),
            history_change_reason_field=models.TextField(blank=True, default=""),
            **options,
        )

    def get_meta_options(self, model):
        options = super().get_meta_options(model)
        key = model._meta.pk.attname
        name = f"{model._meta.model_name[:22]}_version"
        options["indexes"] = [models.Index(fields=[key, "history_date", "history_id"], name=name)]
        return options


class RecordedQuerySet(models.QuerySet):
    """Refuses the writes that would leave no version behind."""

    def _refuse(self, *args, **kwargs):
        raise WriteOutsideService("A bulk write leaves no version behind. Save each row in a service.")

    update = bulk_create = bulk_update = delete = aupdate = abulk_create = abulk_update = adelete = _refuse


class WrittenInServices(models.Model):
    """A row that can be saved or deleted only inside an act of writing, which gives actor, reason and day."""

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self._take_act()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self._take_act()
        return super().delete(*args, **kwargs)

    def _take_act(self):
        act = current_writing()
        may_be_later = act.dated_back or clock.may_be_behind()
        if may_be_later and self.pk and self.history.filter(history_date__gt=act.moment).exists():
            raise DatedBack(f"{self} has a later version, so nothing can be dated before it.")
        self._history_date = act.moment
        self._history_user = act.by if act.by.pk else None
        self._change_reason = act.reason


class Recorded(WrittenInServices):
    """A domain row with its whole history."""

    history = History(inherit=True)

    class Meta:
        abstract = True


class Withdrawable(Recorded):
    """A domain row that nobody deletes: taken out, it says when and why."""

    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        abstract = True


def lock(row) -> None:
    """Read a row afresh and hold it until the act ends: its next version must not carry another's old values."""
    row.refresh_from_db(from_queryset=type(row).objects.select_for_update())


def versions_as_at(model, moment):
    """The versions of a model's rows that stood at a moment: one per row, deleted ones left out.

    Two versions may carry one moment, so the newest is by (history_date, history_id).
    """
    versions = model.history.model._default_manager.filter(history_date__lte=moment)
    key = model._meta.pk.attname
    newer = versions.filter(**{key: OuterRef(key)}).filter(
        Q(history_date__gt=OuterRef("history_date"))
        | Q(history_date=OuterRef("history_date"), history_id__gt=OuterRef("history_id"))
    )
    return versions.filter(~Exists(newer)).exclude(history_type="-")
