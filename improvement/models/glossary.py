"""Short forms that the council's own plans use."""

from django.db import models
from django.db.models.functions import Lower

from improvement.record.history import Withdrawable


class ShortForm(Withdrawable):
    """One acronym with the meaning that the programme office gave it, where the product's glossary has none."""

    acronym = models.CharField(max_length=20)
    meaning = models.CharField(max_length=300)

    class Meta:
        ordering = ["acronym"]
        constraints = [models.UniqueConstraint(Lower("acronym"), name="a_short_form_has_one_meaning")]

    def __str__(self):
        return f"{self.acronym}: {self.meaning}"
