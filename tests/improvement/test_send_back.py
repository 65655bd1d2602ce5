"""Sending an update back with a note: who may, when, and what becomes of what was said."""

import pytest

from improvement import roles
from improvement.models import Tenure, UpdateReview
from improvement.ratings import Code
from improvement.rounds.counts import counts_of
from improvement.services.people import invite, save_post
from improvement.services.progress import report_progress
from improvement.services.refusals import Refused
from improvement.services.reviews import reason_not_to_send_back, send_back
from improvement.services.rounds import close_round
from tests import builders
from tests.pages import text

NOT_YOURS = (
    "You may not send this update back. The programme office and the director whom its lead reports to can."
)
PEOPLE = [*builders.CAST, "director", "other lead"]
STATES = ["newest", "overtaken", "sent back", "outside a round", "round closed"]
SENTENCES = {
    "newest": "",
    "overtaken": "A later update stands. Only the newest can be sent back.",
    "sent back": "Olive Office, programme office sent it back on 20 June 2022 already.",
    "outside a round": "It was said outside a round. Ask for a new update when the next round opens.",
    "round closed": "The June 2022 round is closed, and what it holds stays as it is.",
}


@pytest.fixture
def cast(plan, people, today):
    """The six, somebody the lead's post reports to, and somebody who leads elsewhere."""
    chief = builders.post("Chief", on=today)
    director = invite("director@council.example", "Dora Director", roles.LEAD, by=people["admin"], on=today)
    other = invite("other@council.example", "Ola Other", roles.LEAD, by=people["admin"], on=today)
    builders.holding(director, chief, on=today)
    builders.holding(other, builders.post("Elsewhere", on=today), on=today)
    lead = Tenure.objects.get(person=people["lead"]).post
    lead.reports_to = chief
    save_post(lead, aliases=[], reason="Test", by=people["office"], on=today)
    return people | {"director": director, "other lead": other}


def said(plan, people, today, **more):
    action = plan.actions.get(reference="1.1")
    rating = builders.rating(plan, Code.ON_TRACK)
    return report_progress(action, rating=rating, narrative="Met.", by=people["lead"], on=today, **more)


def brought_to(state, plan, people, today):
    june = plan.rounds.get()
    update = said(plan, people, today, round=None if state == "outside a round" else june)
    if state == "overtaken":
        said(plan, people, today, round=june)
    if state == "sent back":
        send_back(update, note="More.", by=people["office"], on=today)
    if state == "round closed":
        close_round(june, by=people["office"], on=today)
    update.refresh_from_db()
    return type(update).objects.get(pk=update.pk)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", STATES)
def test_the_whole_table(plan, cast, today, state, who):
    update = brought_to(state, plan, cast, today)
    expected = SENTENCES[state] if who in {"office", "director"} else NOT_YOURS
    assert reason_not_to_send_back(update, by=cast[who], on=today) == expected
    before = UpdateReview.objects.count()
    if expected:
        with pytest.raises(Refused, match=expected[:20]):
            send_back(update, note="Say how many.", by=cast[who], on=today)
        assert UpdateReview.objects.count() == before
    else:
        review = send_back(update, note="Say how many.", by=cast[who], on=today)
        assert review.note == "Say how many."
        assert review.author == cast[who]


def test_one_does_not_send_back_ones_own(plan, cast, today):
    action = plan.actions.get(reference="2.1")
    rating = builders.rating(plan, Code.ON_TRACK)
    june = plan.rounds.get()
    update = report_progress(action, rating=rating, narrative="Met.", round=june, by=cast["office"], on=today)
    said_so = reason_not_to_send_back(update, by=cast["office"], on=today)
    assert said_so == "You said this yourself. Update the action again instead."


def test_what_was_said_stays_and_no_longer_counts(plan, cast, today):
    june = plan.rounds.get()
    update = said(plan, cast, today, round=june)
    assert counts_of(june, today).received == 1
    send_back(update, note="Say how many.", by=cast["office"], on=today)
    assert counts_of(june, today).received == 0
    update.refresh_from_db()
    assert update.narrative == "Met."


def test_the_page_asks_for_a_note_and_says_what_follows(plan, cast, sign_in, today):
    update = said(plan, cast, today, round=plan.rounds.get())
    address = f"/plans/small/actions/1.1/updates/{update.pk}/send-back/"
    office = sign_in(cast["office"])
    assert "It no longer counts in the June 2022 round" in text(office.get(address))
    assert "Say what is asked for" in text(office.post(address, {"note": ""}))
    assert office.post(address, {"note": "Say how many."})["Location"] == "/plans/small/actions/1.1/"
    assert UpdateReview.objects.get().note == "Say how many."
    assert office.get("/plans/small/actions/1.1/updates/999/send-back/").status_code == 404
    assert NOT_YOURS in text(sign_in(cast["lead"]).get(address))
