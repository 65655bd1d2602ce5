"""Bringing a plan's fixtures in: frame, posts, actions with every reading and doubt, printed progress."""

from improvement.actions.steps import steps_in
from improvement.deadlines import Reading
from improvement.deadlines.reader import read
from improvement.demo import files
from improvement.demo.beside import load_costs, load_links, load_narrative, load_timeline
from improvement.demo.frame import load_frame, load_posts
from improvement.demo.loading import Loading, words_of
from improvement.models import Action, Assignment, FindingLink, Outcome, Plan, PrintedLead, Trigger, User
from improvement.places import place_of
from improvement.services import deadlines, plans, progress

PUBLISHED = "The plan, as published"


def load_plan(slug: str, *, accounts: dict[str, User], by: User) -> Loading:
    """A plan from fixtures/<slug>/, dated as the document is."""
    frame = files.read(f"{slug}/plan.toml")
    load = Loading(by=by, on=frame["plan"]["dated"])
    load_frame(load, frame)
    load_posts(load, frame, accounts)
    for printed in files.theme_files(slug):
        _load_shared_cells(load, printed)
    readings = files.read(f"{slug}/readings.toml")
    for position, printed in enumerate(files.plan_actions(slug), start=1):
        _load_action(load, position, printed, readings.get(printed["address"], {}))
    load_links(load, readings)
    load_costs(load, slug)
    load_timeline(load, slug)
    load_narrative(load, slug)
    return load


def _load_shared_cells(load: Loading, printed: dict) -> None:
    """Cells that stand once beside several actions."""
    theme = load.themes[_top(load, printed)]
    for cell in printed.get("outcome", []):
        place, words = len(load.outcomes) + 1, words_of(cell, "words")
        row = Outcome(plan=load.plan, theme=theme, words=words, position=place, doubt=cell.get("doubt", ""))
        load.outcomes[cell["key"]] = load.keep(row)
    for cell in printed.get("lead", []):
        place, words = len(load.leads) + 1, words_of(cell, "words")
        row = PrintedLead(plan=load.plan, theme=theme, words=words, position=place)
        load.leads[cell["key"]] = load.keep(row)


def _top(load: Loading, printed: dict) -> str:
    """The reference of the theme that a file is named after: “afi-1” is AFI 1."""
    return {key.lower().replace(" ", "-"): key for key in load.themes}[printed["theme"]]


def _load_action(load: Loading, position: int, printed: dict, read_as: dict) -> None:
    words = words_of(printed, "words")
    theme = load.themes[printed["theme"]]
    action = Action(
        plan=load.plan,
        theme=theme,
        reference=printed["ref"],
        address=printed["address"],
        position=place_of(position),
        title=printed["title"],
        words=words,
        impact=words_of(printed, "impact"),
        measures=words_of(printed, "measures"),
        outcome=load.outcomes.get(printed.get("outcome")),
        leads_printed=words_of(printed, "lead"),
        printed_lead=load.leads.get(printed.get("lead_cell")),
        links_printed=words_of(printed, "links"),
        findings_printed=printed.get("findings", ""),
        doubt=" ".join(filter(None, [printed.get("doubt"), read_as.get("doubt"), read_as.get("link_doubt")])),
    )
    plans.add_action(action, steps=steps_in(words), by=load.by, on=load.on)
    load.actions[action.address] = action
    _link_findings(load, action, read_as)
    _assign_leads(load, action, read_as)
    _set_deadline(load, action, printed["deadline"], read_as)
    if said := words_of(printed, "progress"):
        post = load.posts[read_as["accountable"]]
        progress.report_progress(
            action, rating=None, narrative=said, post=post, is_printed=True, by=load.by, on=load.on
        )


def _link_findings(load: Loading, action: Action, read_as: dict) -> None:
    """As the plan prints the links; where it prints none, an action answers what its theme answers."""
    linked = [load.findings[reference] for reference in read_as.get("findings", [])]
    strength = read_as.get("findings_strength", FindingLink.Strength.CONTRIBUTES)
    if not linked and action.theme.answers:
        linked, strength = [action.theme.answers], FindingLink.Strength.PRIMARY
    for finding in linked:
        doubt = read_as.get("findings_doubt", "")
        plans.link_finding(action, finding, strength=strength, doubt=doubt, by=load.by, on=load.on)


def _assign_leads(load: Loading, action: Action, read_as: dict) -> None:
    if "accountable" not in read_as:
        return
    leads = [(Assignment.Role.ACCOUNTABLE, read_as["accountable"])]
    leads += [(Assignment.Role.JOINT, slug) for slug in read_as.get("joint", [])]
    leads += [(Assignment.Role.SUPPORTING, slug) for slug in read_as.get("supporting", [])]
    for position, (role, slug) in enumerate(leads, start=1):
        plans.assign(
            action,
            load.posts[slug],
            role=role,
            position=position,
            starts=load.on,
            doubt=read_as.get("lead_doubt", "") if position == 1 else "",
            by=load.by,
            on=load.on,
        )


def _set_deadline(load: Loading, action: Action, words: str, read_as: dict) -> None:
    reading = _reading(load.plan, words, read_as)
    trigger = _trigger(load, reading.condition) if reading.condition else None
    deadlines.set_deadline(
        action, words, reading, agreed_by=PUBLISHED, trigger=trigger, by=load.by, on=load.on
    )


def _reading(plan: Plan, words: str, read_as: dict) -> Reading:
    """As the readings say, where they do; else as the program reads the words."""
    if "deadline" in read_as:
        return Reading(**read_as["deadline"], assumed=read_as.get("assumed", ""))
    return read(words, dated=plan.dated, quarters=plan.quarters)


def _trigger(load: Loading, event: str) -> Trigger:
    if event not in load.triggers:
        load.triggers[event] = load.keep(Trigger(plan=load.plan, name=event))
    return load.triggers[event]
