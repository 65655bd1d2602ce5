"""Where a search looks: each kind of row, its columns, and how a row found is named."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce

from improvement.models import Action, Finding, Outcome, Plan, ProgressUpdate, Theme, User
from improvement.services import evidence


@dataclass(frozen=True)
class Source:
    """One kind of row that can be found, of plans given by their ids, for a person on a day.

    `columns`: each column searched, the one that counts most first, and what its words are called where they
    stand beneath the row's name ("": they are the name). `names`: where a row keeps what every row found shows.
    `order`: how rows follow each other after their nearness, or instead of it where the newest come first.
    """

    kind: str
    one: str
    many: str
    columns: dict[str, str]
    names: dict[str, str]
    rows: Callable[[Collection[int], User, date], QuerySet]
    order: tuple[str, ...] = ("-nearness", "position", "pk")

    @property
    def plan(self) -> str:
        """Where a row keeps its plan's id."""
        return self.names["plan"]

    @property
    def shown(self) -> list[str]:
        """Every column that a row found is read with, each once."""
        return list(dict.fromkeys(["pk", *self.names.values(), *self.columns]))


def _plans(plans, by, on):
    return Plan.objects.filter(pk__in=plans)


def _actions(plans, by, on):
    return Action.objects.filter(plan__in=plans, withdrawn_on__isnull=True)


def _progress(plans, by, on):
    return ProgressUpdate.objects.filter(action__plan__in=plans, action__withdrawn_on__isnull=True)


def _outcomes(plans, by, on):
    """Each leads to the first action that is to bring it about."""
    first = Action.objects.filter(outcome=OuterRef("pk"), withdrawn_on__isnull=True).order_by("position")
    return Outcome.objects.filter(plan__in=plans, withdrawn_on__isnull=True).annotate(
        first_reference=Coalesce(Subquery(first.values("reference")[:1]), Value("")),
        first_address=Coalesce(Subquery(first.values("address")[:1]), Value("")),
    )


def _themes(plans, by, on):
    """A theme leads to the actions directly under it; the list of actions can be asked for those with a reference."""
    own = Action.objects.filter(theme=OuterRef("pk"), withdrawn_on__isnull=True).order_by()
    number = When(Exists(own) & ~Q(reference=""), then=Cast("pk", CharField()))
    return Theme.objects.filter(plan__in=plans, withdrawn_on__isnull=True).annotate(
        number=Case(number, default=Value(""), output_field=CharField())
    )


def _findings(plans, by, on):
    """A finding of an inspection belongs to every plan that answers the inspection."""
    found = Finding.objects.filter(withdrawn_on__isnull=True)
    in_plan = Coalesce("listed_in_id", "inspection__plans__id")
    return found.annotate(in_plan=in_plan).filter(in_plan__in=plans)


def _evidence(plans, by, on):
    """What was withdrawn has no title left to be found by; nothing of it is asked for either."""
    return evidence.readable(by=by, on=on).filter(
        action__plan__in=plans, action__withdrawn_on__isnull=True, withdrawn_on__isnull=True
    )


PLANS = Source(
    "plan",
    "plan’s title",
    "plans’ titles",
    {"title": ""},
    {"plan": "pk", "title": "title"},
    _plans,
    order=("-nearness", "pk"),
)
ACTIONS = Source(
    "action",
    "action",
    "actions",
    {"title": "", "reference": "", "words": "Action", "impact": "Impact", "measures": "Measures"},
    {"plan": "plan_id", "reference": "reference", "title": "title", "address": "address"},
    _actions,
)
PROGRESS = Source(
    "progress",
    "progress update",
    "progress updates",
    {"narrative": "Progress", "reason": "Why", "recovery": "Way back"},
    {
        "plan": "action__plan_id",
        "reference": "action__reference",
        "title": "action__title",
        "address": "action__address",
        "day": "said_on",
        "by": "author_name",
        "is_illustrative": "is_illustrative",
    },
    _progress,
    order=("-said_on", "-pk"),
)
OUTCOMES = Source(
    "outcome",
    "desired outcome",
    "desired outcomes",
    {"words": ""},
    {"plan": "plan_id", "reference": "first_reference", "title": "words", "address": "first_address"},
    _outcomes,
)
THEMES = Source(
    "theme",
    "theme or priority",
    "themes and priorities",
    {"short_title": "", "title": "In full"},
    {
        "plan": "plan_id",
        "reference": "reference",
        "title": "short_title",
        "full_title": "title",
        "address": "number",
    },
    _themes,
)
FINDINGS = Source(
    "finding",
    "finding",
    "findings",
    {"short_title": "", "words": "In full"},
    {"plan": "in_plan", "reference": "reference", "title": "short_title"},
    _findings,
)
EVIDENCE = Source(
    "evidence",
    "piece of evidence",
    "pieces of evidence",
    {"title": ""},
    {
        "plan": "action__plan_id",
        "reference": "action__reference",
        "title": "title",
        "address": "action__address",
        "day": "added_on",
        "is_illustrative": "is_illustrative",
    },
    _evidence,
    order=("-added_on", "-pk"),
)
SOURCES = [PLANS, ACTIONS, PROGRESS, OUTCOMES, THEMES, FINDINGS, EVIDENCE]
BY_KIND = {source.kind: source for source in SOURCES}
