"""A plan's time: what is gathered, what its page shows, and how a large plan stays readable."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from improvement import gantt, roles
from improvement.as_at import AsAt
from improvement.deadlines import Kind, Precision, Reading
from improvement.models import Action, Milestone, Phase, Plan, Theme
from improvement.services import people as people_services
from improvement.services import plans
from improvement.services.deadlines import set_deadline
from improvement.timeline import MOST_ACTIONS, NoSuchPart, timeline
from tests import builders
from tests.pages import text
from tests.volume import add_actions

PAGE = "/plans/small/timeline/"
LARGE = "/plans/large/timeline/"
EXPORT = f"{PAGE}export/pdf/"
MARKUP = "<script>alert(1)</script>"


@pytest.fixture
def now(today) -> AsAt:
    return AsAt(today, today)


@pytest.fixture
def office(people, sign_in):
    return sign_in(people["office"])


def rows_of(found, kind=gantt.ACTION) -> dict:
    return {row.drawn.reference or row.drawn.title: row for row in found.rows if row.drawn.kind == kind}


def move(plan, people, today, *, to=date(2022, 9, 30)):
    reading = Reading(Kind.BY, ends=to, precision=Precision.MONTH)
    action = plan.actions.get(reference="1.1")
    return set_deadline(
        action, f"{to:%B %Y}", reading, agreed_by="Board", reason="Late", by=people["office"], on=today
    )


# What is gathered.


def test_themes_stand_over_their_actions_in_the_plans_order(plan, now):
    drawn = [(row.drawn.kind, row.drawn.key) for row in timeline(plan, now).rows]
    first, second = (str(theme.pk) for theme in plan.themes.all())
    assert drawn == [
        ("theme", first),
        ("action", "1.1"),
        ("action", "1.2"),
        ("theme", second),
        ("action", "2.1"),
        ("action", "2.2"),
    ]


def test_each_deadline_is_what_it_is(plan, now):
    rows = rows_of(timeline(plan, now))
    assert [(row.printed, row.reading, row.over) for row in rows.values()] == [
        ("July 2022", "by 31 Jul 2022", ""),
        ("May 2022", "by 31 May 2022", "20 days over"),
        ("Once appointed", "waits for “PSW appointed”", ""),
        ("", "no deadline set", ""),
    ]
    themes = [row.drawn.note for row in timeline(plan, now).rows if row.is_head]
    assert themes == ["2 actions, the last by 31 July 2022", "2 actions, 2 without an end"]


def test_a_moved_deadline_keeps_its_original(plan, people, now, today):
    move(plan, people, today)
    row = rows_of(timeline(plan, now))["1.1"]
    assert row.drawn.dates.former == (date(2022, 7, 31),)
    assert row.drawn.dates.ends == date(2022, 9, 30)
    assert (row.original, row.moved) == ("“July 2022”, by 31 Jul 2022", "Moved once, +2 months")


def test_a_past_day_knows_no_later_move(bury, today):
    page = timeline(bury, AsAt(date(2022, 4, 20), today))
    later = timeline(bury, AsAt(today, today))
    assert rows_of(page)["2.4"].original == ""
    assert rows_of(later)["2.4"].original.startswith("“March 2022”")
    assert rows_of(page)["2.4"].drawn.label == "At risk"
    assert page.total == later.total == 69


def test_of_all_69_every_kind_is_drawn_as_what_it_is(bury, now):
    rows = rows_of(timeline(bury, now))
    kinds = {kind: [key for key, row in rows.items() if row.drawn.dates.kind == kind] for kind in Kind}
    assert kinds[Kind.MISSING] == ["1.3", "6.6"]
    assert kinds[Kind.ONGOING] == ["3.6"]
    assert kinds[Kind.RANGE] == ["4.2"]
    assert kinds[Kind.MILESTONE] == ["6.1"]
    assert "3.7" in kinds[Kind.CONDITIONAL]
    assert "1.4" in kinds[Kind.START_ONLY]


def part(row, on):
    return plans.save_part(row, reason="Test", by=builders.system(on), on=on)


def test_the_plans_own_phases_and_milestones_stand_on_top(plan, people, now, today):
    phase = part(Phase(plan=plan, title="Phase 1", starts=today, ends=date(2022, 8, 1), position=1), today)
    part(Milestone(plan=plan, phase=phase, reference="1", words="Scope", position=1), today)
    part(
        Milestone(plan=plan, reference="2", words="Submit", when_printed="w/c", ends=today, position=2), today
    )
    found = timeline(plan, now)
    assert [row.drawn.title for row in found.rows[:4]] == [
        "The plan’s own timeline",
        "Phase 1",
        "Scope",
        "Submit",
    ]
    assert [row.drawn.dates.kind for row in found.rows[1:4]] == [Kind.RANGE, Kind.UNREADABLE, Kind.BY]
    assert found.rows[2].reading == "could not be read"
    before = timeline(plan, AsAt(today - timedelta(days=1), today))
    assert before.rows == []


def test_of_one_theme_only_its_own_and_what_is_under_it(plan, people, now, today):
    first = plan.themes.get(reference="1")
    under = part(Theme(plan=plan, parent=first, reference="1", title="Under", depth=2, position=3), today)
    lead = people["lead"].tenures.first().post
    with_action = builders.add_action(plan, under, "1.1.1", 9, lead=lead, on=today)
    found = timeline(plan, now, theme=str(first.pk))
    assert list(rows_of(found)) == ["1.1", "1.2", with_action.address]
    assert (found.in_view, found.total) == (3, 5)
    assert [branch.total for branch in found.branches] == [3, 2, 1]


def test_a_theme_or_page_that_is_not_there_says_so(plan, now):
    for asked in ({"theme": "999"}, {"theme": "x"}, {"page": "2"}, {"page": "0"}, {"page": "²"}):
        with pytest.raises(NoSuchPart, match=r"Choose one"):
            timeline(plan, now, **asked)


# A large plan.


def test_a_large_plan_shows_its_themes_alone_and_each_theme_page_by_page(people, now, office, today):
    plan = builders.small_plan(people, on=today - timedelta(days=30), slug="large")
    add_actions(plan, 316, on=today - timedelta(days=8))
    found = timeline(plan, now)
    assert (found.total, found.shown, found.themes_only) == (320, 0, True)
    assert [row.drawn.kind for row in found.rows] == ["theme", "theme"]
    answer = office.get(LARGE)
    assert "320 actions are more than one picture can show" in text(answer)
    theme = str(plan.themes.first().pk)
    assert answer.content.decode().count(f'href="?theme={theme}"') == 2
    first = office.get(LARGE, {"theme": theme})
    assert "150 of 160 actions, page 1 of 2" in text(first)
    assert f'href="?theme={theme}&amp;page=2"' in first.content.decode()
    pages = [rows_of(timeline(plan, now, theme=theme, page=page)) for page in ("1", "2")]
    assert [len(page) for page in pages] == [MOST_ACTIONS, 10]
    assert not pages[0].keys() & pages[1].keys()


def test_it_asks_six_times_however_much_there_is(plan, now, today, django_assert_num_queries):
    for more in (0, 60):
        add_actions(plan, more, on=today) if more else None
        with django_assert_num_queries(6):
            assert timeline(plan, now).shown == 4 + more


# The page.


def test_each_action_is_a_link_that_says_its_rating(plan, office, people, today):
    page = office.get(PAGE).content.decode()
    link = re.search(r'<a href="/plans/small/actions/1.1/">(.*?)</a>', page, re.S)[1]
    assert " ".join(re.sub(r"<[^>]+>", " ", link).split()) == "1.1 Not rated Establish the board 1.1"


def test_the_picture_and_the_table_say_the_same(plan, people, office, today):
    move(plan, people, today)
    page = office.get(PAGE).content.decode()
    picture, table = page.split('id="in-words"')
    assert "+2 months" in picture
    assert picture.count('d="M0-6.5L6.5 0 0 6.5-6.5 0z" fill="#fff"') == 3  # two of the key, one former
    assert "“July 2022”, by 31 Jul 2022" in table
    assert "Moved once, +2 months" in table
    assert "Waits for “PSW appointed”" in picture
    assert "No deadline set" in picture
    assert "Today, 20 Jun 2022" in picture


def test_the_past_is_marked_as_such_and_kept_in_every_link(bury, sign_in):
    from improvement.models import User

    client = sign_in(User.objects.get(email="office@demo.example"))
    page = client.get("/plans/bury-2022/timeline/", {"as_at": "2022-04-20", "by": "week"}).content.decode()
    assert "As at 20 Apr 2022" in page
    assert '/plans/bury-2022/actions/1.1/?as_at=2022-04-20"' in page
    assert 'href="?as_at=2022-04-20&amp;by=week&amp;theme=' in page
    assert "by=week&amp;paper=a3" in page


def test_markup_in_words_stays_text(plan, people, office, today):
    action = plan.actions.get(reference="2.1")
    reading = Reading(Kind.CONDITIONAL, condition=MARKUP)
    set_deadline(action, MARKUP, reading, agreed_by="Board", reason="Late", by=people["office"], on=today)
    part(Phase(plan=plan, title=MARKUP, starts=today, ends=today, position=1), today)
    part(Milestone(plan=plan, reference="1", words=MARKUP, when_printed=MARKUP, position=1), today)
    Action.objects.get(pk=action.pk)
    page = office.get(PAGE).content.decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;") >= 6


def test_a_plan_without_actions_says_what_to_do(plan, office, today):
    empty = Plan(
        slug="empty", title="Empty", dated=today, level_one="theme", scheme=plan.scheme, status="draft"
    )
    part(empty, today)
    assert "Nothing to draw yet." in text(office.get("/plans/empty/timeline/"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"by": "day"}, "by month or by week, not by “day”"),
        ({"theme": "999"}, "There is no such part of this plan"),
        ({"page": "9"}, "This timeline has 1 page"),
    ],
)
def test_what_cannot_be_drawn_says_why(plan, office, asked, said):
    answer = office.get(PAGE, asked)
    assert answer.status_code == 404
    assert said in text(answer)


# The ladder.


@pytest.mark.parametrize("address", [PAGE, EXPORT])
def test_the_ladder(plan, people, sign_in, office, today, address):
    assert Client().get(address)["Location"].startswith("/sign-in/")
    stranger = people_services.invite(
        "s@council.example", "Sam", roles.BOARD_MEMBER, by=people["admin"], on=today
    )
    assert sign_in(stranger).get(address).status_code == 404
    for who in builders.CAST:
        assert sign_in(people[who]).get(address).status_code == 200, who
    assert office.post(address).status_code == 405
