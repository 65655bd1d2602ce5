"""Searching: what is found, by whom, in how many queries, and that words stay words."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from improvement import roles
from improvement.models import Action, Finding, Outcome, Plan, ProgressUpdate
from improvement.ratings import Code
from improvement.record.writing import writing
from improvement.search import find
from improvement.services import evidence, plans, progress
from improvement.services import people as people_services
from tests import builders
from tests.pages import text
from tests.volume import add_actions

SEARCH = "/search/"
MARKUP = "<script>alert(1)</script>"


@pytest.fixture
def action(plan) -> Action:
    return plan.actions.get(reference="1.1")


def say(action, today, people, *, narrative="It moved.", **more) -> ProgressUpdate:
    rating = builders.rating(action.plan, Code.AT_RISK)
    more = {"reason": "Nobody is in post.", "recovery": "Recruit again.", **more}
    return progress.report_progress(
        action, rating=rating, narrative=narrative, by=people["lead"], on=today, **more
    )


def add_file(action, title, people, today):
    upload = SimpleUploadedFile("minutes.txt", b"Agreed.")
    return evidence.add_file(action, upload, title=title, by=people["office"], on=today)


def write(row, today, **values):
    """Change columns of a row as loading would."""
    for name, value in values.items():
        setattr(row, name, value)
    with writing(by=builders.system(today), reason="Test", on=today):
        row.save()
    return row


def kinds(found) -> dict[str, int]:
    return {kind.kind: kind.total for plan in found.plans for kind in plan.kinds}


def shown(pieces) -> str:
    return "".join(f"[{piece.words}]" if piece.is_found else piece.words for piece in pieces)


# What is found.


def test_every_kind_is_found_by_every_column(plan, action, people, today):
    outcome = Outcome(plan=plan, theme=action.theme, words="Xylophone in every home", position=1)
    plans.save_part(outcome, reason="Test", by=builders.system(today), on=today)
    write(action, today, title="Xylophone title", measures="Xylophone measure", outcome=outcome)
    write(plan.actions.get(reference="1.2"), today, impact="The xylophone is heard.")
    write(plan.actions.get(reference="2.1"), today, words="Play the xylophone")
    write(action.theme, today, title="Xylophones")
    write(plan, today, title="A plan of xylophones")
    write(Finding.objects.get(), today, words="Too few xylophones.")
    say(action, today, people, narrative="A xylophone came.")
    say(action, today, people, reason="No xylophone.")
    say(action, today, people, recovery="Buy a xylophone.")
    add_file(action, "Photograph of the xylophone", people, today)
    found = find("XYLOPHONE", people["office"], on=today)
    assert kinds(found) == {
        "plan": 1,
        "action": 3,
        "progress": 3,
        "outcome": 1,
        "theme": 1,
        "finding": 1,
        "evidence": 1,
    }
    assert found.total == 11
    actions = next(kind for kind in found.plans[0].kinds if kind.kind == "action")
    assert actions.hits[0].reference == "1.1", "what has it in its title comes first"
    said = [(hit.label, shown(hit.excerpt)) for hit in actions.hits[1:]]
    assert said == [("Impact", "The [xylophone] is heard."), ("Action", "Play the [xylophone]")]


def test_all_words_must_stand_in_one_row(plan, action, people, today):
    write(action, today, title="Front of house", impact="The door is open")
    assert kinds(find("front door", people["office"], on=today))["action"] == 1
    assert find("front heard", people["office"], on=today).is_empty
    assert find("front window", people["office"], on=today).is_empty
    assert "action" not in kinds(find('"front door"', people["office"], on=today))


@pytest.mark.parametrize(
    ("held", "asked_for", "not_held"),
    [("100% of visits", "100%", "1000 visits"), ("file_name", "e_n", "the end"), (r"a\b", r"a\b", "ab")],
)
def test_wildcards_mean_themselves(plan, action, people, today, held, asked_for, not_held):
    write(action, today, impact=held)
    write(plan.actions.get(reference="1.2"), today, impact=not_held)
    found = find(asked_for, people["office"], on=today)
    assert [hit.reference for hit in found.plans[0].kinds[0].hits] == ["1.1"]


@pytest.mark.parametrize(
    "typed", ["'", "''; --", "&", "|", "!", "( )", ":*", "<->", "\\", "%", "-", "\0", "é", "?"]
)
def test_no_sign_breaks_a_search(plan, people, today, typed):
    find(typed, people["office"], on=today)


@pytest.mark.parametrize("typed", ["2.1", "Action 2.1", " 2.1 "])
def test_an_action_named_stands_at_the_top(plan, people, today, sign_in, typed):
    found = find(typed, people["office"], on=today)
    assert [(hit.plan, hit.address) for hit in found.named] == [("small", "2.1")]
    page = sign_in(people["office"]).get(SEARCH, {"q": typed}).content.decode()
    assert (
        page.index("/plans/small/actions/2.1/")
        < page.index('<p class="hits__words">Small plan')
        < page.index("result")
    )


def test_a_reference_is_found_by_its_address_too(plan, action, people, today):
    write(action, today, reference="c)", address="2.1c")
    assert [hit.reference for hit in find("2.1C", people["office"], on=today).named] == ["c)"]
    assert [hit.reference for hit in find("c)", people["office"], on=today).named] == ["c)"]


def test_what_was_taken_out_is_not_found(plan, action, people, today):
    add_file(action, "Xylophone", people, today)
    say(action, today, people, narrative="Xylophone")
    write(action, today, title="Xylophone", withdrawn_on=today, withdrawn_because="Merged")
    assert find("xylophone", people["office"], on=today).is_empty
    assert find("1.1", people["office"], on=today).named == []


def test_the_newest_progress_comes_first(plan, action, people, today):
    by = builders.system(today)
    rating = builders.rating(plan, Code.ON_TRACK)
    for days in (5, 1, 9):
        on = today - timedelta(days=days)
        with writing(by=by, reason="Test", on=today):
            ProgressUpdate(
                action=action, said_on=on, rating=rating, narrative="Xylophone", author=by, author_name="T"
            ).save()
    hits = find("xylophone", people["office"], on=today).plans[0].kinds[0].hits
    assert [(today - hit.day).days for hit in hits] == [1, 5, 9]


# Who finds what.

FINDS = {
    "office": {"action", "progress", "evidence"},
    "lead": {"action", "progress", "evidence"},
    "chair": {"action", "progress", "evidence"},
    "clerk": {"action", "progress"},
    "auditor": {"action", "progress", "evidence"},
    "admin": {"action", "progress"},
}


@pytest.fixture
def xylophones(plan, action, people, today):
    """In an action that the lead leads (1.1) and in one that nobody does (2.1)."""
    for reference in ("1.1", "2.1"):
        row = write(plan.actions.get(reference=reference), today, impact="A xylophone")
        add_file(row, f"Xylophone of {reference}", people, today)
    say(action, today, people, narrative="A xylophone")


@pytest.mark.parametrize("who", builders.CAST)
def test_each_of_the_six_finds_what_they_may_read(xylophones, people, today, who):
    found = kinds(find("xylophone", people[who], on=today))
    assert found.keys() == FINDS[who]
    assert found.get("evidence", 0) == {"lead": 1, "clerk": 0, "admin": 0}.get(who, 2)


def test_a_plan_not_shared_is_not_searched(xylophones, people, today, sign_in):
    stranger = people_services.invite(
        "s@council.example", "Sam", roles.BOARD_MEMBER, by=people["admin"], on=today
    )
    assert find("xylophone", stranger, on=today).is_empty
    assert find("2.1", stranger, on=today).named == []
    narrowed = find("xylophone", stranger, on=today, plan="small", kind="action")
    assert (narrowed.total, narrowed.narrowed) == (0, None)
    page = text(sign_in(stranger).get(SEARCH, {"q": "xylophone"}))
    assert "No plan is open to you yet" in page


@pytest.mark.parametrize("who", builders.CAST)
def test_asking_of_all_rows_agrees_with_asking_of_one(xylophones, people, today, who):
    """`readable` and `reason_not_to_read` are one rule."""
    by = people[who]
    listed = set(evidence.readable(by=by, on=today))
    opened = {
        row
        for row in evidence.Evidence.objects.all()
        if not evidence.reason_not_to_read(row.action, by=by, on=today)
    }
    assert listed == opened


def test_withdrawn_evidence_is_never_found(xylophones, people, today):
    for row in evidence.Evidence.objects.all():
        evidence.withdraw(row, because="Xylophone names a child", by=people["office"], on=today)
    assert "evidence" not in kinds(find("xylophone", people["office"], on=today))


def test_a_finding_is_found_in_each_plan_that_answers_it(plan, people, today):
    other = Plan(
        slug="second", title="Second", dated=today, level_one="priority", scheme=plan.scheme,
        inspection=plan.inspection,
    )  # fmt: skip
    plans.save_part(other, reason="Test", by=builders.system(today), on=today)
    found = find("recognition", people["office"], on=today)
    assert {row.slug: row.total for row in found.plans} == {"small": 1, "second": 1}
    assert {row.slug for row in find("recognition", people["chair"], on=today).plans} == {"small"}


# The page.


def test_signed_out_people_are_asked_to_sign_in(db):
    assert Client().get(SEARCH, {"q": "board"})["Location"].startswith("/sign-in/?next=")


@pytest.mark.parametrize("who", builders.CAST)
def test_everyone_may_search_and_nobody_sends(plan, people, sign_in, who):
    browser = sign_in(people[who])
    assert "results for “board”" in text(browser.get(SEARCH, {"q": "board"}))
    assert browser.post(SEARCH, {"q": "board"}).status_code == 405


def test_the_page_says_how_many_and_marks_words(plan, people, sign_in):
    page = sign_in(people["office"]).get(SEARCH, {"q": "establish"})
    assert "4 results for “establish”" in text(page)
    assert "<mark>Establish</mark> the board 1.1" in page.content.decode()
    assert "See all 4 actions" in text(page)


def test_one_result_is_one(plan, people, sign_in):
    assert "1 result for “recognition”" in text(sign_in(people["office"]).get(SEARCH, {"q": "recognition"}))


def test_nothing_found_says_what_to_try(plan, people, sign_in):
    page = text(sign_in(people["clerk"]).get(SEARCH, {"q": "unheard of"}))
    assert "Nothing found for “unheard of”" in page
    assert "Enter fewer words" in page
    assert "the one plan that you may read" in page
    assert "evidence" not in page
    assert "Enter fewer words" in text(sign_in(people["clerk"]).get(SEARCH))


def test_markup_stays_text(plan, action, people, today, sign_in):
    write(action, today, title=MARKUP, impact=f"{MARKUP} and more")
    say(action, today, people, narrative=MARKUP)
    add_file(action, MARKUP, people, today)
    for typed in (MARKUP, "script", "<"):
        answer = sign_in(people["office"]).get(SEARCH, {"q": typed})
        assert b"<script>alert" not in answer.content
        assert b"&lt;" in answer.content


def test_one_kind_of_one_plan_comes_page_by_page(plan, people, today, sign_in):
    add_actions(plan, 45, on=today)
    asked_for = {"q": "numbered", "plan": "small", "kind": "action", "page": "3"}
    page = sign_in(people["office"]).get(SEARCH, asked_for)
    assert "45 results" in text(page)
    assert "Page 3 of 3" in text(page)
    assert len(page.context["found"].narrowed.hits) == 5
    assert b'rel="prev" href="?q=numbered&amp;plan=small&amp;kind=action&amp;page=2"' in page.content
    assert (
        text(sign_in(people["office"]).get(SEARCH, {**asked_for, "page": "many"})).count("Page 1 of 3") == 1
    )


def test_many_plans_come_page_by_page(plan, people, today, sign_in):
    for number in range(11):
        builders.small_plan(people, on=today, slug=f"plan-{number}")
    page = sign_in(people["office"]).get(SEARCH, {"q": "establish", "page": "2"})
    assert "48 results" in text(page)
    assert len(page.context["found"].plans) == 2


def test_links_lead_to_what_was_found(plan, action, people, today, sign_in):
    add_file(action, "Establishing", people, today)
    say(action, today, people, narrative="Established")
    office = sign_in(people["office"])
    links = set()
    for typed in ("establish", "recognition", "leadership", "small"):
        page = office.get(SEARCH, {"q": typed}).content.decode()
        links |= set(re.findall(r'class="hits__name"><a href="([^"#]+)', page))
    assert len(links) > 6
    for link in links:
        answer = office.get(link.replace("&amp;", "&"))
        assert answer.status_code == 200, link
        if answer.streaming:
            b"".join(answer.streaming_content)
    assert any("/findings/1/" in link for link in links)
    assert any("?theme=" in link for link in links)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite compares letters alone")
@pytest.mark.parametrize("typed", ["improving", "IMPROVEMENTS", "improved things"])
def test_other_forms_of_an_english_word_are_found(plan, action, people, today, typed):
    write(action, today, title="Improve the thing", impact="")
    hits = find(typed, people["office"], on=today).plans[0].kinds[0].hits
    assert shown(hits[0].title).startswith("[Improve] the ")
