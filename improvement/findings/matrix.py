"""The coverage matrix of a plan: which actions claim which finding, in which theme, and how strongly."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.models import Action, FindingLink, Plan, Theme
from improvement.standing.coverage import claims, covered
from improvement.standing.facts import FindingCoverage

# More columns than these cannot be read beside each other: the level above stands in for them.
MOST_COLUMNS = 12


@dataclass(frozen=True)
class Column:
    """One theme with the number of its actions; `holds_actions` where they are directly under it."""

    theme_id: int
    name: str
    total: int
    holds_actions: bool


@dataclass(frozen=True)
class Cell:
    """Actions of one theme that claim one finding, by rating code; `whole` where the theme answers it as a whole."""

    column: Column
    counts: dict[str | None, int]
    primary: int
    whole: bool

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Row:
    """One finding across the themes, with the names of the themes that answer it as a whole."""

    finding: FindingCoverage
    cells: list[Cell]
    answered_by: list[str]


@dataclass(frozen=True)
class LooseAction:
    """An action that claims no finding."""

    address: str
    reference: str
    title: str


@dataclass(frozen=True)
class CoverageMatrix:
    """Findings by themes as at a day. `level` is what a column is called; `labels` are by rating code, in order."""

    level: str
    labels: dict[str, str]
    total: int
    columns: list[Column]
    rows: list[Row]
    loose: list[LooseAction]

    @property
    def findings(self) -> list[FindingCoverage]:
        return [row.finding for row in self.rows]

    @property
    def without_primary(self) -> list[FindingCoverage]:
        return [finding for finding in self.findings if not finding.primary]

    @property
    def too_many(self) -> int:
        """How many claims are more than half of the plan's actions: from there on a tick says nothing."""
        return self.total // 2 + 1

    @property
    def claimed_by_most(self) -> list[FindingCoverage]:
        return [finding for finding in self.findings if finding.total >= self.too_many]

    @property
    def unclaimed(self) -> list[Row]:
        return [row for row in self.rows if not row.finding.total]


def coverage_matrix(plan: Plan, when: AsAt) -> CoverageMatrix:
    """The matrix and the lists beneath it. Six queries, however many actions there are.

    `plan` comes with its scheme selected.
    """
    found = claims(plan, when)
    findings = covered(plan, when, found)
    themes = {row["id"]: row for row in _themes(plan, when)}
    totals = _totals(plan, when)
    depth = _depth(themes, totals)
    columns = _columns(themes, totals, depth)
    counts, primary = defaultdict(Counter), Counter()
    for claim in found:
        place = claim.finding_id, _at_depth(themes, claim.theme_id, depth)
        counts[place][claim.code] += claim.number
        primary[place] += claim.primary
    answering = _answering(themes)
    rows = []
    for finding in findings:
        answers = answering[finding.finding_id]
        whole = {_at_depth(themes, theme, depth) for theme in answers} | _under(themes, answers)
        cells = [
            Cell(column, dict(counts[place]), primary[place], column.theme_id in whole)
            for column in columns
            for place in [(finding.finding_id, column.theme_id)]
        ]
        rows.append(Row(finding, cells, [_name(themes[theme]) for theme in _topmost(themes, answers)]))
    return CoverageMatrix(
        level=[plan.level_one, plan.level_two, plan.level_three][depth - 1] or plan.deepest_level,
        # The first rating of a code is its plain one.
        labels={rating.code: rating.label for rating in plan.scheme.ratings.reverse()},
        total=sum(totals.values()),
        columns=columns,
        rows=rows,
        loose=_loose(plan, when),
    )


def _themes(plan: Plan, when: AsAt):
    columns = ("id", "parent_id", "depth", "reference", "title", "short_title", "answers_id")
    return then.in_force(Theme, when).filter(plan_id=plan.pk).order_by("position").values(*columns)


def _totals(plan: Plan, when: AsAt) -> dict[int, int]:
    actions = then.in_force(Action, when).filter(plan_id=plan.pk).order_by()
    return dict(actions.values_list("theme_id").annotate(number=Count("id")))


def _loose(plan: Plan, when: AsAt) -> list[LooseAction]:
    claimed = then.in_force(FindingLink, when).filter(action_id=OuterRef("id")).order_by()
    actions = then.in_force(Action, when).filter(~Exists(claimed), plan_id=plan.pk).order_by("position")
    return [LooseAction(*row) for row in actions.values_list("address", "reference", "title")]


def _depth(themes: dict, totals: dict) -> int:
    """The deepest level at which the themes that hold actions are few enough to stand as columns."""
    holding = [theme for theme in totals if theme in themes]
    deepest = max((themes[theme]["depth"] for theme in holding), default=1)
    depths = range(deepest, 0, -1)
    fits = (d for d in depths if len({_at_depth(themes, theme, d) for theme in holding}) <= MOST_COLUMNS)
    return next(fits, 1)


def _columns(themes: dict, totals: dict, depth: int) -> list[Column]:
    """In the plan's order; a theme without actions has a column where it answers a finding."""
    numbers = Counter({theme: 0 for theme, row in themes.items() if row["answers_id"]} | totals)
    shown = Counter()
    for theme, number in numbers.items():
        shown[_at_depth(themes, theme, depth)] += number
    return [
        Column(theme, _name(row), shown[theme], theme in totals)
        for theme, row in themes.items()
        if theme in shown
    ]


def _at_depth(themes: dict, theme: int, depth: int) -> int:
    """A theme's branch at a depth, itself where it is no deeper."""
    while theme in themes and themes[theme]["depth"] > depth:
        theme = themes[theme]["parent_id"]
    return theme


def _answering(themes: dict) -> dict[int, set[int]]:
    found = defaultdict(set)
    for theme, row in themes.items():
        if row["answers_id"]:
            found[row["answers_id"]].add(theme)
    return found


def _under(themes: dict, above: set[int]) -> set[int]:
    """Every theme that lies beneath one of some themes."""
    found = set()
    for theme in themes:
        branch = theme
        while branch is not None and branch not in above:
            branch = themes[branch]["parent_id"] if branch in themes else None
        if branch is not None:
            found.add(theme)
    return found


def _topmost(themes: dict, some: set[int]) -> list[int]:
    """Those that lie beneath no other of them, in the plan's order."""
    return [theme for theme in themes if theme in some and themes[theme]["parent_id"] not in some]


def _name(row: dict) -> str:
    words = row["short_title"] or row["title"]
    return f"{row['reference']}. {words}" if row["reference"] else words
