"""A visit bundle's entries: what was found, promised, claimed, said, moved and shown, as one thread."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from improvement.actions import story as action_story
from improvement.actions.story import StoryItem, story_of
from improvement.bundle.rows import BundleRows
from improvement.bundle.subject import Subject
from improvement.models import FindingLink, Plan
from improvement.ratings import Code

# What an entry tells; things of one day and one action are told in this order.
FOUND, ENTERED, CLAIMED, SAID, MOVED, SHOWN, PASSED, TAKEN_OUT = range(8)
OF_STORY = {
    action_story.PROMISED: SAID,
    action_story.SAID: SAID,
    action_story.MOVED: MOVED,
    action_story.PASSED: PASSED,
}


@dataclass(frozen=True)
class Entry:
    """One thing that happened on one day, with the action that it happened to, if it did to one.

    `findings` are shown in the inspectors' own words; `evidence` carries its title, address and SHA-256.
    """

    kind: int
    item: StoryItem
    action: object | None = None
    findings: list = field(default_factory=list)
    evidence: object | None = None

    @property
    def is_entering(self) -> bool:
        return self.kind == ENTERED


def entries_of(plan: Plan, subject: Subject, rows: BundleRows, until: date) -> list[Entry]:
    """Everything until a day, oldest first; of one day the reports, then action by action."""
    found = [*_reports(plan, rows.findings)]
    for action in rows.actions:
        found += _of_action(plan, subject, rows, action, until)
    place = {action.id: number for number, action in enumerate(rows.actions, start=1)}
    return sorted(found, key=lambda entry: (entry.item.day, place.get(_id(entry), 0), entry.kind))


def _id(entry: Entry) -> int | None:
    return entry.action.id if entry.action else None


def _reports(plan: Plan, findings: list) -> Iterator[Entry]:
    """One entry for each report that the findings stand in, or for the plan that lists its own sources."""
    inspections = {finding.inspection_id: finding.inspection for finding in findings}
    for key, inspection in inspections.items():
        those = [finding for finding in findings if finding.inspection_id == key]
        if inspection is None:
            yield Entry(FOUND, StoryItem(plan.dated, FOUND, opening="The plan lists:"), findings=those)
            continue
        day = inspection.published or inspection.ends
        opening = f"{'Published' if inspection.published else 'Inspected'} by {inspection.inspectorate}:"
        yield Entry(FOUND, StoryItem(day, FOUND, opening=opening, note=inspection.title), findings=those)


def _of_action(plan: Plan, subject: Subject, rows: BundleRows, action, until: date) -> list[Entry]:
    """An action's entries, as long as it claims the finding."""
    entered = rows.entered[action.id]
    claims = rows.claims[action.id]
    claiming = list(_claiming(subject, claims, action))
    # As a rule a claim comes in with its action, and one entry tells both.
    at_once = claiming.pop(0).item.opening if claiming and claiming[0].item.day <= entered else ""
    entries = [
        Entry(ENTERED, _entering(rows, action, entered, at_once), action),
        *claiming,
        *_story(plan, rows, action, until),
        *_shown(rows.evidence[action.id], action),
    ]
    if action.withdrawn_on:
        item = StoryItem(
            action.withdrawn_on, 0, opening="Taken out of the plan.", text=action.withdrawn_because
        )
        entries.append(Entry(TAKEN_OUT, item, action))
    gone = claims[-1].withdrawn_on if claims else None
    return [entry for entry in entries if gone is None or entry.item.day <= gone]


def _entering(rows: BundleRows, action, entered: date, at_once: str) -> StoryItem:
    leading = [
        assignment.post.short_name
        for assignment in rows.leads[action.id]
        if assignment.starts <= entered and (assignment.ends is None or assignment.ends > entered)
    ]
    first = next(iter(rows.deadlines[action.id]), None)
    printed = f"“{first.words}”" if first and first.words else "none printed"
    lead = " and ".join(leading) or "none"
    return StoryItem(
        entered,
        ENTERED,
        opening=f"Enters the plan. {at_once}".rstrip(),
        text=action.words,
        note=f"Lead: {lead}. Deadline: {printed}.",
    )


def _claiming(subject: Subject, claims: list, action) -> Iterator[Entry]:
    """What became of its claim to answer the finding: made, made primary, taken back."""
    strength = None
    for claim in claims:
        day = timezone.localdate(claim.history_date)
        if claim.withdrawn_on:
            words = f"No longer claims finding {subject.value}."
            item = StoryItem(claim.withdrawn_on, 0, opening=words, text=claim.withdrawn_because)
            strength = None
        elif claim.strength != strength:
            strength = claim.strength
            primary = strength == FindingLink.Strength.PRIMARY
            words = "Primary action on" if primary else "Contributes to"
            item = StoryItem(day, 0, opening=f"{words} finding {subject.value}.")
        else:
            continue
        yield Entry(CLAIMED, item, action)


def _story(plan: Plan, rows: BundleRows, action, until: date) -> Iterator[Entry]:
    """Updates with ratings, moves of its deadline and deadlines that passed, as its own page tells them."""
    updates, deadlines = rows.updates[action.id], rows.deadlines[action.id]
    newest = updates[-1].rating if updates else None
    is_complete = newest is not None and newest.code == Code.COMPLETE
    for item in story_of(plan, [], updates, deadlines, [], until, is_complete):
        yield Entry(OF_STORY[item.rank], item, action)


def _shown(evidence: list, action) -> Iterator[Entry]:
    for piece in evidence:
        item = StoryItem(piece.added_on, 0, opening="Evidence added.", is_illustrative=piece.is_illustrative)
        yield Entry(SHOWN, item, action, evidence=piece)
