"""Narrowing a plan's table of actions."""

import django_filters
from django.db.models import Q

from improvement import as_at as then
from improvement.actions.choices import conditions
from improvement.as_at import AsAt
from improvement.forms.widgets import CountedCheckboxSelect
from improvement.models import FindingLink, Plan
from improvement.ratings import WORST_FIRST

DEADLINES = {
    "overdue": "Overdue",
    "soon": "Due in 30 days",
    "no-end": "No end date",
    "confirm": "Reading to confirm",
}
HELD = {"vacant": "Vacant", "interim": "Interim or acting", "unconfirmed": "Not confirmed"}
ROUND = {"updated": "Updated", "waiting": "Not yet"}


def _ticks(label: str, choices=()):
    return django_filters.MultipleChoiceFilter(
        label=label, choices=choices, method="any_of", widget=CountedCheckboxSelect
    )


class ActionFilter(django_filters.FilterSet):
    """What a reader may ask of the table. Choices of one filter are either-or; filters add up."""

    q = django_filters.CharFilter(label="Words or reference", method="find")
    rating = _ticks("Rating")
    deadline = _ticks("Deadline", list(DEADLINES.items()))
    lead = django_filters.ChoiceFilter(label="Lead", empty_label="Any post", method="led_by")
    held = _ticks("Lead post", list(HELD.items()))
    theme = django_filters.ChoiceFilter(empty_label="All", method="under")
    finding = django_filters.ChoiceFilter(label="Finding", empty_label="All", method="answering")
    round = _ticks("This round", list(ROUND.items()))

    def __init__(self, *args, plan: Plan, when: AsAt, choices: dict, counts: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.when, self.conditions = plan, when, conditions(when)
        labels = dict(reversed(choices["rating"]))  # the first rating of a code is its plain one
        ratings = [(code.value, labels[code]) for code in WORST_FIRST if code in labels]
        self.filters["rating"].extra["choices"] = [*ratings, ("not-rated", "Not rated")]
        self.filters["theme"].label = plan.deepest_level.capitalize()
        for name in ("theme", "finding", "lead"):
            self.filters[name].extra["choices"] = choices[name]
        for name in self.conditions:
            widget = self.form.fields[name].widget
            widget.counts = counts[name]
        self.form.fields["rating"].widget.codes = {code.value: code.value for code in WORST_FIRST}

    def find(self, rows, name, value):
        words = Q(title__icontains=value) | Q(words__icontains=value) | Q(impact__icontains=value)
        said = Q(current_update__narrative__icontains=value)
        return rows.filter(words | said | Q(address__iexact=value.strip()))

    def any_of(self, rows, name, values):
        either = Q()
        for value in values:
            either |= self.conditions[name][value]
        return rows.filter(either)

    def led_by(self, rows, name, value):
        leading = then.leading(self.when).filter(action__plan=self.plan, post__slug=value)
        return rows.filter(id__in=leading.order_by().values("action"))

    def under(self, rows, name, value):
        return rows.filter(theme_id=value)

    def answering(self, rows, name, value):
        links = then.in_force(FindingLink, self.when).filter(finding__reference=value, action__plan=self.plan)
        return rows.filter(id__in=links.order_by().values("action"))
