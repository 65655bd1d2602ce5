"""A plan's links: what is read, what goes round, what is held up, what is drawn, on any day."""

from datetime import date, timedelta

import pytest

from improvement.as_at import AsAt
from improvement.deadlines import Kind, Precision, Reading
from improvement.links.ends import CLOSED, PROGRAMME, UNKNOWN
from improvement.links.map import action_links, link_map
from improvement.links.targets import Target
from improvement.models import Deadline, Dependency, Plan, Programme, Trigger
from improvement.services import links, plans
from improvement.services.deadlines import set_deadline
from improvement.services.progress import report_progress
from tests import builders

LINKED, WAITS = Dependency.Kind.LINKED, Dependency.Kind.WAITS


def add(plan, reference, target, *, by, on, kind=LINKED, words="As printed", doubt=""):
    action = plan.actions.get(reference=reference)
    return links.add_link(action, target, kind=kind, words=words, doubt=doubt, because="Test", by=by, on=on)


def to(plan, reference) -> Target:
    return Target(action=plan.actions.get(reference=reference))


def programme(title="Project Safety Valve", acronym="PSV", *, by, on) -> Programme:
    row = Programme(slug=title.lower().replace(" ", "-"), title=title, acronym=acronym)
    return plans.save_part(row, reason="Test", by=by, on=on)


@pytest.fixture
def office(people):
    return people["office"]


@pytest.fixture
def now(today) -> AsAt:
    return AsAt(today, today)


@pytest.fixture
def other(people, plan, today) -> Plan:
    return builders.small_plan(people, on=today, slug="other")


def test_each_kind_of_end(plan, other, office, today, now):
    safety = programme(by=office, on=today)
    add(plan, "1.1", to(plan, "1.2"), words="1.2", by=office, on=today)
    add(plan, "1.1", Target(theme=plan.themes.get(reference="2")), words="Priority 2", by=office, on=today)
    add(plan, "1.1", to(other, "2.1"), words="other 2.1", by=office, on=today)
    add(plan, "1.1", Target(programme=safety, item="1"), words="PSV 1", by=office, on=today)
    add(plan, "1.1", Target(programme=safety, item="10"), words="PSV 10", by=office, on=today)
    add(plan, "1.1", Target(), words="The housing strategy", doubt="Which one?", by=office, on=today)
    found = link_map(plan, now, plans=Plan.objects.all())
    ends = [link.target for link in found.links]
    assert [(end.kind, end.label) for end in ends] == [
        ("action", "1.2"),
        ("theme", "Priority 2"),
        ("action", "2.1"),
        (PROGRAMME, "PSV 1"),
        (PROGRAMME, "PSV 10"),
        (UNKNOWN, "The housing strategy"),
    ]
    assert len({end.key for end in ends}) == 6
    assert (ends[0].reading, ends[0].late) == ("by 31 May 2022", "20 days over")
    assert (ends[1].count, ends[1].complete) == (2, 0)
    assert ends[2].plan == "other"
    assert found.links[-1].doubt == "Which one?"


def test_what_lies_in_a_plan_not_shared_is_closed(plan, other, office, today, now):
    add(plan, "1.1", to(other, "1.2"), words="other 1.2", kind=WAITS, by=office, on=today)
    add(other, "2.1", to(plan, "1.1"), words="small 1.1", by=office, on=today)
    shut = link_map(plan, now, plans=Plan.objects.filter(pk=plan.pk))
    assert [(link.target.kind, link.target.title, link.target.late) for link in shut.links] == [
        (CLOSED, "", "")
    ]
    assert shut.coming == []
    seen = link_map(plan, now, plans=Plan.objects.all())
    assert [link.held_up for link in seen.links] == ["20 days over"]
    assert [(link.source.plan, link.words) for link in seen.coming] == [("other", "small 1.1")]
    assert link_map(plan, now).coming == []


def test_an_action_says_what_leads_both_ways(plan, office, today, now):
    add(plan, "1.1", to(plan, "1.2"), by=office, on=today)
    add(plan, "2.1", to(plan, "1.1"), by=office, on=today)
    found = action_links(plan, plan.actions.get(reference="1.1"), now)
    assert [link.target.label for link in found.onward] == ["1.2"]
    assert [link.source.label for link in found.coming] == ["2.1"]


def test_only_waiting_for_something_late_holds_up(plan, office, today, now):
    link = add(plan, "1.1", to(plan, "1.2"), by=office, on=today)
    assert link_map(plan, now).held_up == []
    links.change_kind(link, WAITS, because="Test", by=office, on=today)
    assert [found.held_up for found in link_map(plan, now).held_up] == ["20 days over"]
    off = builders.rating(plan, "off-track")
    action = plan.actions.get(reference="1.2")
    report_progress(action, rating=off, narrative="No", reason="So", recovery="Way", by=office, on=today)
    assert [found.held_up for found in link_map(plan, now).held_up] == ["off track and 20 days over"]


def test_a_complete_action_waits_for_nothing(plan, office, today, now):
    add(plan, "1.1", to(plan, "1.2"), kind=WAITS, by=office, on=today)
    system, complete = builders.system(today), builders.rating(plan, "complete")
    from improvement.services.completion import accept_complete

    update = report_progress(
        plan.actions.get(reference="1.1"), rating=complete, narrative="Done", by=system, on=today
    )
    accept_complete(update, by=system, on=today)
    assert link_map(plan, now).held_up == []


def waits_for_event(plan, reference, trigger, *, by, on):
    action = plan.actions.get(reference=reference)
    set_deadline(
        action,
        trigger.name,
        Reading(Kind.CONDITIONAL, condition=trigger.name),
        agreed_by="Board",
        reason="Late",
        by=by,
        on=on,
    )
    deadline = Deadline.objects.order_by("-pk").first()
    deadline.trigger = trigger
    return plans.save_part(deadline, reason="Test", by=by, on=on)


@pytest.mark.parametrize(
    ("expected", "happened", "why"),
    [
        (date(2022, 6, 19), None, "still waiting for “PSW appointed”, expected by 19 Jun 2022"),
        (date(2022, 6, 20), None, ""),
        (None, None, ""),
        (None, date(2022, 6, 1), "without a date, though “PSW appointed” happened on 1 Jun 2022"),
        (date(2022, 6, 1), date(2022, 6, 30), "still waiting for “PSW appointed”, expected by 1 Jun 2022"),
    ],
)
def test_an_event_that_is_past_holds_up(plan, office, today, now, expected, happened, why):
    trigger = Trigger(plan=plan, name="PSW appointed", expected=expected, happened_on=happened)
    plans.save_part(trigger, reason="Test", by=office, on=today)
    waits_for_event(plan, "2.1", trigger, by=office, on=today)
    add(plan, "1.1", to(plan, "2.1"), kind=WAITS, by=office, on=today)
    add(plan, "1.2", Target(theme=plan.themes.get(reference="2")), kind=WAITS, by=office, on=today)
    alone, theme = link_map(plan, now).links
    assert alone.held_up == why
    # The database counts late actions by the same rule.
    assert theme.held_up == ("1 of its 2 actions is late" if why else "")


def test_links_stand_from_their_day_to_their_last(plan, office, people, today):
    system = builders.system(today)
    then = today - timedelta(days=1)
    early = builders.small_plan(people, on=today - timedelta(days=10), slug="early")
    link = add(early, "1.1", to(early, "1.2"), by=system, on=today - timedelta(days=5))
    links.withdraw_link(link, because="Misread", by=office, on=today)
    assert link_map(early, AsAt(today, today)).links == []
    assert [found.words for found in link_map(early, AsAt(then, today)).links] == ["As printed"]
    assert link_map(early, AsAt(today - timedelta(days=6), today)).links == []


def test_a_ring_is_kept_and_told(plan, office, today, now):
    add(plan, "1.1", to(plan, "1.2"), by=office, on=today)
    add(plan, "1.2", to(plan, "1.1"), by=office, on=today)
    found = link_map(plan, now)
    assert len(found.links) == 2
    assert [(ring.words, ring.is_stuck) for ring in found.rounds] == [
        ("1.1 is linked to 1.2, which is linked to 1.1.", False)
    ]


def test_waiting_in_a_ring_is_stuck_through_a_theme_too(plan, office, today, now):
    add(plan, "1.1", Target(theme=plan.themes.get(reference="2")), kind=WAITS, by=office, on=today)
    add(plan, "2.2", to(plan, "1.1"), kind=WAITS, by=office, on=today)
    (ring,) = link_map(plan, now).rounds
    assert ring.words == "1.1 waits for Priority 2, which holds 2.2, which waits for 1.1."
    assert ring.is_stuck


def test_a_ring_may_lead_through_another_plan(plan, other, office, today, now):
    add(plan, "1.1", to(other, "1.2"), by=office, on=today)
    add(other, "1.2", to(plan, "1.1"), by=office, on=today)
    (ring,) = link_map(plan, now, plans=Plan.objects.all()).rounds
    assert ring.words == "1.1 is linked to 1.2 of Small plan, which is linked to 1.1."
    assert link_map(plan, now).rounds == []


def test_a_theme_narrows(plan, office, today, now):
    add(plan, "1.1", to(plan, "1.2"), by=office, on=today)
    add(plan, "1.2", Target(theme=plan.themes.get(reference="2")), by=office, on=today)
    add(plan, "2.1", Target(), words="Elsewhere", by=office, on=today)
    second = plan.themes.get(reference="2").pk
    narrowed = link_map(plan, now, theme=second)
    assert [(link.source.label, link.target.label) for link in narrowed.links] == [
        ("1.2", "Priority 2"),
        ("2.1", "Elsewhere"),
    ]
    assert (narrowed.total, narrowed.theme, len(narrowed.themes)) == (3, second, 2)
    assert link_map(plan, now, theme=10**9).theme is None


def test_a_withdrawn_end_says_so(plan, office, today, now):
    add(plan, "1.1", to(plan, "1.2"), kind=WAITS, by=office, on=today)
    gone = plan.actions.get(reference="1.2")
    gone.withdrawn_on, gone.withdrawn_because = today, "Merged"
    gone.merged_into = plan.actions.get(reference="2.1")
    plans.save_part(gone, reason="Merged", by=office, on=today)
    (link,) = link_map(plan, now).links
    assert (link.target.gone, link.held_up) == ("merged into 2.1", "")


def test_the_picture_of_a_plan(plan, office, today, now):
    safety = programme(by=office, on=today)
    for item in ("10", "9"):
        add(plan, "1.1", Target(programme=safety, item=item), words=f"PSV {item}", by=office, on=today)
    add(plan, "2.1", Target(programme=safety, item="9"), words="PSV 9", by=office, on=today)
    add(plan, "2.1", to(plan, "1.2"), words="1.2", kind=WAITS, by=office, on=today)
    picture = link_map(plan, now).picture
    assert [(bundle.place.label, bundle.place.number) for bundle in picture.bundles] == [
        ("1.2", 1),
        ("PSV 9", 2),
        ("PSV 10", 1),
    ]
    assert [(place.label, place.number) for place in picture.sources] == [("1.1", 2), ("2.1", 2)]
    assert picture.words == "4 links of 2 actions to 3 things"
    assert (picture.has_waits, picture.has_late) == (True, True)


def test_a_deadline_is_read(plan, office, today, now):
    add(plan, "1.2", to(plan, "1.1"), by=office, on=today)
    later = Reading(Kind.BY, ends=date(2022, 9, 30), precision=Precision.MONTH)
    set_deadline(
        plan.actions.get(reference="1.1"),
        "September 2022",
        later,
        agreed_by="Board",
        reason="Late",
        by=office,
        on=today,
    )
    (link,) = link_map(plan, now).links
    assert (link.target.deadline, link.target.reading) == ("September 2022", "by 30 Sep 2022")
