"""What both databases ask alike: every term somewhere in a row."""

from collections.abc import Iterable

from django.db.models import Q


def holds_every_term(columns: Iterable[str], terms: Iterable[str]) -> Q:
    """Each term in one of the columns, however it is capitalised; “%” and “_” mean themselves."""
    columns, every = list(columns), Q()
    for term in terms:
        somewhere = Q()
        for column in columns:
            somewhere |= Q(**{f"{column}__icontains": term})
        every &= somewhere
    return every
