"""Posts, and who begins or stops to hold one."""

from datetime import date, timedelta

from django import forms
from django.core.validators import MaxValueValidator
from django.db.models.functions import Lower

from improvement.forms.people import WHY, WHY_HINT
from improvement.forms.widgets import DayInput, HintedRadioSelect
from improvement.models import Post, PostAlias, Tenure, User

A_DAY = timedelta(days=1)
LONGEST_NAME = 120
BEFORE_2200 = MaxValueValidator(date(2199, 12, 31), "Enter a last day before the year 2200")


def reason_field(example: str) -> forms.CharField:
    return forms.CharField(
        label=WHY,
        help_text=WHY_HINT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": f"Say why, such as “{example}”"},
    )


def name_and_email(person: User) -> str:
    """How a list tells two people of one name apart."""
    return f"{person.name}, {person.email}"


class PostForm(forms.ModelForm):
    aliases = forms.CharField(
        label="Other names in plans",
        required=False,
        help_text="One to a line: other titles and acronyms by which documents name this post.",
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )
    new_organisation = forms.CharField(
        label="Another organisation",
        max_length=LONGEST_NAME,
        required=False,
        help_text="Only when it is not in the list above.",
    )
    reason = reason_field("New structure agreed by Cabinet on 1 June 2022")

    field_order = (
        "title",
        "acronym",
        "aliases",
        "kind",
        "organisation",
        "new_organisation",
        "reports_to",
        "reason",
    )

    class Meta:
        model = Post
        fields = ("title", "acronym", "kind", "organisation", "reports_to")
        labels = {"reports_to": "Reports to", "kind": "What it is"}
        help_texts = {"acronym": "As plans print it, such as EDCS. Leave it empty where there is none."}
        widgets = {"kind": HintedRadioSelect}
        error_messages = {"title": {"required": "Enter the post’s title"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].empty_label = "Not in this list"
        reports_to = self.fields["reports_to"]
        reports_to.empty_label = "No post"
        reports_to.queryset = Post.objects.exclude(pk=self.instance.pk)
        self.fields["kind"].widget.hints = {
            Post.Kind.POST: "It says “vacant” on every day on which nobody holds it.",
            Post.Kind.BODY: "It leads actions as a whole, and nobody holds it.",
            Post.Kind.UNCONFIRMED: "The plan names a place that is still to be settled.",
        }
        if self.instance.pk:
            names = (alias.words for alias in self.instance.aliases.all())
            self.initial.setdefault("aliases", "\n".join(names))

    def clean_title(self):
        title = " ".join(self.cleaned_data["title"].split())
        if Post.objects.filter(title__iexact=title).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                f"There is a post “{title}” already. Enter another title, or edit that one."
            )
        return title

    def clean_aliases(self) -> list[str]:
        """Each line once, however it is capitalised, and none that names another post."""
        lines = {}
        for line in self.cleaned_data["aliases"].splitlines():
            if words := " ".join(line.split()):
                lines.setdefault(words.lower(), words)
        if too_long := [words for words in lines.values() if len(words) > LONGEST_NAME]:
            raise forms.ValidationError(
                f"Shorten “{too_long[0][:40]}…” to {LONGEST_NAME} characters or fewer."
            )
        taken = PostAlias.objects.annotate(lower=Lower("words")).filter(lower__in=lines.keys())
        if other := taken.exclude(post=self.instance.pk).select_related("post").first():
            raise forms.ValidationError(
                f"“{other.words}” names {other.post} already. Remove it here, or there first."
            )
        return list(lines.values())

    def clean(self):
        kept = super().clean()
        if kept.get("organisation") and kept.get("new_organisation"):
            self.add_error("new_organisation", "Choose an organisation or enter another one, not both")
        return kept


class TenureForm(forms.ModelForm):
    """Who begins to hold a post, and from when. People say the last day; the record keeps the day after."""

    last_day = forms.DateField(
        label="Last day, where it is known",
        required=False,
        widget=DayInput,
        validators=[BEFORE_2200],
        error_messages={"invalid": "Enter the last day as year, month and day, such as 2022-09-30"},
    )
    reason = reason_field("Appointed by the panel on 3 May 2022")

    class Meta:
        model = Tenure
        fields = ("person", "holder", "kind", "starts")
        labels = {
            "person": "Person",
            "holder": "Or just a name",
            "kind": "How they hold it",
            "starts": "First day",
        }
        help_texts = {
            "person": "Someone who can sign in here, and so can update the post’s actions.",
            "holder": "For somebody who does not sign in here.",
        }
        widgets = {"kind": forms.RadioSelect, "starts": DayInput}
        error_messages = {
            "starts": {
                "required": "Enter the first day",
                "invalid": "Enter the first day as year, month and day, such as 2022-05-03",
            }
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        person.queryset = User.objects.filter(is_active=True, is_system=False)
        person.empty_label = "Not in this list"
        person.label_from_instance = name_and_email
        self.fields["holder"].required = False

    def clean(self):
        kept = super().clean()
        person, holder = kept.get("person"), kept.get("holder")
        if person and holder:
            self.add_error("holder", "Choose a person or enter a name, not both")
        elif not person and not holder and "person" not in self.errors:
            self.add_error("person", "Choose a person, or enter a name below")
        starts, last_day = kept.get("starts"), kept.get("last_day")
        if starts and last_day and last_day < starts:
            self.add_error("last_day", "Enter a last day that is not before the first")
        return kept

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            person, last_day = self.cleaned_data["person"], self.cleaned_data.get("last_day")
            self.instance.holder = person.name if person else self.cleaned_data["holder"]
            self.instance.ends = last_day and last_day + A_DAY


class EndTenureForm(forms.Form):
    last_day = forms.DateField(
        label="Last day",
        widget=DayInput,
        validators=[BEFORE_2200],
        help_text="The post says “vacant” from the day after, until somebody else begins.",
        error_messages={
            "required": "Enter the last day",
            "invalid": "Enter the last day as year, month and day, such as 2022-09-30",
        },
    )
    reason = reason_field("Retired on 30 June 2022")

    @property
    def ends(self):
        """The first day on which the post is no longer held."""
        return self.cleaned_data["last_day"] + A_DAY
