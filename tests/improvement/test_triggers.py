"""Events that deadlines wait for: who keeps them, what a day knew of them, and what follows when one happens."""

from datetime import date, timedelta

import pytest

from improvement.as_at import AsAt
from improvement.deadlines import Kind, Reading
from improvement.deadlines.after_events import after, proposals
from improvement.deadlines.triggers import triggers
from improvement.models import Action, Deadline, LedgerEntry, Post, Trigger
from improvement.record.verify import problems
from improvement.services import triggers as services
from improvement.services.completion import accept_complete
from improvement.services.deadlines import set_deadline
from improvement.services.progress import report_progress
from improvement.services.refusals import Refused
from improvement.services.triggers import Happening
from tests import builders

EVENT = "PSW appointed"


@pytest.fixture
def office(people):
    return people["office"]


@pytest.fixture
def trigger(plan, office, today) -> Trigger:
    """An event that 2.1 and 2.2 wait for."""
    owner = Post.objects.get(slug="social-worker")
    row = Trigger(plan=plan, name=EVENT, owner=owner, expected=date(2022, 6, 10))
    services.save_trigger(row, reason="Test", by=office, on=today)
    waiting = set(services.may_wait(plan).filter(reference__in=["2.1", "2.2"]))
    services.set_waiting(row, waiting, by=office, on=today)
    return row


def seen(trigger) -> set[int]:
    return {action.current_deadline_id for action in services.waiting_for(trigger)}


def record(trigger, happening, *, by, on, **more):
    more = {"agreed_by": "Improvement Board", "seen": seen(trigger), **more}
    return services.record_happened(trigger, happening, by=by, on=on, **more)


def written() -> tuple:
    return (
        Deadline.objects.count(),
        LedgerEntry.objects.count(),
        list(Trigger.objects.values_list("happened_on", flat=True)),
        list(Action.objects.order_by("pk").values_list("current_deadline_id", "due")),
    )


# Keeping them.


@pytest.mark.parametrize("who", builders.CAST)
def test_only_the_office_keeps_them(plan, trigger, people, today, who):
    by = people[who]
    acts = [
        lambda: services.save_trigger(trigger, reason="Test", by=by, on=today),
        lambda: services.set_waiting(trigger, set(), by=by, on=today),
        lambda: record(trigger, Happening(today, "3 months after"), by=by, on=today),
    ]
    for act in acts[: 1 if who == "office" else 3]:
        if who == "office":
            act()
        else:
            before = written()
            with pytest.raises(Refused, match="Only the programme office keeps the events"):
                act()
            assert written() == before


def test_exactly_those_chosen_wait_and_their_words_stay(plan, trigger, office, today):
    assert [action.reference for action in services.waiting_for(trigger)] == ["2.1", "2.2"]
    before = Deadline.objects.count()
    services.set_waiting(trigger, set(services.may_wait(plan).filter(reference="2.1")), by=office, on=today)
    assert [action.reference for action in services.waiting_for(trigger)] == ["2.1"]
    assert Deadline.objects.count() == before, "waiting for an event is no move"
    entry = LedgerEntry.objects.first()
    assert (entry.model, entry.reason) == ("improvement.deadline", "Which deadlines wait for “PSW appointed”")
    assert list(problems()) == []


def test_choosing_the_same_again_writes_nothing(plan, trigger, office, today):
    before = LedgerEntry.objects.count()
    services.set_waiting(trigger, set(services.waiting_for(trigger)), by=office, on=today)
    assert LedgerEntry.objects.count() == before


def test_only_unfinished_actions_without_a_firm_end_may_wait(plan, office, today):
    assert [action.reference for action in services.may_wait(plan)] == ["2.1", "2.2"]
    system, action = builders.system(today), plan.actions.get(reference="2.1")
    proposed = report_progress(
        action, rating=builders.rating(plan, "complete"), narrative="Done.", by=system, on=today
    )
    accept_complete(proposed, by=system, on=today)
    assert [action.reference for action in services.may_wait(plan)] == ["2.2"]


# What a day knew.


def test_an_event_says_whose_it_is_since_when_and_that_it_is_late(plan, trigger, today):
    found = triggers(plan, AsAt(today, today))
    (event,) = found.to_come
    assert (event.owner, event.owner_state, event.holder) == ("PSW", "vacant", "")
    assert (event.expected, event.days_late) == (date(2022, 6, 10), 10)
    assert (event.since, event.days_waited) == (today, 0)
    assert [action.address for action in event.waiting] == ["2.1", "2.2"]
    assert (found.number_waiting, found.number_late, found.nameless, found.happened) == (2, 1, [], [])


def test_a_condition_without_an_event_is_listed_by_its_words(plan, today):
    found = triggers(plan, AsAt(today, today))
    assert [(wait.condition, [a.address for a in wait.actions]) for wait in found.nameless] == [
        (EVENT, ["2.1"])
    ]


def test_waiting_is_counted_from_the_day_of_the_deadline_and_a_past_day_knows_no_later_event(people, today):
    office, began = people["office"], today - timedelta(days=30)
    plan = builders.small_plan(people, on=began, slug="older")
    row = services.save_trigger(Trigger(plan=plan, name=EVENT), reason="Test", by=office, on=today)
    services.set_waiting(row, set(services.may_wait(plan)), by=office, on=today)
    (event,) = triggers(plan, AsAt(today, today)).to_come
    assert (event.since, event.days_waited) == (began, 30)
    then = triggers(plan, AsAt(today - timedelta(days=1), today))
    assert then.to_come == []
    assert [wait.condition for wait in then.nameless] == [EVENT]


def test_one_not_expected_yet_is_not_late(plan, trigger, office, today):
    trigger.expected = today
    services.save_trigger(trigger, reason="Test", by=office, on=today)
    assert triggers(plan, AsAt(today, today)).to_come[0].days_late == 0


def test_what_happened_says_what_had_waited(plan, trigger, office, today):
    record(trigger, Happening(today, "3 months after"), by=office, on=today)
    found = triggers(plan, AsAt(today, today))
    (event,) = found.happened
    assert (found.to_come, found.nameless, event.waiting, event.days_late) == ([], [], [], 0)
    assert [(a.address, a.reading) for a in event.waited] == [
        ("2.1", "by 20 Sep 2022"),
        ("2.2", "by 20 Sep 2022"),
    ]


# The dates that follow, on plain values.

THE_DAY = date(2022, 5, 31)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("3 months after", date(2022, 8, 31)),
        ("three months later", date(2022, 8, 31)),
        ("within 6 weeks", date(2022, 7, 12)),
        ("1 month", date(2022, 6, 30)),
        ("10 working days after", date(2022, 6, 14)),
        ("2 years after", date(2024, 5, 31)),
        ("3 months after PSW appointed", date(2022, 8, 31)),
        ("October 2022", None),
        ("31 October 2022", None),
        ("3 months after 1 June 2022", None),
        ("", None),
        ("after", None),
    ],
)
def test_times_after_an_event_are_counted(words, day):
    assert after(words, THE_DAY) == day


def proposal(trigger, asked: str, day: date = THE_DAY, today: date = date(2022, 6, 20)):
    actions = services.waiting_for(trigger)[:1]
    return proposals(actions, happened_on=day, rule=asked, own={}, quarters="financial", today=today)[0]


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ("", "It would get no deadline."),
        ("asdf qwer", "“asdf qwer” could not be read."),
        ("Ongoing", "“Ongoing” has no end."),
        ("On appointment of the head", "has no end."),
        ("31 May 1922", "The year 1922 is not between 2000 and 2099."),
        ("May 2021", "31 May 2021 is before the day of the event, 31 May 2022."),
        ("October 2022, subject to DfE approval", "still waits for “DfE approval”."),
        ("900 years after", "is not between 2000 and 2099."),
    ],
)
def test_what_gives_no_date_is_refused_with_a_sentence(trigger, asked, refusal):
    found = proposal(trigger, asked)
    assert refusal in found.refusal
    assert found.refusal.endswith(".")


def test_a_date_is_written_so_that_it_needs_no_event_to_be_read(trigger):
    found = proposal(trigger, "3 months after")
    assert (found.words, found.said, found.refusal) == ("31 August 2022", "by 31 Aug 2022", "")
    assert found.how == "“3 months after” was counted from that day."
    printed = proposal(trigger, "July")
    assert (printed.words, printed.said, printed.how) == ("July", "by 31 Jul 2022", "")
    assert "the next July after the day of the event" in printed.reading.assumed


def test_a_date_gone_by_is_let_through_and_said(trigger):
    found = proposal(trigger, "1 week after")
    assert (found.refusal, found.note) == ("", "This is past already: 13 days over.")


# It has happened.


def test_each_gets_its_deadline_in_one_step(plan, trigger, office, today):
    own = {plan.actions.get(reference="2.2").pk: "October 2022"}
    made = record(trigger, Happening(date(2022, 6, 13), "3 months after", own), by=office, on=today)
    trigger.refresh_from_db()
    assert trigger.happened_on == date(2022, 6, 13)
    assert [(row.action.reference, row.words, row.ends) for row in made] == [
        ("2.1", "13 September 2022", date(2022, 9, 13)),
        ("2.2", "October 2022", date(2022, 10, 31)),
    ]
    first, second = made
    assert first.reason == (
        "“PSW appointed” happened on 13 June 2022. “3 months after” was counted from that day."
    )
    assert second.reason == "“PSW appointed” happened on 13 June 2022."
    assert {(row.agreed_by, row.agreed_on, row.trigger) for row in made} == {
        ("Improvement Board", today, None)
    }
    assert dict(plan.actions.values_list("reference", "due"))["2.1"] == date(2022, 9, 13)
    assert services.waiting_for(trigger) == []


def test_it_stands_in_the_history_and_in_the_ledger(plan, trigger, office, today):
    before = LedgerEntry.objects.count()
    record(trigger, Happening(today, "3 months after"), by=office, on=today)
    entries = list(LedgerEntry.objects.order_by("number"))[before:]
    assert [entry.model.removeprefix("improvement.") for entry in entries] == [
        "trigger",
        *["deadline", "action"] * 2,
    ]
    assert {entry.actor_id for entry in entries} == {office.pk}
    assert all(entry.reason.startswith("“PSW appointed” happened on 20 June 2022.") for entry in entries)
    assert trigger.history.count() == 2
    assert list(problems()) == []


def test_where_the_second_action_fails_nothing_is_saved(plan, trigger, office, today, monkeypatch):
    before, save, saved = written(), Action.save, []

    def fail_second(self, *args, **kwargs):
        saved.append(self.reference)
        if len(saved) == 2:
            raise RuntimeError("forced")
        save(self, *args, **kwargs)

    monkeypatch.setattr(Action, "save", fail_second)
    with pytest.raises(RuntimeError, match="forced"):
        record(trigger, Happening(today, "3 months after"), by=office, on=today)
    assert saved == ["2.1", "2.2"]
    assert written() == before


def test_one_refused_date_refuses_all(plan, trigger, office, today):
    before, own = written(), {plan.actions.get(reference="2.2").pk: "Ongoing"}
    with pytest.raises(Refused, match="“Ongoing” has no end"):
        record(trigger, Happening(today, "3 months after", own), by=office, on=today)
    assert written() == before


def test_what_was_not_looked_at_is_not_written(plan, trigger, office, today):
    looked_at = seen(trigger)
    action = plan.actions.get(reference="2.1")
    reading = Reading(Kind.BY, ends=date(2022, 12, 31))
    set_deadline(action, "2022", reading, reason="Sooner.", agreed_by="The board", by=office, on=today)
    before = written()
    with pytest.raises(Refused, match="have changed since you looked"):
        record(trigger, Happening(today, "3 months after"), by=office, on=today, seen=looked_at)
    assert written() == before


def test_it_happens_once_and_not_in_the_future(trigger, office, today):
    with pytest.raises(Refused, match="21 June 2022 has not come yet"):
        record(trigger, Happening(today + timedelta(days=1), "3 months after"), by=office, on=today)
    record(trigger, Happening(today, "3 months after"), by=office, on=today)
    with pytest.raises(Refused, match="happened on 20 June 2022 already"):
        record(trigger, Happening(today, "3 months after"), by=office, on=today)
    with pytest.raises(Refused, match="already"):
        services.set_waiting(trigger, set(), by=office, on=today)


def test_an_event_that_nothing_waits_for_is_only_dated(plan, trigger, office, today):
    services.set_waiting(trigger, set(), by=office, on=today)
    assert record(trigger, Happening(today), by=office, on=today, agreed_by="") == []
    trigger.refresh_from_db()
    assert trigger.happened_on == today


def test_a_complete_action_waits_for_nothing(plan, trigger, today):
    system, action = builders.system(today), plan.actions.get(reference="2.1")
    proposed = report_progress(
        action, rating=builders.rating(plan, "complete"), narrative="Done.", by=system, on=today
    )
    accept_complete(proposed, by=system, on=today)
    assert [action.reference for action in services.waiting_for(trigger)] == ["2.2"]
