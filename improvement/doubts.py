"""What about a plan's printed words was read with doubt, gathered for a person to settle."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import CharField, F, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, NullIf

from improvement.models import (
    Action,
    Assignment,
    Cost,
    Deadline,
    Dependency,
    Finding,
    FindingLink,
    Milestone,
    NarrativePoint,
    NarrativeUpdate,
    Outcome,
    Phase,
    Plan,
    Theme,
)


@dataclass(frozen=True)
class Doubt:
    """One doubtful reading: about what, on which actions (none where it is of the plan as a whole), the words as
    printed where they are the same for all, and why they are doubtful."""

    about: str
    actions: tuple[str, ...]
    printed: str
    reason: str


def doubts(plan: Plan) -> list[Doubt]:
    """Every doubt of a plan: those of the plan as a whole, then in the order of its actions. Twelve queries."""
    return [*_of_the_plan(plan), *_of_actions(plan)]


def _of_the_plan(plan: Plan) -> Iterator[Doubt]:
    places = [
        (plan.level_one, Theme.objects.filter(plan=plan), "reference", "title"),
        ("finding", Finding.objects.of(plan), "reference", "words"),
        ("phase", Phase.objects.filter(plan=plan), None, "title"),
        ("milestone", Milestone.objects.filter(plan=plan), "reference", "words"),
        ("update of the whole plan", NarrativeUpdate.objects.filter(plan=plan), None, "title"),
        ("update of the whole plan", NarrativePoint.objects.filter(narrative__plan=plan), None, "words"),
    ]
    for noun, rows, reference, printed in places:
        number = F(reference) if reference else Value("", output_field=CharField())
        for which, words, reason in rows.exclude(doubt="").values_list(number, printed, "doubt"):
            yield Doubt(f"{noun} {which}".strip(), (), words, reason)


def _of_actions(plan: Plan) -> list[Doubt]:
    """The same doubt on several actions is one doubt."""
    found: dict[tuple, list] = {}
    rows = sorted(row for about, rows in _readings(plan) for row in _read(about, rows))
    for _, about, address, printed, reason in rows:
        found.setdefault((about, reason), []).append((address, printed))
    return [
        Doubt(
            about,
            tuple(dict.fromkeys(address for address, _ in places)),
            places[0][1] if len({printed for _, printed in places}) == 1 else "",
            reason,
        )
        for (about, reason), places in found.items()
    ]


def _readings(plan: Plan) -> list[tuple[str, QuerySet]]:
    actions = Action.objects.filter(plan=plan).annotate(
        to=F("address"), at=F("position"), printed=F("title"), why=F("doubt")
    )
    lead = Coalesce(
        NullIf("action__leads_printed", Value("")),
        "action__printed_lead__words",
        NullIf("action__theme__leads_printed", Value("")),
        "action__theme__parent__leads_printed",
        Value(""),
        output_field=TextField(),
    )
    outcomes = Outcome.objects.filter(plan=plan, actions__isnull=False)
    links = FindingLink.objects.filter(action__plan=plan).order_by()
    leads = Assignment.objects.filter(action__plan=plan, ends__isnull=True)
    dates = Deadline.objects.filter(action__plan=plan, pk=F("action__current_deadline"))
    costs = Cost.objects.filter(plan=plan, action__isnull=False)
    return [
        ("words", actions),
        ("finding links", _of(links, F("action__findings_printed"), "doubt")),
        (
            "link",
            _of(Dependency.objects.filter(action__plan=plan, withdrawn_on__isnull=True), F("words"), "doubt"),
        ),
        ("lead", _of(leads, lead, "doubt")),
        ("deadline", _of(dates, F("words"), "assumed")),
        ("cost", _of(costs, F("words"), "doubt")),
        ("desired outcome", _of(outcomes, F("words"), "doubt", action="actions")),
    ]


def _of(rows: QuerySet, printed, why: str, *, action: str = "action") -> QuerySet:
    return rows.annotate(to=F(f"{action}__address"), at=F(f"{action}__position"), printed=printed, why=F(why))


def _read(about: str, rows: QuerySet) -> Iterator[tuple]:
    for address, position, printed, why in rows.exclude(why="").values_list("to", "at", "printed", "why"):
        yield position, about, address, printed or "", why
