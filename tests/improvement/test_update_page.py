"""The update form: who sees it, what it holds, what it refuses, and what saving says."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from improvement import roles
from improvement.models import Evidence, LedgerEntry, ProgressUpdate
from improvement.ratings import Code
from improvement.services import completion, evidence, progress, speaking
from improvement.services import people as people_services
from improvement.services.rounds import close_round
from tests import builders
from tests.pages import text

ADDRESS = "/plans/small/actions/1.1/update/"
BACK = "/plans/small/actions/1.1/"
PROPOSED = "Proposed complete. It counts as {} until someone else accepts it."
MARKUP = "<script>alert(1)</script> & “more”"


@pytest.fixture
def action(plan):
    return plan.actions.get(reference="1.1")


@pytest.fixture
def lead(people, sign_in):
    return sign_in(people["lead"])


def sent(action, code, **more) -> dict:
    """What the form sends: the whole of it, for an author who has seen the newest update."""
    action.refresh_from_db()
    said = {"rating": builders.rating(action.plan, code).pk, "narrative": "It moved on."}
    return {**said, "seen": action.current_update_id or "", **more}


def said_before(action, people, today, code=Code.ON_TRACK, **more):
    rating, lead = builders.rating(action.plan, code), people["lead"]
    return progress.report_progress(action, rating=rating, narrative="Last words.", by=lead, on=today, **more)


def message(answer) -> str:
    *_, newest = get_messages(answer.wsgi_request)
    return str(newest)


# Who sees it.


def test_signed_out_people_are_asked_to_sign_in(plan):
    assert Client().get(ADDRESS)["Location"].startswith("/sign-in/?next=/plans/small/")


def test_a_plan_not_shared_is_not_found(plan, people, sign_in, today):
    office = people["admin"]
    stranger = people_services.invite("s@council.example", "Sam", roles.BOARD_MEMBER, by=office, on=today)
    assert sign_in(stranger).get(ADDRESS).status_code == 404
    assert sign_in(stranger).post(ADDRESS).status_code == 404


@pytest.mark.parametrize("who", ["chair", "clerk", "auditor", "admin"])
def test_readers_see_the_refusal_and_no_form(action, people, sign_in, who):
    for answer in (sign_in(people[who]).get(ADDRESS), sign_in(people[who]).post(ADDRESS, {"rating": "1"})):
        assert answer.status_code == 403
        assert speaking.NOT_YOURS in text(answer)
        assert b"data-update-form" not in answer.content
    refused = sign_in(people[who]).post(ADDRESS, sent(action, Code.ON_TRACK))
    assert refused.status_code == 403
    assert text(refused).count(speaking.NOT_YOURS) == 1
    assert not ProgressUpdate.objects.exists()


def test_another_lead_is_refused(plan, people, sign_in):
    answer = sign_in(people["lead"]).get("/plans/small/actions/2.1/update/")
    assert answer.status_code == 403
    assert speaking.NOT_YOURS in text(answer)


def test_it_is_read_and_posted_and_nothing_else(plan, lead):
    assert lead.get(ADDRESS).status_code == 200
    assert lead.put(ADDRESS).status_code == lead.delete(ADDRESS).status_code == 405


# What it holds.


def test_ratings_stand_in_the_plans_own_words_with_the_standing_one_chosen(action, people, lead, today):
    said_before(action, people, today)
    page = lead.get(ADDRESS)
    for rating in action.plan.scheme.ratings.all():
        assert rating.meaning in text(page)
    chosen = [choice.data["rating"] for choice in page.context["form"]["rating"] if choice.data["selected"]]
    assert chosen == [builders.rating(action.plan, Code.ON_TRACK)]
    assert "Only proposes it: it counts as On track until someone else accepts it." in text(page)


def test_the_last_words_stand_beside_and_can_be_started_from(action, people, lead, today):
    reason = {"reason": "Nobody applied.", "recovery": "Try again.", "forecast": "May"}
    said_before(action, people, today, Code.AT_RISK, **reason)
    page = lead.get(ADDRESS)
    assert "Your last words" in text(page)
    assert "What has happened since 20 June" in text(page)
    for words in ("Last words.", "Why: Nobody applied.", "Way back: Try again.", "Finished by: May"):
        assert words in text(page)
    assert page.context["form"]["narrative"].value() is None
    begun = lead.get(ADDRESS, {"start": "last"}).context["form"]
    assert [begun[name].value() for name in ("narrative", "reason", "recovery", "forecast")] == [
        "Last words.",
        "Nobody applied.",
        "Try again.",
        "May",
    ]


def test_an_action_of_which_nothing_was_said_says_so(action, lead):
    page = lead.get(ADDRESS, {"start": "last"})
    assert "Nothing has been said yet." in text(page)
    assert "Not rated" in text(page)


def test_the_round_it_counts_in_is_said(action, people, lead, today):
    assert "Counts in the June 2022 round, open until 23 June 2022." in text(lead.get(ADDRESS))
    close_round(action.plan.rounds.get(), by=people["office"], on=today)
    assert "No round is open" in text(lead.get(ADDRESS))
    lead.post(ADDRESS, sent(action, Code.ON_TRACK))
    assert ProgressUpdate.objects.get().round is None


# What saving says and keeps.


def test_saving_keeps_everything_and_leads_to_the_action(action, people, lead, today):
    step = action.steps.first()
    file = SimpleUploadedFile("minutes.txt", b"Agreed.")
    data = sent(action, Code.AT_RISK, narrative="One\r\nTwo", reason="Why", recovery="Way", forecast="July")
    answer = lead.post(ADDRESS, {**data, "steps_done": [step.pk], "file": file, "title": "Minutes"})
    assert (answer.status_code, answer["Location"]) == (302, BACK)
    assert message(answer) == "Saved. 1.1 is At risk."
    update = ProgressUpdate.objects.get()
    assert (update.narrative, update.reason, update.recovery) == ("One\nTwo", "Why", "Way")
    assert (update.forecast, update.author, update.said_on) == ("July", people["lead"], today)
    assert update.round == action.plan.rounds.get()
    assert action.steps.get(done_on=today) == step
    assert update.evidence.get().title == "Minutes"
    action.refresh_from_db()
    assert action.due.isoformat() == "2022-07-31"


def test_a_proposal_is_saved_as_one(action, lead):
    link = {"link": "https://example.org/minutes", "impact": "Children are heard sooner."}
    answer = lead.post(ADDRESS, sent(action, Code.COMPLETE, **link))
    assert message(answer) == PROPOSED.format("not rated")
    lead.post(ADDRESS, sent(action, Code.ON_TRACK))
    answer = lead.post(ADDRESS, sent(action, Code.COMPLETE, impact="Children are heard sooner."))
    assert message(answer) == PROPOSED.format("On track")
    assert "takes the proposal back" in text(lead.get(ADDRESS))


def test_complete_without_evidence_says_what_to_do(action, lead):
    answer = lead.post(ADDRESS, sent(action, Code.COMPLETE))
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"] == [completion.NO_EVIDENCE]
    assert text(answer).count(completion.NO_EVIDENCE) == 2
    assert b'href="#id_file"' in answer.content
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize("code", Code)
def test_reason_and_way_back_are_asked_for_where_they_are_needed(action, lead, code):
    answer = lead.post(ADDRESS, sent(action, code, narrative=""))
    wanted = {"narrative": ["Say what has happened, or that nothing has"]}
    if code in {Code.AT_RISK, Code.OFF_TRACK}:
        wanted["reason"] = [f"Say why it is {code.label.lower()}"]
        wanted["recovery"] = ["Say what the way back is"]
    if code == Code.COMPLETE:
        wanted["file"] = [completion.NO_EVIDENCE]
    assert answer.context["form"].errors == wanted


def test_what_was_typed_wrongly_is_refused_with_what_to_do(action, lead):
    answer = lead.post(
        ADDRESS,
        {
            "rating": "999",
            "narrative": "a" * 10_001,
            "forecast": "a" * 121,
            "title": "Minutes",
            "steps_done": ["999"],
        },
    )
    assert answer.context["form"].errors == {
        "rating": ["Choose the rating that fits now"],
        "narrative": ["Shorten this to 10,000 characters"],
        "forecast": ["Shorten this to 120 characters, such as 31 May 2022"],
        "title": ["Choose a file or enter a link to go with this title"],
        "steps_done": ["The steps have changed since. Check them and save again"],
    }


def test_markup_is_shown_as_text(action, people, lead, today):
    data = sent(action, Code.AT_RISK, narrative=MARKUP, reason=MARKUP, recovery=MARKUP, forecast="July")
    assert lead.post(ADDRESS, data).status_code == 302
    bad = {**sent(action, Code.AT_RISK, narrative=MARKUP), "link": MARKUP, "title": MARKUP, "typist": MARKUP}
    for page in (lead.get(ADDRESS), lead.get(ADDRESS, {"start": "last"}), lead.post(ADDRESS, bad)):
        assert page.status_code == 200
        assert b"<script>alert" not in page.content
        assert b"&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in page.content


# Two people.


def test_overtaken_shows_what_was_said_and_keeps_the_typing(action, people, lead, sign_in, today):
    first, second = action.steps.all()
    mine = sent(action, Code.ON_TRACK, narrative="My words", steps_done=[first.pk])
    theirs = sent(action, Code.AT_RISK, narrative="Their words", reason="No money", recovery="Ask for it")
    sign_in(people["office"]).post(ADDRESS, {**theirs, "steps_done": [second.pk]})
    upload = SimpleUploadedFile("minutes.txt", b"Agreed.")
    answer = lead.post(ADDRESS, {**mine, "file": upload})
    assert answer.status_code == 200
    assert "1.1 was updated after you opened this form. Read what was said, then save again." in text(answer)
    panel = text(answer)[text(answer).index("Said since") :]
    for words in ("Olive Office", "20 June 2022", "At risk", "Their words", "No money", "Ask for it"):
        assert words in panel
    assert "Choose the file again" in panel
    assert not Evidence.objects.exists()
    form = answer.context["form"]
    assert form["narrative"].value() == "My words"
    assert set(form["steps_done"].value()) == {str(first.pk), str(second.pk)}
    again = {**mine, "seen": form["seen"].value(), "steps_done": form["steps_done"].value()}
    assert lead.post(ADDRESS, again).status_code == 302
    assert [update.narrative for update in ProgressUpdate.objects.all()] == ["Their words", "My words"]
    assert action.steps.filter(done_on=today).count() == 2


@pytest.mark.parametrize("seen", [None, "", "x", "-1", "0", "9" * 19, "9" * 5000])
def test_a_form_that_does_not_know_the_newest_word_is_never_saved(action, people, lead, today, seen):
    said_before(action, people, today)
    data = {**sent(action, Code.ON_TRACK), "seen": seen}
    answer = lead.post(ADDRESS, {name: value for name, value in data.items() if value is not None})
    assert answer.status_code == 200
    assert ProgressUpdate.objects.count() == 1


# All or nothing, and what it costs.


def test_where_the_evidence_fails_nothing_is_saved(action, lead, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("forced")

    monkeypatch.setattr(Evidence, "save", fail)
    before = LedgerEntry.objects.count()
    data = sent(action, Code.ON_TRACK, file=SimpleUploadedFile("minutes.txt", b"Agreed."))
    with pytest.raises(RuntimeError, match="forced"):
        lead.post(ADDRESS, data)
    assert not ProgressUpdate.objects.exists()
    assert LedgerEntry.objects.count() == before


# Session, person, roles, action, ratings, steps, round, post; then one transaction: BEGIN, the action locked,
# the update and its version, the action and its version, the ledger's head and its links, COMMIT.
# PostgreSQL takes one more, for the ledger's lock.
MOST_QUERIES = 20


def test_saving_costs_few_queries(action, people, lead, today):
    said_before(action, people, today)
    lead.get(ADDRESS)  # The session is touched once a minute; not in this count.
    data = sent(action, Code.AT_RISK, reason="Why", recovery="Way")
    with CaptureQueriesContext(connection) as captured:
        assert lead.post(ADDRESS, data).status_code == 302
    assert len(captured) <= MOST_QUERIES - (connection.vendor == "sqlite"), "\n".join(
        query["sql"] for query in captured
    )


def test_opening_costs_few_queries(action, people, lead, today):
    evidence.add_link(action, "https://example.org", title="", by=people["lead"], on=today)
    said_before(action, people, today)
    lead.get(ADDRESS)
    with CaptureQueriesContext(connection) as captured:
        lead.get(ADDRESS)
    assert len(captured) <= 18, "\n".join(query["sql"] for query in captured)
