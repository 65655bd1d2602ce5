"""A plan's own words for how its actions stand, over the five codes that alone are counted."""

from datetime import date

from django.db import models
from django.db.models import Q

from improvement.ratings import Code
from improvement.record.history import Recorded, RecordedQuerySet, Withdrawable


class RatingScheme(Recorded):
    """An ordered set of ratings that one or more plans use."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)

    def __str__(self):
        return self.name


class RatingQuerySet(RecordedQuerySet):
    def on(self, day: date):
        """Those that could be given on a day."""
        return self.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day))


class Rating(Withdrawable):
    """One rating of a scheme: its label and its meaning in the council's words, over a fixed code.

    Symbol and shape belong to the code, so that one silhouette never means two things.
    """

    scheme = models.ForeignKey(RatingScheme, models.PROTECT, related_name="ratings")
    code = models.CharField(max_length=12, choices=Code.choices)
    label = models.CharField(max_length=40)
    meaning = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "position"], name="ratings_of_a_scheme_are_in_order"),
            models.UniqueConstraint(fields=["scheme", "label"], name="a_scheme_uses_a_label_once"),
        ]

    def __str__(self):
        return self.label
