"""Finding short forms in what plans print."""

import pytest

from improvement.glossary.acronyms import Text, key, short_forms, unexplained


def found(words: str) -> list[str]:
    return [form for form, _, _ in short_forms(words)]


def missing(words: str, *known: str) -> list[str]:
    return [row.form for row in unexplained([Text("small", words)], known)]


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        ("The PSW writes an EHCP.", ["PSW", "EHCP"]),
        ("CYPiC and C&YP, L&D too", ["CYPiC", "C&YP", "L&D"]),
        ("a s47 enquiry under S17", ["s47", "S17"]),
        ("DfE, PfA, CoNR and KS2 in 3KP", ["DfE", "PfA", "CoNR", "KS2", "3KP"]),
        ("EHCPs and IRO’s, the LA's", ["EHCP", "IRO", "LA"]),
        ("(PSW)/DCS, “MASH”; QA-led", ["PSW", "DCS", "MASH", "QA"]),
        ("GPs", ["GP"]),
    ],
)
def test_short_forms_are_found(words, forms):
    assert found(words) == forms


@pytest.mark.parametrize(
    "words",
    [
        "Part II, phase IV, chapter XII and XXXIX",
        "See PSV 10, AFI 1, AFI 2.1 and PSV 2.1c",
        "Q1 of 2022, H2, P1 and A4",
        "Ofsted, McDonald, YouTube, iPad, Bury",
        "This must NOT be read by ALL or by ANY of US",
        "1.2c, 2022/23 and 47s",
        "",
    ],
)
def test_what_is_no_short_form(words):
    assert found(words) == []


def test_a_number_of_years_or_percent_is_no_reference():
    assert found("The SEND 2014 reforms; NEET 5 % of all") == ["SEND", "NEET"]


def test_long_words_of_a_heading_do_not_count():
    assert missing("IMPROVE QUALITY OF PRACTICE FOR CYPIC") == []
    assert missing("SUPPORT FOR CIN AND LAC: we visit each.") == ["CIN", "LAC"]
    assert missing("MULTI-AGENCY GOVERNANCE & OVERSIGHT Draft") == []
    assert missing("CAMHS") == ["CAMHS"], "one word alone is no heading"
    assert missing("We ask CAMHS and CAFCASS.") == ["CAFCASS", "CAMHS"]


def test_words_that_plans_also_write_in_small_letters_are_no_short_forms():
    assert missing("BURY HELP PLAN\nHelp for Bury. A plan.") == []
    assert missing("OFSTED came. Ofsted went.") == []
    assert missing("The SEND team. We send letters.") == ["SEND"], (
        "four letters in an ordinary sentence count"
    )


def test_one_form_has_many_spellings():
    assert key("EHCPs") == key("EHCP")
    assert key("DfE") == key("DFE")
    assert missing("The PEPs, PEPS and PEP; S47", "PEP", "s47") == []
    assert missing("The CS and its Cs", "C") == ["CS"]


def test_uses_are_counted_by_plan_with_the_first_sentence():
    texts = [
        Text("one", "First of all.\n- Ask the PSW; then the DCS"),
        Text("two", "The DCS, the DCS and the\nPSW."),
    ]
    dcs, psw = unexplained(texts, [])
    assert (dcs.form, dcs.times, dcs.by_plan) == ("DCS", 3, {"one": 1, "two": 2})
    assert (psw.form, psw.by_plan, psw.example) == ("PSW", {"one": 1, "two": 1}, "Ask the PSW")


@pytest.mark.parametrize("place", [0, 20, 99])
def test_an_example_is_short_and_holds_its_form(place):
    words = ["word"] * 100
    words[place] = "PSW"
    example = unexplained([Text("one", " ".join(words))], [])[0].example
    assert "PSW" in example
    assert len(example) <= 206
    assert example.strip("… ").split(" ")[0] in {"word", "PSW"}


def test_nothing_strange_breaks_it():
    assert unexplained([], []) == []
    assert found("&&& A&&B &PSW& ~PSW~ \x00 É") == ["PSW"]
