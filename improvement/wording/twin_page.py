"""Actions that say the same, and sentences that stand on several: what a person should merge, or know."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from django.db.models import F

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.deadlines.words import reading_words
from improvement.models import Action, Dependency, Plan, ProgressUpdate
from improvement.posts import post_state
from improvement.wording.copied_sentences import copied_sentences
from improvement.wording.twins import TwinGroup, twins

# What one page can show and one request can compare; the page says where something was left out.
MOST_GROUPS = 40
MOST_MEMBERS = 12
MOST_SENTENCES = 60
MOST_COMPARED = 4000

# How a link to a twin opens.
SAME = "Same action as"

TEXTS = {
    "words": "In what is to be done",
    "impact": "In what it means for children and families",
    "measures": "In how its impact will be measured",
    "progress": "In the progress said last",
    "printed": "In the progress that the plan prints",
}


@dataclass(frozen=True)
class Twin:
    """One action of a group, with what may differ from its twins."""

    id: int
    plan: str
    plan_title: str
    address: str
    title: str
    words: str
    code: str | None
    rating: str
    lead: str
    lead_state: str
    lead_covered: str
    deadline: str
    reading: str


@dataclass(frozen=True)
class Twins:
    """Actions that say the same or nearly. `percent` is how like the least like one is; `links` lead from one
    to another; `more` counts members that are not shown."""

    members: list[Twin]
    is_same: bool
    percent: int
    links: list[str]
    more: int

    @property
    def is_settled(self) -> bool:
        """Whether somebody has said that it is shown in two places on purpose."""
        return any(SAME in words for words in self.links)

    @property
    def differ(self) -> list[str]:
        """Which facts the twins do not share."""
        facts = {
            "rating": {twin.rating for twin in self.members},
            "lead": {twin.lead for twin in self.members},
            "deadline": {twin.reading for twin in self.members},
        }
        return [name for name, values in facts.items() if len(values) > 1]

    @property
    def others(self) -> list[tuple[Twin, Twin]]:
        """Each member after the first, with the first."""
        return [(twin, self.members[0]) for twin in self.members[1:]]


@dataclass(frozen=True)
class Copied:
    """One sentence and the addresses of the actions on which it stands."""

    words: str
    addresses: list[str]


@dataclass(frozen=True)
class TwinPage:
    """`compared` counts the actions of other plans that were looked at, `left_out` those that were too many."""

    groups: list[Twins]
    more_groups: int
    copied: list[tuple[str, list[Copied], int]]
    compared: int
    left_out: bool


def twin_page(plan: Plan, when: AsAt, *, plans=None) -> TwinPage:
    """A plan's twins, among its own actions and those of `plans`; sentences copied within it. Five queries."""
    own = {row["id"]: row for row in _texts(plan, when)}
    others = _others(plan, when, plans) if plans is not None else {}
    compared = dict(list(others.items())[:MOST_COMPARED])
    found = twins({**{key: row["words"] for key, row in own.items()}, **compared})
    ours = [group for group in found if any(member in own for member in group.members)]
    return TwinPage(
        groups=_groups(ours[:MOST_GROUPS], own, when),
        more_groups=max(len(ours) - MOST_GROUPS, 0),
        copied=list(_copied(own, [set(group.members) for group in ours])),
        compared=len(compared),
        left_out=len(others) > MOST_COMPARED,
    )


def _texts(plan: Plan, when: AsAt) -> list[dict]:
    """What each action says: its own cells, what the plan prints of its progress, what was said last."""
    rows = then.in_force(Action, when).filter(plan_id=plan.pk).order_by("position")
    columns = ("id", "address", "words", "impact", "measures", "current_update_id")
    texts = list(rows.values(*columns, progress=F("current_update__narrative")))
    said = ProgressUpdate.objects.filter(action__plan=plan, is_printed=True, said_on__lte=when.day)
    printed = {
        action: (update, words) for update, action, words in said.values_list("id", "action", "narrative")
    }
    for row in texts:
        update, row["printed"] = printed.get(row["id"], (None, ""))
        if update == row["current_update_id"]:
            row["progress"] = ""
    return texts


def _others(plan: Plan, when: AsAt, plans) -> dict[int, str]:
    """The words of other plans' actions, the newest plan's first, one more than can be compared."""
    begun = plans.exclude(pk=plan.pk).begun_by(when.moment).order_by()
    rows = then.in_force(Action, when).filter(plan_id__in=begun.values("pk"))
    return dict(
        rows.order_by("-plan__dated", "plan_id", "position").values_list("id", "words")[: MOST_COMPARED + 1]
    )


def _groups(found: list[TwinGroup], own: Mapping, when: AsAt) -> list[Twins]:
    shown = [_own_first(group.members, own)[:MOST_MEMBERS] for group in found]
    members = _members(set(chain.from_iterable(shown)), when)
    links = _links(set(members), when)
    return [
        Twins(
            members=[members[key] for key in keys],
            is_same=group.is_same,
            percent=int(group.likeness * 100),
            links=[words for one, other, words in links if {one, other} <= set(keys)],
            more=len(group.members) - len(keys),
        )
        for group, keys in zip(found, shown, strict=True)
    ]


def _own_first(keys: Iterable[int], own: Mapping) -> list[int]:
    return sorted(keys, key=lambda key: key not in own)


def _members(keys: set[int], when: AsAt) -> dict[int, Twin]:
    rows = then.rows(Action, when).filter(id__in=keys).order_by().annotate(**then.lead_columns(when))
    columns = (
        "id",
        "address",
        "title",
        "words",
        "due",
        "lead_title",
        "lead_acronym",
        "lead_kind",
        "lead_held",
        "lead_covered",
    )
    facts = {
        "plan_slug": F("plan__slug"),
        "plan_title": F("plan__title"),
        "code": F("current_rating__code"),
        "rating": F("current_rating__label"),
        "deadline": F("current_deadline__words"),
        "kind": F("current_deadline__kind"),
        "starts": F("current_deadline__starts"),
        "condition": F("current_deadline__condition"),
    }
    return {row["id"]: _twin(row) for row in rows.values(*columns, **facts)}


def _twin(row: dict) -> Twin:
    return Twin(
        id=row["id"],
        plan=row["plan_slug"],
        plan_title=row["plan_title"],
        address=row["address"],
        title=row["title"],
        words=row["words"],
        code=row["code"],
        rating=row["rating"] or "",
        lead=row["lead_acronym"] or row["lead_title"] or "No lead",
        lead_state=post_state(row["lead_kind"], row["lead_held"]),
        lead_covered=row["lead_covered"] or "",
        deadline=row["deadline"] or "",
        reading=reading_words(row["kind"], row["starts"], row["due"], row["condition"] or "")
        if row["kind"]
        else "",
    )


def _links(members: set[int], when: AsAt) -> list[tuple[int, int, str]]:
    """Links between members: from, to, and in words."""
    rows = then.in_force(Dependency, when).filter(action_id__in=members, to_action_id__in=members)
    columns = ("action_id", "to_action_id", "kind", "words", "action__address")
    return [
        (one, other, f"{address} {Dependency.Kind(kind).label} “{words}”")
        for one, other, kind, words, address in rows.order_by("id").values_list(*columns)
    ]


def _copied(own: Mapping[int, dict], groups: list[set[int]]) -> Iterator[tuple[str, list[Copied], int]]:
    """Copied sentences by the cell they stand in. What twins share goes without saying."""
    for name, heading in TEXTS.items():
        copied = copied_sentences({key: row[name] or "" for key, row in own.items()})
        found = [one for one in copied if not any(group.issuperset(one.keys) for group in groups)]
        shown = [
            Copied(one.words, [own[key]["address"] for key in one.keys]) for one in found[:MOST_SENTENCES]
        ]
        if shown:
            yield heading, shown, len(found) - len(shown)
