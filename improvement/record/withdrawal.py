"""Destroying contents that should never have been stored, and nothing else of the record."""

from improvement.record.ledger import LedgerEntry


def empty_versions(row) -> None:
    """Empty the withdrawable fields of a row's versions, and the canonical text and salt of their links.

    Digests, hashes, actors, reasons and times stay, so the chain still verifies. The database lets this
    through because nothing else changes.
    """
    blank = dict.fromkeys(row.withdrawable, "")
    versions = row.history.all()
    LedgerEntry.objects.filter(
        model=row._meta.label_lower, version_id__in=list(versions.values_list("history_id", flat=True))
    ).update(canonical=None, salt="")
    versions.update(**blank)
