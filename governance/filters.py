"""Narrowing the audit trail. The list and the export use the same filter, so they cannot differ."""

from datetime import date, datetime, time, timedelta

import django_filters
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.forms import TextInput
from django.utils import timezone

from improvement.forms.widgets import DayInput
from improvement.kinds import all_kinds
from improvement.models import LedgerEntry, User
from improvement.record.ledger import CHANGES

A_DAY = timedelta(days=1)
NOT_A_DAY = "Enter a day as year, month and day, such as 2022-03-31"


def entries() -> QuerySet[LedgerEntry]:
    """Every link of the record, newest first, without its contents; `was_withdrawn` where those are gone."""
    withdrawn = ExpressionWrapper(Q(canonical__isnull=True), output_field=BooleanField())
    links = LedgerEntry.objects.defer("canonical", "salt").annotate(was_withdrawn=withdrawn)
    return links.order_by("-number")


class LedgerFilter(django_filters.FilterSet):
    words = django_filters.CharFilter(
        field_name="subject",
        lookup_expr="icontains",
        label="Words in the object’s name",
        widget=TextInput(attrs={"type": "search"}),
    )
    person = django_filters.ModelChoiceFilter(
        method="made_by", queryset=User.objects.all(), empty_label="Anybody", label="Who"
    )
    since = django_filters.DateFilter(
        method="written_since", label="Written from", widget=DayInput, error_messages={"invalid": NOT_A_DAY}
    )
    until = django_filters.DateFilter(
        method="written_until", label="Written to", widget=DayInput, error_messages={"invalid": NOT_A_DAY}
    )
    kind = django_filters.ChoiceFilter(
        field_name="model", choices=all_kinds, empty_label="Any kind", label="Kind of object"
    )
    change = django_filters.ChoiceFilter(choices=list(CHANGES.items()), empty_label="Any", label="Change")

    class Meta:
        model = LedgerEntry
        fields = ()

    def made_by(self, found: QuerySet, name: str, person: User) -> QuerySet:
        return found.filter(actor_id=person.pk)

    def written_since(self, found: QuerySet, name: str, day: date) -> QuerySet:
        return found.filter(written_at__gte=_midnight(day))

    def written_until(self, found: QuerySet, name: str, day: date) -> QuerySet:
        """The whole of the day counts."""
        return found.filter(written_at__lt=_midnight(day + A_DAY)) if day < date.max else found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
