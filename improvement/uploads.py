"""Which files may become evidence, judged by name, size and first bytes. Plain values only.

The kinds are those that councils' evidence comes in and that run nothing when they are opened. So the old
Office formats and those with macros are out, as are web pages and drawings that hold scripts, and archives,
which cannot be looked into. An e-mail saved from Outlook is in: who agreed what is often nowhere else.
"""

import math
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

# How much of a file is looked at: any sign stands at its start, and binary data shows itself early.
SAMPLE_BYTES = 4096
LONGEST_NAME = 200
MEGABYTE = 1024 * 1024

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class Kind:
    """One kind of file: in words, as browsers are told it, and its first bytes (b"": plain text)."""

    words: str
    content_type: str
    sign: bytes = b""


KINDS = {
    "pdf": Kind("a PDF", "application/pdf", b"%PDF-"),
    "docx": Kind("a Word document", f"{OFFICE}wordprocessingml.document", ZIP),
    "xlsx": Kind("an Excel workbook", f"{OFFICE}spreadsheetml.sheet", ZIP),
    "pptx": Kind("a PowerPoint presentation", f"{OFFICE}presentationml.presentation", ZIP),
    "odt": Kind("an OpenDocument text", f"{OPEN_DOCUMENT}text", ZIP),
    "ods": Kind("an OpenDocument spreadsheet", f"{OPEN_DOCUMENT}spreadsheet", ZIP),
    "odp": Kind("an OpenDocument presentation", f"{OPEN_DOCUMENT}presentation", ZIP),
    "csv": Kind("a CSV file", "text/csv"),
    "txt": Kind("a text file", "text/plain"),
    "png": Kind("a PNG picture", "image/png", b"\x89PNG\r\n\x1a\n"),
    "jpg": Kind("a JPEG picture", "image/jpeg", b"\xff\xd8\xff"),
    "jpeg": Kind("a JPEG picture", "image/jpeg", b"\xff\xd8\xff"),
    "msg": Kind("an Outlook message", "application/vnd.ms-outlook", COMPOUND),
}
# What to save a file of another kind as.
INSTEAD = {
    "doc": "docx",
    "docm": "docx",
    "rtf": "docx",
    "xls": "xlsx",
    "xlsm": "xlsx",
    "xlsb": "xlsx",
    "ppt": "pptx",
    "pptm": "pptx",
    "htm": "pdf",
    "html": "pdf",
    "svg": "png",
    "heic": "jpg",
    "gif": "png",
    "tiff": "pdf",
    "tif": "pdf",
    "eml": "msg",
}
KINDS_IN_WORDS = "PDF, Word, Excel, PowerPoint, OpenDocument, CSV, text, PNG, JPEG or Outlook message"
CHOOSE_ANOTHER = f"Choose a file of one of these kinds: {KINDS_IN_WORDS}."
TEXT_CONTROLS = frozenset(b"\t\n\f\r\x1a")
TWO_BYTE_TEXT = (b"\xff\xfe", b"\xfe\xff")
# Unicode's categories of what shows nothing: marks that turn the direction of writing are among them.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def plain_name(name: str) -> str:
    """A file's name alone: no folders, nothing that cannot be seen, no dots or spaces round it.

    >>> plain_name("C:\\\\board\\\\minutes.pdf")
    'minutes.pdf'
    """
    last = re.split(r"[\\/]", name)[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in UNSEEN)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", seen)).strip(" .")


def extension(name: str) -> str:
    return PurePosixPath(name).suffix.removeprefix(".").lower()


def content_type(name: str) -> str:
    """What a browser is told that a kept file is."""
    kind = KINDS.get(extension(name))
    return kind.content_type if kind else "application/octet-stream"


def kind_in_words(name: str) -> str:
    """What a kept file is, for lists; plainly a file where its name does not say.

    >>> kind_in_words("minutes.pdf")
    'PDF'
    """
    kind = KINDS.get(extension(name))
    if kind is None:
        return "File"
    words = kind.words.partition(" ")[2]
    return words[:1].upper() + words[1:]


def reason_not_to_take(name: str, size: int, sample: bytes, *, most_megabytes: int) -> str:
    """Why a file may not become evidence, or nothing. `sample` holds its first bytes."""
    name = plain_name(name)
    return (
        _reason_in_name(name) or _reason_in_size(name, size, most_megabytes) or _reason_in_bytes(name, sample)
    )


def _reason_in_name(name: str) -> str:
    if not name:
        return "The file has no name. Rename it, such as minutes.pdf, and choose it again."
    if len(name) > LONGEST_NAME:
        return (
            f"The file’s name is {len(name)} characters long. "
            f"Rename it with at most {LONGEST_NAME} and choose it again."
        )
    ending = extension(name)
    if ending in KINDS:
        return ""
    if not ending:
        return f"“{name}” does not say what kind of file it is. {CHOOSE_ANOTHER}"
    if ending in INSTEAD:
        return f"A .{ending} file cannot be kept. Save it as .{INSTEAD[ending]} and choose that copy."
    return f"A .{ending} file cannot be kept. {CHOOSE_ANOTHER}"


def _reason_in_size(name: str, size: int, most_megabytes: int) -> str:
    if size == 0:
        return f"“{name}” is empty. Check it and choose it again."
    if size <= most_megabytes * MEGABYTE:
        return ""
    # Rounded up, so that a file just over the limit never reads as being at it.
    megabytes = math.ceil(size * 10 / MEGABYTE) / 10
    return (
        f"“{name}” has {megabytes:,g} MB, and the most is {most_megabytes} MB. "
        "Make it smaller, or add a link to where it is."
    )


def _reason_in_bytes(name: str, sample: bytes) -> str:
    kind = KINDS[extension(name)]
    if sample.startswith(kind.sign) if kind.sign else _is_text(sample):
        return ""
    return (
        f"“{name}” is not {kind.words} inside. If it has a password, take it off; "
        f"otherwise open it, save it as {kind.words} and choose that copy."
    )


def _is_text(sample: bytes) -> bool:
    if any(sample.startswith(kind.sign) for kind in KINDS.values() if kind.sign):
        return False
    if sample.startswith(TWO_BYTE_TEXT):
        return True
    return all(byte >= 32 or byte in TEXT_CONTROLS for byte in sample)
