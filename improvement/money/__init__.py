"""What a plan says it costs, as at a day: what is stated is summed, what is not is counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.models import Action, Cost, Plan, Theme

Funding, Recurrence = Cost.Funding, Cost.Recurrence
OF_A_COST = ("words", "amount", "funding", "recurrence", "doubt")


@dataclass(frozen=True)
class CostLine:
    """One cost as printed. `address` leads to the action whose it is; a whole theme's has none."""

    id: int
    theme_id: int
    title: str
    address: str
    words: str
    amount: Decimal | None
    funding: str
    recurrence: str
    doubt: str

    @property
    def funding_words(self) -> str:
        return Funding(self.funding).label

    @property
    def recurrence_words(self) -> str:
        return Recurrence(self.recurrence).label

    @property
    def is_summed(self) -> bool:
        """What is in budget already is no new call on money, whatever it comes to."""
        return self.amount is not None and self.funding != Funding.IN_BUDGET


@dataclass(frozen=True)
class Sums:
    """Several costs: what is summed, by how often it falls due, and what is only counted."""

    label: str
    one_off: Decimal
    recurring: Decimal
    unstated: Decimal
    number: int
    summed: int
    in_budget: int

    @property
    def total(self) -> Decimal:
        return self.one_off + self.recurring + self.unstated

    @property
    def without_amount(self) -> int:
        """Costs that are neither summed nor in budget."""
        return self.number - self.summed - self.in_budget


@dataclass(frozen=True)
class ThemeMoney:
    """One theme's costs, its actions' among them, in the plan's order."""

    theme_id: int
    name: str
    lines: list[CostLine]
    sums: Sums


@dataclass(frozen=True)
class Money:
    """A plan's costs on a day. `without` counts actions that print no cost, of all `actions`; `left_out` costs of
    what is no longer in the plan."""

    themes: list[ThemeMoney]
    fundings: list[Sums]
    all: Sums
    actions: int
    without: int
    left_out: int

    @property
    def lines(self) -> list[CostLine]:
        return [line for theme in self.themes for line in theme.lines]

    @property
    def doubts(self) -> int:
        return sum(bool(line.doubt) for line in self.lines)


def money(plan: Plan, when: AsAt) -> Money:
    """Every cost of a plan by theme and by funding. Four queries."""
    costs = then.in_force(Cost, when).filter(plan_id=plan.pk).order_by("id")
    rows = list(costs.values("id", "theme_id", "action_id", *OF_A_COST))
    themes, actions = _themes(plan, when), _actions(plan, when, {row["action_id"] for row in rows})
    placed = [_placed(row, themes, actions) for row in rows]
    lines = [line for _, line in sorted((found for found in placed if found), key=lambda found: found[0])]
    number = then.in_force(Action, when).filter(plan_id=plan.pk).count()
    return Money(
        themes=[
            ThemeMoney(key, name, held, sums(name, held))
            for key, (_, name) in themes.items()
            if (held := [line for line in lines if line.theme_id == key])
        ],
        fundings=[
            sums(funding.label, held)
            for funding in Funding
            if (held := [line for line in lines if line.funding == funding])
        ],
        all=sums("All", lines),
        actions=number,
        without=number - len({line.address for line in lines if line.address}),
        left_out=len(rows) - len(lines),
    )


def sums(label: str, lines: Iterable[CostLine]) -> Sums:
    lines = list(lines)
    summed = [line for line in lines if line.is_summed]
    parts = {
        often: sum((line.amount for line in summed if line.recurrence == often), Decimal())
        for often in Recurrence
    }
    return Sums(
        label=label,
        one_off=parts[Recurrence.ONE_OFF],
        recurring=parts[Recurrence.RECURRING],
        unstated=parts[Recurrence.UNSTATED],
        number=len(lines),
        summed=len(summed),
        in_budget=sum(line.funding == Funding.IN_BUDGET for line in lines),
    )


def _themes(plan: Plan, when: AsAt) -> dict[int, tuple[int, str]]:
    """Each theme's place and name, in the plan's order."""
    rows = then.in_force(Theme, when).filter(plan_id=plan.pk).order_by("position")
    return {
        key: (position, f"{reference}. {short or title}" if reference else short or title)
        for key, position, reference, title, short in rows.values_list(
            "id", "position", "reference", "title", "short_title"
        )
    }


def _actions(plan: Plan, when: AsAt, keys: set) -> dict[int, dict]:
    rows = then.in_force(Action, when).filter(plan_id=plan.pk, id__in=keys - {None})
    return {row["id"]: row for row in rows.values("id", "position", "theme_id", "address", "title")}


def _placed(row: dict, themes: dict, actions: dict) -> tuple[tuple, CostLine] | None:
    """A cost with its place in the plan: a theme's own before those of its actions. None where its action or
    theme is no longer in the plan."""
    action = actions.get(row["action_id"])
    theme_id = action["theme_id"] if action else row["theme_id"]
    if theme_id not in themes:
        return None
    line = CostLine(
        id=row["id"],
        theme_id=theme_id,
        title=action["title"] if action else "",
        address=action["address"] if action else "",
        **{name: row[name] for name in OF_A_COST},
    )
    return (themes[theme_id][0], action["position"] if action else 0, row["id"]), line
