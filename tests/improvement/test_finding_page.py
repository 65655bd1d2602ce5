"""One finding's page: the words of inspectors and of the plan, and the actions that claim it."""

import pytest

from improvement.models import Finding, FindingLink
from improvement.services import plans
from tests import builders
from tests.improvement.test_findings_matrix import add, add_finding, claim

ADDRESS = "/plans/small/findings/1/"


def words_of(client, address=ADDRESS) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.text.split())


def test_everything_about_a_finding(plan, people, sign_in, today):
    finding = plan.inspection.findings.get()
    finding.place, finding.responsible_body = "page 2, paragraph 4", "The council"
    finding.response, finding.doubt = Finding.Response.PARTLY, "The paragraph may be 5."
    add(finding, today)
    words = words_of(sign_in(people["chair"]))
    for said in (finding.words, finding.place, "The council", "Accepted in part", "The paragraph may be 5."):
        assert said in words
    assert "What needs to improve" in words
    assert "4 actions claim it" in words
    assert "No action has been marked primary" in words
    assert "20 days over" in words


def test_primary_actions_come_first(plan, people, sign_in, today):
    second = add_finding(plan, "2", today)
    claim(plan, "1.1", second, today, FindingLink.Strength.CONTRIBUTES)
    claim(plan, "2.1", second, today)
    page = sign_in(people["office"]).get("/plans/small/findings/2/").context["page"]
    strands = [(strand.strength, [row.reference for row in strand.actions]) for strand in page.strands]
    assert strands == [("primary", ["2.1"]), ("contributes", ["1.1"])]
    assert (page.total, page.previous, page.following) == (2, "1", None)


@pytest.mark.parametrize("reference", ["AFI1", "S1.1", "Para 42", "é&?", "LGA/DP"])
def test_references_may_hold_what_documents_print(plan, people, sign_in, today, reference):
    add_finding(plan, reference, today, short_title="Found")
    client = sign_in(people["office"])
    found = [row.finding for row in client.get("/plans/small/findings/").context["matrix"].rows]
    assert found[-1].reference == reference
    from django.urls import reverse

    assert "Found" in words_of(client, reverse("improvement:finding-detail", args=["small", reference]))


def test_the_plans_own_wording_of_what_a_theme_answers(plan, people, sign_in, today):
    finding = plan.inspection.findings.get()
    theme = plan.themes.get(reference="2")
    theme.answers, theme.title = finding, "The recognition of need at the front door."
    add(theme, today)
    page = sign_in(people["office"]).get(ADDRESS).context["page"]
    assert [(wording.words, wording.is_same) for wording in page.wordings] == [(theme.title, False)]
    words = words_of(sign_in(people["office"]))
    assert '<del><span class="visually-hidden"> removed: </span>risk</del>' in words
    assert '<ins><span class="visually-hidden"> added: </span>need</ins>' in words
    theme.title = "The recognition of\nrisk at the front door."
    add(theme, today)
    assert "It repeats the inspectors’ words exactly." in words_of(sign_in(people["office"]))


def test_a_finding_taken_out_says_why(plan, people, sign_in, today):
    finding = plan.inspection.findings.get()
    finding.withdrawn_on, finding.withdrawn_because = today, "The report was corrected."
    add(finding, today)
    assert "The report was corrected." in words_of(sign_in(people["office"]))


def test_what_is_not_there_says_where_to_go(plan, people, sign_in):
    response = sign_in(people["office"]).get("/plans/small/findings/77/")
    assert response.status_code == 404
    assert "Choose one from its findings" in response.text


def test_no_finding_of_another_plan_is_shown(plan, people, sign_in, today):
    other = builders.small_plan(people, on=today, slug="other")
    add_finding(other, "2", today)
    assert sign_in(people["office"]).get("/plans/small/findings/2/").status_code == 404


def test_actions_of_another_plan_that_answers_the_same_inspection_stay_there(plan, people, sign_in, today):
    other = builders.small_plan(people, on=today, slug="other")
    finding = plan.inspection.findings.get()
    strength = FindingLink.Strength.PRIMARY
    action = other.actions.get(address="1.1")
    plans.link_finding(action, finding, strength=strength, by=people["office"], on=today)
    page = sign_in(people["office"]).get(ADDRESS).context["page"]
    assert (page.total, [strand.strength for strand in page.strands]) == (4, ["contributes"])


def test_who_may_not_read_the_plan_reads_no_finding(plan, people, sign_in, today):
    from improvement.services.people import share_plans

    share_plans(people["chair"], set(), by=people["admin"], on=today)
    client = sign_in(people["chair"])
    for address in (ADDRESS, "/plans/small/findings/", "/plans/small/bundle/?finding=1"):
        assert client.get(address).status_code == 404


def test_standing_and_action_lead_to_it(plan, people, sign_in):
    client = sign_in(people["office"])
    for address in ("/plans/small/", "/plans/small/actions/1.1/"):
        assert f'href="{ADDRESS}"' in words_of(client, address)


def test_markup_stays_text(plan, people, sign_in, today):
    add_finding(plan, "2", today, words="<script>alert(1)</script>", place="<i>p</i>")
    words = words_of(sign_in(people["office"]), "/plans/small/findings/2/")
    assert "<script>alert" not in words
    assert "<i>p</i>" not in words
