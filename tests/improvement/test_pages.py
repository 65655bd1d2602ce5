"""Help, the glossary and the accessibility statement."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve, reverse

from improvement import help_topics, roles
from improvement.demo import files
from improvement.glossary import terms

CLOSED = ["improvement:help", "improvement:glossary"]
TOPICS = [topic.slug for topic in help_topics.TOPICS]
# Capital letters in the plan that are no short forms: people's initials, and a word in capitals.
NO_SHORT_FORMS = {"KM", "HD", "JB", "JM", "DT", "WIFI"}
NOT_HERE_YET = re.compile(r"\b(indicators?|risk register|board packs?|meeting view)\b", re.I)


class Page(HTMLParser):
    """What a page links to, and what its headings are called and say."""

    def __init__(self, text: str):
        super().__init__()
        self.links, self.headings, self.ids, self._into = [], {}, set(), None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids |= {attrs["id"]} if "id" in attrs else set()
        if tag == "a":
            self.links.append([attrs["href"], ""])
            self._into = "link"
        elif tag == "h2":
            self.headings[attrs["id"]] = ""
            self._into = attrs["id"]

    def handle_endtag(self, tag):
        self._into = None if tag in {"a", "h2"} else self._into

    def handle_data(self, data):
        if self._into == "link":
            self.links[-1][1] += data
        elif self._into:
            self.headings[self._into] += data


@pytest.mark.parametrize("name", CLOSED)
def test_signed_out_is_asked_to_sign_in(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_help_of_a_topic_is_closed_too(client):
    assert client.get(reverse("improvement:help-topic", args=["leads"])).status_code == 302


@pytest.mark.parametrize("name", CLOSED)
@pytest.mark.parametrize("who", ["office", "lead", "chair", "clerk", "auditor", "admin"])
def test_everyone_signed_in_may_read(people, sign_in, name, who):
    assert sign_in(people[who]).get(reverse(name)).status_code == 200


def test_nothing_is_written_here(people, sign_in):
    for address in (reverse("improvement:help"), reverse("improvement:accessibility")):
        assert sign_in(people["office"]).post(address).status_code == 405


def test_every_role_has_its_own_help():
    assert {topic.role for topic in help_topics.TOPICS} - {""} == set(roles.ROLES)


def test_ones_own_help_comes_first(people, sign_in):
    page = sign_in(people["auditor"]).get(reverse("improvement:help")).text
    assert page.index("For you") < page.index("Help for auditors") < page.index("Help for accountable leads")


def test_unknown_topic_says_which_there_are(people, sign_in):
    response = sign_in(people["lead"]).get(reverse("improvement:help-topic", args=["cooking"]))
    assert response.status_code == 404
    assert all(topic.title in response.text for topic in help_topics.TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_topic_lists_its_questions_and_every_link_leads_somewhere(people, sign_in, topic):
    browser = sign_in(people["office"])
    response = browser.get(reverse("improvement:help-topic", args=[topic]))
    assert response.status_code == 200
    page = Page(response.text)
    in_page = [(address[1:], words) for address, words in page.links if address.startswith("#")]
    asked = {name: words for name, words in page.headings.items() if name != "more"}
    assert in_page[1:] == list(asked.items()), "The first leads past the header, the rest to each question."
    for address, _words in page.links:
        _leads_somewhere(browser, address)


@pytest.mark.parametrize("topic", TOPICS)
def test_help_tells_of_nothing_that_is_not_here(people, sign_in, topic):
    text = sign_in(people["office"]).get(reverse("improvement:help-topic", args=[topic])).text
    assert not NOT_HERE_YET.findall(text)


def test_glossary_is_in_order_and_says_each_thing_once():
    names = [term.term for term in terms()]
    assert names == sorted(names, key=str.casefold)
    assert len(names) == len(set(names))
    assert all(term.meaning.endswith(".") for term in terms())


def test_every_short_form_of_the_plan_is_in_the_glossary():
    words = " ".join(str(value) for action in files.plan_actions("bury-2022") for value in action.values())
    short_forms = set(re.findall(r"\b(?:[A-Z]&[A-Z]|[A-Z][A-Za-z]?[A-Z]+)(?=s?\b|S\b)", words))
    known = {_singular(term.term) for term in terms()} | NO_SHORT_FORMS
    assert {form for form in short_forms if _singular(form) not in known} == set()


def test_short_form_that_nothing_spells_out_says_so(people, sign_in):
    page = sign_in(people["lead"]).get(reverse("improvement:glossary")).text
    assert "Not spelt out in the plan" in page
    assert "Principal Social Worker" in page


def test_accessibility_statement_is_open_and_complete(client, db, settings):
    settings.ACCESSIBILITY_CONTACT = "access@council.example"
    response = client.get(reverse("improvement:accessibility"))
    assert response.status_code == 200
    for needed in (
        settings.COUNCIL_NAME,
        "mailto:access@council.example",
        "Equality and Human Rights Commission",
        "Equality Advisory and Support Service",
        "partially compliant",
        "Disproportionate burden",
        "21 November 2026",
        "(No. 2) Accessibility Regulations 2018",
    ):
        assert needed in response.text


def test_accessibility_statement_says_whom_to_ask_without_a_contact(client, db, settings):
    settings.ACCESSIBILITY_CONTACT = ""
    assert "its own website" in client.get(reverse("improvement:accessibility")).text


def _singular(short_form: str) -> str:
    """PEPS and PEPs are one PEP, DFE and DfE one department; two letters are no plural."""
    return short_form.upper() if len(short_form) < 3 else short_form.upper().removesuffix("S")


def _leads_somewhere(browser, address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme:
        return
    if parts.path:
        try:
            resolve(parts.path)
        except Resolver404:
            pytest.fail(f"{address} leads nowhere")
    if parts.fragment and parts.path:
        assert parts.fragment in Page(browser.get(parts.path).text).ids
