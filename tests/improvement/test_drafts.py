"""What somebody is typing: kept outside the record, offered again, and never lost when a round closes."""

from datetime import timedelta

import pytest
from django.test import override_settings

from improvement.models import ProgressUpdate, UpdateDraft
from improvement.ratings import Code
from improvement.services import rounds
from improvement.services.rounds import close_round
from tests import builders
from tests.pages import text

PAGE = "/my-actions/"


@pytest.fixture
def lead(people, sign_in):
    return sign_in(people["lead"])


def test_a_draft_is_named_in_the_list_and_begins_the_form(plan, people, lead):
    action = plan.actions.get(reference="1.1")
    typed = {"rating": builders.rating(plan, Code.AT_RISK).pk, "narrative": "Half a sen", "quietly": "1"}
    answer = lead.post("/plans/small/actions/1.1/draft/", typed)
    assert text(answer).strip().startswith("Draft kept ")
    draft = UpdateDraft.objects.get()
    assert draft.author == people["lead"]
    assert draft.typed == {"rating": [str(typed["rating"])], "narrative": ["Half a sen"]}
    assert "Draft kept" in text(lead.get(PAGE))
    opened = lead.get(f"{PAGE}small/1.1/").content.decode()
    assert "Half a sen</textarea>" in opened
    assert "Forget this draft" in opened
    assert not action.updates.exists()


def test_a_draft_is_nobody_elses(plan, people, sign_in, lead):
    lead.post("/plans/small/actions/1.1/draft/", {"narrative": "Half a sen"})
    office = sign_in(people["office"]).get("/plans/small/actions/1.1/update/").content.decode()
    assert "Half a sen" not in office


def test_a_draft_saved_by_a_press_leads_back_with_its_words(plan, lead):
    answer = lead.post("/plans/small/actions/1.1/draft/", {"narrative": "Half", "back": f"{PAGE}small/1.1/"})
    assert answer["Location"] == f"{PAGE}small/1.1/"
    away = lead.post(
        "/plans/small/actions/1.1/draft/", {"narrative": "Half", "back": "https://elsewhere.example/"}
    )
    assert away["Location"] == "/plans/small/actions/1.1/update/"


def test_a_draft_can_be_forgotten_and_goes_when_its_words_are_saved(plan, lead):
    lead.post("/plans/small/actions/1.1/draft/", {"narrative": "Half"})
    lead.post("/plans/small/actions/1.1/draft/", {"forget": "1"})
    assert not UpdateDraft.objects.exists()
    lead.post("/plans/small/actions/1.1/draft/", {"narrative": "Half"})
    said = {"rating": builders.rating(plan, Code.ON_TRACK).pk, "narrative": "Whole.", "seen": ""}
    lead.post(f"{PAGE}small/1.1/", said)
    assert not UpdateDraft.objects.exists()


def test_keystrokes_that_arrive_after_saving_make_no_draft(plan, lead):
    said = {"rating": builders.rating(plan, Code.ON_TRACK).pk, "narrative": "Whole.", "seen": ""}
    lead.post(f"{PAGE}small/1.1/", said)
    late = lead.post("/plans/small/actions/1.1/draft/", {"narrative": "Whol", "seen": "", "quietly": "1"})
    assert "Not kept" in text(late)
    assert not UpdateDraft.objects.exists()


@pytest.mark.parametrize("who", [who for who in builders.CAST if who not in {"lead", "office"}])
def test_who_may_not_update_keeps_no_draft(plan, people, sign_in, who):
    answer = sign_in(people[who]).post("/plans/small/actions/1.1/draft/", {"narrative": "Half"})
    assert answer.status_code in {403, 404}
    assert not UpdateDraft.objects.exists()


def test_a_round_closed_while_someone_types_keeps_the_draft_and_offers_it(plan, people, lead, today):
    june = plan.rounds.get()
    said = {
        "rating": builders.rating(plan, Code.ON_TRACK).pk,
        "narrative": "Typed long.",
        "round": june.pk,
        "seen": "",
    }
    close_round(june, by=people["office"], on=today)
    answer = lead.post("/plans/small/actions/1.1/update/", said)
    assert "The June 2022 round was closed on 20 June 2022, while you were typing." in text(answer)
    assert "Typed long.</textarea>" in answer.content.decode()
    assert not ProgressUpdate.objects.exists()
    assert UpdateDraft.objects.get().typed["narrative"] == ["Typed long."]
    july = rounds.open_round(
        plan,
        "July 2022",
        opens=today + timedelta(1),
        closes=today + timedelta(9),
        by=people["office"],
        on=today,
    )
    with standing_on_day(today + timedelta(days=1)):
        again = lead.get(f"{PAGE}small/1.1/").content.decode()
        assert "Typed long.</textarea>" in again
        assert lead.post(f"{PAGE}small/1.1/", {**said, "round": july.pk}).status_code == 302
    assert ProgressUpdate.objects.get().round == july


def standing_on_day(day):
    return override_settings(DEMONSTRATION_DAYS=[day])
