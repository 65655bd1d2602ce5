"""No typing is lost when a session ends in the middle of a form, and nobody else ever sees it."""

import re
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from improvement import kept_typing
from improvement.models import Evidence, ProgressUpdate
from improvement.ratings import Code
from improvement.services import evidence
from tests import builders
from tests.pages import text

ADDRESS = "/plans/small/actions/1.1/update/"
ADD = "/plans/small/actions/1.1/evidence/add/"
SIGN_IN = f"/sign-in/?next={quote(ADDRESS)}"


class Browser(Client):
    """A browser that, unlike Django's own, must send the token of the form it was given."""

    def __init__(self):
        super().__init__(enforce_csrf_checks=True)

    def sign_in(self, person, then=ADDRESS):
        page = self.get("/sign-in/")
        data = {"login": person.email, "password": builders.PASSWORD, "next": then}
        return self.post("/sign-in/", {**hidden(page), **data})

    def sign_out(self):
        return self.post("/sign-out/", hidden(self.get(ADDRESS)))


def hidden(page) -> dict:
    """The hidden fields of a page, as a browser sends them: one without a value is empty."""
    tags = re.findall(r'<input type="hidden"[^>]*>', page.content.decode())
    found = {}
    for tag in tags:
        value = re.search(r' value="([^"]*)"', tag)
        found[re.search(r' name="([^"]*)"', tag)[1]] = value[1] if value else ""
    return found


def typed(plan, page, **more) -> dict:
    """A form filled in all over."""
    words = {"narrative": "Half a morning’s words", "reason": "Why", "recovery": "Way", "forecast": "July"}
    link = {"link": "https://example.org/", "title": "Minutes"}
    return {**hidden(page), "rating": builders.rating(plan, Code.AT_RISK).pk, **words, **link, **more}


@pytest.fixture
def browser(plan, people) -> Browser:
    browser = Browser()
    assert browser.sign_in(people["lead"])["Location"] == ADDRESS
    return browser


def assert_given_back(page, plan, *, steps=()):
    form = page.context["form"]
    assert not form.is_bound
    assert form["narrative"].value() == "Half a morning’s words"
    assert str(form["rating"].value()) == str(builders.rating(plan, Code.AT_RISK).pk)
    others = [form[name].value() for name in ("reason", "recovery", "forecast", "link", "title")]
    assert others == ["Why", "Way", "July", "https://example.org/", "Minutes"]
    assert [str(pk) for pk in form["steps_done"].value()] == [str(pk) for pk in steps]


@pytest.mark.parametrize("how", ["signed out in another tab", "session ended"])
def test_words_are_given_back_after_signing_in_again(browser, plan, people, how):
    step = plan.actions.get(reference="1.1").steps.first()
    data = typed(plan, browser.get(ADDRESS), steps_done=[step.pk])
    if how == "session ended":
        del browser.cookies[settings.SESSION_COOKIE_NAME]
    else:
        browser.sign_out()
    kept = browser.post(ADDRESS, data)
    assert (kept.status_code, kept["Location"]) == (302, SIGN_IN)
    assert browser.sign_in(people["lead"])["Location"] == ADDRESS
    page = browser.get(ADDRESS)
    assert kept_typing.KEPT in text(page)
    assert kept_typing.FILES_LOST not in text(page)
    assert_given_back(page, plan, steps=[step.pk])
    assert not ProgressUpdate.objects.exists()
    assert browser.post(ADDRESS, {**data, **hidden(page)}).status_code == 302
    assert ProgressUpdate.objects.get().narrative == "Half a morning’s words"


def test_they_are_given_back_once(browser, plan, people):
    data = typed(plan, browser.get(ADDRESS))
    browser.sign_out()
    browser.post(ADDRESS, data)
    browser.sign_in(people["lead"])
    browser.get(ADDRESS)
    page = browser.get(ADDRESS)
    assert page.context["form"]["narrative"].value() is None
    assert kept_typing.KEPT not in text(page)


def test_files_cannot_be_kept_and_the_page_says_so(browser, plan, people):
    data = typed(plan, browser.get(ADDRESS), file=SimpleUploadedFile("minutes.txt", b"Agreed."))
    browser.sign_out()
    browser.post(ADDRESS, data)
    browser.sign_in(people["lead"])
    assert f"{kept_typing.KEPT} {kept_typing.FILES_LOST}" in text(browser.get(ADDRESS))
    assert not Evidence.objects.exists()


def test_another_person_does_not_see_them(browser, plan, people):
    data = typed(plan, browser.get(ADDRESS))
    browser.sign_out()
    browser.post(ADDRESS, data)
    browser.sign_in(people["office"])
    page = browser.get(ADDRESS)
    assert page.status_code == 200
    assert "Half a morning" not in page.content.decode()
    assert page.context["form"]["narrative"].value() is None
    assert kept_typing.KEPT not in text(page)
    browser.sign_out()
    browser.sign_in(people["lead"])
    assert "Half a morning" not in browser.get(ADDRESS).content.decode()


@pytest.mark.parametrize("typist", ["", "3", "forged:token"])
def test_a_form_that_does_not_say_whose_it_is_is_not_kept(browser, plan, people, typist):
    data = typed(plan, browser.get(ADDRESS), typist=typist)
    browser.sign_out()
    assert browser.post(ADDRESS, data)["Location"].startswith("/sign-in/?next=")
    browser.sign_in(people["lead"])
    assert browser.get(ADDRESS).context["form"]["narrative"].value() is None


def test_words_come_back_where_the_forms_own_token_is_out_of_date(browser, plan, people):
    """Signed out and in again in another tab: the old form's token is refused, its words are not lost."""
    data = typed(plan, browser.get(ADDRESS), file=SimpleUploadedFile("minutes.txt", b"Agreed."))
    browser.sign_out()
    browser.sign_in(people["lead"])
    refused = browser.post(ADDRESS, data)
    assert (refused.status_code, refused["Location"]) == (302, ADDRESS)
    page = browser.get(ADDRESS)
    assert "You had signed in again since this form was opened." in text(page)
    assert kept_typing.KEPT not in text(page)
    assert kept_typing.FILES_LOST in text(page)
    assert_given_back(page, plan)
    assert not ProgressUpdate.objects.exists()


def test_another_person_with_the_old_form_does_not_get_its_words(browser, plan, people):
    data = typed(plan, browser.get(ADDRESS))
    browser.sign_out()
    browser.sign_in(people["office"])
    browser.post(ADDRESS, data)
    assert "Half a morning" not in browser.get(ADDRESS).content.decode()


def test_words_kept_know_what_was_in_view(browser, plan, people, sign_in):
    """Whoever signs in again an hour later may have been overtaken in that hour."""
    data = typed(plan, browser.get(ADDRESS))
    browser.sign_out()
    browser.post(ADDRESS, data)
    rating = builders.rating(plan, Code.ON_TRACK).pk
    sign_in(people["office"]).post(ADDRESS, {"rating": rating, "narrative": "Meanwhile", "seen": ""})
    browser.sign_in(people["lead"])
    page = browser.get(ADDRESS)
    assert page.context["form"]["seen"].value() == ""
    overtaken = browser.post(ADDRESS, {**data, **hidden(page), "seen": ""})
    assert "Meanwhile" in text(overtaken)[text(overtaken).index("Said since") :]


def test_evidence_forms_keep_their_words_too(browser, plan, people, today):
    page = browser.get(ADD)
    browser.sign_out()
    browser.post(ADD, {**hidden(page), "link": "https://example.org/", "title": "Minutes"})
    browser.sign_in(people["lead"], then=ADD)
    form = browser.get(ADD).context["form"]
    assert [form["link"].value(), form["title"].value()] == ["https://example.org/", "Minutes"]
    browser.sign_out()

    action = plan.actions.get(reference="1.1")
    kept = evidence.add_link(action, "https://example.org/", title="", by=people["lead"], on=today)
    withdraw = f"/plans/small/actions/1.1/evidence/{kept.pk}/withdraw/"
    browser.sign_in(people["office"])
    page = browser.get(withdraw)
    browser.sign_out()
    browser.post(withdraw, {**hidden(page), "because": "It names a child"})
    browser.sign_in(people["office"], then=withdraw)
    assert browser.get(withdraw).context["form"]["because"].value() == "It names a child"
    assert Evidence.objects.get().withdrawn_on is None


def test_words_outlive_a_session_that_took_its_token_along(plan, people):
    """Signed out and the form's token out of date as well, as when the browser forgot its cookies."""
    client = Client(enforce_csrf_checks=True)
    typed = {"narrative": "Kept all the same.", "typist": kept_typing.token_for(people["lead"])}
    address = "/plans/small/actions/1.1/update/"
    response = client.post(address, typed)
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/?next=")
    client.force_login(people["lead"])
    assert "Kept all the same." in client.get(address).content.decode()
