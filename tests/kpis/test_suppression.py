"""No number that is hidden can be worked out from what is shown, totals and percentages included."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.counts import Count, Figures, Publication, Rule, Share, Shown, Sum, percentage, rounded, table
from kpis.possible_values import Range, is_hidden, possible_values
from kpis.suppression import suppress

RULES = st.builds(
    Rule,
    threshold=st.sampled_from([4, 5, 10]),
    zero=st.sampled_from(["show", "hide"]),
    round_to=st.sampled_from([0, 0, 5, 10]),
    least_values=st.sampled_from([2, 3]),
)


def grids(width: int, height: int, most: int):
    row = st.fixed_dictionaries({f"c{n}": st.none() | st.integers(0, most) for n in range(width)})
    return st.fixed_dictionaries({f"r{n}": row for n in range(height)})


def hidden_keys(publication) -> list[str]:
    return [shown.key for shown in publication.counts if shown.code == "c"]


def promise_kept(figures: Figures, publication) -> None:
    known, rule = figures.by_key(), publication.rule
    ranges = possible_values(publication)
    for shown in publication.counts:
        if shown.code == "c":
            assert ranges[shown.key].spans(rule.least_values), (shown.key, ranges[shown.key])
        elif shown.published and shown.code == "" and not rule.round_to:
            assert shown.value == known[shown.key].value
        if shown.published and not known[shown.key].fixed and rule.is_small(known[shown.key]):
            assert shown.code == "c", shown


@settings(max_examples=30, deadline=None)
@given(grids(3, 3, 30), RULES)
def test_no_hidden_cell_of_a_table_can_be_worked_out(grid, rule):
    figures = table(grid)
    publication = suppress(figures, rule)
    assert publication.exposed == ()
    promise_kept(figures, publication)


@settings(max_examples=40, deadline=None)
@given(grids(2, 2, 9), st.sampled_from(["show", "hide"]))
def test_another_reader_who_tries_every_table_finds_two_that_fit(grid, zero):
    """Written apart from the search under test: fill the hidden inner cells with everything from 0 to 11."""
    publication = suppress(table(grid), Rule(zero=zero))
    inner = [f"{row} / {column}" for row in grid for column in grid[row]]
    choices = [
        range(1 if zero == "show" else 0, 12)
        if publication[key].code == "c"
        else [publication[key].value or 0]
        for key in inner
    ]
    seen: dict[str, set[int]] = {key: set() for key in hidden_keys(publication)}
    for values in product(*choices):
        filled = iter(values)
        guess = table({row: {column: next(filled) for column in grid[row]} for row in grid}).by_key()
        shown = [each for each in publication.counts if each.value is not None]
        if all(guess[each.key].value == each.value for each in shown):
            for key in seen:
                seen[key].add(guess[key].value)
    assert all(len(values) >= 2 for values in seen.values()), seen


def parts_of_a_whole(cohorts: list[tuple[int, int]], decimals: int) -> Figures:
    """For each school year: on time, due, and the percentage; with totals over the years and theirs."""
    counts, shares = [], []
    for n, (on_time, others) in enumerate(cohorts):
        counts += [Count(f"on time {n}", on_time), Count(f"due {n}", on_time + others)]
        shares.append(Share(f"% {n}", f"on time {n}", f"due {n}", decimals))
    counts.append(Count("on time", sum(on_time for on_time, _ in cohorts)))
    counts.append(Count("due", sum(sum(cohort) for cohort in cohorts)))
    shares.append(Share("%", "on time", "due", decimals))
    numbers = range(len(cohorts))
    sums = [
        Sum("on time", tuple(f"on time {n}" for n in numbers)),
        Sum("due", tuple(f"due {n}" for n in numbers)),
    ]
    return Figures(tuple(counts), tuple(sums), tuple(shares))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), min_size=1, max_size=3),
    st.integers(0, 2),
    RULES,
)
def test_nor_through_a_percentage_with_its_denominator(cohorts, decimals, rule):
    figures = parts_of_a_whole(cohorts, decimals)
    publication = suppress(figures, rule)
    assert publication.exposed == ()
    promise_kept(figures, publication)
    known, ranges = figures.by_key(), possible_values(publication)
    for share in figures.shares:
        shown, rest = publication[share.key], known[share.denominator].value - known[share.numerator].value
        small = [known[share.numerator].value, known[share.denominator].value, rest]
        if any(1 <= value <= rule.threshold for value in small):
            assert shown.code == "c"
        if 1 <= rest <= rule.threshold:
            assert ranges[f"{share.key}: the rest"].spans(rule.least_values)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), st.booleans())
def test_one_percentage_against_every_pair(on_time, others, show_total):
    """Tried pair by pair: numerators and denominators up to 130 that round to what is shown."""
    counts = (Count("on time", on_time), Count("due", on_time + others, published=show_total))
    publication = suppress(Figures(counts, (), (Share("%", "on time", "due"),)))
    shown = publication["%"]

    def fits(numerator: int, denominator: int) -> bool:
        guesses = {"on time": numerator, "due": denominator}
        for key, guess in guesses.items():
            value = publication[key].value
            if (value is not None and guess != value) or (publication[key].code == "c" and guess == 0):
                return False
        return shown.value is None or (denominator and percentage(numerator, denominator, 0) == shown.value)

    pairs = [(low, whole) for whole in range(131) for low in range(whole + 1) if fits(low, whole)]
    if publication["on time"].code == "c":
        assert len({numerator for numerator, _ in pairs}) > 1
    if 1 <= others <= 5:
        assert len({whole - numerator for numerator, whole in pairs}) > 1


def year_to_date(first: int, later: int) -> Figures:
    counts = (Count("to May", first), Count("to June", first + later), Count("June", later, published=False))
    return Figures(counts, (Sum("to June", ("to May", "June")),))


@given(st.integers(0, 40), st.integers(0, 40))
def test_nor_from_two_periods_whose_difference_is_small(first, later):
    publication = suppress(year_to_date(first, later))
    ranges = possible_values(publication)
    if 1 <= later <= 5:
        assert ranges["June"].spans(2)
    else:
        assert publication["to June"].code == (
            "c" if 1 <= first + later <= 5 or (1 <= first <= 5 and later == 0) else ""
        )


def test_a_published_change_gives_a_hidden_month_away_and_is_hidden_too():
    counts = (Count("May", 4), Count("June", 19), Count("change", 15, signed=True))
    publication = suppress(Figures(counts, (Sum("June", ("May", "change")),)))
    assert [shown.code for shown in publication.counts] == ["c", "", "c"]
    assert publication.exposed == ()


def test_a_total_of_england_that_others_publish():
    """Ours is 3; the region's other councils and the total are published by the Department."""
    others = [Count("Bolton", 40, fixed=True), Count("Oldham", 31, fixed=True)]
    counts = (Count("Bury", 3), *others, Count("England", 74, fixed=True))
    publication = suppress(Figures(counts, (Sum("England", ("Bury", "Bolton", "Oldham")),)))
    assert publication["Bury"].code == "c"
    assert publication.exposed == (
        "“Bury” can be worked out from numbers published elsewhere: leave its table out, or join it with another.",
    )
    less = (Count("Bury", 3), Count("Bolton", 40), others[1], counts[-1])
    publication = suppress(Figures(less, (Sum("England", ("Bury", "Bolton", "Oldham")),)))
    assert [shown.code for shown in publication.counts] == ["c", "c", "", ""]
    assert publication.exposed == ()


def test_the_second_cell_is_the_smallest_that_serves_and_then_the_first():
    publication = suppress(
        table(
            {"A": {"x": 3, "y": 20, "w": 7}, "B": {"x": 12, "y": 9, "w": 8}, "C": {"x": 14, "y": 0, "w": 30}}
        )
    )
    assert hidden_keys(publication) == ["A / x", "A / w", "B / x", "B / w"]
    assert publication["A / x"].why == "It is from 1 to 5."
    assert publication["A / w"].why == "With it, a hidden number could be worked out."
    ranges = possible_values(publication)
    assert (ranges["A / x"].lowest, ranges["A / x"].highest) == (1, 9)
    assert (ranges["B / x"].lowest, ranges["B / x"].highest) == (6, 14)
    twins = suppress(table({"A": {"x": 2, "y": 8, "w": 8}, "B": {"x": 9, "y": 9, "w": 9}}))
    assert hidden_keys(twins) == ["A / x", "A / y", "B / x", "B / y"]


@settings(deadline=None, max_examples=20)
@given(grids(3, 2, 20), RULES)
def test_the_same_table_is_always_shown_alike(grid, rule):
    assert suppress(table(grid), rule) == suppress(table(grid), rule)


def test_an_attack_sees_through_gaps_that_only_together_give_a_third_away():
    """No line has a lone gap, yet rows A and B less columns x and y leave "C y" alone: 9 + 16 - 10 - 12."""
    gaps = ("A x", "A y", "B x", "B y", "C y", "C w", "D w", "D v")
    totals = {"A": 10, "B": 12, "x": 9, "y": 16, "C": 20, "w": 30}
    lines = {
        "A": ("A x", "A y"),
        "B": ("B x", "B y"),
        "x": ("A x", "B x"),
        "y": ("A y", "B y", "C y"),
        "C": ("C y", "C w"),
        "w": ("C w", "D w"),
    }
    publication = Publication(
        counts=(
            *(Shown(key, code="c") for key in gaps),
            *(Shown(key, value) for key, value in totals.items()),
        ),
        shares=(),
        sums=tuple(Sum(total, parts) for total, parts in lines.items()),
        made_of=(),
        rule=Rule(),
    )
    ranges = possible_values(publication)
    assert ranges["C y"] == Range(3, 3)
    assert ranges["C w"] == Range(17, 17)
    assert ranges["D v"] == Range(1, None)
    assert ranges["A x"].spans(2)


def test_two_ones_whose_sum_is_shown_need_a_third():
    publication = suppress(table({"A": {"x": 1, "y": 1, "w": 8}, "B": {"x": 30, "y": 30, "w": 30}}))
    ranges = possible_values(publication)
    assert all(ranges[key].spans(2) for key in hidden_keys(publication))
    assert len([key for key in hidden_keys(publication) if key.startswith("A")]) == 3


@pytest.mark.parametrize(("zero", "code"), [("show", ""), ("hide", "c")])
def test_zero_as_the_rule_says(zero, code):
    publication = suppress(table({"A": {"x": 0, "y": 40}, "B": {"x": 30, "y": 20}}), Rule(zero=zero))
    assert publication["A / x"].code == code
    assert publication["A / x"].value == (0 if zero == "show" else None)


def test_what_is_not_applicable_or_not_available_keeps_its_code():
    counts = (Count("girls", None, "x"), Count("boys", None, "z"), Count("all", 30), Count("unsure", 12, "u"))
    publication = suppress(Figures(counts, (), (Share("%", "girls", "all"),)))
    assert [shown.code for shown in publication.counts] == ["x", "z", "", "u"]
    assert publication["%"].code == "x"
    assert publication["unsure"].value is None


def test_percentages_of_few_or_of_nothing():
    counts = (Count("on time", 14), Count("due", 28), Count("none", 0), Count("nobody", 0))
    shares = (Share("%", "on time", "due"), Share("of nobody", "none", "nobody"))
    publication = suppress(Figures(counts, (), shares), Rule(reliable_from=30))
    assert [publication[key].code for key in ("%", "of nobody")] == ["u", "z"]
    assert suppress(Figures(counts, (), shares), Rule(reliable_from=28))["%"].value == 50


@pytest.mark.parametrize(
    ("value", "base", "shown"),
    [(2, 5, 0), (3, 5, 5), (7, 5, 5), (8, 5, 10), (4, 10, 0), (5, 10, 10), (14, 10, 10)],
)
def test_rounding_takes_halves_up(value, base, shown):
    assert rounded(value, base) == shown


def test_a_count_that_rounds_to_nothing_is_k_and_a_true_zero_is_0():
    figures = Figures((Count("some", 4), Count("none", 0), Count("many", 17)))
    publication = suppress(figures, Rule(threshold=2, round_to=10))
    assert [(shown.value, shown.code) for shown in publication.counts] == [(None, "k"), (0, ""), (20, "")]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Count("a"), "needs either a value or one of the codes"),
        (lambda: Count("a", 3, "c"), "needs either a value or one of the codes"),
        (lambda: Count("a", -1), "only a change may be below zero"),
        (lambda: Rule(zero="maybe"), "either “show” or “hide”"),
        (lambda: Rule(least_values=1), "2 or more"),
        (lambda: Figures((Count("a", 1), Count("a", 2))), "the same key"),
        (
            lambda: Figures((Count("a", 1), Count("b", 2)), (Sum("b", ("a",)),)),
            "“b” is 2, but its parts add up to 1",
        ),
        (lambda: Figures((Count("a", 3), Count("b", 2)), (), (Share("%", "a", "b"),)), "more than the whole"),
    ],
)
def test_what_does_not_hang_together_is_refused(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_only_what_is_hidden_is_attacked():
    publication = suppress(table({"A": {"x": 40, "y": 20}, "B": {"x": 30, "y": 20}}))
    assert possible_values(publication) == {}
    assert not any(is_hidden(shown) for shown in publication.counts)
