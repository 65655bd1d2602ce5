"""Bringing in what a plan prints beside its actions: links, costs, its timeline, what was said of it as a whole."""

from datetime import timedelta

from django.utils.text import slugify

from improvement.deadlines.reader import read
from improvement.demo import files
from improvement.demo.loading import Loading, words_of
from improvement.models import (
    Cost,
    Dependency,
    Milestone,
    NarrativePoint,
    NarrativeUpdate,
    Phase,
    PlanPassage,
    Programme,
)


def load_links(load: Loading, readings: dict) -> None:
    """The links that actions print, to actions, themes and programmes outside."""
    for address, read_as in readings.items():
        for position, link in enumerate(read_as.get("links", []), start=1):
            row = Dependency(
                action=load.actions[address],
                words=link["words"],
                to_action=load.actions.get(link.get("action")),
                to_theme=load.themes.get(link.get("theme")),
                programme=_programme(load, link["programme"]) if "programme" in link else None,
                item=link.get("item", ""),
                position=position,
            )
            load.keep(row)


def _programme(load: Loading, title: str) -> Programme:
    known = Programme.objects.filter(title=title).first()
    return known or load.keep(Programme(slug=slugify(title), title=title))


def load_costs(load: Loading, slug: str) -> None:
    for printed in files.theme_files(slug):
        for cost in printed.get("cost", []):
            values = {name: value for name, value in cost.items() if name not in {"action", "theme"}}
            action, theme = load.actions.get(cost.get("action")), load.themes.get(cost.get("theme"))
            load.keep(Cost(plan=load.plan, action=action, theme=theme, **values))


def load_timeline(load: Loading, slug: str) -> None:
    """Phases, objectives, and the words that stand beside them."""
    if not files.has(f"{slug}/timeline.toml"):
        return
    printed = files.read(f"{slug}/timeline.toml")
    for position, phase in enumerate(printed["phase"], start=1):
        names = ("title", "starts", "ends", "doubt")
        load.keep(Phase(plan=load.plan, position=position, **{name: phase[name] for name in names}))
    for position, objective in enumerate(printed["objective"], start=1):
        _load_objective(load, position, objective)
    passages = [(note["place"], words_of(note, "words")) for note in printed["note"]]
    contents = "\n".join(f"- {line['page']} {line['words']}" for line in printed["contents"])
    for position, (heading, words) in enumerate([*passages, ("Contents", contents)], start=1):
        load.keep(PlanPassage(plan=load.plan, heading=heading, words=words, position=position))


def _load_objective(load: Loading, position: int, printed: dict) -> None:
    """An objective with a printed week is drawn on that week, without one it has no dates."""
    week = printed.get("deadline", "")
    ends = read(week, dated=load.plan.dated, quarters=load.plan.quarters).ends if week else None
    row = Milestone(
        plan=load.plan,
        reference=printed["ref"],
        words=words_of(printed, "words"),
        when_printed=week,
        starts=ends - timedelta(days=ends.weekday()) if ends else None,
        ends=ends,
        doubt=printed.get("doubt", ""),
        position=position,
    )
    load.keep(row)


def load_narrative(load: Loading, slug: str) -> None:
    """What a council or committee was told of the plan as a whole."""
    if not files.has(f"{slug}/narrative.toml"):
        return
    printed = files.read(f"{slug}/narrative.toml")
    told = printed["update"]
    post = load.posts.get(told.get("given_by"))
    narrative = NarrativeUpdate(
        plan=load.plan,
        title=told["title"],
        given_on=told["given_on"],
        given_to=told["given_to"],
        given_by=post.title if post else "",
        words=words_of(told, "words"),
        doubt=" ".join(filter(None, [told.get("doubt"), told.get("deadline_doubt")])),
    )
    load.keep(narrative)
    for position, point in enumerate(printed["point"], start=1):
        row = NarrativePoint(
            narrative=narrative,
            kind=point["kind"],
            words=point["words"],
            theme=load.themes.get(point.get("theme")),
            doubt=point.get("doubt", ""),
            position=position,
        )
        load.keep(row)
