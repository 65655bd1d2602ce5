"""The one door through which domain rows are written: who, why, and as of which day, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from improvement import clock

A_DAY = timedelta(days=1)


class WriteOutsideService(RuntimeError):
    """A domain row was about to be changed with no actor and no reason."""


class DatedBack(RuntimeError):
    """A change was dated before today by someone who may not, or before a later version."""


@dataclass
class Writing:
    """One act: every version written inside it carries this actor, reason and moment."""

    by: object
    reason: str
    moment: datetime
    dated_back: bool
    versions: list = field(default_factory=list)


_current: ContextVar[Writing | None] = ContextVar("writing", default=None)


@contextmanager
def writing(*, by, reason: str, on: date) -> Iterator[Writing]:
    """Open one transaction in which `by` changes domain rows for `reason`, as of the day `on`.

    Only a system user (loading, importing) may date a change back. Inside another act, the inner one keeps
    its own reason and day, and its versions join the chain when the outer act ends.
    """
    outer = _current.get()
    act = Writing(by, reason, _moment(on), dated_back=on < clock.today())
    # A form sent at midnight may arrive a day late; anything older is dating back.
    if on < clock.today() - A_DAY and not by.is_system:
        raise DatedBack(f"Only loading and importing may date a change back to {on}.")
    if outer is not None:
        act.versions = outer.versions
    with transaction.atomic():
        token = _current.set(act)
        try:
            yield act
            if outer is None and act.versions:
                from improvement.record.ledger import append_many

                append_many(act.versions)
        finally:
            # Before the commit: what waits for it may be an act of its own, and its versions would join a chain
            # that has been written already.
            _current.reset(token)


def current_writing() -> Writing:
    act = _current.get()
    if act is None:
        raise WriteOutsideService(
            "Domain rows are changed by a service, inside writing(by=…, reason=…, on=…)."
        )
    return act


def _moment(on: date) -> datetime:
    """The day asked for, at this hour: versions of one day keep their order."""
    return timezone.make_aware(datetime.combine(on, timezone.localtime().time()))
