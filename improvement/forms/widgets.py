"""Inputs that Django has no exact word for."""

from django import forms


class DayInput(forms.DateInput):
    """One day, with the browser's own calendar; without one it is typed as 2022-03-31."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class HintedRadioSelect(forms.RadioSelect):
    """Radios with a sentence under each. `hints` by value."""

    def __init__(self, attrs=None, choices=(), hints=None):
        super().__init__(attrs, choices)
        self.hints = hints or {}

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        option["hint"] = self.hints.get(getattr(value, "value", value), "")
        if option["hint"] and option["attrs"].get("id"):
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_hint"
        return option


class RatingRadioSelect(forms.RadioSelect):
    """Radios whose labels are rating tags, each with the plan's own meaning beside it.

    For a ModelChoiceField over Rating rows (empty_label=None), or a ChoiceField with
    choices=[(rating.pk, rating), …]: whatever has code, label and meaning.
    """

    label_template = "forms/rating_choice.html"
    list_class = "rating-choices"

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        option["rating"] = getattr(value, "instance", None) or label
        return option


class CountedCheckboxSelect(forms.CheckboxSelectMultiple):
    """Checkboxes of a filter: each says how many rows it holds, and may show a rating's symbol.

    `counts` and `codes` are by value; set them once they are known: `field.widget.counts = {…}`.
    """

    label_template = "forms/counted_choice.html"
    list_class = "checks"

    def __init__(self, attrs=None, choices=(), counts=None, codes=None):
        super().__init__(attrs, choices)
        self.counts = counts or {}
        self.codes = codes or {}

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        key = getattr(value, "value", value)
        option["count"] = self.counts.get(key)
        option["code"] = self.codes.get(key, "")
        return option
