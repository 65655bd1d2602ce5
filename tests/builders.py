"""Everything a test needs, built through the services that people use."""

from datetime import date

from improvement import roles
from improvement.actions.steps import steps_in
from improvement.deadlines import Kind, Precision, Reading
from improvement.models import (
    Action,
    Assignment,
    Finding,
    FindingLink,
    Inspection,
    Plan,
    Post,
    Rating,
    RatingScheme,
    Tenure,
    Theme,
    User,
)
from improvement.ratings import Code
from improvement.record.writing import writing
from improvement.services import deadlines, plans
from improvement.services import people as people_services
from improvement.services.rounds import open_round

CAST = {
    "office": ("Olive Office", roles.OFFICE),
    "lead": ("Leo Lead", roles.LEAD),
    "chair": ("Cora Chair", roles.BOARD_MEMBER),
    "clerk": ("Clem Clerk", roles.DEMOCRATIC_SERVICES),
    "auditor": ("Audrey Auditor", roles.AUDITOR),
    "admin": ("Ada Admin", roles.ADMINISTRATOR),
}
EMAILS = [f"{key}@council.example" for key in CAST]
PASSWORD = "correct horse battery staple"
WORDS = "Establish the board\n- Appoint an independent chair\n- Agree the terms of reference"


def system(on: date) -> User:
    return people_services.system_user("tests", on=on)


def people(*, on: date) -> dict[str, User]:
    with writing(by=system(on), reason="Test", on=on):
        return _people(on)


def _people(on: date) -> dict[str, User]:
    cast = {}
    for key, (name, role) in CAST.items():
        person = people_services.invite(f"{key}@council.example", name, role, by=system(on), on=on)
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
        cast[key] = person
    return cast


def cast() -> dict[str, User]:
    """The six as they stand in the database, in one query."""
    return {person.email.partition("@")[0]: person for person in User.objects.filter(email__in=EMAILS)}


def post(title: str, *, on: date, acronym="", kind=Post.Kind.POST, reports_to=None) -> Post:
    slug = title.lower().replace(" ", "-")
    row = Post(slug=slug, title=title, acronym=acronym, kind=kind, reports_to=reports_to)
    return people_services.save_post(row, aliases=[], reason="Test", by=system(on), on=on)


def holding(
    person: User, held: Post, *, on: date, kind=Tenure.Kind.PERMANENT, starts=date(2022, 1, 1)
) -> Tenure:
    tenure = Tenure(post=held, person=person, holder=person.name, kind=kind, starts=starts)
    return people_services.start_tenure(tenure, reason="Test", by=system(on), on=on)


def scheme(*, on: date) -> RatingScheme:
    row = _part(RatingScheme(slug="five", name="Five ratings"), on)
    for position, code in enumerate(Code, start=1):
        _part(
            Rating(
                scheme=row,
                code=code,
                label=code.label,
                meaning=f"It is {code.label.lower()}",
                position=position,
            ),
            on,
        )
    return row


def small_plan(cast: dict[str, User], *, on: date, slug="small") -> Plan:
    """Two priorities of two actions; 1.1 due in July, 1.2 overdue, 2.1 waiting, 2.2 without a deadline.

    One act round all of it: the ledger is written once, which halves the time of every test.
    """
    with writing(by=system(on), reason="Test", on=on):
        return _small_plan(cast, on, slug)


def _small_plan(cast: dict[str, User], on: date, slug: str) -> Plan:
    inspection = _part(
        Inspection(
            slug=f"{slug}-inspection",
            title="Inspection",
            framework="ILACS",
            inspectorate="Ofsted",
            starts=on,
            ends=on,
        ),
        on,
    )
    finding = _part(
        Finding(
            inspection=inspection,
            reference="1",
            kind=Finding.Kind.NEEDS_TO_IMPROVE,
            words="The recognition of risk at the front door.",
            short_title="Front door",
            position=1,
        ),
        on,
    )
    plan = _part(
        Plan(
            slug=slug,
            title="Small plan",
            version_label="v1",
            dated=on,
            level_one="priority",
            scheme=RatingScheme.objects.filter(slug="five").first() or scheme(on=on),
            inspection=inspection,
        ),
        on,
    )
    lead = Post.objects.filter(slug="director").first()
    if lead is None:
        lead = post("Director", acronym="DCS", on=on)
        holding(cast["lead"], lead, on=on)
    vacant = Post.objects.filter(slug="social-worker").first() or post("Social worker", acronym="PSW", on=on)
    first = _part(Theme(plan=plan, reference="1", title="Leadership", position=1), on)
    second = _part(Theme(plan=plan, reference="2", title="Practice", position=2), on)
    readings = [
        (
            "1.1",
            first,
            lead,
            "July 2022",
            Reading(Kind.BY, ends=date(2022, 7, 31), precision=Precision.MONTH),
        ),
        ("1.2", first, lead, "May 2022", Reading(Kind.BY, ends=date(2022, 5, 31), precision=Precision.MONTH)),
        ("2.1", second, vacant, "Once appointed", Reading(Kind.CONDITIONAL, condition="PSW appointed")),
        ("2.2", second, vacant, "", Reading(Kind.MISSING)),
    ]
    for position, (reference, theme, post_of, words, reading) in enumerate(readings, start=1):
        action = add_action(plan, theme, reference, position, lead=post_of, on=on)
        deadlines.set_deadline(action, words, reading, agreed_by="The plan", by=system(on), on=on)
        plans.link_finding(action, finding, strength=FindingLink.Strength.CONTRIBUTES, by=system(on), on=on)
    for reader in ("chair", "clerk"):
        shared = {row.plan for row in cast[reader].shared_plans.all()}
        people_services.share_plans(cast[reader], shared | {plan}, by=system(on), on=on)
    open_round(plan, "June 2022", opens=date(2022, 6, 13), closes=date(2022, 6, 23), by=system(on), on=on)
    return plan


def add_action(plan: Plan, theme: Theme, reference: str, position: int, *, lead: Post, on: date) -> Action:
    action = Action(
        plan=plan,
        theme=theme,
        reference=reference,
        address=reference,
        position=position,
        title=f"Establish the board {reference}",
        words=WORDS,
        impact="Children will be heard.",
        leads_printed=lead.short_name,
        findings_printed="1",
    )
    plans.add_action(action, steps=steps_in(WORDS), by=system(on), on=on)
    plans.assign(action, lead, role=Assignment.Role.ACCOUNTABLE, position=1, starts=on, by=system(on), on=on)
    return action


def rating(plan: Plan, code: str) -> Rating:
    return plan.scheme.ratings.get(code=code)


def _part(row, on: date):
    return plans.save_part(row, reason="Test", by=system(on), on=on)
