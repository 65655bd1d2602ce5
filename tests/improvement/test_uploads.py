"""Which files and addresses may become evidence."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.uploads import (
    INSTEAD,
    KINDS,
    LONGEST_NAME,
    MEGABYTE,
    UNSEEN,
    content_type,
    plain_name,
    reason_not_to_take,
)
from improvement.web_links import LONGEST, reason_not_to_link

GOOD = {ending: kind.sign + b"words\n" for ending, kind in KINDS.items()}
ENDINGS = sorted(KINDS)


def reason(name, sample=b"words", size=None, most=20):
    return reason_not_to_take(name, len(sample) if size is None else size, sample, most_megabytes=most)


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_kind_is_taken_by_name_and_first_bytes(ending):
    assert reason(f"minutes.{ending}", GOOD[ending]) == ""
    assert reason(f"MINUTES.{ending.upper()}", GOOD[ending]) == ""


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    "sample",
    [b"MZ\x90\x00\x03", b"\x7fELF\x02\x01", b"\x00\x01", *GOOD.values()],
    ids=lambda sample: sample[:6],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(ending, sample):
    sign = KINDS[ending].sign
    fits = sample.startswith(sign) if sign else sample == b"words\n"
    said = reason(f"minutes.{ending}", sample)
    assert said == "" if fits else f"is not {KINDS[ending].words} inside" in said


@pytest.mark.parametrize(
    "sample", ["Déjà vu\r\n\tü".encode(), "Déjà".encode("cp1252"), "Déjà".encode("utf-16")]
)
def test_text_may_be_written_in_any_way(sample):
    assert reason("notes.txt", sample) == reason("notes.csv", sample) == ""


@pytest.mark.parametrize(
    "name", ["run.exe", "page.html", "minutes.pdf.js", "archive.zip", "macro.docm", "drawing.svg"]
)
def test_other_kinds_are_refused_and_the_sentence_says_what_to_do(name):
    said = reason(name)
    ending = name.rpartition(".")[2]
    assert said.startswith(f"A .{ending} file cannot be kept. ")
    assert (
        f"Save it as .{INSTEAD[ending]}" if ending in INSTEAD else "Choose a file of one of these"
    ) in said


def test_what_to_save_as_instead_can_be_kept():
    assert set(INSTEAD.values()) <= KINDS.keys()
    assert INSTEAD.keys().isdisjoint(KINDS)


@pytest.mark.parametrize("name", ["", ".", "..", "/", "C:\\board\\", "../../", "\u202e", " . "])
def test_a_name_that_is_only_a_path_is_refused(name):
    assert reason(name) == "The file has no name. Rename it, such as minutes.pdf, and choose it again."


@pytest.mark.parametrize("name", ["minutes", ".pdf", "folder/.csv"])
def test_a_name_that_does_not_say_its_kind_is_refused(name):
    assert "does not say what kind of file it is" in reason(name)


def test_long_names_are_refused():
    assert reason("a" * (LONGEST_NAME - 4) + ".txt") == ""
    assert "The file’s name is 201 characters long" in reason("a" * (LONGEST_NAME - 3) + ".txt")


def test_empty_and_large_files_are_refused():
    assert reason("minutes.txt", b"") == "“minutes.txt” is empty. Check it and choose it again."
    assert reason("minutes.txt", size=20 * MEGABYTE) == ""
    said = reason("minutes.txt", size=20 * MEGABYTE + 1)
    assert said.startswith("“minutes.txt” has 20.1 MB, and the most is 20 MB. ")
    assert "add a link" in said


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\board\\minutes.pdf", "minutes.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("min\x00utes\r\n.pdf", "minutes.pdf"),
        ("minutes\u202efdp.exe", "minutesfdp.exe"),
        ("  minutes  of\u00a0May.pdf. ", "minutes of May.pdf"),
        ('"; filename="x.pdf', '"; filename="x.pdf'),
    ],
)
def test_names_are_reduced(name, kept):
    assert plain_name(name) == kept


@given(st.text(max_size=260))
def test_whatever_a_file_is_called_its_name_is_safe_to_keep(name):
    kept = plain_name(name)
    assert not set(kept) & {"/", "\\", "\r", "\n", "\0"}
    assert not any(unicodedata.category(letter) in UNSEEN for letter in kept)
    assert kept not in {".", ".."}
    assert plain_name(kept) == kept


@given(st.text(max_size=260), st.sampled_from(ENDINGS), st.text(max_size=5))
def test_whatever_a_file_is_called_it_is_taken_or_a_sentence_says_why(start, ending, more):
    name = f"{start}.{ending}{more}"
    said = reason(name, GOOD[ending])
    if said:
        assert said[0] in "TA“"
        assert said.endswith(".")
    else:
        assert len(plain_name(name)) <= LONGEST_NAME
        assert plain_name(name).rpartition(".")[2].lower() in KINDS


@given(st.binary(max_size=300), st.sampled_from(ENDINGS))
def test_only_bytes_that_open_as_the_kind_does_are_taken(sample, ending):
    if sample and reason(f"minutes.{ending}", sample) == "":
        assert sample.startswith(KINDS[ending].sign)


def test_what_browsers_are_told():
    assert content_type("Minutes.PDF") == "application/pdf"
    assert content_type("page.html") == content_type("") == "application/octet-stream"


# Links.


@pytest.mark.parametrize(
    "address",
    [
        "https://www.bury.gov.uk/minutes?id=3#top",
        "http://intranet/minutes",
        "https://councils.example:8443/a",
        "https://www.bury.gov.uk/café",
    ],
)
def test_addresses_that_may_be_kept(address):
    assert reason_not_to_link(address) == ""


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("javascript:alert(1)", "begins with https://"),
        ("JaVaScRiPt:alert(1)", "begins with https://"),
        ("data:text/html,<script>", "begins with https://"),
        ("file:///etc/passwd", "begins with https://"),
        ("ftp://example.org/x", "begins with https://"),
        ("//example.org/x", "begins with https://"),
        ("www.bury.gov.uk", "begins with https://"),
        ("https://", "Enter the whole address"),
        ("https:///minutes", "Enter the whole address"),
        ("https://[::1", "Enter the whole address"),
        ("https://example.org:port/", "Enter the whole address"),
        ("https://olive@example.org/", "user name or password"),
        ("https://olive:secret@example.org/", "user name or password"),
        ("https://:@example.org/", "user name or password"),
        ("https://example.org/a b", "a space or another character"),
        ("https://example.org\\@elsewhere.example/", "a space or another character"),
        ("java\nscript:alert(1)", "a space or another character"),
        ("https://example.org/\u202e", "a space or another character"),
        ("https://example.org/" + "a" * LONGEST, "characters long"),
    ],
)
def test_addresses_that_may_not(address, said):
    assert said in reason_not_to_link(address)


@given(st.text(max_size=80))
def test_whatever_is_typed_is_kept_only_as_a_web_address(address):
    if reason_not_to_link(address) == "":
        assert address.lower().startswith(("http://", "https://"))
        assert "@" not in address.split("/")[2]
