"""How every form is drawn: GOV.UK markup from templates/forms/, whoever wrote the form."""

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

# Fields made of several inputs need a legend; everything else a label.
CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)
IN_A_FIELDSET = (*CHOICES, forms.MultiWidget, forms.SelectDateWidget)

# The first that fits: each of these is a kind of one further down.
LOOKS = [
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.FileInput, "file-upload"),
    (forms.widgets.Input, "input"),
]
CLASSES = {
    "checkboxes": "govuk-checkboxes__input",
    "checkbox": "govuk-checkboxes__input",
    "radios": "govuk-radios__input",
}


class HouseBoundField(BoundField):
    """A field that knows its look, and where a link to its error leads."""

    @property
    def use_fieldset(self) -> bool:
        return isinstance(self.field.widget, IN_A_FIELDSET)

    @property
    def look(self) -> str:
        """The part of the design system that the widget is drawn as; "" for one we do not know."""
        return _look(self.field.widget)

    @property
    def error_target(self) -> str:
        """The id of the input that an error's link leads to; "" where nothing can be seen."""
        if self.is_hidden:
            return ""
        if isinstance(self.field.widget, CHOICES):
            return self.subwidgets[0].id_for_label if self.subwidgets else ""
        return self.id_for_label

    def build_widget_attrs(self, attrs, widget=None):
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        # The browser's own bubbles would stop a form before our sentences are seen.
        attrs.pop("required", None)
        look = _look(widget)
        if isinstance(widget, CHOICES):
            attrs.pop("aria-invalid", None)
        if look and not widget.is_hidden:
            attrs["class"] = self._classes(look, widget)
        return attrs

    def _classes(self, look: str, widget) -> str:
        classes = [CLASSES.get(look, f"govuk-{look}"), widget.attrs.get("class", "")]
        if self.errors and look not in CLASSES:
            classes.append(f"govuk-{look}--error")
        return " ".join(filter(None, classes))


class HouseRenderer(TemplatesSetting):
    """Named in the settings: the look of all forms, django-filter's included."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = HouseBoundField


def _look(widget) -> str:
    return next((look for kind, look in LOOKS if isinstance(widget, kind)), "")
