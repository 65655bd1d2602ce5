"""Saying where an action stands: who may, what each rating asks for, and what is kept of it."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from improvement import roles
from improvement.models import (
    Assignment,
    Evidence,
    LedgerEntry,
    ProgressUpdate,
    Rating,
    RatingScheme,
    Step,
)
from improvement.ratings import NEEDS_REASON, Code
from improvement.record.verify import problems
from improvement.services import completion, evidence, plans, progress, speaking
from improvement.services import people as people_services
from improvement.services.attachments import Attachment
from improvement.services.refusals import Refused
from tests import builders

LINK = Attachment(title="Minutes", url="https://example.org/minutes")


@pytest.fixture
def action(plan):
    return plan.actions.get(reference="1.1")


def say(action, code, *, by, on, **more):
    """A complete word on an action: at risk and off track with reason and way back."""
    said = {"narrative": "It moved on."}
    if code in NEEDS_REASON:
        said |= {"reason": "Nobody applied.", "recovery": "Advertise again."}
    if code == Code.COMPLETE:
        said |= {"impact": "Children are heard sooner."}
    rating = builders.rating(action.plan, code)
    return progress.report_progress(action, rating=rating, by=by, on=on, **{**said, **more})


# Who may: role by role, on an action whose accountable post the lead holds, and on one that nobody does.

MAY_UPDATE = {
    "office": (True, True),
    "lead": (True, False),
    "chair": (False, False),
    "clerk": (False, False),
    "auditor": (False, False),
    "admin": (False, False),
}


@pytest.mark.parametrize("who", MAY_UPDATE)
@pytest.mark.parametrize("reference", ["1.1", "2.1"])
def test_who_may_update(plan, people, today, who, reference):
    action = plan.actions.get(reference=reference)
    may = MAY_UPDATE[who][reference == "2.1"]
    sentence = speaking.reason_not_to_update(action, by=people[who], on=today)
    assert sentence == ("" if may else speaking.NOT_YOURS)
    if may:
        say(action, Code.ON_TRACK, by=people[who], on=today)
        return
    with pytest.raises(Refused, match="You may not update this action"):
        say(action, Code.ON_TRACK, by=people[who], on=today)
    assert not ProgressUpdate.objects.exists()


def test_every_role_is_in_the_table():
    assert {builders.CAST[who][1] for who in MAY_UPDATE} == roles.ROLES.keys()


def test_a_supporting_post_is_enough(plan, people, today):
    action = plan.actions.get(reference="2.1")
    director = plan.actions.get(reference="1.1").assignments.get().post
    plans.assign(
        action,
        director,
        role=Assignment.Role.SUPPORTING,
        position=2,
        starts=today,
        by=people["office"],
        on=today,
    )
    assert speaking.reason_not_to_update(action, by=people["lead"], on=today) == ""
    assert say(action, Code.ON_TRACK, by=people["lead"], on=today).post == director


def test_holding_the_post_without_the_role_is_not_enough(plan, people, today):
    social_worker = plan.actions.get(reference="2.1").assignments.get().post
    builders.holding(people["chair"], social_worker, on=today)
    action = plan.actions.get(reference="2.1")
    assert speaking.reason_not_to_update(action, by=people["chair"], on=today) == speaking.NOT_YOURS


def test_a_post_held_no_more_gives_no_right(action, people, today):
    tenure = people["lead"].tenures.get()
    people_services.end_tenure(tenure, today, reason="Left", by=people["office"], on=today)
    assert speaking.reason_not_to_update(action, by=people["lead"], on=today) == speaking.NOT_YOURS
    assert speaking.reason_not_to_update(action, by=people["lead"], on=today - timedelta(days=1)) != ""


# What each rating asks for.


@pytest.mark.parametrize("code", [code for code in Code if code != Code.COMPLETE])
@pytest.mark.parametrize(("reason", "recovery"), [("", ""), ("Why", ""), ("", "Way"), ("Why", "Way")])
def test_reason_and_way_back(action, people, today, code, reason, recovery):
    refused = code in NEEDS_REASON and not (reason and recovery)
    if refused:
        with pytest.raises(Refused, match="Say why it is at risk or off track"):
            say(action, code, by=people["lead"], on=today, reason=reason, recovery=recovery)
        assert not ProgressUpdate.objects.exists()
    else:
        update = say(action, code, by=people["lead"], on=today, reason=reason, recovery=recovery)
        action.refresh_from_db()
        assert action.current_rating.code == code
        assert action.current_update == update


def test_a_rating_of_another_scheme_is_refused(action, people, today):
    office = {"reason": "Test", "by": people["office"], "on": today}
    scheme = plans.save_part(RatingScheme(slug="other", name="Other"), **office)
    amber = Rating(scheme=scheme, code=Code.ON_TRACK, label="Amber", meaning="Fair", position=1)
    plans.save_part(amber, **office)
    with pytest.raises(Refused, match="this plan’s own ratings"):
        progress.report_progress(action, rating=amber, narrative="So", by=people["lead"], on=today)


# Proposing and accepting.


def test_complete_is_only_proposed(action, people, today):
    say(action, Code.AT_RISK, by=people["lead"], on=today)
    update = say(action, Code.COMPLETE, by=people["lead"], on=today, attached=[LINK])
    action.refresh_from_db()
    assert update.proposes_complete
    assert action.current_rating.code == update.rating.code == Code.AT_RISK
    assert Evidence.objects.get().update == update


@pytest.mark.parametrize("withdrawn", [False, True])
def test_complete_needs_evidence_that_stands(action, people, today, withdrawn):
    kept = evidence.add_link(action, LINK.url, title="", by=people["lead"], on=today)
    if withdrawn:
        evidence.withdraw(kept, because="It names a child", by=people["office"], on=today)
        with pytest.raises(Refused, match="cannot be proposed complete yet"):
            say(action, Code.COMPLETE, by=people["lead"], on=today)
        assert not ProgressUpdate.objects.exists()
    else:
        assert say(action, Code.COMPLETE, by=people["lead"], on=today).proposes_complete


def test_saying_again_that_a_complete_action_is_proposes_nothing(action, people, today):
    proposal = say(action, Code.COMPLETE, by=people["lead"], on=today, attached=[LINK])
    completion.accept_complete(proposal, by=people["office"], on=today)
    again = say(action, Code.COMPLETE, by=people["lead"], on=today)
    assert not again.proposes_complete
    assert again.rating.code == Code.COMPLETE


@pytest.mark.parametrize("who", MAY_UPDATE)
def test_who_may_accept(action, people, today, who):
    proposal = say(action, Code.COMPLETE, by=people["lead"], on=today, attached=[LINK])
    if who == "office":
        accepted = completion.accept_complete(proposal, by=people[who], on=today)
        action.refresh_from_db()
        assert action.current_rating.code == Code.COMPLETE
        assert accepted.author_name == "Leo Lead, DCS; accepted by Olive Office, programme office"
    else:
        with pytest.raises(Refused, match="You may not accept"):
            completion.accept_complete(proposal, by=people[who], on=today)


def test_nobody_accepts_what_they_proposed(action, people, today):
    proposal = say(action, Code.COMPLETE, by=people["office"], on=today, attached=[LINK])
    with pytest.raises(Refused, match="You may not accept what you proposed yourself"):
        completion.accept_complete(proposal, by=people["office"], on=today)


def test_only_the_newest_word_can_be_accepted_and_only_once(action, people, today):
    plain = say(action, Code.ON_TRACK, by=people["lead"], on=today)
    assert "Nobody proposes now" in completion.reason_not_to_accept(plain, by=people["office"], on=today)
    proposal = say(action, Code.COMPLETE, by=people["lead"], on=today, attached=[LINK])
    stale = ProgressUpdate.objects.select_related("action").get(pk=proposal.pk)
    completion.accept_complete(proposal, by=people["office"], on=today)
    with pytest.raises(Refused, match="accepted it on 20 June 2022"):
        completion.accept_complete(stale, by=people["office"], on=today)
    assert ProgressUpdate.objects.count() == 3


# Two people.


def test_an_update_that_came_between_is_not_written_over(action, people, today):
    first = say(action, Code.ON_TRACK, by=people["lead"], on=today, seen=None)
    with pytest.raises(progress.Overtaken, match=r"1\.1 was updated after you opened this form"):
        say(action, Code.AT_RISK, by=people["office"], on=today, seen=None)
    assert action.current_update == first
    second = say(action, Code.AT_RISK, by=people["office"], on=today, seen=first.pk)
    action.refresh_from_db()
    assert action.current_update == second


# Steps, names, and what is kept.


def test_steps_are_ticked_and_unticked(action, people, today):
    first, second = action.steps.all()
    foreign = Step.objects.exclude(action=action).first()
    say(action, Code.ON_TRACK, by=people["lead"], on=today, steps_done={first.pk, foreign.pk})
    assert [step.done_on for step in action.steps.all()] == [today, None]
    foreign.refresh_from_db()
    assert foreign.done_on is None
    say(action, Code.ON_TRACK, by=people["lead"], on=today, steps_done=None)
    assert [step.done_on for step in action.steps.all()] == [today, None]
    say(action, Code.ON_TRACK, by=people["lead"], on=today, steps_done={second.pk})
    assert [step.done_on for step in action.steps.all()] == [None, today]
    assert first.history.count() == 3


def test_the_name_and_the_post_of_the_day_are_kept(action, people, today):
    own = say(action, Code.ON_TRACK, by=people["lead"], on=today)
    assert (own.author_name, own.post.acronym, own.is_on_behalf) == ("Leo Lead, DCS", "DCS", False)
    other = say(action, Code.ON_TRACK, by=people["office"], on=today)
    assert (other.author_name, other.post.acronym) == ("Olive Office, programme office", "DCS")
    assert other.is_on_behalf


def test_everything_is_recorded_under_its_author(action, people, today):
    before = LedgerEntry.objects.count()
    step = action.steps.first()
    say(action, Code.COMPLETE, by=people["lead"], on=today, attached=[LINK], steps_done={step.pk})
    entries = list(LedgerEntry.objects.filter(number__gt=before).order_by("number"))
    assert [(entry.model.split(".")[1], entry.reason) for entry in entries] == [
        ("progressupdate", "Proposed complete"),
        ("action", "Proposed complete"),
        ("step", "Proposed complete"),
        ("evidence", "Evidence added"),
    ]
    assert {entry.actor_id for entry in entries} == {people["lead"].pk}
    version = action.history.latest()
    assert version.history_user_id == people["lead"].pk
    assert localdate(version.history_date) == today
    assert [str(problem) for problem in problems()] == []


@pytest.mark.parametrize("failing", ["evidence", "ledger"])
def test_nothing_is_half_written(action, people, today, monkeypatch, failing):
    def fail(*args, **kwargs):
        raise RuntimeError("forced")

    if failing == "evidence":
        monkeypatch.setattr(Evidence, "save", fail)
    else:
        monkeypatch.setattr("improvement.record.ledger.append_many", fail)
    before = (LedgerEntry.objects.count(), action.history.count())
    file = Attachment(upload=SimpleUploadedFile("minutes.txt", b"Agreed."))
    step = action.steps.first()
    with pytest.raises(RuntimeError, match="forced"):
        say(action, Code.ON_TRACK, by=people["lead"], on=today, attached=[file], steps_done={step.pk})
    action.refresh_from_db()
    assert action.current_update is None
    assert (LedgerEntry.objects.count(), action.history.count()) == before
    assert not ProgressUpdate.objects.exists()
    assert not Evidence.objects.exists()
    assert stored_files() == []


def stored_files(folder: str = "") -> list[str]:
    if not default_storage.exists(folder or "evidence"):
        return []
    folders, files = default_storage.listdir(folder or "evidence")
    inner = [name for each in folders for name in stored_files(f"{folder or 'evidence'}/{each}")]
    return [*files, *inner]
