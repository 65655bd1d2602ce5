"""Narrowing the list of posts."""

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms import TextInput

from improvement.models import Organisation, Post, PostAlias, Tenure

HELD = [
    ("vacant", "Vacant"),
    ("interim", "Interim or acting"),
    ("permanent", "Permanent"),
]
UNSETTLED = (Tenure.Kind.INTERIM, Tenure.Kind.ACTING)


class PostFilter(django_filters.FilterSet):
    """Posts as `directory.posts_listed` gives them: it says who holds each today."""

    words = django_filters.CharFilter(
        method="with_words", label="Title, acronym or other name", widget=TextInput(attrs={"type": "search"})
    )
    held = django_filters.ChoiceFilter(
        method="as_held", choices=HELD, empty_label="Held in any way", label="Held today"
    )
    kind = django_filters.ChoiceFilter(choices=Post.Kind.choices, empty_label="Any kind", label="Kind")
    organisation = django_filters.ModelChoiceFilter(
        queryset=Organisation.objects.all(), empty_label="Any organisation", label="Organisation"
    )

    class Meta:
        model = Post
        fields = ()

    def with_words(self, posts: QuerySet, name: str, words: str) -> QuerySet:
        for word in words.split():
            alias = PostAlias.objects.filter(post=OuterRef("pk"), words__icontains=word)
            posts = posts.filter(Q(title__icontains=word) | Q(acronym__icontains=word) | Exists(alias))
        return posts

    def as_held(self, posts: QuerySet, name: str, held: str) -> QuerySet:
        if held == "vacant":
            return posts.filter(kind=Post.Kind.POST, holder_today__isnull=True)
        return posts.filter(held_as__in=UNSETTLED if held == "interim" else [Tenure.Kind.PERMANENT])
