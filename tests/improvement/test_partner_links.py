"""What a partner's link opens in each state, and what is left of it once it is used."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from improvement.models import Evidence, LedgerEntry, PartnerLink, ProgressUpdate
from improvement.ratings import Code
from improvement.record.verify import problems
from improvement.services import partner_links as services
from improvement.services import progress
from improvement.services.refusals import Refused
from tests import builders
from tests.improvement.partners import JO, PAGE, STATES, fresh, link_for, path, revoked, said, use
from tests.pages import text

NOT_OURS = "This link is not one of ours or is incomplete."


@pytest.fixture
def action(plan):
    return plan.actions.get(reference="1.1")


@pytest.fixture
def made(action, people, today):
    return link_for(JO, action, by=people["office"], on=today)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_a_link_opens(made, action, people, today, state, method):
    state(made, people, today)
    before, (status, sentence) = ProgressUpdate.objects.count(), STATES[state]
    answer = getattr(Client(), method)(path(made), said(action) if method == "post" else {})
    went = state is fresh and method == "post"
    assert answer.status_code == (302 if went else status)
    assert ProgressUpdate.objects.count() == before + went
    if not went:
        assert sentence in text(answer)
    if status == 410:
        assert action.title not in text(answer)
        assert "Small plan" not in text(answer)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "spoil", [lambda a: a[:-2] + "/", lambda a: a[:-5] + "xxxx/", lambda a: "/partner/x/"]
)
def test_a_link_that_is_not_ours_says_no_more_than_that(made, action, method, spoil):
    answer = getattr(Client(), method)(spoil(path(made)), said(action) if method == "post" else {})
    assert answer.status_code == 404
    main = text(answer).partition("This link does not open anything ")[2]
    assert NOT_OURS in main
    assert action.title not in text(answer)
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize("state", STATES)
def test_every_page_is_kept_from_caches_other_sites_and_search_engines(made, people, today, state):
    state(made, people, today)
    for answer in (Client().get(path(made)), Client().get("/partner/unknown/")):
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_other_ways_of_asking_are_refused(made):
    assert Client().put(path(made)).status_code == Client().delete(path(made)).status_code == 405


def test_too_many_tries_from_one_place_are_slowed(made):
    client = Client()
    answers = [client.get("/partner/guessed/").status_code for _ in range(31)]
    assert answers == [404] * 30 + [429]
    assert "Too many tries" in text(client.get(path(made)))


def test_the_page_shows_one_action_and_nothing_else_of_the_plan(made, plan, people, sign_in, today):
    updates = {"rating": builders.rating(plan, Code.ON_TRACK), "narrative": "Said by the lead."}
    progress.report_progress(made.link.action, **updates, by=people["lead"], on=today)
    for client in (Client(), sign_in(people["office"])):
        answer = client.get(path(made))
        page, markup = text(answer), answer.content.decode()
        for words in (
            "Establish the board 1.1",
            "Appoint an independent chair",
            "“July 2022” by 31 July 2022",
        ):
            assert words in page
        for other in plan.actions.exclude(reference="1.1"):
            assert other.title not in page
        for words in (
            "Small plan",
            "Leadership",
            "Said by the lead",
            "Director",
            "Leo Lead",
            "Front door",
        ):
            assert words not in page
        assert "Complete" not in page
        assert 'href="/plans/' not in markup
        assert "<nav" not in markup
        assert 'role="search"' not in markup


# Using one.


def test_what_is_said_is_one_update_of_the_person_named(made, action, today):
    client = Client(enforce_csrf_checks=True, headers={"origin": "null"})
    sent = said(action, Code.AT_RISK, reason="No money.", recovery="Ask again.", forecast="31 August 2022")
    answer = client.post(path(made), {**sent, "link": "https://gmp.example/report", "title": "Report"})
    assert answer["Location"] == path(made)
    update = ProgressUpdate.objects.get()
    assert (update.author_name, update.author.is_system, update.post.slug) == (JO.named, True, "director")
    assert (update.rating.code, update.reason, update.forecast) == (
        Code.AT_RISK,
        "No money.",
        "31 August 2022",
    )
    assert (update.round, update.is_on_behalf) == (made.link.round, False)
    assert Evidence.objects.get().update == update
    action.refresh_from_db()
    assert action.current_update == update
    assert PartnerLink.objects.get().update == update
    thanks = text(client.get(path(made)))
    for words in ("Thank you", "The unit is staffed.", "No money.", "Ask again.", "31 August 2022"):
        assert words in thanks
    assert Client().get(path(made)).status_code == 410


def test_a_file_comes_with_it(made, action):
    file = SimpleUploadedFile("minutes.pdf", b"%PDF-1.7 minutes")
    Client().post(path(made), {**said(action), "file": file})
    assert Evidence.objects.get().file_name == "minutes.pdf"


def test_the_form_says_what_is_missing(made, action):
    risk, complete = (builders.rating(action.plan, code).pk for code in (Code.AT_RISK, Code.COMPLETE))
    for sent, wrong in (
        ({}, {"rating", "narrative"}),
        ({"rating": risk, "narrative": "x"}, {"reason", "recovery"}),
        ({"rating": complete, "narrative": "x"}, {"rating"}),
        (
            {"rating": "x" * 30, "narrative": "x" * 10_001, "forecast": "x" * 121},
            {"rating", "narrative", "forecast"},
        ),
        (
            {"rating": risk, "narrative": "x", "reason": "x", "recovery": "x", "link": "javascript:x"},
            {"link"},
        ),
    ):
        answer = Client().post(path(made), sent)
        assert set(answer.context["form"].errors) == wrong
    assert not ProgressUpdate.objects.exists()


def test_the_service_lets_no_partner_propose_completion(made, today):
    with pytest.raises(Refused, match="cannot propose completion"):
        use(made, today, code=Code.COMPLETE)
    assert not ProgressUpdate.objects.exists()


def test_pressed_twice_at_once_it_says_it_once(made, today):
    also = services.link_of(path(made).split("/")[-2])
    use(made, today)
    with pytest.raises(Refused, match="it works once"):
        services.use_link(
            also,
            rating=builders.rating(also.action.plan, Code.ON_TRACK),
            narrative="Again.",
            by=services.partners(on=today),
            on=today,
        )
    assert ProgressUpdate.objects.count() == 1


def test_a_failure_leaves_the_link_fresh_and_no_file(made, action, today, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("Disk full")

    monkeypatch.setattr("improvement.services.partner_links.attach", fail)
    with pytest.raises(OSError, match="Disk full"):
        Client().post(path(made), {**said(action), "link": "https://gmp.example/"})
    link = PartnerLink.objects.get()
    assert (link.update, ProgressUpdate.objects.count()) == (None, 0)


# What is left of one.


def test_the_record_names_the_author_and_never_the_token(made, today):
    token = path(made).split("/")[-2]
    update = use(made, today)
    assert update.history.get().author_name == JO.named
    assert f"Link for {JO.named} used" in set(LedgerEntry.objects.values_list("reason", flat=True))
    assert list(problems()) == []
    kept = [*PartnerLink.history.values(), *LedgerEntry.objects.values(), *ProgressUpdate.history.values()]
    assert token not in str([*kept, *PartnerLink.objects.values()])
    assert services.digest(token) not in str(kept)


def test_the_log_holds_no_token(made, people, today, caplog):
    revoked(made, people, today)
    with caplog.at_level(logging.INFO):
        Client().get(path(made))
        Client().get("/partner/guessed/")
    assert "Gone: /partner/…/" in caplog.text
    assert path(made).split("/")[-2] not in caplog.text
    assert "guessed" not in caplog.text


def test_the_story_says_that_it_came_by_a_link(made, people, sign_in, today):
    use(made, today)
    page = text(sign_in(people["chair"]).get(PAGE))
    assert f"{JO.named}, by a partner link, June round" in page
