"""Every page there is, as the person it is for, on a desk and on a phone."""

import pytest

from tests.journeys.axe import assert_sound_at_both_widths
from tests.journeys.samples import NOT_PAGES, OWN_ARGUMENTS, PAGES, READERS, reader, sample
from tests.test_routes import ROUTES


def test_what_the_samples_name_are_routes():
    assert NOT_PAGES.keys() | READERS.keys() | OWN_ARGUMENTS.keys() <= ROUTES.keys()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_sound(name, visitor):
    page = visitor(reader(name))
    assert page.goto(sample(name)).status == 200
    assert reader(name) == "" or "/sign-in/" not in page.url
    assert_sound_at_both_widths(page)
