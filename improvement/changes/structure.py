"""What was added, merged, removed, moved or renumbered: actions and branches of the tree."""

from improvement.changes.facts import Named, Structural, StructureChange
from improvement.changes.rows import Ends, named
from improvement.models import Plan


def structure_changes(
    plan: Plan, actions: Ends, themes: Ends, elsewhere: dict[int, Named]
) -> list[StructureChange]:
    """Branches first, then actions, each in the plan's order. No queries.

    `elsewhere` names the actions of other plans that some became part of.
    """
    called = elsewhere | {key: named(row) for key, row in actions.now.items()}
    return [*_themes(plan, themes), *_actions(plan, actions, themes, called)]


def _themes(plan: Plan, themes: Ends):
    def level(row):
        return (plan.level_one, plan.level_two, plan.level_three)[row["depth"] - 1] or plan.level_one

    for key in themes.come:
        row = themes.now[key]
        detail = "put back" if key in themes.before else ""
        yield StructureChange(Structural.ADDED, level(row), named(row), detail)
    for key in themes.gone:
        row = themes.last(key)
        yield _removed(level(row), row)
    for key in themes.stayed:
        row, before = themes.now[key], themes.before[key]
        if detail := _elsewhere(before, row, themes, "parent_id"):
            yield StructureChange(Structural.PLACED, level(row), named(row), detail)


def _actions(plan: Plan, actions: Ends, themes: Ends, called: dict[int, Named]):
    merged = _merged(actions)
    for key in actions.come:
        row = actions.now[key]
        place = _place(themes.last(row["theme_id"]), plan.deepest_level)
        detail = f"put back in {place}" if key in actions.before else f"in {place}"
        yield StructureChange(Structural.ADDED, "action", called[key], detail)
    for key in merged:
        row = actions.now[key]
        yield StructureChange(
            Structural.MERGED,
            "action",
            called[key],
            into=called[row["merged_into_id"]],
            on=row["withdrawn_on"],
            because=row["withdrawn_because"],
        )
    for key in actions.gone:
        if key not in merged:
            yield _removed("action", actions.last(key))
    for key in actions.stayed:
        if detail := _elsewhere(actions.before[key], actions.now[key], themes, "theme_id"):
            yield StructureChange(Structural.PLACED, "action", called[key], detail)


def _merged(actions: Ends) -> list[int]:
    """Actions that stood before and have since been merged into another."""
    there = [*actions.gone, *actions.stayed]
    return [
        key
        for key in there
        if key in actions.now
        and actions.now[key]["merged_into_id"]
        and actions.now[key]["merged_into_id"] != actions.before[key]["merged_into_id"]
    ]


def _elsewhere(before: dict, now: dict, themes: Ends, above: str) -> str:
    """“from 1.4”, “from 2. Front door to 3. Planning”, or nothing."""
    said = []
    if before["reference"] != now["reference"]:
        said.append(f"was numbered {before['reference'] or 'nothing'}")
    if before[above] != now[above]:
        was, is_now = before[above], now[above]
        said.append(f"from {_under(was, themes)} to {_under(is_now, themes)}")
    return ", ".join(said)


def _under(key: int | None, themes: Ends) -> str:
    return f"“{_place(themes.last(key))}”" if key else "the top"


def _place(row: dict, level: str = "") -> str:
    name = row["short_title"] or row["title"]
    numbered = f"{row['reference']}. {name}" if row["reference"] else name
    return f"{level} {numbered}".strip()


def _removed(what: str, row: dict) -> StructureChange:
    return StructureChange(
        Structural.REMOVED,
        what,
        named(row),
        on=row["withdrawn_on"],
        because=row["withdrawn_because"],
    )
