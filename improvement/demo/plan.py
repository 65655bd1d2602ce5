"""Bringing a plan's fixtures in: frame, posts, actions with every reading and doubt, printed progress."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from improvement.deadlines import Reading
from improvement.demo import files
from improvement.models import (
    Action,
    Assignment,
    Finding,
    FindingLink,
    Inspection,
    Organisation,
    Plan,
    Post,
    Rating,
    RatingScheme,
    Tenure,
    Theme,
    User,
)
from improvement.services import deadlines, people, plans, progress
from improvement.steps import steps_in

COUNCIL = "Bury Council"
HELD_UNNAMED = "Holder not named in the plan"


@dataclass
class Loading:
    """What a load has made so far, by the names that the files use."""

    by: User
    on: date
    plan: Plan | None = None
    posts: dict[str, Post] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    findings: dict[int, Finding] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)

    def keep(self, row):
        return plans.save_part(row, reason="As the plan states it", by=self.by, on=self.on)


def load_plan(slug: str, *, accounts: dict[str, User], by: User) -> Loading:
    """A plan from fixtures/<slug>/, dated as the document is."""
    frame = files.read(f"{slug}/plan.toml")
    load = Loading(by=by, on=frame["plan"]["dated"])
    _load_frame(load, frame)
    _load_posts(load, frame, accounts)
    readings = files.read(f"{slug}/readings.toml")
    for position, (priority, printed) in enumerate(files.plan_actions(slug), start=1):
        _load_action(load, position, load.themes[priority], printed, readings[printed["ref"]])
    return load


def _load_frame(load: Loading, frame: dict) -> None:
    scheme = load.keep(RatingScheme(slug=frame["scheme"]["slug"], name=frame["scheme"]["name"]))
    for position, rating in enumerate(frame["scheme"]["rating"], start=1):
        load.keep(Rating(scheme=scheme, position=position, **rating))
    inspection = load.keep(Inspection(**frame["inspection"]))
    for position, finding in enumerate(frame["finding"], start=1):
        row = Finding(inspection=inspection, kind=Finding.Kind.NEEDS_TO_IMPROVE, position=position, **finding)
        load.findings[position] = load.keep(row)
    load.plan = load.keep(
        Plan(scheme=scheme, inspection=inspection, loaded_at=timezone.now(), **frame["plan"])
    )
    _load_themes(load, frame["part"])


def _load_themes(load: Loading, parts: list[dict]) -> None:
    position = 0
    for part in parts:
        priorities, position = part.pop("priority"), position + 1
        parent = load.keep(Theme(plan=load.plan, position=position, **part))
        for priority in priorities:
            position += 1
            theme = Theme(plan=load.plan, parent=parent, depth=2, position=position, **priority)
            load.themes[theme.reference] = load.keep(theme)


def _load_posts(load: Loading, frame: dict, accounts: dict[str, User]) -> None:
    council = Organisation.objects.filter(name=COUNCIL).first()
    council = council or people.add_organisation(COUNCIL, by=load.by, on=load.on)
    for printed in frame["post"]:
        post = Post(
            slug=printed["slug"],
            title=printed["title"],
            acronym=printed.get("acronym", ""),
            kind=printed.get("kind", Post.Kind.POST),
            organisation=council if printed.get("kind", Post.Kind.POST) == Post.Kind.POST else None,
            reports_to=load.posts.get(printed.get("reports_to")),
        )
        aliases = printed.get("aliases", [])
        load.posts[post.slug] = people.save_post(
            post, aliases=aliases, reason="As the plan names it", by=load.by, on=load.on
        )
    known = {tenure["post"] for tenure in frame["tenure"]} | set(frame["vacant"]["posts"])
    for tenure in frame["tenure"]:
        account = accounts.get(tenure.get("account"))
        _start_tenure(load, tenure["post"], tenure["kind"], tenure["starts"], account)
    for slug, post in load.posts.items():
        if post.kind == Post.Kind.POST and slug not in known:
            _start_tenure(load, slug, Tenure.Kind.PERMANENT, date(2022, 1, 1), None)


def _start_tenure(load: Loading, slug: str, kind: str, starts: date, account: User | None) -> None:
    tenure = Tenure(
        post=load.posts[slug],
        person=account,
        holder=account.name if account else HELD_UNNAMED,
        kind=kind,
        starts=starts,
        is_illustrative=True,
    )
    people.start_tenure(tenure, reason="Demonstration", by=load.by, on=load.on)


def _load_action(load: Loading, position: int, theme: Theme, printed: dict, read: dict) -> None:
    reference, words = printed["ref"], printed["words"].strip("\n")
    action = Action(
        plan=load.plan,
        theme=theme,
        reference=reference,
        address=reference,
        position=position,
        title=printed["title"],
        words=words,
        impact=printed["impact"].strip("\n"),
        leads_printed=printed["lead"].strip("\n"),
        findings_printed=printed["findings"],
        doubt=read.get("doubt", ""),
    )
    plans.add_action(action, steps=steps_in(words), by=load.by, on=load.on)
    load.actions[reference] = action
    _link_findings(load, action, read)
    _assign_leads(load, action, read)
    reading = Reading(**read["deadline"], assumed=read.get("assumed", ""))
    deadlines.set_deadline(
        action, printed["deadline"], reading, agreed_by="The plan, as published", by=load.by, on=load.on
    )
    if said := printed["progress"].strip("\n"):
        post = load.posts[read["accountable"]]
        progress.report_progress(
            action, rating=None, narrative=said, post=post, is_printed=True, by=load.by, on=load.on
        )


def _link_findings(load: Loading, action: Action, read: dict) -> None:
    for number in read["findings"]:
        plans.link_finding(
            action,
            load.findings[number],
            strength=FindingLink.Strength.CONTRIBUTES,
            doubt=read.get("findings_doubt", ""),
            by=load.by,
            on=load.on,
        )


def _assign_leads(load: Loading, action: Action, read: dict) -> None:
    leads = [(Assignment.Role.ACCOUNTABLE, read["accountable"])]
    leads += [(Assignment.Role.JOINT, slug) for slug in read.get("joint", [])]
    leads += [(Assignment.Role.SUPPORTING, slug) for slug in read.get("supporting", [])]
    for position, (role, slug) in enumerate(leads, start=1):
        plans.assign(
            action,
            load.posts[slug],
            role=role,
            position=position,
            starts=load.on,
            doubt=read.get("lead_doubt", "") if position == 1 else "",
            by=load.by,
            on=load.on,
        )
