"""Narrowing the list of people."""

import django_filters
from django.db.models import Q, QuerySet
from django.forms import TextInput

from improvement import roles
from improvement.models import User

STANDINGS = [
    ("active", "May sign in"),
    ("invited", "Invited, no password yet"),
    ("deactivated", "Deactivated"),
    ("system", "System users"),
]


class PersonFilter(django_filters.FilterSet):
    """People without the system users, which only their own choice shows."""

    words = django_filters.CharFilter(
        method="with_words", label="Name or e-mail address", widget=TextInput(attrs={"type": "search"})
    )
    role = django_filters.ChoiceFilter(
        field_name="roles__role", choices=list(roles.ROLES.items()), empty_label="Any role", label="Role"
    )
    standing = django_filters.ChoiceFilter(
        method="of_standing", choices=STANDINGS, empty_label="All people", label="Sign-in"
    )

    class Meta:
        model = User
        fields = ()

    def with_words(self, people: QuerySet, name: str, words: str) -> QuerySet:
        for word in words.split():
            people = people.filter(Q(name__icontains=word) | Q(email__icontains=word))
        return people

    def of_standing(self, people: QuerySet, name: str, standing: str) -> QuerySet:
        if standing == "system":
            return people.filter(is_system=True)
        if standing == "deactivated":
            return people.filter(is_active=False)
        people = people.filter(is_active=True)
        # What Django stores where no password has been chosen begins with an exclamation mark.
        return people.filter(password__startswith="!") if standing == "invited" else people

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        people = super().filter_queryset(queryset)
        if self.form.cleaned_data["standing"] == "system":
            return people
        return people.filter(is_system=False)

    @property
    def qs(self):
        return super().qs if self.is_bound else self.queryset.filter(is_system=False)
