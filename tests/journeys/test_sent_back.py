"""Every form sent with something missing: sound, and its summary leads to what is wrong."""

import pytest

from tests.journeys.axe import assert_sound, assert_sound_at_both_widths
from tests.journeys.error_summary import assert_refused
from tests.journeys.samples import sample
from tests.journeys.update_form import box, choose, open_form, save
from tests.journeys.visitors import PHONE

# A form left as it opens, by its route: who sends it, and a sentence that comes back.
EMPTY = {
    "account_change_password": ("chair", "Enter your password now"),
    "account_login": ("", "Enter your e-mail address"),
    "account_reset_password": ("", "Enter your e-mail address"),
    "improvement:action-update": ("lead", "Say what has happened, or that nothing has"),
    "improvement:evidence-add": ("lead", "Choose a file"),
    "improvement:evidence-withdraw": ("office", "Say why"),
    "improvement:person-active": ("admin", "Say why, such as"),
    "improvement:person-invite": ("admin", "Enter the person’s name"),
    "improvement:post-add": ("office", "Enter the post’s title"),
    "improvement:tenure-add": ("office", "Choose a person, or enter a name below"),
    "improvement:tenure-end": ("office", "Say why, such as"),
}


@pytest.mark.parametrize("name", EMPTY)
def test_a_form_with_nothing_in_it(name, visitor):
    person, sentence = EMPTY[name]
    page = visitor(person, width=PHONE)
    page.goto(sample(name))
    page.locator("main form[method=post] [type=submit]").first.click()
    assert_refused(page, sentence)
    assert_sound(page)


def test_an_update_with_every_fault(visitor):
    page = visitor("lead")
    open_form(page, "5.10")
    choose(page, "Off track")
    page.get_by_text("Add a file or a link").click()
    box(page, "Or a link").fill("the shared drive")
    save(page)
    assert_refused(page, "Say what has happened", "Say why it is off track", "Enter the whole address")
    assert_sound_at_both_widths(page)
