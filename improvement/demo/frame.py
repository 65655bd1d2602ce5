"""Bringing in what stands round a plan's actions: scheme, inspection, findings, themes, posts."""

from datetime import date

from django.utils import timezone

from improvement.demo import files
from improvement.demo.loading import AS_PRINTED, Loading, words_of
from improvement.models import (
    Finding,
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
from improvement.places import place_of
from improvement.services import people

COUNCIL = "Bury Council"
HELD_UNNAMED = "Holder not named here"
PLAIN_SCHEME = "scheme.toml"


def load_frame(load: Loading, frame: dict) -> None:
    scheme = _scheme(load, frame.get("scheme") or files.read(PLAIN_SCHEME)["scheme"])
    inspection = load.keep(Inspection(**frame["inspection"])) if "inspection" in frame else None
    load.plan = load.keep(
        Plan(scheme=scheme, inspection=inspection, loaded_at=timezone.now(), **frame["plan"])
    )
    for position, printed in enumerate(frame.get("finding", []), start=1):
        finding = Finding(inspection=inspection, position=position, **printed)
        load.findings[finding.reference] = load.keep(finding)
    for position, printed in enumerate(frame.get("source", []), start=1):
        load.findings[f"{printed['theme']}.{printed['number']}"] = _load_source(load, position, printed)
    for position, printed in enumerate(frame["theme"], start=1):
        _load_theme(load, position, printed)


def _scheme(load: Loading, wanted: dict) -> RatingScheme:
    scheme = RatingScheme.objects.filter(slug=wanted["slug"]).first()
    if scheme is None:
        scheme = load.keep(RatingScheme(slug=wanted["slug"], name=wanted["name"]))
        for position, rating in enumerate(wanted["rating"], start=1):
            load.keep(Rating(scheme=scheme, position=position, **rating))
    return scheme


def _load_source(load: Loading, position: int, printed: dict) -> Finding:
    """A source is numbered within its theme: “S2.4” is the fourth of theme 2."""
    source = Finding(
        listed_in=load.plan,
        reference=f"S{printed['theme']}.{printed['number']}",
        kind=printed["kind"],
        words=words_of(printed, "words"),
        short_title=printed["short_title"],
        place=f"{printed['printed_place']}: {printed['place']}",
        doubt=printed.get("doubt", ""),
        position=position,
    )
    return load.keep(source)


def _load_theme(load: Loading, position: int, printed: dict) -> None:
    parent = load.themes.get(printed.get("parent"))
    answered = [load.findings[reference] for reference in printed.get("answers", [])]
    theme = Theme(
        plan=load.plan,
        parent=parent,
        depth=parent.depth + 1 if parent else 1,
        reference=printed.get("reference", ""),
        title=words_of(printed, "title"),
        short_title=printed.get("short_title", ""),
        leads_printed=words_of(printed, "leads"),
        answers=answered[0] if answered else parent.answers if parent else None,
        doubt=printed.get("doubt", ""),
        position=place_of(position),
    )
    load.themes[printed.get("key") or theme.reference] = load.keep(theme)


def load_posts(load: Loading, frame: dict, accounts: dict[str, User]) -> None:
    """The posts and bodies that the plan names. One that is here already only gets its further aliases."""
    for printed in frame.get("post", []):
        post = Post.objects.filter(slug=printed["slug"]).first()
        load.posts[printed["slug"]] = post or _new_post(load, printed)
        if post:
            people.add_aliases(post, printed.get("aliases", []), reason=AS_PRINTED, by=load.by, on=load.on)
        elif load.posts[printed["slug"]].kind == Post.Kind.POST:
            _hold(load, frame, printed["slug"], accounts)


def _new_post(load: Loading, printed: dict) -> Post:
    kind = printed.get("kind", Post.Kind.POST)
    name = printed.get("organisation", COUNCIL if kind == Post.Kind.POST else "")
    post = Post(
        slug=printed["slug"],
        title=printed["title"],
        acronym=printed.get("acronym", ""),
        kind=kind,
        organisation=_organisation(load, name) if name else None,
        reports_to=load.posts.get(printed.get("reports_to")),
    )
    aliases = printed.get("aliases", [])
    return people.save_post(post, aliases=aliases, reason=AS_PRINTED, by=load.by, on=load.on)


def _organisation(load: Loading, name: str) -> Organisation:
    known = Organisation.objects.filter(name=name).first()
    return known or people.add_organisation(name, by=load.by, on=load.on)


def _hold(load: Loading, frame: dict, slug: str, accounts: dict[str, User]) -> None:
    """Who holds a post: as the file says, nobody where it is vacant, else somebody whom the file leaves unnamed."""
    told = [tenure for tenure in frame.get("tenure", []) if tenure["post"] == slug]
    vacant = slug in frame.get("vacant", {}).get("posts", [])
    unnamed = {"kind": Tenure.Kind.PERMANENT, "starts": date(load.on.year, 1, 1)}
    for tenure in told or ([] if vacant else [unnamed]):
        account = accounts.get(tenure.get("account"))
        holding = Tenure(
            post=load.posts[slug],
            person=account,
            holder=account.name if account else HELD_UNNAMED,
            kind=tenure["kind"],
            starts=tenure["starts"],
            is_illustrative=True,
        )
        people.start_tenure(holding, reason="Demonstration", by=load.by, on=load.on)
