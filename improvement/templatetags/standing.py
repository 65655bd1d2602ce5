"""Words and bars of a standing, for the page and for print alike."""

from django import template

from improvement.bars import bar
from improvement.ratings import Movement

register = template.Library()

MOVED = {
    Movement.UP: "went up",
    Movement.DOWN: "went down",
    Movement.STARTED: "started",
    Movement.COMPLETED: "completed",
    Movement.FIRST: "rated for the first time",
    Movement.SAME: "the same",
}


@register.inclusion_tag("parts/bars.html")
def theme_bar(theme, standing):
    """One theme's actions by rating; a length stands for one action in every row."""
    longest = max((theme.total for theme in standing.themes), default=1)
    return {"bar": bar(f"theme-{theme.theme_id}", theme.counts, longest, standing.labels)}


@register.inclusion_tag("parts/bars.html")
def finding_bar(finding, standing):
    """What makes up the actions that claim a finding, over the whole width."""
    made = bar(f"finding-{finding.reference}", finding.counts, max(finding.total, 1), standing.labels)
    return {"bar": made, "strip": True}


@register.filter
def more_or_fewer(change: int) -> str:
    """The change of a count: “2 more”, “4 fewer”, “As many”."""
    if change == 0:
        return "As many"
    return f"{change} more" if change > 0 else f"{-change} fewer"


@register.filter
def movement_count(moved) -> str:
    return f"{moved.number} {MOVED[moved.kind]}"


@register.filter
def moves_up_and_down(theme) -> list[tuple[str, str]]:
    """The movements of a theme that are worth a mark in its row."""
    shown = [kind for kind in Movement if kind != Movement.SAME and theme.movements.get(kind)]
    return [(kind, f"{theme.movements[kind]} {kind.label.lower()}") for kind in shown]


@register.filter
def key_labels(counts) -> list[tuple[str, str]]:
    return [(count.code, count.label) for count in counts]


@register.filter
def numbers(theme, standing) -> list[int]:
    """A theme's actions by rating in the scheme's order, the not rated last."""
    return [theme.rated.get(count.rating_id, 0) for count in [*standing.counts, standing.not_rated]]


@register.filter
def label_in(code, standing) -> str:
    """The scheme's label for a code."""
    return standing.labels.get(code, "Not rated")


@register.filter
def number_of_actions(groups) -> int:
    return sum(len(group.concerns) for group in groups)


@register.filter
def still_to_come(groups) -> str:
    """“18 still to come: 3 from EDCS; 10 belong to posts that nobody holds or that are not confirmed.”"""
    unheld = [group for group in groups if group.state in {"vacant", "not confirmed"}]
    held = [group for group in groups if group not in unheld]
    largest = held[:3]
    parts = [", ".join(f"{len(group.concerns)} from {group.label}" for group in largest)] if largest else []
    if others := number_of_actions(held[3:]):
        parts.append(f"{others} from other leads")
    if waiting := number_of_actions(unheld):
        verb = "belongs" if waiting == 1 else "belong"
        parts.append(f"{waiting} {verb} to posts that nobody holds or that are not confirmed")
    return f"{number_of_actions(groups)} still to come: {'; '.join(parts)}."


@register.filter
def coverage_sentence(standing) -> str:
    """What the counts under the findings do and do not say."""
    findings = standing.findings
    uncovered = [finding.reference for finding in findings if not finding.total]
    busiest = max(findings, key=lambda finding: finding.total)
    least = min(finding.total for finding in findings)
    first = (
        f"No action claims {' or '.join(f'finding {reference}' for reference in uncovered)}."
        if uncovered
        else f"Every finding has at least {least} action{'' if least == 1 else 's'}, but a count says little:"
    )
    only = f", and {busiest.alone} of them claim nothing else" if busiest.alone else ""
    claims = f"{busiest.total} of {standing.total} actions claim finding {busiest.reference}{only}."
    primary = sum(finding.primary for finding in findings)
    if primary == sum(finding.total for finding in findings):
        return f"{first.removesuffix(', but a count says little:')}. Every action answers one finding, as primary."
    marked = f"{primary} links are marked primary." if primary else "No link has yet been marked primary."
    return f"{first} {claims} {marked}"


@register.filter
def many(word: str, things) -> str:
    """The word as the number of things needs it."""
    return word if len(things) == 1 else plural(word)


@register.filter
def plural(word: str) -> str:
    """An English noun in the plural, as level names need it: priorities, themes, recommendations."""
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else f"{word}s"
