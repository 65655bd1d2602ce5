"""What the record calls each kind of object, in plain words."""

from django.apps import apps

# Where the model's own name would puzzle a reader. The others are called what their models are called.
WORDS = {
    "improvement.user": "Person",
    "improvement.rolegrant": "Role of a person",
    "improvement.planreader": "Plan shared",
    "improvement.postalias": "Other name of a post",
    "improvement.tenure": "Holder of a post",
    "improvement.theme": "Theme or priority",
    "improvement.assignment": "Lead of an action",
    "improvement.findinglink": "Finding answered",
    "improvement.reminderrefusal": "Reminder not wanted",
    "improvement.step": "Step of an action",
}


def words_for(label: str) -> str:
    """The kind of a record entry: its model's label in plain words, also when the model is no more."""
    if label in WORDS:
        return WORDS[label]
    try:
        name = str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label
    return name[:1].upper() + name[1:]


def all_kinds() -> list[tuple[str, str]]:
    """Every kind that the record can hold, as label and words, in the order of the words."""
    labels = [model._meta.label_lower for model in apps.get_models() if hasattr(model, "history")]
    return sorted(((label, words_for(label)) for label in labels), key=lambda kind: kind[1].lower())
