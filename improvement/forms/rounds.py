"""Opening an update round, and moving the day on which it closes."""

from datetime import date

from django import forms

from improvement.forms.few_words import Day, few_words
from improvement.forms.posts import reason_field
from improvement.models import Plan, UpdateRound

LONGEST_TITLE = 60


class RoundForm(forms.Form):
    """A new round: its month as its name, and the spell in which leads bring their actions up to date."""

    title = few_words(
        "Name", LONGEST_TITLE, required="Enter a name, such as July 2022", help_text="Its month: July 2022."
    )
    opens = Day(label="Opens on", required="Enter the day on which it opens")
    closes = Day(
        label="Closes on",
        required="Enter the day on which it closes",
        help_text="The last day on which updates are asked for: before the board’s papers are due.",
    )

    def __init__(self, *args, plan: Plan, today: date, **kwargs):
        kwargs["initial"] = {"title": _free_month(plan, today), "opens": today} | (
            kwargs.get("initial") or {}
        )
        super().__init__(*args, **kwargs)
        self.plan = plan

    def clean_title(self):
        title = " ".join(self.cleaned_data["title"].split())
        if self.plan.rounds.filter(title__iexact=title).exists():
            raise forms.ValidationError(
                f"This plan has a round “{title}” already. Give this one another name"
            )
        return title

    def clean(self):
        sent = super().clean()
        if sent.get("opens") and sent.get("closes") and sent["closes"] < sent["opens"]:
            self.add_error("closes", "It closes on the day it opens or later. Enter a later day")
        return sent


def _free_month(plan: Plan, today: date) -> str:
    """This month's name, or the next that no round of the plan bears."""
    taken = set(plan.rounds.values_list("title", flat=True))
    month = today.replace(day=1)
    while (title := f"{month:%B %Y}") in taken:
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return title


class ClosingForm(forms.Form):
    """Another closing day for a round that is open."""

    closes = Day(label="Closes on", required="Enter the day on which it closes")
    reason = reason_field("The board meets a week later")

    def __init__(self, *args, round: UpdateRound, **kwargs):
        kwargs["initial"] = {"closes": round.closes} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
