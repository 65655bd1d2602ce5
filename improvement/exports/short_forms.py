"""Which terms of the glossary a document needs. Plain values only."""

import re
from collections.abc import Iterable

from improvement.glossary import Term


def is_short_form(term: str) -> bool:
    """Whether a term is letters to be spelled out (PSW, DfE, S47), not a word of the product."""
    return sum(letter.isupper() or letter.isdigit() for letter in term) > 1


def terms_needed(terms: Iterable[Term], text: str) -> list[Term]:
    """The words of the product, and those short forms that occur in a text, alone or in the plural."""
    used = set(re.findall(r"[A-Za-z0-9&]+", text))
    used |= {word.removesuffix("s") for word in used}
    return [term for term in terms if not is_short_form(term.term) or term.term in used]
