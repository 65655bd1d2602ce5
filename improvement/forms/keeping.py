"""What the office enters to keep a plan: its frame, themes, actions, findings and leads."""

from django import forms

from improvement.forms.posts import reason_field
from improvement.forms.widgets import DayInput
from improvement.models import Action, Assignment, Finding, FindingLink, Plan, Post, Theme

ADDRESS_TAKEN = "Another action of this plan has this number. Enter one that no other has"
DAY = {"required": "Enter the day", "invalid": "Enter year, month and day, such as 2022-03-31"}


class ReasonForm(forms.Form):
    """A reason alone."""

    reason = reason_field("Agreed by the board on 26 May 2022")


class PlanForm(forms.ModelForm):
    """A plan's frame. Its address is given once."""

    reason = reason_field("The board asked for a plan of its own")

    class Meta:
        model = Plan
        fields = (
            "title",
            "slug",
            "framework",
            "version_label",
            "dated",
            "level_one",
            "level_two",
            "level_three",
            "quarters",
            "scheme",
            "inspection",
            "source",
        )
        labels = {
            "slug": "Address",
            "version_label": "Version",
            "dated": "Date that it bears",
            "level_one": "Top level is called",
            "level_two": "Level below it",
            "level_three": "Level below that",
            "scheme": "Ratings",
            "inspection": "Inspection that it answers",
        }
        help_texts = {
            "slug": "Small letters, figures and hyphens, such as bury-2025. It stays for good.",
            "level_one": "Part, theme, priority or recommendation.",
        }
        widgets = {"dated": DayInput}
        error_messages = {"title": {"required": "Enter the plan’s title"}, "dated": DAY}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("slug", "dated", "version_label"):
                del self.fields[name]

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug == "add":
            raise forms.ValidationError("“add” is the address of this page. Enter another.")
        return slug


class ThemeForm(forms.ModelForm):
    reason = reason_field("Wording agreed by the board on 26 May 2022")

    class Meta:
        model = Theme
        fields = ("parent", "reference", "title", "short_title", "leads_printed")
        labels = {
            "parent": "Stands under",
            "reference": "Number",
            "title": "Words",
            "short_title": "Short title, for lists",
            "leads_printed": "Leads, as the plan prints them",
        }
        help_texts = {"reference": "As printed, such as 3 or 3.2. It is unique among those beside it."}
        widgets = {"title": forms.Textarea(attrs={"rows": 3}), "leads_printed": forms.TextInput}
        error_messages = {"title": {"required": "Enter its words"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["parent"]
            return
        parents = self.instance.plan.themes.filter(withdrawn_on__isnull=True, depth__lt=3)
        self.fields["parent"].queryset = parents.order_by("position")
        self.fields["parent"].empty_label = "Nothing: it is a top one"
        self.fields["parent"].label_from_instance = lambda theme: theme.name

    def clean(self):
        kept = super().clean()
        parent, reference = kept.get("parent", self.instance.parent), kept.get("reference")
        beside = self.instance.plan.themes.filter(parent=parent, reference=reference).exclude(
            pk=self.instance.pk
        )
        if reference and beside.exists():
            self.add_error("reference", f"There is a {reference} beside it already. Enter another number")
        return kept


class ActionForm(forms.ModelForm):
    reason = reason_field("Wording agreed by the board on 26 May 2022")

    class Meta:
        model = Action
        fields = ("theme", "reference", "address", "title", "words", "impact", "measures", "links_printed")
        labels = {
            "theme": "Stands under",
            "reference": "Number, as printed",
            "address": "Number in the plan",
            "title": "Short title, for lists",
            "impact": "What it means for children and families",
            "measures": "How its impact is measured",
            "links_printed": "Links and dependencies, in words",
        }
        help_texts = {
            "address": "Unique in the plan, and in links: 1a where the plan prints a) under 1.",
            "words": "A line that opens with “- ” is a step.",
        }
        widgets = {
            "words": forms.Textarea(attrs={"rows": 5}),
            "impact": forms.Textarea(attrs={"rows": 3}),
            "measures": forms.Textarea(attrs={"rows": 3}),
            "links_printed": forms.TextInput,
        }
        error_messages = {
            "title": {"required": "Enter a short title"},
            "words": {"required": "Enter what is to be done"},
            "theme": {"required": "Choose what it stands under"},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        themes = self.instance.plan.themes.filter(withdrawn_on__isnull=True)
        self.fields["theme"].queryset = themes.order_by("position")
        self.fields["theme"].label_from_instance = lambda theme: theme.name
        if self.instance.pk:
            for name in ("theme", "address"):
                del self.fields[name]

    def clean_address(self):
        address = self.cleaned_data["address"]
        if self.instance.plan.actions.filter(address__iexact=address).exists():
            raise forms.ValidationError(ADDRESS_TAKEN)
        if not address.replace(".", "").replace("-", "").isalnum():
            raise forms.ValidationError("Use letters, figures, full stops and hyphens, such as 3.2a")
        return address


class FindingForm(forms.ModelForm):
    reason = reason_field("Ofsted’s letter of 9 June 2022")

    class Meta:
        model = Finding
        fields = ("reference", "kind", "short_title", "words", "place", "responsible_body", "response")
        labels = {
            "reference": "Number",
            "words": "The inspectors’ own words",
            "response": "The body’s answer",
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}
        error_messages = {"words": {"required": "Enter the finding in the report’s words"}}


class LeadsForm(forms.Form):
    """One accountable post, and any that are joint or support it."""

    accountable = forms.ModelChoiceField(
        Post.objects.all(), label="Accountable lead", required=False, empty_label="Nobody yet"
    )
    joint = forms.ModelMultipleChoiceField(
        Post.objects.all(), label="Jointly accountable", required=False, widget=forms.CheckboxSelectMultiple
    )
    supporting = forms.ModelMultipleChoiceField(
        Post.objects.all(), label="Supporting", required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = reason_field("Handed over on 1 June 2022")

    def wanted(self) -> list[tuple[str, Post]]:
        said, role = self.cleaned_data, Assignment.Role
        first = [(role.ACCOUNTABLE, said["accountable"])] if said["accountable"] else []
        return [
            *first,
            *((role.JOINT, post) for post in said["joint"]),
            *((role.SUPPORTING, post) for post in said["supporting"]),
        ]


class ClaimsForm(forms.Form):
    """How strongly an action claims each finding of its plan."""

    reason = reason_field("Read again with the inspectors’ letter")

    def __init__(self, *args, findings, **kwargs):
        super().__init__(*args, **kwargs)
        self.findings = {f"finding_{finding.pk}": finding for finding in findings}
        choices = [("", "Does not answer it"), *FindingLink.Strength.choices]
        for name, finding in self.findings.items():
            label = f"{finding.reference}. {finding.short_title}"
            self.fields[name] = forms.ChoiceField(choices=choices, label=label, required=False)
        self.order_fields([*self.findings, "reason"])

    def wanted(self) -> dict[Finding, str]:
        said = self.cleaned_data
        return {finding: said[name] for name, finding in self.findings.items() if said[name]}


class MergeForm(forms.Form):
    """Another action, of this plan or another that the person reads."""

    into = forms.CharField(
        label="Becomes part of",
        help_text="Its number, such as 6.5, or another plan’s address and the number: bury-2021 1.4.",
        error_messages={"required": "Enter the number of the action that it becomes part of"},
    )
    reason = reason_field("The same words stand on both")

    def __init__(self, *args, plan, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.plans = plan, plans

    def clean_into(self):
        slug, _, address = self.cleaned_data["into"].strip().rpartition(" ")
        plans = self.plans.filter(slug=slug) if slug else self.plans.filter(pk=self.plan.pk)
        action = Action.objects.filter(plan__in=plans, address__iexact=address).first()
        if action is None:
            raise forms.ValidationError(
                f"There is no action “{self.cleaned_data['into']}” that you may read. Enter its number."
            )
        return action
