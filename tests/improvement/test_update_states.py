"""Every word that every role may say on an action in every state it can be in: what stands afterwards, or why not."""

import pytest
from django.db import transaction

from improvement.models import ProgressUpdate
from improvement.ratings import NEEDS_REASON, Code
from improvement.services import completion, evidence, speaking
from improvement.services.keeping import withdraw
from improvement.services.progress import REASON_AND_RECOVERY, report_progress
from improvement.services.refusals import Refused
from tests import builders

STATES = ["not rated", *[code for code in Code if code != Code.COMPLETE], "proposed", "complete", "withdrawn"]
WITHDRAWN = "1.1 was withdrawn on 20 June 2022. Nothing more is said about it."


def say(action, code, *, by, on, **more):
    said = {"narrative": "It moved on.", "impact": "Children are heard."}
    if code in NEEDS_REASON:
        said |= {"reason": "Nobody applied.", "recovery": "Advertise again."}
    return report_progress(
        action, rating=builders.rating(action.plan, code), by=by, on=on, **{**said, **more}
    )


def brought_to(state, action, people, on):
    """The action in a state, its evidence there already."""
    evidence.add_link(action, "https://example.org/m", title="Minutes", by=people["lead"], on=on)
    if state in {"proposed", "complete"}:
        say(action, Code.ON_TRACK, by=people["lead"], on=on)
        proposal = say(action, Code.COMPLETE, by=people["lead"], on=on)
        if state == "complete":
            completion.accept_complete(proposal, by=people["office"], on=on)
    elif state == "withdrawn":
        withdraw(action, because="Merged", by=people["office"], on=on)
    elif state != "not rated":
        say(action, state, by=people["lead"], on=on)
    action.refresh_from_db()


def expected(state, code) -> tuple[str | None, bool]:
    """The rating in force after somebody who may says `code`, and whether that only proposes completion."""
    before = {"not rated": None, "proposed": Code.ON_TRACK}.get(state, state)
    if code != Code.COMPLETE:
        return code, False
    return (Code.COMPLETE, False) if state == "complete" else (before, True)


@pytest.mark.parametrize("who", builders.CAST)
@pytest.mark.parametrize("state", STATES)
def test_the_whole_table(plan, people, today, state, who):
    action = plan.actions.get(reference="1.1")
    brought_to(state, action, people, today)
    for code in Code:
        with transaction.atomic():
            _check(action, state, code, who, people, today)
            transaction.set_rollback(True)
        action.refresh_from_db()


def _check(action, state, code, who, people, today):
    before = ProgressUpdate.objects.count()
    refusal = WITHDRAWN if state == "withdrawn" else ""
    if who not in {"office", "lead"}:
        refusal = speaking.NOT_YOURS
    if refusal:
        with pytest.raises(Refused) as refused:
            say(action, code, by=people[who], on=today)
        assert str(refused.value) == refusal
        assert ProgressUpdate.objects.count() == before
        return
    update = say(action, code, by=people[who], on=today)
    action.refresh_from_db()
    rating, proposes = expected(state, code)
    assert (action.current_rating and action.current_rating.code) == rating
    assert update.proposes_complete is proposes
    assert update.is_on_behalf is (who == "office")
    assert action.current_update == update


@pytest.mark.parametrize("code", sorted(NEEDS_REASON))
@pytest.mark.parametrize("given", [{"reason": "", "recovery": ""}, {"recovery": ""}, {"reason": ""}])
def test_trouble_without_reason_and_way_back_is_refused_in_every_state(plan, people, today, code, given):
    action = plan.actions.get(reference="1.1")
    with pytest.raises(Refused) as refused:
        say(action, code, by=people["lead"], on=today, **given)
    assert str(refused.value) == REASON_AND_RECOVERY


def test_a_rating_that_the_plan_no_longer_gives_is_refused(plan, people, today):
    action, rating = plan.actions.get(reference="1.1"), builders.rating(plan, Code.NOT_STARTED)
    rating.withdrawn_on = today
    with pytest.raises(Refused, match="is no longer given in this plan"):
        report_progress(action, rating=rating, narrative="Met.", by=people["lead"], on=today)
