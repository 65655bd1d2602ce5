"""Proof that the record is whole: the chain, the versions under it, and the live rows above them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import F, OuterRef, Q, Subquery

from improvement.record import triggers
from improvement.record.canonical import canonical_text, digest_of, link_hash
from improvement.record.ledger import GENESIS, LedgerEntry, stored_fields

BATCH = 2000


@dataclass(frozen=True)
class Problem:
    """One broken row: where it stands and what is wrong with it."""

    where: str
    what: str

    def __str__(self):
        return f"{self.where}: {self.what}"


def recorded_models() -> list:
    """Every model whose rows have versions, in order of name."""
    models = [model for model in apps.get_models() if hasattr(model, "history")]
    return sorted(models, key=lambda model: model._meta.label_lower)


def problems() -> Iterator[Problem]:
    """Everything that does not hold, the chain first. Reads in batches; writes nothing."""
    yield from _missing_triggers()
    yield from _broken_links()
    for model in recorded_models():
        yield from _changed_versions(model)
        yield from _drifted_rows(model)
    yield from _wrong_current_facts()


def _missing_triggers() -> Iterator[Problem]:
    for name in sorted(triggers.expected() - triggers.installed()):
        yield Problem("database", f"the trigger {name} is missing. Run `manage.py migrate` to put it back.")


def _broken_links() -> Iterator[Problem]:
    number, previous = 0, GENESIS
    for entry in LedgerEntry.objects.order_by("number").iterator(BATCH):
        number += 1
        if entry.number != number:
            yield Problem(f"record {number}", f"is missing: the next one found is {entry.number}")
            number = entry.number
        if entry.previous != previous:
            yield Problem(f"record {entry.number}", "does not follow the one before it")
        if link_hash(entry.previous, entry.facts()) != entry.hash:
            yield Problem(f"record {entry.number}", "has been changed: its hash does not fit")
        if not entry.is_withdrawn and digest_of(entry.canonical, entry.salt) != entry.digest:
            yield Problem(f"record {entry.number}", "has had its text changed: its digest does not fit")
        previous = entry.hash


def _changed_versions(model) -> Iterator[Problem]:
    """Versions that differ from the text chained for them, in the fields that both know."""
    label = model._meta.label_lower
    entries = LedgerEntry.objects.filter(model=label).order_by("version_id").iterator(BATCH)
    versions = model.history.model._default_manager.order_by("history_id").iterator(BATCH)
    entry = next(entries, None)
    for version in versions:
        while entry is not None and entry.version_id < version.history_id:
            yield Problem(f"{label} version {entry.version_id}", "is chained but gone")
            entry = next(entries, None)
        if entry is None or entry.version_id != version.history_id:
            yield Problem(f"{label} version {version.history_id}", "is not in the ledger")
            continue
        if not entry.is_withdrawn and _differs(version, entry.canonical):
            yield Problem(f"{label} version {version.history_id}", f"differs from record {entry.number}")
        entry = next(entries, None)
    for left in filter(None, [entry]):
        yield Problem(f"{label} version {left.version_id}", "is chained but gone")


def _differs(version, canonical: str) -> bool:
    chained, kept = json.loads(canonical), json.loads(canonical_text(stored_fields(version)))
    return any(kept[name] != chained[name] for name in kept.keys() & chained.keys())


def _drifted_rows(model) -> Iterator[Problem]:
    """Live rows that differ from their newest version, and rows or versions that stand alone."""
    label, key = model._meta.label_lower, model._meta.pk.attname
    versions = model.history.model._default_manager
    newest = versions.filter(**{key: OuterRef(key)}).order_by("-history_date", "-history_id")
    standing = (
        versions.annotate(newest=Subquery(newest.values("history_id")[:1]))
        .filter(history_id=F("newest"))
        .exclude(history_type="-")
        .order_by(key)
        .iterator(BATCH)
    )
    live = model._base_manager.order_by(key).iterator(BATCH)
    row, version = next(live, None), next(standing, None)
    while row is not None or version is not None:
        if version is None or (row is not None and row.pk < getattr(version, key)):
            yield Problem(f"{label} {row.pk}", "is live but has no version")
            row = next(live, None)
        elif row is None or getattr(version, key) < row.pk:
            yield Problem(f"{label} {getattr(version, key)}", "was removed outside the record")
            version = next(standing, None)
        else:
            if changed := _changed_fields(row, version):
                yield Problem(f"{label} {row.pk}", f"differs from its newest version in {', '.join(changed)}")
            row, version = next(live, None), next(standing, None)


def _changed_fields(row, version) -> list[str]:
    kept = stored_fields(version)
    return [name for name, value in kept.items() if _plain(getattr(row, name)) != value]


def _plain(value):
    return value.name if hasattr(value, "storage") else value


def _wrong_current_facts() -> Iterator[Problem]:
    """Actions whose carried rating, update or deadline is not the newest row's."""
    from improvement.models import Action, Deadline, ProgressUpdate

    updates = ProgressUpdate.objects.filter(action=OuterRef("pk")).order_by("-said_on", "-id")
    deadlines = Deadline.objects.filter(action=OuterRef("pk")).order_by("-agreed_on", "-id")
    actions = Action.objects.annotate(
        update=Subquery(updates.values("pk")[:1]),
        rating=Subquery(updates.values("rating")[:1]),
        deadline=Subquery(deadlines.values("pk")[:1]),
        ends=Subquery(deadlines.values("ends")[:1]),
    )
    wrong = actions.exclude(
        _same("current_update", "update"),
        _same("current_rating", "rating"),
        _same("current_deadline", "deadline"),
        _same("due", "ends"),
    )
    for action in wrong.order_by("pk").iterator(BATCH):
        yield Problem(
            f"improvement.action {action.pk}", "carries a rating or deadline that is not its newest"
        )


def _same(carried: str, newest: str) -> Q:
    return Q(**{carried: F(newest)}) | Q(**{f"{carried}__isnull": True, f"{newest}__isnull": True})
