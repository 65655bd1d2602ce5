"""The printed list of indicators of the SEND plan, held without loss."""

import re
from collections import Counter

import pytest

from improvement.demo.files import plan_actions, read

SLUG = "bury-2024-send"

# Where the words of an indicator are printed a second time, among the measures of an action.
PRINTED_AGAIN = {
    "ehcp-requests": ["1.1a"],
    "agree-progress-is-good": ["1.1b"],
    "services-make-a-difference": ["1.1b"],
    "needs-supported-well": ["2.1b"],
    "prepared-for-adulthood": ["4.1c"],
    "attendance-in-reception": ["5.1c"],
    "understand-eotas-policy": ["8.1c"],
}


@pytest.fixture(scope="module")
def printed() -> dict:
    return read(f"{SLUG}/indicators.toml")


def test_there_are_53_under_ten_headings(printed):
    assert Counter(indicator["theme"] for indicator in printed["indicator"]) == {
        "1": 13,
        "2": 8,
        "3": 4,
        "4": 4,
        "5": 9,
        "6": 7,
        "AFI 1": 3,
        "AFI 2": 5,
    }
    assert len(printed["indicator"]) == 53
    assert [area["theme"] for area in printed["area"]] == [*"123456", "AFI 1", "AFI 2", "AFI 3"]


def test_each_has_a_key_of_its_own_and_its_own_words(printed):
    keys = [indicator["key"] for indicator in printed["indicator"]]
    assert len(set(keys)) == 53
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in keys)
    assert len({indicator["words"] for indicator in printed["indicator"]}) == 53


def test_each_heading_is_a_theme_of_the_plan(printed):
    titles = {theme["reference"]: theme["short_title"] for theme in read(f"{SLUG}/plan.toml")["theme"]}
    for area in printed["area"]:
        assert area["words"].split(": ", 1)[1] == titles[area["theme"]]


def test_what_is_also_relevant_is_what_the_brackets_say(printed):
    for indicator in printed["indicator"]:
        said = re.findall(r"\(also relevant (?:to|for) (.+?)\)", indicator["words"])
        assert indicator.get("also_relevant", []) == said
    named = Counter(name for indicator in printed["indicator"] for name in indicator.get("also_relevant", []))
    assert named == {"Workforce*": 7, "Workforce": 1, "Communication": 6}


def test_its_words_stand_among_the_measures_only_where_they_are_printed(printed):
    again = {}
    for indicator in printed["indicator"]:
        words = indicator["words"].split(" (also")[0].rstrip(".")
        lines = {
            action["ref"]
            for action in plan_actions(SLUG)
            if any(words == line.removeprefix("- ").rstrip(".") for line in action["measures"].splitlines())
        }
        if lines:
            again[indicator["key"]] = sorted(lines)
    assert again == PRINTED_AGAIN
