"""Short forms in a plan's words, such as PSW, EHCP, CYPiC, C&YP and s47. Plain values only.

A short form here is a word with two capitals or more, or a section of an Act (s47). No short forms: roman
numerals; references to numbered things, such as “PSV 10”; capitals that only stress a word or set a heading.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

EDGE, END = r"(?<![A-Za-z0-9&])", r"(?![A-Za-z0-9&])"
WORD = re.compile(f"{EDGE}[A-Za-z0-9&]+{END}")
# Capitals with at most two small letters or an ampersand between them, perhaps with figures and a plural's s;
# or a section of an Act.
SHORT_FORM = re.compile(
    EDGE
    + r"(?:[0-9]?[A-Z](?:&?[a-z]{0,2}[A-Z])+[0-9]{0,2}s?|[0-9]?[A-Z]{2,}[0-9]{0,2}s?|[sS][0-9]{1,3})"
    + END
)
ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
# “AFI 1”, “PSV 10”, “PSV 2.1c”: the number of something; a year is not.
NUMBER_AFTER = re.compile(r"\s[0-9]{1,2}(?:\.[0-9]+)?[a-z]?\b(?!\s*%)")
SENTENCE = re.compile(r"[.!?:;](?=\s)|\n|\s[-–—]\s")
# In a heading, wholly or partly in capitals, only shorter words than this may be short forms.
LONG = 5
RUN = re.compile(r"[A-Z]{2,}(?:[\s&,/’'-]+[A-Z]{2,})+")
STRESSED = frozenset(
    WORD.findall(
        "A ALL ALSO AN AND ANY ARE AS AT BE BEEN BOTH BUT BY CAN DO DOES EACH EVERY FOR FROM HAS HAVE HOW IF IN "
        "IS IT ITS MAY MORE MUST NEW NO NOT NOW OF ON ONE ONLY OR OUR OUT OVER PER SHALL SO THAT THE THEIR THEM "
        "THEN THEY THIS TO TWO UP US VERY WE WHAT WHEN WHERE WHO WHY WILL WITH YES YOU YOUR"
    )
)
LONGEST_EXAMPLE = 200


@dataclass(frozen=True)
class Text:
    """Some words and the plan that prints them."""

    plan: str
    words: str


@dataclass
class Unexplained:
    """A short form that no glossary explains: how often each plan uses it, and the first sentence that does."""

    form: str
    example: str = ""
    by_plan: dict[str, int] = field(default_factory=dict)

    @property
    def times(self) -> int:
        return sum(self.by_plan.values())


def key(form: str) -> str:
    """What is one and the same: PEPs and PEP, DFE and DfE. Two letters are no plural.

    >>> key("PEPs"), key("s47"), key("CS")
    ('PEP', 'S47', 'CS')
    """
    one = form.removesuffix("s") if len(form) > 2 else form
    return one.upper()


def unexplained(texts: Iterable[Text], known: Iterable[str]) -> list[Unexplained]:
    """Short forms of the texts that are none of `known`, the most used first."""
    texts, known, found = list(texts), {key(form) for form in known}, {}
    in_capitals = {}
    for text in texts:
        for form, sentence, is_heading in short_forms(text.words):
            if key(form) in known or key(_without_capital_s(form)) in known:
                continue
            rows = in_capitals if is_heading or len(form) >= LONG else found
            row = rows.setdefault(key(form), Unexplained(form))
            row.example = row.example or _shortened(sentence, form)
            row.by_plan[text.plan] = row.by_plan.get(text.plan, 0) + 1
    _add_unless_ordinary(found, in_capitals, texts)
    return sorted(found.values(), key=lambda row: (-row.times, row.form.casefold()))


def short_forms(words: str) -> Iterator[tuple[str, str, bool]]:
    """Each use of a short form, with its sentence and whether it stands in a heading in capitals.

    >>> [form for form, _, _ in short_forms("The PSW and EHCPs, see PSV 10 and part IV")]
    ['PSW', 'EHCP']
    """
    if not SHORT_FORM.search(words):
        return
    for sentence in SENTENCE.split(words):
        uses = list(SHORT_FORM.finditer(sentence))
        headings = _headings(sentence) if uses else []
        for use in uses:
            if not _counts(use, sentence):
                continue
            form, is_heading = use.group(), any(use.start() in heading for heading in headings)
            if not (is_heading and len(form) >= LONG):
                yield form.removesuffix("s") if len(form) > 2 else form, sentence, is_heading


def _counts(use: re.Match, sentence: str) -> bool:
    """Whether it is no stressed word, no roman numeral and no reference to a numbered thing."""
    form = use.group()
    if form in STRESSED or ROMAN.fullmatch(form):
        return False
    return not NUMBER_AFTER.match(sentence, use.end())


def _add_unless_ordinary(found: dict, in_capitals: dict, texts: list[Text]) -> None:
    """What might be a word in capitals counts where the plans never write it in small letters (Ofsted, Bury)."""
    for form, row in in_capitals.items():
        first, rest = row.form[0], re.escape(row.form[1:].lower())
        ordinary = re.compile(rf"\b[{first.upper()}{first.lower()}]{rest}\b")
        if any(ordinary.search(text.words) for text in texts):
            continue
        known = found.setdefault(form, row)
        if known is not row:
            for plan, times in row.by_plan.items():
                known.by_plan[plan] = known.by_plan.get(plan, 0) + times


def _without_capital_s(form: str) -> str:
    """PEPS is a plural of PEP where that is known."""
    return form.removesuffix("S") if len(form) > 3 else form


def _headings(sentence: str) -> list[range]:
    """Where a sentence is set in capitals: all of it, or where two long words in capitals follow each other."""
    if sentence.upper() == sentence:
        is_several = sum(not word.isdigit() for word in WORD.findall(sentence)) > 1
        return [range(len(sentence))] if is_several else []
    runs = [run for run in RUN.finditer(sentence) if len(run.group()) > 2 * LONG]
    return [range(*run.span()) for run in runs if sum(len(w) >= LONG for w in WORD.findall(run.group())) > 1]


def _shortened(sentence: str, form: str) -> str:
    """A sentence, or the part of a long one round a short form."""
    sentence = " ".join(sentence.split()).strip(" -–•·,")
    if len(sentence) <= LONGEST_EXAMPLE:
        return sentence
    place = sentence.find(form)
    start = max(0, place - LONGEST_EXAMPLE // 2)
    start = sentence.find(" ", start, place) + 1 if start else 0
    end = sentence.rfind(" ", place, start + LONGEST_EXAMPLE)
    end = end if end > place + len(form) - 1 else len(sentence)
    return f"{'… ' if start else ''}{sentence[start:end]}{' …' if end < len(sentence) else ''}"
