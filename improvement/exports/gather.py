"""Gathering a whole plan as at a day, in a fixed number of queries, for PDF and workbook alike."""

from collections import Counter
from datetime import datetime

from django.utils import timezone

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.deadlines.words import day_in_words
from improvement.exports import columns
from improvement.exports.document import FindingShown, Part, PlanDocument, PrintedAction, Priority, RecordHead
from improvement.exports.passages import passages_of
from improvement.exports.short_forms import terms_needed
from improvement.glossary.page import terms_on
from improvement.models import Finding, Plan, Theme
from improvement.models.findings import findings_of
from improvement.record.ledger import head
from improvement.standing import Standing, standing


def reason_not_to_export(plan: Plan, when: AsAt) -> str:
    """Why there is no plan to export as at a day, or nothing. Two queries at most."""
    if when.day < plan.dated and when.day < (begins := then.first_dated(plan)):
        return (
            f"The plan is dated {day_in_words(begins)}, so there is nothing of it as at "
            f"{day_in_words(when.day)}. Choose that date or a later one."
        )
    if not then.rows(Plan, when).filter(id=plan.pk).exists():
        return f"Nothing of the plan had been entered by {day_in_words(when.day)}. Choose a later date."
    return ""


def gather(plan: Plan, when: AsAt, *, made_at: datetime) -> PlanDocument:
    """The plan as it stood on a day. Twenty-four queries, however many actions it has.

    `plan` comes with its scheme and inspection selected. Everything is of the day except the record's head,
    which is always the newest: it says how far the record reached when the document was made.
    """
    frame = then.frame_of(plan, when)
    stands = standing(plan, when)
    rows = columns.actions_of(plan, when)
    parts = _parts(plan, when, rows, stands)
    newest = head()
    return PlanDocument(
        slug=plan.slug,
        title=frame["title"],
        version=frame["version_label"],
        dated=frame["dated"],
        begins=frame["begins"],
        source=frame["source"],
        illustrative_note=frame["illustrative_note"],
        priority_word=plan.deepest_level,
        day=when.day,
        made_at=timezone.localtime(made_at),
        standing=stands,
        parts=parts,
        findings=_findings(plan, when, rows, stands),
        passages=passages_of(plan, when),
        head=newest and RecordHead(newest.number, newest.hash),
        glossary=terms_needed(terms_on(when), _words(parts)),
    )


def _parts(plan: Plan, when: AsAt, rows: list[columns.Row], stands: Standing) -> list[Part]:
    """The tree as printed: each run of priorities under the branches above them."""
    themes = {
        row["id"]: row
        for row in then.in_force(Theme, when)
        .filter(plan_id=plan.pk)
        .order_by("position")
        .values("id", "parent_id", "reference", "title", "short_title", "leads_printed")
    }
    parts: list[Part] = []
    for key, theme in themes.items():
        actions = [row.action for row in rows if row.theme_id == key]
        if not actions:
            continue
        title = " – ".join(_titles_above(theme, themes))
        if not parts or parts[-1].title != title:
            above = themes.get(theme["parent_id"]) or {"title": "", "leads_printed": ""}
            parts.append(
                Part(f"part-{len(parts) + 1}", title, above["title"], above["leads_printed"], priorities=[])
            )
        parts[-1].priorities.append(_priority(theme, actions, stands))
    return parts


def _words(parts: list[Part]) -> str:
    """Everything that people wrote about the actions, in one text."""
    written = []
    for priority in (priority for part in parts for priority in part.priorities):
        written.append(priority.title)
        for action in priority.actions:
            posts = [lead.name for lead in [*action.leads, *action.supporting]]
            written += [
                action.words,
                action.effect,
                action.links,
                action.deadline.words,
                action.deadline.reading,
                *posts,
            ]
            if said := action.said:
                written += [said.narrative, said.reason, said.recovery, said.forecast, said.by]
    return "\n".join(written)


def _titles_above(theme: dict, themes: dict) -> list[str]:
    """The titles of the branches above one, the topmost first; short ones, to spare the reader capitals."""
    above, titles = themes.get(theme["parent_id"]), []
    while above:
        titles.insert(0, _numbered(above, above["short_title"] or above["title"]))
        above = themes.get(above["parent_id"])
    return titles


def _priority(theme: dict, actions: list[PrintedAction], stands: Standing) -> Priority:
    number = Counter((action.code, action.label) for action in actions)
    shown = [(count.code, count.label) for count in [*stands.counts, stands.not_rated]]
    return Priority(
        key=f"theme-{theme['id']}-actions",
        reference=theme["reference"],
        title=_numbered(theme, theme["title"]),
        name=_numbered(theme, theme["short_title"] or theme["title"]),
        leads=theme["leads_printed"],
        actions=actions,
        counts=[(*one, number[one]) for one in shown if number[one]],
    )


def _numbered(theme: dict, title: str) -> str:
    return f"{theme['reference']}. {title}" if theme["reference"] else title


def _findings(plan: Plan, when: AsAt, rows: list[columns.Row], stands: Standing) -> list[FindingShown]:
    """Each finding with the actions that claim it, in the order of the standing."""
    places = dict(then.in_force(Finding, when).filter(findings_of(plan)).values_list("reference", "place"))
    return [
        FindingShown(
            coverage=coverage,
            place=places.get(coverage.reference, ""),
            primary=[row.action.address for row in rows if coverage.reference in row.primary],
            contributing=[row.action.address for row in rows if coverage.reference in row.contributing],
        )
        for coverage in stands.findings
    ]
