"""One change to several actions: what each would become, and all of them or none."""

from datetime import date
from itertools import permutations

import pytest

from improvement.bulk_changes import NewClaim, NewDeadline, NewLead, NewTheme, rows_of
from improvement.deadlines.entered import read_on
from improvement.models import Assignment, Finding, LedgerEntry, Plan, Post, Theme, Trigger
from improvement.record.verify import problems
from improvement.services import bulk, claims, deadlines, keeping, order, plans
from improvement.services.completion import accept_complete
from improvement.services.deadline_requests import Wish, ask_to_move
from improvement.services.progress import report_progress
from improvement.services.refusals import Refused
from improvement.services.triggers import save_trigger, set_waiting
from tests import builders
from tests.volume import add_actions

REASON = "New structure agreed by the board"
EVERY = ["lead", "theme", "finding", "deadline"]


@pytest.fixture
def office(people):
    return people["office"]


def change_of(kind: str, plan: Plan, today: date, *, trigger=None):
    """A change of each kind, that changes 1.1 and leaves at least one action as it is."""
    if kind == "lead":
        return NewLead(Post.objects.get(slug="social-worker"))
    if kind == "theme":
        return NewTheme(plan.themes.get(reference="2"))
    if kind == "finding":
        return NewClaim(Finding.objects.of(plan).get(reference="1"), "primary")
    words = "October 2022"
    return NewDeadline(words, read_on(words, today, quarters=plan.quarters), trigger)


def keys_of(plan: Plan, *addresses: str) -> set[int]:
    return set(plan.actions.filter(address__in=addresses).values_list("pk", flat=True))


def looked_at(plan, keys, change, *, by, on):
    return {row.seen for row in rows_of(plan, keys, change, by=by, on=on)}


def save(plan, keys, change, *, by, on, seen=None):
    seen = looked_at(plan, keys, change, by=by, on=on) if seen is None else seen
    return bulk.change_several(plan, keys, change, seen=seen, reason=REASON, by=by, on=on)


def facts(plan: Plan) -> dict:
    """What any of the changes may touch, by address."""
    return {
        action.address: (
            action.theme.reference,
            action.current_deadline.words,
            sorted(
                (one.role, one.post.short_name)
                for one in action.assignments.filter(ends__isnull=True).select_related("post")
            ),
            [link.strength for link in action.finding_links.filter(withdrawn_on__isnull=True)],
        )
        for action in plan.actions.select_related("theme", "current_deadline")
    }


@pytest.mark.parametrize("kind", EVERY)
@pytest.mark.parametrize("who", builders.CAST)
def test_only_the_office_changes_several(who, kind, plan, people, today):
    change, keys, before = change_of(kind, plan, today), keys_of(plan, "1.1", "1.2"), facts(plan)
    if who == "office":
        assert len(save(plan, keys, change, by=people[who], on=today)) == 2
        assert facts(plan) != before
        return
    with pytest.raises(Refused, match="Only the programme office changes several"):
        save(plan, keys, change, by=people[who], on=today)
    assert facts(plan) == before


CHANGED = {
    "lead": lambda was: (was[0], was[1], [("accountable", "PSW")], was[3]),
    "theme": lambda was: ("2", *was[1:]),
    "finding": lambda was: (*was[:3], ["primary"]),
    "deadline": lambda was: (was[0], "October 2022", *was[2:]),
}


@pytest.mark.parametrize("kind", EVERY)
def test_a_change_is_made_to_all_for_one_reason_and_to_no_other(kind, plan, office, today):
    before, newest = facts(plan), LedgerEntry.objects.first().number
    changed = save(plan, keys_of(plan, "1.1", "1.2"), change_of(kind, plan, today), by=office, on=today)
    expected = CHANGED[kind]
    assert [action.address for action in changed] == ["1.1", "1.2"]
    assert facts(plan) == {
        address: expected(was) if address in {"1.1", "1.2"} else was for address, was in before.items()
    }
    written = LedgerEntry.objects.filter(number__gt=newest)
    assert {(entry.reason, entry.actor_id) for entry in written} == {(REASON, office.pk)}
    assert list(problems()) == []


@pytest.mark.parametrize("kind", EVERY)
def test_what_stays_or_cannot_change_is_said_and_left(kind, plan, office, people, today):
    """Each kind of change against an action that changes, one that has it already, and one withdrawn."""
    change = change_of(kind, plan, today)
    save(plan, keys_of(plan, "2.2"), change, by=office, on=today) if kind in {"finding", "deadline"} else None
    keeping.withdraw(plan.actions.get(address="1.2"), because="Twice there", by=office, on=today)
    keys = keys_of(plan, "1.1", "1.2", "2.2")
    rows = {row.action.address: row for row in rows_of(plan, keys, change, by=office, on=today)}
    assert rows["1.1"].changes
    assert "was withdrawn on 20 June 2022" in rows["1.2"].refusal
    assert rows["2.2"].stays
    assert not rows["1.2"].changes
    assert not rows["2.2"].changes
    before = facts(plan)
    assert [action.address for action in save(plan, keys, change, by=office, on=today)] == ["1.1"]
    after = facts(plan)
    assert {address for address, was in before.items() if after[address] != was} == {"1.1"}


def test_a_complete_action_keeps_its_deadline_and_may_change_else(plan, office, people, today):
    action = plan.actions.get(address="1.1")
    system = builders.system(today)
    update = report_progress(
        action, rating=builders.rating(plan, "complete"), narrative="Done", by=system, on=today
    )
    accept_complete(update, by=office, on=today)
    for kind in EVERY:
        row = rows_of(plan, {action.pk}, change_of(kind, plan, today), by=office, on=today)[0]
        assert ("is complete" in row.refusal) is (kind == "deadline")
        assert row.changes is (kind != "deadline")
    with pytest.raises(Refused, match="None of these actions would change"):
        save(plan, {action.pk}, change_of("deadline", plan, today), by=office, on=today)


def _moved_by_another(kind: str, plan: Plan, *, by, on):
    """Somebody else changes 1.2 in what a change of this kind depends on."""
    action = plan.actions.get(address="1.2")
    if kind == "lead":
        other = builders.post("Third", on=on)
        claims.set_leads(action, [(Assignment.Role.ACCOUNTABLE, other)], reason="x", by=by, on=on)
    elif kind == "theme":
        order.move_to(plan.themes.get(reference="2"), [action], reason="x", by=by, on=on)
    elif kind == "finding":
        claims.set_findings(action, {}, reason="x", by=by, on=on)
    else:
        words = "March 2023"
        reading = read_on(words, on, quarters=plan.quarters)
        deadlines.set_deadline(action, words, reading, agreed_by="Board", reason="x", by=by, on=on)


@pytest.mark.parametrize("kind", EVERY)
def test_nothing_is_written_where_somebody_else_was_quicker(kind, plan, office, today):
    change, keys = change_of(kind, plan, today), keys_of(plan, "1.1", "1.2")
    seen = looked_at(plan, keys, change, by=office, on=today)
    _moved_by_another(kind, plan, by=office, on=today)
    before, entries = facts(plan), LedgerEntry.objects.count()
    with pytest.raises(bulk.ChangedMeanwhile, match=r"^1\.2 has changed since you looked"):
        save(plan, keys, change, seen=seen, by=office, on=today)
    assert facts(plan) == before
    assert LedgerEntry.objects.count() == entries
    save(plan, keys, change, by=office, on=today)


@pytest.mark.parametrize("kind", EVERY)
def test_nor_where_one_was_withdrawn_or_came_in(kind, plan, office, today):
    change, keys = change_of(kind, plan, today), keys_of(plan, "1.1", "1.2")
    seen = looked_at(plan, keys, change, by=office, on=today)
    keeping.withdraw(plan.actions.get(address="1.1"), because="x", by=office, on=today)
    with pytest.raises(bulk.ChangedMeanwhile, match=r"1\.1 and 2\.1 have changed"):
        save(plan, keys | keys_of(plan, "2.1"), change, seen=seen, by=office, on=today)


def test_all_or_none(plan, office, today, monkeypatch):
    change, before = change_of("deadline", plan, today), facts(plan)
    real, calls = deadlines.set_deadline, []

    def fails_the_second_time(*args, **kwargs):
        calls.append(args)
        if len(calls) == 2:
            raise Refused("No.")
        return real(*args, **kwargs)

    monkeypatch.setattr(deadlines, "set_deadline", fails_the_second_time)
    with pytest.raises(Refused, match="No"):
        save(plan, keys_of(plan, "1.1", "1.2"), change, by=office, on=today)
    assert facts(plan) == before


# Each change


def test_a_new_lead_takes_the_place_of_one_and_leaves_the_others(plan, office, today):
    director, worker = Post.objects.get(slug="director"), Post.objects.get(slug="social-worker")
    helper, role = builders.post("Helper", on=today), Assignment.Role
    action = plan.actions.get(address="1.1")
    wanted = [(role.ACCOUNTABLE, director), (role.JOINT, helper), (role.SUPPORTING, worker)]
    claims.set_leads(action, wanted, reason="x", by=office, on=today)
    change = NewLead(worker)
    row = rows_of(plan, {action.pk}, change, by=office, on=today)[0]
    assert (row.now, row.after, row.notes) == ("DCS", "PSW", ["It was supporting until now."])
    save(plan, {action.pk}, change, by=office, on=today)
    assert facts(plan)["1.1"][2] == [("accountable", "PSW"), ("joint", "Helper")]


def test_a_deadline_is_agreed_by_the_office_and_keeps_its_reason(plan, office, today):
    save(plan, keys_of(plan, "1.1"), change_of("deadline", plan, today), by=office, on=today)
    deadline = plan.actions.get(address="1.1").current_deadline
    assert deadline.agreed_by == "Olive Office, programme office"
    assert (deadline.reason, deadline.ends) == (REASON, date(2022, 10, 31))


def test_a_deadline_says_its_reading_and_how_far_it_moves(plan, office, today):
    keys = keys_of(plan, "1.1", "2.1", "2.2")
    change = change_of("deadline", plan, today)
    rows = {row.action.address: row for row in rows_of(plan, keys, change, by=office, on=today)}
    assert rows["1.1"].now == "“July 2022”"
    assert rows["1.1"].notes == ["by 31 Oct 2022, +3 months"]
    assert rows["2.1"].notes == ["by 31 Oct 2022, given an end date"]
    assert rows["2.2"].now == "None printed"
    past = NewDeadline("May 2022", read_on("May 2022", today, quarters=plan.quarters), None)
    row = rows_of(plan, keys_of(plan, "1.1"), past, by=office, on=today)[0]
    assert row.notes[1] == "This is past already: 20 days over."


def test_a_deadline_leaves_the_event_it_waited_for_and_says_so(plan, office, today):
    event = save_trigger(Trigger(plan=plan, name="PSW appointed"), reason="x", by=office, on=today)
    set_waiting(event, {plan.actions.get(address="2.1")}, by=office, on=today)
    row = rows_of(plan, keys_of(plan, "2.1"), change_of("deadline", plan, today), by=office, on=today)[0]
    assert row.notes[-1] == "It no longer waits for “PSW appointed”."


def test_a_request_to_move_that_waits_is_overtaken_and_the_look_says_so(plan, office, people, today):
    action = plan.actions.get(address="1.1")
    words = "September 2022"
    wish = Wish(words, read_on(words, today, quarters=plan.quarters), "The panel meets later")
    before = looked_at(plan, {action.pk}, change_of("deadline", plan, today), by=office, on=today)
    ask_to_move(action, wish, by=people["lead"], on=today)
    change = change_of("deadline", plan, today)
    row = rows_of(plan, {action.pk}, change, by=office, on=today)[0]
    assert row.notes[-1] == "A request to move it waits: this deadline is set instead."
    with pytest.raises(bulk.ChangedMeanwhile):
        save(plan, {action.pk}, change, seen=before, by=office, on=today)
    save(plan, {action.pk}, change, by=office, on=today)
    assert action.deadlinerequests.get().state == "overtaken"


def test_findings_are_added_made_stronger_and_withdrawn(plan, office, today):
    finding, keys = Finding.objects.of(plan).get(), keys_of(plan, "1.1", "1.2")
    for strength, expected in (("primary", ["primary"]), ("", []), ("contributes", ["contributes"])):
        save(plan, keys, NewClaim(finding, strength), by=office, on=today)
        assert {tuple(facts(plan)[address][3]) for address in ("1.1", "1.2")} == {tuple(expected)}
    row = rows_of(plan, keys, NewClaim(finding, "contributes"), by=office, on=today)[0]
    assert row.stays == "It answers it so already: contributes."


@pytest.mark.parametrize("moved", list(permutations(["1.1", "1.2", "2.1", "2.2", "3.1"], 2)), ids="+".join)
def test_moved_actions_stand_last_and_no_place_is_taken_twice(moved, plan, office, today):
    """Whichever two go to the second theme, from before it, from it or from behind it."""
    third = plans.save_part(
        Theme(plan=plan, reference="3", title="Third", position=900),
        reason="x",
        by=office,
        on=today,
    )
    lead = Post.objects.get(slug="director")
    builders.add_action(plan, third, "3.1", 5, lead=lead, on=today)
    builders.add_action(plan, third, "3.2", 6, lead=lead, on=today)
    actions = [plan.actions.get(address=address) for address in moved]
    order.move_to(plan.themes.get(reference="2"), actions, reason="x", by=office, on=today)
    inside = plan.actions.filter(theme__reference="2").order_by("position")
    addresses = [action.address for action in inside]
    assert addresses[-2:] == list(moved)
    assert set(addresses) == {"2.1", "2.2", *moved}
    everything = list(plan.actions.order_by("position").values_list("theme__reference", flat=True))
    assert everything == sorted(everything)


def test_nothing_goes_to_a_withdrawn_theme(plan, office, today):
    empty = keeping.add_theme(Theme(plan=plan, reference="9", title="Empty"), reason="x", by=office, on=today)
    keeping.withdraw(empty, because="x", by=office, on=today)
    with pytest.raises(Refused, match="is withdrawn"):
        save(plan, keys_of(plan, "1.1"), NewTheme(empty), by=office, on=today)


# What it costs


@pytest.mark.parametrize("kind", EVERY)
def test_looking_asks_three_queries_however_many(kind, plan, office, today, django_assert_num_queries):
    add_actions(plan, 30, on=today)
    assert office.role_names == {"office"}  # asked once here, as the page's frame does
    for keys in (keys_of(plan, "1.1", "1.2"), set(plan.actions.values_list("pk", flat=True))):
        change = change_of(kind, plan, today)
        with django_assert_num_queries(3):
            rows_of(plan, keys, change, by=office, on=today)
