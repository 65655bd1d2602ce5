"""The coverage matrix: its sums, its columns, and the lists beneath it."""

from datetime import date

import pytest

from improvement.as_at import AsAt
from improvement.findings.matrix import MOST_COLUMNS, coverage_matrix
from improvement.models import Finding, FindingLink, Plan, Post, Theme, User
from improvement.services import plans
from improvement.standing.coverage import coverage
from tests import builders

ADDRESS = "/plans/small/findings/"


def matrix_of(plan: Plan, day: date):
    plan = Plan.objects.select_related("scheme", "inspection").get(pk=plan.pk)
    return coverage_matrix(plan, AsAt(day, date(2022, 6, 20)))


def add(row, today):
    return plans.save_part(row, reason="Test", by=builders.system(today), on=today)


def add_finding(plan: Plan, reference: str, today, **columns) -> Finding:
    values = {"kind": Finding.Kind.NEEDS_TO_IMPROVE, "words": "It is late.", "short_title": "Late"}
    position = plan.inspection.findings.count() + 1
    return add(
        Finding(inspection=plan.inspection, reference=reference, position=position, **values | columns), today
    )


def claim(plan: Plan, address: str, finding: Finding, today, strength=FindingLink.Strength.PRIMARY):
    action = plan.actions.get(address=address)
    return plans.link_finding(action, finding, strength=strength, by=builders.system(today), on=today)


@pytest.mark.parametrize("day", [date(2022, 3, 12), date(2022, 4, 20), date(2022, 6, 20)])
def test_sums_agree_with_the_standing(bury, day):
    matrix = matrix_of(bury, day)
    assert matrix.findings == coverage(bury, AsAt(day, date(2022, 6, 20)))
    assert len(matrix.columns) == 7
    assert sum(column.total for column in matrix.columns) == matrix.total == 69
    for row in matrix.rows:
        assert [cell.column for cell in row.cells] == matrix.columns
        assert sum(cell.total for cell in row.cells) == row.finding.total
        assert sum(cell.primary for cell in row.cells) == row.finding.primary
        for code, number in row.finding.counts.items():
            assert sum(cell.counts.get(code, 0) for cell in row.cells) == number
        assert all(cell.total <= cell.column.total for cell in row.cells)


def test_bury_warns_against_counting(bury, sign_in):
    words = sign_in(User.objects.get(email="office@demo.example")).get("/plans/bury-2022/findings/").text
    assert "58 of 69 actions claim finding 9, and 17 of them claim nothing else." in words
    assert "35 or more of the 69 actions" in words
    matrix = matrix_of(bury, date(2022, 6, 20))
    assert [finding.reference for finding in matrix.claimed_by_most] == ["9"]
    assert len(matrix.without_primary) == 9
    assert matrix.unclaimed == []
    assert matrix.loose == []
    assert matrix.level == "priority"


def test_primary_and_what_nothing_claims(plan, today):
    second = add_finding(plan, "2", today)
    add_finding(plan, "3", today)
    claim(plan, "1.1", second, today)
    claim(plan, "2.1", second, today, FindingLink.Strength.CONTRIBUTES)
    matrix = matrix_of(plan, today)
    assert [cell.primary for cell in matrix.rows[1].cells] == [1, 0]
    assert [cell.total for cell in matrix.rows[1].cells] == [1, 1]
    assert [finding.alone for finding in matrix.findings] == [2, 0, 0]
    assert [finding.reference for finding in matrix.without_primary] == ["1", "3"]
    assert [row.finding.reference for row in matrix.unclaimed] == ["3"]


@pytest.mark.parametrize(("claims", "too_many"), [(2, False), (3, True)])
def test_more_than_half_begins_after_half(plan, today, claims, too_many):
    second = add_finding(plan, "2", today)
    for address in ("1.1", "1.2", "2.1")[:claims]:
        claim(plan, address, second, today)
    matrix = matrix_of(plan, today)
    assert matrix.too_many == 3
    assert (second.reference in [finding.reference for finding in matrix.claimed_by_most]) is too_many


def test_an_action_without_a_finding_is_named(plan, today):
    builders.add_action(plan, plan.themes.first(), "1.9", 9, lead=Post.objects.get(slug="director"), on=today)
    assert [action.reference for action in matrix_of(plan, today).loose] == ["1.9"]


def test_a_withdrawn_claim_counts_no_more(plan, today):
    link = FindingLink.objects.get(action__address="1.1", action__plan=plan)
    link.withdrawn_on, link.withdrawn_because = today, "It answers another."
    add(link, today)
    matrix = matrix_of(plan, today)
    assert matrix.findings[0].total == 3
    assert [action.reference for action in matrix.loose] == ["1.1"]


def test_an_action_taken_out_claims_nothing(plan, today):
    action = plan.actions.get(address="1.1")
    action.withdrawn_on, action.withdrawn_because = today, "Merged."
    add(action, today)
    matrix = matrix_of(plan, today)
    assert (matrix.total, matrix.findings[0].total) == (3, 3)
    assert matrix.loose == []


def test_a_theme_answers_as_a_whole(plan, today):
    second = add_finding(plan, "2", today)
    theme = plan.themes.get(reference="2")
    theme.answers = second
    add(theme, today)
    row = matrix_of(plan, today).rows[1]
    assert [cell.whole for cell in row.cells] == [False, True]
    assert row.answered_by == ["2. Practice"]
    assert row.finding.total == 0


def test_many_themes_are_shown_by_the_level_above(plan, today):
    top, second = plan.themes.get(reference="1"), add_finding(plan, "2", today)
    lead = Post.objects.get(slug="director")
    for number in range(1, MOST_COLUMNS + 1):
        theme = Theme(
            plan=plan, parent=top, depth=2, reference=f"1.{number}", title="Under", position=10 + number
        )
        add(theme, today)
        action = builders.add_action(plan, theme, f"8.{number}", 80 + number, lead=lead, on=today)
        strength = FindingLink.Strength.PRIMARY
        plans.link_finding(action, second, strength=strength, by=builders.system(today), on=today)
    matrix = matrix_of(plan, today)
    assert [(column.name, column.total) for column in matrix.columns] == [
        ("1. Leadership", 14),
        ("2. Practice", 2),
    ]
    assert [cell.total for cell in matrix.rows[1].cells] == [12, 0]
    assert matrix.level == "priority"


def test_six_queries(plan, today, django_assert_num_queries):
    plan = Plan.objects.select_related("scheme", "inspection").get(pk=plan.pk)
    with django_assert_num_queries(6):
        coverage_matrix(plan, AsAt(today, today))


def test_the_page_says_what_its_symbols_mean(plan, people, sign_in):
    words = sign_in(people["chair"]).get(ADDRESS).text
    assert 'aria-label="2 actions on finding 1 in 1. Leadership"' in words
    assert "2 not rated" in words
    assert 'href="/plans/small/findings/1/"' in words


def test_a_plan_without_findings_says_what_to_do_first(plan, people, sign_in, today):
    finding = plan.inspection.findings.get()
    finding.withdrawn_on, finding.withdrawn_because = today, "Entered by mistake."
    add(finding, today)
    assert "No findings yet." in sign_in(people["office"]).get(ADDRESS).text


def test_markup_stays_text(plan, people, sign_in, today):
    add_finding(plan, "<b>2", today, short_title="<script>alert(1)</script>")
    words = sign_in(people["office"]).get(ADDRESS).text
    assert "<script>alert" not in words
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in words
