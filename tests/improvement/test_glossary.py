"""The glossary: who keeps it, what it lacks, and where what the office explains is shown."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from improvement.as_at import AsAt
from improvement.exports.gather import gather
from improvement.glossary import fixed_meaning, terms, with_short_forms
from improvement.glossary.page import missing_from, terms_on
from improvement.models import LedgerEntry, Plan, ShortForm
from improvement.record.writing import writing
from improvement.services.glossary import change_meaning, explain, take_out
from improvement.services.refusals import Refused
from tests import builders
from tests.pages import text

GLOSSARY, ADD = "/glossary/", "/glossary/add/"
MARKUP = "<script>alert(1)</script>"
MEANING = "Xylophone liaison officer."


@pytest.fixture
def xlo(people, today) -> ShortForm:
    return explain("XLO", MEANING, by=people["office"], on=today)


@pytest.fixture
def office(people, sign_in):
    return sign_in(people["office"])


def reword(plan, today, words):
    action = plan.actions.get(reference="1.1")
    action.words = words
    with writing(by=builders.system(today), reason="Test", on=today):
        action.save()


def on(day) -> AsAt:
    return AsAt(day, day)


def missing(day) -> dict[str, int]:
    return {row.form: row.times for row in missing_from(terms_on(on(day)))}


# The ladder: signed out, outsider, reader, owner, wrong method.


def keeping(xlo) -> list[str]:
    return [ADD, *(reverse(f"improvement:short-form-{verb}", args=[xlo.pk]) for verb in ("edit", "withdraw"))]


def test_signed_out_people_are_asked_to_sign_in(xlo):
    for address in [GLOSSARY, *keeping(xlo)]:
        assert Client().get(address)["Location"].startswith("/sign-in/?next=")
        assert Client().post(address)["Location"].startswith("/sign-in/?next=")


@pytest.mark.parametrize("who", builders.CAST)
def test_each_of_the_six(xlo, people, sign_in, who):
    browser, entries = sign_in(people[who]), LedgerEntry.objects.count()
    assert MEANING in text(browser.get(GLOSSARY))
    for address in keeping(xlo):
        if who == "office":
            assert browser.get(address).status_code == 200
            continue
        for answer in (browser.get(address), browser.post(address, {"acronym": "ZZT", "meaning": "x"})):
            assert answer.status_code == 403
            assert "You may not change the glossary." in text(answer)
    assert LedgerEntry.objects.count() == entries


def test_wrong_methods_are_refused(xlo, office):
    assert office.post(GLOSSARY).status_code == 405
    for address in keeping(xlo):
        assert office.put(address).status_code == 405


@pytest.mark.parametrize("who", sorted(builders.CAST.keys() - {"office"}))
def test_the_service_refuses_everyone_else(xlo, people, today, who):
    asked = {"by": people[who], "on": today}
    with pytest.raises(Refused, match="You may not change the glossary"):
        explain("ZZT", "x", **asked)
    with pytest.raises(Refused, match="You may not change the glossary"):
        change_meaning(xlo, "x", **asked)
    with pytest.raises(Refused, match="You may not change the glossary"):
        take_out(xlo, because="x", **asked)


# Keeping it.


def test_a_short_form_is_explained_from_the_list(plan, today, office):
    reword(plan, today, "Ask the XLO and the XLOs")
    page = office.get(GLOSSARY)
    assert "1 short form is used in plans and not explained" in text(page)
    assert "XLO 2 “Ask the XLO and the XLOs” Small plan" in text(page).replace("Search for ", "")
    assert f'{ADD}?acronym=XLO"' in page.content.decode()
    form = office.get(ADD, {"acronym": "XLO"})
    assert 'value="XLO"' in form.content.decode()
    answer = office.post(ADD, {"acronym": "XLO", "meaning": " Xylophone\nliaison officer "}, follow=True)
    assert "XLO is explained" in text(answer)
    assert "Every short form used in plans is explained" in text(answer)
    assert f"{MEANING} Explained by the programme office" in text(answer)
    assert ShortForm.objects.get().history.get().history_change_reason == "Short form explained"


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"acronym": "", "meaning": "x"}, "acronym", "Enter the short form"),
        ({"acronym": "XLO", "meaning": " "}, "meaning", "Enter what it stands for"),
        ({"acronym": "X L O", "meaning": "x"}, "acronym", "Enter the letters alone"),
        ({"acronym": "xylophone", "meaning": "x"}, "acronym", "Enter the letters alone"),
        ({"acronym": "X" * 21, "meaning": "x"}, "acronym", "20 letters or fewer"),
        ({"acronym": "XLO", "meaning": "x" * 301}, "meaning", "Shorten this to 299 characters"),
        ({"acronym": "XLO", "meaning": "\0"}, "meaning", "Take out the characters that cannot be seen"),
        ({"acronym": "psw", "meaning": "x"}, "acronym", "Enter the letters alone"),
        (
            {"acronym": "PSW", "meaning": "x"},
            "__all__",
            "The glossary explains PSW already: Principal Social",
        ),
    ],
)
def test_what_cannot_be_explained_says_what_to_do(office, sent, field, said):
    answer = office.post(ADD, sent)
    assert answer.status_code == 200
    assert said in " ".join(answer.context["form"].errors[field])
    assert said in text(answer)
    assert not ShortForm.objects.exists()


def test_the_longest_meaning_fits_with_its_full_stop(office):
    assert office.post(ADD, {"acronym": "XLO", "meaning": "x" * 299}).status_code == 302
    refused = office.post(ADD, {"acronym": "XLP", "meaning": "x" * 300})
    assert "Shorten this to 299 characters" in text(refused)


def test_one_short_form_has_one_meaning(xlo, office):
    answer = office.post(ADD, {"acronym": "xLO", "meaning": "Another"})
    assert f"XLO is explained already: {MEANING} Change that instead." in text(answer)
    assert ShortForm.objects.count() == 1


def test_a_meaning_is_changed(xlo, office):
    address = reverse("improvement:short-form-edit", args=[xlo.pk])
    assert "Xylophone liaison officer." in text(office.get(address))
    assert "The meaning of XLO is changed." in text(office.post(address, {"meaning": "Another"}, follow=True))
    xlo.refresh_from_db()
    assert xlo.meaning == "Another."


def test_a_short_form_is_taken_out_and_added_again(xlo, office):
    address = reverse("improvement:short-form-withdraw", args=[xlo.pk])
    assert "Say why" in text(office.post(address, {"because": " "}))
    assert "XLO is taken out" in text(office.post(address, {"because": "No longer used"}, follow=True))
    assert MEANING not in text(office.get(GLOSSARY))
    for gone in (address, reverse("improvement:short-form-edit", args=[xlo.pk])):
        assert office.get(gone).status_code == 404
    office.post(ADD, {"acronym": "XLO", "meaning": "Again"})
    xlo.refresh_from_db()
    assert (xlo.meaning, xlo.withdrawn_on, xlo.withdrawn_because) == ("Again.", None, "")


def test_what_was_taken_out_is_not_changed(xlo, people, today):
    take_out(xlo, because="Done", by=people["office"], on=today)
    with pytest.raises(Refused, match="Add it again"):
        change_meaning(xlo, "x", by=people["office"], on=today)
    with pytest.raises(Refused, match="already"):
        take_out(xlo, because="Done", by=people["office"], on=today)


def test_markup_stays_text(plan, today, office):
    reword(plan, today, f"XLO {MARKUP}")
    office.post(ADD, {"acronym": "ZZT", "meaning": MARKUP})
    for address in (GLOSSARY, f"{ADD}?acronym=%3Cscript%3Ealert(1)"):
        content = office.get(address).content
        assert b"<script>alert" not in content
        assert b"&lt;script&gt;alert" in content


# What it holds.


def test_only_whoever_keeps_it_reads_what_it_lacks(plan, people, today, sign_in):
    reword(plan, today, "Ask the XLO")
    for who, person in people.items():
        assert ("not explained" in text(sign_in(person).get(GLOSSARY))) == (who == "office"), who


def test_what_plans_print_is_read_and_nothing_that_was_taken_out(plan, today):
    reword(plan, today, "Ask the XLO and the PSW")
    assert missing(today) == {"XLO": 1}
    action = plan.actions.get(reference="1.1")
    action.withdrawn_on = today
    with writing(by=builders.system(today), reason="Test", on=today):
        action.save()
    assert missing(today) == {}


def test_what_a_fixed_term_does_not_spell_out_is_missing_until_the_office_does(plan, people, today):
    assert fixed_meaning("3KP") == ""
    reword(plan, today, "Meet in 3KP")
    assert missing(today) == {"3KP": 1}
    explain("3KP", "Three Knowsley Place.", by=people["office"], on=today)
    assert missing(today) == {}
    assert [term.meaning for term in terms_on(on(today)) if term.term == "3KP"] == ["Three Knowsley Place."]


def test_the_offices_terms_stand_in_their_places(xlo, today):
    names = [term.term for term in terms_on(on(today))]
    assert names == sorted(names, key=str.casefold)
    assert len(names) == len(terms()) + 1
    assert with_short_forms([]) == terms()


def test_an_export_explains_it_from_its_day_on(plan, people, today, sign_in):
    older = builders.small_plan(people, on=today - timedelta(days=30), slug="older")
    older = Plan.objects.select_related("scheme", "inspection").get(pk=older.pk)
    reword(older, today - timedelta(days=20), "Ask the XLO")
    explain("XLO", MEANING, by=people["office"], on=today)
    explain("ZZT", "Never used.", by=people["office"], on=today)

    def explained(when) -> set[str]:
        return {term.term for term in gather(older, when, made_at=timezone.now()).glossary}

    assert {"XLO", "ZZT"} & explained(on(today)) == {"XLO"}
    assert "XLO" not in explained(AsAt(today - timedelta(days=1), today))
