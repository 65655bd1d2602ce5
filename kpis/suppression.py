"""Hide small numbers, and whatever else would let a reader work them out.

The Department for Education hides small counts as c and hides a second cell where totals would give the first away
(explore-education-statistics methodology pages). The threshold differs between bodies, and so does what is done with
zero: see `kpis.counts.Rule`. Free text cannot be protected like this; there only a warning is possible.
"""

from kpis.counts import (
    Count,
    Figures,
    Publication,
    Rule,
    Share,
    Shown,
    percentage,
    rest_of,
    rounded,
    with_rests,
)
from kpis.possible_values import is_hidden, possible_values

SECOND = "With it, a hidden number could be worked out."


def suppress(figures: Figures, rule: Rule | None = None) -> Publication:
    """The figures as they may be shown.

    A count that is small is hidden, and a percentage whose numerator, denominator or rest is small. While the possible
    values of a hidden count span fewer than the rule promises, one more figure is hidden: a percentage made from that
    count before any count, then the smallest count that is not zero, then the first in order. A hidden percentage
    protects the counts behind it and is no secret of its own.
    """
    rule = rule or Rule()
    whole = with_rests(figures)
    small = small_figures(whole, rule)
    hidden = dict(small)
    exposed: list[str] = []
    while weak := [key for key in weak_counts(whole, as_shown(whole, rule, hidden)) if key not in exposed]:
        second = second_figure(weak, whole, as_shown(whole, rule, hidden))
        if second is None:
            exposed.append(weak[0])
        else:
            hidden[second] = SECOND
    hidden = without_needless(hidden, small, whole, rule, exposed)
    return as_shown(whole, rule, hidden, tuple(cannot_protect(key) for key in exposed))


def without_needless(hidden: dict, small: dict, figures: Figures, rule: Rule, exposed: list[str]) -> dict:
    """Show again, last hidden first, each second figure that later ones have made needless."""
    for key in reversed([key for key in hidden if key not in small]):
        fewer = {other: why for other, why in hidden.items() if other != key}
        if set(weak_counts(figures, as_shown(figures, rule, fewer))) <= set(exposed):
            hidden = fewer
    return hidden


def small_figures(figures: Figures, rule: Rule) -> dict[str, str]:
    """What is hidden for its own sake: key to reason."""
    known = figures.by_key()
    span = f"from {0 if rule.zero == 'hide' else 1} to {rule.threshold}"
    hidden = {
        count.key: f"It is {span}."
        for count in figures.counts
        if count.published and not count.fixed and rule.is_small(count)
    }
    for share in figures.shares:
        made_of = [known.get(key) for key in (share.numerator, share.denominator, rest_of(share))]
        if any(count and rule.is_small(count) for count in made_of):
            hidden[share.key] = f"Its numerator, its denominator or the rest is {span}."
    return hidden


def as_shown(
    figures: Figures, rule: Rule, hidden: dict[str, str], exposed: tuple[str, ...] = ()
) -> Publication:
    known = figures.by_key()
    return Publication(
        counts=tuple(count_shown(count, rule, hidden) for count in figures.counts),
        shares=tuple(share_shown(share, known, rule, hidden) for share in figures.shares),
        sums=figures.sums,
        made_of=figures.shares,
        rule=rule,
        exposed=exposed,
    )


def count_shown(count: Count, rule: Rule, hidden: dict[str, str]) -> Shown:
    """A number published elsewhere stays as it is there, unrounded."""
    kept = {"key": count.key, "published": count.published, "signed": count.signed}
    if not count.published:
        return Shown(**kept)
    if count.key in hidden:
        return Shown(**kept, code="c", why=hidden[count.key])
    if count.code:
        return Shown(**kept, code=count.code)
    if not rule.round_to or count.fixed:
        return Shown(**kept, value=count.value)
    value = rounded(count.value, rule.round_to)
    return Shown(**kept, code="k") if count.value and not value else Shown(**kept, value=value)


def share_shown(share: Share, known: dict[str, Count], rule: Rule, hidden: dict[str, str]) -> Shown:
    numerator, denominator = known[share.numerator], known[share.denominator]
    if share.key in hidden:
        return Shown(share.key, code="c", why=hidden[share.key])
    for count in (numerator, denominator):
        if count.code:
            return Shown(share.key, code=count.code)
    if not denominator.value:
        return Shown(share.key, code="z", why="Its denominator is zero.")
    if denominator.value < rule.reliable_from:
        return Shown(share.key, code="u", why=f"Its denominator is below {rule.reliable_from}.")
    return Shown(share.key, value=percentage(numerator.value, denominator.value, share.decimals))


def weak_counts(figures: Figures, publication: Publication) -> list[str]:
    """The hidden counts that are pinned down more narrowly than the rule promises, in order."""
    rule, known = publication.rule, figures.by_key()
    ranges = possible_values(publication, enough=rule.least_values)
    return [
        shown.key
        for shown in publication.counts
        if (shown.code == "c" or (is_hidden(shown) and rule.is_small(known[shown.key])))
        and not ranges[shown.key].spans(rule.least_values)
    ]


def second_figure(weak: list[str], figures: Figures, publication: Publication) -> str | None:
    """The figure to hide next: in a line where a weak count stands alone, else beside the first, else anywhere."""
    known, order = figures.by_key(), [count.key for count in figures.counts]
    lines = {key: [line for line in lines_of(figures) if key in line] for key in weak}
    near = set().union(*lines[weak[0]], {weak[0]})
    for share in figures.shares:
        if publication[share.key].value is not None and near & {share.numerator, share.denominator}:
            return share.key
    alone = [
        line
        for key in weak
        for line in lines[key]
        if not any(is_hidden(publication[k]) for k in line - {key})
    ]
    for among in (*alone, near, set(order)):
        open_keys = [key for key in order if key in among and may_be_second(known[key], publication)]
        if open_keys:
            return min(open_keys, key=lambda key: (abs(known[key].value), order.index(key)))
    shown_shares = [shown.key for shown in publication.shares if shown.value is not None]
    return shown_shares[0] if shown_shares else None


def lines_of(figures: Figures) -> list[set[str]]:
    return [{each.total, *each.parts} for each in figures.sums]


def may_be_second(count: Count, publication: Publication) -> bool:
    """Zeros that readers know to be shown would give nothing away by a c, since a c would then be no zero."""
    shown = publication[count.key]
    return (
        shown.published
        and not count.fixed
        and not is_hidden(shown)
        and shown.code in {"", "k"}
        and (count.signed or count.value != 0)
    )


def cannot_protect(key: str) -> str:
    return f"“{key}” can be worked out from numbers published elsewhere: leave its table out, or join it with another."
