"""Who decides about an action: the six, the director above its lead, and a lead who has nothing to do with it."""

from datetime import date

from improvement import roles
from improvement.deadlines import Kind, Precision, Reading
from improvement.models import Action, DeadlineRequest, Plan, PlanReader, Post, User
from improvement.services import deadlines, evidence
from improvement.services import people as people_services
from improvement.services.completion import accept_complete, return_proposal
from improvement.services.deadline_requests import Wish, agree, ask_to_move, refuse, take_back
from improvement.services.progress import report_progress
from improvement.services.rules import Rules, set_rules
from tests import builders

WHO = [*builders.CAST, "director", "another"]
State = DeadlineRequest.State


def everyone(plan: Plan, people: dict[str, User], today: date) -> dict[str, User]:
    """The six, with the chair in the chair of the plan's board, and two leads more."""
    by = builders.system(today)
    found = dict(people)
    for key, name in (("director", "Dora Director"), ("another", "Anton Other")):
        found[key] = people_services.invite(f"{key}@council.example", name, roles.LEAD, by=by, on=today)
    above = builders.post("Chief executive", acronym="CE", on=today)
    builders.holding(found["director"], above, on=today)
    builders.holding(found["another"], Post.objects.get(slug="social-worker"), on=today)
    lead = Post.objects.get(slug="director")
    lead.reports_to = above
    people_services.save_post(lead, aliases=[], reason="Test", by=by, on=today)
    in_the_chair = set(PlanReader.objects.filter(plan=plan, reader=people["chair"]))
    rules(plan, chairs=in_the_chair, on=today)
    return found


def rules(plan: Plan, *, on: date, lead=0, director=31, chairs=None) -> None:
    if chairs is None:
        chairs = set(plan.readers.filter(is_chair=True))
    wanted = Rules(lead, director, impact_check_months=6, remind_days_before=3, escalate_days_after=3)
    set_rules(plan, wanted, chairs=chairs, reason="Test", by=builders.system(on), on=on)


def by_end(ends: date | None) -> Wish:
    """A wish for another end date of an action; without one, for none."""
    if ends is None:
        return Wish("Ongoing", Reading(Kind.ONGOING), "It goes on.")
    return Wish(f"{ends:%-d %B %Y}", Reading(Kind.BY, ends=ends, precision=Precision.DAY), "Nobody applied.")


def asked(action: Action, ends: date | None, *, by: User, on: date) -> DeadlineRequest:
    return ask_to_move(action, by_end(ends), by=by, on=on)


def in_state(
    action: Action, state: str, ends: date | None, who: dict[str, User], today: date
) -> DeadlineRequest:
    """A request of the lead's that came to a state as requests do."""
    request = asked(action, ends, by=who["lead"], on=today)
    if state == State.AGREED:
        agree(request, decision="Board, item 4", by=who["office"], on=today)
    if state == State.REFUSED:
        refuse(request, decision="It can be done in time.", by=who["office"], on=today)
    if state == State.TAKEN_BACK:
        take_back(request, by=who["lead"], on=today)
    if state == State.OVERTAKEN:
        wish = by_end(date(2022, 12, 31))
        said = {"agreed_by": "Board", "reason": "Decided at once", "by": who["office"], "on": today}
        deadlines.set_deadline(action, wish.words, wish.reading, **said)
    return DeadlineRequest.objects.get(pk=request.pk)


def proposed(action: Action, *, by: User, on: date):
    """A proposal of completion with its evidence."""
    evidence.add_link(action, "https://example.org/minutes", title="Minutes", by=by, on=on)
    return say(action, "complete", by=by, on=on)


def say(action: Action, code: str, *, by: User, on: date):
    rating = builders.rating(action.plan, code)
    return report_progress(
        action, rating=rating, narrative=f"It is {code}.", impact="Each child is heard.", by=by, on=on
    )


def closure(action: Action, state: str, who: dict[str, User], today: date):
    """A proposal by the lead that was left alone, accepted, returned, or overtaken by another update."""
    update = proposed(action, by=who["lead"], on=today)
    if state == "accepted":
        accept_complete(update, by=who["office"], on=today)
    if state == "returned":
        return_proposal(update, note="The minutes are missing.", by=who["office"], on=today)
    if state == "overtaken":
        say(action, "on-track", by=who["lead"], on=today)
    action.refresh_from_db()
    return action.updates.get(pk=update.pk)
