"""Whether an exported file holds every word that a plan's fixtures print of its actions."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from improvement.demo import files
from improvement.demo.loading import words_of

CELLS = ("words", "deadline", "impact", "measures", "links", "ref")
# Where a line ends in a hyphen, a reader of PDFs may join the halves or leave them apart.
A_HYPHEN = re.compile(r"(?<=\w)-\s*(?=\w)")
A_WORD = re.compile(r"[^\W_]+(?:[’'&.][^\W_]+)*|£[\d,]+")


class CannotRead(Exception):
    """The file is of a kind whose words cannot be read here; the text says what to do."""


@dataclass(frozen=True)
class Missing:
    """Words of one printed cell that the file does not hold."""

    address: str
    cell: str
    words: str


def missing_from(file: Path, slug: str) -> tuple[int, list[Missing]]:
    """How many printed cells were looked for, and what of them is missing. A workbook must hold each cell as it
    stands; a PDF, whose rows break over lines and pages, each of its words as often as the fixtures do."""
    cells = list(printed_cells(slug))
    if file.suffix == ".xlsx":
        held = _cells_of_workbook(file)
        return len(cells), [cell for cell in cells if _plain(cell.words) not in held]
    held = _words(_text_of_pdf(file))
    lacking = [(cell, _taken_from(held, cell.words)) for cell in cells]
    return len(cells), [Missing(cell.address, cell.cell, " ".join(words)) for cell, words in lacking if words]


def _taken_from(held: Counter, words: str) -> list[str]:
    """Take the words of one cell out of those held, and say which were not there. Parted words may be joined."""
    lacking = []
    for word in A_HYPHEN.sub("-", words).split():
        for wanted in (_words(word), Counter(A_WORD.findall(word.replace("-", " ")))):
            if not wanted - held:
                held -= wanted
                break
        else:
            lacking.append(word)
    return lacking


def printed_cells(slug: str) -> Iterator[Missing]:
    """Every printed cell of every action that is not empty; a cell beside several actions once."""
    for printed in files.theme_files(slug):
        for outcome in printed.get("outcome", []):
            yield Missing(outcome["key"], "outcome", words_of(outcome, "words"))
        for cost in printed.get("cost", []):
            yield Missing(cost.get("action") or cost["theme"], "cost", cost["words"])
    for action in files.plan_actions(slug):
        for cell in CELLS:
            if words := words_of(action, cell):
                yield Missing(action["address"], cell, words)


def _words(text: str) -> Counter:
    return Counter(A_WORD.findall(A_HYPHEN.sub("", text)))


def _cells_of_workbook(file: Path) -> set[str]:
    """The text of every cell, and each line of it: a cell may hold several costs."""
    book = load_workbook(file, read_only=True, data_only=True)
    texts = [
        str(value)
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value is not None
    ]
    return {_plain(part) for text in texts for part in [text, *text.splitlines()]}


def _plain(words: str) -> str:
    return " ".join(words.split())


def _text_of_pdf(file: Path) -> str:
    reader = shutil.which("pdftotext")
    if reader is None:
        raise CannotRead("Reading a PDF needs Poppler. Run: sudo apt-get install poppler-utils")
    read = subprocess.run([reader, "-raw", str(file), "-"], capture_output=True, text=True, check=False)
    if read.returncode:
        raise CannotRead(f"{file} is not a PDF that can be read: {read.stderr.strip()}")
    return read.stdout
