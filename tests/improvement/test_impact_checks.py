"""Impact checks: embedded only on evidence from after completion; the list by date; the page of one."""

from datetime import date, timedelta

import pytest

from improvement.as_at import AsAt
from improvement.impact_checks import impact_checks, number_due
from improvement.services import completion, evidence
from improvement.services.attachments import Attachment
from improvement.services.refusals import Refused
from tests import builders
from tests.improvement.deciding import everyone, proposed
from tests.pages import text

COMPLETED = date(2022, 3, 1)
LIST = "/plans/small/impact-checks/"
# The day that a piece tells of, the day on which it was added, and whether it shows that the change lasts.
PIECES = [
    (None, COMPLETED, False),
    (None, COMPLETED + timedelta(days=1), True),
    (COMPLETED, COMPLETED + timedelta(days=90), False),
    (COMPLETED - timedelta(days=1), COMPLETED + timedelta(days=90), False),
    (COMPLETED + timedelta(days=1), COMPLETED + timedelta(days=90), True),
]


@pytest.fixture
def plan(people):
    """The small plan, of a month before what it completed."""
    return builders.small_plan(people, on=date(2022, 2, 1))


@pytest.fixture
def who(plan, people, today):
    return everyone(plan, people, today)


@pytest.fixture
def action(plan, who, today):
    """Completed on 1 March, with a check due on 1 September."""
    row = plan.actions.select_related("plan__scheme").get(reference="1.1")
    by = builders.system(today)
    update = proposed(row, by=by, on=COMPLETED)
    completion.accept_complete(update, measures="Re-referrals\nVoices", by=by, on=COMPLETED)
    row.refresh_from_db()
    return row


@pytest.fixture
def check(action):
    return action.impact_checks.get()


def shown(action, dated, on, by) -> None:
    piece = Attachment(title="Audit", url="https://example.org/audit", dated=dated)
    evidence.add_evidence(action, [piece], by=by, on=on)


@pytest.mark.parametrize(("dated", "added", "lasts"), PIECES)
def test_only_what_tells_of_a_later_day_shows_that_it_lasts(action, check, who, today, dated, added, lasts):
    shown(action, dated, added, builders.system(today))
    said = {"embedded": True, "found": "It holds.", "by": who["office"], "on": today}
    if lasts:
        assert completion.check_impact(check, **said).state == "embedded"
        return
    with pytest.raises(Refused, match="no evidence tells of a day after 1 March 2022, when it was completed"):
        completion.check_impact(check, **said)
    check.refresh_from_db()
    assert check.state == "due"
    assert completion.check_impact(check, **{**said, "embedded": False}).state == "not-yet"


def test_withdrawn_evidence_shows_nothing(action, check, who, today):
    shown(action, None, today, who["office"])
    evidence.withdraw(action.evidence.last(), because="It names a child", by=who["office"], on=today)
    assert completion.reason_not_embedded(check)


def test_it_says_what_was_seen_and_once_only(action, check, who, today):
    with pytest.raises(Refused, match="Say what was seen"):
        completion.check_impact(check, embedded=False, found="", by=who["office"], on=today)
    completion.check_impact(check, embedded=False, found="Not yet.", by=who["office"], on=today)
    with pytest.raises(Refused, match="Olive Office, programme office checked it on 20 June 2022 already"):
        completion.check_impact(check, embedded=False, found="Not yet.", by=who["chair"], on=today)


@pytest.mark.parametrize(
    ("day", "overdue"), [(date(2022, 8, 31), 0), (date(2022, 9, 1), 0), (date(2022, 9, 2), 1)]
)
def test_a_check_is_overdue_from_the_day_after(plan, check, day, overdue):
    checks = impact_checks(plan, AsAt(day, day))
    assert (len(checks.overdue), len(checks.to_come)) == (overdue, 1 - overdue)
    assert number_due(plan, AsAt(day, day)) == (day >= check.due)


def test_the_page_lists_what_is_after_and_what_is_not(action, check, who, sign_in, today):
    shown(action, None, today, who["office"])
    page = text(sign_in(who["chair"]).get(f"{LIST}{check.pk}/"))
    after, before = page.split("From before, or that day")
    assert "Audit" in after
    assert "Minutes" in before
    for words in ("1 March 2022, accepted by", "1 September 2022", "Re-referrals Voices"):
        assert words in page


def test_the_page_refuses_embedded_in_a_sentence_and_keeps_the_words(check, who, sign_in):
    answer = sign_in(who["office"]).post(f"{LIST}{check.pk}/", {"embedded": "yes", "found": "It holds."})
    assert answer.status_code == 200
    assert "no evidence tells of a day after 1 March 2022" in text(answer)
    assert "It holds." in answer.content.decode()
    check.refresh_from_db()
    assert check.state == "due"


def test_saying_not_yet_sets_the_next_day(action, check, who, sign_in):
    client = sign_in(who["office"])
    answer = client.post(f"{LIST}{check.pk}/", {"embedded": "no", "found": "Too early to say."}, follow=True)
    page = text(answer)
    assert "1.1: not embedded yet." in page
    assert "20 Dec 2022" in page
    assert "Too early to say." in page
    story = text(client.get("/plans/small/actions/1.1/"))
    assert "Not embedded yet, checked on 20 June 2022; to be checked again on 20 December 2022" in story
    assert "Impact checked: not embedded yet." in story


@pytest.mark.parametrize("sent", [{}, {"embedded": "yes"}, {"found": "It holds."}])
def test_what_is_missing_is_asked_for(check, who, sign_in, sent):
    page = text(sign_in(who["office"]).post(f"{LIST}{check.pk}/", sent))
    assert ("Choose whether it is embedded" in page) is ("embedded" not in sent)
    assert ("Say what was seen" in page) is ("found" not in sent)


def test_readers_read_it_and_are_told_who_checks(check, who, sign_in):
    for key in ("clerk", "auditor", "admin", "another"):
        client = sign_in(who[key])
        page = text(client.get(f"{LIST}{check.pk}/"))
        assert "You may not check the impact of an action." in page
        assert "Save this check" not in page
        assert "Save this check" not in text(
            client.post(f"{LIST}{check.pk}/", {"embedded": "no", "found": "x"})
        )
    check.refresh_from_db()
    assert check.state == "due"


def test_a_past_day_shows_the_check_as_it_stood(action, check, who, today, sign_in):
    completion.check_impact(check, embedded=False, found="Too early.", by=who["office"], on=today)
    yesterday = AsAt(today - timedelta(days=1), today)
    checks = impact_checks(action.plan, yesterday)
    assert ([row.due for row in checks.to_come], checks.done) == ([date(2022, 9, 1)], [])


def test_the_list_costs_the_same_at_two_and_at_twenty(
    plan, action, who, sign_in, today, django_assert_num_queries
):
    client, lead = sign_in(who["office"]), builders.Post.objects.get(slug="director")
    client.get(LIST)
    counts = []
    for numbers in (range(10, 11), range(11, 29)):
        for number in numbers:
            row = builders.add_action(plan, action.theme, f"1.{number}", number, lead=lead, on=today)
            by = builders.system(today)
            completion.accept_complete(proposed(row, by=by, on=today), by=by, on=today)
        counts.append(len(impact_checks(plan, AsAt(today, today)).to_come))
        with django_assert_num_queries(6):
            client.get(LIST)
    assert counts == [2, 20]
