"""One address for each page of the product, worked out from its routes, and who reads it."""

from django.urls import reverse

from improvement import clock
from improvement.links.targets import Target
from improvement.models import (
    Action,
    Cost,
    Cover,
    DeadlineRequest,
    Dependency,
    Evidence,
    Finding,
    ImpactCheck,
    Post,
    ProgressUpdate,
    Rating,
    ShortForm,
    Tenure,
    Theme,
    Trigger,
    UpdateRound,
    User,
)
from improvement.services.evidence import add_link as add_evidence_link
from improvement.services.glossary import explain
from improvement.services.links import add_link
from improvement.services.partner_letters import Made
from improvement.services.partner_links import Partner, make_link
from improvement.services.posts import start_cover
from improvement.services.progress import report_progress
from tests.test_routes import ROUTES

# Routes that show no page, each with its reason.
NOT_PAGES = {
    "governance:audit-export": "a workbook",
    "improvement:action-download": "a file",
    "improvement:bundle-download": "a file",
    "improvement:calendar-feed": "a file",
    "improvement:changes-export": "a file",
    "improvement:demonstration-day": "only posted to",
    "improvement:evidence-download": "a workbook",
    "improvement:cost-export": "a workbook",
    "improvement:evidence-open": "a file",
    "improvement:draft-keep": "only posted to",
    "improvement:no-change": "only posted to",
    "improvement:part-move": "only posted to",
    "improvement:plan-export": "a file",
    "improvement:timeline-export": "a file",
}
PAGES = sorted(ROUTES.keys() - NOT_PAGES.keys())

# Who reads a page: the office, unless it is somebody else's. Nobody is "".
READERS = {
    "account_calendar": "lead",
    "account_inactive": "",
    "improvement:partner-update": "",
    "account_login": "",
    "account_reset_password": "",
    "account_reset_password_done": "",
    "account_reset_password_from_key": "",
    "account_reset_password_from_key_done": "",
    "governance:audit-list": "auditor",
    "improvement:action-update": "lead",
    "improvement:evidence-add": "lead",
    "improvement:home": "chair",
    "improvement:my-action-update": "lead",
    "improvement:my-actions": "lead",
    "improvement:person-active": "admin",
    "improvement:person-address": "admin",
    "improvement:person-detail": "admin",
    "improvement:person-invite": "admin",
    "improvement:person-list": "admin",
    "improvement:person-plans": "admin",
    "improvement:person-roles": "admin",
    "improvement:plan-list": "chair",
    "improvement:plan-standing": "chair",
}

# What stands in an address, by the name of the argument.
ARGUMENTS = {
    "plan": lambda: "bury-2022",
    "address": lambda: "5.10",
    "reference": lambda: "9",
    "slug": lambda: "edcs",
    "topic": lambda: "leads",
    "kind": lambda: "action",
    "uidb36": lambda: "1",
    "key": lambda: "expired",
    "token": lambda: _partner_link().address.split("/")[-2],
}
# What is not the same on every page: a row's number, and the action that it belongs to.
OWN_ARGUMENTS = {
    "improvement:cost-correct": {"plan": lambda: "bury-2016", "pk": lambda: _cost().pk},
    "improvement:cost-withdraw": {"plan": lambda: "bury-2016", "pk": lambda: _cost().pk},
    "improvement:plan-costs": {"plan": lambda: "bury-2016"},
    "improvement:evidence-withdraw": {
        "address": lambda: _action_with_evidence().address,
        "pk": lambda: _action_with_evidence().evidence.first().pk,
    },
    "improvement:link-edit": {"address": lambda: _link().action.address, "pk": lambda: _link().pk},
    "improvement:link-withdraw": {"address": lambda: _link().action.address, "pk": lambda: _link().pk},
    "improvement:plan-links": {"plan": lambda: _link().action.plan.slug},
    "improvement:part-withdraw": {
        "kind": lambda: "action",
        "pk": lambda: Action.objects.filter(plan__slug="bury-2022").first().pk,
    },
    "improvement:action-accept": {"address": lambda: _proposal().address},
    "improvement:action-return": {"address": lambda: _proposal().address},
    "improvement:deadline-request": {"pk": lambda: DeadlineRequest.objects.first().pk},
    "improvement:impact-check": {
        "pk": lambda: ImpactCheck.objects.filter(action__plan__slug="bury-2022").first().pk
    },
    "improvement:finding-edit": {
        "pk": lambda: Finding.objects.get(inspection__plans__slug="bury-2022", reference="1").pk
    },
    "improvement:rating-withdraw": {
        "pk": lambda: Rating.objects.get(scheme__plan__slug="bury-2022", code="not-started").pk
    },
    "improvement:theme-edit": {"pk": lambda: _first(Theme).pk},
    "improvement:partner-link-detail": {"address": lambda: "2.4", "pk": lambda: _partner_link().link.pk},
    "improvement:partner-link-revoke": {"address": lambda: "2.4", "pk": lambda: _partner_link().link.pk},
    "improvement:person-active": {"pk": lambda: _lead().pk},
    "improvement:person-address": {"pk": lambda: _lead().pk},
    "improvement:person-detail": {"pk": lambda: _lead().pk},
    "improvement:person-plans": {"pk": lambda: _lead().pk},
    "improvement:person-roles": {"pk": lambda: _lead().pk},
    "improvement:trigger-actions": {"pk": lambda: _trigger().pk},
    "improvement:trigger-edit": {"pk": lambda: _trigger().pk},
    "improvement:trigger-happened": {"pk": lambda: _trigger().pk},
    "improvement:round-close": {"pk": lambda: _open_round().pk},
    "improvement:round-detail": {"pk": lambda: _open_round().pk},
    "improvement:round-edit": {"pk": lambda: _open_round().pk},
    "improvement:update-send-back": {"pk": lambda: _said_by_the_lead().pk},
    "improvement:short-form-edit": {"pk": lambda: _short_form().pk},
    "improvement:short-form-withdraw": {"pk": lambda: _short_form().pk},
    "improvement:cover-end": {"pk": lambda: _cover().pk},
    "improvement:tenure-end": {"pk": lambda: Tenure.objects.get(person=_lead()).pk},
}


def sample(name: str) -> str:
    """An address of a route that shows a whole page of the demonstration."""
    converters = ROUTES[name].pattern.converters or ROUTES[name].pattern.regex.groupindex
    known = ARGUMENTS | OWN_ARGUMENTS.get(name, {})
    missing = converters.keys() - known.keys()
    assert not missing, (
        f"Give {name} a sample of {', '.join(missing)} in {__name__}, or list it in NOT_PAGES."
    )
    return reverse(name, kwargs={argument: known[argument]() for argument in converters})


def reader(name: str) -> str:
    return READERS.get(name, "office")


def _lead() -> User:
    return User.objects.get(email="lead@demo.example")


def _cover() -> Cover:
    office, today = User.objects.get(email="office@demo.example"), clock.today()
    kept = Cover.objects.filter(post__slug="edcs").first()
    post = Post.objects.get(slug="edcs")
    cover = Cover(post=post, person=office, starts=today, ends=today, because="Leave")
    return kept or start_cover(cover, by=office, on=today)


def _short_form() -> ShortForm:
    office = User.objects.get(email="office@demo.example")
    return ShortForm.objects.first() or explain("WIFI", "Wireless internet.", by=office, on=clock.today())


def _cost() -> Cost:
    return Cost.objects.filter(plan__slug="bury-2016").order_by("pk").first()


def _action_with_evidence() -> Action:
    return Evidence.objects.order_by("pk").first().action


def _proposal() -> Action:
    """4.1, which its lead proposes complete and nobody has accepted."""
    action = Action.objects.get(plan__slug="bury-2022", address="4.1")
    if action.current_update.proposes_complete:
        return action
    minutes = {"title": "Minutes", "by": _lead(), "on": clock.today()}
    add_evidence_link(action, "https://www.bury.gov.uk/minutes", **minutes)
    complete = action.plan.scheme.ratings.filter(code="complete").first()
    said = {"rating": complete, "narrative": "All is in place.", "impact": "Families are heard."}
    report_progress(action, **said, by=_lead(), on=clock.today())
    return action


def _partner_link() -> Made:
    """A fresh one: its address is known to nobody afterwards."""
    action = Action.objects.get(plan__slug="bury-2022", address="2.4")
    office = User.objects.get(email="office@demo.example")
    asked = {"expires_on": clock.today(), "site": "http://testserver/"}
    return make_link(action, Partner("Jo Black", "Police"), by=office, on=clock.today(), **asked)


def _trigger() -> Trigger:
    return Trigger.objects.get(plan__slug="bury-2022", name="PSW appointed")


def _open_round() -> UpdateRound:
    return UpdateRound.objects.get(plan__slug="bury-2022", closed_on=None)


def _said_by_the_lead() -> ProgressUpdate:
    """An update of 5.10 in the round that is open."""
    action, round = Action.objects.get(plan__slug="bury-2022", address="5.10"), _open_round()
    if action.current_update.round_id != round.pk:
        report_progress(
            action,
            rating=action.current_rating,
            narrative="It moved on.",
            round=round,
            by=_lead(),
            on=clock.today(),
        )
    return action.current_update


def _first(model):
    return model.objects.filter(plan__slug="bury-2022").first()


def _link() -> Dependency:
    """A link of 2022, whose plan prints none: 5.10 waits for 2.4, which is late."""
    kept = Dependency.objects.filter(action__plan__slug="bury-2022").first()
    actions = {action.address: action for action in Action.objects.filter(plan__slug="bury-2022")}
    said = {"kind": Dependency.Kind.WAITS, "words": "2.4", "because": "So that there is one"}
    office = User.objects.get(email="office@demo.example")
    return kept or add_link(
        actions["5.10"], Target(action=actions["2.4"]), by=office, on=clock.today(), **said
    )
