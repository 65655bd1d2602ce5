"""The rows of a plan as they stood on a day: today's own, or the versions that history kept.

An action's version carries the rating, update and deadline that were in force on its day, because each update
and each move writes one. Assignments and tenures carry their own dates and answer from those.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from improvement.models import Assignment, Cover, Plan, Tenure
from improvement.record.history import versions_as_at


@dataclass(frozen=True)
class AsAt:
    """A day asked about, and the day it is."""

    day: date
    today: date

    @property
    def is_past(self) -> bool:
        return self.day < self.today

    @property
    def moment(self) -> datetime:
        """The end of the day: what happened on it counts."""
        return timezone.make_aware(datetime.combine(self.day, time.max))


# What a deadline in force says, beside the `due` that its action carries: columns for rows of actions.
READING_IN_FORCE = {
    "printed": F("current_deadline__words"),
    "kind": F("current_deadline__kind"),
    "starts": F("current_deadline__starts"),
    "condition": F("current_deadline__condition"),
}


def rows(model, when: AsAt):
    """A model's rows as at a day: the model's own queryset today, its versions before. Both have `id`."""
    return versions_as_at(model, when.moment) if when.is_past else model.objects.all()


def in_force(model, when: AsAt):
    """A model's rows as at a day without those withdrawn by then."""
    return rows(model, when).filter(withdrawn_on__isnull=True)


def plans_as_at(plans, when: AsAt):
    """Plans with `title_then`, `version_then` and `dated_then` as at a day; None where there was no plan yet."""
    then = versions_as_at(Plan, when.moment).filter(id=OuterRef("id")).order_by()
    return plans.annotate(
        title_then=Subquery(then.values("title")[:1]),
        version_then=Subquery(then.values("version_label")[:1]),
        dated_then=Subquery(then.values("dated")[:1]),
    )


def first_dated(plan: Plan) -> date:
    """The date of a plan's first version, where it begins: the next versions bear later ones. One query."""
    return plan.history.order_by("history_date", "history_id").values_list("dated", flat=True).first()


def frame_of(plan: Plan, when: AsAt) -> dict:
    """A plan's own words and date as at a day, and `begins`, the date of its first version. One query."""
    first = Plan.history.filter(id=plan.pk).order_by("history_date", "history_id")
    frames = rows(Plan, when).filter(id=plan.pk).annotate(begins=Subquery(first.values("dated")[:1]))
    return frames.values("title", "version_label", "dated", "source", "illustrative_note", "begins")[0]


def leading(when: AsAt):
    """Assignments in force on a day that lead an action, the accountable one before joint ones."""
    return Assignment.objects.on(when.day).leading().order_by("role", "position", "id")


def lead_columns(when: AsAt) -> dict:
    """Annotations for rows of actions: the first leading post's id, name and kind, and on that day how it is held
    and who covers it."""
    lead = leading(when).filter(action_id=OuterRef("id"))
    held = Tenure.objects.on(when.day).filter(post_id=OuterRef("post_id")).order_by("-starts")
    covered = Cover.objects.on(when.day).filter(post_id=OuterRef("post_id")).order_by("starts", "id")
    return {
        "lead_id": Subquery(lead.values("post_id")[:1]),
        "lead_title": Subquery(lead.values("post__title")[:1]),
        "lead_acronym": Subquery(lead.values("post__acronym")[:1]),
        "lead_kind": Subquery(lead.values("post__kind")[:1]),
        "lead_held": Subquery(lead.annotate(held=Subquery(held.values("kind")[:1])).values("held")[:1]),
        "lead_covered": Subquery(
            lead.annotate(covered=Subquery(covered.values("name")[:1])).values("covered")[:1]
        ),
    }
