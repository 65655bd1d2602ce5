"""Adding evidence, alone or with an update, and withdrawing it."""

from datetime import date

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from improvement.forms.days import Day
from improvement.forms.kept import KeptForm
from improvement.services.attachments import Attachment, reason_not_to_date
from improvement.uploads import KINDS, KINDS_IN_WORDS, SAMPLE_BYTES, reason_not_to_take
from improvement.web_links import reason_not_to_link

NO_UNSEEN = {"null_characters_not_allowed": "Take out the characters that cannot be seen"}


class AttachmentForm(KeptForm):
    """A file, a link, or both, and a title."""

    file = forms.FileField(
        required=False,
        allow_empty_file=True,  # Our own sentence says what to do about it.
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in KINDS)}),
    )
    link = forms.CharField(
        required=False,
        label="Or a link",
        help_text="The whole address, beginning with https://",
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false", "autocomplete": "off"}),
        error_messages=NO_UNSEEN,
    )
    title = forms.CharField(
        required=False,
        max_length=200,
        label="What it shows",
        help_text="Its title in lists. Without one, the file’s name or the address is used.",
        error_messages={"max_length": "Shorten the title to 200 characters", **NO_UNSEEN},
    )

    dated = Day(
        label="The day that it tells of",
        help_text="Where that is another than today: the day of the audit, the visit, the minutes.",
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        most = settings.EVIDENCE_MAX_MEGABYTES
        self.fields["file"].help_text = f"{KINDS_IN_WORDS}, at most {most} MB"

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload:
            sample = upload.read(SAMPLE_BYTES)
            upload.seek(0)
            most = settings.EVIDENCE_MAX_MEGABYTES
            if refusal := reason_not_to_take(upload.name, upload.size, sample, most_megabytes=most):
                raise ValidationError(refusal)
        return upload

    def clean_link(self):
        link = self.cleaned_data["link"]
        if refusal := link and reason_not_to_link(link):
            raise ValidationError(refusal)
        return link

    def clean_dated(self):
        dated = self.cleaned_data["dated"]
        if refusal := reason_not_to_date(dated, self.today):
            raise ValidationError(refusal)
        return dated

    def clean(self):
        sent = super().clean()
        if sent.get("dated") and not sent.get("title") and not self.has_attachment():
            self.add_error("dated", "Choose a file or enter a link to go with this day")
        if sent.get("title") and not self.has_attachment():
            self.add_error("title", "Choose a file or enter a link to go with this title")
        return sent

    def has_attachment(self) -> bool:
        """Whether a file or link was sent, be it a good one or not."""
        return any(self.cleaned_data.get(name) or name in self.errors for name in ("file", "link"))

    def attached(self) -> list[Attachment]:
        """What was sent, ready to be kept."""
        sent, found = self.cleaned_data, []
        if sent["file"]:
            found.append(Attachment(title=sent["title"], upload=sent["file"], dated=sent["dated"]))
        if sent["link"]:
            found.append(Attachment(title=sent["title"], url=sent["link"], dated=sent["dated"]))
        return found


class EvidenceForm(AttachmentForm):
    """Evidence added by itself."""

    def clean(self):
        sent = super().clean()
        if not self.has_attachment() and not sent.get("title") and not sent.get("dated"):
            self.add_error("file", "Choose a file, or enter a link")
        return sent


class WithdrawForm(KeptForm):
    """Why evidence is withdrawn: kept for good, unlike the evidence."""

    because = forms.CharField(
        label="Why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept in the audit trail for good, so name no child and no family.",
        error_messages={
            "required": "Say why, such as “It names a child”",
            "max_length": "Shorten this to 500 characters",
            **NO_UNSEEN,
        },
    )
