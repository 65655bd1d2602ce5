"""A partner and their link in every state that one can be in."""

from datetime import date, timedelta

from improvement.ratings import Code
from improvement.record.writing import writing
from improvement.services import completion, progress, rounds
from improvement.services import partner_links as services
from tests import builders

PAGE = "/plans/small/actions/1.1/"
CLOSES = date(2022, 6, 23)
JO = services.Partner("Jo Black", "Greater Manchester Police", "jo@gmp.example")
SITE = "http://testserver/"


def link_for(partner, action, *, by, on):
    return services.make_link(action, partner, expires_on=CLOSES, site=SITE, by=by, on=on)


def path(made) -> str:
    return made.address.removeprefix(SITE[:-1])


def said(action, code=Code.ON_TRACK, **more) -> dict:
    return {"rating": builders.rating(action.plan, code).pk, "narrative": "The unit is staffed.", **more}


def use(made, today, **more):
    rating = builders.rating(made.link.action.plan, more.pop("code", Code.ON_TRACK))
    by = services.partners(on=today)
    return services.use_link(made.link, **{"narrative": "Said.", **more}, rating=rating, by=by, on=today)


def fresh(made, people, today):
    pass


def used(made, people, today):
    use(made, today)


def revoked(made, people, today):
    services.revoke_link(made.link, by=people["office"], on=today)


def expired(made, people, today):
    with writing(by=builders.system(today), reason="Test", on=today):
        made.link.expires_on = today - timedelta(days=1)
        made.link.save()


def round_closed(made, people, today):
    rounds.close_round(made.link.round, by=people["office"], on=today)


def round_past_its_day(made, people, today):
    with writing(by=builders.system(today), reason="Test", on=today):
        made.link.round.closes = today - timedelta(days=1)
        made.link.round.save()


def withdrawn(made, people, today):
    action = made.link.action
    with writing(by=builders.system(today), reason="Test", on=today):
        action.withdrawn_on, action.withdrawn_because = today, "Merged"
        action.save()


def proposed(made, people, today):
    action, complete = made.link.action, builders.rating(made.link.action.plan, Code.COMPLETE)
    return progress.report_progress(
        action, rating=complete, narrative="Done.", by=builders.system(today), on=today
    )


def complete(made, people, today):
    completion.accept_complete(proposed(made, people, today), by=builders.system(today), on=today)


STATES = {
    fresh: (200, "Where does 1.1 stand?"),
    used: (410, "This link was used on 20 June 2022, and it works once."),
    revoked: (410, "This link was taken back on 20 June 2022. Ask the person who sent it to you"),
    expired: (410, "This link could be used until 19 June 2022. Ask the person who sent it to you"),
    round_closed: (410, "belongs to closed on 20 June 2022. Ask the person who sent it to you"),
    round_past_its_day: (410, "belongs to closed on 19 June 2022. Ask the person who sent it to you"),
    withdrawn: (410, "has been settled since, so nothing is asked of you any more."),
    proposed: (410, "has been settled since, so nothing is asked of you any more."),
    complete: (410, "has been settled since, so nothing is asked of you any more."),
}
