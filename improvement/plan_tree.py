"""A plan as its office keeps it: the tree of themes with their actions in order, the withdrawn ones too."""

from dataclasses import dataclass

from improvement.models import Action, Finding, Plan, Theme

COLUMNS = ("address", "title", "theme_id", "plan_id", "withdrawn_on", "withdrawn_because")


@dataclass(frozen=True)
class Branch:
    """One theme with its own actions; `depth` says how deep it lies."""

    theme: Theme
    actions: list[Action]


@dataclass(frozen=True)
class PlanTree:
    branches: list[Branch]
    findings: list[Finding]
    withdrawn_themes: list[Theme]
    withdrawn_actions: list[Action]


def plan_tree(plan: Plan) -> PlanTree:
    """Every theme, action and finding of a plan. Three queries."""
    themes = list(plan.themes.order_by("position"))
    actions = list(
        plan.actions.select_related("merged_into__plan")
        .only(*COLUMNS, "merged_into__address", "merged_into__plan__slug")
        .order_by("position")
    )
    standing = [action for action in actions if action.withdrawn_on is None]
    return PlanTree(
        [
            Branch(theme, [action for action in standing if action.theme_id == theme.pk])
            for theme in themes
            if theme.withdrawn_on is None
        ],
        list(Finding.objects.of(plan).order_by("position")),
        [theme for theme in themes if theme.withdrawn_on],
        [action for action in actions if action.withdrawn_on],
    )
