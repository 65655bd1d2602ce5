"""Reminders that did not arrive, gathered for the pages of those who can put the address right."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from improvement.models import Reminder, User

State = Reminder.State


def undelivered() -> QuerySet[Reminder]:
    """The newest reminder of each person who can sign in, where the mail server did not take it or it came back, and
    their address is still the same. One query."""
    newest = Reminder.objects.filter(person=OuterRef("person")).order_by("-sent_on", "-pk").values("pk")
    troubled = Q(state=State.REFUSED) | (Q(state=State.LEAVING) & ~Q(trouble=""))
    return (
        Reminder.objects.filter(troubled, pk=Subquery(newest[:1]), address=F("person__email"))
        .filter(person__is_active=True)
        .select_related("person")
        .order_by("person__name")
    )


def undelivered_to(person: User) -> Reminder | None:
    return undelivered().filter(person=person).first()
