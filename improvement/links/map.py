"""A plan's links as at a day: what leads where, what goes round, what is held up, and the picture of it all."""

from dataclasses import dataclass

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.links.drawing import picture_of
from improvement.links.ends import ACTION, Link
from improvement.links.picture import MOST_LINKS, LinkPicture
from improvement.links.rounds import Round, rounds_in
from improvement.links.rows import links_of_action, links_of_plans, links_touching, read, read_few
from improvement.links.themes import Themes
from improvement.models import Plan, Theme


@dataclass(frozen=True)
class LinkMap:
    """Links of a plan's own actions in `links`, those that come from other plans in `coming`; both narrowed to
    the theme asked for, if one was. `total` counts them all."""

    links: list[Link]
    coming: list[Link]
    total: int
    themes: list[tuple[int, str]]
    theme: int | None
    rounds: list[Round]
    picture: LinkPicture | None

    @property
    def shown(self) -> list[Link]:
        return [*self.links, *self.coming]

    @property
    def held_up(self) -> list[Link]:
        """Those of this plan's actions that wait for something late."""
        return [link for link in self.links if link.held_up]

    @property
    def is_too_large_to_draw(self) -> bool:
        return len(self.shown) > MOST_LINKS

    @property
    def most_drawn(self) -> int:
        return MOST_LINKS


def link_map(plan: Plan, when: AsAt, *, plans=None, theme: int | None = None) -> LinkMap:
    """The links of a plan, or of one branch of its tree. Four queries.

    `plans`: the others that the reader may open; without it what lies there is shown as closed.
    """
    plans = Plan.objects.none() if plans is None else plans
    themes = Themes(then.in_force(Theme, when).filter(plan_id=plan.pk).order_by("position"))
    links = read(links_touching(plan, when), plan, when, plans)
    others = {end.plan for link in links for end in (link.source, link.target) if end.plan} - {plan.slug}
    beyond = read(links_of_plans(others, when), plan, when, plans)
    chosen = theme if theme in themes else None
    shown = [link for link in links if chosen is None or themes.concerns(chosen, link)]
    return LinkMap(
        links=[link for link in shown if link.source.plan == plan.slug],
        coming=[link for link in shown if link.source.plan != plan.slug],
        total=len(links),
        themes=themes.choices,
        theme=chosen,
        rounds=rounds_in({link.id: link for link in [*links, *beyond]}.values(), plan.slug),
        picture=picture_of(shown, plan.slug, themes),
    )


@dataclass(frozen=True)
class ActionLinks:
    """The links of one action: those that begin at it, and those that lead to it."""

    onward: list[Link]
    coming: list[Link]

    @property
    def held_up(self) -> list[Link]:
        return [link for link in self.onward if link.held_up]


def action_links(plan: Plan, action, when: AsAt, *, plans=None) -> ActionLinks:
    """Both directions in one query. A withdrawn action keeps its own."""
    plans = Plan.objects.none() if plans is None else plans
    links = read_few(links_of_action(action, when), plan, when, plans)
    return ActionLinks(
        onward=[link for link in links if link.source.key == (ACTION, action.id)],
        coming=[link for link in links if link.source.key != (ACTION, action.id)],
    )
